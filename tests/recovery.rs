//! What the client does when a request fails: asks again, waits, corrects the clock, or looks.

#![allow(clippy::unnecessary_wraps, reason = "every outcome is made alike, failures included")]

mod canned;

use canned::{Canned, ID, ada, answer, ready};
use keycutter_core::aws::iam::CreateAccessKey;
use keycutter_core::aws::sts::{GetCallerIdentity, GetSessionToken};
use keycutter_core::aws::{
    Error, Headers, NotCreated, Pause, Principal, Retry, RetryReason, Server, TransportError,
};
use keycutter_core::keys::{AccessKeyId, Status};
use keycutter_core::messages::error::explain;
use keycutter_core::{Secret, Timestamp};

const NEW: &str = "AKIARZPUZDIKNEWKEY22";
/// A server of one's own.
const OWN: &str = "https://s3.example.com";

/// What a transport hands back for one request.
type Outcome = Result<(u16, String), TransportError>;

fn canned(outcomes: impl IntoIterator<Item = Outcome>) -> Canned {
    let canned = Canned::default();
    canned.answers.borrow_mut().extend(outcomes);
    canned
}

fn refusal(status: u16, code: &str, message: &str) -> Outcome {
    let error = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    Ok((status, format!("<ErrorResponse>{error}</ErrorResponse>")))
}

fn throttled() -> Outcome {
    refusal(400, "Throttling", "Rate exceeded")
}

fn html(status: u16) -> Outcome {
    Ok((status, "<html><body>trouble</body></html>".to_owned()))
}

fn nothing() -> Outcome {
    Err(TransportError::NoAnswer)
}

fn caller() -> Outcome {
    let result = "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn>\
                  <Account>123456789012</Account></GetCallerIdentityResult>";
    Ok((200, answer("GetCallerIdentity", result)))
}

fn made() -> Outcome {
    made_as(NEW, "secret")
}

fn made_as(id: &str, secret: &str) -> Outcome {
    let result = format!(
        "<CreateAccessKeyResult><AccessKey><AccessKeyId>{id}</AccessKeyId><Status>Active</Status>\
         <SecretAccessKey>{secret}</SecretAccessKey></AccessKey></CreateAccessKeyResult>"
    );
    Ok((200, answer("CreateAccessKey", &result)))
}

/// A listing of these keys with their status.
fn listed(keys: &[(&str, &str)]) -> Outcome {
    let member = |(id, status): &(&str, &str)| {
        format!("<member><AccessKeyId>{id}</AccessKeyId><Status>{status}</Status></member>")
    };
    members(&keys.iter().map(member).collect::<Vec<_>>())
}

/// A listing of these keys with the time they were made at; without one where that is empty. The
/// canned clock stands at 20:21:11.
fn dated(keys: &[(&str, &str)]) -> Outcome {
    let member = |(id, time): &(&str, &str)| {
        let date = match *time {
            "" => String::new(),
            time => format!("<CreateDate>2026-11-23T{time}Z</CreateDate>"),
        };
        format!("<member><AccessKeyId>{id}</AccessKeyId>{date}</member>")
    };
    members(&keys.iter().map(member).collect::<Vec<_>>())
}

fn members(members: &[String]) -> Outcome {
    let members = members.concat();
    let result = format!(
        "<ListAccessKeysResult><AccessKeyMetadata>{members}</AccessKeyMetadata><IsTruncated>false</IsTruncated></ListAccessKeysResult>"
    );
    Ok((200, answer("ListAccessKeys", &result)))
}

fn done(action: &str) -> Outcome {
    Ok((200, answer(action, "")))
}

fn id(text: &str) -> AccessKeyId {
    AccessKeyId::from_answer(text)
}

fn actions(canned: &Canned) -> Vec<String> {
    let name = |body: String| {
        let rest = body.strip_prefix("Action=").expect("a form").to_owned();
        rest.split('&').next().expect("a name").to_owned()
    };
    canned.bodies().into_iter().map(name).collect()
}

fn causes(canned: &Canned) -> Vec<RetryReason> {
    canned.pauses.borrow().iter().map(|pause| pause.reason).collect()
}

#[test]
fn waits_are_drawn_below_a_bound_that_doubles() {
    let start = Timestamp::from_millis(0);
    for (cause, bounds) in [
        (RetryReason::Throttled, &[1_000, 2_000, 4_000, 8_000, 10_000][..]),
        (RetryReason::ServerError, &[400, 800, 1_600]),
    ] {
        let (mut least, mut most, mut half) =
            (Retry::new(start), Retry::new(start), Retry::new(start));
        for bound in bounds {
            let millis = |retry: &mut Retry, draw| {
                retry.next(cause, None, start, draw).expect("another try").millis
            };
            assert_eq!(millis(&mut least, 0), 0);
            assert_eq!(millis(&mut half, 1 << 31), bound / 2);
            assert_eq!(millis(&mut most, u32::MAX), bound - 1);
        }
        assert_eq!(most.next(cause, None, start, 0), None, "{cause:?} is tried no more than that");
    }
}

#[test]
fn time_runs_out_before_the_tries_do() {
    let start = Timestamp::from_millis(0);
    let late = start.plus(59_500);
    assert!(Retry::new(start).next(RetryReason::Throttled, None, late, 0).is_some());
    assert_eq!(Retry::new(start).next(RetryReason::Throttled, None, late, u32::MAX), None);
    assert_eq!(Retry::new(start).next(RetryReason::ServerError, None, late, 0), None);
}

#[test]
fn what_only_has_to_settle_is_not_tried_again() {
    let start = Timestamp::from_millis(0);
    assert_eq!(Retry::new(start).next(RetryReason::Propagation, None, start, 0), None);
}

#[test]
fn a_server_that_names_its_time_is_given_it() {
    let start = Timestamp::from_millis(0);
    let pause = |after| Retry::new(start).next(RetryReason::Throttled, Some(after), start, 0);
    assert_eq!(pause(3_000), Some(Pause { reason: RetryReason::Throttled, millis: 3_000 }));
    assert_eq!(pause(61_000), None, "longer than anyone would wait");
    assert_eq!(pause(u32::MAX), None);
}

#[test]
fn a_read_is_asked_for_again_after_trouble() {
    for trouble in [html(500), html(503), nothing(), refusal(500, "ServiceFailure", "")] {
        let canned = canned([trouble, caller()]);
        assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok());
        assert_eq!(causes(&canned), [RetryReason::ServerError]);
    }
}

#[test]
fn trouble_that_stays_is_told_after_four_tries() {
    let canned = canned([html(500), html(500), html(500), html(500)]);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Unreadable { action: "GetCallerIdentity", status: 500 }));
    assert_eq!(causes(&canned).len(), 3);
}

#[test]
fn a_refusal_is_not_asked_for_again() {
    for (status, code) in
        [(403, "AccessDenied"), (409, "LimitExceeded"), (403, "SignatureDoesNotMatch")]
    {
        let canned = canned([refusal(status, code, "no")]);
        assert!(ready(canned.client().call(&GetCallerIdentity)).is_err());
        assert_eq!(causes(&canned), []);
    }
    let canned = canned([Err(TransportError::TimedOut)]);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Transport(TransportError::TimedOut)));
}

#[test]
fn retry_after_is_honoured_in_seconds_and_as_a_date() {
    // The canned clock stands at 20:21:11.
    for text in ["7", " 7 ", "Mon, 23 Nov 2026 20:21:18 GMT"] {
        let canned = canned([throttled(), caller()]);
        let headers = Headers { retry_after: Some(text.to_owned()), date: None };
        canned.headers.replace(headers);
        assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok(), "{text}");
        assert_eq!(canned.waited.get(), 7_000, "{text}");
    }
}

#[test]
fn whoever_is_tired_of_waiting_hears_what_went_wrong() {
    let canned = canned([throttled()]);
    canned.impatient.set(true);
    let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("given up");
    assert_eq!(error.code(), Some("Throttling"));
}

#[test]
fn offline_it_waits_for_the_network_however_often_it_goes() {
    let offline = || Err(TransportError::Offline);
    let canned = canned((0..20).map(|_| offline()).chain([caller()]));
    assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok());
    assert_eq!(causes(&canned), [RetryReason::Offline; 20]);
}

#[test]
fn a_server_on_this_machine_is_not_waited_for_with_the_network() {
    let offline = || Err(TransportError::Offline);
    for url in ["http://127.0.0.1:4566", "http://localhost", "https://LOCALHOST:8443/iam"] {
        let canned = canned((0..4).map(|_| offline()));
        let outcome = ready(canned.client_at(url).call(&GetCallerIdentity));
        assert_eq!(outcome, Err(Error::Transport(TransportError::NoAnswer)), "{url}");
        assert_eq!(causes(&canned), [RetryReason::ServerError; 3], "{url}");
    }
    for url in ["https://s3.example.com", "https://localhost.example.com"] {
        let canned = canned([offline(), caller()]);
        assert!(ready(canned.client_at(url).call(&GetCallerIdentity)).is_ok(), "{url}");
        assert_eq!(causes(&canned), [RetryReason::Offline], "{url}");
    }
}

#[test]
fn the_clock_is_read_from_the_refusal_and_the_request_made_again() {
    for (message, corrected) in [
        (
            "Signature expired: 20261123T202111Z is now earlier than 20261123T204111Z (20261123T205611Z - 15 min.)",
            35 * 60_000,
        ),
        (
            "Signature not yet current: 20261123T202111Z is still later than 20261122T203611Z (20261122T202111Z + 15 min.)",
            -86_400_000,
        ),
    ] {
        let canned = canned([refusal(403, "SignatureDoesNotMatch", message), made()]);
        let client = canned.client();
        assert!(ready(client.call(&CreateAccessKey { owner: &ada() })).is_ok(), "{message}");
        assert_eq!(canned.corrected.get(), corrected);
        let dates: Vec<String> = canned
            .asked
            .borrow()
            .iter()
            .map(|request| {
                let date = request.headers.iter().find(|(name, _)| *name == "x-amz-date");
                date.expect("a date").1.to_string()
            })
            .collect();
        assert_eq!(dates[0], "20261123T202111Z");
        assert_eq!(Timestamp::parse_basic(&dates[1]), Some(client.now()), "it stays corrected");
    }
}

#[test]
fn a_refusal_that_tells_no_time_is_read_by_its_date_header() {
    let canned = canned([refusal(403, "RequestTimeTooSkewed", ""), caller()]);
    let date = Some("Mon, 23 Nov 2026 23:21:11 GMT".to_owned());
    canned.headers.replace(Headers { date, retry_after: None });
    assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok());
    assert_eq!(canned.corrected.get(), 3 * 3_600_000);
}

#[test]
fn a_clock_that_cannot_be_mended_is_told_once() {
    let message = "Signature expired: A is now earlier than B (20261123T205611Z - 15 min.)";
    let canned = canned([
        refusal(403, "SignatureDoesNotMatch", message),
        refusal(403, "SignatureDoesNotMatch", message),
    ]);
    let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("refused twice");
    assert!(error.is_about_clock());
    let untold = canned_refusal("Signature expired");
    assert!(ready(untold.client().call(&GetCallerIdentity)).is_err());
}

fn canned_refusal(message: &str) -> Canned {
    canned([refusal(403, "SignatureDoesNotMatch", message)])
}

#[test]
fn creation_is_never_repeated_blindly() {
    for doubt in [
        nothing(),
        Err(TransportError::TimedOut),
        Err(TransportError::Offline),
        html(500),
        html(429),
        html(200),
        refusal(500, "ServiceFailure", ""),
    ] {
        let canned = canned([doubt, listed(&[(ID, "Active")]), listed(&[(ID, "Active")])]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        assert!(matches!(outcome, Err(NotCreated::Nothing(_))), "{outcome:?}");
        assert_eq!(actions(&canned), ["CreateAccessKey", "ListAccessKeys", "ListAccessKeys"]);
        assert_eq!(causes(&canned), [RetryReason::Propagation]);
    }
}

#[test]
fn a_key_made_without_an_answer_is_found_even_if_the_list_lags() {
    let both = dated(&[(NEW, "20:21:11"), (ID, "")]);
    for looks in [vec![both.clone()], vec![listed(&[(ID, "Active")]), both]] {
        let canned = canned([vec![nothing()], looks].concat());
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        let lost = NotCreated::Lost(id(NEW), Error::Transport(TransportError::NoAnswer));
        assert_eq!(outcome.expect_err("no answer"), lost);
    }
}

/// The key file is a table, which spreadsheets open, and in which they follow what begins with `=`.
#[test]
fn a_new_key_that_would_be_a_formula_is_none_and_told_by_its_id() {
    const FORMULA: &str = "=HYPERLINK(\"http://example.com\",\"Open\")";
    for (new, secret) in [(FORMULA, "secret"), ("AKIA+cmd|A1RZPUZDIKN", "secret"), (NEW, FORMULA)] {
        let canned = canned([made_as(new, secret), dated(&[(new, "20:21:12"), (ID, "")])]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        let unreadable = Error::Unreadable { action: "CreateAccessKey", status: 200 };
        assert_eq!(outcome.expect_err("no key"), NotCreated::Lost(id(new), unreadable));
        assert_eq!(actions(&canned), ["CreateAccessKey", "ListAccessKeys"], "asked for once");
    }
}

/// Whoever else manages these keys has made one since they were listed last.
#[test]
fn a_key_made_before_the_request_is_not_the_lost_one() {
    for made in ["08:00:00", "20:05:00"] {
        let others = || dated(&[(NEW, made), (ID, "")]);
        let canned = canned([nothing(), others(), others()]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
        assert!(matches!(outcome, Err(NotCreated::Nothing(_))), "{made}: {outcome:?}");
    }
    let canned = canned([nothing(), dated(&[("AKIAOTHER", "08:00:00"), (NEW, "20:21:12")])]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[]));
    assert!(matches!(&outcome, Err(NotCreated::Lost(lost, _)) if *lost == id(NEW)), "{outcome:?}");
}

/// Nor one that was made long after it, when someone looks once more.
#[test]
fn a_key_made_after_the_request_is_not_the_lost_one() {
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
fn which_of_two_keys_was_lost_nobody_can_tell() {
    for keys in [
        &[(NEW, "20:21:11"), ("AKIAOTHER", "20:20:30")][..],
        // Some servers do not say when a key was made.
        &[(NEW, "")],
        &[(NEW, "20:21:11"), ("AKIAOTHER", "")],
    ] {
        let canned = canned([nothing(), dated(keys)]);
        let outcome = ready(canned.client().create_access_key(&ada(), &[]));
        assert!(matches!(outcome, Err(NotCreated::Unknown(_))), "{keys:?}: {outcome:?}");
    }
}

/// Where answers tell the server's time, a clock that is off by less than a signature may be is no
/// reason to take another's key for the lost one.
#[test]
fn the_servers_own_time_tells_the_lost_key() {
    for (made, is_lost) in [
        ("20:29:59", false),
        ("20:31:10", true),
        ("20:31:12", true),
        ("20:33:00", false),
        ("20:21:11", false),
    ] {
        let keys = || dated(&[(NEW, made)]);
        let canned = canned([caller(), nothing(), keys(), keys()]);
        // Ten minutes ahead of the device.
        let date = Some("Mon, 23 Nov 2026 20:31:11 GMT".to_owned());
        canned.headers.replace(Headers { date, retry_after: None });
        let client = canned.client();
        ready(client.call(&GetCallerIdentity)).expect("an answer");
        let outcome = ready(client.create_access_key(&ada(), &[]));
        assert_eq!(matches!(outcome, Err(NotCreated::Lost(..))), is_lost, "{made}: {outcome:?}");
    }
}

#[test]
fn new_keys_of_other_servers_are_taken_as_they_make_them() {
    for (new, secret) in [
        // SeaweedFS.
        ("QWERTYUIOPASDFGHJKLZX", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN/P"),
        // Ceph's object gateway.
        ("0555B35654AD1656D804", "h7GhxuBLTrlhVUyxSPUKUV8r2EI4ngqJxD7iBdBY"),
        // moto, ministack and LocalStack.
        ("LKIAQAAAAAAAGMS7WQEG", "8G+2E0gZlx1/4b5Tq6bYxNfVvV9mXcWkZs0aQyHj"),
        // Whoever writes base64 for URLs, or pads it.
        ("0123456789abcdef_0123456789abcdef", "_-QJc2VjcmV0.~AA=="),
    ] {
        let canned = canned([made_as(new, secret)]);
        let made = ready(canned.client().create_access_key(&ada(), &[])).expect(new);
        assert_eq!((made.key.id.as_str(), made.secret.expose()), (new, secret));
    }
}

#[test]
fn the_list_is_waited_for_where_the_network_went_just_then() {
    let offline = || Err(TransportError::Offline);
    let keys = || listed(&[(ID, "Active")]);
    let canned = canned([offline(), offline(), keys(), keys()]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[id(ID)]));
    assert!(matches!(outcome, Err(NotCreated::Nothing(_))), "{outcome:?}");
    assert_eq!(causes(&canned), [RetryReason::Offline, RetryReason::Propagation]);
}

#[test]
fn when_the_list_cannot_be_had_nobody_can_tell() {
    let canned = canned([nothing(), refusal(403, "AccessDenied", "")]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[]));
    assert!(matches!(outcome, Err(NotCreated::Unknown(_))), "{outcome:?}");
}

#[test]
fn creation_is_repeated_when_it_was_refused_for_haste() {
    let canned = canned([throttled(), throttled(), throttled(), made()]);
    let new = ready(canned.client().create_access_key(&ada(), &[])).expect("a key");
    assert_eq!(new.key.id.as_str(), NEW);
    assert_eq!(causes(&canned), [RetryReason::Throttled; 3]);
}

#[test]
fn a_refused_creation_is_not_looked_for() {
    let canned = canned([refusal(409, "LimitExceeded", "")]);
    let outcome = ready(canned.client().create_access_key(&ada(), &[]));
    assert!(matches!(outcome, Err(NotCreated::Refused(_))), "{outcome:?}");
    assert_eq!(actions(&canned), ["CreateAccessKey"]);
}

#[test]
fn a_change_of_status_is_looked_for_after_doubt() {
    let update = |status| {
        let canned = canned([Err(TransportError::TimedOut), listed(&[(ID, status)])]);
        ready(canned.client().set_status(&ada(), &id(ID), &Status::Inactive))
    };
    assert_eq!(update("Inactive"), Ok(()));
    assert_eq!(update("Active"), Err(Error::Transport(TransportError::TimedOut)));
}

#[test]
fn a_deletion_is_looked_for_after_doubt() {
    let delete = |keys: &[(&str, &str)]| {
        let canned = canned([html(200), listed(keys)]);
        ready(canned.client().delete_access_key(&ada(), &id(ID)))
    };
    assert_eq!(delete(&[(NEW, "Active")]), Ok(()));
    assert!(delete(&[(ID, "Inactive"), (NEW, "Active")]).is_err());
}

#[test]
fn deleted_at_the_second_try_is_deleted() {
    let delete = |outcomes: Vec<Outcome>| {
        let canned = canned(outcomes);
        ready(canned.client().delete_access_key(&ada(), &id(ID)))
    };
    let gone = || refusal(404, "NoSuchEntity", "");
    for doubt in [nothing(), html(502), refusal(500, "ServiceFailure", "")] {
        assert_eq!(delete(vec![doubt, gone()]), Ok(()));
    }
    // At the first try it was someone else's doing, which is worth hearing of. What was refused for
    // haste was no try.
    assert!(delete(vec![gone()]).is_err());
    assert!(delete(vec![throttled(), gone()]).is_err());
}

#[test]
fn deleted_when_the_network_dropped_is_deleted() {
    let offline = || Err(TransportError::Offline);
    let gone = || refusal(404, "NoSuchEntity", "");
    for outcomes in [vec![offline(), gone()], vec![nothing(), offline(), throttled(), gone()]] {
        let canned = canned(outcomes);
        assert_eq!(ready(canned.client().delete_access_key(&ada(), &id(ID))), Ok(()));
    }
}

#[test]
fn deleted_before_it_was_refused_for_haste_is_deleted() {
    let haste = (0..6).map(|_| throttled());
    let canned = canned([nothing()].into_iter().chain(haste).chain([listed(&[])]));
    assert_eq!(ready(canned.client().delete_access_key(&ada(), &id(ID))), Ok(()));
}

#[test]
fn a_key_that_is_gone_has_not_changed_its_status() {
    let canned = canned([nothing(), refusal(404, "NoSuchEntity", ""), listed(&[])]);
    let outcome = ready(canned.client().set_status(&ada(), &id(ID), &Status::Inactive));
    assert_eq!(outcome.expect_err("gone").code(), Some("NoSuchEntity"));
}

/// The tab signs with the key it retires: whatever it asks next is refused, the same request once
/// more or the list.
#[test]
fn a_key_that_retired_itself_is_believed() {
    let refused = || refusal(403, "InvalidClientTokenId", "");
    let lost = || Err(TransportError::TimedOut);
    let offline = || Err(TransportError::Offline);
    for outcomes in [
        vec![lost(), refused()],
        vec![nothing(), refused()],
        vec![offline(), refused()],
        vec![html(502), nothing(), refused()],
        // As S3-compatible servers say it.
        vec![nothing(), refusal(403, "InvalidAccessKeyId", "")],
    ] {
        let deleted = canned(outcomes.clone());
        assert_eq!(ready(deleted.client().delete_access_key(&ada(), &id(ID))), Ok(()));
        let inactive = canned(outcomes.clone());
        let set = inactive.client();
        assert_eq!(ready(set.set_status(&ada(), &id(ID), &Status::Inactive)), Ok(()));
        // It says nothing of another key.
        let other = canned([outcomes, vec![refused()]].concat());
        assert!(ready(other.client().delete_access_key(&ada(), &id(NEW))).is_err());
    }
    // Refused at the first try, it was retired before.
    let before = canned([refused()]);
    assert!(ready(before.client().delete_access_key(&ada(), &id(ID))).is_err());
}

#[test]
fn a_status_is_done_when_it_is_done() {
    let canned = canned([html(502), done("UpdateAccessKey")]);
    assert_eq!(ready(canned.client().set_status(&ada(), &id(ID), &Status::Active)), Ok(()));
    assert_eq!(actions(&canned), ["UpdateAccessKey", "UpdateAccessKey"]);
}

#[test]
fn an_answer_of_five_megabytes_is_refused_unread() {
    let canned =
        canned([Ok((200, format!("<GetCallerIdentityResponse>{}", " ".repeat(5_000_000))))]);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Unreadable { action: "GetCallerIdentity", status: 200 }));
}

#[test]
fn a_denied_action_comes_with_the_smallest_policy() {
    for (message, resource) in [
        (
            "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: iam:CreateAccessKey on resource: user ada because no identity-based policy allows the iam:CreateAccessKey action",
            "arn:aws:iam::123456789012:user/ada",
        ),
        (
            "User: arn:aws-cn:iam::123456789012:user/ada is not authorized to perform: iam:CreateAccessKey on resource: arn:aws-cn:iam::123456789012:user/ops/bob with an explicit deny",
            "arn:aws-cn:iam::123456789012:user/ops/bob",
        ),
        ("no", "*"),
    ] {
        assert_eq!(policy(message), ("iam:CreateAccessKey".to_owned(), resource.to_owned()));
    }
    let message = "User: x is not authorized to perform: sts:GetSessionToken on resource: *";
    let canned = canned([refusal(403, "AccessDenied", message)]);
    let session = GetSessionToken { serial_number: String::new(), token_code: Secret::default() };
    let error = ready(canned.client().call(&session)).expect_err("denied");
    let policy = explain(&error, Server::Aws).policy.expect("a policy");
    assert!(policy.contains("\"Action\": \"sts:GetSessionToken\""), "{policy}");
}

/// A policy is pasted where it counts: no server chooses what it allows beyond what was refused.
#[test]
fn a_policy_is_for_what_was_asked_and_reads_as_what_it_is() {
    let whole = "arn:aws:iam::123456789012:user/ada";
    for action in [
        "*",
        "iam:*",
        "iam:PutUserPolicy",
        "CreateAccessKey",
        ":CreateAccessKey",
        "IAM:CreateAccessKey",
        "iam\",\"*:CreateAccessKey",
        "\u{202e}iam:CreateAccessKey",
        "iam:CreateAccessKey\u{202e}",
    ] {
        let message = format!("to perform: {action} on resource: {whole}");
        assert_eq!(policy(&message), ("iam:CreateAccessKey".to_owned(), whole.to_owned()));
    }
    for resource in [
        "arn:aws:iam::123456789012:user/\u{202e}ada",
        "arn:aws:iam::123456789012:user/ad\u{e0}",
        "arn:aws:iam::1:user/a\"],\"NotAction\":[\"",
        "arn:aws:iam::1:user/a\\",
        "arn:aws:iam::1:user/a\tb",
        "user \u{202e}ada",
    ] {
        let message = format!("User: {whole} may not perform on resource: {resource}");
        assert_eq!(policy(&message), ("iam:CreateAccessKey".to_owned(), "*".to_owned()));
    }
}

/// The action and the resource of the policy told when a key is refused with a message.
fn policy(message: &str) -> (String, String) {
    let canned = canned([refusal(403, "AccessDenied", message)]);
    let error = ready(canned.client().call(&CreateAccessKey { owner: &ada() }));
    let policy = explain(&error.expect_err("denied"), Server::Aws).policy.expect("a policy");
    let value = |name: &str| {
        let (_, rest) = policy.split_once(&format!("\"{name}\": ")).expect(name);
        let line = rest.lines().next().unwrap_or_default().trim_end_matches(',');
        line.trim_matches('"').to_owned()
    };
    (value("Action"), value("Resource"))
}

#[test]
fn an_unknown_key_has_causes_for_what_was_being_done() {
    let refused = |canned: &Canned| {
        let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("refused");
        explain(&error, Server::Aws).causes
    };
    let at_sign_in = refused(&canned([refusal(403, "InvalidClientTokenId", "")]));
    assert!(at_sign_in[0].contains("mistyped"), "{at_sign_in:?}");
    let later = canned([refusal(403, "InvalidClientTokenId", "")]);
    let later = ready(later.client().call(&CreateAccessKey { owner: &ada() }));
    let later = explain(&later.expect_err("refused"), Server::Aws).causes;
    assert!(later[0].contains("in the meantime"), "{later:?}");
}

#[test]
fn a_server_without_an_sts_is_asked_by_its_iam() {
    let user = "<GetUserResult><User><UserName>ada</UserName><Arn>arn:aws:iam::RGW1:user/ada</Arn></User></GetUserResult>";
    let cases = [
        vec![html(404), Ok((200, answer("GetUser", user)))],
        vec![refusal(400, "InvalidAction", ""), Ok((200, answer("GetUser", user)))],
    ];
    for outcomes in cases {
        let canned = canned(outcomes);
        let caller = ready(canned.client_at(OWN).caller()).expect("someone");
        assert_eq!(caller.principal, Principal::User("ada".to_owned()));
    }
    let members = "<ListAccessKeysResult><AccessKeyMetadata><member><UserName>ada</UserName><AccessKeyId>K</AccessKeyId></member></AccessKeyMetadata></ListAccessKeysResult>";
    let by_list = canned([
        html(404),
        refusal(403, "AccessDenied", ""),
        Ok((200, answer("ListAccessKeys", members))),
    ]);
    let caller = ready(by_list.client_at(OWN).caller()).expect("someone");
    assert_eq!(caller.principal, Principal::User("ada".to_owned()));
    assert_eq!(actions(&by_list), ["GetCallerIdentity", "GetUser", "ListAccessKeys"]);

    // One that asks for patience may well have one: whoever has none hears what there is to hear.
    let busy = canned([html(429)]);
    busy.impatient.set(true);
    let error = ready(busy.client_at(OWN).caller()).expect_err("given up");
    assert_eq!(error, Error::Unreadable { action: "GetCallerIdentity", status: 429 });

    // AWS itself has one, so there a page is trouble and nothing else.
    let aws = canned([html(404)]);
    assert!(ready(aws.client().caller()).is_err());
}

#[test]
fn an_mfa_session_is_asked_for_with_its_code_and_runs_out() {
    let result = "<GetSessionTokenResult><Credentials><AccessKeyId>ASIARZPUZDIKNEWKEY22</AccessKeyId>\
                  <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
                  <Expiration>2026-11-23T21:21:11Z</Expiration></Credentials></GetSessionTokenResult>";
    let canned = canned([Ok((200, answer("GetSessionToken", result)))]);
    let session = GetSessionToken {
        serial_number: "arn:aws:iam::123456789012:mfa/ada".to_owned(),
        token_code: Secret::from("123456".to_owned()),
    };
    let credentials = ready(canned.client().call(&session)).expect("a session");
    assert_eq!(credentials.expires(), Timestamp::parse("2026-11-23T21:21:11Z"));
    assert_eq!(
        canned.bodies(),
        ["Action=GetSessionToken&Version=2011-06-15&DurationSeconds=3600\
          &SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fada&TokenCode=123456"]
    );
}
