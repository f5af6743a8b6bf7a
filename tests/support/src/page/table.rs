//! A table, read by its column headings.

use serde_json::Value;

use super::document::{Page, text_of};

/// A table named by its caption.
#[derive(Clone, Debug)]
pub struct Table<'b> {
    page: Page<'b>,
    caption: String,
}

impl<'b> Page<'b> {
    /// A table.
    #[must_use]
    pub fn table(&self, caption: &str) -> Table<'b> {
        Table { page: *self, caption: caption.to_owned() }
    }
}

impl<'b> Table<'b> {
    /// The row that contains a text, usually an access key id.
    #[must_use]
    pub fn row(&self, text: &str) -> Row<'b> {
        Row { table: self.clone(), text: text.to_owned() }
    }

    /// Waits until there are so many rows.
    #[track_caller]
    pub fn see_rows(&self, count: usize) {
        self.page.eventually(&format!("{count} rows in table \"{}\"", self.caption), |_| {
            (self.rows()?.len() == count).then_some(())
        });
    }

    /// Waits until there is no such table.
    #[track_caller]
    pub fn see_gone(&self) {
        self.page.eventually(&format!("table \"{}\" to go", self.caption), |page| {
            let table = page.query("return table(arguments[0])", vec![self.caption.clone().into()]);
            table.ok()?.is_null().then_some(())
        });
    }

    /// The column headings.
    #[must_use]
    #[track_caller]
    pub fn headings(&self) -> Vec<String> {
        self.page.eventually(&format!("table \"{}\"", self.caption), |_| {
            let headings = self.read()?["headings"].as_array()?.clone();
            Some(
                headings
                    .iter()
                    .map(|heading| heading.as_str().unwrap_or_default().to_owned())
                    .collect(),
            )
        })
    }

    /// The texts of one column, from the top.
    #[must_use]
    #[track_caller]
    pub fn column(&self, heading: &str) -> Vec<String> {
        self.page.eventually(&format!("table \"{}\"", self.caption), |_| {
            Some(self.rows()?.iter().map(|row| text_of(row, heading)).collect())
        })
    }

    fn read(&self) -> Option<Value> {
        let table = self
            .page
            .query("return table(arguments[0])", vec![self.caption.clone().into()])
            .ok()?;
        (!table.is_null()).then_some(table)
    }

    fn rows(&self) -> Option<Vec<Value>> {
        self.read()?["rows"].as_array().cloned()
    }
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row<'b> {
    table: Table<'b>,
    text: String,
}

impl Row<'_> {
    /// Waits until a cell of this row contains a text.
    #[track_caller]
    pub fn see(&self, heading: &str, text: &str) {
        let what = format!("\"{heading}\" of {} to contain \"{text}\"", self.text);
        self.table.page.eventually(&what, |_| self.cell(heading)?.contains(text).then_some(()));
    }

    /// Waits until there is no such row.
    #[track_caller]
    pub fn see_gone(&self) {
        self.table.page.eventually(&format!("the row of {} to go", self.text), |_| {
            self.index(&self.table.rows()?).is_none().then_some(())
        });
    }

    /// The `datetime` of a cell of this row.
    #[must_use]
    #[track_caller]
    pub fn instant(&self, heading: &str) -> String {
        let what = format!("a time in \"{heading}\" of {}", self.text);
        self.table.page.eventually(&what, |_| {
            let table = self.table.read()?;
            let index = self.index(table["rows"].as_array()?)?;
            Some(table["times"][index][heading].as_str()?.to_owned())
        })
    }

    fn cell(&self, heading: &str) -> Option<String> {
        let rows = self.table.rows()?;
        rows[self.index(&rows)?][heading].as_str().map(str::to_owned)
    }

    fn index(&self, rows: &[Value]) -> Option<usize> {
        rows.iter().position(|row| {
            row.as_object().is_some_and(|cells| {
                cells
                    .values()
                    .any(|cell| cell.as_str().is_some_and(|text| text.contains(&self.text)))
            })
        })
    }
}
