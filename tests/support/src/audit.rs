//! What every story ends with: the page spoke only to itself and its endpoint, and no secret left
//! it but as a signature.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::browser::Tried;
use crate::secrets::Secret;
use crate::web::Exchange;

/// The header a session token travels in.
const TOKEN_HEADER: &str = "x-amz-security-token";

/// Everything that was seen of one story.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Where the page is.
    pub site: String,
    /// Where it was told to send requests.
    pub endpoint: String,
    /// What belongs to the harness itself: the notepad, where policy reports go, and what was opened
    /// from a disk.
    pub own: Vec<String>,
    /// What the page asked its endpoint.
    pub calls: Vec<Exchange>,
    /// What the browser asked the page's host.
    pub loads: Vec<Exchange>,
    /// What the browser asked of anyone else.
    pub trapped: Vec<Exchange>,
    /// Violations of the page's policy.
    pub reports: Vec<Exchange>,
    /// Every request the browser tells of.
    pub tried: Vec<Tried>,
    /// Errors on the console.
    pub console: Vec<String>,
    /// What the page keeps beyond itself, by place.
    pub kept: Value,
    /// Every file the page's host has served: its address and its checksum.
    pub served: BTreeSet<(String, String)>,
    /// The secrets the story was given.
    pub secrets: Vec<Secret>,
}

impl Evidence {
    /// The secrets the story was given and those the endpoint made.
    #[must_use]
    pub fn all_secrets(&self) -> Vec<Secret> {
        let mut secrets = self.secrets.clone();
        for call in &self.calls {
            secrets.extend(told(call, "<SecretAccessKey>").map(Secret::Key));
            secrets.extend(told(call, "<SessionToken>").map(Secret::Token));
        }
        secrets
    }

    /// Everything that should not be, one sentence each.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let mut findings = Vec::new();
        let secrets = self.all_secrets();
        self.foreign(&mut findings);
        for call in &self.calls {
            check_call(call, &secrets, &mut findings);
        }
        for load in &self.loads {
            check_load(load, &secrets, &mut findings);
        }
        for tried in &self.tried {
            for secret in &secrets {
                let in_header = matches!(secret, Secret::Key(_)) && secret.is_in(&tried.headers);
                if secret.is_in(&tried.url) || in_header {
                    findings.push(format!("a secret is in a request to {}", host(&tried.url)));
                }
            }
        }
        for (place, kept) in self.kept.as_object().into_iter().flatten() {
            let kept = kept.as_str().unwrap_or_default();
            if secrets.iter().any(|secret| secret.is_in(kept)) {
                findings.push(format!("a secret is kept in {place}"));
            }
            if ["sessionStorage", "databases"].contains(&place.as_str())
                && !["{}", "[]"].contains(&kept)
                || ["cookies", "windowName"].contains(&place.as_str()) && !kept.is_empty()
            {
                findings.push(format!("something is kept in {place}: {kept}"));
            }
        }
        self.cached(&mut findings);
        findings.extend(self.console.iter().map(|error| format!("the console says: {error}")));
        findings
    }

    /// Whatever is in Cache Storage besides the page's own files, byte for byte as its host serves
    /// them: so there is room for nothing else in it.
    fn cached(&self, findings: &mut Vec<String>) {
        let caches = self.kept["caches"].as_str().unwrap_or("{}");
        let caches: Value = serde_json::from_str(caches).unwrap_or_default();
        let own = format!("keycutter {} ", self.site);
        for (name, files) in caches.as_object().into_iter().flatten() {
            if !name.starts_with(&own) {
                findings.push(format!("there is a cache of another's: {name}"));
            }
            for (url, sum) in files.as_object().into_iter().flatten() {
                let file = (url.clone(), sum.as_str().unwrap_or_default().to_owned());
                if !self.served.contains(&file) {
                    findings.push(format!("something is kept in a cache: {url}"));
                }
            }
        }
    }

    /// Requests to anyone but the page's host and its endpoint, made or refused.
    fn foreign(&self, findings: &mut Vec<String>) {
        for trapped in self.trapped.iter().filter(|trapped| !is_browsers_own(trapped)) {
            findings
                .push(format!("a request beyond this machine: {} {}", trapped.method, trapped.url));
        }
        for report in &self.reports {
            findings.push(format!("the page's policy was violated: {}", report.body));
        }
        let known = [self.site.as_str(), &self.endpoint, "blob:", "data:", "about:"];
        let known = || known.into_iter().chain(self.own.iter().map(String::as_str));
        for tried in &self.tried {
            if !known().any(|start| tried.url.starts_with(start)) {
                findings.push(format!("the page tried {}", tried.url));
            }
        }
    }
}

/// What an answer tells in an element.
fn told(call: &Exchange, tag: &str) -> Option<String> {
    let text = call.response.split_once(tag)?.1.split('<').next()?;
    Some(text.to_owned())
}

fn check_call(call: &Exchange, secrets: &[Secret], findings: &mut Vec<String>) {
    if !["POST", "OPTIONS"].contains(&call.method.as_str()) {
        findings.push(format!("the endpoint was asked by {}", call.method));
    }
    if call.url.contains('?') {
        findings.push(format!("the endpoint was asked by a query: {}", call.url));
    }
    if call.header("cookie").is_some() {
        findings.push("the endpoint was sent a cookie".to_owned());
    }
    if call.header("referer").is_some() {
        findings.push("the endpoint was told the page's address".to_owned());
    }
    for secret in secrets {
        let allowed = |name: &str| matches!(secret, Secret::Token(_)) && name == TOKEN_HEADER;
        let in_header =
            call.headers.iter().any(|(name, value)| !allowed(name) && secret.is_in(value));
        if in_header || secret.is_in(&call.url) || secret.is_in(&call.body) {
            let action = call.action().unwrap_or_else(|| call.method.clone());
            findings.push(format!("a secret is in the request {action}"));
        }
    }
}

fn check_load(load: &Exchange, secrets: &[Secret], findings: &mut Vec<String>) {
    if load.method != "GET" || load.url.contains('?') || !load.body.is_empty() {
        findings.push(format!(
            "the page's host was asked more than for a file: {} {}",
            load.method, load.url
        ));
    }
    // An answer may be on its way still, as the service worker's are.
    if load.status.is_some_and(|status| status != 200) {
        findings.push(format!("the page's host has no {}", load.url));
    }
    let said =
        [&load.url, &load.body].into_iter().chain(load.headers.iter().map(|(_, value)| value));
    for text in said {
        if secrets.iter().any(|secret| secret.is_in(text)) {
            findings.push(format!("a secret is in the request for {}", load.url));
        }
    }
}

/// Whether a request beyond this machine is the browser's own business. Its switches silence most
/// of that; what is left goes to these hosts of its maker, which no page of ours ever names. In
/// Chromium the page's own requests are told apart besides, by [`Evidence::tried`].
pub(crate) fn is_browsers_own(trapped: &Exchange) -> bool {
    const MAKERS: [&str; 6] = [
        "accounts.google.com:443",
        "content-autofill.googleapis.com:443",
        "optimizationguide-pa.googleapis.com:443",
        "redirector.gvt1.com:443",
        "firefox.settings.services.mozilla.com:443",
        "firefox-settings-attachments.cdn.mozilla.net:443",
    ];
    trapped.method == "CONNECT" && MAKERS.contains(&trapped.url.as_str())
}

/// Enough of an address to find it by, without what may be secret.
fn host(url: &str) -> &str {
    url.split('?').next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use serde_json::json;

    use super::*;
    use crate::web::Connection;

    const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const TOKEN: &str = "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+FvwqnKwRcOIfrRh3c";

    fn evidence() -> Evidence {
        Evidence {
            site: "http://127.0.0.1:1/tools/keycutter/".to_owned(),
            endpoint: "http://127.0.0.1:2/".to_owned(),
            own: vec!["http://127.0.0.1:3/".to_owned()],
            kept: json!({ "localStorage": "{\"theme\":\"dark\"}", "sessionStorage": "{}", "cookies": "" }),
            secrets: vec![Secret::Key(KEY.to_owned()), Secret::Token(TOKEN.to_owned())],
            calls: vec![call("Action=CreateAccessKey")],
            loads: vec![Exchange {
                method: "GET".to_owned(),
                url: "/tools/keycutter/".to_owned(),
                headers: Vec::new(),
                ..call("")
            }],
            ..Evidence::default()
        }
    }

    fn call(body: &str) -> Exchange {
        Exchange {
            at: Instant::now(),
            connection: Connection::default(),
            method: "POST".to_owned(),
            url: "/".to_owned(),
            headers: vec![
                (
                    "authorization".to_owned(),
                    "AWS4-HMAC-SHA256 Credential=AKIA…, Signature=00ff".to_owned(),
                ),
                (TOKEN_HEADER.to_owned(), TOKEN.to_owned()),
            ],
            body: body.to_owned(),
            status: Some(200),
            response: "<SecretAccessKey>newSecretnewSecretnewSecretnewSecret1234</SecretAccessKey>"
                .to_owned(),
            acted: true,
        }
    }

    fn found(change: impl FnOnce(&mut Evidence)) -> Vec<String> {
        let mut evidence = evidence();
        change(&mut evidence);
        evidence.findings()
    }

    #[test]
    fn a_clean_story_has_no_findings() {
        assert_eq!(evidence().findings(), Vec::<String>::new());
    }

    #[test]
    fn each_way_out_is_found() {
        let ways: [(&str, fn(&mut Evidence)); 11] = [
            ("a request beyond", |it| it.trapped.push(call(""))),
            ("policy was violated", |it| it.reports.push(call("{}"))),
            ("the page tried", |it| {
                it.tried
                    .push(Tried { url: "https://x.example/".to_owned(), headers: String::new() });
            }),
            ("the console says", |it| it.console.push("panicked at".to_owned())),
            ("in the request", |it| it.calls[0].url = format!("/{KEY}")),
            ("in the request", |it| it.calls[0].headers.push(("x".to_owned(), KEY.to_owned()))),
            ("in the request", |it| it.calls[0].headers.push(("x".to_owned(), TOKEN.to_owned()))),
            ("in the request", |it| it.calls[0].body = format!("a={KEY}")),
            // A secret nobody told the audit of: the endpoint's answer names it.
            ("in the request", |it| {
                it.calls.push(call("Action=X&a=newSecretnewSecretnewSecretnewSecret1234"));
            }),
            ("in the request for", |it| it.loads[0].url = format!("/{KEY}")),
            ("is kept in localStorage", |it| it.kept["localStorage"] = json!(KEY)),
        ];
        for (expected, way) in ways {
            let findings = found(way);
            assert!(
                findings.iter().any(|finding| finding.contains(expected)),
                "{expected}: {findings:?}"
            );
        }
    }

    #[test]
    fn only_the_pages_own_files_may_be_cached() {
        let page = "http://127.0.0.1:1/tools/keycutter/";
        let name = format!("keycutter {page} sha384-x");
        let cached = |name: &str, sum: &str| {
            found(|it| {
                it.served = [(page.to_owned(), "00ff".to_owned())].into();
                it.kept["caches"] = json!(json!({ name: { page: sum } }).to_string());
            })
        };
        assert_eq!(cached(&name, "00ff"), Vec::<String>::new());
        assert!(cached(&name, "00fe")[0].contains("kept in a cache"));
        assert!(cached("other", "00ff")[0].contains("another's"));
    }

    #[test]
    fn a_missing_file_and_a_cookie_are_found() {
        assert!(found(|it| it.loads[0].status = Some(404))[0].contains("has no"));
        assert!(found(|it| it.kept["cookies"] = json!("a=b"))[0].contains("cookies"));
        assert!(
            found(|it| it.calls[0].headers.push(("cookie".to_owned(), "a".to_owned())))[0]
                .contains("cookie")
        );
    }
}
