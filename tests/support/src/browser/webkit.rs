//! WebKitGTK's `MiniBrowser`, on a virtual display: it has no headless mode.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use super::launch::{Launch, capabilities, make_folder};
use crate::process::{Process, free_port};

/// Where distributions install it; it is never on the path.
const BROWSERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib64/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

pub(super) fn launch(folder: &Path, proxy: SocketAddr) -> Launch {
    let port = free_port();
    let log = folder.join("driver.log");
    let home = make_folder(folder, "home");
    let (display, name) = display();
    let driver = Process::start(
        Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("DISPLAY", name)
            .env("GDK_BACKEND", "x11")
            .env("LANGUAGE", "en_US")
            // Downloads go to the home folder unless another is configured there.
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("XDG_DATA_HOME", home.join(".local"))
            // By the environment rather than by the capabilities: given hosts to reach without a
            // proxy, WebKitGTK 2.50 reads past the end of their list, and one browser in ten
            // crashes at its start (in webkit_network_proxy_settings_new).
            .env("http_proxy", format!("http://{proxy}"))
            .env("https_proxy", format!("http://{proxy}"))
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
    Launch { driver, others: vec![display], port, capabilities, downloads: home, log }
}

/// An X server that chooses a free display by itself.
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
        // An unreadable line leaves the number empty.
        drop(BufReader::new(stdout).read_line(&mut number));
    }
    let number = number.trim();
    assert!(!number.is_empty(), "Xvfb did not start");
    (process, format!(":{number}"))
}
