//! What a demo begins with, and what goes wrong in it.

use super::account::{ADA, CI_DEPLOY, GRACE, KEY_KEEPER, Person, ROOT};
use crate::Timestamp;

/// A situation to try the page in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scene {
    /// An IAM user with one key, and room for another.
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
    /// A user whom no policy allows anything.
    Denied,
    /// A server whose clock is ahead of the device's.
    Clock,
    /// A server that refuses each request once or twice first.
    Throttled,
    /// A key that is made while the answer gets lost.
    Lost,
    /// Requests that do not arrive, and then a network that fails for a while.
    Broken,
    /// A secret that does not belong to its id.
    Secret,
    /// A session that ends in a moment.
    Expiring,
}

const MINUTE: i64 = 60_000;

/// How far the server's clock is ahead in [`Scene::Clock`].
const AHEAD: i64 = 26 * MINUTE;

impl Scene {
    /// All, in the order in which they teach.
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

    /// Whose credentials the visitor is handed.
    pub(super) fn visitor(self) -> &'static Person {
        match self {
            Self::Quota => &CI_DEPLOY,
            Self::Root | Self::NewAccount => &ROOT,
            Self::Role => &KEY_KEEPER,
            Self::Denied => &GRACE,
            _ => &ADA,
        }
    }

    /// How long these last, where they are temporary.
    pub(super) const fn life(self) -> Option<i64> {
        match self {
            Self::NewAccount | Self::Role => Some(60 * MINUTE),
            Self::Expiring => Some(3 * MINUTE),
            _ => None,
        }
    }

    /// What time it is on the server.
    pub(super) fn server_time(self, device: Timestamp) -> Timestamp {
        if self == Self::Clock { device.plus(AHEAD) } else { device }
    }
}
