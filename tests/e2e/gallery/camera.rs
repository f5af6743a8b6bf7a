//! Screenshots for the gallery.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use support::Story;
use support::story::target;

const WIDTHS: [(u32, u32); 3] = [(1160, 900), (360, 740), (320, 640)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Where the gallery is.
pub fn folder() -> PathBuf {
    target().join("gallery")
}

/// Saves numbered screenshots of a tour.
pub struct Camera<'s> {
    story: &'s Story<'s>,
    tour: &'static str,
    taken: Cell<usize>,
}

impl<'s> Camera<'s> {
    /// A camera whose files begin with the name of a tour.
    pub fn new(story: &'s Story<'s>, tour: &'static str) -> Self {
        Self { story, tour, taken: Cell::new(0) }
    }

    /// Saves the current screen in every width and theme.
    pub fn take(&self, state: &str) {
        self.taken.set(self.taken.get() + 1);
        let browser = self.story.browser();
        for (width, height) in WIDTHS {
            for theme in THEMES {
                let png = browser.screenshot_at(width, height, theme);
                let name =
                    format!("{}{:02}-{state}-{width}-{theme}.png", self.tour, self.taken.get());
                fs::create_dir_all(folder()).expect("a folder for the gallery");
                fs::write(folder().join(name), png).expect("a file in the gallery");
            }
        }
        browser.reset_emulation();
    }
}
