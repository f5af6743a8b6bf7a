//! The matrix as a table for people, in Markdown that reads well in a terminal too.

use super::{Action, Cell, Ending, ROWS, Wait, Why};

/// How a cell went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it has to.
    Well,
    /// Otherwise.
    Badly,
    /// It was not tried.
    NotTried,
}

const BEFORE: &str = "\
# When a request fails

Every fault below was made to happen in Chromium, by a proxy between the page and an IAM server (moto), and
the page was held to the ending named in the table: what is true on the server, what the screen shows, and the
sentence it says. `cargo xtask test faults` does it all again and writes this file; a smaller cut runs in
Firefox and WebKitGTK too, with the stories.

";

const AFTER: &str = "
What the cells mean:

- **done**: by one call, and nothing is said. **read all the same**: likewise, though the answer looks unusual.
- **repeated; done**: the page asked again by itself, after a short wait that grows and is drawn at random.
- **waited; done**: it asked again no sooner than `Retry-After` said, and a strip told so, with a way to give up.
- **clock corrected; done**: it took the server's time from the refusal, signed by it, and a note says how far
  this device's clock is off.
- **looked: done**: the answer was lost or no good, and a list of the keys showed that it had happened.
- **told: …**: it did not happen, and an alert says so, with this code. What was typed and what was listed before
  stays. *4 calls* is how often the page asked.
- **cell: Not told**: the last use of a key is a nicety; nothing else is disturbed.
- **looked: nothing was made**: no answer came, a list of the keys showed no new one, and `Try again` is offered.
- **looked: made, secret lost**: the list showed a new key; its id is named, and `Delete it and start over`
  is offered.
- **could not look: nobody can tell**: not even a list could be had; `Look again` is offered.

`CreateAccessKey` is never asked for twice unless the server refused it before doing anything: a second key
would cost the quota, and the first one's secret would be lost without a word.
";

/// The whole document, with what `outcome` knows of each cell.
#[must_use]
pub fn document(outcome: &dyn Fn(&Cell) -> Outcome) -> String {
    let mut rows = vec![head()];
    rows.extend(ROWS.iter().map(|row| {
        let cells = Action::ALL.into_iter().zip(row.ends).map(|(action, ending)| {
            let text = text(ending);
            match outcome(&Cell { row, action, ending }) {
                Outcome::Well => text,
                Outcome::Badly => format!("FAILED ({text})"),
                Outcome::NotTried => format!("not tried ({text})"),
            }
        });
        std::iter::once(row.title.to_owned()).chain(cells).collect()
    }));
    format!("{BEFORE}{}{AFTER}", draw(&rows))
}

fn head() -> Vec<String> {
    let calls = Action::ALL.into_iter().map(|action| format!("`{}`", action.call()));
    std::iter::once("What goes wrong".to_owned()).chain(calls).collect()
}

fn text(ending: Ending) -> String {
    match ending {
        Ending::Done => "done".to_owned(),
        Ending::Read => "read all the same".to_owned(),
        Ending::Repeated(2) => "repeated; done".to_owned(),
        Ending::Repeated(calls) => format!("repeated {} times; done", calls - 1),
        Ending::Waited(Wait::Throttled | Wait::Trouble) => "waited; done".to_owned(),
        Ending::Corrected(_) => "clock corrected; done".to_owned(),
        Ending::Looked => "looked: done".to_owned(),
        Ending::Told(why, calls) => told(why, calls),
        Ending::NotTold(0 | 1) => "cell: Not told".to_owned(),
        Ending::NotTold(calls) => format!("{calls} calls; cell: Not told"),
        Ending::NothingMade(_) => "looked: nothing was made".to_owned(),
        Ending::SecretLost => "looked: made, secret lost".to_owned(),
        Ending::NobodyKnows(_) => "could not look: nobody can tell".to_owned(),
    }
}

fn told(why: Why, calls: usize) -> String {
    match calls {
        0 | 1 => format!("told: `{}`", why.code()),
        _ => format!("{calls} calls; told: `{}`", why.code()),
    }
}

/// Columns as wide as what is in them.
fn draw(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    let line = |cells: &[String]| {
        let cells: Vec<_> =
            cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>();
    let mut lines = rows.iter().map(|row| line(row));
    let head = lines.next().unwrap_or_default();
    format!("{head}{}{}", line(&rule), lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = [["a", "bcd"], ["efg", "h"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(draw(&rows), "| a   | bcd |\n| --- | --- |\n| efg | h   |\n");
    }

    #[test]
    fn what_did_not_go_well_stands_out() {
        let document = document(&|cell| {
            if cell.row.name == "refused" { Outcome::Badly } else { Outcome::NotTried }
        });
        assert!(document.contains("FAILED (told: `NoAnswer`)"));
        assert!(document.contains("not tried (read all the same)"));
    }
}
