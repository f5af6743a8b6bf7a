//! Who signed a request: the signature is calculated from the stored secret, and compared.

use zeroize::Zeroizing;

use super::account::Key;
use super::refusal::Refusal;
use crate::aws::{Partition, Request, Scope, Service, sign};
use crate::{Secret, Timestamp};

/// How far the time of a signature may be from the server's, in milliseconds.
const TOLERANCE: i64 = 15 * 60_000;

/// The index of the key that signed a request.
pub fn authenticate(
    keys: &[Key],
    request: &Request,
    service: Service,
    now: Timestamp,
) -> Result<usize, Refusal> {
    let header = |name| find(request, name);
    let Some(authorization) = header("authorization") else {
        let message = "Request is missing Authentication Token";
        return Err(Refusal::new(403, "MissingAuthenticationToken", &[message]));
    };
    let incomplete = |message| Refusal::new(400, "IncompleteSignature", &[message]);
    let mut parts = authorization
        .strip_prefix("AWS4-HMAC-SHA256 Credential=")
        .and_then(|rest| rest.split_once(','))
        .map_or("", |(credential, _)| credential)
        .split('/');
    let (Some(id), Some(_day), Some(region), Some(scoped)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(incomplete("Authorization header requires 'Credential' parameter."));
    };
    let Some(at) = header("x-amz-date").and_then(Timestamp::parse_basic) else {
        return Err(incomplete(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
        ));
    };

    let invalid = || {
        let message = "The security token included in the request is invalid.";
        Refusal::new(403, "InvalidClientTokenId", &[message])
    };
    let index = keys.iter().position(|key| key.id() == id).ok_or_else(invalid)?;
    let key = &keys[index];
    let token = key.credentials.session_token().map(Secret::expose);
    if !key.is_accepted(service, now) || token != header("x-amz-security-token") {
        return Err(invalid());
    }

    if region != Partition::Aws.region() {
        let message = ["Credential should be scoped to a valid region, not '", region, "'. "];
        return Err(mismatch(&message));
    }
    if scoped != service.signing_name() {
        let expected = service.signing_name();
        let message = ["Credential should be scoped to correct service: '", expected, "'. "];
        return Err(mismatch(&message));
    }
    check_clock(at, now)?;
    if !is_signed_by(key, request, region, service, at) {
        return Err(mismatch(&[
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
        ]));
    }
    if key.credentials.expires().is_some_and(|expires| now >= expires) {
        let message = "The security token included in the request is expired";
        return Err(Refusal::new(403, "ExpiredToken", &[message]));
    }
    Ok(index)
}

fn mismatch(message: &[&str]) -> Refusal {
    Refusal::new(403, "SignatureDoesNotMatch", message)
}

/// Refuses a signature whose time is too far from the server's.
fn check_clock(at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    let ahead = at.millis().saturating_sub(now.millis());
    if (-TOLERANCE..=TOLERANCE).contains(&ahead) {
        return Ok(());
    }
    let (verb, relation, sign, tolerance) = if ahead < 0 {
        ("Signature expired: ", " is now earlier than ", " - 15 min.)", -TOLERANCE)
    } else {
        ("Signature not yet current: ", " is still later than ", " + 15 min.)", TOLERANCE)
    };
    let (at, bound, server) = (at.to_basic(), now.plus(tolerance).to_basic(), now.to_basic());
    Err(mismatch(&[verb, &at, relation, &bound, " (", &server, sign]))
}

/// Whether the secret of this key gives the same signature.
fn is_signed_by(
    key: &Key,
    request: &Request,
    region: &str,
    service: Service,
    at: Timestamp,
) -> bool {
    let header = |name| find(request, name);
    // The signature covers URL, content type, date, token and body.
    let mut expected =
        Request { url: request.url.clone(), headers: Vec::new(), body: request.body.clone() };
    if let Some(content_type) = header("content-type") {
        expected.headers.push(("content-type", Zeroizing::new(content_type.to_owned())));
    }
    let scope = Scope { region: region.to_owned(), service: service.signing_name() };
    let is_signed = sign(&mut expected, &key.credentials, &scope, at).is_ok();
    is_signed && find(&expected, "authorization") == header("authorization")
}

/// A header's value.
fn find<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let header = request.headers.iter().find(|(it, _)| *it == name)?;
    Some(header.1.as_str())
}
