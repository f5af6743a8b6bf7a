//! axe-core: automated accessibility checks.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::browser::Browser;

/// Runs after axe's source: every rule on the whole document.
const RUN: &str = "
const results = await axe.run(document, { resultTypes: ['violations'] });
return {
  passes: results.passes.length,
  violations: results.violations.map((violation) => [
    `${violation.id}: ${violation.help}`,
    ...violation.nodes.map((node) => `    ${node.html.slice(0, 160)}\\n        ${node.failureSummary}`),
  ].join('\\n')),
};";

/// axe-core's source.
#[derive(Debug)]
pub struct Axe(String);

impl Axe {
    /// Reads it from a file.
    ///
    /// # Errors
    ///
    /// One sentence when it cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        let source = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self(source))
    }

    /// Checks the page as it is now.
    ///
    /// # Panics
    ///
    /// When there are violations, or axe failed.
    #[track_caller]
    pub fn check(&self, browser: &Browser, screen: &str) {
        let script = format!("{}\nreturn (async () => {{ {RUN} }})();", self.0);
        let results = browser
            .script(&script, vec![])
            .unwrap_or_else(|e| panic!("axe failed on {screen}: {e}"));
        let passes = results["passes"].as_u64().unwrap_or_default();
        assert!(passes > 5, "axe found almost nothing to check on {screen}: {results}");
        let violations = results["violations"].as_array().cloned().unwrap_or_default();
        let found: Vec<_> = violations.iter().filter_map(Value::as_str).collect();
        assert!(found.is_empty(), "axe on {screen}:\n{}", found.join("\n"));
    }
}
