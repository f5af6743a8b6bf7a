//! Moments as AWS writes them, held against the **time** crate.

use keycutter_core::Timestamp;
use keycutter_core::messages::duration::in_words;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

fn by_the_crate(text: &str) -> Option<i64> {
    let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).ok()
}

#[test]
fn reads_what_servers_send() {
    for text in [
        "2026-11-23T20:21:11Z",
        "2026-11-23T20:21:11.5Z",
        "2026-11-23T20:21:11.123456Z",
        "2026-11-23T20:21:11+00:00",
        "2026-11-23T20:21:11-05:30",
        "2024-02-29T23:59:59Z",
        "2000-02-29T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        let ours = Timestamp::parse(text).map(Timestamp::millis);
        assert_eq!(ours, by_the_crate(text), "{text}");
        assert!(ours.is_some(), "{text}");
    }
}

#[test]
fn refuses_what_is_no_moment() {
    for text in [
        "",
        "N/A",
        "2026-11-23",
        "2026-11-23 20:21:11",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-11-31T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T20:60:00Z",
        "2026-11-23T20:21:11",
        "2026-11-23T20:21:11.Z",
        "2026-11-23T20:21:11+1:00",
        "2026-11-23T20:21:11Zulu",
        "+026-11-23T20:21:11Z",
        "２０26-11-23T20:21:11Z",
        "2026-11-23T20:21:1\u{e9}Z",
    ] {
        assert_eq!(Timestamp::parse(text), None, "{text}");
    }
}

#[test]
fn every_day_of_eight_centuries_comes_back_as_it_went() {
    let first = OffsetDateTime::from_unix_timestamp(-11_676_096_000).expect("1600-01-01");
    for days in (0..292_194).step_by(7) {
        let at = first + time::Duration::days(days) + time::Duration::seconds(days * 13 % 86_400);
        let text = at.format(&Rfc3339).expect("formats");
        let ours = Timestamp::parse(&text).expect("parses");
        assert_eq!(ours.millis(), at.unix_timestamp() * 1000, "{text}");
        assert_eq!(ours.to_string(), text);
    }
}

#[test]
fn counts_whole_days() {
    let at = |text| Timestamp::parse(text).expect("a moment");
    assert_eq!(at("2026-11-01T12:00:00Z").days_until(at("2026-11-21T11:59:59Z")), 19);
    assert_eq!(at("2026-11-01T12:00:00Z").days_until(at("2026-11-21T12:00:00Z")), 20);
    assert_eq!(at("2026-11-02T00:00:00Z").days_until(at("2026-11-01T00:00:00Z")), -1);
}

#[test]
fn a_length_of_time_is_never_told_as_more_than_it_is() {
    const SECOND: i64 = 1_000;
    const MINUTE: i64 = 60 * SECOND;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    for (millis, words) in [
        (-1, "less than a minute"),
        (0, "less than a minute"),
        (59 * SECOND, "less than a minute"),
        (60 * SECOND, "1 minute"),
        (119 * SECOND, "1 minute"),
        (2 * MINUTE, "2 minutes"),
        (90 * MINUTE, "90 minutes"),
        (120 * MINUTE - 1, "119 minutes"),
        (2 * HOUR, "2 hours"),
        (DAY - 1, "23 hours"),
        (DAY, "1 day"),
        (25 * HOUR - 1, "1 day"),
        (25 * HOUR, "25 hours"),
        (36 * HOUR, "36 hours"),
        (2 * DAY - 1, "47 hours"),
        (2 * DAY, "2 days"),
        (89 * DAY + 23 * HOUR, "89 days"),
        (120 * DAY - 1, "119 days"),
        (120 * DAY, "4 months"),
        (364 * DAY, "12 months"),
        (730 * DAY - 1, "24 months"),
        (730 * DAY, "2 years"),
        (i64::MAX, "292471208 years"),
    ] {
        assert_eq!(in_words(millis), words, "{millis}");
    }
}
