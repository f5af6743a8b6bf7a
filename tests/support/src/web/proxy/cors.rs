//! The CORS headers that AWS's endpoints have been seen to send, which the peers do not.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    HeaderMap, HeaderValue, RETRY_AFTER,
};
use axum::response::Response;

/// The answer to a preflight with these headers, as `iam.amazonaws.com` gives it.
pub(super) fn preflight(request: &HeaderMap) -> Response {
    let mut response = Response::default();
    let headers = response.headers_mut();
    allow(headers);
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("172800"));
    if let Some(asked) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    response
}

/// Lets the page read a response, and the headers AWS exposes. A server that sends `Retry-After` to
/// browsers exposes that as well.
pub(super) fn allow(headers: &mut HeaderMap) {
    const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
    const WITH_RETRY_AFTER: &str =
        "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,Retry-After";
    let exposed = if headers.contains_key(RETRY_AFTER) { WITH_RETRY_AFTER } else { EXPOSED };
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(exposed));
}
