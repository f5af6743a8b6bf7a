//! Errors that a server returns, and what each means.
//!
//! Codes: [IAM common errors](https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html).

use super::xml::Element;
use super::{Denial, Service};
use crate::ServerText;

/// What was called, and how it was signed.
#[derive(Clone, Copy)]
pub(super) struct Call {
    /// The service.
    pub(super) service: Service,
    /// The action.
    pub(super) action: &'static str,
    /// Whether the credentials are temporary.
    pub(super) is_temporary: bool,
}

/// An error that the server returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// The service that was called.
    pub service: Service,
    /// The action that was called, such as `CreateAccessKey`.
    pub action: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `AccessDenied`; empty when what stood there does not look like one, and
    /// begins the message.
    pub code: ServerText,
    /// The server's message; empty when there was none.
    pub message: ServerText,
    /// The request's id, which AWS Support asks for.
    pub request_id: Option<ServerText>,
    /// Whether the request was signed with temporary credentials.
    pub is_temporary: bool,
}

/// The meaning of an error: all errors of one kind have the same causes and remedies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The device's clock and the server's are too far apart.
    Clock,
    /// The signature is not the one that the server calculated.
    Signature,
    /// The signature is for another region or service.
    Scope(ScopePart),
    /// The server does not accept the access key ID.
    UnknownKey,
    /// Temporary credentials have expired.
    Expired,
    /// The identity is not allowed to call the action.
    Denied(Denial),
    /// The limit of access keys is reached; with the limit, where the message has it.
    Quota(Option<u32>),
    /// The user or the key does not exist.
    NoSuchEntity,
    /// Too many requests.
    Throttled,
    /// The server failed.
    ServerError,
    /// The caller has no access keys of its own, and named no user.
    NeedsUser,
    /// The request arrived without a signature, or with a damaged one.
    Unsigned,
    /// The server does not support the action.
    NoSuchAction,
    /// Any other error.
    Other,
}

/// The part of a credential scope that a server does not accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopePart {
    /// The region.
    Region,
    /// The service.
    Service,
}

impl ServiceError {
    /// Reads the envelopes in the wild: `<ErrorResponse><Error>`, `<ErrorResponse><Errors><Error>`,
    /// `<Response><Errors><Error>` and a bare `<Error>`. `None` when there is no code.
    pub(super) fn read(call: Call, status: u16, root: &Element) -> Option<Self> {
        let error = if root.name() == "Error" {
            root
        } else {
            root.child("Error").or_else(|| root.child("Errors")?.child("Error"))?
        };
        let request_id = ["RequestId", "RequestID"]
            .iter()
            .find_map(|name| root.text_of(name).or_else(|| error.text_of(name)));
        let (code, message) = (error.text_of("Code")?, error.text_of("Message"));
        let (code, message) = if is_code(code) {
            (ServerText::line(code), ServerText::message(message.unwrap_or_default()))
        } else {
            let words = [code, message.unwrap_or_default()].join(" ");
            (ServerText::default(), ServerText::message(words.trim_end()))
        };
        Some(Self {
            service: call.service,
            action: call.action,
            is_temporary: call.is_temporary,
            status,
            code,
            message,
            request_id: request_id.map(ServerText::line),
        })
    }

    /// What the error means.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.code.as_str() {
            "RequestExpired" | "RequestTimeTooSkewed" | "RequestInTheFuture" => ErrorKind::Clock,
            "SignatureDoesNotMatch"
            | "InvalidSignatureException"
            | "IncompleteSignature"
            | "AuthorizationHeaderMalformed" => self.signature_kind(),
            "InvalidClientTokenId" | "InvalidAccessKeyId" | "UnrecognizedClientException" => {
                ErrorKind::UnknownKey
            }
            "ExpiredToken" | "ExpiredTokenException" => ErrorKind::Expired,
            "AccessDenied" | "AccessDeniedException" => {
                ErrorKind::Denied(Denial::read(&self.message))
            }
            "LimitExceeded" | "LimitExceededException" => ErrorKind::Quota(self.limit()),
            "NoSuchEntity" => ErrorKind::NoSuchEntity,
            "Throttling"
            | "ThrottlingException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "SlowDown" => ErrorKind::Throttled,
            "ServiceFailure" | "InternalFailure" | "ServiceUnavailable" | "RequestTimeout" => {
                ErrorKind::ServerError
            }
            "ValidationError" if self.message.contains("non-User credentials") => {
                ErrorKind::NeedsUser
            }
            "MissingAuthenticationToken" | "MissingAuthenticationTokenException" => {
                ErrorKind::Unsigned
            }
            "InvalidAction"
            | "UnknownAction"
            | "UnsupportedOperation"
            | "UnknownOperationException"
            | "NotImplemented"
            | "MethodNotAllowed" => ErrorKind::NoSuchAction,
            _ => self.status_kind(),
        }
    }

    /// What the status means where the code is not known.
    fn status_kind(&self) -> ErrorKind {
        match self.status {
            405 | 501 => ErrorKind::NoSuchAction,
            429 => ErrorKind::Throttled,
            500.. => ErrorKind::ServerError,
            // MinIO's STS has a general code for it.
            _ if self.message.contains("Unsupported action") => ErrorKind::NoSuchAction,
            _ => ErrorKind::Other,
        }
    }

    /// What an error about the signature means. The codes are shared: the message tells.
    fn signature_kind(&self) -> ErrorKind {
        let has = |words: &str| self.message.contains(words);
        if has("Signature expired") || has("Signature not yet current") {
            ErrorKind::Clock
        } else if has("scoped to a valid region") || has("region") && has("is wrong") {
            ErrorKind::Scope(ScopePart::Region)
        } else if has("scoped to correct service") {
            ErrorKind::Scope(ScopePart::Service)
        } else if matches!(
            self.code.as_str(),
            "IncompleteSignature" | "AuthorizationHeaderMalformed"
        ) {
            ErrorKind::Unsigned
        } else {
            ErrorKind::Signature
        }
    }

    /// The limit that a message names: `Cannot exceed quota for AccessKeysPerUser: 2` at AWS,
    /// `Access key limit 4 exceeded` at Ceph RGW.
    fn limit(&self) -> Option<u32> {
        let mut words = self.message.split([' ', ':', '.', ',']);
        words.rfind(|word| word.parse::<u32>().is_ok())?.parse().ok()
    }

    /// The region that the server expects a signature for, where the message names it:
    /// `… the region 'us-east-1' is wrong; expecting 'eu-central-1'`.
    #[must_use]
    pub fn expected_region(&self) -> Option<&str> {
        let (_, rest) = self.message.split_once("expecting '")?;
        let (region, _) = rest.split_once('\'')?;
        let is_region = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        (!region.is_empty() && region.len() <= 32 && region.bytes().all(is_region))
            .then_some(region)
    }
}

/// Whether a text looks like an error code: a word of letters, digits and dots, such as
/// `Client.InvalidParameter`.
fn is_code(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
}
