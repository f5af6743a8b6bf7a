//! `seal`: Trunk's last step. It joins the page's inline styles into one, and writes the hash of
//! every inline style and script into the page's content security policy, where the placeholders
//! [`SCRIPTS`] and [`STYLES`] stand. Nothing inline runs but what was built here.

mod css;
pub mod html;

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::build;
use crate::ship::source;
use crate::trouble::{Outcome, Trouble};

/// Stands in the policy where the hashes of the scripts go.
const SCRIPTS: &str = "{{script-hashes}}";
/// Stands in the policy where the hashes of the styles go.
const STYLES: &str = "{{style-hashes}}";
const STEP: &str = "Sealing the page";
/// Tells that the page will be finished by `ship`, which knows what it was built from.
pub const TO_SHIP: &str = "KEYCUTTER_TO_SHIP";

/// Seals the page Trunk has just built.
pub fn seal() -> Outcome {
    let Some(folder) = env::var_os("TRUNK_STAGING_DIR") else {
        return Err(Trouble::new(
            STEP,
            "`xtask seal` was started by hand",
            "run `cargo xtask dist`: Trunk starts this itself",
        ));
    };
    let folder = PathBuf::from(folder);
    let path = folder.join("index.html");
    let page =
        fs::read_to_string(&path).map_err(|error| Trouble::file(STEP, "read", &path, &error))?;
    let page = if env::var_os(TO_SHIP).is_some() { page } else { build::under_work(&page) };
    fs::write(&path, sealed(&page)?).map_err(|error| Trouble::file(STEP, "write", &path, &error))
}

/// The page, sealed.
fn sealed(page: &str) -> Outcome<String> {
    // Browsers hash what they parsed, and they parse a line's end as one character.
    let page = resolve_autoreload(&page.replace("\r\n", "\n"));
    let page = html::join_styles(&without_indents(&page), css::minify);
    let scripts = hashes(&html::inline(&page, "script"));
    let styles = hashes(&html::inline(&page, "style"));
    let page = fill(&page, SCRIPTS, &scripts)?;
    fill(&page, STYLES, &styles)
}

/// The page without the white space that only its authors need. No element here keeps white space.
fn without_indents(page: &str) -> String {
    page.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// Trunk's script that reloads the page under work is completed only as it is served, after
/// it was hashed. What would be filled in there is known here.
fn resolve_autoreload(page: &str) -> String {
    // Its icon for a failed build is markup, which trusted types forbid: the words remain.
    let page = page.lines().filter(|line| !line.trim_start().starts_with("icon.innerHTML = "));
    let page: Vec<_> = page.collect();
    page.join("\n")
        .replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("`{{__TRUNK_ADDRESS__}}`", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/")
}

fn fill(page: &str, placeholder: &str, hashes: &str) -> Outcome<String> {
    if page.matches(placeholder).count() == 1 {
        return Ok(page.replace(placeholder, hashes));
    }
    Err(Trouble::new(
        STEP,
        format!("index.html does not hold {placeholder} exactly once"),
        "put it into the content security policy of index.html",
    ))
}

/// The hashes as the policy names them; `'none'` never stands beside others, so it is left out.
fn hashes(texts: &[&str]) -> String {
    let mut hashes: Vec<_> = texts.iter().map(|text| source(text)).collect();
    hashes.dedup();
    hashes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head>\
        <meta http-equiv=\"Content-Security-Policy\" \
        content=\"script-src 'self' {{script-hashes}}; style-src {{style-hashes}}\">\
        <style>a { b: c; }</style>\n  <style>d { e: f; }</style></head>\
        <body><script src=\"x.js\"></script><script type=\"module\">init()</script></body></html>";

    #[test]
    fn the_policy_names_what_is_inline_and_nothing_else() {
        // printf 'init()' | openssl dgst -sha256 -binary | base64
        let script = "'sha256-w4ujnOpjBoH2vcasx+reJRUwYivG8Q3afx/XevGJod8='";
        // printf 'a{b:c}d{e:f}' | openssl dgst -sha256 -binary | base64
        let style = "'sha256-Mf8oq7HqjdTp2nSgdC1ePXtEWbtSrA/oDI8e+Fd1QqU='";
        let page = sealed(PAGE).unwrap();
        assert!(page.contains(&format!("script-src 'self' {script}; style-src {style}\"")));
        assert!(page.contains("<style>a{b:c}d{e:f}</style></head>"));
    }

    #[test]
    fn a_page_without_a_place_for_the_hashes_is_refused() {
        let trouble = sealed("<html></html>").unwrap_err().to_string();
        assert!(trouble.contains(SCRIPTS), "{trouble}");
    }

    #[test]
    fn line_ends_are_hashed_as_browsers_read_them() {
        let windows = PAGE.replace("init()", "init();\r\ngo()");
        let unix = PAGE.replace("init()", "init();\ngo()");
        assert_eq!(sealed(&windows), sealed(&unix));
    }

    #[test]
    fn the_reload_script_has_no_holes_left() {
        let script = "const address = '{{__TRUNK_ADDRESS__}}', base = '{{__TRUNK_WS_BASE__}}'\n\
            icon.innerHTML = '<svg>';";
        assert_eq!(resolve_autoreload(script), "const address = window.location.host, base = '/'");
    }
}
