//! SMTP credentials of SES, which are derived from an access key and valid in one region.

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::Secret;
use crate::secret::wipe_stack;

/// The SMTP password of a secret access key in a region: the version 4, then the signing key of a
/// fixed day, in base64.
///
/// See [Obtaining SMTP
/// credentials](https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html#smtp-credentials-convert).
#[must_use]
pub fn password(secret_access_key: &str, region: &str) -> Secret {
    let bytes = versioned_signature(secret_access_key, region);
    wipe_stack();
    Secret::from(Base64::encode_string(&*bytes))
}

/// Not inlined, so that its part of the stack can be wiped.
#[inline(never)]
fn versioned_signature(secret_access_key: &str, region: &str) -> Zeroizing<[u8; 33]> {
    let mut key = Zeroizing::new(Vec::with_capacity(4 + secret_access_key.len()));
    key.extend_from_slice(b"AWS4");
    key.extend_from_slice(secret_access_key.as_bytes());
    let mut signature = sign(&key, "11111111");
    for text in [region, "ses", "aws4_request", "SendRawEmail"] {
        signature = sign(&*signature, text);
    }
    let mut versioned = Zeroizing::new([4; 33]);
    versioned[1..].copy_from_slice(&*signature);
    versioned
}

fn sign(key: &[u8], text: &str) -> Zeroizing<[u8; 32]> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key)
        .unwrap_or_else(|_| unreachable!("an HMAC takes a key of any length"));
    mac.update(text.as_bytes());
    Zeroizing::new(mac.finalize().into_bytes().into())
}
