//! What is kept of a failed story.

use std::fs;
use std::path::{Path, PathBuf};

use super::context::Story;
use crate::browser::Engine;
use crate::page::Page;
use crate::secrets::redact;

impl Story<'_> {
    /// Saves a screenshot, the page's outline, the records and the logs, with every secret redacted.
    /// Returns their folder.
    pub(super) fn save_artifacts(&self, name: &str, error: &str) -> PathBuf {
        let folder = folder(self.engine(), name);
        let secrets = self.secrets();
        let texts = [
            ("error.txt", error),
            ("outline.txt", &Page::new(self.browser()).outline()),
            ("record.txt", &self.proxy().record().to_text()),
            ("loads.txt", &self.site().record().to_text()),
            ("console.txt", &self.browser().console_errors().join("\n")),
            ("driver.txt", &self.browser().output()),
        ];
        // On a full disk, the story's own error is still reported.
        drop(fs::create_dir_all(&folder));
        for (name, text) in texts {
            drop(fs::write(folder.join(name), redact(text, &secrets)));
        }
        if let Ok(png) = self.browser().screenshot() {
            drop(fs::write(folder.join("screenshot.png"), png));
        }
        folder
    }
}

fn folder(engine: Engine, name: &str) -> PathBuf {
    target().join("e2e").join(engine.name()).join(name.replace("::", "-"))
}

/// The workspace's target folder.
#[must_use]
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .ancestors()
                .nth(2)
                .unwrap_or(Path::new("."))
                .join("target")
        },
        PathBuf::from,
    )
}
