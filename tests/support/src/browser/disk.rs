//! What the browser wrote to disk: it saves sessions, forms and much else by itself.

use std::fs;
use std::path::{Path, PathBuf};

use super::Browser;
use crate::secrets::Secret;

impl Browser {
    /// The files of the profile that hold a secret or a piece of one.
    #[must_use]
    pub fn on_disk(&self, secrets: &[Secret]) -> Vec<PathBuf> {
        let parts: Vec<_> = secrets
            .iter()
            .flat_map(|secret| secret.shapes().into_iter().chain(secret.pieces()))
            .collect();
        let holds = |path: &PathBuf| {
            let text = text(path);
            parts.iter().any(|(_, part)| text.contains(part))
        };
        self.profile().into_iter().filter(holds).collect()
    }

    /// Every file the browser has, but for what the story gave it or had it save.
    fn profile(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(self.folder.path(), &mut files);
        let own = self.folder.path().join("files");
        files.retain(|path| !path.starts_with(&own) && path.parent() != Some(&self.downloads));
        files
    }
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

/// A file, one character a byte. One that has gone meanwhile is empty.
fn text(path: &Path) -> String {
    fs::read(path).unwrap_or_default().into_iter().map(char::from).collect()
}
