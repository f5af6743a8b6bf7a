//! Requests and their responses, in order.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::percent_decode_str;

use super::connection::Connection;
use super::response::CloseConnection;

/// One request and its response.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// When it arrived.
    pub at: Instant,
    /// The connection it came on.
    pub connection: Connection,
    /// The method.
    pub method: String,
    /// The target as sent.
    pub url: String,
    /// The request's headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The request's body.
    pub body: String,
    /// The status the browser got; `None` while it waits, or when the connection was closed.
    pub status: Option<u16>,
    /// The body of the server's own response, whatever of it the browser got.
    pub response: String,
    /// Whether the server behind acted on it.
    pub acted: bool,
}

/// The URL of an [unreadable](Exchange::unreadable) exchange.
pub const HIDDEN_HOST: &str = "a hidden host";

impl Exchange {
    /// A request without a response yet.
    #[must_use]
    pub fn new(request: &http::Request<Bytes>) -> Self {
        Self {
            at: Instant::now(),
            connection: request.extensions().get().copied().unwrap_or_default(),
            method: request.method().to_string(),
            url: request.uri().to_string(),
            headers: lines(request.headers()),
            body: text(request.body()),
            status: None,
            response: String::new(),
            acted: false,
        }
    }

    /// A connection whose first bytes are no HTTP: TLS, from a browser that hides the host.
    #[must_use]
    pub fn unreadable(connection: Connection) -> Self {
        Self {
            connection,
            method: "TLS".to_owned(),
            url: HIDDEN_HOST.to_owned(),
            ..Self::new(&http::Request::default())
        }
    }

    /// A request header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of the request's form.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        let value =
            self.body.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// The `Action` of the Query API.
    #[must_use]
    pub fn action(&self) -> Option<String> {
        self.parameter("Action")
    }
}

/// The exchanges of a server, which stories read.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<Mutex<Vec<Exchange>>>);

impl Record {
    /// Appends one and returns its index.
    pub(super) fn add(&self, exchange: Exchange) -> usize {
        let mut exchanges = self.lock();
        exchanges.push(exchange);
        exchanges.len() - 1
    }

    /// Completes one: `response` is what the server behind it answered, if it acted.
    pub(super) fn complete(&self, index: usize, status: Option<u16>, response: &[u8], acted: bool) {
        let exchange = &mut self.lock()[index];
        exchange.status = status;
        exchange.response = text(response);
        exchange.acted = acted;
    }

    /// Everything so far.
    #[must_use]
    pub fn all(&self) -> Vec<Exchange> {
        self.lock().clone()
    }

    /// The calls of one action, preflights left out.
    #[must_use]
    pub fn calls(&self, action: &str) -> Vec<Exchange> {
        self.all().into_iter().filter(|e| e.action().as_deref() == Some(action)).collect()
    }

    /// As text, kept with a failed story.
    #[must_use]
    pub fn to_text(&self) -> String {
        let exchanges = self.lock();
        let start = exchanges.first().map(|first| first.at);
        exchanges.iter().fold(String::new(), |mut text, exchange| {
            let after = start.map_or(0, |start| exchange.at.duration_since(start).as_millis());
            let status =
                exchange.status.map_or_else(|| "no response".to_owned(), |s| s.to_string());
            let Exchange { method, url, body, response, connection, .. } = exchange;
            let Connection { id, earlier } = connection;
            // Writing to a String cannot fail.
            let _ = writeln!(text, "+{after} ms  {method} {url}  →  {status}");
            let _ = writeln!(text, "    on connection {id}, after {earlier} others");
            for (name, value) in &exchange.headers {
                let _ = writeln!(text, "    {name}: {value}");
            }
            let _ = writeln!(text, "    {body}\n    ← {response}\n");
            text
        })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Middleware that records each request, and the status of its response.
pub(super) async fn exchange(
    State(record): State<Record>,
    request: Request,
    next: Next,
) -> Response {
    let request = match whole(request).await {
        Ok(request) => request,
        Err(close) => return close.into_response(),
    };
    let index = record.add(Exchange::new(&request));
    let response = next.run(request.map(Body::from)).await;
    record.complete(index, Some(response.status().as_u16()), b"", true);
    response
}

/// A request with its whole body.
pub(super) async fn whole(request: Request) -> Result<http::Request<Bytes>, CloseConnection> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| CloseConnection)?;
    Ok(http::Request::from_parts(parts, body))
}

fn lines(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect()
}

fn text(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}
