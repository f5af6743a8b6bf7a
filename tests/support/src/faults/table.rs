//! The rows of the fault matrix.
//!
//! Each ending follows from five rules:
//!
//! - Browsers repeat a request by themselves whose reused connection broke, whatever it does.
//! - Idempotent actions are retried after an error, up to four calls in all. `DeleteAccessKey` counts
//!   as one. `CreateAccessKey` does not: it is retried only when the server refused before it acted.
//! - An unreadable response and a timeout are not retried.
//! - When it is uncertain whether a change happened, the page lists the keys, and the list decides.
//! - The clock is corrected once, by the server's time.

use super::model::{Action, Clock, Ending, Injection, Reason, Row, Wait};
use crate::web::fault::Fault;

use Ending::{
    ClockCorrected, ConfirmedByList, Done, NoLastUse, NotCreated, ReadAnyway, Reported, Resent,
    Retried, SecretLost, Unknown, Waited,
};

/// One call failed in a way that is retried; whether a key was created is uncertain.
const fn once(created: Ending) -> [Ending; 6] {
    [Retried(2), Retried(2), Retried(2), created, Retried(2), Retried(2)]
}

/// The same, with `Retry-After`.
const fn waited(wait: Wait, created: Ending) -> [Ending; 6] {
    [Waited(wait), Waited(wait), Waited(wait), created, Waited(wait), Waited(wait)]
}

/// Every call failed in a way that is retried, before the server acted.
const fn always(reason: Reason) -> [Ending; 6] {
    let reported = Reported(reason, 4);
    [reported, reported, NoLastUse(4), NotCreated(reason), reported, reported]
}

/// The server did not act, and the response in its place is not retried.
const fn not_done(reason: Reason) -> [Ending; 6] {
    [
        Reported(reason, 1),
        Reported(reason, 1),
        NoLastUse(1),
        NotCreated(reason),
        Reported(reason, 1),
        Reported(reason, 1),
    ]
}

/// The server acted, and there was no usable response.
const fn done_unconfirmed(reason: Reason) -> [Ending; 6] {
    [
        Reported(reason, 1),
        Reported(reason, 1),
        NoLastUse(1),
        SecretLost,
        ConfirmedByList,
        ConfirmedByList,
    ]
}

/// Every fault.
pub static ROWS: [Row; 22] = [
    Row {
        name: "refused",
        title: "connection refused",
        injection: Injection::Refuse,
        ends: [
            Reported(Reason::NoAnswer, 0),
            Reported(Reason::NoAnswer, 0),
            NoLastUse(0),
            Unknown(Reason::NoAnswer),
            Reported(Reason::NoAnswer, 0),
            Reported(Reason::NoAnswer, 0),
        ],
    },
    Row {
        name: "reset_before",
        title: "connection closed before the server acted, once",
        injection: Injection::First(1, Fault::CloseBefore),
        ends: once(NotCreated(Reason::NoAnswer)),
    },
    Row {
        name: "reset_after",
        title: "connection closed after the server acted, once",
        injection: Injection::First(1, Fault::CloseAfter),
        ends: once(SecretLost),
    },
    Row {
        name: "reset_reused",
        title: "a reused connection closed after the server acted, once",
        injection: Injection::First(1, Fault::CloseReused),
        ends: once(Resent),
    },
    Row {
        name: "failure_once",
        title: "500 `ServiceFailure`, once",
        injection: Injection::First(1, Fault::ServiceFailure),
        ends: once(NotCreated(Reason::Failure)),
    },
    Row {
        name: "failure_always",
        title: "500 `ServiceFailure`, always",
        injection: Injection::Every(Fault::ServiceFailure),
        ends: always(Reason::Failure),
    },
    Row {
        name: "unavailable",
        title: "503 with an HTML page, once",
        injection: Injection::First(1, Fault::Html(503)),
        ends: once(NotCreated(Reason::Unreadable(503))),
    },
    Row {
        name: "unavailable_retry_after",
        title: "503 with an HTML page and `Retry-After`, once",
        injection: Injection::First(1, Fault::RetryAfter(503, Wait::SECONDS)),
        ends: waited(Wait::ServerError, NotCreated(Reason::Unreadable(503))),
    },
    Row {
        name: "too_many",
        title: "429 with an HTML page, once",
        injection: Injection::First(1, Fault::Html(429)),
        ends: once(NotCreated(Reason::Throttled)),
    },
    Row {
        name: "too_many_retry_after",
        title: "429 with an HTML page and `Retry-After`, once",
        injection: Injection::First(1, Fault::RetryAfter(429, Wait::SECONDS)),
        ends: waited(Wait::Throttled, NotCreated(Reason::Throttled)),
    },
    Row {
        name: "throttled",
        title: "400 `Throttling`, three times",
        injection: Injection::First(3, Fault::Throttle),
        ends: [Retried(4); 6],
    },
    Row {
        name: "html",
        title: "200 with an HTML page in the server's place, once",
        injection: Injection::First(1, Fault::Html(200)),
        ends: not_done(Reason::Unreadable(200)),
    },
    Row {
        name: "empty",
        title: "the server acted; its response is empty, once",
        injection: Injection::First(1, Fault::Empty),
        ends: done_unconfirmed(Reason::Unreadable(200)),
    },
    Row {
        name: "truncated",
        title: "the server acted; half of its response is missing, once",
        injection: Injection::First(1, Fault::Truncated),
        ends: done_unconfirmed(Reason::Unreadable(200)),
    },
    Row {
        name: "other_namespace",
        title: "the response is in another namespace, with a prefix",
        injection: Injection::Every(Fault::OtherNamespace),
        ends: [ReadAnyway; 6],
    },
    Row {
        name: "five_megabytes",
        title: "the server acted; its response is 5 MB long, once",
        injection: Injection::First(1, Fault::FiveMegabytes),
        ends: done_unconfirmed(Reason::Unreadable(200)),
    },
    Row {
        name: "silence",
        title: "the server acted; it never responds, once",
        injection: Injection::First(1, Fault::Silence),
        ends: done_unconfirmed(Reason::TimedOut),
    },
    Row {
        name: "clock_ten_minutes_ahead",
        title: "the server's clock is 10 minutes ahead",
        injection: Injection::Every(Fault::Clock(10)),
        ends: [Done; 6],
    },
    Row {
        name: "clock_ten_minutes_behind",
        title: "the server's clock is 10 minutes behind",
        injection: Injection::Every(Fault::Clock(-10)),
        ends: [Done; 6],
    },
    Row {
        name: "clock_a_day_ahead",
        title: "the server's clock is a day ahead",
        injection: Injection::Every(Fault::Clock(24 * 60)),
        ends: [ClockCorrected(Clock::DaySlow); 6],
    },
    Row {
        name: "clock_a_day_behind",
        title: "the server's clock is a day behind",
        injection: Injection::Every(Fault::Clock(-24 * 60)),
        ends: [ClockCorrected(Clock::DayFast); 6],
    },
    Row {
        name: "forbidden_without_cors",
        title: "403 that the page may not read (no CORS headers), always",
        injection: Injection::Every(Fault::Unreadable(403)),
        ends: always(Reason::NoAnswer),
    },
];

/// The cells that matter most in every engine: both ways to lose a key, the one way to retry its
/// creation, and whatever engines could do differently.
pub const SAMPLE: [(Action, &str); 8] = [
    (Action::Identity, "clock_a_day_ahead"),
    (Action::List, "too_many_retry_after"),
    (Action::LastUsed, "five_megabytes"),
    (Action::Create, "refused"),
    (Action::Create, "reset_after"),
    (Action::Create, "throttled"),
    (Action::Update, "silence"),
    (Action::Delete, "reset_after"),
];
