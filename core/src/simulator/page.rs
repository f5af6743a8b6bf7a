//! Lists, one page at a time.

use super::form::Form;
use super::refusal::Refusal;
use super::xml::Xml;

/// The requested page of a list. A marker is the index at which it begins.
pub struct Page {
    list: &'static str,
    start: u32,
    end: u32,
    /// How many members there were so far.
    seen: u32,
}

impl Page {
    /// Begins the page that a form asks for.
    pub fn begin(list: &'static str, form: Form<'_>, xml: &mut Xml) -> Result<Self, Refusal> {
        let most = form.number("MaxItems", 100, [1, 1000], "have value between 1 and 1000")?;
        let start = form.number("Marker", 0, [1, 1_000_000], "be a marker")?;
        xml.open(list);
        Ok(Self { list, start, end: start + most, seen: 0 })
    }

    /// Whether the next member of the list is on the page.
    pub fn includes_next(&mut self) -> bool {
        self.seen += 1;
        self.start < self.seen && self.seen <= self.end
    }

    /// Ends the page, with a marker if the list goes on.
    pub fn end(self, xml: &mut Xml) {
        xml.close(self.list);
        let is_truncated = self.seen > self.end;
        xml.leaf("IsTruncated", if is_truncated { "true" } else { "false" });
        if is_truncated {
            xml.leaf("Marker", &self.end.to_string());
        }
    }
}
