//! The device's clock, and dates in the browser's language.

use gloo_timers::callback::{Interval, Timeout};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use keycutter_core::Timestamp;

/// What this device thinks the time is.
#[must_use]
pub fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    Timestamp::from_millis(Date::now() as i64)
}

/// Calls something every second, until the result is dropped.
pub fn every_second(tick: impl FnMut() + 'static) -> Interval {
    Interval::new(1_000, tick)
}

/// Calls something once after so many milliseconds, whatever becomes of the view that asked.
pub fn after(millis: u32, then: impl FnOnce() + 'static) {
    Timeout::new(millis, then).forget();
}

thread_local! {
    // Made once: making one takes an engine longer than rendering a whole row of the table.
    static DATE: Function = formatter(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    static TIME: Function = formatter(&[("hour", "2-digit"), ("minute", "2-digit")]);
}

/// A date in the browser's language and time zone, such as `23 Nov 2026`.
#[must_use]
pub fn local_date(at: Timestamp) -> String {
    DATE.with(|date| format(at, date))
}

/// A time of day in the browser's language and time zone, such as `18:02`.
#[must_use]
pub fn local_time(at: Timestamp) -> String {
    TIME.with(|time| format(at, time))
}

/// How many days ago a moment was by the calendar of the browser's time zone: 0 for today.
#[must_use]
pub fn days_since(at: Timestamp) -> i64 {
    local_day(now()) - local_day(at)
}

/// The days since 1970 in the browser's time zone.
fn local_day(at: Timestamp) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "minutes, at most a day")]
    let offset = date(at).get_timezone_offset() as i64;
    (at.millis() - offset * 60_000).div_euclid(86_400_000)
}

fn formatter(parts: &[(&str, &str)]) -> Function {
    let options = Object::new();
    for (part, style) in parts {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &(*part).into(), &(*style).into());
    }
    Intl::DateTimeFormat::new(&Array::new(), &options).format()
}

fn date(at: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 ms, 285,000 years")]
    let millis = at.millis() as f64;
    Date::new(&millis.into())
}

fn format(at: Timestamp, formatter: &Function) -> String {
    formatter
        .call1(&JsValue::UNDEFINED, &date(at))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| at.to_string())
}
