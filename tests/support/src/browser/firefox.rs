//! Firefox, headless, without the requests that it makes on its own.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::launch::{Launch, capabilities, make_folder};
use crate::process::{Process, free_port};

pub(super) fn launch(folder: &Path, proxy: SocketAddr, geckodriver: &Path) -> Launch {
    let (port, marionette) = (free_port(), free_port());
    let log = folder.join("driver.log");
    let downloads = make_folder(folder, "downloads");
    let home = make_folder(folder, "home");
    let profiles = make_folder(folder, "profiles");
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
            "prefs": prefs(&downloads, proxy),
        },
    }));
    Launch { driver, others: Vec::new(), port, capabilities, downloads, log }
}

fn prefs(downloads: &Path, proxy: SocketAddr) -> Value {
    let (host, port) = (proxy.ip().to_string(), proxy.port());
    json!({
        // All but loopback goes to the proxy.
        "network.proxy.type": 1,
        "network.proxy.http": host,
        "network.proxy.http_port": port,
        "network.proxy.ssl": host,
        "network.proxy.ssl_port": port,
        "network.proxy.allow_hijacking_localhost": false,
        // Downloads are saved without a question.
        "browser.download.dir": downloads,
        "browser.download.folderList": 2,
        "browser.download.useDownloadDir": true,
        "browser.download.manager.addToRecentDocs": false,
        // Its panel would take the focus from the page.
        "browser.download.alwaysOpenPanel": false,
        // The page's console goes to the driver's output.
        "devtools.console.stdout.content": true,
        "devtools.console.stdout.chrome": false,
        "intl.accept_languages": "en-US, en",
        "intl.locale.requested": "en-US",
        // Its own requests.
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
