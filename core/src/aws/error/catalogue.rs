//! What a person is told: what happened, what it means, what to do.

use super::{Error, Kind, ServiceError};
use crate::aws::{Server, TransportError};

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

/// A server of one's own that is not there.
const NO_SERVER: &str = "Nothing answers at this URL: check the name and the port, that the server runs, and that its \
                         certificate is one this browser trusts.";
/// One that is.
const NO_CORS: &str =
    "The server is there, but does not let pages from here read its answers (CORS).";
const BLOCKED: &str = "An extension, a firewall or a proxy blocks the way.";

impl Error {
    /// Tells the failure: what happened, what it means, what to do.
    #[must_use]
    pub fn explain(&self, server: Server) -> Explanation {
        match (self, server) {
            (Self::Service(error), _) => error.explain(),
            (Self::Transport(TransportError::TimedOut), _) => told(
                "TimedOut",
                "No answer came within 20 seconds.",
                "The server or the network may be busy: try again in a moment.",
            ),
            (Self::Transport(TransportError::Offline), _) => told(
                "Offline",
                "This device is offline.",
                "Nothing is lost: try again when the network is back.",
            ),
            (Self::Transport(TransportError::NoServer), _) => {
                told("NoAnswer", "No answer came back.", NO_SERVER)
            }
            (Self::Transport(TransportError::NoCors), _) => {
                told("NoAnswer", NO_CORS, "Allow this page's origin:")
            }
            (Self::Transport(_), Server::Aws) => no_answer(
                "What it may come from, the likeliest first:",
                &[
                    "The network leads nowhere just now, or wants you to sign in to it first.",
                    BLOCKED,
                    "The network does not find AWS by its name (DNS).",
                    "AWS refused, and a page may not read why: the key may be wrong, or belong to another place.",
                ],
            ),
            (Self::Transport(_), Server::SelfHosted) => no_answer(
                "What it may come from (Check, beside the endpoint, tells which):",
                &[NO_SERVER, NO_CORS, BLOCKED],
            ),
            (Self::Unreadable { action, status }, _) => told(
                "UnreadableAnswer",
                &format!(
                    "Something answered {action} with HTTP status {status}, but not in the form IAM and STS use."
                ),
                match server {
                    Server::Aws => {
                        "It may be a proxy, or a network that wants you to sign in to it first. If not, AWS may be in \
                         trouble: try again in a moment."
                    }
                    Server::SelfHosted => {
                        "Check the URL and its path: MinIO and Garage have APIs of their own and will not do. If it \
                         is right, the server may be in trouble: try again in a moment."
                    }
                },
            ),
            (Self::Unsignable, _) => told(
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
            Kind::ServerError => (
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
    /// A message is the server's to choose, and a policy is pasted where it counts: so it is for no
    /// other action than was asked for, and for no resource that could be read as another.
    fn policy(&self) -> String {
        let after = |words: &str| {
            let (_, rest) = self.message.split_once(words)?;
            Some(rest.trim_start())
        };
        let word = |text: &str| {
            let end = text.find([' ', ',']).unwrap_or(text.len());
            text.get(..end).unwrap_or_default().trim_end_matches('.').to_owned()
        };
        let action = after("to perform: ").map(word).filter(|it| is_action(it, self.action));
        let action = action.unwrap_or_else(|| format!("iam:{}", self.action));
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
        let is_plain = resource.bytes().all(|b| b.is_ascii_graphic() && !b"\"\\".contains(&b));
        let resource = if is_plain { &resource } else { "*" };
        // Written as IAM's own editor writes it, so that it can be read before it is pasted.
        format!(
            "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{{\n    \"Effect\": \"Allow\",\n    \
             \"Action\": \"{action}\",\n    \"Resource\": \"{resource}\"\n  }}]\n}}"
        )
    }
}

/// Whether a text is `service:Action`, as policies have it, of this action.
fn is_action(text: &str, action: &str) -> bool {
    let service = text.strip_suffix(action).and_then(|it| it.strip_suffix(':'));
    service.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_lowercase()))
}

fn told(code: &str, meaning: &str, advice: &'static str) -> Explanation {
    Explanation {
        code: code.to_owned(),
        meaning: meaning.to_owned(),
        advice,
        ..Explanation::default()
    }
}

fn no_answer(advice: &'static str, causes: &'static [&'static str]) -> Explanation {
    let meaning = "No answer came back. A browser does not tell a page why.";
    Explanation { causes, ..told("NoAnswer", meaning, advice) }
}
