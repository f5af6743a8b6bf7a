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

    /// A word for the option's value.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.told()[0]
    }

    /// The option's text.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.told()[1]
    }

    /// What to look at and try here.
    #[must_use]
    pub const fn lesson(self) -> &'static str {
        self.told()[2]
    }

    const fn told(self) -> [&'static str; 3] {
        match self {
            Self::User => [
                "user",
                "An IAM user with one key",
                "The key is 200 days old, and the tab is signed in with it. Create a second one and save its file. Then make the old one inactive: the page warns first, and locks.",
            ],
            Self::Quota => [
                "quota",
                "At the quota",
                "Two keys is the limit, and inactive ones count. Delete one to make room.",
            ],
            Self::Root => [
                "root",
                "The root user",
                "The page warns before it goes on: root keys open everything, and AWS advises to have none.",
            ],
            Self::NewAccount => [
                "new",
                "A brand-new account",
                "Root with temporary credentials, as CloudShell lends them, and no access key yet. Create the first one.",
            ],
            Self::Role => [
                "role",
                "A role",
                "A role has no access keys of its own. The page asks whose to manage.",
            ],
            Self::Denied => [
                "denied",
                "Nothing allowed",
                "The key is good, but no policy allows it anything. See which one would.",
            ],
            Self::Clock => [
                "clock",
                "Wrong clock",
                "The server's clock is 26 minutes ahead of this device's, so it refuses the first signature. The page reads the time from the refusal and signs again.",
            ],
            Self::Throttled => [
                "throttled",
                "Throttled",
                "Each request is refused once or twice for haste. The page waits in sight; you may give up.",
            ],
            Self::Lost => [
                "lost",
                "A lost answer",
                "Create a key: it is made, but the answer with its secret is lost. The page looks instead of asking again.",
            ],
            Self::Broken => [
                "broken",
                "A broken connection",
                "Create a key: the request is lost on its way, so nothing is made. Try again, and the network fails for a while too: nobody can tell until you look again.",
            ],
            Self::Secret => [
                "secret",
                "A wrong secret",
                "The secret is not this key's, so no signature is right. See what the page says, then choose another scene.",
            ],
            Self::Expiring => [
                "expiring",
                "Credentials about to run out",
                "A session that ends in three minutes. The page counts down, asks for new credentials and goes on where it was.",
            ],
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
