//! Signature Version 4: the canonical request is built here; the **aws-sigv4** crate derives the key
//! and calculates the signature.
//!
//! The crate can sign whole requests too, for any service, method and query. IAM and STS only need a
//! POST with a form, and the rest, with its tables of headers and of Unicode, would be a tenth of the
//! page. `tests/signing.rs` compares requests with those that the crate signs and with AWS's published
//! test suite; in `tests/e2e` servers verify them. The time is an argument.

use std::fmt::Write as _;

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use percent_encoding::utf8_percent_encode;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::query::PATH;
use super::url::UrlParts;
use super::{Credentials, Request};
use crate::Timestamp;
use crate::secret::wipe_stack;

/// The credential scope without its date: what a signature is valid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The region; IAM has one per partition.
    pub region: String,
    /// The service's signing name, such as `iam`.
    pub service: &'static str,
}

/// The request cannot be signed, for example because a header has a line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignError;

/// Adds `x-amz-date`, `x-amz-security-token` for temporary credentials, and `authorization` to a
/// request. All headers that are already there are signed, and `host` too.
///
/// # Errors
///
/// [`SignError`] when the URL or a header is not valid in HTTP. It holds no cause, which could quote a
/// header.
///
/// See [Signature Version 4](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
pub fn sign(
    request: &mut Request,
    credentials: &Credentials,
    scope: &Scope,
    at: Timestamp,
) -> Result<(), SignError> {
    let date = at.to_basic();
    request.headers.push(("x-amz-date", Zeroizing::new(date.clone())));
    if let Some(token) = credentials.session_token() {
        request.headers.push(("x-amz-security-token", Zeroizing::new(token.expose().to_owned())));
    }
    let (canonical, signed_headers) = canonical_request(request)?;
    let day = date.get(..8).unwrap_or_default();
    let scope_text = format!("{day}/{}/{}/aws4_request", scope.region, scope.service);
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope_text}\n{}", hash(&canonical));
    let signature = signature(credentials, scope, at, &to_sign);
    wipe_stack();
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope_text}, SignedHeaders={signed_headers}, \
         Signature={signature}",
        credentials.access_key_id()
    );
    request.headers.push(("authorization", Zeroizing::new(authorization)));
    Ok(())
}

/// Not inlined, so that its part of the stack can be wiped.
#[inline(never)]
fn signature(credentials: &Credentials, scope: &Scope, at: Timestamp, to_sign: &str) -> String {
    let secret = credentials.secret_access_key().expose();
    let key = generate_signing_key(secret, at.into(), &scope.region, scope.service);
    calculate_signature(key, to_sign.as_bytes())
}

/// The canonical request and the names of the signed headers. It holds the session token, so it is
/// wiped.
fn canonical_request(request: &Request) -> Result<(Zeroizing<String>, String), SignError> {
    let (host, path) = target(&request.url)?;
    let mut headers = vec![("host", host.as_str())];
    headers.extend(request.headers.iter().map(|(name, value)| (*name, value.as_str())));
    headers.sort_unstable_by_key(|(name, _)| *name);

    // Large enough that it is not reallocated, which would leave copies.
    let size = headers.iter().map(|(name, value)| name.len() + value.len() + 2).sum::<usize>();
    let mut text = Zeroizing::new(String::with_capacity(size + path.len() + 256));
    let mut names = String::new();
    text.push_str("POST\n");
    text.push_str(&path);
    text.push_str("\n\n");
    for (name, value) in headers {
        if !value.bytes().all(|b| matches!(b, b'\t' | b' '..=b'~')) {
            return Err(SignError);
        }
        if !names.is_empty() {
            names.push(';');
        }
        names.push_str(name);
        text.push_str(name);
        text.push(':');
        // Trimmed, and runs of spaces become one.
        for (n, word) in value.split(' ').filter(|word| !word.is_empty()).enumerate() {
            if n > 0 {
                text.push(' ');
            }
            text.push_str(word);
        }
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&names);
    text.push('\n');
    text.push_str(&hash(&request.body));
    Ok((text, names))
}

/// The host as a browser sends it, without the scheme's default port, and the path as it is signed:
/// percent-encoded once more than it is sent.
fn target(url: &str) -> Result<(String, String), SignError> {
    let UrlParts { scheme, host, port, path } = UrlParts::of(url).ok_or(SignError)?;
    let host = match (port, scheme) {
        (None, _) | (Some(443), "https") | (Some(80), "http") => host.to_owned(),
        (Some(port), _) => format!("{host}:{port}"),
    };
    Ok((host, utf8_percent_encode(path, PATH).to_string()))
}

/// SHA-256 in hexadecimal.
fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
