//! What was asked and answered, in order.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use hyper::HeaderMap;
use percent_encoding::percent_decode_str;

use super::server::Asked;

/// One request and what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// When it arrived.
    pub at: Instant,
    /// The method.
    pub method: String,
    /// The target as it stood on the wire.
    pub url: String,
    /// The request's headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The request's body.
    pub body: String,
    /// The status the browser got; `None` while it waits, or when it was hung up on.
    pub status: Option<u16>,
    /// What was answered, whole, whatever of it the browser got.
    pub answer: String,
    /// Whether the server behind acted on it.
    pub acted: bool,
}

impl Exchange {
    /// A request that has no answer yet.
    #[must_use]
    pub fn asked(request: &Asked) -> Self {
        Self {
            at: Instant::now(),
            method: request.method().to_string(),
            url: request.uri().to_string(),
            headers: lines(request.headers()),
            body: text(request.body()),
            status: None,
            answer: String::new(),
            acted: false,
        }
    }

    /// A connection that brought no request anyone could read.
    #[must_use]
    pub fn unread() -> Self {
        Self {
            at: Instant::now(),
            method: "TLS".to_owned(),
            url: "to somewhere".to_owned(),
            headers: Vec::new(),
            body: String::new(),
            status: None,
            answer: String::new(),
            acted: false,
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

/// A list of exchanges that a server writes and a story reads.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<Mutex<Vec<Exchange>>>);

impl Record {
    /// Writes one down and returns its place.
    pub(crate) fn add(&self, exchange: Exchange) -> usize {
        let mut exchanges = self.lock();
        exchanges.push(exchange);
        exchanges.len() - 1
    }

    /// Completes one.
    pub(crate) fn complete(&self, place: usize, status: Option<u16>, answer: &[u8], acted: bool) {
        let exchange = &mut self.lock()[place];
        exchange.status = status;
        exchange.answer = text(answer);
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

    /// As text to keep beside a failed story.
    #[must_use]
    pub fn to_text(&self) -> String {
        let exchanges = self.lock();
        let start = exchanges.first().map(|first| first.at);
        exchanges.iter().fold(String::new(), |mut text, exchange| {
            let after = start.map_or(0, |start| exchange.at.duration_since(start).as_millis());
            let status = exchange.status.map_or_else(|| "no answer".to_owned(), |s| s.to_string());
            let Exchange { method, url, body, answer, .. } = exchange;
            // Writing to a String cannot fail.
            let _ = writeln!(text, "+{after} ms  {method} {url}  →  {status}");
            for (name, value) in &exchange.headers {
                let _ = writeln!(text, "    {name}: {value}");
            }
            let _ = writeln!(text, "    {body}\n    ← {answer}\n");
            text
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
