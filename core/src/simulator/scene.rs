//! What a demo begins with, and what goes wrong in it.

use super::people::{ADA, CI_DEPLOY, GRACE, KEY_KEEPER, Person, ROOT};
use crate::Timestamp;

/// A situation to try the page in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scene {
    /// An IAM user with one key, who may create another.
    #[default]
    User,
    /// Two keys, one of them inactive.
    Quota,
    /// The root user.
    Root,
    /// Root with temporary credentials, and no key yet.
    NewAccount,
    /// A role, which has no keys of its own.
    Role,
    /// A user without permissions.
    Denied,
    /// A server whose clock is ahead of the device's.
    Clock,
    /// A server that throttles each request once or twice.
    Throttled,
    /// A key that is created while the response is lost.
    Lost,
    /// Requests that are lost, and then a network that fails for a while.
    Broken,
    /// A secret that does not belong to its id.
    Secret,
    /// A session that is about to expire.
    Expiring,
}

const MINUTE: i64 = 60_000;

/// How far the server's clock is ahead in [`Scene::Clock`], in milliseconds.
const AHEAD: i64 = 26 * MINUTE;

impl Scene {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 12] = [
        Self::User,
        Self::Quota,
        Self::Root,
        Self::NewAccount,
        Self::Role,
        Self::Denied,
        Self::Clock,
        Self::Throttled,
        Self::Lost,
        Self::Broken,
        Self::Secret,
        Self::Expiring,
    ];

    /// A unique identifier.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Quota => "quota",
            Self::Root => "root",
            Self::NewAccount => "new",
            Self::Role => "role",
            Self::Denied => "denied",
            Self::Clock => "clock",
            Self::Throttled => "throttled",
            Self::Lost => "lost",
            Self::Broken => "broken",
            Self::Secret => "secret",
            Self::Expiring => "expiring",
        }
    }

    /// Whose credentials to sign in with.
    pub(super) fn identity(self) -> &'static Person {
        match self {
            Self::Quota => &CI_DEPLOY,
            Self::Root | Self::NewAccount => &ROOT,
            Self::Role => &KEY_KEEPER,
            Self::Denied => &GRACE,
            _ => &ADA,
        }
    }

    /// The lifetime of the credentials in milliseconds, where they are temporary.
    pub(super) const fn lifetime(self) -> Option<i64> {
        match self {
            Self::NewAccount | Self::Role => Some(60 * MINUTE),
            Self::Expiring => Some(3 * MINUTE),
            _ => None,
        }
    }

    /// The server's time.
    pub(super) fn server_time(self, device: Timestamp) -> Timestamp {
        if self == Self::Clock { device.plus(AHEAD) } else { device }
    }
}
