//! GET requests: ready-made tools, hosted copies of the page, and the database of advisories.

use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use crate::prelude::*;

/// The largest file that is fetched has about 20 MB.
const LIMIT: u64 = 100_000_000;

/// What a server answers.
pub struct Response {
    /// The HTTP status, such as 200.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Fetches a URL and follows redirects. Any status is an answer. The certificates are those that
/// this machine trusts.
pub fn get(url: &str) -> Result<Response> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_connect(Some(Duration::from_secs(5)))
        .timeout_global(Some(Duration::from_mins(3)))
        .http_status_as_error(false);
    let answer = Agent::from(config.build()).get(url).call();
    let mut answer = answer.with_context(|| format!("{url} does not answer"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = answer.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
    let body = answer.body_mut().with_config().limit(LIMIT).read_to_vec();
    let body = body.with_context(|| format!("the answer of {url} is cut off"))?;
    Ok(Response { status: answer.status().as_u16(), headers, body })
}
