//! What Trunk built, made into the site that is hosted; and what is known of such a site: its files,
//! their checksums, compressed forms and sizes, its headers, and the signature of a release.
//!
//! Program and script are made smaller, and the code of the program is put into streams. The
//! script is in the page, whose policy allows that one script by its checksum; the parts get theirs
//! into their names, and are loaded by it. Beside it go the service worker, the manifest, the whole page
//! in one file, the headers for its host, and every checksum. The same input gives the same bytes.

mod build_info;
#[allow(dead_code, reason = "only the page asks what its policy allows")]
#[path = "../../core/src/csp.rs"]
mod csp;
mod endpoint;
mod error;
mod files;
mod headers;
mod html;
mod names;
mod order;
mod prelude;
mod program;
mod project;
mod prune;
mod sbom;
mod seal;
pub mod signature;
pub mod sizes;
mod streams;

use std::io::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::csp::Directives;
use crate::prelude::*;
use files::{COMPRESSED, Files, hash_source, integrity};
use headers::Headers;
use program::Program;

pub use build_info::{BuildInfo, DIRTY, compiler};
pub use endpoint::Endpoint;
pub use error::{Result, Step, StepError};
pub use files::{SUMS, is_compressed, sha256};
pub use headers::HEADERS;
pub use html::Parts;
pub use program::{NAME, Tools};
pub use project::{Project, WASM, crate_sources, files};
pub use sbom::sbom;
pub use seal::{RELEASE, seal};
pub use streams::unpack;

/// The service worker: browsers ask for it by this name.
const WORKER: &str = "sw.js";
/// The page in one file.
pub const SINGLE: &str = "keycutter.html";
/// How wasm-bindgen's script ends: with what it exports. Our own end starts the program instead.
const SCRIPT_END: &str = "export { initSync, __wbg_init as default };";

const STREAMS: &str = include_str!("../../web/streams.js");
const START: &str = include_str!("../../web/start.js");
const START_SINGLE: &str = include_str!("../../web/start-single.js");
const SERVICE_WORKER: &str = include_str!("../../web/sw.js");
const MANIFEST: &str = include_str!("../../web/manifest.webmanifest");

/// What to make a site of, and where.
pub struct Release<'a> {
    /// The checkout, with its [`built_page`].
    pub project: &'a Project,
    /// Where the site goes.
    pub site: &'a Path,
    /// Where the settings for web servers go.
    pub settings: &'a Path,
    /// The programs that make it.
    pub tools: Tools,
    /// Servers that the page may call besides AWS.
    pub endpoints: &'a [Endpoint],
    /// Whether it may not call servers on the machine that it is opened on.
    pub no_loopback: bool,
    /// What it is built from.
    pub build: BuildInfo,
    /// What it is made of.
    pub sbom: String,
}

/// Where Trunk puts what it builds.
pub fn built_page(project: &Project) -> PathBuf {
    project.target().join("page")
}

impl Release<'_> {
    /// Makes the site.
    ///
    /// # Errors
    ///
    /// When a program fails, or what Trunk built is not as expected.
    pub fn finish(self) -> Result<()> {
        let sh = &self.project.sh;
        let page = sh.read_file(built_page(self.project).join("index.html"))?;
        let parts = Parts::read(&page)?;
        let style = self.esbuild(&["--loader=css"], &parts.styles.join("\n"))?;
        let page = self.page(&page, &parts, &style)?;

        let policy = parts.policy.context("index.html has no content security policy")?;
        let style_hash = hash_source(&style);
        let mut policy = Directives::parse(&policy);
        policy.sources("script-src").retain(|source| *source != seal::SCRIPTS);
        *policy.sources("style-src") = vec![&style_hash];
        endpoint::allow(&mut policy, self.endpoints, self.no_loopback);

        let mut files = Files::default();
        let start = START.replace("{{programs}}", &add_programs(&page.program, &mut files));
        let script = self.script(&page, &start)?;
        let hash = hash_source(&script);
        let hosted_policy = with_script(&policy, &hash);
        let hosted = self.hosted(&page, &script, &hosted_policy, &mut files)?;
        let worker = SERVICE_WORKER.replace("{{files}}", &kept(&hosted, &files));
        files.add(WORKER, self.esbuild(&["--format=iife"], &worker)?);
        files.add("index.html", hosted);
        files.add(SINGLE, self.single(&page, &policy)?);
        let compressed = files.compressed()?;

        let headers = Headers::new(&hosted_policy);
        files.add(HEADERS, headers.file(&files));
        files.add(sbom::SBOM, self.sbom);
        files.add(SUMS, files.sums());
        files.extend(compressed);
        files.write(sh, self.site)?;
        headers.write_settings(sh, self.settings)
    }

    /// The page's own files, with short names in program and script.
    fn page(&self, html: &str, parts: &Parts, style: &str) -> Result<Page> {
        let program = program::build(self.project, &self.tools)?;
        let script = program.script.rsplit_once(SCRIPT_END);
        let (script, _) =
            script.context("wasm-bindgen's script does not end as the pinned version's does")?;
        let icon = parts.loads.iter().find(|name| name.ends_with("svg"));
        let icon = icon.context("Trunk's page has no icon")?.trim_start_matches("./");
        Ok(Page {
            html: html::simplify(&self.build.describe(html, &sha256(&program.main)), style)?,
            script: script.to_owned(),
            icon: self.project.sh.read_binary_file(built_page(self.project).join(icon))?,
            program,
        })
    }

    /// The page as it is hosted. Adds the files that it loads. Its script does not wait for the rest of
    /// the page, so that it fetches the program at once; WebKit would load a preloaded one twice.
    fn hosted(
        &self,
        page: &Page,
        script: &str,
        policy: &Directives,
        files: &mut Files,
    ) -> Result<String> {
        let icon = files.add_hashed("icon", "svg", &*page.icon);
        let manifest: String = MANIFEST.lines().map(str::trim).collect();
        let manifest = manifest.replace("{{icon}}", &icon);
        let manifest = files.add_hashed("manifest", "webmanifest", manifest);
        let head = format!(
            "{}<link rel=\"manifest\" href=\"./{manifest}\"><script type=\"module\" async>{script}</script>",
            self.build.meta()
        );
        html::complete(&page.html, &policy.to_string(), &format!("./{icon}"), &head)
    }

    /// The page in one file, which loads nothing.
    fn single(&self, page: &Page, policy: &Directives) -> Result<String> {
        let programs = page.program.named();
        let programs =
            programs.map(|(name, bytes)| Ok(format!("\"{name}\": \"{}\"", packed(bytes)?)));
        let programs = programs.collect::<Result<Vec<_>>>()?.join(", ");
        let start = START_SINGLE.replace("{{programs}}", &programs);
        let script = self.script(page, &start)?;
        let hash = hash_source(&script);
        let policy = single_policy(policy, &hash);
        let icon = format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(&page.icon));
        let head = format!("{}<script type=\"module\">{script}</script>", self.build.meta());
        html::complete(&page.html, &policy.to_string(), &icon, &head)
    }

    /// The page's script with this end, as it stands inside the page.
    fn script(&self, page: &Page, end: &str) -> Result<String> {
        let options = ["--format=esm", "--tree-shaking=true"];
        let script = self.esbuild(&options, &[&page.script, STREAMS, end].concat())?;
        // These would end it or change how it is parsed.
        let is_safe = !script.contains("</script") && !script.contains("<!--");
        ensure!(is_safe, "the script holds </script or <!--");
        Ok(script)
    }

    fn esbuild(&self, options: &[&str], input: &str) -> Result<String> {
        let (sh, esbuild) = (&self.project.sh, self.tools.node.join("esbuild"));
        let esbuild = cmd!(sh, "{esbuild} --minify --log-level=warning {options...}");
        Ok(esbuild.stdin(input).read()?.trim_end().to_owned())
    }
}

/// What both forms of the page are made of.
struct Page {
    html: String,
    program: Program,
    /// The script that joins program and browser, without its end.
    script: String,
    icon: Vec<u8>,
}

/// Adds the program and its parts; gives their names, and for each its file and its checksum.
fn add_programs(program: &Program, files: &mut Files) -> String {
    let programs = program.named().map(|(name, bytes)| {
        let file = files.add_hashed(name, "wasm", bytes);
        format!("\"{name}\": [\"{file}\", \"{}\"]", integrity(bytes))
    });
    programs.collect::<Vec<_>>().join(", ")
}

/// The policy of a page that runs one inline script, and no file of its host.
fn with_script<'a>(policy: &Directives<'a>, script: &'a str) -> Directives<'a> {
    let mut policy = policy.clone();
    let scripts = policy.sources("script-src");
    scripts.retain(|source| *source != "'self'");
    scripts.insert(0, script);
    policy
}

/// The policy of the page in one file, which loads nothing.
fn single_policy<'a>(policy: &Directives<'a>, script: &'a str) -> Directives<'a> {
    let mut policy = with_script(policy, script);
    policy.sources("connect-src").retain(|source| *source != "'self'");
    *policy.sources("img-src") = vec!["data:"];
    // It makes no policy of trusted types, and a name that is free could be taken by another script.
    *policy.sources("trusted-types") = vec!["'none'"];
    policy.remove("manifest-src");
    policy.remove("worker-src");
    policy
}

/// A program as it stands inside a script.
fn packed(program: &[u8]) -> Result<String> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::new(10));
    zlib.write_all(program)?;
    Ok(BASE64_STANDARD.encode(zlib.finish()?))
}

/// What the service worker keeps: each file with its checksum, the page first.
fn kept(page: &str, files: &Files) -> String {
    let page = std::iter::once(("./", page.as_bytes()));
    let entries = page.chain(files.iter());
    let entries = entries.map(|(name, bytes)| format!("[\"{name}\", \"{}\"]", integrity(bytes)));
    format!("[{}]", entries.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_the_page_first() {
        let mut files = Files::default();
        files.add("a.js", "");
        let empty = integrity(b"");
        assert_eq!(kept("", &files), format!("[[\"./\", \"{empty}\"], [\"a.js\", \"{empty}\"]]"));
    }

    #[test]
    fn the_page_in_one_file_may_run_that_script_and_load_nothing() {
        let policy = "script-src 'self' 'wasm-unsafe-eval'; img-src 'self'; worker-src 'self'; \
                      connect-src 'self' https://a.example; trusted-types k";
        let single = single_policy(&Directives::parse(policy), "'sha256-x='");
        assert_eq!(
            single.to_string(),
            "script-src 'sha256-x=' 'wasm-unsafe-eval'; img-src data:; \
             connect-src https://a.example; trusted-types 'none'"
        );
    }
}
