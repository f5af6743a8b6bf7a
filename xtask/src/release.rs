//! `release`: the site, built from a commit, with a minisign signature of its checksums.

use std::io::stdin;

use minisign::SecretKey;
use site::signature::{PUBLIC_FILE, SIGNATURE, public_key, sign};
use site::{BuildInfo, DIRTY, SUMS, compiler};

use crate::args::Release;
use crate::build_env::Profile;
use crate::dist;
use crate::prelude::*;

/// The compiler of releases, so that anyone can make their bytes again. It stands here and not in
/// `rust-toolchain.toml`: where rustup cannot fetch it, every call of cargo would fail.
const RUST: &str = "1.95.0";

/// Builds the site and signs it with a key that is asked for and not kept.
pub fn release(project: &Project, options: &Release) -> Result<()> {
    let sh = &project.sh;
    let fix = "make a pair with `minisign -G`, keep the secret key off this checkout, and put the public one \
        into the file and into the README";
    let public = public_key().with_context(|| format!("{PUBLIC_FILE} has no key"));
    let public = public.step("The key of releases", fix)?;
    let commit = BuildInfo::new(project, &[]).commit;
    let is_commit = commit != "unknown" && !commit.ends_with(DIRTY);
    ensure!(is_commit, StepError::new("release", "there are uncommitted changes", "commit them"));
    sh.set_var("RUSTUP_TOOLCHAIN", RUST);
    Profile::Site.ensure_tools(project)?;
    let compiler = compiler(project, &Profile::Site.vars(project));
    let fix = format!("`rustup toolchain install {RUST} --target wasm32-unknown-unknown`");
    let is_named = compiler.starts_with(&format!("rustc {RUST} ("));
    ensure!(is_named, StepError::new("release", format!("the compiler is {compiler}"), fix));
    dist::dist(project, &options.made)?;

    let asked = || {
        eprintln!("The file of the secret key:");
        stdin().lines().next().transpose().map(|line| line.unwrap_or_default().trim().into())
    };
    let file = options.key.clone().map_or_else(asked, Ok)?;
    // Asks for its password on the terminal.
    let secret = SecretKey::from_file(&file, None)
        .step("The secret key", "give the file that `minisign -G` wrote, and its password")?;
    let folder = dist::folder(project);
    let sums = sh.read_binary_file(folder.join(SUMS))?;
    let comment = format!("keycutter {} {commit}", env!("CARGO_PKG_VERSION"));
    let signature = sign(&sums, &secret, public, &comment)?;
    sh.write_file(folder.join(SIGNATURE), signature)?;
    println!("Signed: {comment}. Upload all of dist/. To check it anywhere, once it is hosted:");
    println!("  cargo xtask verify --signature {public} https://…");
    Ok(())
}
