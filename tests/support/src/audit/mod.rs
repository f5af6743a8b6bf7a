//! What every story ends with: the page sent requests only to its host and its endpoint, and no
//! secret left it but as a signature.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::browser::BrowserRequest;
use crate::secrets::Secret;
use crate::web::Exchange;

/// The header a session token travels in.
const TOKEN_HEADER: &str = "x-amz-security-token";

/// Everything that is known about one story.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The page's URL.
    pub site: String,
    /// The URL of its endpoint.
    pub endpoint: String,
    /// URLs of the harness itself: the other origin, where policy reports go, and pages that were
    /// opened from a file.
    pub harness: Vec<String>,
    /// The requests to the endpoint.
    pub calls: Vec<Exchange>,
    /// The requests to the page's host.
    pub loads: Vec<Exchange>,
    /// The requests beyond this machine, all refused.
    pub blocked: Vec<Exchange>,
    /// Violations of the page's policy.
    pub reports: Vec<Exchange>,
    /// Every request that the browser names.
    pub requests: Vec<BrowserRequest>,
    /// Console errors.
    pub console: Vec<String>,
    /// What outlives the page, by place.
    pub stored: Value,
    /// Every file that the page's host served: its URL and its checksum.
    pub served: BTreeSet<(String, String)>,
    /// The secrets the story was given.
    pub secrets: Vec<Secret>,
}

impl Evidence {
    /// The secrets that the story was given and those that the endpoint created.
    #[must_use]
    pub fn all_secrets(&self) -> Vec<Secret> {
        let mut secrets = self.secrets.clone();
        for call in &self.calls {
            secrets.extend(element(call, "<SecretAccessKey>").map(Secret::Key));
            secrets.extend(element(call, "<SessionToken>").map(Secret::Token));
        }
        secrets
    }

    /// Every violation, one sentence each.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let mut findings = Vec::new();
        let secrets = self.all_secrets();
        self.check_hosts(&mut findings);
        for call in &self.calls {
            check_call(call, &secrets, &mut findings);
        }
        for load in &self.loads {
            check_load(load, &secrets, &mut findings);
        }
        for request in &self.requests {
            for secret in &secrets {
                let in_header = matches!(secret, Secret::Key(_)) && secret.is_in(&request.headers);
                if secret.is_in(&request.url) || in_header {
                    findings.push(format!("a secret is in a request to {}", path(&request.url)));
                }
            }
        }
        self.check_storage(&secrets, &mut findings);
        self.check_caches(&mut findings);
        findings.extend(self.console.iter().map(|error| format!("the console says: {error}")));
        findings
    }

    /// Storage holds preferences at most, and no secret.
    fn check_storage(&self, secrets: &[Secret], findings: &mut Vec<String>) {
        for (place, stored) in self.stored.as_object().into_iter().flatten() {
            let stored = stored.as_str().unwrap_or_default();
            if secrets.iter().any(|secret| secret.is_in(stored)) {
                findings.push(format!("a secret is stored in {place}"));
            }
            if ["sessionStorage", "databases"].contains(&place.as_str())
                && !["{}", "[]"].contains(&stored)
                || ["cookies", "windowName"].contains(&place.as_str()) && !stored.is_empty()
            {
                findings.push(format!("something is stored in {place}: {stored}"));
            }
        }
    }

    /// Cache Storage holds only the page's own files, byte for byte as its host served them.
    fn check_caches(&self, findings: &mut Vec<String>) {
        let caches = self.stored["caches"].as_str().unwrap_or("{}");
        let caches: Value = serde_json::from_str(caches).unwrap_or_default();
        let own = format!("keycutter {} ", self.site);
        for (name, files) in caches.as_object().into_iter().flatten() {
            if !name.starts_with(&own) {
                findings.push(format!("there is a cache of another page: {name}"));
            }
            for (url, sum) in files.as_object().into_iter().flatten() {
                let file = (url.clone(), sum.as_str().unwrap_or_default().to_owned());
                if !self.served.contains(&file) {
                    findings.push(format!("something else is cached: {url}"));
                }
            }
        }
    }

    /// Requests go only to the page's host and its endpoint, refused ones included.
    fn check_hosts(&self, findings: &mut Vec<String>) {
        for blocked in self.blocked.iter().filter(|it| !is_browsers_own(it)) {
            findings
                .push(format!("a request beyond this machine: {} {}", blocked.method, blocked.url));
        }
        for report in &self.reports {
            findings.push(format!("the page's policy was violated: {}", report.body));
        }
        let known = [self.site.as_str(), &self.endpoint, "blob:", "data:", "about:"];
        let known = || known.into_iter().chain(self.harness.iter().map(String::as_str));
        for request in &self.requests {
            if !known().any(|start| request.url.starts_with(start)) {
                findings.push(format!("the page requested {}", request.url));
            }
        }
    }
}

/// The text of an element of a response.
fn element(call: &Exchange, tag: &str) -> Option<String> {
    let text = call.response.split_once(tag)?.1.split('<').next()?;
    Some(text.to_owned())
}

fn check_call(call: &Exchange, secrets: &[Secret], findings: &mut Vec<String>) {
    if !["POST", "OPTIONS"].contains(&call.method.as_str()) {
        findings.push(format!("the endpoint got a {}", call.method));
    }
    if call.url.contains('?') {
        findings.push(format!("the endpoint got a query string: {}", call.url));
    }
    if call.header("cookie").is_some() {
        findings.push("the endpoint got a cookie".to_owned());
    }
    if call.header("referer").is_some() {
        findings.push("the endpoint got the page's URL as referrer".to_owned());
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
            "the page's host got more than a request for a file: {} {}",
            load.method, load.url
        ));
    }
    // A response may still be pending, as those to the service worker are.
    if load.status.is_some_and(|status| status != 200) {
        findings.push(format!("the page's host has no {}", load.url));
    }
    let parts =
        [&load.url, &load.body].into_iter().chain(load.headers.iter().map(|(_, value)| value));
    for text in parts {
        if secrets.iter().any(|secret| secret.is_in(text)) {
            findings.push(format!("a secret is in the request for {}", load.url));
        }
    }
}

/// Whether the browser itself made a request beyond this machine. Its switches disable most of them;
/// the others go to these hosts of its vendor, which the page never names. In Chromium,
/// [`Evidence::requests`] tells the page's own requests apart as well.
pub(crate) fn is_browsers_own(request: &Exchange) -> bool {
    const VENDORS: [&str; 6] = [
        "accounts.google.com:443",
        "content-autofill.googleapis.com:443",
        "optimizationguide-pa.googleapis.com:443",
        "redirector.gvt1.com:443",
        "firefox.settings.services.mozilla.com:443",
        "firefox-settings-attachments.cdn.mozilla.net:443",
    ];
    request.method == "CONNECT" && VENDORS.contains(&request.url.as_str())
}

/// A URL without its query, which may be secret.
fn path(url: &str) -> &str {
    url.split('?').next().unwrap_or(url)
}
