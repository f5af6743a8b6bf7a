//! Removes a server's text from an error where it quotes a secret.
//!
//! AWS explains a signature that does not match by the request that it expected, with the session
//! token in it. Other servers may quote one as it is in a URL, over several lines, or in part.

use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use super::query::RESERVED;
use super::{Credentials, Error};
use crate::Secret;

/// How many consecutive characters of a secret count as a quotation of it. A word or chance does
/// not bring twelve together, and eleven of AWS's forty leave most of it to guess.
const QUOTATION: usize = 12;

/// The length in bytes above which a message is dropped unread. AWS's longest ones, which hold the
/// whole expected request, are shorter.
const LONGEST_MESSAGE: usize = 16_000;

/// The error, without the server's message and request id if they quote a part of the credentials.
pub(super) fn redact(mut error: Error, credentials: &Credentials) -> Error {
    let secrets = [Some(credentials.secret_access_key()), credentials.session_token()];
    if let Error::Service(service) = &mut error {
        let texts = [Some(&service.message), service.request_id.as_ref()];
        let is_quoted =
            |secret: &Secret| texts.into_iter().flatten().any(|text| quotes(text, secret.expose()));
        if service.message.len() > LONGEST_MESSAGE || secrets.into_iter().flatten().any(is_quoted) {
            service.message.clear();
            service.request_id = None;
        }
    }
    error
}

/// Whether a text has a part of a secret in it, or all of it as percent-encoded. A secret shorter
/// than such a part is no secret: self-hosted servers may have `test` for one.
fn quotes(text: &str, secret: &str) -> bool {
    let mut parts = (0..secret.len()).filter_map(|at| secret.get(at..at + QUOTATION));
    let encoded = || Zeroizing::new(utf8_percent_encode(secret, RESERVED).to_string());
    parts.any(|part| text.contains(part))
        || secret.len() >= QUOTATION && text.contains(encoded().as_str())
}
