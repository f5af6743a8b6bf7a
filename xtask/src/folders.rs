//! Where things live: the checkout, and the project's own cache of tools beside it.
//!
//! Tools stand in the cache by name and version, so a fresh clone finds them and another
//! version never overwrites them. Each is built in `partial/` and renamed into place when it
//! is whole: what has its final name is complete.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::trouble::{Outcome, Trouble};

const STEP: &str = "The project's folders";

/// The checkout and the cache.
pub struct Folders {
    root: PathBuf,
    cache: PathBuf,
}

/// Held while the cache is being changed; others wait for it.
pub struct CacheLock(
    #[expect(dead_code, reason = "the lock lasts as long as the file is open")] File,
);

impl Folders {
    /// Finds the checkout above the current folder, and the cache from the environment.
    pub fn find() -> Outcome<Self> {
        let here = env::current_dir()
            .map_err(|error| Trouble::file(STEP, "read", Path::new("."), &error))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or_else(|| {
                Trouble::new(
                    STEP,
                    format!("{} is not inside a checkout", here.display()),
                    "change to the folder of the checkout and run this again",
                )
            })?
            .to_owned();
        let cache = cache_home(|name| env::var_os(name).map(PathBuf::from)).ok_or_else(|| {
            Trouble::new(
                STEP,
                "neither KEYCUTTER_HOME nor HOME is set",
                "set KEYCUTTER_HOME to a folder for the project's tools",
            )
        })?;
        Ok(Self { root, cache })
    }

    /// Both in one folder, for tests.
    #[cfg(test)]
    pub fn at(folder: &Path) -> Self {
        Self { root: folder.to_owned(), cache: folder.to_owned() }
    }

    /// The root of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for things that are built from the checkout and not kept in it.
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.root.join("target"), |folder| self.root.join(folder))
    }

    /// A finished thing in the cache, whether it is there yet or not.
    pub fn cached(&self, name: &str) -> PathBuf {
        self.cache.join(name)
    }

    /// Waits until nobody else changes the cache, and keeps others out.
    pub fn lock(&self) -> Outcome<CacheLock> {
        create(&self.cache)?;
        let path = self.cache.join("lock");
        let trouble = |error| Trouble::file(STEP, "lock", &path, &error);
        let file = File::create(&path).map_err(trouble)?;
        if file.try_lock().is_err() {
            eprintln!("Another run is setting things up. Waiting for it.");
            file.lock().map_err(trouble)?;
        }
        Ok(CacheLock(file))
    }

    /// A folder for unfinished work on `name`; what an interrupted run left in it stays.
    pub fn unfinished(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.cache.join("partial").join(name);
        create(&folder)?;
        Ok(folder)
    }

    /// Fills an empty folder with `work` and gives it its final name when that went well.
    pub fn fill(&self, name: &str, work: impl FnOnce(&Path) -> Outcome) -> Outcome {
        let partial = self.unfinished(&format!("{name}.new"))?;
        remove(&partial)?;
        create(&partial)?;
        work(&partial)?;
        let whole = self.cached(name);
        if let Some(parent) = whole.parent() {
            create(parent)?;
        }
        remove(&whole)?;
        fs::rename(&partial, &whole)
            .map_err(|error| Trouble::file(STEP, "rename a folder to", &whole, &error))
    }
}

/// The project's cache: `KEYCUTTER_HOME`, or `keycutter` in the user's cache folder.
fn cache_home(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let set = |name: &str| var(name).filter(|value| value.is_absolute());
    let chosen = var("KEYCUTTER_HOME").and_then(|value| std::path::absolute(value).ok());
    chosen.or_else(|| {
        let caches = set("XDG_CACHE_HOME")
            .or_else(|| set("HOME").map(|home| home.join(".cache")))
            .or_else(|| set("LOCALAPPDATA"))?;
        Some(caches.join("keycutter"))
    })
}

/// Where Cargo unpacks the crates it fetched, one folder a registry.
pub fn crate_sources() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME")?;
        Some(Path::new(&home).join(".cargo"))
    })?;
    Some(home.join("registry/src"))
}

/// Creates a folder and those above it.
pub fn create(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| Trouble::file(STEP, "create", folder, &error))
}

/// Removes a folder with all it holds, if it is there.
pub fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| Trouble::file(STEP, "remove", folder, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(vars: &[(&str, &str)]) -> Option<PathBuf> {
        cache_home(|name| {
            let (_, value) = vars.iter().find(|(known, _)| *known == name)?;
            Some(PathBuf::from(value))
        })
    }

    #[cfg(unix)]
    #[test]
    fn the_cache_is_where_the_environment_says() {
        assert_eq!(home(&[]), None);
        assert_eq!(home(&[("HOME", "/home/a")]), Some("/home/a/.cache/keycutter".into()));
        assert_eq!(
            home(&[("HOME", "/home/a"), ("XDG_CACHE_HOME", "/c")]),
            Some("/c/keycutter".into())
        );
        assert_eq!(home(&[("HOME", "/home/a"), ("KEYCUTTER_HOME", "/k")]), Some("/k".into()));
    }

    #[test]
    fn work_that_stopped_half_way_leaves_no_finished_folder() {
        let cache = env::temp_dir().join(format!("keycutter-fill-{}", std::process::id()));
        let folders = Folders::at(&cache);
        let stopped = folders.fill("tools/a", |_| Err(Trouble::new("a", "stopped", "go on")));
        assert!(stopped.is_err() && !folders.cached("tools/a").exists());

        let write = |folder: &Path| {
            fs::write(folder.join("whole"), "")
                .map_err(|error| Trouble::file("a", "write", folder, &error))
        };
        folders.fill("tools/a", write).unwrap();
        assert!(folders.cached("tools/a/whole").exists());
        fs::remove_dir_all(cache).unwrap();
    }
}
