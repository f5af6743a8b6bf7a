//! The headers of a hosted copy: those of `_headers`, and others that are known to be harmless.

use site::SINGLE;
use ureq::http::HeaderMap;

use crate::findings::{PAGE, quoted};

/// What servers and networks in front of them say about a transfer. Browsers load nothing for them, and
/// keep nothing.
const HARMLESS: &str = "accept-ranges age cache-status connection content-encoding content-length date etag \
    expires keep-alive last-modified nel server timing-allow-origin transfer-encoding vary via \
    x-frame-options x-powered-by x-robots-tag x-served-by x-timer x-varnish";
/// How the names of a host's own ones begin.
const PREFIXES: [&str; 7] =
    ["cf-", "x-amz-", "x-cache", "x-fastly-", "x-github-", "x-nf-", "x-proxy-"];
/// Where Cloudflare has browsers report failed connections.
const REPORTS: &str = r"https:\/\/a.nel.cloudflare.com\/";

/// A header with its value.
type Header = (String, String);

/// What `_headers` wants for a file.
pub fn wanted(headers: &str, name: &str) -> Vec<Header> {
    let name = if name == PAGE { "" } else { name };
    let mut is_meant = false;
    let mut wanted = Vec::new();
    for line in headers.lines() {
        match line.trim_start().split_once(": ") {
            Some((name, value)) if is_meant => wanted.push((name.to_lowercase(), value.to_owned())),
            Some(_) => {}
            None => is_meant = line == "/*" || line.strip_prefix('/') == Some(name),
        }
    }
    wanted
}

/// Checks the headers of a file. A host that `is_bare` sends none of its own.
pub fn check(name: &str, sent: &HeaderMap, wanted: &[Header], is_bare: bool) -> Vec<String> {
    let mut found = Vec::new();
    for (header, value) in sent {
        let (header, value) = (header.as_str(), String::from_utf8_lossy(value.as_bytes()));
        let right = wanted.iter().find(|(known, _)| known == header).map(|(_, right)| right);
        let is_right = match right {
            // GitHub Pages caches everything for ten minutes.
            Some(_) if is_bare && header == "cache-control" => value == "max-age=600",
            Some(right) => value == *right,
            None => is_allowed(name, header, &value),
        };
        if !is_right {
            let (value, means) = (quoted(&value), meaning(header));
            found.push(format!(
                "The header `{header}: {value}` {means}. Have the host not send it."
            ));
        }
    }
    let missing = wanted.iter().filter(|(header, _)| !is_bare && !sent.contains_key(header));
    found.extend(missing.map(|(header, _)| {
        format!(
            "The header {header} is missing, so browsers protect the page less. Use the settings for this host \
             (docs/hosting.md); where there are none, --without-headers leaves this out."
        )
    }));
    found
}

fn is_allowed(name: &str, header: &str, value: &str) -> bool {
    match header {
        "content-type" => is_type(name, &value.to_lowercase()),
        "content-disposition" => name == SINGLE && value == "attachment",
        // Those that matter are in `_headers`.
        "cache-control" => true,
        "access-control-allow-origin" => value == "*",
        // The same host on another port or by another protocol.
        "alt-svc" => value.split(',').all(|it| it == "clear" || it.contains("=\":")),
        "report-to" => value.matches("http").count() == value.matches(REPORTS).count(),
        _ => {
            HARMLESS.split_whitespace().any(|known| known == header)
                || PREFIXES.iter().any(|prefix| header.starts_with(prefix))
        }
    }
}

/// Whether a file may be sent as this.
fn is_type(name: &str, value: &str) -> bool {
    let (kind, charset) = value.split_once(';').unwrap_or((value, "charset=utf-8"));
    let kinds: &[_] = match name.rsplit('.').next().unwrap_or_default() {
        "" | "html" => &["text/html"],
        "js" => &["text/javascript", "application/javascript"],
        "json" => &["application/json"],
        "svg" => &["image/svg+xml"],
        "wasm" => &["application/wasm"],
        "webmanifest" => &["application/manifest+json"],
        _ => &["text/plain", "application/octet-stream", "binary/octet-stream"],
    };
    charset.trim() == "charset=utf-8" && kinds.contains(&kind)
}

/// What a header that should not be there means.
fn meaning(header: &str) -> &'static str {
    match header {
        "refresh" => "sends visitors to another page",
        "link" => "lets browsers load files that are not of this build",
        "set-cookie" => "lets the host recognise visitors",
        "service-worker-allowed" => "lets a service worker control more than this page",
        "content-type" => "lets browsers take the file for something else",
        "cache-control" => "lets browsers keep the file for longer or shorter than this build says",
        "content-security-policy" => "is not the policy of this build, and may allow more",
        _ => "is none that this page needs, and browsers may act on it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_its_headers() {
        let headers = "/*\n  Referrer-Policy: a\n/\n  Cache-Control: no-cache\n/f\n  B: x: y\n";
        let wanted = |name| wanted(headers, name).into_iter().map(|(name, value)| name + &value);
        assert!(wanted(PAGE).eq(["referrer-policya", "cache-controlno-cache"]));
        assert!(wanted("f").eq(["referrer-policya", "bx: y"]));
        assert!(wanted("g").eq(["referrer-policya"]));
    }

    #[test]
    fn a_hosts_own_headers_are_harmless_as_long_as_they_name_no_other_host() {
        for (header, good, bad) in [
            ("alt-svc", "h3=\":443\"; ma=86400", "h3=\"b.example:443\""),
            ("content-type", "application/wasm", "text/html"),
            (
                "report-to",
                r#"[{"url":"https:\/\/a.nel.cloudflare.com\/r"}]"#,
                r#"[{"url":"https://b"}]"#,
            ),
            ("access-control-allow-origin", "*", "https://b.example"),
        ] {
            assert!(is_allowed("k.wasm", header, good), "{header}: {good}");
            assert!(!is_allowed("k.wasm", header, bad), "{header}: {bad}");
        }
        assert!(
            is_type("", "text/html; charset=utf-8") && !is_type("", "text/html; charset=utf-16")
        );
    }
}
