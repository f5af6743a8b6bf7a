//! `dist`: the page as it is hosted, in `dist/`, with what it weighs.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::build::{self, Build};
use crate::endpoint::Endpoint;
use crate::folders::Folders;
use crate::run::Run;
use crate::seal::TO_SHIP;
use crate::setup::npm::Minifier;
use crate::setup::{self, prebuilt};
use crate::ship::{self, Order};
use crate::sizes;
use crate::trouble::{Outcome, Trouble};
use crate::web::{Purpose, Tools};

/// What the whole page may weigh by brotli, in bytes. The goal for the finished product is
/// 126 kB: what React and the AWS SDK for the same calls weigh before they draw a component.
const BUDGET_BROTLI: u64 = 160_000;

const STEP: &str = "Building the page";
/// What the page is made of, with what makes it. The compiler counts too; the commit does not, since
/// the page only tells it, and no test need wait for that.
const SOURCES: [&str; 15] = [
    "src",
    "core",
    "style",
    "web",
    "hosting",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "xtask/src/build.rs",
    "xtask/src/pins.rs",
    "xtask/src/seal",
    "xtask/src/setup/std_source.rs",
    "xtask/src/ship",
    "xtask/src/web.rs",
];

/// Builds the page, prints what it weighs, and fails when that is over the budget.
pub fn dist(folders: &Folders, endpoints: &[Endpoint]) -> Outcome {
    build(folders, endpoints)?;
    let sizes = sizes::measure(&folder(folders))?;
    println!("\n{}", sizes::table(&sizes));
    println!("Settings for web servers are in {}.", settings(folders).display());
    within_budget(sizes.iter().filter(|file| file.is_loaded()).map(|file| file.brotli).sum())
}

/// Where the page is put.
pub fn folder(folders: &Folders) -> PathBuf {
    folders.root().join("dist")
}

/// Where the settings for web servers are put.
pub fn settings(folders: &Folders) -> PathBuf {
    folders.target().join("hosting")
}

/// Builds the page unless what is there was built from these very sources.
pub fn build_if_changed(folders: &Folders) -> Outcome {
    let last = fs::read_to_string(stamp_path(folders)).ok();
    let now = Tools::of(folders, Purpose::Release)
        .and_then(|tools| sources(folders, &tools, &[]))
        .and_then(|sources| stamp(folders, &sources))
        .ok();
    if now.is_some() && now == last {
        println!("dist/ is up to date.");
        return Ok(());
    }
    build(folders, &[])
}

fn build(folders: &Folders, endpoints: &[Endpoint]) -> Outcome {
    let tools = tools(folders)?;
    // Before the build: what changes while it runs is not in it.
    let sources = sources(folders, &tools, endpoints)?;
    build_into(&folder(folders), &settings(folders), folders, endpoints)?;
    let path = stamp_path(folders);
    fs::write(&path, stamp(folders, &sources)?)
        .map_err(|error| Trouble::file(STEP, "write", &path, &error))
}

/// Builds the page into one folder and the settings for web servers into another, for servers of
/// one's own besides.
pub fn build_into(
    site: &Path,
    settings: &Path,
    folders: &Folders,
    endpoints: &[Endpoint],
) -> Outcome {
    let tools = tools(folders)?;
    let vars = tools.vars(folders);
    let origin = Build::of(folders, &vars);
    let built = folders.target().join("page");
    Run::new(STEP, tools.trunk(folders))
        .args(["build", "--release", "--locked", "--dist"])
        .arg(&built)
        .dir(folders.root())
        .envs(vars)
        .env(TO_SHIP, "yes")
        .go()?;
    ship::ship(&Order {
        built: &built,
        site,
        settings,
        esbuild: &Minifier::script(folders),
        endpoints,
        build: origin,
    })
}

/// What builds the page, set up.
fn tools(folders: &Folders) -> Outcome<Tools> {
    let tools = Tools::of(folders, Purpose::Release)?;
    setup::ensure(folders, &tools.pieces())?;
    Ok(tools)
}

fn within_budget(brotli: u64) -> Outcome {
    let [weight, budget] = [brotli, BUDGET_BROTLI].map(sizes::thousands);
    if brotli <= BUDGET_BROTLI {
        println!("{weight} of {budget} bytes.");
        return Ok(());
    }
    Err(Trouble::new(
        "The page's weight",
        format!("`cargo xtask dist` built {weight} bytes where {budget} are allowed"),
        "make the page lighter, or change BUDGET_BROTLI in xtask/src/dist.rs for a good reason",
    ))
}

fn stamp_path(folders: &Folders) -> PathBuf {
    folders.target().join("dist.stamp")
}

/// A hash of what the page is made of, by what, and for whom.
fn sources(folders: &Folders, tools: &Tools, endpoints: &[Endpoint]) -> Outcome<String> {
    let mut hash = Sha256::new();
    hash.update(build::compiler(folders, &tools.vars(folders)));
    for endpoint in endpoints {
        hash.update(endpoint.origin());
    }
    for source in SOURCES {
        absorb(&mut hash, &folders.root().join(source))?;
    }
    Ok(prebuilt::hex(&hash.finalize()))
}

/// The sources' hash with one of what was built from them, so that a change of either shows.
fn stamp(folders: &Folders, sources: &str) -> Outcome<String> {
    let mut hash = Sha256::new();
    absorb(&mut hash, &folder(folders))?;
    absorb(&mut hash, &settings(folders))?;
    Ok(format!("{sources} {}", prebuilt::hex(&hash.finalize())))
}

fn absorb(hash: &mut Sha256, path: &Path) -> Outcome {
    let files = if path.is_dir() { sizes::files(path)? } else { vec![path.to_owned()] };
    for file in files {
        let bytes = fs::read(&file).map_err(|error| Trouble::file(STEP, "read", &file, &error))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_over_the_budget_fails() {
        assert_eq!(within_budget(BUDGET_BROTLI), Ok(()));
        let trouble = within_budget(BUDGET_BROTLI + 1).unwrap_err().to_string();
        assert!(trouble.contains("160 001 bytes where 160 000 are allowed"));
    }

    #[test]
    fn every_source_is_where_it_is_looked_for() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for source in SOURCES {
            assert!(root.join(source).exists(), "{source}");
        }
    }
}
