//! Creating a key, where the response may be lost.

mod canned;

use canned::{
    ID, NEW, actions, ada, caller, canned, causes, dated, html, id, listed, made, made_as, nothing,
    ready, refusal, throttled,
};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Error, Headers, NotCreated, RetryReason, TransportError};

#[test]
fn never_repeats_a_creation_that_may_have_run() {
    for lost in [
        nothing(),
        Err(TransportError::TimedOut),
        Err(TransportError::Offline),
        html(500),
        html(429),
        html(200),
        refusal(500, "ServiceFailure", ""),
    ] {
        let canned = canned([lost, listed(&[(ID, "Active")]), listed(&[(ID, "Active")])]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        assert!(matches!(outcome, Err(NotCreated::Nothing(_))), "{outcome:?}");
        assert_eq!(actions(&canned), ["CreateAccessKey", "ListAccessKeys", "ListAccessKeys"]);
        assert_eq!(causes(&canned), [RetryReason::Propagation]);
    }
}

#[test]
fn finds_a_key_whose_response_was_lost_even_if_the_list_lags() {
    let both = dated(&[(NEW, "20:21:11"), (ID, "")]);
    for looks in [vec![both.clone()], vec![listed(&[(ID, "Active")]), both]] {
        let canned = canned([vec![nothing()], looks].concat());
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        let lost = NotCreated::Lost(id(NEW), Error::Transport(TransportError::NoAnswer));
        assert_eq!(outcome.expect_err("no answer"), lost);
    }
}

/// Spreadsheets open the key file, and evaluate a cell that begins with `=`.
#[test]
fn refuses_a_new_key_that_spreadsheets_would_evaluate() {
    const FORMULA: &str = "=HYPERLINK(\"http://example.com\",\"Open\")";
    for (new, secret) in [(FORMULA, "secret"), ("AKIA+cmd|A1RZPUZDIKN", "secret"), (NEW, FORMULA)] {
        let canned = canned([made_as(new, secret), dated(&[(new, "20:21:12"), (ID, "")])]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        let unreadable = Error::Unreadable { action: "CreateAccessKey", status: 200 };
        assert_eq!(outcome.expect_err("no key"), NotCreated::Lost(id(new), unreadable));
        assert_eq!(actions(&canned), ["CreateAccessKey", "ListAccessKeys"], "requested once");
    }
}

/// Someone else may have created one since the last listing.
#[test]
fn a_key_created_before_the_request_is_not_the_lost_one() {
    for created in ["08:00:00", "20:05:00"] {
        let others = || dated(&[(NEW, created), (ID, "")]);
        let canned = canned([nothing(), others(), others()]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        assert!(matches!(outcome, Err(NotCreated::Nothing(_))), "{created}: {outcome:?}");
    }
    let canned = canned([nothing(), dated(&[("AKIAOTHER", "08:00:00"), (NEW, "20:21:12")])]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[]));
    assert!(matches!(&outcome, Err(NotCreated::Lost(lost, _)) if *lost == id(NEW)), "{outcome:?}");
}

#[test]
fn a_key_created_long_after_the_request_is_not_the_lost_one() {
    let later = || dated(&[(NEW, "22:00:00")]);
    let canned = canned([nothing(), refusal(403, "AccessDenied", ""), later(), later()]);
    let client = canned.client();
    let outcome = ready(client.create_access_key(&ada(), &[]));
    let Err(NotCreated::Unknown(error)) = outcome else { panic!("{outcome:?}") };
    canned.waited.set(2 * 3_600_000);
    let outcome = ready(client.resolve_lost_create(&ada(), &[], error));
    assert!(matches!(outcome, NotCreated::Nothing(_)), "{outcome:?}");
}

#[test]
fn an_ambiguous_list_leaves_the_outcome_unknown() {
    for keys in [
        &[(NEW, "20:21:11"), ("AKIAOTHER", "20:20:30")][..],
        // Some servers list no creation time.
        &[(NEW, "")],
        &[(NEW, "20:21:11"), ("AKIAOTHER", "")],
    ] {
        let canned = canned([nothing(), dated(keys)]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[]));
        assert!(matches!(outcome, Err(NotCreated::Unknown(_))), "{keys:?}: {outcome:?}");
    }
}

/// With the server's time known, keys created minutes earlier or later are ruled out too.
#[test]
fn identifies_the_lost_key_by_the_servers_time() {
    for (created, is_lost) in [
        ("20:29:59", false),
        ("20:31:10", true),
        ("20:31:12", true),
        ("20:33:00", false),
        ("20:21:11", false),
    ] {
        let keys = || dated(&[(NEW, created)]);
        let canned = canned([caller(), nothing(), keys(), keys()]);
        // Ten minutes ahead of the device.
        let date = Some("Mon, 23 Nov 2026 20:31:11 GMT".to_owned());
        canned.headers.replace(Headers { date, retry_after: None });
        let client = canned.client();
        ready(client.call(&GetCallerIdentity)).expect("an answer");
        let outcome = ready(client.create_access_key(&ada(), &[]));
        assert_eq!(matches!(outcome, Err(NotCreated::Lost(..))), is_lost, "{created}: {outcome:?}");
    }
}

#[test]
fn accepts_new_keys_of_other_servers() {
    for (new, secret) in [
        // SeaweedFS.
        ("QWERTYUIOPASDFGHJKLZX", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN/P"),
        // Ceph RGW.
        ("0555B35654AD1656D804", "h7GhxuBLTrlhVUyxSPUKUV8r2EI4ngqJxD7iBdBY"),
        // moto, ministack and LocalStack.
        ("LKIAQAAAAAAAGMS7WQEG", "8G+2E0gZlx1/4b5Tq6bYxNfVvV9mXcWkZs0aQyHj"),
        // URL-safe and padded base64.
        ("0123456789abcdef_0123456789abcdef", "_-QJc2VjcmV0.~AA=="),
    ] {
        let canned = canned([made_as(new, secret)]);
        let key = ready(canned.client().create_access_key(&ada(), &[])).expect(new);
        assert_eq!((key.key.id.as_str(), key.secret.expose()), (new, secret));
    }
}

#[test]
fn waits_for_the_network_to_list_the_keys() {
    let offline = || Err(TransportError::Offline);
    let keys = || listed(&[(ID, "Active")]);
    let canned = canned([offline(), offline(), keys(), keys()]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
    assert!(matches!(outcome, Err(NotCreated::Nothing(_))), "{outcome:?}");
    assert_eq!(causes(&canned), [RetryReason::Offline, RetryReason::Propagation]);
}

#[test]
fn without_the_list_the_outcome_is_unknown() {
    let canned = canned([nothing(), refusal(403, "AccessDenied", "")]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[]));
    assert!(matches!(outcome, Err(NotCreated::Unknown(_))), "{outcome:?}");
}

#[test]
fn repeats_a_creation_that_was_throttled() {
    let canned = canned([throttled(), throttled(), throttled(), made()]);
    let new = ready(canned.client().create_access_key(&ada(), &[])).expect("a key");
    assert_eq!(new.key.id.as_str(), NEW);
    assert_eq!(causes(&canned), [RetryReason::Throttled; 3]);
}

#[test]
fn does_not_list_keys_after_a_refusal() {
    let canned = canned([refusal(409, "LimitExceeded", "")]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[]));
    assert!(matches!(outcome, Err(NotCreated::Refused(_))), "{outcome:?}");
    assert_eq!(actions(&canned), ["CreateAccessKey"]);
}
