//! The checkout, and the cache of tools.
//!
//! A cached folder is named by what is in it and its version, so checkouts share tools and
//! versions do not overwrite each other. It is filled in `partial/` and renamed when it is
//! complete: a folder with its final name is whole.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use etcetera::BaseStrategy as _;
use walkdir::{DirEntry, WalkDir};
use xshell::Shell;

use crate::error::{Result, StepError};

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The checkout and the cache, with a shell whose folder is the root of the checkout.
pub struct Project {
    /// Runs commands and reads files in the checkout.
    pub sh: Shell,
    root: PathBuf,
    cache: PathBuf,
}

impl Project {
    /// The checkout above the current folder, and the cache that the environment names.
    pub fn find() -> Result<Self> {
        const STEP: &str = "The project's folders";
        let sh = Shell::new()?;
        let here = sh.current_dir();
        let root = here.ancestors().find(|folder| folder.join("xtask/Cargo.toml").is_file());
        let root = root.ok_or_else(|| {
            let cause = format!("{} is not inside a checkout", here.display());
            StepError::new(STEP, cause, "run this in the folder of the checkout")
        })?;
        let chosen = env::var_os("KEYCUTTER_HOME").and_then(|it| std::path::absolute(it).ok());
        let own = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("keycutter"));
        let cache = chosen.or_else(own).ok_or_else(|| {
            let fix = "set KEYCUTTER_HOME to a folder for the project's tools";
            StepError::new(STEP, "neither KEYCUTTER_HOME nor HOME is set", fix)
        })?;
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

    /// Keeps other runs from changing the cache for as long as the file is open, after waiting for
    /// one that does.
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

    /// A folder for unfinished work; what an interrupted run left in it stays.
    pub fn unfinished(&self, name: &str) -> Result<PathBuf> {
        Ok(self.sh.create_dir(self.cache.join("partial").join(name))?)
    }

    /// Fills an empty folder with `work`, and gives it its final name when that succeeds.
    pub fn fill(&self, name: &str, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let partial = self.cache.join("partial").join(format!("{name}.new"));
        self.sh.remove_path(&partial)?;
        work(&self.sh.create_dir(&partial)?)?;
        let whole = self.cached(name);
        if let Some(parent) = whole.parent() {
            self.sh.create_dir(parent)?;
        }
        self.sh.remove_path(&whole)?;
        fs::rename(&partial, &whole)
            .with_context(|| format!("a folder cannot be renamed to {}", whole.display()))
    }
}

/// Where Cargo unpacks the sources of crates, one folder a registry.
pub fn crate_sources() -> Option<PathBuf> {
    Some(home::cargo_home().ok()?.join("registry/src"))
}

/// Every file below a folder, sorted by path.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        WalkDir::new(folder).sort_by_file_name().into_iter().collect::<Result<Vec<_>, _>>();
    let files = entries?.into_iter().filter(|entry| entry.file_type().is_file());
    Ok(files.map(DirEntry::into_path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_finished_work_gets_its_final_name() {
        let sh = Shell::new().unwrap();
        let scratch = sh.create_temp_dir().unwrap();
        let cache = scratch.path().to_owned();
        let project = Project { sh, root: cache.clone(), cache };
        assert!(project.fill("tools/a", |_| anyhow::bail!("stopped")).is_err());
        assert!(!project.cached("tools/a").exists());
        project.fill("tools/a", |_| Ok(())).unwrap();
        assert!(project.cached("tools/a").exists());
    }
}
