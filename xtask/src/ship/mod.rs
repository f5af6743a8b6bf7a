//! `ship`: what Trunk built, made into what is hosted.
//!
//! Program and script are made lighter and get names that say what is in them, the page loads them
//! by checksum and runs nothing inline, and beside it stand the service worker, the manifest, the
//! same page in one file, the headers for its host, and every checksum. The same input gives the
//! same bytes.

mod files;
mod headers;
mod names;
mod page;
mod policy;
mod program;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::build::Build;
use crate::endpoint::Endpoint;
use crate::trouble::{Outcome, Trouble};
use files::{Files, integrity};
use headers::Headers;
use page::{Loads, Page, packed};
use program::{Minifier, Parts};

pub use files::{SUMS, sha256, source};
pub use headers::HEADERS;

const STEP: &str = "Finishing the page";
/// The service worker: a name that browsers come back to.
const WORKER: &str = "sw.js";
/// The page in one file: a name that people come back to.
pub const SINGLE: &str = "keycutter.html";

const START: &str = include_str!("../../../web/start.js");
const START_SINGLE: &str = include_str!("../../../web/start-single.js");
const SERVICE_WORKER: &str = include_str!("../../../web/sw.js");
const MANIFEST: &str = include_str!("../../../web/manifest.webmanifest");

/// What is to be made.
pub struct Order<'a> {
    /// Where Trunk put what it built.
    pub built: &'a Path,
    /// Where the site goes.
    pub site: &'a Path,
    /// Where the settings for web servers go.
    pub settings: &'a Path,
    /// esbuild's script for Node.js.
    pub esbuild: &'a Path,
    /// Servers that the page may call besides.
    pub endpoints: &'a [Endpoint],
    /// What it is built from.
    pub build: Build,
}

/// Makes the site.
pub fn ship(order: &Order) -> Outcome {
    let (files, headers) = site(order)?;
    files.write(order.site)?;
    headers.write_settings(order.settings)
}

fn site(order: &Order) -> Outcome<(Files, Headers)> {
    let built = order.built;
    let minifier = Minifier { esbuild: order.esbuild, scratch: built };
    let parts = Parts::lighten(&read(&only(built, "wasm")?)?, &text(&only(built, "js")?)?)?;
    let whole = text(&built.join("index.html"))?;
    let whole = order.build.tell(&whole, &sha256(&parts.program));
    let page = Page::new(&whole)?;
    let icon = read(&built.join(page.icon().unwrap_or("icon.svg")))?;

    let mut files = Files::default();
    let program = files.add_hashed("keycutter", "wasm", &*parts.program);
    let start =
        START.replace("{{program}}", &program).replace("{{integrity}}", &integrity(&parts.program));
    let script = minifier.module(&(parts.script.clone() + &start))?;
    let script = files.add_hashed("keycutter", "js", script);
    let icon_name = files.add_hashed("icon", "svg", &*icon);
    let manifest = without_indents(&MANIFEST.replace("{{icon}}", &icon_name));
    let manifest = files.add_hashed("manifest", "webmanifest", manifest);

    let mut policy = page.policy();
    let endpoints = order.endpoints.iter().map(|endpoint| endpoint.origin().to_owned());
    policy.sources("connect-src").extend(endpoints);
    let loads =
        Loads { script: &script, text: files.get(&script), icon: &icon_name, manifest: &manifest };
    let hosted = page.hosted(&policy, &loads);
    let kept = kept(&hosted, &files);
    files.add(WORKER, minifier.plain(&SERVICE_WORKER.replace("{{files}}", &kept))?);
    files.add("index.html", hosted);

    let start = START_SINGLE.replace("{{program}}", &packed(&parts.program));
    let script = minifier.module(&(parts.script + &start))?;
    files.add(SINGLE, page.single(policy.clone(), &script, &icon)?);

    let headers = Headers::new(&policy);
    files.add(HEADERS, headers.file(&files));
    files.add(SUMS, files.sums());
    Ok((files, headers))
}

/// What the service worker keeps: each file with its checksum, the page itself first.
fn kept(page: &str, files: &Files) -> String {
    let page = [("./", integrity(page.as_bytes()))];
    let others = files.names().map(|name| (name, integrity(files.get(name))));
    let list: Vec<_> = page
        .into_iter()
        .chain(others)
        .map(|(name, sum)| format!("[\"{name}\", \"{sum}\"]"))
        .collect();
    format!("[{}]", list.join(", "))
}

/// The one file of a kind that Trunk makes.
fn only(folder: &Path, extension: &str) -> Outcome<PathBuf> {
    let entries =
        fs::read_dir(folder).map_err(|error| Trouble::file(STEP, "read", folder, &error))?;
    let mut files = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension() == Some(OsStr::new(extension)));
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file),
        _ => Err(Trouble::new(
            STEP,
            format!("{} does not hold exactly one .{extension} file", folder.display()),
            "see what Trunk writes there",
        )),
    }
}

fn without_indents(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| Trouble::file(STEP, "read", path, &error))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Trouble::file(STEP, "read", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_the_page_first_and_nothing_it_should_not() {
        let mut files = Files::default();
        files.add("a.js", "");
        let empty = integrity(b"");
        assert_eq!(kept("", &files), format!("[[\"./\", \"{empty}\"], [\"a.js\", \"{empty}\"]]"));
    }

    #[test]
    fn a_folder_with_two_programs_is_refused() {
        let folder = std::env::temp_dir().join(format!("keycutter-only-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["a.wasm", "b.wasm", "c.js"] {
            fs::write(folder.join(name), "").unwrap();
        }
        assert!(only(&folder, "wasm").is_err());
        assert_eq!(only(&folder, "js").unwrap(), folder.join("c.js"));
        fs::remove_dir_all(folder).unwrap();
    }
}
