//! Every request Chromium tells of, refused ones too.

use serde_json::Value;

use super::{Browser, console};

/// A request the page tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Where to.
    pub url: String,
    /// Its headers, as one text.
    pub headers: String,
}

pub(super) fn of_chromium(browser: &Browser) -> Vec<Tried> {
    let entries = browser
        .run(async |driver| driver.get_log("performance").await)
        .unwrap_or_else(|e| panic!("no performance log: {e}"));
    entries.into_iter().filter_map(|entry| tried(&console::event(&entry.message)?)).collect()
}

fn tried((method, event): &(String, Value)) -> Option<Tried> {
    match method.as_str() {
        "Network.requestWillBeSent" => Some(Tried {
            url: event["request"]["url"].as_str()?.to_owned(),
            headers: event["request"]["headers"].to_string(),
        }),
        "Network.webSocketCreated" | "Network.webTransportCreated" => {
            Some(Tried { url: event["url"].as_str()?.to_owned(), headers: String::new() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_sockets_are_told_of() {
        let message = r#"{"message":{"method":"Network.requestWillBeSent","params":{"request":
            {"url":"https://elsewhere.example/x","headers":{"A":"b"}}}},"webview":"1"}"#;
        let event = console::event(message).expect("an event");
        let expected = Tried {
            url: "https://elsewhere.example/x".to_owned(),
            headers: r#"{"A":"b"}"#.to_owned(),
        };
        assert_eq!(tried(&event), Some(expected));

        let socket = r#"{"message":{"method":"Network.webSocketCreated","params":{"url":"wss://x.example/"}}}"#;
        let event = console::event(socket).expect("an event");
        assert_eq!(tried(&event).map(|tried| tried.url), Some("wss://x.example/".to_owned()));
    }
}
