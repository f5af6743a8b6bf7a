//! Requests to servers on loopback, each on a connection of its own.

use std::net::SocketAddr;
use std::sync::LazyLock;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .pool_max_idle_per_host(0)
        .build()
        .expect("a client without TLS settings")
});

/// Passes a request on, `Host` included, and reads the whole response.
///
/// # Errors
///
/// Why there is no response.
pub async fn forward(
    to: SocketAddr,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, reqwest::Error> {
    let (parts, body) = request.into_parts();
    let response = CLIENT
        .request(parts.method, url(to, parts.uri.path()))
        .headers(parts.headers)
        .body(body)
        .send()
        .await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let mut whole = Response::new(response.bytes().await?);
    *whole.status_mut() = status;
    *whole.headers_mut() = headers;
    Ok(whole)
}

/// Posts a form and returns status and body: how tests without a browser send requests.
///
/// # Errors
///
/// Why there is no response.
pub async fn post(
    to: SocketAddr,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<(u16, String), reqwest::Error> {
    let headers: HeaderMap = headers
        .iter()
        .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)))
        .collect();
    let response = CLIENT.post(url(to, "/")).headers(headers).body(body.to_owned()).send().await?;
    Ok((response.status().as_u16(), response.text().await?))
}

fn url(to: SocketAddr, path: &str) -> Url {
    let mut url = Url::parse(&format!("http://{to}")).expect("a socket address makes a URL");
    url.set_path(path);
    url
}
