//! What the reader returns.

use crate::aws::Partition;
use crate::keys::shape;
use crate::{Secret, Timestamp};

/// One set of credentials, or one half of a key.
#[derive(Debug, Default)]
pub struct Found {
    /// The profile, user or alias it was found under.
    pub profile: Option<String>,
    /// The access key id; empty where only a secret was found.
    pub access_key_id: String,
    /// The secret access key; empty where only an id was found.
    pub secret_access_key: Secret,
    /// The token of temporary credentials.
    pub session_token: Option<Secret>,
    /// When the token stops working, if the text says so.
    pub expires: Option<Timestamp>,
    /// The region beside it.
    pub region: Option<String>,
    /// The serial number of the MFA device beside it.
    pub mfa_serial: Option<String>,
    /// The server that the text names for it, which is not AWS's. Credentials go to whatever server
    /// this is set to: offer it, and never use it unasked.
    pub endpoint_url: Option<String>,
    /// The kind of text it was found in.
    pub source: Source,
    /// Whether the id and the secret stood under each other's names, and were swapped.
    pub swapped: bool,
    /// Whether the lines it was found in are in use.
    pub origin: Origin,
    /// What the text has in place of a part that is missing.
    pub gap: Option<Gap>,
}

/// The kind of text that credentials were found in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Text without a notation.
    #[default]
    PlainText,
    /// A CSV key file, or rows of a spreadsheet.
    KeyFile,
    /// A key file of the format before CSV: `AWSAccessKeyId=…`.
    OldKeyFile,
    /// Environment variables.
    Environment,
    /// A profile of an INI file.
    Profile,
    /// Another configuration file.
    Settings,
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// A URL with credentials in it: `https://ID:SECRET@host`.
    Url,
}

/// Whether the lines that credentials were found in are in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// They are.
    #[default]
    Live,
    /// They are removed by a diff.
    Removed,
    /// They are commented out.
    Commented,
}

/// A part of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The access key id.
    Id,
    /// The secret access key.
    Secret,
    /// The session token.
    Token,
}

/// A part that the text names without giving its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which part.
    pub part: Part,
    /// What stands in its place.
    pub instead: NotAKey,
}

/// What is easily taken for a part of an access key, and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAKey {
    /// The password of Amazon SES's SMTP interface, derived from a secret.
    SmtpPassword,
    /// A `CloudFront` key pair, `APKA…`.
    CloudFrontKeyPair,
    /// The unique id of an IAM user, `AIDA…`.
    UserId,
    /// The unique id of a role, `AROA…`.
    RoleId,
    /// The unique id of another resource of IAM: a group, a policy, a certificate, ….
    ResourceId,
    /// A bearer token of a service, `ABIA…`.
    ServiceToken,
    /// An ARN.
    Arn,
    /// A link to the AWS console.
    ConsoleLink,
    /// An API key of Google Cloud, `AIza…`: not an HMAC key, which has an id and a secret.
    GoogleApiKey,
    /// The cached sign-in of IAM Identity Center: a bearer token.
    SsoToken,
    /// A reference to a place that keeps the value: `op://…`, `${{ secrets.… }}`, `$NAME`.
    Reference,
    /// Ciphertext: of sops, Jenkins, Ansible, PGP, ….
    Encrypted,
    /// Asterisks, `<sensitive>` or the like.
    Masked,
    /// The size of the value: `40 bytes`.
    ByteCount,
    /// The beginning of the value.
    Cut,
    /// Text that is to be replaced by the value.
    Placeholder,
    /// `null`, `None`, `""` or the like.
    Null,
}

/// Whose servers have keys of this shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// AWS.
    Aws,
    /// Google Cloud Storage: an HMAC key.
    Google,
    /// Cloudflare R2.
    Cloudflare,
    /// Any other: `MinIO`, Ceph, `LocalStack`, ….
    Other,
}

/// What to point out beside one of several sets of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An example of AWS's documentation.
    Example,
    /// From lines that are commented out.
    Commented,
    /// From lines that a diff removes.
    Removed,
    /// The session token has expired.
    Expired,
}

/// Why nothing was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUnderstood {
    /// The text is empty.
    Empty,
    /// No part of credentials.
    Nothing,
    /// Something else, which this is.
    NotAKey(NotAKey),
    /// More than one access key id, or half of one, but no secret.
    NoSecret,
    /// More than one secret, or half of one, but no access key id.
    NoId,
    /// Ids and secrets, without certainty which belong together.
    Ambiguous,
    /// More credentials than anyone would choose from.
    TooMany,
}

impl Found {
    /// The label in a choice among several: the profile, or the id without its middle.
    #[must_use]
    pub fn label(&self) -> String {
        if let Some(profile) = &self.profile {
            return profile.clone();
        }
        let id = &self.access_key_id;
        match (id.get(..4), id.len().checked_sub(4).and_then(|last| id.get(last..))) {
            (Some(first), Some(last)) if id.len() > 8 => format!("{first}…{last}"),
            _ => id.clone(),
        }
    }

    /// Whether either half is from the examples in AWS's documentation.
    #[must_use]
    pub fn is_example(&self) -> bool {
        shape::is_example_id(&self.access_key_id)
            || shape::is_example_secret(self.secret_access_key.expose())
    }

    /// What to point out in a choice among several.
    #[must_use]
    pub fn mark(&self, now: Timestamp) -> Option<Mark> {
        match self.origin {
            _ if self.is_example() => Some(Mark::Example),
            Origin::Commented => Some(Mark::Commented),
            Origin::Removed => Some(Mark::Removed),
            Origin::Live => self.expires.filter(|at| *at <= now).map(|_| Mark::Expired),
        }
    }

    /// Whose servers have keys like this one.
    #[must_use]
    pub fn issuer(&self) -> Issuer {
        let id = self.access_key_id.as_str();
        let is_hex = |text: &str| text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if shape::is_id(id) || (id.is_empty() && shape::is_secret(self.secret_access_key.expose()))
        {
            Issuer::Aws
        } else if shape::is_google_id(id) {
            Issuer::Google
        } else if id.len() == 32 && is_hex(id) && self.secret_access_key.expose().len() == 64 {
            Issuer::Cloudflare
        } else {
            Issuer::Other
        }
    }

    /// The partition that the region or the MFA device beside it is in. To be suggested.
    #[must_use]
    pub fn partition(&self) -> Option<Partition> {
        if self.endpoint_url.is_some() || self.issuer() != Issuer::Aws {
            return None;
        }
        let of_region = self.region.as_deref().and_then(Partition::of_region);
        let arn = self.mfa_serial.as_deref().and_then(|arn| arn.split(':').nth(1));
        of_region.or_else(|| Partition::ALL.into_iter().find(|it| arn == Some(it.id())))
    }
}
