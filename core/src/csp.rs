//! The page's content security policy: which servers this copy may call.
//!
//! A browser blocks requests to other servers, and the page cannot tell that from a server that is
//! down. So the policy is evaluated before a request, as the browser does
//! ([CSP 3](https://www.w3.org/TR/CSP3/#match-url-to-source-list)).

/// A content security policy, of which `connect-src` is evaluated.
#[derive(Clone, Copy, Debug)]
pub struct ContentSecurityPolicy<'a> {
    /// The text of the policy.
    pub text: &'a str,
    /// The origin of the page, such as `https://keys.example.com`.
    pub origin: &'a str,
}

impl ContentSecurityPolicy<'_> {
    /// Whether the page may call a URL. Supports the sources that copies of this page are built with:
    /// `'self'`, and origins, whose port may be `*`.
    #[must_use]
    pub fn allows(self, url: &str) -> bool {
        let requests = self.text.split(';').find_map(|it| it.trim().strip_prefix("connect-src "));
        // Without the directive, every URL is allowed.
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
