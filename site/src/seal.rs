//! `seal`: the last step of a Trunk build. In development it writes the hash of every inline style
//! and script into the page's content security policy, so that nothing else inline runs. A release
//! is left as it is, for [`super::finish`].

use std::env;

use super::html::Parts;
use super::{build_info, hash_source};
use crate::prelude::*;

/// Stands in the policy where the hashes of the inline scripts go.
pub const SCRIPTS: &str = "{{script-hashes}}";
/// Stands in the policy where the hashes of the inline styles go.
pub const STYLES: &str = "{{style-hashes}}";
/// Tells `seal` that the build is a release.
pub const RELEASE: &str = "KEYCUTTER_RELEASE";

/// Seals the page that Trunk has just built.
///
/// # Errors
///
/// When Trunk did not call this, or the page lacks a placeholder.
pub fn seal() -> Result<()> {
    if env::var_os(RELEASE).is_some() {
        return Ok(());
    }
    let folder = env::var_os("TRUNK_STAGING_DIR");
    let folder = folder.context("TRUNK_STAGING_DIR is not set: Trunk runs this step itself")?;
    let (sh, path) = (Shell::new()?, PathBuf::from(folder).join("index.html"));
    let page = build_info::describe_dev(&sh.read_file(&path)?);
    Ok(sh.write_file(&path, sealed(&page)?)?)
}

fn sealed(page: &str) -> Result<String> {
    // Browsers hash what they parsed, and they parse CRLF as one line feed.
    let page = resolve_autoreload(&page.replace("\r\n", "\n"));
    let parts = Parts::read(&page)?;
    let page = fill(&page, SCRIPTS, &parts.scripts)?;
    fill(&page, STYLES, &parts.styles)
}

/// Trunk fills in its reload script as it serves the page, which is too late for the hash. What it
/// would fill in is known here.
fn resolve_autoreload(page: &str) -> String {
    // Trusted types forbid the markup of its icon for a failed build; its words remain.
    let lines = page.lines().filter(|line| !line.trim_start().starts_with("icon.innerHTML = "));
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("`{{__TRUNK_ADDRESS__}}`", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/")
}

fn fill(page: &str, placeholder: &str, texts: &[String]) -> Result<String> {
    let count = page.matches(placeholder).count();
    ensure!(
        count == 1,
        "the policy in index.html needs {placeholder} once and has it {count} times"
    );
    let mut hashes: Vec<_> = texts.iter().map(|text| hash_source(text)).collect();
    hashes.dedup();
    Ok(page.replace(placeholder, &hashes.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" \
        content=\"script-src 'self' {{script-hashes}}; style-src {{style-hashes}}\">\
        <style>a{b:c}</style>\n<style>d{e:f}</style><script src=x.js></script>\
        <script>const at = '{{__TRUNK_ADDRESS__}}', base = '{{__TRUNK_WS_BASE__}}'\r\n\
        icon.innerHTML = '<svg>';\r\nb</script>";

    #[test]
    fn the_policy_names_what_is_inline_as_a_browser_parses_it() {
        let script = hash_source("const at = window.location.host, base = '/'\nb");
        let styles = ["a{b:c}", "d{e:f}"].map(hash_source).join(" ");
        let policy = format!("script-src 'self' {script}; style-src {styles}\"");
        let page = sealed(PAGE).unwrap();
        assert!(page.contains(&policy), "{page}");
        assert!(sealed("<html></html>").unwrap_err().to_string().contains(SCRIPTS));
    }
}
