//! The built page, served as it will be hosted: below a sub-path, with true content types.
//!
//! The page's own content security policy is sent once more as a header, with an address to report
//! to. So every engine tells about each violation, and nothing in the page is touched.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use hyper::header::HeaderValue;

use super::record::{Exchange, Record};
use super::server::{Answer, Asked, Server, answer};

/// Where the page lives on its host.
pub const BASE: &str = "/tools/keycutter/";

/// Where browsers report violations of the policy to.
const REPORTS: &str = "/csp-report";

/// A static host for the built page.
#[derive(Debug)]
pub struct Site {
    server: Server,
    record: Record,
    reports: Record,
}

impl Site {
    /// Serves a folder on a free port.
    #[must_use]
    pub fn start(dist: &Path) -> Self {
        let (record, reports) = (Record::default(), Record::default());
        let server = Server::start({
            let (record, reports) = (record.clone(), reports.clone());
            let dist: Arc<Path> = dist.into();
            move |request| {
                let answer = handle(&request, &dist, &record, &reports);
                async move { Ok(answer) }
            }
        });
        Self { server, record, reports }
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{BASE}", self.server.address())
    }

    /// Where the page comes from, as a CORS setting names it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// Where browsers send policy reports.
    #[must_use]
    pub fn reports_url(&self) -> String {
        format!("http://{}{REPORTS}", self.server.address())
    }

    /// What browsers asked for, policy reports left out.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The policy reports.
    #[must_use]
    pub fn reports(&self) -> &Record {
        &self.reports
    }
}

fn handle(request: &Asked, dist: &Path, record: &Record, reports: &Record) -> Answer {
    let path = request.uri().path();
    if path == REPORTS {
        reports.add(Exchange::asked(request));
        return answer(204, "text/plain", "");
    }
    let place = record.add(Exchange::asked(request));
    let found = (request.method() == "GET")
        .then(|| {
            file(path).and_then(|file| fs::read(dist.join(&file)).ok().map(|bytes| (file, bytes)))
        })
        .flatten();
    let answer = match found {
        Some((file, bytes)) => {
            let policy = (file == Path::new("index.html")).then(|| policy(&bytes)).flatten();
            let mut answer = answer(200, content_type(&file), bytes);
            if let Some(policy) = policy.and_then(|policy| HeaderValue::try_from(policy).ok()) {
                answer.headers_mut().insert("content-security-policy", policy);
            }
            answer
        }
        None => answer(404, "text/plain", "Not found"),
    };
    record.complete(place, Some(answer.status().as_u16()), b"", true);
    answer
}

/// The file a path below the base names; nothing above the folder can be named.
fn file(path: &str) -> Option<PathBuf> {
    let below = path.strip_prefix(BASE)?;
    let file = PathBuf::from(if below.is_empty() { "index.html" } else { below });
    file.components().all(|part| matches!(part, Component::Normal(_))).then_some(file)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json" | "webmanifest") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The policy in the page's own `<meta>`, with the address for reports added.
fn policy(html: &[u8]) -> Option<String> {
    let html = String::from_utf8_lossy(html);
    let meta = html
        .split("<meta")
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(meta, _)| meta))
        .find(|meta| meta.to_ascii_lowercase().contains("content-security-policy"))?;
    let content = meta.split_once("content=")?.1;
    let quote = content.chars().next()?;
    let policy = content[1..].split(quote).next()?;
    let policy = policy.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let policy = policy.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("{}; report-uri {REPORTS}", policy.trim_end_matches(';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_the_page_becomes_a_header_that_reports() {
        let html = b"<head><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\"\n \
            content=\"default-src 'none';\n script-src 'self' 'wasm-unsafe-eval'\"></head>";
        assert_eq!(
            policy(html).as_deref(),
            Some(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; report-uri /csp-report"
            )
        );
        assert_eq!(policy(b"<head></head>"), None);
    }

    #[test]
    fn only_what_is_below_the_base_is_served() {
        assert_eq!(file("/tools/keycutter/"), Some(PathBuf::from("index.html")));
        assert_eq!(file("/tools/keycutter/a/b.js"), Some(PathBuf::from("a/b.js")));
        assert_eq!(file("/index.html"), None);
        assert_eq!(file("/tools/keycutter/../secret"), None);
    }
}
