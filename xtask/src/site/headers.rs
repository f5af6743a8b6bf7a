//! The headers that a host should send, and the settings of several hosts that send them.

use std::path::Path;

use xshell::Shell;

use super::files::Files;
use crate::csp::ContentSecurityPolicy;
use crate::error::Result;

/// The file that Netlify and Cloudflare Pages read.
pub const HEADERS: &str = "_headers";
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Settings for other hosts, with placeholders.
const TEMPLATES: [(&str, &str); 3] = [
    ("nginx.conf", include_str!("../../../hosting/nginx.conf")),
    ("Caddyfile", include_str!("../../../hosting/Caddyfile")),
    ("cloudfront.json", include_str!("../../../hosting/cloudfront.json")),
];

/// Features that the page does not use, so no script in it can. All that Chromium knows, except
/// client hints (`ch-…`), and `local-network` and its kin, which a call to a server on this machine
/// needs.
const DENIED: &str = "accelerometer aria-notify attribution-reporting autoplay browsing-topics \
    camera captured-surface-control clipboard-read compute-pressure cross-origin-isolated \
    deferred-fetch deferred-fetch-minimal digital-credentials-get display-capture encrypted-media \
    fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection \
    interest-cohort join-ad-interest-group keyboard-map language-detector language-model \
    local-fonts magnetometer microphone midi on-device-speech-recognition otp-credentials payment \
    picture-in-picture private-aggregation private-state-token-issuance \
    private-state-token-redemption publickey-credentials-create publickey-credentials-get \
    run-ad-auction screen-wake-lock serial shared-storage shared-storage-select-url \
    storage-access summarizer sync-xhr translator unload usb window-management \
    xr-spatial-tracking";

/// Headers with their values.
pub struct Headers(Vec<(&'static str, String)>);

impl Headers {
    /// For a page with this policy.
    pub fn new(policy: &ContentSecurityPolicy) -> Self {
        let mut policy = policy.clone();
        // A policy inside a page cannot say this.
        policy.sources_mut("frame-ancestors").push("'none'");
        let denied = DENIED.split(' ').map(|feature| format!(", {feature}=()"));
        let permissions = format!("clipboard-write=(self){}", denied.collect::<String>());
        let fixed = |name, value: &str| (name, value.to_owned());
        Self(vec![
            ("Content-Security-Policy", policy.to_string()),
            fixed("Cross-Origin-Opener-Policy", "same-origin"),
            // With `require-corp` the page could not tell a server without CORS from one that is
            // not there.
            fixed("Cross-Origin-Embedder-Policy", "credentialless"),
            fixed("Cross-Origin-Resource-Policy", "same-origin"),
            fixed("Referrer-Policy", "no-referrer"),
            // Without `includeSubDomains`: what other hosts serve is not known here.
            fixed("Strict-Transport-Security", "max-age=31536000"),
            fixed("X-Content-Type-Options", "nosniff"),
            ("Permissions-Policy", permissions),
        ])
    }

    /// For Netlify and Cloudflare Pages. A path's headers are added to those of all paths, so
    /// `Cache-Control` is only at single paths.
    pub fn file(&self, files: &Files) -> String {
        let line = |name: &str, value: &str| format!("  {name}: {value}\n");
        let mut text = "/*\n".to_owned();
        text.extend(self.0.iter().map(|(name, value)| line(name, value)));
        for path in ["/", "/index.html", "/sw.js"] {
            text += &format!("{path}\n{}", line("Cache-Control", "no-cache"));
        }
        for (name, _) in files.iter().filter(|(name, _)| is_hashed(name)) {
            text += &format!("/{name}\n{}", line("Cache-Control", FOREVER));
        }
        // It is a download, with a policy of its own. Cloudflare drops `.html` from paths.
        for path in ["/keycutter.html", "/keycutter"] {
            text += &format!("{path}\n{}", line("Content-Disposition", "attachment"));
        }
        text
    }

    /// Writes the settings for other hosts into a folder.
    pub fn write_settings(&self, sh: &Shell, folder: &Path) -> Result<()> {
        for (name, template) in TEMPLATES {
            sh.write_file(folder.join(name), self.fill(template))?;
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

/// Whether a file has its checksum in its name, and so never changes.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers() -> Headers {
        Headers::new(&ContentSecurityPolicy::parse("default-src 'none'"))
    }

    #[test]
    fn the_settings_of_every_host_send_every_header() {
        for (name, template) in TEMPLATES {
            let filled = headers().fill(template);
            assert!(!filled.contains("{{"), "{name} has a placeholder left");
            for (header, value) in &headers().0 {
                // CloudFront has settings of its own for these.
                let expected = match (name, *header) {
                    ("cloudfront.json", "X-Content-Type-Options") => "\"ContentTypeOptions\"",
                    ("cloudfront.json", "Strict-Transport-Security") => "Sec\": 31536000 }",
                    _ => value,
                };
                assert!(filled.contains(expected), "{name} does not send {header}");
            }
        }
    }

    #[test]
    fn pages_stay_out_of_frames_and_only_hashed_files_are_cached_forever() {
        let mut files = Files::default();
        let name = files.add_hashed("keycutter", "js", "");
        files.add("keycutter.html", "");
        let text = headers().file(&files);
        let policy = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n";
        assert!(text.starts_with(&format!("/*\n  {policy}")), "{text}");
        assert!(text.contains(&format!("/{name}\n  Cache-Control: {FOREVER}\n")), "{text}");
        for line in [
            "/sw.js\n  Cache-Control: no-cache",
            "/keycutter.html\n  Content-Disposition: attachment",
        ] {
            assert!(text.contains(&format!("\n{line}\n")), "{text}");
        }
        assert_eq!(text.matches("immutable").count(), 1);
    }

    #[test]
    fn no_header_is_longer_than_cloudfront_takes() {
        // The page's own policy, with a self-hosted server and the hash of the styles.
        let page = include_str!("../../../index.html");
        let policy = crate::site::html::Parts::read(page).unwrap().policy.unwrap();
        let server = format!("https://{}", "x".repeat(200));
        let mut policy = ContentSecurityPolicy::parse(&policy);
        policy.sources_mut("connect-src").push(&server);
        for (name, value) in Headers::new(&policy).0 {
            assert!(value.len() < 1_783, "{name} has {} characters", value.len());
        }
    }
}
