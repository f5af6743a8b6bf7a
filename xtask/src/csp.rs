//! A content security policy as text, by directive
//! ([CSP 3](https://www.w3.org/TR/CSP3/#framework-policy)).
//!
//! The page reads its own policy, because a request that the policy blocks looks like a server that
//! is down. `xtask` writes the policies of a finished site. It compiles this file by path, so there
//! is nothing here but `std`.

use std::fmt;

/// Directives in order, each with its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentSecurityPolicy<'a>(Vec<(&'a str, Vec<&'a str>)>);

impl<'a> ContentSecurityPolicy<'a> {
    /// Reads a policy as browsers do: directives separated by semicolons, words by white space.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let directives = text.split(';').filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?, words.collect()))
        });
        Self(directives.collect())
    }

    /// The sources of a directive, if the policy has it.
    #[must_use]
    pub fn sources(&self, directive: &str) -> Option<&[&'a str]> {
        let found = self.0.iter().find(|(name, _)| *name == directive);
        found.map(|(_, sources)| sources.as_slice())
    }

    /// The same to be changed. A directive that is missing is added without sources.
    pub fn sources_mut(&mut self, directive: &'a str) -> &mut Vec<&'a str> {
        let found = self.0.iter().position(|(name, _)| *name == directive);
        let found = found.unwrap_or_else(|| {
            self.0.push((directive, Vec::new()));
            self.0.len() - 1
        });
        &mut self.0[found].1
    }

    /// Removes a directive.
    pub fn remove(&mut self, directive: &str) {
        self.0.retain(|(name, _)| *name != directive);
    }

    /// Whether a page at `origin` (such as `https://keys.example.com`) may send requests to `url`.
    ///
    /// Knows the sources that this page is built with: `'self'`, and origins, whose port may be
    /// `*`.
    #[must_use]
    pub fn allows_request(&self, origin: &str, url: &str) -> bool {
        self.sources("connect-src").is_none_or(|sources| {
            sources.iter().any(|&it| matches(if it == "'self'" { origin } else { it }, url))
        })
    }
}

impl fmt::Display for ContentSecurityPolicy<'_> {
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

/// Whether a source matches a URL
/// ([CSP 3](https://www.w3.org/TR/CSP3/#match-url-to-source-expression)).
fn matches(source: &str, url: &str) -> bool {
    let (Some(source), Some(url)) = (origin_parts(source), origin_parts(url)) else {
        return false;
    };
    source.0 == url.0
        && source.1.eq_ignore_ascii_case(url.1)
        && (source.2 == "*" || source.2 == url.2)
}

/// Scheme, host and port.
fn origin_parts(url: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let server = rest.split('/').next()?;
    let default = if scheme == "https" { "443" } else { "80" };
    let (host, port) = server.rsplit_once(':').unwrap_or((server, default));
    Some((scheme, host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_and_written_by_directive() {
        let text = "\n default-src 'none';\n  connect-src 'self'\n https://a.example;\n";
        let mut policy = ContentSecurityPolicy::parse(text);
        policy.sources_mut("connect-src").push("https://s3.example.com");
        policy.sources_mut("frame-ancestors").push("'none'");
        policy.remove("default-src");
        let expected = "connect-src 'self' https://a.example https://s3.example.com; \
                        frame-ancestors 'none'";
        assert_eq!(policy.to_string(), expected);
        assert_eq!(policy.sources("frame-ancestors"), Some(&["'none'"][..]));
    }

    #[test]
    fn a_request_is_matched_by_scheme_host_and_port() {
        let policy = "connect-src 'self' https://iam.amazonaws.com http://localhost:*";
        let policy = ContentSecurityPolicy::parse(policy);
        let allows = |url| policy.allows_request("https://keys.example.com", url);
        assert!(allows("https://IAM.amazonaws.com:443/") && allows("http://localhost:9000/a"));
        assert!(allows("https://keys.example.com/sw.js"));
        assert!(!allows("http://iam.amazonaws.com/") && !allows("https://b.example/"));
        assert!(
            ContentSecurityPolicy::parse("img-src 'self'").allows_request("", "https://b.example")
        );
    }
}
