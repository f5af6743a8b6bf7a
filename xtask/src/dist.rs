//! `dist`: the site as it is hosted, in `dist/`, with its sizes.

use sha2::{Digest, Sha256};

use crate::build_env::{PageTools, Profile};
use crate::endpoint::Endpoint;
use crate::prelude::*;
use crate::project::{WASM, files};
use crate::site::build_info::{self, BuildInfo};
use crate::site::program::Tools;
use crate::site::{Release, seal};
use crate::sizes::{self, Sizes};
use crate::tools::node;

/// The limits on the brotli size of what a browser loads before the first screen works, and of all it
/// ever loads, in bytes. The goals are 126 kB, which React and the AWS SDK take for the same calls
/// before the first component, and 230 kB. `docs/decisions.md` says what the page is made of.
const FIRST_VISIT: u64 = 126_000;
const ALL_PARTS: u64 = 230_000;

const STEP: &str = "Building the page";
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
    "xtask/src/site",
    "xtask/src/tools/cargo_tool.rs",
];

/// Builds the site and prints its sizes. Fails when one is over its limit.
pub fn dist(project: &Project, endpoints: &[Endpoint]) -> Result<()> {
    build(project, endpoints)?;
    let sizes = sizes::measure(project, &folder(project))?;
    println!("\n{}", sizes::table(&sizes));
    println!("Settings for web servers are in {}.", settings(project).display());
    let total = |counts: fn(&Sizes) -> bool| {
        sizes.iter().filter(|file| counts(file)).map(Sizes::brotli).sum()
    };
    within_limit("the first visit", total(Sizes::is_first), FIRST_VISIT)?;
    within_limit("all parts", total(Sizes::is_loaded), ALL_PARTS)
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
    let tools = PageTools::new(project, Profile::Site)?;
    let now = sources(project, &tools, &[]).and_then(|sources| stamp(project, sources));
    let last = project.sh.read_file(stamp_path(project));
    match (now, last) {
        (Ok(now), Ok(last)) if now == last => println!("dist/ is up to date."),
        _ => build(project, &[])?,
    }
    Ok(())
}

fn build(project: &Project, endpoints: &[Endpoint]) -> Result<()> {
    let tools = PageTools::new(project, Profile::Site)?;
    // After the build they may have changed, and not be in it.
    tools.ensure(project)?;
    let sources = sources(project, &tools, endpoints)?;
    build_into(&folder(project), &settings(project), project, endpoints)?;
    Ok(project.sh.write_file(stamp_path(project), stamp(project, sources)?)?)
}

/// Builds the site into one folder and the settings for web servers into another.
pub fn build_into(
    site: &Path,
    settings: &Path,
    project: &Project,
    endpoints: &[Endpoint],
) -> Result<()> {
    let tools = PageTools::new(project, Profile::Site)?;
    tools.ensure(project)?;
    let vars = tools.vars(project);
    let made_from = BuildInfo::new(project, &vars);
    let (sh, page) = (&project.sh, project.target().join("page"));
    let trunk = tools.trunk.program(project);
    // Trunk's own release would optimise the program before it is split.
    let trunk = cmd!(sh, "{trunk} build --cargo-profile release --locked --dist {page}").envs(vars);
    trunk.env(seal::RELEASE, "yes").run().step(STEP, "see the lines above")?;
    let [splitter, bindgen] = [&tools.splitter, &tools.bindgen].map(|it| it.program(project));
    let bin = node::bin(project);
    let tools = Tools { sh: &project.sh, splitter: &splitter, bindgen: &bindgen, bin: &bin };
    let linked = project.target().join(WASM).join("release/keycutter.wasm");
    let (built, linked, work) = (&page, &linked, &project.target().join("parts"));
    let release =
        Release { built, linked, tools, work, site, settings, endpoints, build: made_from };
    release
        .finish()
        .step("Finishing the page", "check that the tools are the pinned ones (docs/hosting.md)")
}

fn within_limit(what: &str, brotli: u64, limit: u64) -> Result<()> {
    let [size, allowed] = [brotli, limit].map(sizes::thousands);
    if brotli <= limit {
        println!("{size} of {allowed} bytes for {what}.");
        return Ok(());
    }
    let cause = format!("{what}: {size} bytes where {allowed} are allowed");
    let fix = "make the page smaller, or change the limit in xtask/src/dist.rs for a reason";
    Err(StepError::new("The size of the page", cause, fix).into())
}

fn stamp_path(project: &Project) -> PathBuf {
    project.target().join("dist.stamp")
}

/// A hash of the sources, the compiler and the endpoints.
fn sources(project: &Project, tools: &PageTools, endpoints: &[Endpoint]) -> Result<Sha256> {
    let mut hash = Sha256::new();
    hash.update(build_info::compiler(project, &tools.vars(project)));
    hash.update(endpoints.iter().map(Endpoint::origin).collect::<String>());
    for source in SOURCES {
        absorb(&mut hash, project, &project.root().join(source))?;
    }
    Ok(hash)
}

/// The same with what was built from them, so that a change of either shows.
fn stamp(project: &Project, mut sources: Sha256) -> Result<String> {
    absorb(&mut sources, project, &folder(project))?;
    absorb(&mut sources, project, &settings(project))?;
    Ok(format!("{:x}", sources.finalize()))
}

fn absorb(hash: &mut Sha256, project: &Project, path: &Path) -> Result<()> {
    let sh = &project.sh;
    for file in if path.is_dir() { files(path)? } else { vec![path.to_owned()] } {
        let bytes = sh.read_binary_file(&file)?;
        hash.update(format!("{} {}\n", file.display(), bytes.len()));
        hash.update(bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_over_a_limit_fails() {
        assert!(within_limit("all", 1_000, 1_000).is_ok());
        let error = within_limit("all", 1_001, 1_000).unwrap_err().to_string();
        assert!(error.contains("all: 1 001 bytes where 1 000 are allowed"), "{error}");
    }
}
