//! The fault matrix as a document, which is printed in the terminal too.

use std::path::PathBuf;

use super::cells::Cell;
use super::model::{Action, Ending, Reason};
use super::table::ROWS;

/// The result of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It ended as it has to.
    Passed,
    /// It did not.
    Failed,
    /// It was not run.
    NotRun,
}

const BEFORE: &str = "\
# When a request fails

Every fault below was injected in Chromium, by a proxy between the page and an IAM server (moto), and the tests
asserted the ending in the table: the state of the server, what the screen shows, and the sentence it says.
`cargo xtask test faults` does all of it again and writes this file; a sample of the cells runs with the stories,
in Firefox and WebKitGTK too.

";

const AFTER: &str = "
What the cells mean:

- **done**: with one call, and without a message. **read anyway**: likewise, although the response looks unusual.
- **retried; done**: the page retried after a short wait, which grows and is random.
- **waited; done**: it retried no sooner than `Retry-After` allowed; a status said so and offered to cancel.
- **clock corrected; done**: it took the server's time from the refusal and signed with it; a status says how far
  this device's clock is off.
- **confirmed by the list; done**: there was no usable response, and a list of the keys showed that the action had
  succeeded.
- **alert: …**: the action failed, and an alert says so, with this code. What was typed and what was listed before
  stays. *4 calls* is how often the page tried.
- **cell: no value**: only the cell `Last used` has no value; everything else works.
- **listed: not created**: there was no response, a list of the keys showed no new one, and `Try again` is offered.
- **listed: created, secret lost**: the list showed a new key, which may be someone else's too; the page names its
  id and its last use, and leads to the dialog that makes it inactive and deletes it.
- **repeated by the browser; second key named**: Chromium and Firefox send a request again whose reused connection
  closed without a response, and no page can prevent it. The first request created a key, the second was refused at
  the limit; the page lists the keys after every create and names the one that it cannot account for. WebKitGTK sends
  each POST on a new connection.
- **list unavailable: unknown**: the keys could not be listed either; `Look again` is offered.

`CreateAccessKey` is never retried unless the server refused it before it acted: a second key would use up the
quota, and the secret of the first one would be lost without a message.
";

/// The whole document, with the outcome of each cell.
#[must_use]
pub fn document(outcome: &dyn Fn(&Cell) -> Outcome) -> String {
    let mut rows = vec![head()];
    rows.extend(ROWS.iter().map(|row| {
        let cells = Action::ALL.into_iter().zip(row.ends).map(|(action, ending)| {
            let text = text(ending);
            match outcome(&Cell { row, action, ending }) {
                Outcome::Passed => text,
                Outcome::Failed => format!("FAILED ({text})"),
                Outcome::NotRun => format!("not run ({text})"),
            }
        });
        std::iter::once(row.title.to_owned()).chain(cells).collect()
    }));
    format!("{BEFORE}{}{AFTER}", table(&rows))
}

fn head() -> Vec<String> {
    let calls = Action::ALL.into_iter().map(|action| format!("`{}`", action.call()));
    std::iter::once("Fault".to_owned()).chain(calls).collect()
}

fn text(ending: Ending) -> String {
    match ending {
        Ending::Done => "done".to_owned(),
        Ending::ReadAnyway => "read anyway".to_owned(),
        Ending::Retried(2) => "retried; done".to_owned(),
        Ending::Retried(calls) => format!("retried {} times; done", calls - 1),
        Ending::Waited(_) => "waited; done".to_owned(),
        Ending::ClockCorrected(_) => "clock corrected; done".to_owned(),
        Ending::ConfirmedByList => "confirmed by the list; done".to_owned(),
        Ending::Reported(reason, calls) => reported(reason, calls),
        Ending::NoLastUse(0 | 1) => "cell: no value".to_owned(),
        Ending::NoLastUse(calls) => format!("{calls} calls; cell: no value"),
        Ending::NotCreated(_) => "listed: not created".to_owned(),
        Ending::SecretLost => "listed: created, secret lost".to_owned(),
        Ending::Resent => "repeated by the browser; second key named".to_owned(),
        Ending::Unknown(_) => "list unavailable: unknown".to_owned(),
    }
}

fn reported(reason: Reason, calls: usize) -> String {
    match calls {
        0 | 1 => format!("alert: `{}`", reason.code()),
        _ => format!("{calls} calls; alert: `{}`", reason.code()),
    }
}

/// A Markdown table with aligned columns.
fn table(rows: &[Vec<String>]) -> String {
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

/// Where the document is.
#[must_use]
pub fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/faults.md"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = [["a", "bcd"], ["efg", "h"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "| a   | bcd |\n| --- | --- |\n| efg | h   |\n");
    }

    #[test]
    fn failed_and_skipped_cells_are_marked() {
        let document = document(&|cell| {
            if cell.row.name == "refused" { Outcome::Failed } else { Outcome::NotRun }
        });
        assert!(document.contains("FAILED (alert: `NoResponse`)"));
        assert!(document.contains("not run (read anyway)"));
    }

    #[test]
    fn the_document_is_up_to_date() {
        let kept = fs::read_to_string(path()).unwrap_or_default();
        assert!(
            kept == document(&|_| Outcome::Passed),
            "docs/faults.md is stale: `cargo xtask test faults` runs the matrix and writes it."
        );
    }
}
