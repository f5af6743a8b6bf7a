//! The account: who is in it, their keys, and IAM's rules about both.

use super::draw::Draw;
use crate::aws::{Credentials, Partition, Service};
use crate::keys::{AccessKeyId, KeyRing};
use crate::{Secret, Timestamp};

/// The account's number. Every id [`Draw`] makes is of this account, as
/// [`AccessKeyId::account`] reads it.
pub const ACCOUNT: &str = "215583359624";

/// How long a new key is not known everywhere yet, in milliseconds. At AWS it is 5 to 15 seconds,
/// without a promise.
const PROPAGATION: i64 = 8_000;

/// How long a use of a key takes to be told, in milliseconds. At AWS it is minutes to hours.
const LAG: i64 = 2 * 60_000;

const HOUR: i64 = 3_600_000;

/// What someone may do. Asking who one is needs no permission.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rights {
    Nothing,
    OwnKeys,
    Everything,
}

/// Someone who can sign. Ages are in hours before the demo began.
pub struct Person {
    /// The last part of the ARN: `root`, `user/path/name`, `assumed-role/role/session`.
    resource: &'static str,
    /// The unique id.
    pub id: &'static str,
    rights: Rights,
    age: i64,
    keys: &'static [Cut],
}

/// A key as the demo begins.
struct Cut {
    age: i64,
    active: bool,
    /// Its last use: hours ago, service and region.
    used: Option<(i64, &'static str, &'static str)>,
}

/// The root user.
pub static ROOT: Person = Person {
    resource: "root",
    id: ACCOUNT,
    rights: Rights::Everything,
    age: 40_010,
    keys: &[Cut { age: 17_533, active: true, used: Some((7_205, "s3", "us-east-1")) }],
};

/// A user who manages her own keys, and has room for another.
pub static ADA: Person = Person {
    resource: "user/ada",
    id: "AIDADEMOFAKEADALVLCE",
    rights: Rights::OwnKeys,
    age: 21_004,
    keys: &[Cut { age: 4_807, active: true, used: Some((3, "s3", "eu-central-1")) }],
};

/// A user who has two keys, the older of which is retired.
pub static CI_DEPLOY: Person = Person {
    resource: "user/service/ci-deploy",
    id: "AIDADEMOFAKECIDEPLOY",
    rights: Rights::OwnKeys,
    age: 12_011,
    keys: &[
        Cut { age: 9_894, active: false, used: Some((2_283, "ecr", "us-east-1")) },
        Cut { age: 293, active: true, used: Some((1, "ecr", "us-east-1")) },
    ],
};

/// A user who is allowed nothing.
pub static GRACE: Person = Person {
    resource: "user/grace",
    id: "AIDADEMOFAKEGRACEHPR",
    rights: Rights::Nothing,
    age: 1_003,
    keys: &[Cut { age: 722, active: true, used: None }],
};

/// A role: it has no keys of its own, and may manage everyone's.
pub static KEY_KEEPER: Person = Person {
    resource: "assumed-role/KeyKeeper/demo",
    id: "AROADEMOFAKEKEYKEEPR:demo",
    rights: Rights::Everything,
    age: 0,
    keys: &[],
};

/// Users whose keys are there to be looked at.
static BACKUP_NAS: Person = Person {
    resource: "user/service/backup-nas",
    id: "AIDADEMOFAKEBACKUPNA",
    rights: Rights::OwnKeys,
    age: 36_020,
    keys: &[Cut { age: 35_054, active: true, used: Some((26, "s3", "eu-west-1")) }],
};
static WORDPRESS: Person = Person {
    resource: "user/service/wordpress",
    id: "AIDADEMOFAKEWORDPRES",
    rights: Rights::OwnKeys,
    age: 26_016,
    keys: &[
        Cut { age: 25_901, active: false, used: None },
        Cut { age: 8_709, active: true, used: Some((5_012, "ses", "us-west-2")) },
    ],
};

/// Everyone with keys of their own, root first: a new account has no one else.
static PEOPLE: [&Person; 6] = [&ROOT, &ADA, &BACKUP_NAS, &CI_DEPLOY, &GRACE, &WORDPRESS];

impl Person {
    /// A user's name.
    pub fn name(&self) -> Option<&'static str> {
        Some(self.path_and_name()?.1)
    }

    /// A user's path, without the slash at its end, and name.
    pub fn path_and_name(&self) -> Option<(&'static str, &'static str)> {
        self.resource.strip_prefix("user")?.rsplit_once('/')
    }

    /// The ARN.
    pub fn arn(&self) -> String {
        let service = if self.has_keys() { "iam" } else { "sts" };
        ["arn:aws:", service, "::", ACCOUNT, ":", self.resource].concat()
    }

    /// Whether access keys can be this person's own.
    pub fn has_keys(&self) -> bool {
        !self.resource.starts_with("assumed-role")
    }

    /// Whether both are the same.
    pub fn is(&self, other: &Self) -> bool {
        self.resource == other.resource
    }

    /// Holds an action to the policy. `whom` it is about is known to nobody where there is no such
    /// person; `resource` is what AWS calls it.
    pub fn may(
        &self,
        action: &str,
        whom: Option<&Self>,
        resource: [&str; 3],
    ) -> Result<(), Refusal> {
        let allowed = match self.rights {
            Rights::Nothing => false,
            Rights::OwnKeys => whom.is_some_and(|whom| self.is(whom)),
            Rights::Everything => true,
        };
        if allowed {
            return Ok(());
        }
        let (arn, resource) = (self.arn(), resource.concat());
        Err(Refusal::new(
            403,
            "AccessDenied",
            &[
                "User: ",
                &arn,
                " is not authorized to perform: iam:",
                action,
                " on resource: ",
                &resource,
                " because no identity-based policy allows the iam:",
                action,
                " action",
            ],
        ))
    }
}

/// Why something is not done, in AWS's words.
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// AWS's code.
    pub code: &'static str,
    /// What AWS says of it.
    pub message: String,
}

impl Refusal {
    /// A refusal whose message is made of these pieces.
    pub fn new(status: u16, code: &'static str, message: &[&str]) -> Self {
        Self { status, code, message: message.concat() }
    }
}

/// An access key, or temporary credentials, which have a session token and are in no list.
pub struct Key {
    /// What it signs with.
    pub credentials: Credentials,
    /// Whose it is.
    pub holder: &'static Person,
    /// Whether it signs.
    pub active: bool,
    /// When it was made.
    pub created: Timestamp,
    /// Whether IAM takes it: of the sessions users make, it takes those made with MFA.
    pub good_for_iam: bool,
    /// The use that is told, and a later one that is not yet.
    told: Option<Use>,
    fresh: Option<Use>,
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

    /// Whether it may sign for a service by now.
    pub fn is_known(&self, service: Service, now: Timestamp) -> bool {
        let is_everywhere = self.is_temporary() || now >= self.created.plus(PROPAGATION);
        let is_taken = service == Service::Sts || self.good_for_iam;
        self.active && is_everywhere && is_taken
    }

    /// Notes a use. One that is not told yet is waited for: AWS does not note each either.
    pub fn note(&mut self, service: Service, now: Timestamp) {
        if self.fresh.is_some_and(|fresh| now < fresh.at.plus(LAG)) {
            return;
        }
        self.told = self.last_use(now);
        let (service, region) = (service.signing_name(), Partition::Aws.region());
        self.fresh = Some(Use { at: now, service, region });
    }

    /// The last use that is told by now.
    pub fn last_use(&self, now: Timestamp) -> Option<Use> {
        self.fresh.filter(|fresh| now >= fresh.at.plus(LAG)).or(self.told)
    }
}

/// The account as it is.
pub struct Account {
    /// Root, and its users.
    pub people: &'static [&'static Person],
    /// Everything that can sign.
    pub keys: Vec<Key>,
    /// For new ids and secrets.
    pub draw: Draw,
    began: Timestamp,
}

impl Account {
    /// An account with users and keys of many ages, or one that was opened just now.
    pub fn new(is_new: bool, now: Timestamp, draw: Draw) -> Self {
        let people: &[&Person] = if is_new { &PEOPLE[..1] } else { &PEOPLE };
        let mut account = Self { people, keys: Vec::new(), draw, began: now };
        if is_new {
            return account;
        }
        for person in people {
            for cut in person.keys {
                let made = account.make(person, now.plus(-cut.age * HOUR), None);
                let key = &mut account.keys[made];
                key.active = cut.active;
                key.told = cut.used.map(|(hours, service, region)| Use {
                    at: now.plus(-hours * HOUR),
                    service,
                    region,
                });
            }
        }
        account
    }

    /// When someone was made.
    pub fn created(&self, person: &Person) -> Timestamp {
        self.began.plus(-person.age * HOUR)
    }

    /// Makes a key, or temporary credentials that last some milliseconds; says where it is.
    pub fn make(
        &mut self,
        holder: &'static Person,
        created: Timestamp,
        life: Option<i64>,
    ) -> usize {
        let id = AccessKeyId::from_answer(&self.draw.id(life.is_some()));
        let secret = Secret::from(self.draw.secret());
        let token = life.map(|_| Secret::from(self.draw.token()));
        let expires = life.map(|life| created.plus(life));
        self.keys.push(Key {
            credentials: Credentials::new(id, secret, token).until(expires),
            holder,
            active: true,
            created,
            good_for_iam: true,
            told: None,
            fresh: None,
        });
        self.keys.len() - 1
    }

    /// Someone's access keys.
    pub fn keys_of(&self, person: &Person) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.holder.is(person) && !key.is_temporary())
    }

    /// Makes an access key, if there is room for one; says where it is.
    pub fn create(&mut self, person: &'static Person, now: Timestamp) -> Result<usize, Refusal> {
        if self.keys_of(person).count() >= KeyRing::QUOTA {
            let message = "Cannot exceed quota for AccessKeysPerUser: 2";
            return Err(Refusal::new(409, "LimitExceeded", &[message]));
        }
        Ok(self.make(person, now, None))
    }

    /// Where an access key is: anyone's, or this person's.
    pub fn find(&self, id: &str, of: Option<&Person>) -> Result<usize, Refusal> {
        let is_it = |key: &Key| {
            key.id() == id && !key.is_temporary() && of.is_none_or(|person| key.holder.is(person))
        };
        self.keys.iter().position(is_it).ok_or_else(|| {
            let message = ["The Access Key with id ", id, " cannot be found."];
            Refusal::new(404, "NoSuchEntity", &message)
        })
    }
}
