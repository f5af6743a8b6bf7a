//! The search for residues that ends a story.

use std::time::Duration;

use super::context::Story;
use crate::residue::{self, Residue};
use crate::secrets::Secret;
use crate::wait;

/// How long a locked tab may take to forget every secret: what is pending is cancelled first.
const SETTLED: Duration = Duration::from_secs(5);

impl Story<'_> {
    /// Searches for secrets as the end of every story does, and asserts that one is found in each of
    /// these places, where the story put it on purpose.
    ///
    /// # Panics
    ///
    /// When one is not found.
    #[track_caller]
    pub fn expect_residue(&self, places: &[&str]) {
        let found =
            residue::find(self.browser(), &self.secrets()).unwrap_or_else(|e| panic!("{e}"));
        for place in places {
            let there = |residue: &Residue| residue.place.contains(place);
            assert!(found.iter().any(there), "a secret in {place} was not found");
        }
    }

    /// Locks the tab and searches for what is left of the story's secrets, everywhere.
    ///
    /// In a tab without a session it sends `pagehide` instead, at which the page clears its form.
    ///
    /// # Errors
    ///
    /// What is left; or why the search proves nothing.
    pub(super) fn check_residue(&self) -> Result<(), String> {
        let secrets = self.secrets();
        if secrets.is_empty() {
            return Ok(());
        }
        self.check_location()?;
        let before = residue::find(self.browser(), &secrets)?;
        let misplaced: Vec<_> =
            before.iter().filter(|it| !it.is_in_use()).map(Residue::to_string).collect();
        if !misplaced.is_empty() {
            return Err(format!("before the lock:\n{}", misplaced.join("\n")));
        }
        let signed_in = residue::lock(self.browser())?;
        if signed_in && !before.iter().any(Residue::is_in_memory) {
            return Err("the credentials of the session were not found in the program's memory, \
                        so the search proves nothing"
                .to_owned());
        }
        if !signed_in {
            self.evaluate("dispatchEvent(new Event('pagehide'))")?;
        }
        self.check_forgotten(&secrets)
    }

    /// The search is of the page, and of no other.
    fn check_location(&self) -> Result<(), String> {
        let url = self.evaluate("return location.href")?;
        let url = url.as_str().unwrap_or_default();
        if url.starts_with(&self.site().url()) || self.log().files.iter().any(|file| file == url) {
            return Ok(());
        }
        Err(format!("the story ends at {url}, so the search proves nothing"))
    }

    fn check_forgotten(&self, secrets: &[Secret]) -> Result<(), String> {
        let expected = self.log().expected.clone();
        let search = || -> Result<Vec<String>, String> {
            let mut left: Vec<_> =
                residue::find(self.browser(), secrets)?.iter().map(Residue::to_string).collect();
            left.retain(|left| !expected.iter().any(|text| left.contains(text)));
            Ok(left)
        };
        let mut last = Ok(Vec::new());
        wait::until(SETTLED, || {
            last = search();
            last.as_ref().map_or(true, Vec::is_empty).then_some(())
        });
        if self.evaluate("return document.getElementById('stopped')?.hidden === false")? == true {
            return Err("the program stopped as the tab was locked".to_owned());
        }
        let left = last?;
        if left.is_empty() { Ok(()) } else { Err(format!("once locked:\n{}", left.join("\n"))) }
    }

    fn evaluate(&self, script: &str) -> Result<serde_json::Value, String> {
        self.browser().script(script, vec![]).map_err(|e| e.to_string())
    }
}
