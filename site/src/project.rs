//! The checkout, and the cache of tools.
//!
//! A cached folder is named by what is in it and its version, so checkouts share tools and
//! versions do not overwrite each other.

use std::env;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use etcetera::BaseStrategy as _;
use walkdir::{DirEntry, WalkDir};
use xshell::Shell;

use crate::error::{Result, Step as _};

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";
/// A file that is written last into a folder of the cache: one without it was interrupted.
const COMPLETE: &str = "complete";

/// The checkout and the cache, with a shell whose folder is the root of the checkout.
pub struct Project {
    /// Runs commands and reads files in the checkout.
    pub sh: Shell,
    root: PathBuf,
    cache: PathBuf,
}

impl Project {
    /// The checkout above the current folder, and the cache that the environment names.
    ///
    /// # Errors
    ///
    /// Outside of a checkout, or where there is no place for a cache.
    pub fn find() -> Result<Self> {
        const STEP: &str = "The project's folders";
        let sh = Shell::new()?;
        let here = sh.current_dir();
        let root = here.ancestors().find(|folder| folder.join("xtask/Cargo.toml").is_file());
        let root = root.with_context(|| format!("{} is not inside a checkout", here.display()));
        let root = root.step(STEP, "run this in the folder of the checkout")?;
        let chosen = env::var_os("KEYCUTTER_HOME").and_then(|it| std::path::absolute(it).ok());
        let own = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("keycutter"));
        let cache = chosen.or_else(own).context("neither KEYCUTTER_HOME nor HOME is set");
        let cache = cache.step(STEP, "set KEYCUTTER_HOME to a folder for the project's tools")?;
        sh.change_dir(root);
        Ok(Self { root: root.to_owned(), sh, cache })
    }

    /// The root of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where things are built.
    pub fn target(&self) -> PathBuf {
        self.root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
    }

    /// A folder of the cache, whether it is there yet or not.
    pub fn cached(&self, name: &str) -> PathBuf {
        self.cache.join(name)
    }

    /// Whether a folder of the cache is filled.
    pub fn has(&self, name: &str) -> bool {
        self.cached(name).join(COMPLETE).is_file()
    }

    /// Fills a folder of the cache, which is empty before.
    ///
    /// # Errors
    ///
    /// When the work fails, or the folder cannot be written.
    pub fn fill(&self, name: &str, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let folder = self.cached(name);
        self.sh.remove_path(&folder)?;
        work(&self.sh.create_dir(&folder)?)?;
        Ok(self.sh.write_file(folder.join(COMPLETE), "")?)
    }

    /// Keeps other runs from changing the cache for as long as the file is open, after waiting for
    /// one that does.
    ///
    /// # Errors
    ///
    /// When the file of the lock cannot be made.
    pub fn lock(&self) -> Result<File> {
        let path = self.sh.create_dir(&self.cache)?.join("lock");
        let locked = File::create(&path).and_then(|file| {
            if file.try_lock().is_err() {
                eprintln!("Another run is setting tools up. Waiting for it.");
                file.lock()?;
            }
            Ok(file)
        });
        locked.with_context(|| format!("{} cannot be locked", path.display()))
    }
}

/// Where Cargo unpacks the sources of crates, one folder a registry.
#[must_use]
pub fn crate_sources() -> Option<PathBuf> {
    Some(home::cargo_home().ok()?.join("registry/src"))
}

/// Every file below a folder, sorted by path.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        WalkDir::new(folder).sort_by_file_name().into_iter().collect::<Result<Vec<_>, _>>();
    let files = entries?.into_iter().filter(|entry| entry.file_type().is_file());
    Ok(files.map(DirEntry::into_path).collect())
}
