//! An id and its secret, and whether they may be one key.

use super::entry::{Confidence, Entry, origin_of};
use super::names::{self, Role};
use super::outcome::{Found, Origin, Source};
use super::structure::Group;
use crate::keys::{AccessKeyId, shape};

/// An id, its secret, and what else belongs to them.
pub struct Set<'e> {
    pub id: &'e Entry,
    pub secret: &'e Entry,
    pub token: Option<&'e Entry>,
    pub others: Vec<&'e Entry>,
}

/// Whether a token has the name of a secret, and no other set of that name is near.
pub fn is_named_as(secret: &Entry, token: &Entry) -> bool {
    secret.is_named() && secret.qualifier() == token.qualifier() && !token.qualifier().is_empty()
}

/// Whether nothing speaks against an id and a secret being one key.
pub fn may_pair(id: &Entry, secret: &Entry) -> bool {
    let same_name = id.is_named() && secret.is_named() && id.qualifier() == secret.qualifier();
    let (id_text, secret_text) = (id.text.expose(), secret.text.expose());
    let fits = if shape::is_id(id_text) {
        // AWS's ids have AWS's secrets, unless they are named so.
        let is_sure = shape::is_surely_secret(secret_text) || secret.is_strong() || same_name;
        is_sure && (secret.confidence > Confidence::Guess || shape::is_secret(secret_text))
    } else {
        let is_guess = [id, secret].iter().any(|it| it.confidence == Confidence::Guess);
        let is_loose = !secret.is_named() && AccessKeyId::parse(id_text).is_ok();
        same_name || !is_guess || is_loose
    };
    let epochs_fit = id.epoch.is_none() || secret.epoch.is_none() || id.epoch == secret.epoch;
    let names_fit = same_name || !(id.is_named() && secret.is_named()) || may_share(id, secret);
    let parts_fit = id.group == secret.group
        || id.part.is_empty()
        || secret.part.is_empty()
        || names::core(&id.part) == names::core(&secret.part);
    let is_mail = |entry: &Entry| entry.is_named() && names::is_mail(entry.qualifier());
    fits && epochs_fit && names_fit && parts_fit && (is_mail(id) == is_mail(secret))
}

/// Whether two different names may be those of one key.
fn may_share(id: &Entry, secret: &Entry) -> bool {
    let (of_id, of_secret) = (id.qualifier(), secret.qualifier());
    if id.is_phrase() || secret.is_phrase() {
        // Sentences differ in more than what they are about.
        let about = |name: &str| name.find("for").map(|at| name[at..].to_owned());
        let stage = |name: &str| STAGES.iter().find(|stage| name.contains(**stage)).copied();
        let differ = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
        return !differ(about(of_id).as_deref(), about(of_secret).as_deref())
            && !differ(stage(of_id), stage(of_secret));
    }
    let is_short = |entry: &Entry| {
        let label = entry.label.as_ref().filter(|label| label.is_foreign);
        label.is_some_and(|it| it.qualifier.len() <= 3 && !STAGES.contains(&it.qualifier.as_str()))
    };
    of_secret.is_empty()
        || is_short(id)
        || is_short(secret)
        || names::core(of_id) == names::core(of_secret)
}

/// Words that tell one environment from another.
const STAGES: [&str; 8] = ["prod", "stag", "dev", "test", "qa", "live", "sandbox", "demo"];

impl Set<'_> {
    /// Where its id stands.
    pub fn at(&self) -> usize {
        self.id.at
    }

    pub fn is_temporary(&self) -> bool {
        self.id.text.expose().starts_with("ASIA")
    }

    /// Whether it lacks a token and may have this one: only temporary ids have tokens, unless they
    /// are named so.
    pub fn takes(&self, token: &Entry) -> bool {
        let fits = match token.confidence {
            Confidence::Guess => false,
            Confidence::Shape => self.is_temporary(),
            Confidence::Name => true,
        };
        self.token.is_none() && fits
    }

    /// Whether the lines it stands on are in use: one that is not is enough.
    pub fn origin(&self) -> Origin {
        let token = self.token.map(origin_of);
        [Some(origin_of(self.id)), Some(origin_of(self.secret)), token]
            .into_iter()
            .flatten()
            .max()
            .unwrap_or_default()
    }

    /// What the text calls it, and whether that is a profile.
    pub fn name(&self, groups: &[Group]) -> (String, bool) {
        let mut group = self.id.group;
        while !groups[group].is_section && groups[group].name.is_empty() {
            group = groups[group].parent;
        }
        let Group { name, is_section, .. } = &groups[group];
        if !name.is_empty() {
            return (name.clone(), *is_section);
        }
        let of_name =
            if self.id.is_named() { names::core(self.id.qualifier()) } else { String::new() };
        (of_name, false)
    }

    /// The set as the reader returns it.
    pub fn found(&self, in_profile: bool) -> Found {
        let text = |role| {
            let other = self.others.iter().find(|entry| entry.role == role);
            other.map(|entry| entry.text.expose().to_owned())
        };
        let source = self.id.source.or(self.secret.source).unwrap_or_default();
        let expires = self.others.iter().find(|entry| entry.role == Role::Expires);
        Found {
            access_key_id: self.id.text.expose().to_owned(),
            secret_access_key: self.secret.text.duplicate(),
            session_token: self.token.map(|token| token.text.duplicate()),
            expires: expires.and_then(|entry| entry.moment).filter(|_| self.token.is_some()),
            region: text(Role::Region),
            mfa_serial: text(Role::Mfa),
            endpoint_url: text(Role::Endpoint),
            source: if in_profile && source == Source::Settings { Source::Profile } else { source },
            swapped: self.id.is_swapped || self.secret.is_swapped,
            origin: self.origin(),
            ..Found::default()
        }
    }
}
