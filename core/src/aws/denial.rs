//! Why a request was denied, read from the message of an `AccessDenied` error.
//!
//! AWS names the kind of policy, and in newer messages its ARN:
//! [Access denied error messages](https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
//! The prefix of the policies that quarantine exposed keys:
//! [`AWSCompromisedKeyQuarantineV3`](https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html).

/// A kind of policy that can deny a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyKind {
    /// Attached to the user, its groups or the role.
    Identity,
    /// Attached to the resource.
    Resource,
    /// The most that the user or role may be allowed.
    PermissionsBoundary,
    /// Passed when the session was created.
    Session,
    /// Of the organization, for its accounts' identities (SCP).
    ServiceControl,
    /// Of the organization, for its accounts' resources (RCP).
    ResourceControl,
    /// Of the VPC endpoint that the request came through.
    VpcEndpoint,
}

impl PolicyKind {
    /// Each kind by its name in messages. The more specific name comes first.
    const NAMES: [(&str, Self); 7] = [
        ("identity-based policy", Self::Identity),
        ("resource-based policy", Self::Resource),
        ("permissions boundary", Self::PermissionsBoundary),
        ("session policy", Self::Session),
        ("service control policy", Self::ServiceControl),
        ("resource control policy", Self::ResourceControl),
        ("VPC endpoint policy", Self::VpcEndpoint),
    ];

    /// The kind that a text begins with, after an article.
    fn at_start(text: &str) -> Option<Self> {
        let text =
            ["a ", "an ", "the "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
        Self::NAMES.iter().find(|(name, _)| text.starts_with(name)).map(|(_, kind)| *kind)
    }
}

/// Why a request was denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The message does not say.
    Unspecified,
    /// No policy of this kind allows the action.
    NotAllowed(PolicyKind),
    /// A policy denies the action explicitly, which overrides every policy that allows it. Older
    /// messages do not name the kind of policy.
    ExplicitDeny(Option<PolicyKind>),
    /// AWS quarantined the user, since one of its keys was found in public.
    Quarantine,
    /// The MFA code or device was not accepted.
    Mfa(MfaFailure),
    /// Temporary credentials cannot create sessions with `GetSessionToken`.
    SessionFromSession,
}

/// Why an MFA session was not created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MfaFailure {
    /// The code is wrong, or was used already.
    Code,
    /// The device is not registered for this user.
    Device,
    /// Only one of device and code was sent.
    Incomplete,
    /// The message does not say.
    Other,
}

/// The names of the policies that AWS attaches to a user whose key was exposed begin with one of
/// these.
const QUARANTINE: [&str; 2] = ["AWSCompromisedKeyQuarantine", "AWSExposedCredentialPolicy"];

impl Denial {
    /// Reads a message.
    #[must_use]
    pub fn read(message: &str) -> Self {
        if message.contains("MultiFactorAuthentication failed") {
            return Self::Mfa(MfaFailure::read(message));
        }
        if message.contains("GetSessionToken with session credentials") {
            return Self::SessionFromSession;
        }
        if let Some((_, deny)) = message.split_once("with an explicit deny") {
            if QUARANTINE.iter().any(|name| deny.contains(name)) {
                return Self::Quarantine;
            }
            let kind = deny.strip_prefix(" in ").and_then(PolicyKind::at_start);
            return Self::ExplicitDeny(kind);
        }
        let missing =
            message.split_once("because no ").and_then(|(_, it)| PolicyKind::at_start(it));
        missing.map_or(Self::Unspecified, Self::NotAllowed)
    }

    /// Whether an identity-based policy that allows the action may help.
    #[must_use]
    pub const fn is_missing_allow(self) -> bool {
        matches!(self, Self::Unspecified | Self::NotAllowed(PolicyKind::Identity))
    }
}

impl MfaFailure {
    fn read(message: &str) -> Self {
        if message.contains("invalid MFA one time pass code") {
            Self::Code
        } else if message.contains("must provide both") {
            Self::Incomplete
        } else if message.contains("MFA serial number") {
            Self::Device
        } else {
            Self::Other
        }
    }
}
