//! Files that the browser reads and writes.

use std::fs;
use std::path::{Path, PathBuf};

use super::launch::make_folder;
use super::session::Browser;
use crate::secrets::Secret;
use crate::wait;

/// The folder of the files that a story gives the browser.
const GIVEN: &str = "files";

impl Browser {
    /// Makes a file for the page to open.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    #[must_use]
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = make_folder(self.folder.path(), GIVEN).join(name);
        fs::write(&path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        path
    }

    /// Waits until a file is downloaded, and reads it.
    #[must_use]
    pub fn downloaded(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.downloads.join(name);
        wait::until(wait::TIMEOUT, || {
            let bytes = fs::read(&path).ok()?;
            // Firefox makes an empty file of the name first and fills another beside it.
            let unfinished = fs::read_dir(&self.downloads)
                .into_iter()
                .flatten()
                .flatten()
                .any(|entry| is_partial(&entry.file_name().to_string_lossy()));
            (!bytes.is_empty() && !unfinished).then_some(bytes)
        })
    }

    /// The names of all downloaded files.
    #[must_use]
    pub fn downloads(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.downloads).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    }

    /// The files of the profile that hold a secret or a fragment of one: browsers save sessions,
    /// forms and more.
    #[must_use]
    pub fn files_with(&self, secrets: &[Secret]) -> Vec<PathBuf> {
        let forms: Vec<_> = secrets.iter().flat_map(Secret::forms).collect();
        let holds_one = |path: &PathBuf| {
            let text = text(path);
            forms.iter().any(|form| text.contains(&form.text))
        };
        self.profile().into_iter().filter(holds_one).collect()
    }

    /// Every file the browser has, but for those it was given and those it downloaded.
    fn profile(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(self.folder.path(), &mut files);
        let given = self.folder.path().join(GIVEN);
        files.retain(|path| !path.starts_with(&given) && path.parent() != Some(&self.downloads));
        files
    }
}

/// A download in progress, by each engine's naming.
fn is_partial(name: &str) -> bool {
    [".crdownload", ".part", ".wkdownload"].iter().any(|suffix| name.ends_with(suffix))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), files),
            Ok(kind) if kind.is_file() => files.push(entry.path()),
            _ => {}
        }
    }
}

/// A file, one character per byte. One that is gone meanwhile is empty.
fn text(path: &Path) -> String {
    fs::read(path).unwrap_or_default().into_iter().map(char::from).collect()
}
