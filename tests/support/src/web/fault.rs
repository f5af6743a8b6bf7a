//! Faults of a call: before the server has it, in the server's place, or on the way back.

use bytes::Bytes;
use http::Response;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};

/// What goes wrong with a call.
///
/// The faults that close a connection without a response, but for [`Fault::CloseReused`], do so on
/// one that carried no other request: no browser resends on its own then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection closes before the server has the call.
    CloseBefore,
    /// The server acts, and the connection closes without its response.
    CloseAfter,
    /// The same, on a connection that carried other requests before; calls on other connections
    /// pass. Browsers resend on their own then.
    CloseReused,
    /// The server acts, and its response never comes.
    Silence,
    /// A status and an HTML page, as load balancers send.
    Html(u16),
    /// The same, with `Retry-After` in seconds.
    RetryAfter(u16, u32),
    /// AWS's own error for too many requests.
    Throttle,
    /// The same, with `Retry-After` in seconds.
    ThrottleFor(u32),
    /// AWS's own error for a failure of its own.
    ServiceFailure,
    /// A success whose body is no XML.
    Garbage,
    /// A fixed status and XML body.
    Fixed(u16, String),
    /// A refusal without the header that lets the page read it.
    Unreadable(u16),
    /// The server's own response without the header that lets the page read it.
    WithoutCors,
    /// The server acts, and its response has no body.
    Empty,
    /// The server acts, and the second half of its body is missing.
    Truncated,
    /// The server's own response, its elements prefixed and in another namespace.
    OtherNamespace,
    /// The server's own response, followed by five megabytes of blanks.
    FiveMegabytes,
    /// From now on the server's clock is so many minutes ahead of this machine's.
    Clock(i64),
    /// The server gets the call without its signature.
    Unsigned,
}

/// The namespace of [`Fault::OtherNamespace`].
const OTHER: &str = "urn:example:another-server";

/// What [`Fault::FiveMegabytes`] adds.
const FIVE_MEGABYTES: usize = 5 * 1024 * 1024;

impl Fault {
    /// Whether it closes a connection that must not have carried another request.
    pub(super) fn needs_fresh_connection(&self) -> bool {
        matches!(self, Self::CloseBefore | Self::CloseAfter)
    }

    /// The response in the server's place, if the call never reaches the server.
    pub(super) fn replacement(&self) -> Option<Response<Bytes>> {
        match self {
            Self::Html(status) => Some(html(*status)),
            Self::RetryAfter(status, seconds) => Some(retry_after(html(*status), *seconds)),
            Self::Throttle => Some(throttling()),
            Self::ThrottleFor(seconds) => Some(retry_after(throttling(), *seconds)),
            Self::ServiceFailure => {
                Some(xml(500, error("ServiceFailure", "Service failed to respond.")))
            }
            Self::Garbage => Some(xml(200, &b"\xff\x00not < xml"[..])),
            Self::Fixed(status, body) => Some(xml(*status, body.clone())),
            Self::Unreadable(status) => {
                Some(xml(*status, error("AccessDenied", "No page may read this.")))
            }
            _ => None,
        }
    }

    /// What arrives of the body of the server's own response.
    pub(super) fn alter(&self, body: Bytes) -> Bytes {
        match self {
            Self::Empty => Bytes::new(),
            Self::Truncated => body.slice(..body.len() / 2),
            Self::OtherNamespace => {
                Bytes::from(in_another_namespace(&String::from_utf8_lossy(&body)))
            }
            Self::FiveMegabytes => {
                Bytes::from([body, Bytes::from(vec![b' '; FIVE_MEGABYTES])].concat())
            }
            _ => body,
        }
    }

    /// Whether the page may read what arrives.
    pub(super) fn is_readable(&self) -> bool {
        !matches!(self, Self::WithoutCors | Self::Unreadable(_))
    }
}

fn throttling() -> Response<Bytes> {
    xml(400, error("Throttling", "Rate exceeded"))
}

fn retry_after(mut response: Response<Bytes>, seconds: u32) -> Response<Bytes> {
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// An error as IAM sends it.
pub(super) fn error(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ErrorResponse>"
    )
}

fn html(status: u16) -> Response<Bytes> {
    response(status, "text/html", "<html><body><h1>Sorry</h1></body></html>")
}

fn xml(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    response(status, "text/xml", body)
}

fn response(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Response<Bytes> {
    let response = Response::builder().status(status).header(CONTENT_TYPE, content_type);
    response.body(body.into()).expect("a literal status and type")
}

/// A document with every element prefixed, and the prefix bound to [`OTHER`].
fn in_another_namespace(document: &str) -> String {
    let mut moved = String::with_capacity(document.len() * 2);
    let mut rest = document;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        let (tag, after) = tag.split_at(tag.find('>').map_or(tag.len(), |end| end + 1));
        moved.push_str(before);
        moved.push_str(&tag_in_another_namespace(tag));
        rest = after;
    }
    moved + rest
}

fn tag_in_another_namespace(tag: &str) -> String {
    if let Some(name) = tag.strip_prefix("</") {
        return format!("</k:{name}");
    }
    if tag.starts_with("<?") || tag.starts_with("<!") {
        return tag.to_owned();
    }
    let tag = tag.replacen('<', "<k:", 1);
    let Some((name, attributes)) = tag.split_once(" xmlns=\"") else { return tag };
    let others = attributes.split_once('"').map_or("", |(_, others)| others);
    format!("{name} xmlns:k=\"{OTHER}\"{others}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESPONSE: &str = "<?xml version=\"1.0\"?>\n<AResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
        <AResult><B>1 &lt; 2</B><C/></AResult></AResponse>";

    #[test]
    fn another_namespace_changes_only_names() {
        assert_eq!(
            in_another_namespace(RESPONSE),
            "<?xml version=\"1.0\"?>\n<k:AResponse xmlns:k=\"urn:example:another-server\">\
             <k:AResult><k:B>1 &lt; 2</k:B><k:C/></k:AResult></k:AResponse>"
        );
    }

    #[test]
    fn a_truncated_body_is_its_first_half() {
        let truncated = Fault::Truncated.alter(Bytes::from_static(RESPONSE.as_bytes()));
        assert!(RESPONSE.as_bytes().starts_with(&truncated));
        assert_eq!(truncated.len(), RESPONSE.len() / 2);
    }

    #[test]
    fn a_fault_behind_the_server_replaces_no_response() {
        for fault in
            [Fault::CloseAfter, Fault::CloseReused, Fault::Silence, Fault::Empty, Fault::Clock(1)]
        {
            assert!(fault.replacement().is_none(), "{fault:?}");
        }
        let later = Fault::RetryAfter(503, 3).replacement().expect("a response");
        assert_eq!(later.status(), 503);
        assert_eq!(later.headers()[RETRY_AFTER], "3");
    }
}
