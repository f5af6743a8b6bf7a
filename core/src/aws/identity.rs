//! The caller's identity, read from its ARN.

use super::{Endpoint, Partition};
use crate::ServerText;
use crate::keys::{AccessKeyId, shape};

/// The result of `GetCallerIdentity`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerIdentity {
    /// The account id, twelve digits.
    pub account: ServerText,
    /// The caller's ARN.
    pub arn: ServerText,
    /// What the ARN says the caller is.
    pub principal: Principal,
}

impl CallerIdentity {
    /// The account that the ID of the key that signed belongs to, if it is another than AWS says.
    ///
    /// The encoding is undocumented. IDs of AWS's commercial partition have it since March 2019, with
    /// `Q` to `7` as their fifth character; nothing is said of any other.
    #[must_use]
    pub fn other_account(&self, signed_by: &AccessKeyId, endpoint: &Endpoint) -> Option<String> {
        let is_aws = matches!(endpoint, Endpoint::Partition(Partition::Aws));
        let is_older = matches!(signed_by.as_str().as_bytes().get(4), Some(b'A'..=b'P'));
        let account = signed_by.account()?;
        (is_aws && !is_older && account != *self.account).then_some(account)
    }

    /// Whether both are the same identity. All sessions of a role are, whatever their names.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.principal, &other.principal) {
            (Principal::Session(_), Principal::Session(_)) => {
                without_session(&self.arn) == without_session(&other.arn)
            }
            _ => self.account == other.account && self.principal == other.principal,
        }
    }
}

/// The ARN of an assumed role without the session's name, `…:assumed-role/admin`; any other ARN
/// unchanged.
fn without_session(arn: &str) -> &str {
    match arn.rsplit_once('/') {
        Some((role, _)) if role.contains(":assumed-role/") => role,
        _ => arn,
    }
}

/// What kind of caller an ARN names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// The root user of an account.
    Root,
    /// An IAM user, by name.
    User(String),
    /// A session without access keys of its own: an assumed role or a federated user. Holds the ARN's
    /// last part.
    Session(String),
}

impl Principal {
    /// Reads `arn:partition:service::account:resource`. Anything else counts as a session, for which
    /// the person names a user.
    #[must_use]
    pub fn from_arn(arn: &str) -> Self {
        let resource = arn.splitn(6, ':').nth(5).unwrap_or(arn);
        let last = resource.rsplit('/').next().unwrap_or(resource);
        match resource.split('/').next() {
            Some("root") => Self::Root,
            // With a path: user/division/team/name.
            Some("user") if !last.is_empty() => Self::User(last.to_owned()),
            _ => Self::Session(last.to_owned()),
        }
    }
}

/// Whose access keys an action is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyOwner {
    /// The root user: requests carry no `UserName`.
    Root,
    /// An IAM user: requests carry it as `UserName`.
    User(String),
}

impl KeyOwner {
    /// The `UserName` parameter, if one may be sent.
    #[must_use]
    pub fn user_name(&self) -> Option<&str> {
        match self {
            Self::Root => None,
            Self::User(name) => Some(name),
        }
    }

    /// Validates the name of an IAM user that a person typed: `[\w+=,.@-]`, 1 to 128 characters
    /// (IAM API reference, `ListAccessKeys`).
    ///
    /// # Errors
    ///
    /// [`UserNameProblem`].
    pub fn parse_user(text: &str) -> Result<Self, UserNameProblem> {
        let name = text.trim();
        let is_well_formed = (1..=128).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b));
        if shape::is_surely_secret(name) {
            Err(UserNameProblem::LooksLikeSecret)
        } else if is_well_formed {
            Ok(Self::User(name.to_owned()))
        } else {
            Err(UserNameProblem::WrongShape)
        }
    }
}

/// What is wrong with the name of an IAM user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserNameProblem {
    /// It looks like a secret access key, and would be sent.
    LooksLikeSecret,
    /// It is empty, or has characters that IAM's names cannot have.
    WrongShape,
}
