//! Who signed a request: the signature is made again from the stored secret, and compared.

use super::account::{Key, Refusal};
use crate::aws::{Partition, Request, Scope, Service, sign};
use crate::{Secret, Timestamp};

/// How far a signature's time may be from the server's, in milliseconds.
const TOLERANCE: i64 = 15 * 60_000;

/// Finds the key that signed a request, and says where it is.
pub fn check(
    keys: &[Key],
    request: &Request,
    service: Service,
    now: Timestamp,
) -> Result<usize, Refusal> {
    let header = |name| {
        let header = request.headers.iter().find(|(it, _)| *it == name)?;
        Some(header.1.as_str())
    };
    let Some(authorization) = header("authorization") else {
        let message = "Request is missing Authentication Token";
        return Err(Refusal::new(403, "MissingAuthenticationToken", &[message]));
    };
    let incomplete = |message: &[&str]| Refusal::new(400, "IncompleteSignature", message);
    let credential = authorization
        .strip_prefix("AWS4-HMAC-SHA256 Credential=")
        .and_then(|rest| rest.split(',').next())
        .ok_or_else(|| incomplete(&["Authorization header requires 'Credential' parameter."]))?;
    let mut parts = credential.split('/');
    let (Some(id), Some(_day), Some(region), Some(scoped), Some("aws4_request"), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(incomplete(&[
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '",
            credential,
            "'",
        ]));
    };
    let at = header("x-amz-date").and_then(Timestamp::parse_basic).ok_or_else(|| {
        incomplete(&[
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
        ])
    })?;

    let invalid = || {
        let message = "The security token included in the request is invalid.";
        Refusal::new(403, "InvalidClientTokenId", &[message])
    };
    let place = keys.iter().position(|key| key.id() == id).ok_or_else(invalid)?;
    let key = &keys[place];
    let token = key.credentials.session_token().map(Secret::expose);
    if !key.is_known(service, now) || token != header("x-amz-security-token") {
        return Err(invalid());
    }

    let mismatch = |message: &[&str]| Refusal::new(403, "SignatureDoesNotMatch", message);
    if region != Partition::Aws.region() {
        let message = ["Credential should be scoped to a valid region, not '", region, "'. "];
        return Err(mismatch(&message));
    }
    if scoped != service.signing_name() {
        let expected = service.signing_name();
        let message = ["Credential should be scoped to correct service: '", expected, "'. "];
        return Err(mismatch(&message));
    }
    let ahead = at.millis().saturating_sub(now.millis());
    if ahead.abs() > TOLERANCE {
        let (at, server) = (at.to_basic(), now.to_basic());
        return Err(if ahead < 0 {
            let bound = now.plus(-TOLERANCE).to_basic();
            let message = ["Signature expired: ", &at, " is now earlier than ", &bound];
            mismatch(&[&message.concat(), " (", &server, " - 15 min.)"])
        } else {
            let bound = now.plus(TOLERANCE).to_basic();
            let message = ["Signature not yet current: ", &at, " is still later than ", &bound];
            mismatch(&[&message.concat(), " (", &server, " + 15 min.)"])
        });
    }
    if signed_again(request, key, service, at).as_deref() != Some(authorization) {
        return Err(mismatch(&[
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
        ]));
    }
    if key.credentials.expires().is_some_and(|expires| now >= expires) {
        let message = "The security token included in the request is expired";
        return Err(Refusal::new(403, "ExpiredToken", &[message]));
    }
    Ok(place)
}

/// The `authorization` header this key would give a request: it covers URL, headers and body.
fn signed_again(request: &Request, key: &Key, service: Service, at: Timestamp) -> Option<String> {
    // The signer adds these itself.
    const ADDED: [&str; 3] = ["authorization", "x-amz-date", "x-amz-security-token"];
    let given = request.headers.iter().filter(|(name, _)| !ADDED.contains(name));
    let mut again = Request {
        url: request.url.clone(),
        headers: given.cloned().collect(),
        body: request.body.clone(),
    };
    let scope =
        Scope { region: Partition::Aws.region().to_owned(), service: service.signing_name() };
    sign(&mut again, &key.credentials, &scope, at).ok()?;
    let header = again.headers.iter().find(|(name, _)| *name == ADDED[0])?;
    Some(header.1.to_string())
}
