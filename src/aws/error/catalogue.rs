//! What a person is told: what happened, what it means, what to do.

use super::{Error, Kind, ServiceError};
use crate::aws::TransportError;

/// A failure told to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// AWS's code, or our short name where AWS said nothing.
    pub code: String,
    /// What happened and what it means.
    pub meaning: String,
    /// What to do next.
    pub advice: &'static str,
    /// What it may come from, the likeliest first.
    pub causes: &'static [&'static str],
    /// The smallest policy that would allow what was refused.
    pub policy: Option<String>,
    /// The server's own message, when it says more than the code, and the request's id, by which AWS
    /// support finds it.
    pub detail: Option<String>,
}

impl Error {
    /// Tells the failure: what happened, what it means, what to do.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        match self {
            Self::Service(error) => error.explain(),
            Self::Transport(TransportError::TimedOut) => told(
                "TimedOut",
                "No answer came within 20 seconds.",
                "The server or the network may be busy: try again in a moment.",
            ),
            Self::Transport(TransportError::Offline) => told(
                "Offline",
                "This device is offline.",
                "Nothing is lost: try again when the network is back.",
            ),
            Self::Transport(_) => told(
                "NoAnswer",
                "No answer came back. A browser does not tell a page why.",
                "Check that this device is online, that the address is right, and that no extension or firewall \
                 blocks it. A server of your own must also allow this page's origin (CORS).",
            ),
            Self::Unreadable { action, status } => told(
                "UnreadableAnswer",
                &format!(
                    "Something answered {action} with HTTP status {status}, but not in the form IAM and STS use."
                ),
                "Check the address. If it is right, the server may be in trouble: try again in a moment.",
            ),
            Self::Unsignable => told(
                "UnsignableRequest",
                "These credentials hold characters that cannot be sent.",
                "Lock, and paste them again.",
            ),
        }
    }
}

impl ServiceError {
    fn explain(&self) -> Explanation {
        let (meaning, advice) = match self.kind() {
            Kind::Clock => (
                "This device's clock and the server's are more than 15 minutes apart.",
                "Set this device's clock, then try again.",
            ),
            Kind::Signature => (
                "The secret access key does not belong to this access key ID.",
                "Paste both again from the same key file. A secret cannot be looked up: if it is lost, make a new key elsewhere.",
            ),
            Kind::UnknownKey => (
                "The server does not accept this access key ID.",
                "What it may come from, the likeliest first:",
            ),
            Kind::Expired => ("These temporary credentials have run out.", "Paste new ones."),
            Kind::Denied => (
                "",
                "Ask whoever manages the account for a policy that allows it, or sign in with another identity.",
            ),
            Kind::Quota => (
                "There are already two access keys, and two is the limit. Inactive keys count.",
                "Make one inactive, see that nothing breaks, and delete it. Then make the new one.",
            ),
            Kind::Gone => {
                ("There is no such user or key any more.", "Refresh to see what is there now.")
            }
            Kind::Throttled => {
                ("The server asks for fewer requests.", "Wait a moment, then try again.")
            }
            Kind::Trouble => (
                "The server could not do this just now.",
                "Refresh to see what is there, then try again.",
            ),
            Kind::NeedsUser => (
                "Credentials like these have no access keys of their own.",
                "Lock, sign in again, and name the IAM user whose keys you want to manage.",
            ),
            Kind::Unsigned => (
                "The request arrived without its signature.",
                "Something between this tab and the server takes it off: a proxy, a firewall or an extension. Sign in over another network, or without the extension.",
            ),
            Kind::NoSuchAction => {
                ("", "It may be another kind of server, or an older one. Check the address.")
            }
            Kind::Other => ("", "Its own words are below."),
        };
        let meaning = match self.kind() {
            Kind::Denied => format!("This identity is not allowed to call {}.", self.action),
            Kind::NoSuchAction => format!("This server does not know {}.", self.action),
            Kind::Other => {
                format!("The server refused {} with HTTP status {}.", self.action, self.status)
            }
            _ => meaning.to_owned(),
        };
        Explanation {
            code: self.code.clone(),
            meaning,
            advice,
            causes: self.causes(),
            policy: (self.kind() == Kind::Denied).then(|| self.policy()),
            detail: (!self.message.is_empty()).then(|| match &self.request_id {
                Some(id) => [&self.message, " (request ", id, ")"].concat(),
                None => self.message.clone(),
            }),
        }
    }

    /// Why a key is not accepted, by likelihood for what was being done.
    fn causes(&self) -> &'static [&'static str] {
        match (self.kind(), self.action) {
            (Kind::UnknownKey, "GetCallerIdentity" | "GetSessionToken") => &[
                "The key is inactive or deleted, or the ID is mistyped.",
                "It belongs to another place: choose it under Where.",
                "It is temporary, and its session token is missing or of another session.",
                "It was made seconds ago and is not known everywhere yet: try again in a moment.",
            ],
            (Kind::UnknownKey, _) => &[
                "The key was made inactive or deleted meanwhile, here or elsewhere.",
                "The session was made without MFA: such sessions may not call IAM.",
                "The key was made seconds ago and is not known everywhere yet: try again in a moment.",
            ],
            _ => &[],
        }
    }

    /// The smallest policy that would allow what was refused. The action and the resource are read
    /// from the message where it names them:
    /// `User: ARN is not authorized to perform: ACTION on resource: RESOURCE because …`.
    fn policy(&self) -> String {
        let after = |words: &str| {
            let (_, rest) = self.message.split_once(words)?;
            Some(rest.trim_start())
        };
        let word = |text: &str| {
            let end = text.find([' ', ',']).unwrap_or(text.len());
            text.get(..end).unwrap_or_default().trim_end_matches('.').to_owned()
        };
        let action = after("to perform: ").map_or_else(|| format!("iam:{}", self.action), word);
        let named = after("on resource: ").unwrap_or_default();
        let resource = if named.starts_with("arn:") {
            word(named)
        } else {
            // `user ada`, in the account of the caller.
            let caller = after("User: ").map(word).unwrap_or_default();
            let mut parts = caller.split(':');
            match (parts.nth(1), parts.nth(2), named.strip_prefix("user ")) {
                (Some(partition), Some(account), Some(user)) => {
                    format!("arn:{partition}:iam::{account}:user/{}", word(user))
                }
                _ => "*".to_owned(),
            }
        };
        // Written as IAM's own editor writes it, so that it can be read before it is pasted.
        format!(
            "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{{\n    \"Effect\": \"Allow\",\n    \
             \"Action\": {},\n    \"Resource\": {}\n  }}]\n}}",
            quoted(&action),
            quoted(&resource)
        )
    }
}

/// A JSON string. What a message names is the server's to choose, so quotes are not trusted.
fn quoted(text: &str) -> String {
    let safe: String =
        text.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    format!("\"{safe}\"")
}

fn told(code: &str, meaning: &str, advice: &'static str) -> Explanation {
    Explanation {
        code: code.to_owned(),
        meaning: meaning.to_owned(),
        advice,
        ..Explanation::default()
    }
}
