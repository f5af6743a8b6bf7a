//! Problems of the credential and MFA fields, and of user names.

use crate::aws::sts::{MfaDeviceProblem, MfaProblem};
use crate::aws::{
    AccessKeyIdProblem, CredentialProblem, OtherId, SecretAccessKeyProblem, SessionTokenProblem,
    UserNameProblem,
};

/// What is wrong with a credential field, and how to correct it.
#[must_use]
pub const fn problem(problem: CredentialProblem) -> &'static str {
    match problem {
        CredentialProblem::AccessKeyId(problem) => access_key_id(problem),
        CredentialProblem::SecretAccessKey(problem) => secret_access_key(problem),
        CredentialProblem::SessionToken(problem) => session_token(problem),
    }
}

const fn access_key_id(problem: AccessKeyIdProblem) -> &'static str {
    match problem {
        AccessKeyIdProblem::Missing => {
            "Enter the access key ID. It usually begins with AKIA or ASIA."
        }
        AccessKeyIdProblem::Swapped => "The ID and the secret are swapped.",
        AccessKeyIdProblem::IsSecret { .. } => {
            "This is a secret access key. Enter it in the next field, and its ID here."
        }
        AccessKeyIdProblem::SameAsOtherField => SAME_TEXT,
        AccessKeyIdProblem::OtherId(other) => other_id(other),
        AccessKeyIdProblem::NotAws => {
            "This is not an AWS access key ID. Those begin with AKIA, or with ASIA if they are temporary. A key \
             of another server needs a custom endpoint."
        }
        AccessKeyIdProblem::WrongCharacters => {
            "An access key ID has only capital letters and digits. Copy it again, without anything else."
        }
        AccessKeyIdProblem::TooShort => {
            "This access key ID is incomplete. Access key IDs have 20 characters."
        }
        AccessKeyIdProblem::TooLong => {
            "This is longer than an access key ID, which has 20 characters. Copy it again, without anything else."
        }
        AccessKeyIdProblem::Example => EXAMPLE,
        AccessKeyIdProblem::Unusable => {
            "This is not an access key ID. It has at most 128 characters, and no spaces, slashes, commas or equals \
             signs."
        }
    }
}

const fn other_id(other: OtherId) -> &'static str {
    match other {
        OtherId::User => {
            "This is the ID of an IAM user, not of an access key. An access key ID begins with AKIA or ASIA."
        }
        OtherId::Role => {
            "This is the ID of a role, not of an access key. An access key ID begins with AKIA or ASIA."
        }
        OtherId::UserGroup => {
            "This is the ID of a user group, not of an access key. An access key ID begins with AKIA or ASIA."
        }
        OtherId::Policy => {
            "This is the ID of a policy, not of an access key. An access key ID begins with AKIA or ASIA."
        }
        OtherId::InstanceProfile => {
            "This is the ID of an instance profile, not of an access key. An access key ID begins with AKIA or ASIA."
        }
        OtherId::PublicKey => {
            "This is the ID of a public key, such as a CloudFront key pair, not of an access key. An access key ID \
             begins with AKIA or ASIA."
        }
        OtherId::Certificate => {
            "This is the ID of a certificate, not of an access key. An access key ID begins with AKIA or ASIA."
        }
    }
}

const fn secret_access_key(problem: SecretAccessKeyProblem) -> &'static str {
    match problem {
        SecretAccessKeyProblem::Missing => {
            "Enter the secret access key that belongs to this ID. It was shown once, when the key was created."
        }
        SecretAccessKeyProblem::NotPrintable => {
            "A secret access key has no spaces or accented letters. Copy it again, without anything else."
        }
        SecretAccessKeyProblem::IsAccessKeyId => {
            "This is an access key ID. The secret access key is the longer of the two, with 40 characters."
        }
        SecretAccessKeyProblem::WrongCharacters => {
            "A secret access key has only letters, digits, / and +. Copy it again, without anything else."
        }
        SecretAccessKeyProblem::TooShort => {
            "This secret access key is incomplete. Secret access keys have 40 characters."
        }
        SecretAccessKeyProblem::TooLong => {
            "This is longer than a secret access key, which has 40 characters. Copy it again, without anything else."
        }
        SecretAccessKeyProblem::Example => EXAMPLE,
    }
}

const fn session_token(problem: SessionTokenProblem) -> &'static str {
    match problem {
        SessionTokenProblem::Missing => {
            "An access key ID that begins with ASIA is temporary. Also enter the session token that came with it."
        }
        SessionTokenProblem::NotPrintable => {
            "A session token has no spaces or line breaks. Copy it again, without anything else."
        }
        SessionTokenProblem::IsSecret => {
            "This is a secret access key, not a session token, which is much longer. Enter it as the secret access key."
        }
        SessionTokenProblem::SameAsOtherField => SAME_TEXT,
        SessionTokenProblem::NotForLongTermKey => {
            "An access key ID that begins with AKIA has no session token. Clear this field, or enter the ID and \
             secret that came with the token."
        }
        SessionTokenProblem::Expired => EXPIRED,
    }
}

const SAME_TEXT: &str = "Another field has the same text. Copy each value again.";

/// Temporary credentials that have expired.
pub(super) const EXPIRED: &str =
    "These temporary credentials have expired. Get new ones and paste them.";

/// An example from AWS's documentation.
pub const EXAMPLE: &str =
    "This is the example from AWS's documentation, not a real key. Paste a key of your own.";

/// A secret access key in a field that is sent or stored as it is.
pub(super) const SECRET_IN_PLAIN_FIELD: &str =
    "This looks like a secret access key. Enter it only under Secret access key.";

/// What is wrong with the fields of an MFA session, and how to correct it.
#[must_use]
pub const fn mfa_problem(problem: MfaProblem) -> &'static str {
    match problem {
        MfaProblem::Device(MfaDeviceProblem::LooksLikeSecret) => SECRET_IN_PLAIN_FIELD,
        MfaProblem::Device(MfaDeviceProblem::WrongShape) => {
            "Enter the device's ARN, such as arn:aws:iam::123456789012:mfa/ada, or its serial number."
        }
        MfaProblem::Code => "Enter the six digits that your MFA device shows now.",
    }
}

/// What is wrong with the name of an IAM user, and how to correct it.
#[must_use]
pub const fn user_name_problem(problem: UserNameProblem) -> &'static str {
    match problem {
        UserNameProblem::LooksLikeSecret => SECRET_IN_PLAIN_FIELD,
        UserNameProblem::WrongShape => {
            "Enter the name of an IAM user: letters, digits and _ + = , . @ - only."
        }
    }
}

/// No IAM user of that name exists.
pub const NO_SUCH_USER: &str = "The account has no IAM user of this name. Check the spelling.";

/// The account that answered is not that of the key that signed.
#[must_use]
pub fn other_account(expected: &str, answered: &str) -> String {
    let [id, response, advice] = [
        "This access key ID belongs to account ",
        ", but the response is from account ",
        ". It may not be from AWS. Do not create or use keys here: choose Lock, and sign in from another network.",
    ];
    [id, expected, response, answered, advice].concat()
}
