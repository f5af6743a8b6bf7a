//! Just enough HTML to find inline styles and scripts in a page that Trunk wrote.

use std::ops::Range;

/// An element whose content is text up to its end tag.
struct Element {
    /// From the start tag to the end tag, both included.
    whole: Range<usize>,
    /// What stands between them.
    content: Range<usize>,
    /// The start tag, from `<` to `>`.
    start_tag: Range<usize>,
}

/// What stands in every inline element of this name.
pub fn inline<'page>(page: &'page str, name: &str) -> Vec<&'page str> {
    elements(page, name)
        .into_iter()
        .filter(|element| !has_attribute(&page[element.start_tag.clone()], "src"))
        .map(|element| &page[element.content])
        .collect()
}

/// Joins styles with nothing but space between them into one, and passes each through `minify`.
pub fn join_styles(page: &str, minify: impl Fn(&str) -> String) -> String {
    let plain = |element: &Element| &page[element.start_tag.clone()] == "<style>";
    let mut out = String::with_capacity(page.len());
    let mut sheet = String::new();
    let mut done = 0;
    for element in elements(page, "style").iter().filter(|it| plain(it)) {
        let between = &page[done..element.whole.start];
        if sheet.is_empty() || !between.trim().is_empty() {
            push_style(&mut out, &mut sheet, &minify);
            out.push_str(between);
        }
        sheet.push_str(&page[element.content.clone()]);
        sheet.push('\n');
        done = element.whole.end;
    }
    push_style(&mut out, &mut sheet, &minify);
    out.push_str(&page[done..]);
    out
}

fn push_style(out: &mut String, sheet: &mut String, minify: impl Fn(&str) -> String) {
    if !sheet.is_empty() {
        out.push_str("<style>");
        out.push_str(&minify(sheet));
        out.push_str("</style>");
        sheet.clear();
    }
}

/// Every element of this name, in order. Comments are passed over, and so is the text of
/// styles and scripts, where a tag is no tag.
fn elements(page: &str, name: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = page[at..].find('<') {
        let start = at + offset;
        if page[start..].starts_with("<!--") {
            at = page[start..].find("-->").map_or(page.len(), |end| start + end + 3);
            continue;
        }
        let Some(raw) = ["script", "style"].into_iter().find(|raw| opens(&page[start..], raw))
        else {
            at = start + 1;
            continue;
        };
        let Some(element) = element(page, start, raw) else {
            break;
        };
        at = element.whole.end;
        if raw == name {
            found.push(element);
        }
    }
    found
}

fn opens(rest: &str, name: &str) -> bool {
    let tag = rest.get(1..=name.len());
    let next = rest[1..].chars().nth(name.len());
    tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        && next.is_some_and(|c| c == '>' || c == '/' || c.is_ascii_whitespace())
}

fn element(page: &str, start: usize, name: &str) -> Option<Element> {
    let content_start = start + tag_end(&page[start..])?;
    let rest = page[content_start..].to_ascii_lowercase();
    let content_end = content_start + rest.find(&format!("</{name}"))?;
    let end = content_end + page[content_end..].find('>')? + 1;
    Some(Element {
        whole: start..end,
        content: content_start..content_end,
        start_tag: start..content_start,
    })
}

/// Where a start tag ends, past the `>`; one inside quotes does not count.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in tag.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return Some(i + 1),
            _ => {}
        }
    }
    None
}

fn has_attribute(start_tag: &str, name: &str) -> bool {
    start_tag
        .split(|c: char| c.is_ascii_whitespace() || c == '>')
        .any(|word| word.split('=').next() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_found_where_browsers_find_them() {
        let page = "<!-- <script>no</script> --><script>one</script>\
            <script defer src='a.js'></script><SCRIPT type=module data-src=\"a>b\">two</SCRIPT>\
            <scripts>no</scripts><script>'<style>no</style>'</script>";
        assert_eq!(inline(page, "script"), ["one", "two", "'<style>no</style>'"]);
        assert_eq!(inline(page, "style"), [""; 0]);
    }

    #[test]
    fn a_script_that_is_a_file_is_not_inline() {
        assert_eq!(inline("<script src=a.js></script>", "script"), [""; 0]);
    }

    #[test]
    fn neighbouring_styles_become_one() {
        let joined = join_styles(
            "<a><style>1</style>\n <style>2</style><b><style media=\"print\">3</style><style>4</style>",
            |css| css.replace('\n', ";"),
        );
        assert_eq!(
            joined,
            "<a><style>1;2;</style><b><style media=\"print\">3</style><style>4;</style>"
        );
    }

    #[test]
    fn a_page_without_styles_stays_as_it_is() {
        let page = "<p>no <b>style</b>";
        assert_eq!(join_styles(page, str::to_owned), page);
    }
}
