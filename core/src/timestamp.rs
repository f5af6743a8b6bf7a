//! A moment on the UTC time line, and how long it is from one to another.
//!
//! Pure code never reads a clock: it is handed a [`Timestamp`]. (`SystemTime::now` panics on
//! `wasm32-unknown-unknown`, so only `browser::clock` knows what time it is.)
//!
//! The calendar is written out here: a date crate's parser weighs more than the rest of this room,
//! and `tests/timestamp.rs` holds the two to the same answers.

use std::fmt;
use std::time::{Duration, SystemTime};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// A moment from milliseconds since the Unix epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads an ISO 8601 instant as AWS writes it: `2026-11-23T20:21:11Z`, with or without a
    /// fraction of a second, or with an offset in place of the `Z` (RFC 3339). Anything else is
    /// `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, rest) = text.split_at_checked(19)?;
        let bytes = whole.as_bytes();
        let separated = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        if separated.iter().any(|(at, separator)| bytes[*at] != *separator) {
            return None;
        }
        let number = |from, to| digits(whole.get(from..to)?);
        let (millis, rest) = fraction(rest)?;
        let whole = Self::from_civil(
            [number(0, 4)?, number(5, 7)?, number(8, 10)?],
            [number(11, 13)?, number(14, 16)?, number(17, 19)?],
        )?;
        Some(Self(whole.0 - offset(rest)? * 1000 + millis))
    }

    /// The basic form of ISO 8601 that signatures use: `20261123T202111Z`.
    #[must_use]
    pub fn to_basic(self) -> String {
        self.to_string().replace(['-', ':'], "")
    }

    /// Reads the basic form of ISO 8601 that signatures use: `20261123T202111Z`.
    #[must_use]
    pub fn parse_basic(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        if date.len() != 8 || time.len() != 6 {
            return None;
        }
        let number = |text: &str, from, to| digits(text.get(from..to)?);
        Self::from_civil(
            [number(date, 0, 4)?, number(date, 4, 6)?, number(date, 6, 8)?],
            [number(time, 0, 2)?, number(time, 2, 4)?, number(time, 4, 6)?],
        )
    }

    /// Reads the date of an HTTP header: `Mon, 23 Nov 2026 20:21:11 GMT` (RFC 9110, section 5.6.7;
    /// the two obsolete forms are not read).
    #[must_use]
    pub fn parse_http(text: &str) -> Option<Self> {
        const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
        let (_weekday, text) = text.trim().split_once(", ")?;
        let mut words = text.strip_suffix(" GMT")?.split(' ');
        let day = digits(words.next()?)?;
        let month = words.next().filter(|name| name.len() == 3)?;
        let month = MONTHS.find(month).filter(|at| at % 3 == 0)? / 3 + 1;
        let year = digits(words.next()?)?;
        let mut time = words.next()?.split(':');
        let time = [digits(time.next()?)?, digits(time.next()?)?, digits(time.next()?)?];
        Self::from_civil([year, i64::try_from(month).ok()?, day], time)
    }

    /// A moment from year, month and day, and hour, minute and second, in UTC.
    fn from_civil([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> Option<Self> {
        // Second 60 is a leap second, which becomes the next minute's first.
        let in_range = year < 10_000
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second <= 60;
        if !in_range {
            return None;
        }
        let seconds =
            days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
        Some(Self(seconds * 1000))
    }

    /// The moment this many milliseconds later, or earlier where they are negative.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Whole days from this moment to `later`; negative when `later` is earlier.
    #[must_use]
    pub const fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).div_euclid(86_400_000)
    }
}

impl fmt::Display for Timestamp {
    /// ISO 8601 in UTC to the second, as `datetime` attributes want it: `2026-11-23T20:21:11Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.div_euclid(1000);
        let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
        let (hour, rest) = (seconds.rem_euclid(86_400) / 3600, seconds.rem_euclid(3600));
        let (minute, second) = (rest / 60, rest % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl From<Timestamp> for SystemTime {
    /// For the signer. Moments before 1970 become 1970.
    fn from(at: Timestamp) -> Self {
        SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or(0))
    }
}

/// A run of ASCII digits as a number.
fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Milliseconds of a leading `.123…`, and what follows it.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(text) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, rest) = text.split_at(length);
    let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
    (length > 0).then_some((digits(&padded)?, rest))
}

/// Seconds east of UTC of `Z` or `+01:00`.
fn offset(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, text) = match text.split_at_checked(1)? {
        ("+", text) => (1, text),
        ("-", text) => (-1, text),
        _ => return None,
    };
    let (hours, minutes) = text.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    Some(sign * (digits(hours)? * 3600 + digits(minutes)? * 60))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, by Howard Hinnant's
/// `days_from_civil`: years begin in March, so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The way back: `civil_from_days`.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}
