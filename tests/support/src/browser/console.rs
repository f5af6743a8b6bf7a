//! Console errors, by each engine's way to read them.

use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;

/// Severe entries of chromedriver's log.
pub(super) async fn of_chromium(driver: &WebDriver) -> WebDriverResult<Vec<String>> {
    let entries = driver.get_log("browser").await?;
    Ok(entries
        .into_iter()
        // The record tells more about a failed request.
        .filter(|entry| entry.level == "SEVERE" && entry.source.as_deref() != Some("network"))
        .filter(|entry| !entry.message.contains("has been blocked by CORS policy"))
        .map(|entry| entry.message)
        .collect())
}

/// What [`super::listeners::CONSOLE`] collected since the last call.
pub(super) async fn of_webkit(driver: &WebDriver) -> WebDriverResult<Vec<String>> {
    let script = "return window.testErrors ? window.testErrors.splice(0) : []";
    let errors = driver.execute(script, vec![]).await?;
    Ok(errors
        .json()
        .as_array()
        .into_iter()
        .flatten()
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect())
}

/// Error lines in Firefox's output.
pub(super) fn of_firefox(output: &str) -> Vec<String> {
    output.lines().filter(|line| is_error(line)).map(str::to_owned).collect()
}

/// Firefox's own modules log to the same output.
const FIREFOX_ITSELF: [&str; 3] = ["RSLoader:", "chrome://", "resource://"];

fn is_error(line: &str) -> bool {
    let page = line.contains("http://127.0.0.1") || line.contains("wasm");
    // `console.error: …` for calls of it, `JavaScript error: file, line: what` for exceptions.
    line.starts_with("console.error:") && !FIREFOX_ITSELF.iter().any(|who| line.contains(who))
        || line.starts_with("JavaScript error:") && page
        || line.contains("panicked at")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_errors_of_the_page_are_returned() {
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
        assert_eq!(of_firefox(output), expected);
    }
}
