//! Firefox, headless, with everything off that talks on its own.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{Setup, capabilities, make};
use crate::process::{Process, free_port};

pub(super) fn setup(folder: &Path, trap: SocketAddr, geckodriver: &Path) -> Setup {
    let (port, marionette) = (free_port(), free_port());
    let log = folder.join("driver.log");
    let downloads = make(folder, "downloads");
    let home = make(folder, "home");
    let profiles = make(folder, "profiles");
    let driver = Process::start(
        Command::new(geckodriver)
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .args(["--marionette-port", &marionette.to_string()])
            .arg("--profile-root")
            .arg(&profiles)
            .env("HOME", &home)
            .env("MOZ_HEADLESS_WIDTH", "1160")
            .env("MOZ_HEADLESS_HEIGHT", "900")
            .env("LANGUAGE", "en"),
        &log,
    );
    let capabilities = capabilities(json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless"],
            "prefs": prefs(&downloads, trap),
        },
    }));
    Setup { driver, others: Vec::new(), port, capabilities, downloads, log }
}

fn prefs(downloads: &Path, trap: SocketAddr) -> Value {
    let (host, port) = (trap.ip().to_string(), trap.port());
    json!({
        // All but loopback goes to the trap.
        "network.proxy.type": 1,
        "network.proxy.http": host,
        "network.proxy.http_port": port,
        "network.proxy.ssl": host,
        "network.proxy.ssl_port": port,
        "network.proxy.allow_hijacking_localhost": false,
        // Key files are saved without asking.
        "browser.download.dir": downloads,
        "browser.download.folderList": 2,
        "browser.download.useDownloadDir": true,
        "browser.download.manager.addToRecentDocs": false,
        // Its panel would take the keyboard away from the page.
        "browser.download.alwaysOpenPanel": false,
        // The page's console goes to the driver's output.
        "devtools.console.stdout.content": true,
        "devtools.console.stdout.chrome": false,
        "intl.accept_languages": "en-US, en",
        "intl.locale.requested": "en-US",
        // Its own traffic.
        "app.normandy.enabled": false,
        "app.update.disabledForTesting": true,
        "browser.aboutwelcome.enabled": false,
        "browser.newtabpage.enabled": false,
        "browser.region.network.url": "",
        "browser.safebrowsing.blockedURIs.enabled": false,
        "browser.safebrowsing.downloads.enabled": false,
        "browser.safebrowsing.malware.enabled": false,
        "browser.safebrowsing.phishing.enabled": false,
        "browser.safebrowsing.update.enabled": false,
        "browser.search.update": false,
        "browser.startup.homepage_override.mstone": "ignore",
        "datareporting.healthreport.uploadEnabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "dom.push.connection.enabled": false,
        "extensions.getAddons.cache.enabled": false,
        "extensions.systemAddon.update.enabled": false,
        "extensions.update.enabled": false,
        "media.gmp-manager.updateEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "network.dns.disablePrefetch": true,
        "network.prefetch-next": false,
        "toolkit.telemetry.enabled": false,
        "toolkit.telemetry.server": "",
    })
}
