//! Lengths of time.

/// A length of time, given in milliseconds: `42 minutes`, `36 hours`, `1 day`, `5 months`,
/// `7 years`.
///
/// It is rounded down, in the largest unit of which there are two or more; days go up to 119, since
/// the age of keys is commonly given in days for the first three months.
#[must_use]
pub fn in_words(millis: i64) -> String {
    let minutes = millis / 60_000;
    let (count, unit) = match minutes {
        ..=0 => return "less than a minute".to_owned(),
        1..120 => (minutes, "minute"),
        // Neither "24 hours" nor "1 day" for thirty hours.
        1440..1500 => (1, "day"),
        120..2880 => (minutes / 60, "hour"),
        2880..172_800 => (minutes / 1440, "day"),
        172_800..1_051_200 => (minutes / 43_200, "month"),
        _ => (minutes / 525_600, "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

/// A number of whole days: `1 day`, `20 days`, `5 months`, `7 years`.
#[must_use]
pub fn days(days: i64) -> String {
    in_words(days.saturating_mul(86_400_000))
}

/// A date so many days before today: `today`, `yesterday`, `20 days ago`, `7 years ago`.
#[must_use]
pub fn days_ago(count: i64) -> String {
    match count {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        count => format!("{} ago", days(count)),
    }
}
