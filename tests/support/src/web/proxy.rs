//! The recording reverse proxy between the page and a peer.
//!
//! The peers do not speak CORS the way AWS does, so it answers preflights as AWS's IAM endpoint has
//! been seen to. `Host` and body pass through untouched, so the signature is still the peer's to
//! verify. And it can misbehave on demand.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Method, Response};
use tokio::sync::watch;

use super::record::{Exchange, Record};
use super::server::{self, Answer, Asked, HangUp, Server, answer};

/// What goes wrong with a call.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection breaks before the server has seen the call.
    DropBefore,
    /// The server acts, and the connection breaks before its answer arrives.
    DropAfter,
    /// A status and an HTML page, as load balancers send.
    Html(u16),
    /// AWS's own words for "slow down".
    Throttle,
    /// A success whose body is no XML.
    Garbage,
    /// The server's true answer without the header that lets the page read it.
    WithoutCors,
    /// A fixed answer: status and XML.
    Answer(u16, String),
}

/// A call that waits until it is let go.
#[derive(Debug)]
pub struct Held(watch::Sender<bool>);

impl Held {
    /// Lets every waiting call go on, and all later ones.
    pub fn release(&self) {
        self.0.send_replace(true);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.release();
    }
}

#[derive(Clone, Debug)]
enum Rule {
    Fail { fault: Fault, once: bool },
    Hold(watch::Receiver<bool>),
    Add(String),
}

type Rules = Arc<Mutex<Vec<(String, Rule)>>>;

/// A proxy in front of one peer.
#[derive(Debug)]
pub struct Proxy {
    server: Server,
    record: Record,
    rules: Rules,
}

impl Proxy {
    /// Starts one on a free port.
    #[must_use]
    pub fn start(peer: SocketAddr) -> Self {
        let record = Record::default();
        let rules = Rules::default();
        let server = Server::start({
            let (record, rules) = (record.clone(), Arc::clone(&rules));
            move |request| handle(request, peer, record.clone(), Arc::clone(&rules))
        });
        Self { server, record, rules }
    }

    /// What a user types as `Endpoint URL`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.server.address())
    }

    /// What passed through.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Lets the next call of an action go wrong.
    pub fn once(&self, action: &str, fault: Fault) {
        self.rule(action, Rule::Fail { fault, once: true });
    }

    /// Lets every call of an action go wrong.
    pub fn always(&self, action: &str, fault: Fault) {
        self.rule(action, Rule::Fail { fault, once: false });
    }

    /// Keeps calls of an action waiting.
    #[must_use]
    pub fn hold(&self, action: &str) -> Held {
        let (sender, receiver) = watch::channel(false);
        self.rule(action, Rule::Hold(receiver));
        Held(sender)
    }

    /// Adds parameters to every call of an action. Only for a peer that verifies nothing: the
    /// signature is not good for them.
    pub fn add_parameters(&self, action: &str, parameters: &str) {
        self.rule(action, Rule::Add(parameters.to_owned()));
    }

    /// Behaves again.
    pub fn behave(&self) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn rule(&self, action: &str, rule: Rule) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push((action.to_owned(), rule));
    }
}

async fn handle(
    mut request: Asked,
    peer: SocketAddr,
    record: Record,
    rules: Rules,
) -> Result<Answer, HangUp> {
    let exchange = Exchange::asked(&request);
    let action = exchange.action();
    let place = record.add(exchange);
    if request.method() == Method::OPTIONS {
        let answer = preflight(&request);
        record.complete(place, Some(answer.status().as_u16()), b"", false);
        return Ok(answer);
    }

    let fault = match action.and_then(|action| take(&rules, &action)) {
        Some(Rule::Hold(mut released)) => {
            // The sender going away lets go as well.
            drop(released.wait_for(|released| *released).await);
            None
        }
        Some(Rule::Add(parameters)) => {
            add(&mut request, &parameters);
            None
        }
        Some(Rule::Fail { fault, .. }) => Some(fault),
        None => None,
    };

    let (status, content_type, body) = match &fault {
        Some(Fault::DropBefore) => return Err(HangUp),
        Some(Fault::Html(status)) => (
            *status,
            "text/html".to_owned(),
            Bytes::from_static(b"<html><body><h1>Sorry</h1></body></html>"),
        ),
        Some(Fault::Throttle) => {
            (400, "text/xml".to_owned(), Bytes::from_static(THROTTLED.as_bytes()))
        }
        Some(Fault::Garbage) => {
            (200, "text/xml".to_owned(), Bytes::from_static(b"\xff\x00not < xml"))
        }
        Some(Fault::Answer(status, body)) => {
            (*status, "text/xml".to_owned(), Bytes::from(body.clone()))
        }
        Some(Fault::DropAfter | Fault::WithoutCors) | None => {
            match server::forward(peer, request).await {
                Ok(answer) => {
                    let content_type = content_type(&answer);
                    (answer.status().as_u16(), content_type, answer.into_body())
                }
                Err(reason) => {
                    record.complete(place, None, reason.as_bytes(), false);
                    return Err(HangUp);
                }
            }
        }
    };
    let acted = matches!(fault, None | Some(Fault::DropAfter | Fault::WithoutCors));
    if matches!(fault, Some(Fault::DropAfter)) {
        record.complete(place, None, &body, acted);
        return Err(HangUp);
    }
    record.complete(place, Some(status), &body, acted);
    let answer = answer(status, &content_type, body);
    Ok(if matches!(fault, Some(Fault::WithoutCors)) { answer } else { with_cors(answer) })
}

fn add(request: &mut Asked, parameters: &str) {
    let body = [request.body().as_ref(), b"&", parameters.as_bytes()].concat();
    request.headers_mut().insert("content-length", HeaderValue::from(body.len()));
    *request.body_mut() = Bytes::from(body);
}

/// The first rule for an action; one that is good for once is used up, and a hold that was let
/// go is forgotten.
fn take(rules: &Rules, action: &str) -> Option<Rule> {
    let mut rules = rules.lock().unwrap_or_else(PoisonError::into_inner);
    rules.retain(|(_, rule)| !matches!(rule, Rule::Hold(released) if *released.borrow()));
    let place = rules.iter().position(|(name, _)| name == action)?;
    if matches!(rules[place].1, Rule::Fail { once: true, .. }) {
        Some(rules.remove(place).1)
    } else {
        Some(rules[place].1.clone())
    }
}

/// As `iam.amazonaws.com` answers.
fn preflight(request: &Asked) -> Answer {
    let mut answer = with_cors(Response::new(Full::new(Bytes::new())));
    let headers = answer.headers_mut();
    headers.insert("access-control-allow-methods", HeaderValue::from_static("POST"));
    headers.insert("access-control-max-age", HeaderValue::from_static("172800"));
    if let Some(asked) = request.headers().get("access-control-request-headers") {
        headers.insert("access-control-allow-headers", asked.clone());
    }
    answer
}

fn with_cors(mut answer: Answer) -> Answer {
    const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
    let headers = answer.headers_mut();
    headers.insert("access-control-allow-origin", HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("access-control-expose-headers"),
        HeaderValue::from_static(EXPOSED),
    );
    answer
}

fn content_type(answer: &Response<Bytes>) -> String {
    answer
        .headers()
        .get("content-type")
        .and_then(|value| value.to_str().ok())
        .unwrap_or("text/xml")
        .to_owned()
}

const THROTTLED: &str = "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>\
<Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>\
<RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ErrorResponse>";
