//! A server of one's own that a copy of the page is made for.

/// Its origin, as a content security policy names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(String);

impl Endpoint {
    /// Reads `https://host` or `https://host:port`. What cannot be understood is answered with a
    /// sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let refused = |why: &str| {
            format!(
                "\"{text}\" cannot be added to the page's policy: {why}, such as \
                 https://s3.example.com or https://s3.example.com:9000."
            )
        };
        let Some(server) = text.strip_prefix("https://") else {
            return Err(refused("give a server that speaks https"));
        };
        let server = server.strip_suffix('/').unwrap_or(server).to_ascii_lowercase();
        let (host, port) = server.split_once(':').unwrap_or((&server, "443"));
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if !host.split('.').all(is_label) {
            return Err(refused("give the server alone, by a name that a policy can hold"));
        }
        match port.parse::<u16>() {
            Ok(443) => Ok(Self(format!("https://{host}"))),
            Ok(port @ 1..) => Ok(Self(format!("https://{host}:{port}"))),
            _ => Err(refused("give a port from 1 to 65535")),
        }
    }

    /// The text that stands in the policy.
    pub fn origin(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_as_policies_name_it() {
        for (given, origin) in [
            ("https://s3.example.com", "https://s3.example.com"),
            ("https://S3.example.com:443/", "https://s3.example.com"),
            ("https://rgw-1:8443", "https://rgw-1:8443"),
            ("https://10.0.0.7:9000/", "https://10.0.0.7:9000"),
        ] {
            assert_eq!(Endpoint::parse(given).unwrap().origin(), origin);
        }
    }

    #[test]
    fn what_would_let_more_in_than_one_server_is_refused() {
        for given in [
            "",
            "https://",
            "https:",
            "http://s3.example.com",
            "s3.example.com",
            "https://*.example.com",
            "https://*",
            "https://s3.example.com/iam",
            "https://s3.example.com:*",
            "https://s3.example.com:0",
            "https://s3.example.com:70000",
            "https://user@s3.example.com",
            "https://s3.example.com https://b.example",
            "https://s3.example.com; script-src *",
            "https://s3.example.com'",
            "https://s3..example.com",
            "https://[2001:db8::1]",
        ] {
            assert!(Endpoint::parse(given).unwrap_err().ends_with('.'), "{given}");
        }
    }
}
