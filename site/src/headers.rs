//! The headers that a host should send, and the settings of several hosts that send them.

use super::files::Files;
use crate::csp::Directives;
use crate::prelude::*;

/// The file that Netlify and Cloudflare Pages read.
pub const HEADERS: &str = "_headers";
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Settings for other hosts, with placeholders.
const TEMPLATES: [(&str, &str); 3] = [
    ("nginx.conf", include_str!("../../hosting/nginx.conf")),
    ("Caddyfile", include_str!("../../hosting/Caddyfile")),
    ("cloudfront.json", include_str!("../../hosting/cloudfront.json")),
];

/// The headers for all hosts, each on a line.
const ALL: &str = include_str!("../../hosting/headers.txt");

/// Headers with their values.
pub struct Headers(Vec<(&'static str, String)>);

impl Headers {
    /// For a page with this policy.
    pub fn new(policy: &Directives) -> Self {
        let lines = ALL.lines().filter(|line| !line.starts_with('#'));
        let headers = lines.filter_map(|line| line.split_once(": "));
        let policy = policy.to_string();
        Self(headers.map(|(name, value)| (name, value.replace("{{policy}}", &policy))).collect())
    }

    /// For Netlify and Cloudflare Pages. A path's headers are added to those of all paths, so
    /// `Cache-Control` is only at single paths.
    pub fn file(&self, files: &Files) -> String {
        let hashed = files.iter().filter(|(name, _)| is_hashed(name));
        let hashed = hashed.map(|(name, _)| (format!("/{name}"), FOREVER));
        let asked = ["/", "/index.html", "/sw.js"].map(|path| (path.to_owned(), "no-cache"));
        let cached = asked.into_iter().chain(hashed);
        let cached = cached.map(|(path, value)| format!("{path}\n  Cache-Control: {value}"));
        // It is a download, with a policy of its own. Cloudflare drops `.html` from paths.
        let saved = ["/keycutter.html", "/keycutter"]
            .map(|path| format!("{path}\n  Content-Disposition: attachment"));
        let all = self.0.iter().map(|(name, value)| format!("  {name}: {value}"));
        let lines = std::iter::once("/*".to_owned()).chain(all).chain(cached).chain(saved);
        lines.collect::<Vec<_>>().join("\n") + "\n"
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
        Headers::new(&Directives::parse("default-src 'none'"))
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
        let page = include_str!("../../index.html");
        let policy = crate::html::Parts::read(page).unwrap().policy.unwrap();
        let server = format!("https://{}", "x".repeat(200));
        let mut policy = Directives::parse(&policy);
        policy.sources("connect-src").push(&server);
        for (name, value) in Headers::new(&policy).0 {
            assert!(value.len() < 1_783, "{name} has {} characters", value.len());
        }
    }
}
