//! `dist`: the site as it is hosted, in `dist/`, with its sizes.

use sha2::{Digest, Sha256};

use crate::build_env::{PageTools, Profile};
use crate::endpoint::Endpoint;
use crate::prelude::*;
use crate::project::files;
use crate::site::build_info::{self, BuildInfo};
use crate::site::{Release, seal};
use crate::sizes;
use crate::tools::node;

/// The limit on the brotli size of the page, in bytes. The goal for the first visit is 126 kB: React
/// and the AWS SDK for the same calls, before the first component. It was 160 kB until the reader of
/// pasted text and the state machines grew; `docs/decisions.md` says what has to come down, and how.
const BUDGET_BROTLI: u64 = 205_000;

const STEP: &str = "Building the page";
/// What decides the bytes of the site, with the compiler. The commit is left out: the page only
/// names it, and no test needs a new build for that.
const SOURCES: [&str; 12] = [
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
];

/// Builds the site and prints its sizes. Fails when it is over the budget.
pub fn dist(project: &Project, endpoints: &[Endpoint]) -> Result<()> {
    build(project, endpoints)?;
    let sizes = sizes::measure(project, &folder(project))?;
    println!("\n{}", sizes::table(&sizes));
    println!("Settings for web servers are in {}.", settings(project).display());
    within_budget(sizes.iter().filter(|file| file.is_loaded()).map(|file| file.brotli).sum())
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
    let tools = PageTools::new(project, Profile::Release)?;
    let now = sources(project, &tools, &[]).and_then(|sources| stamp(project, sources));
    let last = project.sh.read_file(stamp_path(project));
    match (now, last) {
        (Ok(now), Ok(last)) if now == last => println!("dist/ is up to date."),
        _ => build(project, &[])?,
    }
    Ok(())
}

fn build(project: &Project, endpoints: &[Endpoint]) -> Result<()> {
    let tools = PageTools::new(project, Profile::Release)?;
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
    let tools = PageTools::new(project, Profile::Release)?;
    tools.ensure(project)?;
    let vars = tools.vars(project);
    let build = BuildInfo::new(project, &vars);
    let (sh, page) = (&project.sh, project.target().join("page"));
    let trunk = tools.trunk.program(project);
    let trunk = cmd!(sh, "{trunk} build --release --locked --dist {page}").envs(vars);
    trunk.env(seal::RELEASE, "yes").run().step(STEP, "see the lines above")?;
    let esbuild = node::bin(project).join("esbuild");
    Release { sh, built: &page, site, settings, esbuild: &esbuild, endpoints, build }
        .finish()
        .step("Finishing the page", "check that the tools are the pinned ones (docs/hosting.md)")
}

fn within_budget(brotli: u64) -> Result<()> {
    let [size, budget] = [brotli, BUDGET_BROTLI].map(sizes::thousands);
    if brotli <= BUDGET_BROTLI {
        println!("{size} of {budget} bytes.");
        return Ok(());
    }
    let cause = format!("`cargo xtask dist` built {size} bytes where {budget} are allowed");
    let fix = "make the page smaller, or change BUDGET_BROTLI in xtask/src/dist.rs for a reason";
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
    fn one_byte_over_the_budget_fails() {
        assert!(within_budget(BUDGET_BROTLI).is_ok());
        let error = within_budget(BUDGET_BROTLI + 1).unwrap_err().to_string();
        let [over, budget] = [BUDGET_BROTLI + 1, BUDGET_BROTLI].map(sizes::thousands);
        assert!(error.contains(&format!("{over} bytes where {budget} are allowed")), "{error}");
    }
}
