//! The page's content security policy: which servers this copy may call.
//!
//! A browser blocks requests to other servers, and the page cannot tell that from a server that is
//! down. So the policy is evaluated before a request, as the browser does
//! ([CSP 3](https://www.w3.org/TR/CSP3/#match-url-to-source-list)).
//! `site` compiles this file by its path, to write the policies of a site: it uses only `std`.

use std::fmt;

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

/// The directives of a policy, to be changed: each with its sources, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directives<'a>(Vec<(&'a str, Vec<&'a str>)>);

impl<'a> Directives<'a> {
    /// Reads a policy as browsers do: directives separated by semicolons, words by white space.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let directives = text.split(';').filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?, words.collect()))
        });
        Self(directives.collect())
    }

    /// The sources of a directive. One that is missing is added without sources.
    pub fn sources(&mut self, name: &'a str) -> &mut Vec<&'a str> {
        let found = self.0.iter().position(|(known, _)| *known == name);
        let found = found.unwrap_or_else(|| {
            self.0.push((name, Vec::new()));
            self.0.len() - 1
        });
        &mut self.0[found].1
    }

    /// Removes a directive.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| *known != name);
    }
}

impl fmt::Display for Directives<'_> {
    /// Writes the policy on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (name, sources)) in self.0.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "; " })?;
            f.write_str(name)?;
            for source in sources {
                write!(f, " {source}")?;
            }
        }
        Ok(())
    }
}
