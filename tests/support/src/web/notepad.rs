//! A second page with nothing but a text area: where a user copies from and pastes into, and where
//! what a stranger plants would come from.

use super::record::{Exchange, Record};
use super::server::{Server, answer};

/// A text area on an origin of its own.
#[derive(Debug)]
pub struct Notepad {
    server: Server,
    record: Record,
}

const HTML: &str = "text/html; charset=utf-8";

/// A script that shows that it ran, and a style that shows.
const PLANTED: &str = "window.planted = true";
const STYLE: &str = "body { opacity: 0.5 }";

const QUIET: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Notepad</title>\
    <link rel=icon href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\">\
    <textarea autofocus spellcheck=false rows=20 cols=80></textarea></html>";

/// What no page should do, to see that it is noticed.
const LOUD: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Loud</title>\
    <button>Complain</button><script>document.querySelector('button').onclick = () => {\
    console.error('said aloud'); throw new Error('thrown aloud') }</script></html>";

impl Notepad {
    /// Starts one on a free port.
    #[must_use]
    pub fn start() -> Self {
        let record = Record::default();
        let server = Server::start({
            let record = record.clone();
            move |request| {
                record.add(Exchange::asked(&request));
                let path = request.uri().path();
                let extension = path.rsplit_once('.').map(|(_, extension)| extension);
                let answer = match (path, extension) {
                    ("/loud", _) => answer(200, HTML, LOUD),
                    (_, Some("js")) => answer(200, "text/javascript", PLANTED),
                    (_, Some("css")) => answer(200, "text/css", STYLE),
                    _ => answer(200, HTML, QUIET),
                };
                async { Ok(answer) }
            }
        });
        Self { server, record }
    }

    /// What it was asked.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.server.address())
    }

    /// Where a page is that, once told to, complains on its console and throws.
    #[must_use]
    pub fn loud_url(&self) -> String {
        format!("{}loud", self.url())
    }
}
