//! Kinds of errors and their explanations, for AWS and for self-hosted servers.

mod canned;

use canned::{ada, canned, ready, refusal};
use keycutter_core::aws::iam::CreateAccessKey;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Error, ErrorKind, ScopePart, Server, TransportError};
use keycutter_core::messages::error::explain;
use keycutter_core::messages::explanation::{Explanation, Remedy};

const SERVERS: [Server; 2] = [Server::Aws, Server::SelfHosted];

/// The error of `GetCallerIdentity` with such a response.
fn error(status: u16, code: &str, message: &str) -> Error {
    let canned = canned([refusal(status, code, message)]);
    canned.impatient.set(true);
    ready(canned.client().call(&GetCallerIdentity)).expect_err("an error")
}

fn kind(error: &Error) -> ErrorKind {
    match error {
        Error::Service(error) => error.kind(),
        other => panic!("{other:?}"),
    }
}

/// All sentences of an explanation.
fn text(explained: &Explanation) -> String {
    [&explained.meaning, &explained.advice, &explained.causes.join("\n")]
        .map(String::as_str)
        .join("\n")
}

#[test]
fn every_error_has_a_meaning_and_an_advice() {
    for (code, message, expected) in [
        (
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
            "secret access key does not belong",
        ),
        ("SignatureDoesNotMatch", "Signature expired, without the server's time", "clock"),
        ("RequestTimeTooSkewed", "", "clock"),
        ("InvalidClientTokenId", "", "does not accept"),
        ("ExpiredToken", "", "expired"),
        ("AccessDenied", "", "not have permission to call GetCallerIdentity"),
        ("Throttling", "", "limiting requests"),
        ("Nonsense", "whatever", "HTTP status 418"),
    ] {
        let error = error(418, code, message);
        let explained = explain(&error, Server::Aws);
        assert_eq!(explained.code, code);
        assert!(explained.meaning.contains(expected), "{explained:?}");
        assert!(!explained.advice.is_empty());
        assert_eq!(explained.detail.is_some(), !message.is_empty());
    }
}

#[test]
fn points_to_the_servers_message_only_if_there_is_one() {
    for server in SERVERS {
        let with = explain(&error(418, "Nonsense", "whatever"), server);
        assert!(with.advice.contains("below") && with.detail.is_some(), "{with:?}");
        let without = explain(&error(418, "Nonsense", ""), server);
        assert!(!without.advice.contains("below") && without.detail.is_none(), "{without:?}");
    }
}

#[test]
fn names_aws_only_where_it_is_meant() {
    for (status, code, message) in [
        (400, "RequestExpired", ""),
        (403, "SignatureDoesNotMatch", ""),
        (403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region, not 'x'. "),
        (403, "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'sts'. "),
        (403, "InvalidAccessKeyId", ""),
        (403, "ExpiredToken", ""),
        (403, "AccessDenied", ""),
        (409, "LimitExceeded", "Access key limit 4 exceeded"),
        (404, "NoSuchEntity", ""),
        (429, "TooManyRequests", ""),
        (503, "ServiceUnavailable", ""),
        (403, "MissingAuthenticationToken", ""),
        (501, "NotImplemented", ""),
        (418, "Nonsense", "whatever"),
    ] {
        let text = text(&explain(&error(status, code, message), Server::SelfHosted));
        assert!(!text.contains("AWS"), "{code}: {text}");
    }
}

#[test]
fn recognizes_servers_without_the_action() {
    for (status, code, message) in [
        (400, "InvalidAction", "Could not find operation GetCallerIdentity for version 2011-06-15"),
        // Ceph RGW.
        (405, "MethodNotAllowed", ""),
        (
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not implemented",
        ),
        // MinIO's STS.
        (400, "InvalidParameterValue", "Unsupported action GetCallerIdentity"),
        (400, "UnknownAction", ""),
        (405, "Anything", ""),
        (501, "Anything", ""),
    ] {
        let error = error(status, code, message);
        assert_eq!(kind(&error), ErrorKind::NoSuchAction, "{code}");
        assert!(error.is_unknown_action() && error.retry_reason().is_none(), "{code}");
    }
}

#[test]
fn tells_a_refused_region_or_service_from_a_wrong_secret() {
    for (code, message, part, advice) in [
        (
            "SignatureDoesNotMatch",
            "Credential should be scoped to a valid region, not 'eu-west-1'. ",
            ScopePart::Region,
            "the server's own region",
        ),
        (
            "InvalidSignatureException",
            "Credential should be scoped to a valid region. ",
            ScopePart::Region,
            "the server's own region",
        ),
        // S3 and the servers that follow it.
        (
            "AuthorizationHeaderMalformed",
            "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'",
            ScopePart::Region,
            "with the region eu-central-1",
        ),
        (
            "SignatureDoesNotMatch",
            "Credential should be scoped to correct service: 'sts'. ",
            ScopePart::Service,
            "serve both IAM and STS",
        ),
    ] {
        let error = error(403, code, message);
        assert_eq!(kind(&error), ErrorKind::Scope(part), "{message}");
        let explained = explain(&error, Server::SelfHosted);
        assert!(explained.advice.contains(advice), "{explained:?}");
        assert!(!text(&explained).contains("secret"), "{explained:?}");
    }
    let damaged =
        error(400, "IncompleteSignature", "not a valid key=value pair (missing equal-sign)");
    assert_eq!(kind(&damaged), ErrorKind::Unsigned);
}

/// The region is shown as something to type.
#[test]
fn shows_an_expected_region_only_if_it_could_be_one() {
    for region in ["", "EU", "eu west", "\u{202e}eu", &"a".repeat(33)] {
        let message = format!("the region 'x' is wrong; expecting '{region}'");
        let explained =
            explain(&error(400, "AuthorizationHeaderMalformed", &message), Server::SelfHosted);
        assert!(explained.advice.contains("the server's own region"), "{explained:?}");
    }
}

#[test]
fn a_quota_is_explained_with_the_servers_own_number() {
    for (message, server, limit, expected) in [
        (
            "Cannot exceed quota for AccessKeysPerUser: 2",
            Server::Aws,
            Some(2),
            "already 2 access keys, which is the limit",
        ),
        ("", Server::Aws, None, "as many access keys as allowed"),
        // Ceph RGW.
        ("Access key limit 4 exceeded", Server::SelfHosted, Some(4), "limit of 4 access keys"),
        ("", Server::SelfHosted, None, "limit of access keys is reached"),
    ] {
        let error = error(409, "LimitExceeded", message);
        assert_eq!(kind(&error), ErrorKind::Quota(limit), "{message}");
        let explained = explain(&error, server);
        assert!(explained.meaning.contains(expected), "{explained:?}");
    }
}

/// A browser does not tell a page why there is no response, so the likely causes are named.
#[test]
fn the_causes_of_a_missing_response_depend_on_the_server() {
    let explained = |error, server| text(&explain(&Error::Transport(error), server));
    let from_aws = explained(TransportError::NoAnswer, Server::Aws);
    for cause in ["requires you to sign in", "proxy", "extension", "DNS"] {
        assert!(from_aws.contains(cause), "{from_aws}");
    }
    assert!(!from_aws.contains("CORS") && !from_aws.contains("URL"), "{from_aws}");
    for server in SERVERS {
        let offline = explained(TransportError::Offline, server);
        assert!(offline.contains("offline") && !offline.contains("CORS"), "{offline}");
    }
    // The sentences for a known cause are those in the list of likely ones.
    let no_response = Error::Transport(TransportError::NoAnswer);
    let causes = explain(&no_response, Server::SelfHosted).causes;
    for known in [TransportError::NoServer, TransportError::NoCors] {
        let known = explained(known, Server::SelfHosted);
        assert!(causes.iter().any(|cause| known.contains(cause)), "{known}");
    }
}

#[test]
fn the_advice_for_an_unreadable_response_depends_on_the_server() {
    let other = Error::Unreadable { action: "GetCallerIdentity", status: 200 };
    let [aws, own] = SERVERS.map(|server| explain(&other, server));
    assert_eq!(aws.meaning, own.meaning);
    assert!(aws.advice.contains("network") && !aws.advice.contains("URL"), "{}", aws.advice);
    assert!(own.advice.contains("Check the URL and its path"), "{}", own.advice);
}

/// Proxies in front of a server throttle in a format of their own.
#[test]
fn an_unreadable_response_of_status_429_is_told_as_throttling() {
    let throttled = Error::Unreadable { action: "ListAccessKeys", status: 429 };
    assert_eq!(explain(&throttled, Server::Aws).meaning, "AWS is limiting requests.");
}

#[test]
fn the_causes_of_an_unknown_key_depend_on_the_action() {
    let at_sign_in = explain(&error(403, "InvalidClientTokenId", ""), Server::Aws).causes;
    assert!(at_sign_in[0].contains("mistyped"), "{at_sign_in:?}");
    let canned = canned([refusal(403, "InvalidClientTokenId", "")]);
    let later = ready(canned.client().call(&CreateAccessKey { owner: &ada() }));
    let later = explain(&later.expect_err("refused"), Server::Aws).causes;
    assert!(later[0].contains("in the meantime"), "{later:?}");
}

/// The page then has a button for it.
#[test]
fn another_try_is_offered_where_it_may_help() {
    let transport = |error| Error::Transport(error);
    for (error, helps) in [
        (error(400, "Throttling", ""), true),
        (error(503, "ServiceUnavailable", ""), true),
        (error(403, "RequestTimeTooSkewed", ""), true),
        (error(403, "InvalidClientTokenId", ""), false),
        (error(403, "AccessDenied", ""), false),
        (transport(TransportError::NoAnswer), true),
        (transport(TransportError::Offline), true),
        (transport(TransportError::NoCors), false),
        (Error::Unsignable, false),
    ] {
        let remedy = explain(&error, Server::SelfHosted).remedy;
        assert_eq!(remedy, helps.then_some(Remedy::TryAgain), "{error:?}");
    }
}
