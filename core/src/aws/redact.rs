//! Keeps a server's texts from showing a secret that they quote.
//!
//! AWS explains a signature that does not match by the request that it expected, with the session
//! token in it. Other servers may quote one as it is in a URL, over several lines, or in part.

use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use super::query::RESERVED;
use super::xml::Element;
use super::{Credentials, Error};
use crate::ServerText;

/// How many consecutive characters of a secret count as a quotation of it. A word or chance does
/// not bring twelve together, and eleven of AWS's forty leave most of it to guess.
const QUOTATION: usize = 12;

/// The error, without the server's texts if they quote a part of the credentials.
pub(super) fn redact(mut error: Error, credentials: &Credentials) -> Error {
    if let Error::Service(service) = &mut error {
        if quotes_any(&service.code, credentials) {
            service.code = ServerText::default();
        }
        let texts = [Some(&service.message), service.request_id.as_ref()];
        if texts.into_iter().flatten().any(|text| quotes_any(text, credentials)) {
            service.message = ServerText::default();
            service.request_id = None;
        }
    }
    error
}

/// Whether what a response tells quotes a part of the credentials that its request was signed with: it
/// is shown. New secrets are not, and may begin like the old ones, as AWS's session tokens do.
pub(super) fn is_quoted_in(root: &Element, credentials: &Credentials) -> bool {
    let is_secret = ["SecretAccessKey", "SessionToken"].contains(&root.name());
    !is_secret
        && (quotes_any(root.text(), credentials)
            || root.all_children().iter().any(|child| is_quoted_in(child, credentials)))
}

fn quotes_any(text: &str, credentials: &Credentials) -> bool {
    let secrets = [Some(credentials.secret_access_key()), credentials.session_token()];
    secrets.into_iter().flatten().any(|secret| quotes(text, secret.expose()))
}

/// Whether a text has a part of a secret in it, or all of it as percent-encoded. A secret shorter
/// than such a part is no secret: self-hosted servers may have `test` for one.
fn quotes(text: &str, secret: &str) -> bool {
    let encoded = || Zeroizing::new(utf8_percent_encode(secret, RESERVED).to_string());
    // The parts of the shorter one: a list has many short texts, and a session token is long.
    let (parts, whole) = if text.len() < secret.len() { (text, secret) } else { (secret, text) };
    let mut parts = (0..parts.len()).filter_map(|at| parts.get(at..at + QUOTATION));
    parts.any(|part| whole.contains(part))
        || text.len() >= secret.len()
            && secret.len() >= QUOTATION
            && text.contains(encoded().as_str())
}
