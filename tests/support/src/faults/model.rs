//! Faults and endings: what the fault matrix is made of.

use crate::web::fault::Fault;

/// What the page does when a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Signs in.
    Identity,
    /// Lists the keys for the first time.
    List,
    /// Reads when a key was last used.
    LastUsed,
    /// Creates a key.
    Create,
    /// Makes a key inactive.
    Update,
    /// Deletes an inactive key.
    Delete,
}

impl Action {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 6] =
        [Self::Identity, Self::List, Self::LastUsed, Self::Create, Self::Update, Self::Delete];

    /// The word in a cell's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::List => "list",
            Self::LastUsed => "last_used",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    /// The call it makes.
    #[must_use]
    pub const fn call(self) -> &'static str {
        match self {
            Self::Identity => "GetCallerIdentity",
            Self::List => "ListAccessKeys",
            Self::LastUsed => "GetAccessKeyLastUsed",
            Self::Create => "CreateAccessKey",
            Self::Update => "UpdateAccessKey",
            Self::Delete => "DeleteAccessKey",
        }
    }
}

/// How a fault is injected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Injection {
    /// From this call on the endpoint refuses connections: other calls fail as well.
    Refuse,
    /// So many calls of the action fail, from the first on.
    First(u32, Fault),
    /// Every call of the action fails.
    Every(Fault),
}

/// One fault, with how each action ends.
#[derive(Debug)]
pub struct Row {
    /// The word in a cell's name.
    pub name: &'static str,
    /// Its description in the document.
    pub title: &'static str,
    /// How it is injected.
    pub injection: Injection,
    /// How each action ends, in the order of [`Action::ALL`].
    pub ends: [Ending; 6],
}

/// How an action has to end. "Calls" are those of the action itself that arrive at the endpoint,
/// retries included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It succeeds with one call, without a message.
    Done,
    /// It succeeds with one call, although the response looks unusual.
    ReadAnyway,
    /// It succeeds with so many calls, in the end without a message.
    Retried(usize),
    /// It succeeds with two calls, the second no sooner than the server asked for. A status says
    /// that the page waits.
    Waited(Wait),
    /// It succeeds with two calls, and a status says how far the clock is off.
    ClockCorrected(Clock),
    /// One call got no usable response; the list of keys shows that it succeeded.
    ConfirmedByList,
    /// It fails, and an alert says why, after so many calls.
    Reported(Reason, usize),
    /// The cell `Last used` says that there is no value, after so many calls and without an alert.
    NoLastUse(usize),
    /// One call; the list of keys shows that no key was created.
    NotCreated(Reason),
    /// One call; the list of keys shows a key whose secret is lost.
    SecretLost,
    /// Two calls, since the browser repeats the request by itself. The server refuses the second one
    /// at its limit; the list of keys shows the key that the first one created.
    Resent,
    /// No call arrived, and the list of keys is not available either.
    Unknown(Reason),
}

impl Ending {
    /// How many calls of the action have to arrive.
    #[must_use]
    pub const fn calls(self) -> usize {
        match self {
            Self::Retried(calls) | Self::Reported(_, calls) | Self::NoLastUse(calls) => calls,
            Self::Waited(_) | Self::ClockCorrected(_) | Self::Resent => 2,
            Self::Done
            | Self::ReadAnyway
            | Self::ConfirmedByList
            | Self::NotCreated(_)
            | Self::SecretLost => 1,
            Self::Unknown(_) => 0,
        }
    }

    /// Whether the action succeeded, as far as the page knows.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(
            self,
            Self::Done
                | Self::ReadAnyway
                | Self::Retried(_)
                | Self::Waited(_)
                | Self::ClockCorrected(_)
                | Self::ConfirmedByList
        )
    }
}

/// Why an action failed, as an alert says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There was no response that a page may read.
    NoAnswer,
    /// There was no response in time.
    TimedOut,
    /// The response says that there are too many requests, and is not IAM's.
    Throttled,
    /// The response is not IAM's. The alert names its status.
    Unreadable(u16),
    /// The server reports a failure of its own.
    Failure,
}

impl Reason {
    /// The code of the alert.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "NoResponse",
            Self::TimedOut => "TimedOut",
            Self::Throttled => "HTTP 429",
            Self::Unreadable(_) => "UnreadableResponse",
            Self::Failure => "ServiceFailure",
        }
    }

    /// The sentence that says what happened.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::NoAnswer => "No response arrived".to_owned(),
            Self::TimedOut => "No response arrived within 20 seconds.".to_owned(),
            Self::Throttled => "The server is limiting requests.".to_owned(),
            Self::Unreadable(status) => {
                format!("with HTTP status {status}, is not in the format of IAM and STS.")
            }
            Self::Failure => "The server could not process the request.".to_owned(),
        }
    }
}

/// Why the page waits before it retries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The server limits requests.
    Throttled,
    /// The server has an error.
    ServerError,
}

impl Wait {
    /// The server's `Retry-After` in seconds: long enough to read the status.
    pub const SECONDS: u32 = 4;

    /// How the status begins; the seconds follow.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Throttled => "The server is limiting requests; trying again in",
            Self::ServerError => "The server did not respond as expected; trying again in",
        }
    }
}

/// How this device's clock is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A day behind the server's.
    DaySlow,
    /// A day ahead of the server's.
    DayFast,
}

impl Clock {
    /// What the status says.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::DaySlow => {
                "This device's clock is 1 day slow. Keycutter corrects for it, \
                 because signatures with the wrong time are refused."
            }
            Self::DayFast => {
                "This device's clock is 1 day fast. Keycutter corrects for it, \
                 because signatures with the wrong time are refused."
            }
        }
    }
}
