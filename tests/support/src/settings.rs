//! The environment variables that `cargo xtask test` sets.

use std::env;
use std::path::PathBuf;

use crate::browser::Engine;

/// Paths and engines of a run.
#[derive(Debug)]
pub struct Settings {
    /// The folder with the built site.
    pub dist: PathBuf,
    /// The Python environment with the peers and boto3.
    pub venv: PathBuf,
    /// geckodriver, required only for Firefox.
    pub geckodriver: PathBuf,
    /// axe-core, as one file.
    pub axe: PathBuf,
    /// The web servers that settings are built for.
    pub hosting: Hosting,
    /// The engines to test in.
    pub engines: Vec<Engine>,
}

/// Web servers, and the settings that are built with the page for them.
#[derive(Clone, Debug)]
pub struct Hosting {
    /// The folder with the settings.
    pub settings: PathBuf,
    /// nginx.
    pub nginx: PathBuf,
    /// Its list of media types.
    pub mime_types: PathBuf,
    /// Caddy.
    pub caddy: PathBuf,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Errors
    ///
    /// One sentence that names what is missing and how to get it.
    pub fn from_env() -> Result<Self, String> {
        let engines = engines(env::var("KEYCUTTER_BROWSERS").ok().as_deref())?;
        let geckodriver = match path("KEYCUTTER_GECKODRIVER") {
            Err(sentence) if engines.contains(&Engine::Firefox) => return Err(sentence),
            found => found.unwrap_or_default(),
        };
        Ok(Self {
            dist: path("KEYCUTTER_DIST")?,
            venv: venv()?,
            geckodriver,
            axe: path("KEYCUTTER_AXE")?,
            hosting: Hosting {
                settings: path("KEYCUTTER_HOSTING")?,
                nginx: path("KEYCUTTER_NGINX")?,
                mime_types: path("KEYCUTTER_MIME_TYPES")?,
                caddy: path("KEYCUTTER_CADDY")?,
            },
            engines,
        })
    }
}

/// The Python environment, which is all that tests without a browser need.
///
/// # Errors
///
/// One sentence, as [`Settings::from_env`].
pub fn venv() -> Result<PathBuf, String> {
    path("KEYCUTTER_VENV")
}

/// The folder with the programs that read key files: unpacked packages of Debian.
///
/// # Errors
///
/// One sentence, as [`Settings::from_env`].
pub fn readers() -> Result<PathBuf, String> {
    path("KEYCUTTER_READERS")
}

fn path(name: &str) -> Result<PathBuf, String> {
    let path = env::var_os(name).map(PathBuf::from).ok_or_else(|| {
        format!("{name} is not set: run these tests through `cargo xtask test e2e`.")
    })?;
    if path.exists() {
        Ok(path)
    } else {
        let shown = path.display();
        Err(format!("{name} is {shown}, which does not exist: `cargo xtask test e2e` makes it."))
    }
}

fn engines(list: Option<&str>) -> Result<Vec<Engine>, String> {
    let Some(list) = list.filter(|list| !list.trim().is_empty()) else {
        return Ok(Engine::ALL.to_vec());
    };
    list.split(',').map(|name| name.trim().parse()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_is_the_default() {
        assert_eq!(engines(None).as_deref(), Ok(&Engine::ALL[..]));
        assert_eq!(engines(Some(" ")).as_deref(), Ok(&Engine::ALL[..]));
    }

    #[test]
    fn a_list_selects_engines() {
        assert_eq!(engines(Some("webkit, chromium")), Ok(vec![Engine::Webkit, Engine::Chromium]));
        assert!(engines(Some("opera")).unwrap_err().contains("opera"));
    }
}
