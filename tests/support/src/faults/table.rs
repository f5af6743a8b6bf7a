//! The table itself.
//!
//! Each ending follows from four rules:
//!
//! - What changes nothing when it is done twice is repeated after trouble, up to four calls, and
//!   `DeleteAccessKey` counts as such. `CreateAccessKey` is not: it is repeated only when the
//!   server refused before it did anything.
//! - What was answered, but not readably, and what was not answered in time is not repeated.
//! - After any doubt about a change the keys are listed, and the list decides.
//! - A clock is corrected once, by the server's own time.

use super::{Action, Clock, Ending, Row, Wait, Way, Why};
use crate::web::fault::Fault;

use Ending::{
    Corrected, Done, Looked, NobodyKnows, NotTold, NothingMade, Read, Repeated, SecretLost, Told,
    Waited,
};

/// One call went wrong in a way that is repeated; nobody knows whether a key was made.
const fn once(created: Ending) -> [Ending; 6] {
    [Repeated(2), Repeated(2), Repeated(2), created, Repeated(2), Repeated(2)]
}

/// The same, and the server said how long to wait.
const fn waited(wait: Wait, created: Ending) -> [Ending; 6] {
    [Waited(wait), Waited(wait), Waited(wait), created, Waited(wait), Waited(wait)]
}

/// Every call went wrong in a way that is repeated, before the server did anything.
const fn always(why: Why) -> [Ending; 6] {
    let told = Told(why, 4);
    [told, told, NotTold(4), NothingMade(why), told, told]
}

/// The server did nothing, and what was answered in its place is not repeated.
const fn not_done(why: Why) -> [Ending; 6] {
    [Told(why, 1), Told(why, 1), NotTold(1), NothingMade(why), Told(why, 1), Told(why, 1)]
}

/// The server did what it was asked, and no good answer came of it.
const fn done_unheard(why: Why) -> [Ending; 6] {
    [Told(why, 1), Told(why, 1), NotTold(1), SecretLost, Looked, Looked]
}

/// Every fault.
pub static ROWS: [Row; 21] = [
    Row {
        name: "refused",
        title: "connection refused: nobody listens any more",
        way: Way::NobodyListens,
        ends: [
            Told(Why::NoAnswer, 0),
            Told(Why::NoAnswer, 0),
            NotTold(0),
            NobodyKnows(Why::NoAnswer),
            Told(Why::NoAnswer, 0),
            Told(Why::NoAnswer, 0),
        ],
    },
    Row {
        name: "reset_before",
        title: "reset before the server acted, once",
        way: Way::First(1, Fault::CloseBefore),
        ends: once(NothingMade(Why::NoAnswer)),
    },
    Row {
        name: "reset_after",
        title: "reset after the server acted, once",
        way: Way::First(1, Fault::CloseAfter),
        ends: once(SecretLost),
    },
    Row {
        name: "failure_once",
        title: "500 `ServiceFailure`, once",
        way: Way::First(1, Fault::ServiceFailure),
        ends: once(NothingMade(Why::Failure)),
    },
    Row {
        name: "failure_always",
        title: "500 `ServiceFailure`, always",
        way: Way::Every(Fault::ServiceFailure),
        ends: always(Why::Failure),
    },
    Row {
        name: "unavailable",
        title: "503 with an HTML page, once",
        way: Way::First(1, Fault::Html(503)),
        ends: once(NothingMade(Why::Unreadable(503))),
    },
    Row {
        name: "unavailable_retry_after",
        title: "503 with an HTML page and `Retry-After`, once",
        way: Way::First(1, Fault::RetryAfter(503, Wait::SECONDS)),
        ends: waited(Wait::Trouble, NothingMade(Why::Unreadable(503))),
    },
    Row {
        name: "too_many",
        title: "429 with an HTML page, once",
        way: Way::First(1, Fault::Html(429)),
        ends: once(NothingMade(Why::Unreadable(429))),
    },
    Row {
        name: "too_many_retry_after",
        title: "429 with an HTML page and `Retry-After`, once",
        way: Way::First(1, Fault::RetryAfter(429, Wait::SECONDS)),
        ends: waited(Wait::Throttled, NothingMade(Why::Unreadable(429))),
    },
    Row {
        name: "throttled",
        title: "400 `Throttling`, three times",
        way: Way::First(3, Fault::Throttle),
        ends: [Repeated(4); 6],
    },
    Row {
        name: "html",
        title: "200 with an HTML page in the server's place, once",
        way: Way::First(1, Fault::Html(200)),
        ends: not_done(Why::Unreadable(200)),
    },
    Row {
        name: "empty",
        title: "the server acted; its answer is empty, once",
        way: Way::First(1, Fault::Empty),
        ends: done_unheard(Why::Unreadable(200)),
    },
    Row {
        name: "truncated",
        title: "the server acted; half of its answer is missing, once",
        way: Way::First(1, Fault::Truncated),
        ends: done_unheard(Why::Unreadable(200)),
    },
    Row {
        name: "other_namespace",
        title: "the answer is in another namespace, with a prefix",
        way: Way::Every(Fault::OtherNamespace),
        ends: [Read; 6],
    },
    Row {
        name: "five_megabytes",
        title: "the server acted; its answer is 5 MB long, once",
        way: Way::First(1, Fault::FiveMegabytes),
        ends: done_unheard(Why::Unreadable(200)),
    },
    Row {
        name: "silence",
        title: "the server acted; it never answers, once",
        way: Way::First(1, Fault::Silence),
        ends: done_unheard(Why::TimedOut),
    },
    Row {
        name: "clock_ten_minutes_ahead",
        title: "the server's clock is 10 minutes ahead",
        way: Way::Every(Fault::Clock(10)),
        ends: [Done; 6],
    },
    Row {
        name: "clock_ten_minutes_behind",
        title: "the server's clock is 10 minutes behind",
        way: Way::Every(Fault::Clock(-10)),
        ends: [Done; 6],
    },
    Row {
        name: "clock_a_day_ahead",
        title: "the server's clock is a day ahead",
        way: Way::Every(Fault::Clock(24 * 60)),
        ends: [Corrected(Clock::DaySlow); 6],
    },
    Row {
        name: "clock_a_day_behind",
        title: "the server's clock is a day behind",
        way: Way::Every(Fault::Clock(-24 * 60)),
        ends: [Corrected(Clock::DayFast); 6],
    },
    Row {
        name: "forbidden_without_cors",
        title: "403 that the page may not read (no CORS headers), always",
        way: Way::Every(Fault::Unreadable(403)),
        ends: always(Why::NoAnswer),
    },
];

/// What tells most, in every engine: the two ways to lose a key, the one way to repeat its making,
/// and each thing that engines could do each in its own way.
pub const CUT: [(Action, &str); 8] = [
    (Action::Identity, "clock_a_day_ahead"),
    (Action::List, "too_many_retry_after"),
    (Action::LastUsed, "five_megabytes"),
    (Action::Create, "refused"),
    (Action::Create, "reset_after"),
    (Action::Create, "throttled"),
    (Action::Update, "silence"),
    (Action::Delete, "reset_after"),
];
