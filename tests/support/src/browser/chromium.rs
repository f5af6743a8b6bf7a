//! Chromium, headless, without the requests that it makes on its own.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::launch::{Launch, capabilities, make_folder};
use crate::process::{Process, free_port};

const SWITCHES: [&str; 18] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--lang=en-US",
    "--window-size=1160,900",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=AimServerRequestOnStartupEnabled,AutofillServerCommunication,NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch,Translate",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    // Signing in, updating and push messages have no switch: they go to a port where nothing listens.
    "--gaia-url=http://127.0.0.1:9/",
    "--component-updater=url-source=http://127.0.0.1:9/",
    "--gcm-checkin-url=http://127.0.0.1:9/",
];

pub(super) fn launch(folder: &Path, proxy: SocketAddr) -> Launch {
    let port = free_port();
    let log = folder.join("driver.log");
    let downloads = make_folder(folder, "downloads");
    let home = make_folder(folder, "home");
    let driver = Process::start(
        Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .env("HOME", &home)
            .env("LANGUAGE", "en"),
        &log,
    );
    let mut args: Vec<String> = SWITCHES.iter().map(|&arg| arg.to_owned()).collect();
    args.push(format!("--user-data-dir={}", folder.join("profile").display()));
    args.push(format!("--proxy-server=http://{proxy}"));
    let capabilities = capabilities(json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "args": args,
            "prefs": {
                // Spell checking fetches a dictionary.
                "browser.enable_spellchecking": false,
                "spellcheck.dictionaries": [],
                "credentials_enable_service": false,
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                "intl.accept_languages": "en-US,en",
                "safebrowsing.enabled": false,
                "search.suggest_enabled": false,
                // Otherwise it opens its new-tab page first, which makes many requests.
                "session.restore_on_startup": 4,
                "session.startup_urls": ["about:blank"],
            },
        },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    }));
    Launch { driver, others: Vec::new(), port, capabilities, downloads, log }
}
