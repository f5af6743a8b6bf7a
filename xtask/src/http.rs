//! GET requests: ready-made tools, hosted copies of the page, and the database of advisories.

use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};

use crate::prelude::*;

/// The largest file that is fetched has about 20 MB.
const LIMIT: u64 = 100_000_000;

/// Fetches a URL and follows redirects. Any status is an answer. The certificates are those that
/// this machine trusts.
pub fn get(url: &str) -> Result<Response<Vec<u8>>> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_connect(Some(Duration::from_secs(5)))
        .timeout_global(Some(Duration::from_mins(3)))
        .http_status_as_error(false);
    let answer = Agent::from(config.build()).get(url).call();
    let answer = answer.with_context(|| format!("{url} does not answer"))?;
    let (head, mut body) = answer.into_parts();
    let body = body.with_config().limit(LIMIT).read_to_vec();
    let body = body.with_context(|| format!("the answer of {url} is cut off"))?;
    Ok(Response::from_parts(head, body))
}
