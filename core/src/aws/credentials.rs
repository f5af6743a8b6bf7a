//! Credentials that can sign.

use crate::keys::AccessKeyId;
use crate::{Secret, Timestamp};

/// An access key, or temporary credentials with their session token.
#[derive(Debug)]
pub struct Credentials {
    access_key_id: AccessKeyId,
    secret_access_key: Secret,
    session_token: Option<Secret>,
    expires: Option<Timestamp>,
}

impl Credentials {
    /// Credentials from a server's response, without validation. What a person typed is validated by
    /// [`Credentials::from_fields`].
    #[must_use]
    pub fn new(
        access_key_id: AccessKeyId,
        secret_access_key: Secret,
        session_token: Option<Secret>,
    ) -> Self {
        Self { access_key_id, secret_access_key, session_token, expires: None }
    }

    /// The same, with the time at which they expire.
    #[must_use]
    pub fn until(self, expires: Option<Timestamp>) -> Self {
        Self { expires, ..self }
    }

    /// A second copy, wiped on its own when dropped.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.duplicate(),
            session_token: self.session_token.as_ref().map(Secret::duplicate),
            expires: self.expires,
        }
    }

    /// The access key ID, which is public.
    #[must_use]
    pub fn access_key_id(&self) -> &AccessKeyId {
        &self.access_key_id
    }

    /// The secret access key.
    #[must_use]
    pub fn secret_access_key(&self) -> &Secret {
        &self.secret_access_key
    }

    /// The session token of temporary credentials.
    #[must_use]
    pub fn session_token(&self) -> Option<&Secret> {
        self.session_token.as_ref()
    }

    /// When temporary credentials expire, if that is known.
    #[must_use]
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }
}
