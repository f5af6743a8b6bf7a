//! The three browsers the stories run in, with what drives them.

use std::str::FromStr;
use std::time::Duration;

use super::Piece;
use super::apt::{self, Package};
use super::cargo_tool::CargoTool;
use crate::folders::Folders;
use crate::pins;
use crate::trouble::Outcome;

/// A browser, named as on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// `WebKitGTK`, Safari's engine, by its own driver.
    Webkit,
}

impl Browser {
    /// Every browser the stories run in.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name on the command line and in `KEYCUTTER_BROWSERS`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    fn packages(self) -> &'static [Package] {
        const CHROMIUM: [Package; 2] = [
            Package::new("chromium", "chromium", "Chromium"),
            Package::new("chromium-driver", "chromedriver", "chromedriver of the same version"),
        ];
        const FIREFOX: [Package; 1] =
            [Package::new("firefox-esr", "firefox-esr", "Firefox ESR as `firefox-esr`")];
        const WEBKIT: [Package; 3] = [
            Package::new(
                "webkit2gtk-driver",
                "WebKitWebDriver",
                "WebKitGTK's MiniBrowser and WebKitWebDriver",
            ),
            Package::new("xvfb", "xvfb-run", "xvfb-run"),
            Package::new("xauth", "xauth", "xauth"),
        ];
        match self {
            Self::Chromium => &CHROMIUM,
            Self::Firefox => &FIREFOX,
            Self::Webkit => &WEBKIT,
        }
    }
}

impl FromStr for Browser {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|browser| browser.word() == name).ok_or_else(|| {
            format!("There is no browser \"{name}\" here: choose chromium, firefox or webkit.")
        })
    }
}

impl Piece for Browser {
    fn name(&self) -> String {
        let programs: Vec<_> = self.packages().iter().map(|it| it.program).collect();
        programs.join(", ")
    }

    fn ready(&self, _: &Folders) -> bool {
        self.packages().iter().all(Package::is_there)
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(45)
    }

    fn set_up(&self, _: &Folders) -> Outcome {
        apt::install(&self.name(), self.packages())
    }
}

/// What drives Firefox: no Debian package carries it.
pub fn geckodriver() -> CargoTool {
    CargoTool {
        name: "geckodriver",
        program: "geckodriver",
        version: pins::GECKODRIVER.to_owned(),
        opt_level: "1",
        flags: &["--locked"],
        builds_in: Duration::from_mins(2),
    }
}
