//! GET requests to hosted copies of the page.

use std::io::Read;
use std::time::Duration;

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ureq::Agent;
use ureq::http::{Response, header::CONTENT_ENCODING};
use ureq::tls::{RootCerts, TlsConfig};

use crate::prelude::*;

/// Fetches a URL with these headers and follows no redirect. The body is decompressed; it is an error
/// if it then has more than `limit` bytes, or takes longer than `time`.
///
/// # Errors
///
/// When there is no answer, or no whole one.
pub fn get(
    url: &str,
    headers: &[(&str, &str)],
    limit: usize,
    time: Duration,
) -> Result<Response<Vec<u8>>> {
    // The certificates that this machine trusts.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_connect(Some(Duration::from_secs(5)))
        .timeout_global(Some(time))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false);
    let mut request = Agent::from(config.build()).get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.call().with_context(|| format!("{url} does not answer"))?;
    let (head, body) = response.into_parts();
    let body = body.into_reader();
    let encoding = head.headers.get(CONTENT_ENCODING).map_or(&b""[..], |it| it.as_bytes());
    let decoded: Box<dyn Read> = match encoding {
        b"" => Box::new(body),
        b"gzip" => Box::new(MultiGzDecoder::new(body)),
        b"deflate" => Box::new(ZlibDecoder::new(body)),
        b"br" => Box::new(brotli::Decompressor::new(body, 4096)),
        _ => anyhow::bail!("it has an encoding that was not asked for"),
    };
    let mut bytes = Vec::new();
    decoded.take(limit as u64 + 1).read_to_end(&mut bytes).context("it is cut off")?;
    ensure!(bytes.len() <= limit, "it has more than {limit} bytes");
    Ok(Response::from_parts(head, bytes))
}
