//! A second page with nothing but a text area: where a user copies from and pastes into.

use super::server::{Server, answer};

/// A text area on an origin of its own.
#[derive(Debug)]
pub struct Notepad {
    server: Server,
}

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
        let server = Server::start(|request| async move {
            let page = if request.uri().path() == "/loud" { LOUD } else { QUIET };
            Ok(answer(200, "text/html; charset=utf-8", page))
        });
        Self { server }
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
