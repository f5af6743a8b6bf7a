//! GET requests: ready-made tools, hosted copies of the page, and the database of advisories.

use std::io::Read;
use std::time::Duration;

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ureq::http::{Response, header::CONTENT_ENCODING};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::prelude::*;

/// The largest file that is fetched has about 20 MB.
const LIMIT: u64 = 100_000_000;

/// Fetches a URL and follows redirects. Any status is an answer.
pub fn get(url: &str) -> Result<Response<Vec<u8>>> {
    let (head, mut body) = call(url, &[], 10, Duration::from_mins(3))?.into_parts();
    let body = body.with_config().limit(LIMIT).read_to_vec();
    let body = body.with_context(|| format!("the answer of {url} is cut off"))?;
    Ok(Response::from_parts(head, body))
}

/// Fetches a URL with these headers and follows no redirect. The body is decompressed; it is an error
/// if it then has more than `limit` bytes, or takes longer than `time`.
pub fn get_once(
    url: &str,
    headers: &[(&str, &str)],
    limit: usize,
    time: Duration,
) -> Result<Response<Vec<u8>>> {
    let (head, body) = call(url, headers, 0, time)?.into_parts();
    let body = body.into_reader();
    let encoding = head.headers.get(CONTENT_ENCODING).map_or(&b""[..], |it| it.as_bytes());
    let decoded: Box<dyn Read> = match encoding {
        b"" => Box::new(body),
        b"gzip" => Box::new(MultiGzDecoder::new(body)),
        b"deflate" => Box::new(ZlibDecoder::new(body)),
        b"br" => Box::new(brotli::Decompressor::new(body, 4096)),
        _ => return Err(anyhow!("it has an encoding that was not asked for")),
    };
    let mut bytes = Vec::new();
    decoded.take(limit as u64 + 1).read_to_end(&mut bytes).context("it is cut off")?;
    ensure!(bytes.len() <= limit, "it has more than {limit} bytes");
    Ok(Response::from_parts(head, bytes))
}

/// Calls with the certificates that this machine trusts.
fn call(
    url: &str,
    headers: &[(&str, &str)],
    redirects: u32,
    time: Duration,
) -> Result<Response<Body>> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_connect(Some(Duration::from_secs(5)))
        .timeout_global(Some(time))
        .max_redirects(redirects)
        .max_redirects_will_error(redirects > 0)
        .http_status_as_error(false);
    let mut request = Agent::from(config.build()).get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.call().with_context(|| format!("{url} does not answer"))
}
