//! The audit of a story.

use super::context::Story;
use crate::audit::Evidence;
use crate::browser::Engine;
use crate::page::Page;
use crate::secrets::Secret;

impl Story<'_> {
    /// The secrets that the story was given and those that the endpoint created.
    #[must_use]
    pub fn secrets(&self) -> Vec<Secret> {
        self.evidence().all_secrets()
    }

    /// Waits until the audit finds something that the story caused on purpose.
    ///
    /// # Panics
    ///
    /// When there is no such finding.
    #[track_caller]
    pub fn expect_finding(&self, text: &str) {
        let page = Page::new(self.browser());
        page.eventually(&format!("the finding \"{text}\""), |_| {
            self.findings().iter().any(|finding| finding.contains(text)).then_some(())
        });
        self.log().expected.push(text.to_owned());
    }

    /// The error is every finding that was not expected.
    pub(super) fn audit(&self) -> Result<(), String> {
        let mut findings = self.findings();
        let log = self.log();
        findings.retain(|finding| !log.expected.iter().any(|text| finding.contains(text)));
        if findings.is_empty() {
            Ok(())
        } else {
            Err(format!("the audit found:\n{}", findings.join("\n")))
        }
    }

    /// What is known without the browser.
    fn evidence(&self) -> Evidence {
        let (site, log) = (self.site(), self.log());
        let mut harness = [&log.files[..], &log.others].concat();
        harness.extend([self.other_origin().url(), site.reports_url(), site.outside_url()]);
        Evidence {
            site: site.url(),
            endpoint: self.proxy().url(),
            harness,
            calls: self.proxy().record().all(),
            loads: site.record().all(),
            blocked: self.blocking.record().all(),
            reports: site.reports().all(),
            served: site.served(),
            secrets: log.given.clone(),
            ..Evidence::default()
        }
    }

    fn findings(&self) -> Vec<String> {
        // Storage is read first: the driver may log its own steps.
        let stored = Page::new(self.browser()).stored();
        let console = self.browser().console_errors();
        let new = self.browser().requests();
        let (requests, from_file) = {
            let mut log = self.log();
            log.requests.extend(new);
            (log.requests.clone(), !log.files.is_empty())
        };
        let evidence = Evidence { requests, console, stored, ..self.evidence() };
        let mut findings = evidence.findings();
        if evidence.loads.is_empty() && !from_file {
            findings.push("the page was never loaded, so the audit proves nothing".to_owned());
        }
        if self.engine() == Engine::Chromium && evidence.requests.is_empty() {
            findings.push("the browser named no request, so the audit proves nothing".to_owned());
        }
        findings
    }
}
