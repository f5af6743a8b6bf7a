//! A server whose clock is not this machine's.

use bytes::Bytes;
use hyper::header::{DATE, HeaderMap, HeaderValue};
use hyper::{Request, Response};
use time::format_description::{self, OwnedFormatItem};
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

/// How far a signature's time may be from the server's.
const WINDOW: Duration = Duration::minutes(15);

/// Refuses a request as AWS does when its `x-amz-date` is more than fifteen minutes from a clock
/// that is this many minutes ahead of ours. `None` when it is near enough.
pub fn refusal(request: &Request<Bytes>, ahead: i64) -> Option<Response<Bytes>> {
    let server = OffsetDateTime::now_utc() + Duration::minutes(ahead);
    let message = judge(&signed_at(request.headers())?, server)?;
    let mut answer =
        Response::new(Bytes::from(super::fault::error("SignatureDoesNotMatch", &message)));
    *answer.status_mut() = hyper::StatusCode::FORBIDDEN;
    answer.headers_mut().insert("content-type", HeaderValue::from_static("text/xml"));
    stamp(&mut answer, ahead);
    Some(answer)
}

/// Dates an answer by such a clock, as its server would.
pub fn stamp(answer: &mut Response<Bytes>, ahead: i64) {
    let at = OffsetDateTime::now_utc() + Duration::minutes(ahead);
    let name = |word: String| word.chars().take(3).collect::<String>();
    let date = format!(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        name(at.weekday().to_string()),
        at.day(),
        name(at.month().to_string()),
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    );
    if let Ok(date) = HeaderValue::try_from(date) {
        answer.headers_mut().insert(DATE, date);
    }
}

fn signed_at(headers: &HeaderMap) -> Option<String> {
    headers.get("x-amz-date")?.to_str().ok().map(str::to_owned)
}

/// What is wrong with a signature of this time, in AWS's words: the time in the parentheses is the
/// server's own.
fn judge(signed: &str, server: OffsetDateTime) -> Option<String> {
    let compact = compact();
    let write = |at: OffsetDateTime| at.format(&compact).unwrap_or_default();
    let at = PrimitiveDateTime::parse(signed, &compact).ok()?.assume_utc();
    if at < server - WINDOW {
        Some(format!(
            "Signature expired: {signed} is now earlier than {} ({} - 15 min.)",
            write(server - WINDOW),
            write(server)
        ))
    } else if at > server + WINDOW {
        Some(format!(
            "Signature not yet current: {signed} is still later than {} ({} + 15 min.)",
            write(server + WINDOW),
            write(server)
        ))
    } else {
        None
    }
}

/// `20261123T202111Z`.
fn compact() -> OwnedFormatItem {
    format_description::parse_owned::<2>("[year][month][day]T[hour][minute][second]Z")
        .expect("a literal format")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: &str = "20261123T202111Z";

    fn at(text: &str) -> OffsetDateTime {
        PrimitiveDateTime::parse(text, &compact()).expect("a moment").assume_utc()
    }

    #[test]
    fn a_quarter_of_an_hour_either_way_is_near_enough() {
        for signed in ["20261123T200611Z", SERVER, "20261123T203611Z"] {
            assert_eq!(judge(signed, at(SERVER)), None, "{signed}");
        }
    }

    #[test]
    fn beyond_that_the_server_tells_its_own_time() {
        assert_eq!(
            judge("20261122T202111Z", at(SERVER)).as_deref(),
            Some(
                "Signature expired: 20261122T202111Z is now earlier than 20261123T200611Z \
                 (20261123T202111Z - 15 min.)"
            )
        );
        assert_eq!(
            judge("20261123T203612Z", at(SERVER)).as_deref(),
            Some(
                "Signature not yet current: 20261123T203612Z is still later than 20261123T203611Z \
                 (20261123T202111Z + 15 min.)"
            )
        );
    }
}
