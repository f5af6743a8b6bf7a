//! The scanner's URLs: `https://ID:SECRET@host`.

use super::entry::Confidence;
use super::names::Role;
use super::outcome::{NotAKey, Source};
use super::scan::Scanner;
use super::scan_budget;
use super::settings::endpoint;
use crate::Secret;
use crate::keys::shape;

/// A URL's user name and password are no longer than this.
const LONGEST_URL: usize = 250;

impl Scanner<'_, '_> {
    /// A URL, with credentials or without.
    pub(super) fn url(&mut self) {
        let from = self.at + 3;
        let rest = &self.text[from..];
        let ends = |c: char| c.is_ascii_whitespace() || "\"'`<>,;|)".contains(c) || !c.is_ascii();
        let length = rest.bytes().take(LONGEST_URL).take_while(|b| !ends(char::from(*b))).count();
        scan_budget::spend(length + 1);
        let url = &rest[..length];
        let scheme =
            self.text[self.phrase..self.at].rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
        let scheme = scheme.unwrap_or_default().to_owned();
        let user = url.rfind('@').and_then(|at| {
            let (id, secret) = url[..at].split_once(':')?;
            let is_storage =
                scheme.starts_with("s3") || (scheme.starts_with("http") && self.is_alias());
            let is_key = shape::is_id(id) || (is_storage && !id.is_empty() && !secret.is_empty());
            is_key.then(|| (id.to_owned(), Secret::from(secret.to_owned()), at))
        });
        let Some((id, secret, at)) = user else {
            if ["signin.aws.amazon.com", "console.aws.amazon.com"].iter().any(|it| url.contains(it))
            {
                self.note(None, NotAKey::ConsoleLink);
            }
            // Ids in its query are read as words are.
            return self.pass(3, false);
        };
        let host = url[at + 1..].split(['/', '?']).next().unwrap_or_default();
        let server = endpoint(&format!("{scheme}://{host}")).filter(|_| scheme.starts_with("http"));
        let end = from + length;
        let name = self.alias().to_owned();
        self.label = None;
        self.into.structure.open_element(&name);
        let source = self.into.entries.len();
        self.put(Role::Id, Confidence::Name, Secret::from(id), from);
        if !secret.expose().is_empty() {
            self.put(Role::Secret, Confidence::Name, secret, from + 1);
        }
        if let Some(server) = server {
            self.put(Role::Endpoint, Confidence::Name, Secret::from(server), end);
        }
        for entry in &mut self.into.entries[source..] {
            entry.source = Some(Source::Url);
        }
        self.done(end);
        self.into.structure.close_element(&name);
    }

    /// The name of a server in a variable of `MinIO`'s client: `MC_HOST_name`.
    pub(super) fn alias(&self) -> &str {
        let words = self.label.as_ref().map_or(0..0, |label| label.words.clone());
        let name = self.text.get(words).unwrap_or_default();
        name.rsplit_once("MC_HOST_").map_or("", |(_, alias)| alias.trim())
    }

    pub(super) fn is_alias(&self) -> bool {
        !self.alias().is_empty()
    }
}
