//! Just enough HTML to find and change tags, inline styles and scripts in a page that Trunk wrote.

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

/// The page without its inline elements of this name.
pub fn without_inline(page: &str, name: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut done = 0;
    for element in elements(page, name) {
        if !has_attribute(&page[element.start_tag.clone()], "src") {
            out.push_str(&page[done..element.whole.start]);
            done = element.whole.end;
        }
    }
    out + &page[done..]
}

/// Passes every tag of this name through `change`; what it gives stands in the tag's place.
pub fn map_tags<'page>(
    page: &'page str,
    name: &str,
    mut change: impl FnMut(&'page str) -> String,
) -> String {
    let mut out = String::with_capacity(page.len());
    let mut done = 0;
    let mut at = 0;
    while let Some(start) = next_tag(page, at) {
        let rest = &page[start..];
        at = start + 1;
        if opens(rest, name)
            && let Some(length) = tag_end(rest)
        {
            at = start + length;
            out.push_str(&page[done..start]);
            out.push_str(&change(&page[start..at]));
            done = at;
        }
        if let Some(raw) = raw_text(rest) {
            at = element(page, start, raw).map_or(page.len(), |element| element.whole.end);
        }
    }
    out + &page[done..]
}

/// The value of an attribute of a start tag, as it is written there.
pub fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let (before, after) = rest.split_at(at);
        let after = &after[name.len()..];
        if let Some(value) = after.strip_prefix('=')
            && before.ends_with(|c: char| c.is_ascii_whitespace())
        {
            let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
            return match quote {
                Some(quote) => value[1..].split(quote).next(),
                None => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
            };
        }
        rest = after;
    }
    None
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
    while let Some(start) = next_tag(page, at) {
        let Some(raw) = raw_text(&page[start..]) else {
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

/// Where the next tag begins; comments are passed over.
fn next_tag(page: &str, mut at: usize) -> Option<usize> {
    loop {
        let start = at + page.get(at..)?.find('<')?;
        if !page[start..].starts_with("<!--") {
            return Some(start);
        }
        at = page[start..].find("-->").map_or(page.len(), |end| start + end + 3);
    }
}

/// The element that begins here, if its content is text up to its end tag.
fn raw_text(rest: &str) -> Option<&'static str> {
    ["script", "style"].into_iter().find(|raw| opens(rest, raw))
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
    fn inline_scripts_go_and_files_stay() {
        let page = "<a><script>one</script><b><script src=a.js></script><script>two</script><c>";
        assert_eq!(without_inline(page, "script"), "<a><b><script src=a.js></script><c>");
    }

    #[test]
    fn tags_are_changed_where_they_are_tags() {
        let page = "<!-- <link a> --><link b><links c><script>'<link d>'</script><LINK e='>'>";
        let changed = map_tags(page, "link", str::to_uppercase);
        let expected = "<!-- <link a> --><LINK B><links c><script>'<link d>'</script><LINK E='>'>";
        assert_eq!(changed, expected);
        assert_eq!(map_tags("a < b", "link", str::to_owned), "a < b");
        let page = "<script a>'<script b>'</script><p><script c></script>";
        let changed = map_tags(page, "script", |_| "x".to_owned());
        assert_eq!(changed, "x'<script b>'</script><p>x</script>");
    }

    #[test]
    fn attributes_are_read_as_they_are_written() {
        let tag = "<link data-href=\"x\" rel=icon\n href=\"./a b\" title='q'/>";
        assert_eq!(attribute(tag, "href"), Some("./a b"));
        assert_eq!(attribute(tag, "rel"), Some("icon"));
        assert_eq!(attribute(tag, "title"), Some("q"));
        assert_eq!(attribute(tag, "type"), None);
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
