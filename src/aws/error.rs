//! What can go wrong between a signed form and an answer, and what to tell a person about it.
//!
//! Codes and their meaning:
//! [IAM common errors](https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html).

use super::TransportError;
use super::xml::Element;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The server refused and said why.
    Service(ServiceError),
    /// No HTTP answer could be read.
    Transport(TransportError),
    /// Something answered, but not with the API's XML: another server, a proxy's page, a broken one.
    Unreadable {
        /// What was asked.
        action: &'static str,
        /// The HTTP status that came with it.
        status: u16,
    },
    /// The request could not be built from these credentials.
    Unsignable,
}

/// A refusal in the server's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// What was asked, such as `CreateAccessKey`.
    pub action: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `AccessDenied`.
    pub code: String,
    /// The message that came with it, whole.
    pub message: String,
    /// For AWS support.
    pub request_id: Option<String>,
}

impl ServiceError {
    /// Reads the envelopes in the wild: `<ErrorResponse><Error>`, `<ErrorResponse><Errors><Error>`,
    /// `<Response><Errors><Error>` and a bare `<Error>`. `None` when there is no code.
    pub(super) fn read(action: &'static str, status: u16, root: &Element) -> Option<Self> {
        let error = if root.name() == "Error" {
            root
        } else {
            root.child("Error").or_else(|| root.child("Errors")?.child("Error"))?
        };
        let request_id = ["RequestId", "RequestID"]
            .iter()
            .find_map(|name| root.text_of(name).or_else(|| error.text_of(name)));
        Some(Self {
            action,
            status,
            code: error.text_of("Code")?.to_owned(),
            message: error.text_of("Message").unwrap_or_default().to_owned(),
            request_id: request_id.map(str::to_owned),
        })
    }
}

/// A failure told to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// AWS's code, or our short name where AWS said nothing.
    pub code: String,
    /// What happened and what it means.
    pub meaning: String,
    /// What to do next.
    pub advice: String,
    /// The server's own message, when it says more than the code.
    pub detail: Option<String>,
}

impl Error {
    /// Tells the failure: what happened, what it means, what to do.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        match self {
            Self::Service(error) => error.explain(),
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

    /// The server's code, if it gave one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => Some(&error.code),
            _ => None,
        }
    }
}

impl ServiceError {
    fn explain(&self) -> Explanation {
        let (meaning, advice) = self.known();
        Explanation {
            code: self.code.clone(),
            meaning,
            advice: advice.to_owned(),
            detail: (!self.message.is_empty()).then(|| self.message.clone()),
        }
    }

    fn known(&self) -> (String, &'static str) {
        let about_clock = self.message.contains("Signature expired")
            || self.message.contains("Signature not yet current");
        let (meaning, advice) = match self.code.as_str() {
            "RequestExpired" | "RequestTimeTooSkewed" | "RequestInTheFuture" => CLOCK,
            "SignatureDoesNotMatch" | "InvalidSignatureException" if about_clock => CLOCK,
            "SignatureDoesNotMatch" | "InvalidSignatureException" => (
                "The secret access key does not belong to this access key ID.",
                "Paste both again from the same key file. A secret cannot be looked up: if it is lost, make a new key elsewhere.",
            ),
            "InvalidClientTokenId" | "InvalidAccessKeyId" | "UnrecognizedClientException" => (
                "This access key ID is not known here, or it does not sign any more.",
                "Check the ID, and that the key is Active and belongs to the place chosen under Where. A key made \
                 seconds ago may need a moment. Temporary credentials also need their session token.",
            ),
            "ExpiredToken" | "ExpiredTokenException" => {
                ("These temporary credentials have run out.", "Lock, and paste new ones.")
            }
            "AccessDenied" | "AccessDeniedException" => {
                return (
                    format!("This identity is not allowed to call {}.", self.action),
                    "Ask whoever manages the account for a policy that allows it, or sign in with another identity.",
                );
            }
            "LimitExceeded" => (
                "There are already two access keys, and two is the limit. Inactive keys count.",
                "Delete one first, then make the new one.",
            ),
            "NoSuchEntity" => {
                ("There is no such user or key any more.", "Refresh to see what is there now.")
            }
            "Throttling"
            | "ThrottlingException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "SlowDown" => {
                ("The server asks for fewer requests.", "Wait a moment, then try again.")
            }
            "ServiceFailure" | "InternalFailure" | "ServiceUnavailable" | "RequestTimeout" => (
                "The server could not do this just now.",
                "Refresh to see what is there, then try again.",
            ),
            _ => {
                return (
                    format!("The server refused {} with HTTP status {}.", self.action, self.status),
                    "Its own words are below.",
                );
            }
        };
        (meaning.to_owned(), advice)
    }
}

/// A signature more than fifteen minutes from the server's time is refused.
const CLOCK: (&str, &str) = (
    "This device's clock and the server's are more than 15 minutes apart.",
    "Set this device's clock, then try again.",
);

fn told(code: &str, meaning: &str, advice: &str) -> Explanation {
    Explanation {
        code: code.to_owned(),
        meaning: meaning.to_owned(),
        advice: advice.to_owned(),
        detail: None,
    }
}
