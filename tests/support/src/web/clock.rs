//! A server whose clock differs from this machine's.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderValue};
use http::{Request, Response, StatusCode};
use time::format_description::{self, OwnedFormatItem};
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

/// How far a signature's time may be from the server's.
const WINDOW: Duration = Duration::minutes(15);

/// AWS's refusal of a request whose `x-amz-date` is more than fifteen minutes from a clock that is
/// this many minutes ahead of ours. `None` when it is within them.
pub fn refusal(request: &Request<Bytes>, ahead: i64) -> Option<Response<Bytes>> {
    let server = OffsetDateTime::now_utc() + Duration::minutes(ahead);
    let message = judge(&signed_at(request.headers())?, server)?;
    let mut response =
        Response::new(Bytes::from(super::fault::error("SignatureDoesNotMatch", &message)));
    *response.status_mut() = StatusCode::FORBIDDEN;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    set_date(&mut response, ahead);
    Some(response)
}

/// Sets the `Date` of a response by such a clock.
pub fn set_date(response: &mut Response<Bytes>, ahead: i64) {
    let at = OffsetDateTime::now_utc() + Duration::minutes(ahead);
    let date = at.format(&http_date()).unwrap_or_default();
    if let Ok(date) = HeaderValue::try_from(date) {
        response.headers_mut().insert(DATE, date);
    }
}

fn signed_at(headers: &HeaderMap) -> Option<String> {
    headers.get("x-amz-date")?.to_str().ok().map(str::to_owned)
}

/// Why a signature of this time is refused, in AWS's words. The time in parentheses is the server's.
fn judge(signed: &str, server: OffsetDateTime) -> Option<String> {
    let compact = compact();
    let format = |at: OffsetDateTime| at.format(&compact).unwrap_or_default();
    let at = PrimitiveDateTime::parse(signed, &compact).ok()?.assume_utc();
    if at < server - WINDOW {
        Some(format!(
            "Signature expired: {signed} is now earlier than {} ({} - 15 min.)",
            format(server - WINDOW),
            format(server)
        ))
    } else if at > server + WINDOW {
        Some(format!(
            "Signature not yet current: {signed} is still later than {} ({} + 15 min.)",
            format(server + WINDOW),
            format(server)
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

/// `Mon, 23 Nov 2026 20:21:11 GMT`.
fn http_date() -> OwnedFormatItem {
    let format =
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT";
    format_description::parse_owned::<2>(format).expect("a literal format")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: &str = "20261123T202111Z";

    fn at(text: &str) -> OffsetDateTime {
        PrimitiveDateTime::parse(text, &compact()).expect("a time").assume_utc()
    }

    #[test]
    fn fifteen_minutes_either_way_are_accepted() {
        for signed in ["20261123T200611Z", SERVER, "20261123T203611Z"] {
            assert_eq!(judge(signed, at(SERVER)), None, "{signed}");
        }
    }

    #[test]
    fn a_refusal_names_the_servers_time() {
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
