//! The identities of the account, and what their policies allow.

use super::refusal::Refusal;

/// The account's number. Every id that [`Random`](super::random::Random) makes encodes it, as
/// [`AccessKeyId::account`](crate::keys::AccessKeyId::account) reads it.
pub const ACCOUNT: &str = "215583359624";

/// What a policy allows. `GetCallerIdentity` needs no permission.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Permissions {
    Nothing,
    OwnKeys,
    Everything,
}

/// An identity that can sign. Ages are in hours before the demo begins.
pub struct Person {
    /// The last part of the ARN: `root`, `user/path/name`, `assumed-role/role/session`.
    resource: &'static str,
    /// The unique id.
    pub id: &'static str,
    permissions: Permissions,
    /// When it was created.
    pub age: i64,
    /// Its keys as the demo begins.
    pub seed_keys: &'static [SeedKey],
}

/// A key as the demo begins.
pub struct SeedKey {
    /// When it was created.
    pub age: i64,
    /// Whether it is active.
    pub active: bool,
    /// Its last use: hours ago, service and region.
    pub used: Option<(i64, &'static str, &'static str)>,
}

/// The root user.
pub static ROOT: Person = Person {
    resource: "root",
    id: ACCOUNT,
    permissions: Permissions::Everything,
    age: 40_010,
    seed_keys: &[SeedKey { age: 17_533, active: true, used: Some((7_205, "s3", "us-east-1")) }],
};

/// A user who manages her own keys, and may create another.
pub static ADA: Person = Person {
    resource: "user/ada",
    id: "AIDADEMOFAKEADALVLCE",
    permissions: Permissions::OwnKeys,
    age: 21_004,
    seed_keys: &[SeedKey { age: 4_807, active: true, used: Some((3, "s3", "eu-central-1")) }],
};

/// A user with two keys, the older of which is inactive.
pub static CI_DEPLOY: Person = Person {
    resource: "user/service/ci-deploy",
    id: "AIDADEMOFAKECIDEPLOY",
    permissions: Permissions::OwnKeys,
    age: 12_011,
    seed_keys: &[
        SeedKey { age: 9_894, active: false, used: Some((2_283, "ecr", "us-east-1")) },
        SeedKey { age: 293, active: true, used: Some((1, "ecr", "us-east-1")) },
    ],
};

/// A user without permissions.
pub static GRACE: Person = Person {
    resource: "user/grace",
    id: "AIDADEMOFAKEGRACEHPR",
    permissions: Permissions::Nothing,
    age: 1_003,
    seed_keys: &[SeedKey { age: 722, active: true, used: None }],
};

/// A role: it has no keys of its own, and may manage everyone's.
pub static KEY_KEEPER: Person = Person {
    resource: "assumed-role/KeyKeeper/demo",
    id: "AROADEMOFAKEKEYKEEPR:demo",
    permissions: Permissions::Everything,
    age: 0,
    seed_keys: &[],
};

/// Users that the demo never signs in as.
static BACKUP_NAS: Person = Person {
    resource: "user/service/backup-nas",
    id: "AIDADEMOFAKEBACKUPNA",
    permissions: Permissions::OwnKeys,
    age: 36_020,
    seed_keys: &[SeedKey { age: 35_054, active: true, used: Some((26, "s3", "eu-west-1")) }],
};
static WORDPRESS: Person = Person {
    resource: "user/service/wordpress",
    id: "AIDADEMOFAKEWORDPRES",
    permissions: Permissions::OwnKeys,
    age: 26_016,
    seed_keys: &[
        SeedKey { age: 25_901, active: false, used: None },
        SeedKey { age: 8_709, active: true, used: Some((5_012, "ses", "us-west-2")) },
    ],
};

/// Everyone with keys of their own, root first.
pub static PEOPLE: [&Person; 6] = [&ROOT, &ADA, &BACKUP_NAS, &CI_DEPLOY, &GRACE, &WORDPRESS];

impl Person {
    /// A new user, who may do nothing in IAM. The few that a demo makes live as long as the tab.
    pub fn new_user(path: &str, name: &str, id: String) -> &'static Self {
        let resource: &'static str = Box::leak(["user", path, name].concat().into_boxed_str());
        Box::leak(Box::new(Self {
            resource,
            id: Box::leak(id.into_boxed_str()),
            permissions: Permissions::Nothing,
            age: 0,
            seed_keys: &[],
        }))
    }

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

    /// Whether this identity can have access keys.
    pub fn has_keys(&self) -> bool {
        !self.resource.starts_with("assumed-role")
    }

    /// Whether both are the same identity.
    pub fn is(&self, other: &Self) -> bool {
        self.resource == other.resource
    }

    /// Checks whether this identity may call an action on a target, which is `None` where it does
    /// not exist. `resource` is the target in AWS's wording.
    pub fn authorize(
        &self,
        action: &str,
        target: Option<&Self>,
        resource: [&str; 3],
    ) -> Result<(), Refusal> {
        let is_allowed = match self.permissions {
            Permissions::Nothing => false,
            Permissions::OwnKeys => target.is_some_and(|target| self.is(target)),
            Permissions::Everything => true,
        };
        if is_allowed {
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
