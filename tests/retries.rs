//! Retries: which errors are retried, how long the client waits, and how it corrects the clock.

mod canned;

use canned::{ada, caller, canned, causes, html, made, nothing, ready, refusal, throttled};
use keycutter_core::Timestamp;
use keycutter_core::aws::iam::CreateAccessKey;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Error, Headers, Pause, Retry, RetryReason, TransportError};

#[test]
fn the_bound_of_random_waits_doubles() {
    let start = Timestamp::from_millis(0);
    for (cause, bounds) in [
        (RetryReason::Throttled, &[1_000, 2_000, 4_000, 8_000, 10_000][..]),
        (RetryReason::ServerError, &[400, 800, 1_600]),
    ] {
        let (mut least, mut most, mut half) =
            (Retry::new(start), Retry::new(start), Retry::new(start));
        for bound in bounds {
            let millis = |retry: &mut Retry, random| {
                retry.next(cause, None, start, random).expect("another try").millis
            };
            assert_eq!(millis(&mut least, 0), 0);
            assert_eq!(millis(&mut half, 1 << 31), bound / 2);
            assert_eq!(millis(&mut most, u32::MAX), bound - 1);
        }
        assert_eq!(most.next(cause, None, start, 0), None, "{cause:?} is tried no more than that");
    }
}

#[test]
fn stops_when_the_time_is_used_up() {
    let start = Timestamp::from_millis(0);
    let late = start.plus(59_500);
    assert!(Retry::new(start).next(RetryReason::Throttled, None, late, 0).is_some());
    assert_eq!(Retry::new(start).next(RetryReason::Throttled, None, late, u32::MAX), None);
    assert_eq!(Retry::new(start).next(RetryReason::ServerError, None, late, 0), None);
}

#[test]
fn does_not_retry_for_propagation() {
    let start = Timestamp::from_millis(0);
    assert_eq!(Retry::new(start).next(RetryReason::Propagation, None, start, 0), None);
}

#[test]
fn waits_as_long_as_retry_after_says() {
    let start = Timestamp::from_millis(0);
    let pause = |after| Retry::new(start).next(RetryReason::Throttled, Some(after), start, 0);
    assert_eq!(pause(3_000), Some(Pause { reason: RetryReason::Throttled, millis: 3_000 }));
    assert_eq!(pause(61_000), None, "longer than anyone would wait");
    assert_eq!(pause(u32::MAX), None);
}

#[test]
fn retries_a_read_after_a_server_error() {
    for failure in [html(500), html(503), nothing(), refusal(500, "ServiceFailure", "")] {
        let canned = canned([failure, caller()]);
        assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok());
        assert_eq!(causes(&canned), [RetryReason::ServerError]);
    }
}

#[test]
fn returns_the_error_after_four_attempts() {
    let canned = canned([html(500), html(500), html(500), html(500)]);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Unreadable { action: "GetCallerIdentity", status: 500 }));
    assert_eq!(causes(&canned).len(), 3);
}

#[test]
fn does_not_retry_a_refusal() {
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
fn reads_retry_after_in_seconds_and_as_a_date() {
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
fn cancelling_a_wait_returns_the_error() {
    let canned = canned([throttled()]);
    canned.impatient.set(true);
    let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("given up");
    assert_eq!(error.code(), Some("Throttling"));
}

#[test]
fn waits_for_the_network_as_often_as_it_is_lost() {
    let offline = || Err(TransportError::Offline);
    let canned = canned((0..20).map(|_| offline()).chain([caller()]));
    assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok());
    assert_eq!(causes(&canned), [RetryReason::Offline; 20]);
}

#[test]
fn does_not_wait_for_the_network_to_reach_a_loopback_server() {
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
fn corrects_the_clock_by_the_error_and_retries() {
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
        assert_eq!(Timestamp::parse_basic(&dates[1]), Some(client.now()), "the correction lasts");
    }
}

#[test]
fn corrects_the_clock_by_the_date_header_if_the_error_has_no_time() {
    let canned = canned([refusal(403, "RequestTimeTooSkewed", ""), caller()]);
    let date = Some("Mon, 23 Nov 2026 23:21:11 GMT".to_owned());
    canned.headers.replace(Headers { date, retry_after: None });
    assert!(ready(canned.client().call(&GetCallerIdentity)).is_ok());
    assert_eq!(canned.corrected.get(), 3 * 3_600_000);
}

#[test]
fn corrects_the_clock_only_once() {
    let message = "Signature expired: A is now earlier than B (20261123T205611Z - 15 min.)";
    let still_wrong = canned([
        refusal(403, "SignatureDoesNotMatch", message),
        refusal(403, "SignatureDoesNotMatch", message),
    ]);
    let error = ready(still_wrong.client().call(&GetCallerIdentity)).expect_err("refused twice");
    assert!(error.is_about_clock());
    let without_time = canned([refusal(403, "SignatureDoesNotMatch", "Signature expired")]);
    assert!(ready(without_time.client().call(&GetCallerIdentity)).is_err());
}
