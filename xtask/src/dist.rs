//! `dist`: the site as it is hosted, in `dist/`, with its sizes.

use sha2::{Digest, Sha256};

use site::{BuildInfo, Release, SUMS, Tools, files, sizes};

use crate::args::Endpoints;
use crate::build_env::Profile;
use crate::prelude::*;
use crate::tools::cargo_tool::{TRUNK, WASM_BINDGEN, WASM_SPLIT};
use crate::tools::node;

/// The limits on the brotli size of what a browser loads before the first screen works, and of all it
/// ever loads, in bytes. The goals are 126 kB, which React and the AWS SDK take for the same calls
/// before the first component, and 230 kB. `docs/decisions.md` says what the page is made of.
const FIRST_VISIT: u64 = 126_000;
const ALL_PARTS: u64 = 230_000;

/// What decides the bytes of the site, with the compiler; the last has versions of tools. The commit
/// is left out: the page only names it, and no test needs a new build for that.
const SOURCES: [&str; 13] = [
    "src",
    "core",
    "style",
    "web",
    "hosting",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "package-lock.json",
    "xtask/src/build_env.rs",
    "site",
    "xtask/src/tools/cargo_tool.rs",
];

/// Builds the site and prints its sizes. Fails when one is over its limit.
pub fn dist(project: &Project, endpoints: &Endpoints) -> Result<()> {
    build(project, endpoints)?;
    let sizes = sizes::measure(&folder(project))?;
    println!("\n{}", sizes::table(&sizes));
    println!("Settings for web servers are in {}.", settings(project).display());
    check_limit("the first visit", sizes::first_visit(&sizes).brotli(), FIRST_VISIT)?;
    check_limit("all parts", sizes::all_parts(&sizes).brotli(), ALL_PARTS)
}

/// Where the site goes.
pub fn folder(project: &Project) -> PathBuf {
    project.root().join("dist")
}

/// Where the settings for web servers go.
pub fn settings(project: &Project) -> PathBuf {
    project.target().join("hosting")
}

/// Builds the site, unless the one that is there was built from the same sources.
pub fn build_if_changed(project: &Project) -> Result<()> {
    let (now, last) =
        (sources(project, &Endpoints::default())?, project.sh.read_file(stamp(project)));
    let is_there = folder(project).join(SUMS).is_file() && settings(project).is_dir();
    if is_there && last.is_ok_and(|last| last == now) {
        println!("dist/ is up to date.");
        return Ok(());
    }
    build(project, &Endpoints::default())
}

fn build(project: &Project, endpoints: &Endpoints) -> Result<()> {
    // First, since the compiler is one of the sources.
    Profile::Site.ensure_tools(project)?;
    // After the build they may have changed, and not be in it.
    let sources = sources(project, endpoints)?;
    project.sh.remove_path(stamp(project))?;
    build_into(&folder(project), &settings(project), project, endpoints)?;
    Ok(project.sh.write_file(stamp(project), sources)?)
}

/// Builds the site into one folder and the settings for web servers into another.
pub fn build_into(
    site: &Path,
    settings: &Path,
    project: &Project,
    endpoints: &Endpoints,
) -> Result<()> {
    Profile::Site.ensure_tools(project)?;
    let vars = Profile::Site.vars(project);
    let build = BuildInfo::new(project, &vars);
    let (sh, trunk, page) = (&project.sh, TRUNK.program(project), site::built_page(project));
    // Trunk's own release would optimise the program before it is split.
    let trunk = cmd!(sh, "{trunk} build --cargo-profile release --locked --dist {page}").envs(vars);
    trunk.env(site::RELEASE, "yes").run().step("Building the page", "see the lines above")?;
    let fix = "check that the tools are the pinned ones (docs/hosting.md)";
    let sbom = site::sbom(project, &build.compiler)?;
    let tools = Tools {
        bindgen: WASM_BINDGEN.program(project),
        splitter: WASM_SPLIT.program(project),
        node: node::bin(project),
    };
    let Endpoints { endpoints, no_loopback } = endpoints;
    let no_loopback = *no_loopback;
    let release = Release { project, site, settings, tools, endpoints, no_loopback, build, sbom };
    release.finish().step("Finishing the page", fix)
}

fn check_limit(what: &str, brotli: u64, limit: u64) -> Result<()> {
    let [size, allowed] = [brotli, limit].map(sizes::thousands);
    println!("{size} of {allowed} bytes for {what}.");
    if brotli <= limit {
        return Ok(());
    }
    let cause = format!("{what} takes {size} bytes where {allowed} are allowed");
    let fix = "make the page smaller, or change the limit in xtask/src/dist.rs for a reason";
    Err(StepError::new("The size of the page", cause, fix).into())
}

/// Where the hash of the sources of the last build is.
fn stamp(project: &Project) -> PathBuf {
    project.target().join("dist.stamp")
}

/// A hash of the sources, the compiler and the endpoints.
fn sources(project: &Project, endpoints: &Endpoints) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(site::compiler(project, &Profile::Site.vars(project)));
    hash.update(format!("{endpoints:?}"));
    for source in SOURCES.map(|source| project.root().join(source)) {
        for file in files(&source)? {
            let bytes = project.sh.read_binary_file(&file)?;
            hash.update(format!("{} {}\n", file.display(), bytes.len()));
            hash.update(bytes);
        }
    }
    Ok(format!("{:x}", hash.finalize()))
}
