//! The content security policy of the page: which servers this copy may call.
//!
//! The browser would refuse any other without saying so to the page: that looks just like a
//! server that is down. So the policy is read first, as the browser reads it
//! ([CSP 3](https://www.w3.org/TR/CSP3/#match-url-to-source-list)).

/// The content security policy of a page, as far as requests go.
#[derive(Clone, Copy, Debug)]
pub struct ContentSecurityPolicy<'a> {
    /// The text of the policy.
    pub text: &'a str,
    /// Where the page comes from, such as `https://keys.example.com`.
    pub origin: &'a str,
}

impl ContentSecurityPolicy<'_> {
    /// Whether the page may call a URL. Knows the sources that a copy of this page is built with:
    /// `'self'`, and origins, whose port may be `*`.
    #[must_use]
    pub fn allows(self, url: &str) -> bool {
        let requests = self.text.split(';').find_map(|it| it.trim().strip_prefix("connect-src "));
        // Without such a policy, any.
        requests.is_none_or(|sources| {
            sources
                .split_ascii_whitespace()
                .any(|source| covers(if source == "'self'" { self.origin } else { source }, url))
        })
    }
}

fn covers(source: &str, url: &str) -> bool {
    let (Some(source), Some(url)) = (parts(source), parts(url)) else {
        return false;
    };
    source.0 == url.0
        && source.1.eq_ignore_ascii_case(url.1)
        && (source.2 == "*" || source.2 == url.2)
}

/// Scheme, host and port.
fn parts(url: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let server = rest.split('/').next()?;
    let own = if scheme == "https" { "443" } else { "80" };
    let (host, port) = server.rsplit_once(':').unwrap_or((server, own));
    Some((scheme, host, port))
}
