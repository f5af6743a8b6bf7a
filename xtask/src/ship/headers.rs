//! The headers a host should send with the page, in the words of several hosts.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::STEP;
use super::files::Files;
use super::policy::Policy;
use crate::folders;
use crate::trouble::{Outcome, Trouble};

/// What the file of Netlify and Cloudflare Pages is called.
pub const HEADERS: &str = "_headers";
/// A file whose name says what is in it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Settings for other hosts, with places in them that are filled here.
const TEMPLATES: [(&str, &str); 3] = [
    ("nginx.conf", include_str!("../../../hosting/nginx.conf")),
    ("Caddyfile", include_str!("../../../hosting/Caddyfile")),
    ("cloudfront.json", include_str!("../../../hosting/cloudfront.json")),
];

/// Powers that no page of ours uses, so that no script in one could. Those that Chromium knows,
/// but for what a server sees of a browser (`ch-…`), and for `local-network` and its kin, which
/// calling a server on this machine takes.
const DENIED: [&str; 53] = [
    "accelerometer",
    "aria-notify",
    "attribution-reporting",
    "autoplay",
    "browsing-topics",
    "camera",
    "captured-surface-control",
    "clipboard-read",
    "compute-pressure",
    "cross-origin-isolated",
    "deferred-fetch",
    "deferred-fetch-minimal",
    "digital-credentials-get",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "join-ad-interest-group",
    "keyboard-map",
    "language-detector",
    "language-model",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "on-device-speech-recognition",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-aggregation",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "run-ad-auction",
    "screen-wake-lock",
    "serial",
    "shared-storage",
    "shared-storage-select-url",
    "storage-access",
    "summarizer",
    "sync-xhr",
    "translator",
    "unload",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];

/// Headers with their values.
pub struct Headers(Vec<(&'static str, String)>);

impl Headers {
    /// What goes with a page of this policy.
    pub fn new(policy: &Policy) -> Self {
        let mut policy = policy.clone();
        // What a page cannot say of itself.
        policy.sources("frame-ancestors").push("'none'".to_owned());
        let denied = DENIED.map(|power| format!("{power}=()")).join(", ");
        let fixed = [
            ("Cross-Origin-Opener-Policy", "same-origin"),
            // With `require-corp` the page could not tell a server that keeps its answers from
            // pages from one that is not there.
            ("Cross-Origin-Embedder-Policy", "credentialless"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            // Not for the names below the host's: who knows what they serve.
            ("Strict-Transport-Security", "max-age=31536000"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        let mut headers = vec![("Content-Security-Policy", policy.to_string())];
        headers.extend(fixed.map(|(name, value)| (name, value.to_owned())));
        headers.push(("Permissions-Policy", format!("clipboard-write=(self), {denied}")));
        Self(headers)
    }

    /// For Netlify and Cloudflare Pages, which read it from the site itself. A path's headers are
    /// added to those of all paths, so `Cache-Control` stands at single paths alone.
    pub fn file(&self, files: &Files) -> String {
        let mut text = "/*\n".to_owned();
        let mut line = |path: &str, name: &str, value: &str| {
            let path = if path.is_empty() { String::new() } else { format!("{path}\n") };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{path}  {name}: {value}");
        };
        for (name, value) in &self.0 {
            line("", name, value);
        }
        for path in ["/", "/index.html", "/sw.js"] {
            line(path, "Cache-Control", "no-cache");
        }
        for name in files.names().filter(|name| is_hashed(name)) {
            line(&format!("/{name}"), "Cache-Control", FOR_EVER);
        }
        // It is for taking away, and its own policy differs. Cloudflare leaves `.html` out.
        for path in ["/keycutter.html", "/keycutter"] {
            line(path, "Content-Disposition", "attachment");
        }
        text
    }

    /// Writes the settings for other hosts into a folder.
    pub fn write_settings(&self, folder: &Path) -> Outcome {
        folders::create(folder)?;
        for (name, template) in TEMPLATES {
            let path = folder.join(name);
            fs::write(&path, self.fill(template))
                .map_err(|error| Trouble::file(STEP, "write", &path, &error))?;
        }
        Ok(())
    }

    fn fill(&self, template: &str) -> String {
        let lines = |line: &dyn Fn(&str, &str) -> String, between: &str| {
            self.0.iter().map(|(name, value)| line(name, value)).collect::<Vec<_>>().join(between)
        };
        let nginx =
            lines(&|name, value| format!("add_header {name} \"{value}\" always;"), "\n    ");
        let caddy = lines(&|name, value| format!("{name} \"{value}\""), "\n\t\t");
        let value = |wanted: &str| {
            let found = self.0.iter().find(|(name, _)| *name == wanted);
            found.map_or("", |(_, value)| value.as_str())
        };
        template
            .replace("{{nginx}}", &nginx)
            .replace("{{caddy}}", &caddy)
            .replace("{{policy}}", value("Content-Security-Policy"))
            .replace("{{permissions}}", value("Permissions-Policy"))
    }
}

/// Whether a file's name says what is in it.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers() -> Headers {
        Headers::new(&Policy::parse("default-src 'none'; connect-src 'self'"))
    }

    #[test]
    fn every_host_is_told_the_same() {
        let headers = headers();
        for (name, template) in TEMPLATES {
            let filled = headers.fill(template);
            assert!(!filled.contains("{{"), "{name} has a hole left");
            for (header, value) in &headers.0 {
                // CloudFront has words of its own for some.
                let said = match (name, *header) {
                    ("cloudfront.json", "X-Content-Type-Options") => "\"ContentTypeOptions\"",
                    ("cloudfront.json", "Strict-Transport-Security") => {
                        "\"AccessControlMaxAgeSec\": 31536000 }"
                    }
                    _ => value,
                };
                assert!(filled.contains(said), "{name} does not say {header}");
            }
        }
    }

    #[test]
    fn a_page_in_a_frame_is_refused_by_the_header() {
        let text = headers().file(&Files::default());
        let policy = "  Content-Security-Policy: default-src 'none'; connect-src 'self'; \
                      frame-ancestors 'none'\n";
        assert!(text.starts_with(&format!("/*\n{policy}")), "{text}");
    }

    #[test]
    fn what_never_changes_is_kept_and_the_rest_is_asked_for() {
        let mut files = Files::default();
        let name = files.add_hashed("keycutter", "js", "");
        files.add("keycutter.html", "");
        let text = headers().file(&files);
        assert!(text.contains(&format!("/{name}\n  Cache-Control: {FOR_EVER}\n")), "{text}");
        assert!(text.contains("/sw.js\n  Cache-Control: no-cache\n"));
        assert!(text.contains("/keycutter.html\n  Content-Disposition: attachment\n"));
        assert_eq!(text.matches("immutable").count(), 1);
    }

    #[test]
    fn no_header_is_longer_than_cloudfront_takes() {
        // The policy of the page itself, with room for a server of one's own and the styles' hash.
        let page = include_str!("../../../index.html");
        let policy = page.split("content=\"").nth(1).and_then(|rest| rest.split('"').next());
        let mut policy = Policy::parse(policy.unwrap());
        policy.sources("connect-src").push("https://".to_owned() + &"x".repeat(200));
        for (name, value) in Headers::new(&policy).0 {
            assert!(value.len() < 1_783, "{name} has {} characters", value.len());
        }
    }
}
