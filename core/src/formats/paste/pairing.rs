//! Which secret belongs to which id.
//!
//! Values are paired in the smallest part of the text that holds both halves: a line, a paragraph,
//! a group such as a JSON object, the group around it. In each, names decide first; then it must be
//! the only id and the only secret; then ids and secrets must alternate. Whatever is left goes to
//! the next larger part, and whatever is left at last is not paired.

use super::entry::{Confidence, Entry, distinct};
use super::epoch::Epoch;
use super::names::{self, Role};
use super::set::{Set, is_named_as, may_pair};
use super::structure::Group;

/// With more values than this in one part, none are paired there.
const MOST: usize = 400;

/// What came of the entries of a text.
#[derive(Default)]
pub struct Paired<'e> {
    pub sets: Vec<Set<'e>>,
    pub loose: Vec<&'e Entry>,
    /// Whether something that is left over could belong to a set as well.
    pub is_ambiguous: bool,
}

/// Pairs the entries of a text.
pub fn pair<'e>(entries: Vec<&'e Entry>, groups: &[Group]) -> Paired<'e> {
    let mut buckets: Vec<Paired> = groups.iter().map(|_| Paired::default()).collect();
    for entry in entries {
        buckets[entry.group].loose.push(entry);
    }
    let mut all = Paired::default();
    // Each group stands behind the one around it.
    for at in (0..groups.len()).rev() {
        let mut bucket = std::mem::take(&mut buckets[at]);
        if !bucket.loose.is_empty() {
            bucket.by_name();
            bucket.by(|entry| entry.line);
            bucket.by(|entry| entry.paragraph);
            bucket.by(|_| 0);
        }
        let into = if groups[at].is_section {
            bucket.is_ambiguous |= bucket.is_disputed();
            &mut all
        } else {
            &mut buckets[groups[at].parent]
        };
        into.sets.append(&mut bucket.sets);
        into.loose.append(&mut bucket.loose);
        into.is_ambiguous |= bucket.is_ambiguous;
    }
    all.sets.sort_by_key(Set::at);
    all.loose = distinct(all.loose);
    all
}

impl Paired<'_> {
    /// Pairs what has a variable's name that nothing else in the whole part has: that says more than
    /// a place.
    fn by_name(&mut self) {
        let mut node = Node::new(&self.loose);
        if node.ids.len().max(node.secrets.len()) <= MOST {
            let is_exact = |entry: &Entry| entry.is_strong() && !entry.is_phrase();
            node.by_name(|entry| is_exact(entry).then(|| entry.qualifier().to_owned()));
        }
        self.sets.append(&mut node.sets);
        self.loose = node.into_loose();
    }

    /// Pairs within each part of the same number.
    fn by(&mut self, part: fn(&Entry) -> usize) {
        self.loose.sort_by_key(|entry| (part(entry), entry.at));
        self.sets.sort_by_key(|set| (part(set.id), set.at()));
        let mut sets = std::mem::take(&mut self.sets).into_iter().peekable();
        let loose = std::mem::take(&mut self.loose);
        for entries in loose.chunk_by(|a, b| part(a) == part(b)) {
            let number = part(entries[0]);
            while let Some(set) = sets.next_if(|set| part(set.id) < number) {
                self.sets.push(set);
            }
            let mut node = Node::new(entries);
            while let Some(set) = sets.next_if(|set| part(set.id) == number) {
                node.sets.push(set);
            }
            node.pair();
            self.sets.append(&mut node.sets);
            self.loose.append(&mut node.into_loose());
        }
        self.sets.extend(sets);
    }

    /// Whether something is left over that has the very name of a part of a set.
    fn is_disputed(&self) -> bool {
        let loose = || self.loose.iter().filter(|entry| entry.confidence == Confidence::Name);
        let lacks_token = |set: &Set| set.token.is_none() && set.is_temporary();
        self.sets.iter().take(MOST).any(|set| {
            loose().take(MOST).any(|entry| match entry.role {
                Role::Id => is_rival(entry, set.id),
                Role::Secret => is_rival(entry, set.secret),
                Role::Token => {
                    lacks_token(set) || set.token.is_some_and(|token| is_rival(entry, token))
                }
                _ => false,
            })
        })
    }
}

/// Whether two different values have the same name in the same group.
fn is_rival(a: &Entry, b: &Entry) -> bool {
    a.is_named()
        && b.is_named()
        && a.is_strong()
        && a.group == b.group
        && a.qualifier() == b.qualifier()
        && a.epoch == b.epoch
        && a.text.expose() != b.text.expose()
}

/// What stands in one part of a text.
#[derive(Default)]
struct Node<'e> {
    sets: Vec<Set<'e>>,
    ids: Vec<&'e Entry>,
    secrets: Vec<&'e Entry>,
    tokens: Vec<&'e Entry>,
    others: Vec<&'e Entry>,
}

impl<'e> Node<'e> {
    fn new(entries: &[&'e Entry]) -> Self {
        let of =
            |role| distinct(entries.iter().filter(|entry| entry.role == role).copied().collect());
        let is_other =
            |entry: &&&Entry| !matches!(entry.role, Role::Id | Role::Secret | Role::Token);
        Self {
            ids: of(Role::Id),
            secrets: of(Role::Secret),
            tokens: of(Role::Token),
            others: entries.iter().filter(is_other).copied().collect(),
            sets: Vec::new(),
        }
    }

    /// What is left over.
    fn into_loose(self) -> Vec<&'e Entry> {
        [self.ids, self.secrets, self.tokens, self.others].concat()
    }

    fn pair(&mut self) {
        if self.ids.len().max(self.secrets.len()) <= MOST {
            self.by_name(|entry| Some(entry.qualifier().to_owned()));
            self.by_name(|entry| Some(names::core(entry.qualifier())).filter(|it| !it.is_empty()));
            while self.only() {}
            self.alternating();
        } else {
            // Enough to say that it is not clear.
            self.ids.truncate(MOST);
            self.secrets.truncate(MOST);
        }
        self.sets.sort_by_key(Set::at);
        // Each token is compared with each set, in every part around them again.
        if self.tokens.len() * self.sets.len() <= MOST * MOST {
            self.tokens();
        }
        if !self.sets.is_empty() {
            for other in std::mem::take(&mut self.others) {
                let after = self.sets.partition_point(|set| set.at() <= other.at);
                let set = &mut self.sets[after.saturating_sub(1)];
                if set.others.iter().all(|known| known.role != other.role) {
                    set.others.push(other);
                }
            }
        }
    }

    /// Pairs an id and a secret that alone have the same name.
    fn by_name(&mut self, name: impl Fn(&Entry) -> Option<String>) {
        let sorted = |entries: &[&'e Entry]| {
            let labelled = entries.iter().filter(|entry| entry.is_named());
            let mut names: Vec<_> = labelled.filter_map(|it| Some((name(it)?, it.at))).collect();
            names.sort_unstable();
            names
        };
        let (ids, secrets) = (sorted(&self.ids), sorted(&self.secrets));
        for names in ids.chunk_by(|a, b| a.0 == b.0) {
            let [(name, id)] = names else { continue };
            let from = secrets.partition_point(|(other, _)| other < name);
            let mut same = secrets[from..].iter().take_while(|(other, _)| other == name);
            if let (Some((_, secret)), None) = (same.next(), same.next()) {
                self.take(*id, *secret);
            }
        }
    }

    /// Pairs the only id and the only secret, where those are left out that are said to be old.
    fn only(&mut self) -> bool {
        let one = |entries: &[&Entry], others: &[&Entry]| {
            let epoch = if let [other] = others { other.epoch } else { None };
            let mut left: Vec<_> = entries.iter().map(|entry| (entry.at, entry.epoch)).collect();
            for wanted in [epoch, Some(Epoch::New)] {
                if left.len() > 1 && wanted.is_some() {
                    let of_epoch: Vec<_> =
                        left.iter().filter(|it| it.1 == wanted).copied().collect();
                    if !of_epoch.is_empty() {
                        left = of_epoch;
                    }
                }
            }
            if left.len() > 1 {
                left.retain(|it| it.1 != Some(Epoch::Old));
            }
            if let [(at, _)] = left[..] { Some(at) } else { None }
        };
        let id = one(&self.ids, &self.secrets);
        let secret = one(&self.secrets, &self.ids);
        id.zip(secret).is_some_and(|(id, secret)| self.take(id, secret))
    }

    /// Pairs ids and secrets that take turns.
    fn alternating(&mut self) {
        let count = self.ids.len();
        if count < 2 || count != self.secrets.len() {
            return;
        }
        let id_first = self.ids[0].at < self.secrets[0].at;
        let (first, second) =
            if id_first { (&self.ids, &self.secrets) } else { (&self.secrets, &self.ids) };
        let takes_turns = (0..count).all(|n| {
            first[n].at < second[n].at && first.get(n + 1).is_none_or(|it| second[n].at < it.at)
        });
        let fit = self.ids.iter().zip(&self.secrets).all(|(id, secret)| may_pair(id, secret));
        if takes_turns && fit {
            let pairs: Vec<_> =
                self.ids.iter().zip(&self.secrets).map(|(id, secret)| (id.at, secret.at)).collect();
            for (id, secret) in pairs {
                self.take(id, secret);
            }
        }
    }

    /// Makes a set of an id and a secret, by their places, if they may be one.
    fn take(&mut self, id: usize, secret: usize) -> bool {
        let find = |entries: &[&Entry], at| entries.iter().position(|entry| entry.at == at);
        let (Some(id), Some(secret)) = (find(&self.ids, id), find(&self.secrets, secret)) else {
            return false;
        };
        if !may_pair(self.ids[id], self.secrets[secret]) {
            return false;
        }
        let (id, secret) = (self.ids.remove(id), self.secrets.remove(secret));
        self.sets.push(Set { id, secret, token: None, others: Vec::new() });
        true
    }

    /// The sets that may have a token: those with temporary ids, before others that may have one.
    fn lacking(&mut self, token: &Entry) -> Vec<&mut Set<'e>> {
        let lacks = |set: &Set| set.token.is_none() && set.is_temporary();
        let are_temporary = self.sets.iter().any(lacks);
        let fits = |set: &&mut Set| set.takes(token) && (!are_temporary || set.is_temporary());
        self.sets.iter_mut().filter(fits).collect()
    }

    /// Gives the sets their tokens: by name, the only one to the only set, or in turns.
    fn tokens(&mut self) {
        for token in std::mem::take(&mut self.tokens) {
            let mut same = self.lacking(token);
            same.retain(|set| token.is_named() && is_named_as(set.secret, token));
            match same.as_mut_slice() {
                [set] => set.token = Some(token),
                _ => self.tokens.push(token),
            }
        }
        let tokens = std::mem::take(&mut self.tokens);
        let Some(first) = tokens.first() else { return };
        let mut sets = self.lacking(first);
        let takes_turns = |sets: &[&mut Set<'_>]| {
            let follows = |n: usize| {
                let (set, token) = (sets[n].at(), tokens[n].at);
                let next = |at: usize| sets.get(n + 1).is_none_or(|next| at < next.at());
                let last = |at: usize| n == 0 || at > sets[n - 1].secret.at.max(sets[n - 1].at());
                if tokens[0].at > sets[0].at() {
                    token > set && next(token)
                } else {
                    last(token) && token < set
                }
            };
            (0..sets.len()).all(follows)
        };
        if sets.len() == tokens.len() && (sets.len() == 1 || takes_turns(&sets)) {
            for (set, token) in sets.iter_mut().zip(tokens) {
                set.token = Some(token);
            }
        } else {
            self.tokens = tokens;
        }
    }
}
