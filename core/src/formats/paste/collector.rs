//! All that the scanner found, and what comes of it.

use super::entry::{Confidence, Entry, Line, origin_of};
use super::names::Role;
use super::outcome::{Found, Gap, NotAKey, NotUnderstood, Origin, Part};
use super::pairing;
use super::set::Set;
use super::structure::{Group, Structure};
use super::value::SHORTEST_TOKEN;
use crate::keys::shape;

/// More profiles than this are not a choice any more.
const MOST: usize = 100;

/// Collects what a text holds, in its order.
#[derive(Default)]
pub struct CredentialCollector {
    pub structure: Structure,
    pub entries: Vec<Entry>,
    /// Rows of tables, which are whole.
    pub rows: Vec<Found>,
    /// What stands in place of an id, a secret and a token.
    gaps: [Option<NotAKey>; 3],
    other: Option<NotAKey>,
}

impl CredentialCollector {
    /// Notes something that is no part of a key, in place of a part or by itself.
    pub fn note(&mut self, role: Option<Role>, kind: NotAKey) {
        let place = match role {
            Some(Role::Id) => &mut self.gaps[0],
            Some(Role::Secret) => &mut self.gaps[1],
            Some(Role::Token) => &mut self.gaps[2],
            _ => &mut self.other,
        };
        if place.is_none_or(|kind| kind == NotAKey::Null) {
            *place = Some(kind);
        }
    }

    /// Every set of credentials, the one half there is, or what is missing.
    pub fn finish(mut self) -> Result<Vec<Found>, NotUnderstood> {
        let groups = std::mem::take(&mut self.structure.groups);
        let in_states = |states: &[Line]| {
            let entries = self.entries.iter().filter(|entry| states.contains(&entry.state));
            pairing::pair(entries.collect(), &groups)
        };
        let mut live = in_states(&[Line::Live, Line::Added]);
        let mut found = Choice::default();
        if self.rows.is_empty() && live.sets.is_empty() && live.loose.is_empty() {
            live = in_states(&[Line::Commented]);
        }
        found.add_sets(&live.sets, &groups);
        for row in self.rows.drain(..) {
            found.add(row);
        }
        if self.entries.iter().any(|entry| entry.state == Line::Removed) {
            let mut old = in_states(&[Line::Live, Line::Removed]);
            old.sets.retain(|set| set.origin() == Origin::Removed);
            found.add_sets(&old.sets, &groups);
        }
        if live.is_ambiguous {
            return Err(NotUnderstood::Ambiguous);
        }
        let mut found = found.finish()?;
        if found.is_empty() {
            return self.half(&live.loose).map(|half| vec![half]);
        }
        if let [one] = found.as_mut_slice() {
            // AWS's are far longer.
            let token = one.session_token.as_ref().map_or(usize::MAX, |it| it.expose().len());
            if one.access_key_id.starts_with("ASIA") && token < SHORTEST_TOKEN {
                one.session_token = None;
                one.expires = None;
                self.gaps[2] = Some(NotAKey::Cut);
            }
            let lacks_token = one.session_token.is_none() && one.access_key_id.starts_with("ASIA");
            let gap = |instead| Gap { part: Part::Token, instead };
            one.gap = self.gaps[2].filter(|_| lacks_token).map(gap);
        }
        Ok(found)
    }

    /// The one half of a key there is, if it can be nothing else; or what is missing.
    fn half(&self, loose: &[&Entry]) -> Result<Found, NotUnderstood> {
        let of = |role| {
            let is_it =
                move |entry: &&&Entry| entry.role == role && entry.confidence > Confidence::Guess;
            loose.iter().filter(is_it).collect::<Vec<_>>()
        };
        let (ids, mut secrets, tokens) = (of(Role::Id), of(Role::Secret), of(Role::Token));
        if !ids.is_empty() {
            // A hash under an ambiguous name is no secret of a key.
            secrets.retain(|it| it.is_strong() || shape::is_surely_secret(it.text.expose()));
        }
        let [id_gap, secret_gap, _] = self.gaps;
        let only = |entries: &[&&Entry], is: fn(&str) -> bool| match entries {
            [one] if is(one.text.expose()) => Some(one.text.duplicate()),
            _ => None,
        };
        let token = if let [token] = tokens.as_slice() { Some(token) } else { None };
        let base = |entry: &Entry, gap: Option<(Part, NotAKey)>| Found {
            session_token: token.map(|token| token.text.duplicate()),
            source: entry.source.unwrap_or_default(),
            origin: origin_of(entry),
            gap: gap.map(|(part, instead)| Gap { part, instead }),
            ..Found::default()
        };
        match (ids.as_slice(), secrets.as_slice()) {
            ([id], []) if self.other != Some(NotAKey::SmtpPassword) || secret_gap.is_some() => {
                let text = only(&ids, shape::is_id).or(only(&ids, shape::is_google_id));
                let text = text.ok_or(NotUnderstood::NoSecret)?;
                let masked = self.other.filter(|kind| *kind == NotAKey::Masked);
                let gap = secret_gap.or(masked).map(|instead| (Part::Secret, instead));
                Ok(Found { access_key_id: text.expose().to_owned(), ..base(id, gap) })
            }
            ([], [secret]) => {
                let text = only(&secrets, shape::is_surely_secret).ok_or(NotUnderstood::NoId)?;
                let gap = id_gap.map(|instead| (Part::Id, instead));
                Ok(Found { secret_access_key: text, ..base(secret, gap) })
            }
            ([], []) => Err(self.nothing()),
            ([_], []) => Err(NotUnderstood::NotAKey(NotAKey::SmtpPassword)),
            (_, []) => Err(NotUnderstood::NoSecret),
            ([], _) => Err(NotUnderstood::NoId),
            _ => Err(NotUnderstood::Ambiguous),
        }
    }

    /// What the text is instead.
    fn nothing(&self) -> NotUnderstood {
        let [id, secret, token] = self.gaps;
        let kinds = [self.other.filter(|kind| *kind == NotAKey::SsoToken), id, secret, token];
        let named = kinds.into_iter().flatten().find(|kind| *kind != NotAKey::Null);
        let kind = named.or(self.other);
        kind.or(id).or(secret).map_or(NotUnderstood::Nothing, NotUnderstood::NotAKey)
    }
}

/// The sets to choose from.
#[derive(Default)]
struct Choice {
    found: Vec<Found>,
    is_full: bool,
}

impl Choice {
    fn add_sets(&mut self, sets: &[Set<'_>], groups: &[Group]) {
        let mut names: Vec<_> = sets.iter().map(|set| set.name(groups)).collect();
        // Names are given by the text for another purpose: they serve if they tell the sets apart.
        let mut sorted: Vec<_> = names.iter().map(|(name, _)| name.clone()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let serve = sets.len() > 1 && sorted.len() == sets.len();
        for (set, (name, is_profile)) in sets.iter().zip(names.drain(..)) {
            let profile = Some(name).filter(|name| (serve || is_profile) && !name.is_empty());
            self.add(Found { profile, ..set.found(is_profile) });
        }
    }

    /// Keeps what is not there already. Of two that differ in that one has no token, the other.
    fn add(&mut self, found: Found) {
        let is_full = self.found.len() > 2 * MOST;
        let same = self.found.iter_mut().find(|other| {
            let tokens = other.session_token.as_ref().zip(found.session_token.as_ref());
            other.access_key_id == found.access_key_id
                && other.secret_access_key.expose() == found.secret_access_key.expose()
                && tokens.is_none_or(|(a, b)| a.expose() == b.expose())
        });
        match same {
            Some(other) if other.session_token.is_none() && found.session_token.is_some() => {
                *other = found;
            }
            Some(other) => {
                other.expires = other.expires.or(found.expires);
                other.region = other.region.take().or(found.region);
                other.mfa_serial = other.mfa_serial.take().or(found.mfa_serial);
                other.profile = other.profile.take().or(found.profile);
            }
            // Examples are dropped where others are.
            None if is_full => self.is_full = true,
            None => self.found.push(found),
        }
    }

    fn finish(mut self) -> Result<Vec<Found>, NotUnderstood> {
        if self.found.iter().any(|found| !found.is_example()) {
            self.found.retain(|found| !found.is_example());
        }
        if self.is_full || self.found.len() > MOST {
            return Err(NotUnderstood::TooMany);
        }
        tell_apart(&mut self.found);
        Ok(self.found)
    }
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
