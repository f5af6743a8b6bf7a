//! The requests that Chromium's log names, failed ones included.

use serde_json::Value;

use super::engine::Engine;
use super::session::Browser;

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserRequest {
    /// Its URL.
    pub url: String,
    /// Its headers, as one text.
    pub headers: String,
}

impl Browser {
    /// Every request of the page since the last call. Only Chromium's driver names them.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    #[must_use]
    pub fn requests(&self) -> Vec<BrowserRequest> {
        if self.engine() != Engine::Chromium {
            return Vec::new();
        }
        let entries = self
            .run(async |driver| driver.get_log("performance").await)
            .unwrap_or_else(|e| panic!("no performance log: {e}"));
        entries.into_iter().filter_map(|entry| request(&event(&entry.message)?)).collect()
    }
}

/// Method and parameters of a performance entry: a DevTools event in a string in an object.
fn event(message: &str) -> Option<(String, Value)> {
    let mut entry: Value = serde_json::from_str(message).ok()?;
    let event = entry.get_mut("message")?;
    let method = event["method"].as_str()?.to_owned();
    Some((method, event["params"].take()))
}

fn request((method, event): &(String, Value)) -> Option<BrowserRequest> {
    match method.as_str() {
        "Network.requestWillBeSent" => Some(BrowserRequest {
            url: event["request"]["url"].as_str()?.to_owned(),
            headers: event["request"]["headers"].to_string(),
        }),
        "Network.webSocketCreated" | "Network.webTransportCreated" => {
            Some(BrowserRequest { url: event["url"].as_str()?.to_owned(), headers: String::new() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_sockets_are_read() {
        let message = r#"{"message":{"method":"Network.requestWillBeSent","params":{"request":
            {"url":"https://elsewhere.example/x","headers":{"A":"b"}}}},"webview":"1"}"#;
        let logged = event(message).expect("an event");
        let expected = BrowserRequest {
            url: "https://elsewhere.example/x".to_owned(),
            headers: r#"{"A":"b"}"#.to_owned(),
        };
        assert_eq!(request(&logged), Some(expected));

        let socket = r#"{"message":{"method":"Network.webSocketCreated","params":{"url":"wss://x.example/"}}}"#;
        let logged = event(socket).expect("an event");
        assert_eq!(
            request(&logged).map(|request| request.url),
            Some("wss://x.example/".to_owned())
        );
    }
}
