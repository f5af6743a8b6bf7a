//! What was found, put together: which secret belongs to which id.

use super::names::Role;
use super::{Found, NotUnderstood, Source, scan_budget};
use crate::keys::shape;
use crate::{Secret, Timestamp};

/// How certain it is that a value is what it was taken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// By an ambiguous name, such as `secret`.
    Guess,
    /// By its own shape, without a name.
    Shape,
    /// By an unambiguous name, or because it can be nothing else.
    Name,
}

/// Longer than any name of a profile or a user. Each half that is found keeps a copy of the name it
/// stands under.
pub const LONGEST_PROFILE: usize = 128;
/// More profiles than this are not a choice any more.
const MOST: usize = 100;

/// What belongs together so far.
#[derive(Default)]
struct Record {
    profile: Option<String>,
    id: Option<(Secret, Confidence)>,
    secret: Option<(Secret, Confidence)>,
    token: Option<(Secret, Confidence)>,
    expires: Option<Timestamp>,
    source: Option<Source>,
    swapped: bool,
}

impl Record {
    /// Whether it is one half of a key beyond doubt: one by its looks, whatever its name.
    fn is_half(&self) -> bool {
        let is = |half: &Option<(Secret, Confidence)>, is: fn(&str) -> bool| {
            half.as_ref().is_some_and(|(text, _)| is(text.expose()))
        };
        is(&self.id, shape::is_id) || is(&self.secret, shape::is_surely_secret)
    }

    /// What was found, with what is missing left empty.
    fn found(self) -> Found {
        let text = |half: Option<(Secret, Confidence)>| half.map(|(text, _)| text);
        let source = self.source.unwrap_or(Source::PlainText);
        let in_profile = self.profile.is_some() && source == Source::Settings;
        Found {
            profile: self.profile,
            access_key_id: text(self.id).unwrap_or_default().expose().to_owned(),
            secret_access_key: text(self.secret).unwrap_or_default(),
            expires: self.expires.filter(|_| self.token.is_some()),
            session_token: text(self.token),
            source: if in_profile { Source::Profile } else { source },
            swapped: self.swapped,
        }
    }
}

/// Collects values in the order of the text. A value that is there already begins a new record.
#[derive(Default)]
pub struct CredentialCollector {
    record: Record,
    /// Whole ones, each with whether its halves are only side by side, without names.
    whole: Vec<(Found, bool)>,
    partial: Vec<Record>,
    too_many: bool,
}

impl CredentialCollector {
    /// A profile begins.
    pub fn section(&mut self, name: &str) {
        self.next();
        self.record.profile = Some(name.to_owned());
    }

    /// A value was found, under a name that is used in such a kind of text.
    pub fn put(
        &mut self,
        role: Role,
        confidence: Confidence,
        text: Secret,
        source: Option<Source>,
    ) {
        let place = match role {
            Role::Id => &mut self.record.id,
            Role::Secret => &mut self.record.secret,
            Role::Token => &mut self.record.token,
            Role::Expires => return,
        };
        match place {
            Some((old, was)) if old.expose() == text.expose() => *was = confidence.max(*was),
            // Less certain: something else that looks alike.
            Some((_, was)) if *was > confidence => return,
            Some((_, was)) if *was == confidence => {
                self.next();
                return self.put(role, confidence, text, source);
            }
            _ => *place = Some((text, confidence)),
        }
        self.record.source = self.record.source.or(source);
    }

    /// The moment was found at which the token stops working.
    pub fn expires(&mut self, at: Timestamp) {
        self.record.expires.get_or_insert(at);
    }

    /// Notes that the last value was a secret under the name of an id.
    pub fn swapped(&mut self) {
        self.record.swapped = true;
    }

    /// A row was found that has both halves.
    pub fn row(&mut self, found: Found) {
        self.next();
        self.push(found, false);
    }

    /// Puts the record away and begins the next, of the same profile.
    fn next(&mut self) {
        let profile = self.record.profile.clone();
        scan_budget::spend(profile.as_ref().map_or(0, String::len));
        let mut record =
            std::mem::replace(&mut self.record, Record { profile, ..Record::default() });
        let id = record.id.as_ref().map_or("", |(id, _)| id.expose());
        // AWS's ids have AWS's secrets, and only temporary ones have tokens, unless named so.
        if shape::is_id(id) {
            let fits = |(text, confidence): &(Secret, Confidence)| {
                *confidence > Confidence::Guess || shape::is_secret(text.expose())
            };
            record.secret = record.secret.filter(fits);
        }
        if !id.starts_with("ASIA") {
            record.token = record.token.filter(|(_, confidence)| *confidence == Confidence::Name);
        }
        match record {
            Record { id: Some(_), secret: Some((_, confidence)), .. } => {
                self.push(record.found(), confidence == Confidence::Shape);
            }
            Record { id: None, secret: None, token: None, .. } => {}
            partial => self.partial.push(partial),
        }
    }

    /// Keeps what is not there already. Of two that differ in that one has no token, the other.
    fn push(&mut self, found: Found, loose: bool) {
        let is_full = self.whole.len() == MOST;
        let same = self.whole.iter_mut().find(|(other, _)| {
            other.access_key_id == found.access_key_id
                && other.secret_access_key.expose() == found.secret_access_key.expose()
                && (exposed(other.session_token.as_ref()) == exposed(found.session_token.as_ref())
                    || other.session_token.is_none()
                    || found.session_token.is_none())
        });
        match same {
            Some((other, was_loose)) => {
                *was_loose &= loose;
                if other.session_token.is_none() {
                    *other = found;
                } else {
                    other.expires = other.expires.or(found.expires);
                }
            }
            None if is_full => self.too_many = true,
            None => self.whole.push((found, loose)),
        }
    }

    /// Every set of credentials, the one half there is, or what is missing.
    pub fn finish(mut self) -> Result<Vec<Found>, NotUnderstood> {
        self.next();
        if self.too_many {
            return Err(NotUnderstood::TooMany);
        }
        if self.whole.is_empty() {
            let has_id = self.partial.iter().any(|partial| partial.id.is_some());
            let has_secret = self.partial.iter().any(|partial| sure_secret(partial).is_some());
            let last = self.partial.pop().filter(|_| self.partial.is_empty());
            let half = last.filter(Record::is_half).map(Record::found);
            return half.map(|half| vec![half]).ok_or(match (has_id, has_secret) {
                (true, true) => NotUnderstood::Ambiguous,
                (true, false) => NotUnderstood::NoSecret,
                (false, true) => NotUnderstood::NoId,
                (false, false) => NotUnderstood::Nothing,
            });
        }
        if self.partial.iter().any(|partial| self.is_disputed_by(partial)) {
            return Err(NotUnderstood::Ambiguous);
        }
        let mut found: Vec<_> = self.whole.into_iter().map(|(found, _)| found).collect();
        tell_apart(&mut found);
        Ok(found)
    }

    /// Whether a half that is left over could belong to what was put together: a second secret or
    /// token of an id, or a second id beside halves that nothing but their place ties together.
    fn is_disputed_by(&self, partial: &Record) -> bool {
        let mut near = self.whole.iter().filter(|(found, _)| found.profile == partial.profile);
        let any = |is: &dyn Fn(&Found) -> bool| self.whole.iter().any(|(found, _)| is(found));
        let new_secret = sure_secret(partial)
            .is_some_and(|secret| !any(&|it| it.secret_access_key.expose() == secret));
        let new_id =
            partial.id.as_ref().is_some_and(|(id, _)| !any(&|it| it.access_key_id == id.expose()));
        let new_token = partial.id.is_none()
            && partial.token.as_ref().is_some_and(|(token, confidence)| {
                *confidence == Confidence::Name
                    && !any(&|it| exposed(it.session_token.as_ref()) == token.expose())
            });
        near.any(|(_, loose)| new_secret || new_token || (new_id && *loose))
    }
}

/// The secret of a record, if it is more than a guess.
fn sure_secret(record: &Record) -> Option<&str> {
    record
        .secret
        .as_ref()
        .filter(|(_, confidence)| *confidence > Confidence::Guess)
        .map(|(text, _)| text.expose())
}

fn exposed(secret: Option<&Secret>) -> &str {
    secret.map_or("", Secret::expose)
}

/// Numbers those that would have the same label.
fn tell_apart(found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let label = rest[0].label();
        let mut number = 1;
        let mut numbered = label.clone();
        while before.iter().any(|other| other.label() == numbered) {
            number += 1;
            numbered = format!("{label} ({number})");
        }
        if number > 1 {
            rest[0].profile = Some(numbered);
        }
    }
}
