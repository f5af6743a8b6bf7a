//! What goes wrong with a call: before the server has it, in its place, or on the way back.

use bytes::Bytes;
use hyper::Response;
use hyper::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection breaks before the server has seen the call.
    DropBefore,
    /// The server acts, and the connection breaks before its answer arrives.
    DropAfter,
    /// The server acts, and its answer never comes.
    Silence,
    /// A status and an HTML page, as load balancers send.
    Html(u16),
    /// The same, asking to come back after so many seconds.
    Later(u16, u32),
    /// AWS's own words for "slow down".
    Throttle,
    /// AWS's own words for "I am in trouble".
    Failure,
    /// A success whose body is no XML.
    Garbage,
    /// A fixed answer: status and XML.
    Answer(u16, String),
    /// A refusal that the page may not read: the header that would let it is missing.
    Unreadable(u16),
    /// The server's true answer without the header that lets the page read it.
    WithoutCors,
    /// The server acts, and its answer has lost its body.
    Empty,
    /// The server acts, and the second half of its answer is missing.
    Truncated,
    /// The server's true answer, every element of it in another namespace and with a prefix.
    OtherNamespace,
    /// The server's true answer, and five megabytes of blanks behind it.
    FiveMegabytes,
    /// From now on the server's clock is so many minutes ahead of this machine's.
    Clock(i64),
    /// The server gets the call without its signature.
    Unsigned,
}

/// Where [`Fault::OtherNamespace`] puts the elements.
const OTHER: &str = "urn:example:another-server";

/// What [`Fault::FiveMegabytes`] adds.
const MUCH: usize = 5 * 1024 * 1024;

impl Fault {
    /// What is answered in the server's place, if the call never reaches it.
    pub(super) fn instead(&self) -> Option<Response<Bytes>> {
        match self {
            Self::Html(status) => Some(html(*status)),
            Self::Later(status, seconds) => {
                let mut answer = html(*status);
                answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
                Some(answer)
            }
            Self::Throttle => Some(xml(400, error("Throttling", "Rate exceeded"))),
            Self::Failure => Some(xml(500, error("ServiceFailure", "Service failed to respond."))),
            Self::Garbage => Some(xml(200, &b"\xff\x00not < xml"[..])),
            Self::Answer(status, body) => Some(xml(*status, body.clone())),
            Self::Unreadable(status) => {
                Some(xml(*status, error("AccessDenied", "Nobody may read this.")))
            }
            _ => None,
        }
    }

    /// What arrives of the server's true answer.
    pub(super) fn spoil(&self, truth: Bytes) -> Bytes {
        match self {
            Self::Empty => Bytes::new(),
            Self::Truncated => truth.slice(..truth.len() / 2),
            Self::OtherNamespace => {
                Bytes::from(in_another_namespace(&String::from_utf8_lossy(&truth)))
            }
            Self::FiveMegabytes => Bytes::from([truth, Bytes::from(vec![b' '; MUCH])].concat()),
            _ => truth,
        }
    }

    /// Whether the page may read what arrives.
    pub(super) fn is_readable(&self) -> bool {
        !matches!(self, Self::WithoutCors | Self::Unreadable(_))
    }
}

/// An error in the form IAM gives it.
pub(super) fn error(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ErrorResponse>"
    )
}

fn html(status: u16) -> Response<Bytes> {
    made(status, "text/html", "<html><body><h1>Sorry</h1></body></html>")
}

fn xml(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    made(status, "text/xml", body)
}

fn made(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Response<Bytes> {
    let answer = Response::builder().status(status).header(CONTENT_TYPE, content_type);
    answer.body(body.into()).expect("a literal status and type make an answer")
}

/// Every element of a document with a prefix, and the prefix bound to a namespace of its own.
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

    const TRUTH: &str = "<?xml version=\"1.0\"?>\n<AResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
        <AResult><B>1 &lt; 2</B><C/></AResult></AResponse>";

    #[test]
    fn another_namespace_changes_names_and_nothing_else() {
        assert_eq!(
            in_another_namespace(TRUTH),
            "<?xml version=\"1.0\"?>\n<k:AResponse xmlns:k=\"urn:example:another-server\">\
             <k:AResult><k:B>1 &lt; 2</k:B><k:C/></k:AResult></k:AResponse>"
        );
    }

    #[test]
    fn half_of_an_answer_is_its_first_half() {
        let spoiled = Fault::Truncated.spoil(Bytes::from_static(TRUTH.as_bytes()));
        assert!(TRUTH.as_bytes().starts_with(&spoiled));
        assert_eq!(spoiled.len(), TRUTH.len() / 2);
    }

    #[test]
    fn what_reaches_the_server_is_not_answered_in_its_place() {
        for fault in [Fault::DropAfter, Fault::Silence, Fault::Empty, Fault::Clock(1)] {
            assert!(fault.instead().is_none(), "{fault:?}");
        }
        let later = Fault::Later(503, 3).instead().expect("an answer");
        assert_eq!(later.status(), 503);
        assert_eq!(later.headers()[RETRY_AFTER], "3");
    }
}
