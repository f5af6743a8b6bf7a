//! What the page's console said that it should not have.

use serde_json::Value;

use super::Browser;

/// Severe entries of chromedriver's log.
pub(super) fn of_chromium(browser: &Browser) -> Vec<String> {
    let entries = browser
        .run(async |driver| driver.get_log("browser").await)
        .unwrap_or_else(|e| panic!("no console log: {e}"));
    entries
        .into_iter()
        // Of a refused or broken request the record tells better.
        .filter(|entry| entry.level == "SEVERE" && entry.source.as_deref() != Some("network"))
        .filter(|entry| !entry.message.contains("has been blocked by CORS policy"))
        .map(|entry| entry.message)
        .collect()
}

/// Starts to listen in the page itself: WebKit keeps a driven page's console to itself. What is
/// said before the page has loaded is missed; a page that fails so early shows nothing, which
/// every story notices.
pub(super) const LISTEN: &str = "
    const heard = [];
    const say = console.error;
    console.error = (...words) => { heard.push(words.map(String).join(' ')); say.apply(console, words); };
    addEventListener('error', (event) => heard.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => heard.push(String(event.reason)));
    window.heardByTheTest = heard;";

/// What was heard since the last time.
pub(super) fn of_webkit(browser: &Browser) -> Vec<String> {
    let heard = "return window.heardByTheTest ? window.heardByTheTest.splice(0) : []";
    let heard = browser.script(heard, vec![]).unwrap_or_default();
    heard
        .as_array()
        .into_iter()
        .flatten()
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Error lines in Firefox's output.
pub(super) fn of_output(output: &str) -> Vec<String> {
    output.lines().filter(|line| is_error(line)).map(str::to_owned).collect()
}

/// Firefox's own modules speak on the same channel as the page.
const FIREFOX_ITSELF: [&str; 3] = ["RSLoader:", "chrome://", "resource://"];

fn is_error(line: &str) -> bool {
    let page = line.contains("http://127.0.0.1") || line.contains("wasm");
    // `console.error: …` for the page's own words, `JavaScript error: file, line: what`.
    line.starts_with("console.error:") && !FIREFOX_ITSELF.iter().any(|who| line.contains(who))
        || line.starts_with("JavaScript error:") && page
        || line.contains("panicked at")
}

/// The parameters of one performance entry: a DevTools event in a string in an object.
pub(super) fn event(message: &str) -> Option<(String, Value)> {
    let mut entry: Value = serde_json::from_str(message).ok()?;
    let event = entry.get_mut("message")?;
    let method = event["method"].as_str()?.to_owned();
    Some((method, event["params"].take()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_page_are_told_and_no_others() {
        let output = "\
1758 geckodriver INFO Listening
console.error: RSLoader:
console.warn: \"deprecated\"
console.error: \"the page's own\"
JavaScript error: http://127.0.0.1:8080/x.js, line 1: Error: thrown
JavaScript error: resource://gre/modules/X.sys.mjs, line 1: NS_ERROR
console.log: fine";
        let expected = [
            "console.error: \"the page's own\"",
            "JavaScript error: http://127.0.0.1:8080/x.js, line 1: Error: thrown",
        ];
        assert_eq!(of_output(output), expected);
    }
}
