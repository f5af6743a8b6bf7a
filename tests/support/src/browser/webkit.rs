//! WebKitGTK's `MiniBrowser`, on a display of its own: it has no headless mode.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use super::{Setup, capabilities, make};
use crate::process::{Process, free_port};

/// Where distributions put it; it is never on the path.
const BROWSERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib64/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

pub(super) fn setup(folder: &Path, trap: SocketAddr) -> Setup {
    let port = free_port();
    let log = folder.join("driver.log");
    let home = make(folder, "home");
    let (display, name) = display();
    let driver = Process::start(
        Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("DISPLAY", name)
            .env("GDK_BACKEND", "x11")
            .env("LANGUAGE", "en_US")
            // Downloads land in the home folder when no other is configured there.
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("XDG_DATA_HOME", home.join(".local"))
            // Told by the environment rather than by the capabilities: with addresses to reach
            // without a proxy among those, WebKitGTK 2.50 reads past the end of their list, and
            // one browser in ten dies at its start (in webkit_network_proxy_settings_new).
            .env("http_proxy", format!("http://{trap}"))
            .env("https_proxy", format!("http://{trap}"))
            .env("no_proxy", "127.0.0.1"),
        &log,
    );
    let browser = BROWSERS
        .into_iter()
        .find(|path| Path::new(path).exists())
        .expect("MiniBrowser is not installed: on Debian it comes with webkit2gtk-driver");
    let capabilities = capabilities(json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": {
            "binary": browser,
            "args": ["--automation"],
        },
    }));
    Setup { driver, others: vec![display], port, capabilities, downloads: home, log }
}

/// An X server that picks a free display by itself.
fn display() -> (Process, String) {
    let mut process = Process::spawn(
        Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    );
    let mut number = String::new();
    if let Some(stdout) = process.child().stdout.take() {
        // An unreadable answer leaves the number empty, which is told below.
        drop(BufReader::new(stdout).read_line(&mut number));
    }
    let number = number.trim();
    assert!(!number.is_empty(), "Xvfb did not start");
    (process, format!(":{number}"))
}
