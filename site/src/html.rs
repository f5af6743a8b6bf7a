//! The parts of `index.html` that a build reads and replaces.

use std::cell::{Cell, RefCell};

use lol_html::html_content::ContentType::Html;
use lol_html::{ElementContentHandlers, RewriteStrSettings, Selector, element, rewrite_str, text};

use crate::prelude::*;

const POLICY: &str = "meta[http-equiv=Content-Security-Policy]";
const INLINE_SCRIPT: &str = "script:not([src])";

/// What a page holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The text of every inline style.
    pub styles: Vec<String>,
    /// The text of every inline script.
    pub scripts: Vec<String>,
    /// The addresses of scripts and links.
    pub loads: Vec<String>,
    /// Its content security policy.
    pub policy: Option<String>,
    /// What it says it was built from.
    pub build: Option<String>,
}

impl Parts {
    /// Reads a page.
    ///
    /// # Errors
    ///
    /// When it cannot be parsed.
    pub fn read(page: &str) -> Result<Self> {
        let parts = RefCell::new(Self::default());
        let styles = RefCell::new(Vec::new());
        let scripts = RefCell::new(Vec::new());
        let mut handlers = texts("style", &styles);
        handlers.extend(texts(INLINE_SCRIPT, &scripts));
        handlers.push(element!("script[src], link[href], meta[content]", |tag| {
            let mut parts = parts.borrow_mut();
            let content = tag.get_attribute("content");
            match tag.get_attribute("name").or_else(|| tag.get_attribute("http-equiv")).as_deref() {
                Some("build") => parts.build = content,
                Some("Content-Security-Policy") => parts.policy = content,
                _ => {
                    let address = tag.get_attribute("src").or_else(|| tag.get_attribute("href"));
                    parts.loads.extend(address);
                }
            }
            Ok(())
        }));
        rewrite(page, handlers)?;
        Ok(Self { styles: styles.take(), scripts: scripts.take(), ..parts.take() })
    }
}

/// Collects the text of every element that a selector matches.
fn texts<'h>(selector: &str, texts: &'h RefCell<Vec<String>>) -> Vec<Handler<'h>> {
    vec![
        element!(selector, |_| {
            texts.borrow_mut().push(String::new());
            Ok(())
        }),
        text!(selector, |chunk| {
            texts
                .borrow_mut()
                .last_mut()
                .get_or_insert(&mut String::new())
                .push_str(chunk.as_str());
            Ok(())
        }),
    ]
}

/// The page with one style in place of all, without inline scripts and preloads, and without the
/// white space that only its authors need. No element of it keeps white space.
pub fn simplify(page: &str, style: &str) -> Result<String> {
    let is_first = Cell::new(true);
    let page = rewrite(
        page,
        vec![
            element!("style", |tag| {
                if is_first.replace(false) {
                    tag.set_inner_content(style, Html);
                } else {
                    tag.remove();
                }
                Ok(())
            }),
            element!(
                format!("{INLINE_SCRIPT}, link[rel=modulepreload], link[rel=preload]"),
                |tag| {
                    tag.remove();
                    Ok(())
                }
            ),
        ],
    )?;
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// The page with another policy and icon, and with more at the end of its head.
pub fn complete(page: &str, policy: &str, icon: &str, head: &str) -> Result<String> {
    rewrite(
        page,
        vec![
            element!(POLICY, |tag| {
                let meta = "<meta http-equiv=\"Content-Security-Policy\"";
                tag.replace(&format!("{meta} content=\"{policy}\">"), Html);
                Ok(())
            }),
            element!("link[rel=icon]", |tag| {
                tag.replace(&format!("<link rel=\"icon\" href=\"{icon}\">"), Html);
                Ok(())
            }),
            element!("head", |tag| {
                tag.append(head, Html);
                Ok(())
            }),
        ],
    )
}

type Handler<'h> = (std::borrow::Cow<'static, Selector>, ElementContentHandlers<'h>);

fn rewrite(page: &str, handlers: Vec<Handler>) -> Result<String> {
    let settings = RewriteStrSettings { element_content_handlers: handlers, ..Default::default() };
    rewrite_str(page, settings).context("the page is not HTML as expected")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n <!-- <script>no</script> -->\n\
        <meta\nhttp-equiv=\"Content-Security-Policy\" content=\"script-src\n'self'\"/>\n\
        <link rel=\"icon\" href=\"./i.svg\" integrity=\"x\"/><link rel=\"preload\" href=\"./k.wasm\">\
        <style>a { b: c }</style>\n\n  <style>d { e: f }</style></head>\n\
        <script src=k.js></script><SCRIPT type=module data-src=\"a>b\">'<style>no</style>'</SCRIPT>";

    #[test]
    fn parts_are_found_where_browsers_find_them() {
        let parts = Parts::read(PAGE).unwrap();
        assert_eq!(parts.styles, ["a { b: c }", "d { e: f }"]);
        assert_eq!(parts.scripts, ["'<style>no</style>'"]);
        assert_eq!(parts.loads, ["./i.svg", "./k.wasm", "k.js"]);
        assert_eq!(parts.policy.as_deref(), Some("script-src\n'self'"));
        assert_eq!(parts.build, None);
    }

    #[test]
    fn a_finished_page_has_one_style_and_nothing_inline_to_run() {
        let page = simplify(PAGE, "a{b:c}").unwrap();
        let page = complete(&page, "img-src 'self'", "./j.svg", "<link>").unwrap();
        assert_eq!(
            page,
            "<head>\n<!-- <script>no</script> -->\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"img-src 'self'\">\n\
             <link rel=\"icon\" href=\"./j.svg\"><style>a{b:c}</style>\n\
             <link></head>\n<script src=k.js></script>"
        );
    }
}
