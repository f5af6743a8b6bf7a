//! Small HTTP servers on loopback, each writing down what it is asked.

mod clock;
pub mod fault;
mod headers;
pub mod notepad;
pub mod proxy;
pub mod record;
mod server;
pub mod site;
pub mod trap;

use std::net::SocketAddr;

use bytes::Bytes;
use hyper::Request;

pub use record::{Exchange, Record};

/// Posts a form straight to a server on loopback: the way out of tests without a browser.
///
/// # Errors
///
/// What the connection said, as text.
pub async fn post(
    to: SocketAddr,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<(u16, String), String> {
    let mut request = Request::post("/").header("host", to.to_string());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Bytes::from(body.to_owned())).map_err(|e| e.to_string())?;
    let answer = server::forward(to, request).await?;
    let status = answer.status().as_u16();
    Ok((status, String::from_utf8_lossy(answer.body()).into_owned()))
}
