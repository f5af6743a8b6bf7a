//! The headers of the built site: its `_headers`, read as Netlify and Cloudflare Pages do.

use std::fs;
use std::path::Path;

use http::HeaderMap;
use http::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};

/// The headers of each path.
#[derive(Debug, Default)]
pub struct Headers(Vec<(String, HeaderName, HeaderValue)>);

impl Headers {
    /// Reads those of a site.
    ///
    /// # Panics
    ///
    /// When there are none or one cannot be read: a run without them proves nothing.
    #[must_use]
    pub fn of(site: &Path) -> Self {
        let path = site.join("_headers");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&text).unwrap_or_else(|line| panic!("{}: \"{line}\"", path.display()))
    }

    /// Reads paths, each with its headers indented below it. The error is a line that is neither.
    fn parse(text: &str) -> Result<Self, String> {
        let mut path = "";
        let mut headers = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if line.starts_with('/') {
                path = line.trim_end();
                continue;
            }
            let header = line.trim().split_once(": ").and_then(|(name, value)| {
                Some((name.parse().ok()?, HeaderValue::from_str(value).ok()?))
            });
            let (name, value) = header.ok_or_else(|| line.to_owned())?;
            headers.push((path.to_owned(), name, value));
        }
        Ok(Self(headers))
    }

    /// Adds the headers of a path below the site to a response. The policy gets a `report-uri`, so
    /// that every engine reports each violation and the page stays unchanged.
    pub fn add(&self, path: &str, reports: &str, response: &mut HeaderMap) {
        let matches = |pattern: &str| {
            pattern.strip_suffix('*').map_or(pattern == path, |start| path.starts_with(start))
        };
        for (_, name, value) in self.0.iter().filter(|(pattern, ..)| matches(pattern)) {
            let mut value = value.clone();
            if name == CONTENT_SECURITY_POLICY
                && let Ok(policy) = value.to_str()
                && let Ok(policy) = HeaderValue::try_from(format!("{policy}; report-uri {reports}"))
            {
                value = policy;
            }
            response.append(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "/*\n  Content-Security-Policy: default-src 'none'\n  A: b\n\
        /\n  Cache-Control: no-cache\n/x.js\n  Cache-Control: immutable\n";

    fn of(path: &str) -> Vec<(String, String)> {
        let mut map = HeaderMap::new();
        Headers::parse(TEXT).expect("headers").add(path, "/reports", &mut map);
        let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
        map.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
    }

    #[test]
    fn a_path_has_its_own_headers_and_those_of_every_path() {
        let policy = "default-src 'none'; report-uri /reports";
        let expected = |cache: &str| {
            [("content-security-policy", policy), ("a", "b"), ("cache-control", cache)]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        assert_eq!(of("/"), expected("no-cache"));
        assert_eq!(of("/x.js"), expected("immutable"));
        assert_eq!(of("/y.js"), expected("")[..2]);
    }

    #[test]
    fn an_unreadable_line_is_the_error() {
        assert_eq!(Headers::parse("/*\n  a header").unwrap_err(), "  a header");
    }
}
