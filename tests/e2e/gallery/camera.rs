//! Screenshots for the gallery.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use support::Story;
use support::browser::Look;
use support::story::target;

/// Width and height of the viewports, and how many of the looks are saved in each.
const VIEWS: [(u32, u32, usize); 4] =
    [(1160, 900, 4), (768, 1024, 1), (360, 740, 4), (320, 640, 1)];
const LOOKS: [(&str, Look); 4] = [
    ("light", Look::Light),
    ("dark", Look::Dark),
    ("forced", Look::Forced),
    ("rtl", Look::RightToLeft),
];

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

    /// Saves the current screen in every view.
    pub fn take(&self, state: &str) {
        self.taken.set(self.taken.get() + 1);
        let browser = self.story.browser();
        for (width, height, looks) in VIEWS {
            for (name, look) in LOOKS.into_iter().take(looks) {
                let png = browser.screenshot_at(width, height, look);
                let name =
                    format!("{}{:02}-{state}-{width}-{name}.png", self.tour, self.taken.get());
                fs::create_dir_all(folder()).expect("a folder for the gallery");
                fs::write(folder().join(name), png).expect("a file in the gallery");
            }
        }
        browser.reset_emulation();
    }
}
