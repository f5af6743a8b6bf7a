//! Credentials that can sign, made only from input that passed every check.

use crate::Secret;
use crate::keys::AccessKeyId;

/// An access key, or temporary credentials with their session token.
#[derive(Debug)]
pub struct Credentials {
    access_key_id: AccessKeyId,
    secret_access_key: Secret,
    session_token: Option<Secret>,
}

/// The field of the form a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialField {
    /// `Access key ID`.
    AccessKeyId,
    /// `Secret access key`.
    SecretAccessKey,
    /// `Session token`.
    SessionToken,
}

/// Why what was typed cannot be used, before any request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredentialProblem {
    /// Where.
    pub field: CredentialField,
    /// What is wrong and what to do, as a sentence for the person who typed it.
    pub message: &'static str,
}

impl CredentialProblem {
    const fn new(field: CredentialField, message: &'static str) -> Self {
        Self { field, message }
    }
}

impl Credentials {
    /// Credentials from parts a server gave, which need no check.
    #[must_use]
    pub fn new(
        access_key_id: AccessKeyId,
        secret_access_key: Secret,
        session_token: Option<Secret>,
    ) -> Self {
        Self { access_key_id, secret_access_key, session_token }
    }

    /// Checks the three fields of the form. An empty session token means none.
    ///
    /// Lengths and prefixes are not enforced beyond IAM's own pattern: other servers that speak
    /// this API make keys of other shapes.
    ///
    /// # Errors
    ///
    /// Every [`CredentialProblem`] found, in the order of the fields.
    pub fn from_fields(
        access_key_id: &str,
        secret_access_key: &str,
        session_token: &str,
    ) -> Result<Self, Vec<CredentialProblem>> {
        use CredentialField as Field;
        let mut problems = Vec::new();

        let id = AccessKeyId::parse(access_key_id);
        if access_key_id.trim().is_empty() {
            problems.push(CredentialProblem::new(
                Field::AccessKeyId,
                "Enter the access key ID. It usually begins with AKIA or ASIA.",
            ));
        } else if id.is_err() {
            problems.push(CredentialProblem::new(
                Field::AccessKeyId,
                "This is not an access key ID. It is 16 or more letters and digits, such as AKIA and sixteen more.",
            ));
        }

        let secret = secret_access_key.trim();
        if secret.is_empty() {
            problems.push(CredentialProblem::new(
                Field::SecretAccessKey,
                "Enter the secret access key that belongs to this ID. AWS showed it once, when the key was made.",
            ));
        } else if !is_header_safe(secret) {
            problems.push(CredentialProblem::new(
                Field::SecretAccessKey,
                "A secret access key has no spaces and no special characters. Something else was pasted along with it.",
            ));
        }

        let token = session_token.trim();
        if !token.is_empty() && !is_header_safe(token) {
            problems.push(CredentialProblem::new(
                Field::SessionToken,
                "A session token has no spaces and no line breaks. Something else was pasted along with it.",
            ));
        } else if token.is_empty() && id.as_ref().is_ok_and(AccessKeyId::is_temporary) {
            problems.push(CredentialProblem::new(
                Field::SessionToken,
                "An ID that begins with ASIA is temporary: enter the session token that came with it.",
            ));
        }

        match id {
            Ok(access_key_id) if problems.is_empty() => {
                let token = (!token.is_empty()).then(|| Secret::from(token.to_owned()));
                Ok(Self::new(access_key_id, Secret::from(secret.to_owned()), token))
            }
            _ => Err(problems),
        }
    }

    /// The public half.
    #[must_use]
    pub fn access_key_id(&self) -> &AccessKeyId {
        &self.access_key_id
    }

    /// The private half.
    #[must_use]
    pub fn secret_access_key(&self) -> &Secret {
        &self.secret_access_key
    }

    /// The session token of temporary credentials.
    #[must_use]
    pub fn session_token(&self) -> Option<&Secret> {
        self.session_token.as_ref()
    }
}

/// Printable ASCII without spaces: what every secret and token is made of, and all that an HTTP
/// header may hold.
fn is_header_safe(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic())
}
