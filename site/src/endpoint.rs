//! A self-hosted server that a copy of the page is made for.

use std::str::FromStr;

use crate::csp::Directives;

/// Its origin, as a content security policy names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(String);

impl Endpoint {
    /// Its source expression for the policy.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.0
    }
}

impl FromStr for Endpoint {
    type Err = String;

    /// Reads `https://host` or `https://host:port`, and nothing that would match a second server.
    fn from_str(text: &str) -> Result<Self, String> {
        let refused = |wanted: &str| format!("{wanted}, such as https://s3.example.com:9000");
        let Some(server) = text.strip_prefix("https://") else {
            return Err(refused("the policy takes only a server that speaks https"));
        };
        let server = server.strip_suffix('/').unwrap_or(server).to_ascii_lowercase();
        let (host, port) = server.split_once(':').unwrap_or((&server, "443"));
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if !host.split('.').all(is_label) {
            return Err(refused(
                "the policy takes only the server, by a host name without wildcards",
            ));
        }
        match port.parse::<u16>() {
            Ok(443) => Ok(Self(format!("https://{host}"))),
            Ok(port @ 1..) => Ok(Self(format!("https://{host}:{port}"))),
            _ => Err(refused("the port is a number from 1 to 65535")),
        }
    }
}

/// Changes to which servers a page's policy allows requests.
pub fn allow<'a>(policy: &mut Directives<'a>, endpoints: &'a [Endpoint], no_loopback: bool) {
    let servers = policy.sources("connect-src");
    servers.retain(|server| !(no_loopback && is_loopback(server)));
    servers.extend(endpoints.iter().map(Endpoint::origin));
}

/// Whether a source of a policy is on the machine that the page is opened on.
fn is_loopback(source: &str) -> bool {
    ["//127.0.0.1:", "//localhost:"].iter().any(|host| source.contains(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_calls_loopback_servers_unless_it_is_built_without() {
        let page = include_str!("../../index.html");
        let page = crate::html::Parts::read(page).unwrap().policy.unwrap();
        let endpoints = vec!["https://s3.example.com".parse::<Endpoint>().unwrap()];
        let policy = |no_loopback| {
            let mut policy = Directives::parse(&page);
            allow(&mut policy, &endpoints, no_loopback);
            policy.to_string()
        };
        let all = policy(false);
        for source in ["http://127.0.0.1:*", "https://127.0.0.1:*", "http://localhost:*"] {
            assert!(all.contains(source), "{all}");
        }

        let others = policy(true);
        assert!(!others.contains("127.0.0.1") && !others.contains("localhost"), "{others}");
        assert!(others.contains("'self' https://iam.amazonaws.com "), "{others}");
        assert!(others.contains(".amazonaws.eu https://s3.example.com; form-action"), "{others}");
    }

    #[test]
    fn exactly_one_server_is_named_as_policies_name_it() {
        for (given, origin) in [
            ("https://s3.example.com", "https://s3.example.com"),
            ("https://S3.example.com:443/", "https://s3.example.com"),
            ("https://rgw-1:8443", "https://rgw-1:8443"),
            ("https://10.0.0.7:9000/", "https://10.0.0.7:9000"),
        ] {
            assert_eq!(given.parse::<Endpoint>().unwrap().origin(), origin);
        }
        let wider = "https:// https: http://s3.example.com s3.example.com https://*.example.com \
            https://* https://s3.example.com/iam https://s3.example.com:* https://s3.example.com:0 \
            https://s3.example.com:70000 https://user@s3.example.com https://s3.example.com' \
            https://s3.example.com;script-src https://s3..example.com https://[2001:db8::1]";
        for given in wider.split(' ').chain(["", "https://s3.example.com https://b.example"]) {
            assert!(given.parse::<Endpoint>().is_err(), "{given}");
        }
    }
}
