//! Signature Version 4, on the **aws-sigv4** crate.
//!
//! The time is an argument. Proved against AWS's published test suite (`tests/signing.rs`) and
//! against servers that verify signatures (`tests/e2e`).

use aws_credential_types::Credentials as SignerCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign as sign_http};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use zeroize::Zeroizing;

use super::{Credentials, Request};
use crate::Timestamp;
use crate::secret::wipe_stack;

/// The credential scope: what a signature is good for, besides its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The region the service signs with; IAM has one a partition.
    pub region: String,
    /// The service's signing name, such as `iam`.
    pub service: &'static str,
}

/// The request could not be signed, for example because a header holds a line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignError;

/// Adds `x-amz-date`, `x-amz-security-token` for temporary credentials, and `authorization` to a
/// request. All headers already there are signed, and so is `host`.
///
/// # Errors
///
/// [`SignError`] when the URL or a header is not valid in HTTP. The cause is dropped on purpose:
/// it may quote a header.
///
/// See [Signature Version 4](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
pub fn sign(
    request: &mut Request,
    credentials: &Credentials,
    scope: &Scope,
    at: Timestamp,
) -> Result<(), SignError> {
    let outcome = sign_below(request, credentials, scope, at);
    wipe_stack();
    outcome
}

/// Signs in a part of the stack of its own.
#[inline(never)]
fn sign_below(
    request: &mut Request,
    credentials: &Credentials,
    scope: &Scope,
    at: Timestamp,
) -> Result<(), SignError> {
    // The signer's own credentials wipe themselves when dropped.
    let identity = SignerCredentials::from_keys(
        credentials.access_key_id().as_str(),
        credentials.secret_access_key().expose(),
        credentials.session_token().map(|token| token.expose().to_owned()),
    );
    // Not `into()`: that one looks for properties that these credentials never have, and brings
    // their machinery along.
    let identity = Identity::new(identity, None);
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(&scope.region)
        .name(scope.service)
        .time(at.into())
        .settings(SigningSettings::default())
        .build()
        .map_err(|_| SignError)?
        .into();
    let headers = request.headers.iter().map(|(name, value)| (*name, value.as_str()));
    let signable = SignableRequest::new(
        "POST",
        request.url.as_str(),
        headers,
        SignableBody::Bytes(request.body.as_bytes()),
    )
    .map_err(|_| SignError)?;
    let (instructions, _signature) =
        sign_http(signable, &params).map_err(|_| SignError)?.into_parts();
    let (added, _query) = instructions.into_parts();
    request.headers.extend(
        added.iter().map(|header| (header.name(), Zeroizing::new(header.value().to_owned()))),
    );
    Ok(())
}
