//! The account: its keys and sessions, and IAM's rules for them.

use super::people::{PEOPLE, Person};
use super::random::Random;
use super::refusal::Refusal;
use crate::aws::{Credentials, Partition, Service};
use crate::keys::AccessKeyId;
use crate::{Secret, Timestamp};

/// How many access keys a user may have.
const QUOTA: usize = 2;

/// How long until a new key can be used, in milliseconds. At AWS it is 5 to 15 seconds, without a
/// guarantee.
const PROPAGATION: i64 = 8_000;

/// How long until a use of a key is reported, in milliseconds. At AWS it is minutes to hours.
const USE_LAG: i64 = 2 * 60_000;

const HOUR: i64 = 3_600_000;

/// An access key, or temporary credentials, which have a session token and are not listed.
pub struct Key {
    /// What it signs with.
    pub credentials: Credentials,
    /// Whose it is.
    pub holder: &'static Person,
    /// Whether it signs.
    pub active: bool,
    /// When it was created.
    pub created: Timestamp,
    /// Whether IAM accepts it: of users' sessions, it accepts those created with MFA.
    pub may_call_iam: bool,
    /// The last use that is reported, and a later one that is not yet.
    reported: Option<Use>,
    pending: Option<Use>,
}

/// When and for what a key signed.
#[derive(Clone, Copy)]
pub struct Use {
    /// When.
    pub at: Timestamp,
    /// The service.
    pub service: &'static str,
    /// The region.
    pub region: &'static str,
}

impl Key {
    /// The access key id.
    pub fn id(&self) -> &str {
        self.credentials.access_key_id().as_str()
    }

    /// Whether it has a session token.
    pub fn is_temporary(&self) -> bool {
        self.credentials.session_token().is_some()
    }

    /// Whether a service accepts it by now.
    pub fn is_accepted(&self, service: Service, now: Timestamp) -> bool {
        let is_propagated = self.is_temporary() || now >= self.created.plus(PROPAGATION);
        let is_for_service = service == Service::Sts || self.may_call_iam;
        self.active && is_propagated && is_for_service
    }

    /// Records a use, unless an earlier one is not reported yet: AWS does not record each either.
    pub fn record_use(&mut self, service: Service, now: Timestamp) {
        if self.pending.is_some_and(|pending| now < pending.at.plus(USE_LAG)) {
            return;
        }
        self.reported = self.last_use(now);
        let (service, region) = (service.signing_name(), Partition::Aws.region());
        self.pending = Some(Use { at: now, service, region });
    }

    /// The last use that is reported by now.
    pub fn last_use(&self, now: Timestamp) -> Option<Use> {
        self.pending.filter(|pending| now >= pending.at.plus(USE_LAG)).or(self.reported)
    }
}

/// A policy or a tag of a user.
pub struct Note {
    /// Whose.
    pub holder: &'static Person,
    /// Whether it is a policy.
    pub is_policy: bool,
    /// The policy's name, or the tag's key.
    pub name: String,
    /// The policy, or the tag's value.
    pub text: String,
}

/// The account.
pub struct Account {
    /// Root and its users.
    pub people: Vec<&'static Person>,
    /// Their policies and tags.
    pub notes: Vec<Note>,
    /// Everything that can sign.
    pub keys: Vec<Key>,
    /// For new ids and secrets.
    pub random: Random,
    began: Timestamp,
}

impl Account {
    /// An account with users and keys of many ages, or a new one.
    pub fn new(is_new: bool, now: Timestamp, random: Random) -> Self {
        let people: &[&'static Person] = if is_new { &PEOPLE[..1] } else { &PEOPLE };
        let mut account = Self {
            people: people.to_vec(),
            notes: Vec::new(),
            keys: Vec::new(),
            random,
            began: now,
        };
        if is_new {
            return account;
        }
        for person in people {
            for seed in person.seed_keys {
                let index = account.add_key(person, now.plus(-seed.age * HOUR), None);
                let key = &mut account.keys[index];
                key.active = seed.active;
                key.reported = seed.used.map(|(hours, service, region)| Use {
                    at: now.plus(-hours * HOUR),
                    service,
                    region,
                });
            }
        }
        account
    }

    /// When an identity was created.
    pub fn created(&self, person: &Person) -> Timestamp {
        self.began.plus(-person.age * HOUR)
    }

    /// Adds a key, or temporary credentials with a lifetime in milliseconds; returns its index.
    pub fn add_key(
        &mut self,
        holder: &'static Person,
        created: Timestamp,
        lifetime: Option<i64>,
    ) -> usize {
        let id = AccessKeyId::from_answer(&self.random.id(lifetime.is_some()));
        let secret = Secret::from(self.random.secret());
        let token = lifetime.map(|_| Secret::from(self.random.token()));
        let expires = lifetime.map(|lifetime| created.plus(lifetime));
        self.keys.push(Key {
            credentials: Credentials::new(id, secret, token).until(expires),
            holder,
            active: true,
            created,
            may_call_iam: true,
            reported: None,
            pending: None,
        });
        self.keys.len() - 1
    }

    /// The access keys of an identity.
    pub fn keys_of(&self, person: &Person) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.holder.is(person) && !key.is_temporary())
    }

    /// Creates an access key within the quota; returns its index.
    pub fn create_key(
        &mut self,
        person: &'static Person,
        now: Timestamp,
    ) -> Result<usize, Refusal> {
        if self.keys_of(person).count() >= QUOTA {
            let message = "Cannot exceed quota for AccessKeysPerUser: 2";
            return Err(Refusal::new(409, "LimitExceeded", &[message]));
        }
        Ok(self.add_key(person, now, None))
    }

    /// The index of an access key: of anyone's, or of one holder's.
    pub fn find(&self, id: &str, holder: Option<&Person>) -> Result<usize, Refusal> {
        let matches = |key: &Key| {
            key.id() == id
                && !key.is_temporary()
                && holder.is_none_or(|person| key.holder.is(person))
        };
        self.keys.iter().position(matches).ok_or_else(|| {
            let message = ["The Access Key with id ", id, " cannot be found."];
            Refusal::new(404, "NoSuchEntity", &message)
        })
    }
}
