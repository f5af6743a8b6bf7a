//! The recording reverse proxy between the page and a peer.
//!
//! The peers do not speak CORS the way AWS does, so it answers preflights as AWS's IAM endpoint has
//! been seen to. `Host` and body pass through untouched, so the signature is still the peer's to
//! verify. And it can misbehave on demand: see [`Fault`].

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{AUTHORIZATION, HeaderName, HeaderValue, RETRY_AFTER};
use hyper::{Method, Response};
use tokio::sync::watch;

use super::clock;
use super::fault::Fault;
use super::record::{Exchange, Record};
use super::server::{self, Answer, Asked, Door, HangUp, Server};
use crate::runtime;

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
    /// So many calls go wrong, or all of them.
    Fail(Fault, Option<u32>),
    Hold(watch::Receiver<bool>),
    Add(String),
    /// Once the call is done nobody listens any more.
    Last,
}

/// What the handling of one call knows of all the others.
#[derive(Debug)]
struct World {
    peer: SocketAddr,
    record: Record,
    rules: Mutex<Vec<(String, Rule)>>,
    /// How many minutes the server's clock is ahead of this machine's.
    ahead: AtomicI64,
    door: Door,
    /// Closed when the proxy goes.
    going: watch::Receiver<()>,
}

impl World {
    fn rules(&self) -> MutexGuard<'_, Vec<(String, Rule)>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first rule for an action; one that is used up, and a hold that was let go, are
    /// forgotten.
    fn take(&self, action: &str) -> Option<Rule> {
        let mut rules = self.rules();
        rules.retain(|(_, rule)| !matches!(rule, Rule::Hold(released) if *released.borrow()));
        let place = rules.iter().position(|(name, _)| name == action)?;
        let rule = rules[place].1.clone();
        match &mut rules[place].1 {
            Rule::Fail(_, Some(left)) if *left > 1 => *left -= 1,
            Rule::Fail(_, Some(_)) | Rule::Last => drop(rules.remove(place)),
            _ => {}
        }
        Some(rule)
    }
}

/// A proxy in front of one peer.
#[derive(Debug)]
pub struct Proxy {
    server: Server,
    world: Arc<World>,
    _going: watch::Sender<()>,
}

impl Proxy {
    /// Starts one on a free port.
    #[must_use]
    pub fn start(peer: SocketAddr) -> Self {
        let (sender, going) = watch::channel(());
        let door = Door::default();
        let world = Arc::new(World {
            peer,
            record: Record::default(),
            rules: Mutex::default(),
            ahead: AtomicI64::new(0),
            door: door.clone(),
            going,
        });
        let server = {
            let world = Arc::clone(&world);
            Server::start_with(move |request| handle(request, Arc::clone(&world)), || (), door)
        };
        Self { server, world, _going: sender }
    }

    /// What a user types as `Endpoint URL`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.server.address())
    }

    /// What passed through.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.world.record
    }

    /// Lets the next call of an action go wrong.
    pub fn once(&self, action: &str, fault: Fault) {
        self.times(1, action, fault);
    }

    /// Lets the next calls of an action go wrong.
    pub fn times(&self, count: u32, action: &str, fault: Fault) {
        self.rule(action, Rule::Fail(fault, Some(count)));
    }

    /// Lets every call of an action go wrong.
    pub fn always(&self, action: &str, fault: Fault) {
        self.rule(action, Rule::Fail(fault, None));
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

    /// Stops listening: from now on connections are refused.
    pub fn refuse(&self) {
        runtime::block_on(self.world.door.shut());
    }

    /// Stops listening as the next call of an action is answered, so that whatever the page does
    /// after it is refused.
    pub fn refuse_after(&self, action: &str) {
        self.rule(action, Rule::Last);
    }

    /// Behaves again, and listens.
    pub fn behave(&self) {
        self.world.rules().clear();
        self.world.ahead.store(0, Ordering::Relaxed);
        self.server.listen_again();
    }

    fn rule(&self, action: &str, rule: Rule) {
        self.world.rules().push((action.to_owned(), rule));
    }
}

async fn handle(mut request: Asked, world: Arc<World>) -> Result<Answer, HangUp> {
    if world.door.is_shut() {
        // A connection the browser had opened ahead of need: nobody is there to answer it.
        return Err(HangUp);
    }
    let record = &world.record;
    let exchange = Exchange::asked(&request);
    let action = exchange.action();
    let place = record.add(exchange);
    if request.method() == Method::OPTIONS {
        let answer = preflight(&request);
        record.complete(place, Some(answer.status().as_u16()), b"", false);
        return Ok(answer);
    }

    let rule = action.and_then(|action| world.take(&action));
    match &rule {
        Some(Rule::Hold(released)) => {
            // The sender going away lets go as well.
            drop(released.clone().wait_for(|released| *released).await);
        }
        Some(Rule::Add(parameters)) => add(&mut request, parameters),
        Some(Rule::Fail(Fault::DropBefore, _)) => return Err(HangUp),
        Some(Rule::Fail(Fault::Clock(ahead), _)) => world.ahead.store(*ahead, Ordering::Relaxed),
        Some(Rule::Fail(Fault::Unsigned, _)) => {
            request.headers_mut().remove(AUTHORIZATION);
        }
        _ => {}
    }
    let fault = match &rule {
        Some(Rule::Fail(fault, _)) => Some(fault),
        _ => None,
    };

    let ahead = world.ahead.load(Ordering::Relaxed);
    let too_far = || if ahead == 0 { None } else { clock::refusal(&request, ahead) };
    let instead = fault.and_then(Fault::instead).or_else(too_far);
    let acted = instead.is_none();
    let mut answer = match instead {
        Some(answer) => answer,
        None => match server::forward(world.peer, request).await {
            Ok(answer) => answer,
            Err(reason) => {
                record.complete(place, None, reason.as_bytes(), false);
                return Err(HangUp);
            }
        },
    };
    if ahead != 0 {
        clock::stamp(&mut answer, ahead);
    }
    if matches!(rule, Some(Rule::Last)) {
        world.door.shut().await;
    }
    if matches!(fault, Some(Fault::DropAfter | Fault::Silence)) {
        record.complete(place, None, answer.body(), acted);
        if fault == Some(&Fault::Silence) {
            // Until the page hangs up, which drops this, or the proxy goes.
            drop(world.going.clone().changed().await);
        }
        return Err(HangUp);
    }
    record.complete(place, Some(answer.status().as_u16()), answer.body(), acted);
    Ok(sent(&answer, fault))
}

/// What the page gets of an answer.
fn sent(answer: &Response<Bytes>, fault: Option<&Fault>) -> Answer {
    let truth = answer.body().clone();
    let body = fault.map_or(truth.clone(), |fault| fault.spoil(truth));
    let mut sent = Response::builder().status(answer.status());
    for name in [&hyper::header::CONTENT_TYPE, &hyper::header::DATE, &RETRY_AFTER] {
        if let Some(value) = answer.headers().get(name) {
            sent = sent.header(name, value);
        }
    }
    let sent = sent.body(Full::new(body)).expect("the parts of an answer make an answer");
    if fault.is_none_or(Fault::is_readable) { with_cors(sent) } else { sent }
}

fn add(request: &mut Asked, parameters: &str) {
    let body = [request.body().as_ref(), b"&", parameters.as_bytes()].concat();
    request.headers_mut().insert("content-length", HeaderValue::from(body.len()));
    *request.body_mut() = Bytes::from(body);
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

/// Lets the page read an answer, and the headers AWS lets it read. A server that sends
/// `Retry-After` to browsers means it to be read.
fn with_cors(mut answer: Answer) -> Answer {
    const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
    const EXPOSED_LATER: &str =
        "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,Retry-After";
    let headers = answer.headers_mut();
    let exposed = if headers.contains_key(RETRY_AFTER) { EXPOSED_LATER } else { EXPOSED };
    headers.insert("access-control-allow-origin", HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("access-control-expose-headers"),
        HeaderValue::from_static(exposed),
    );
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{post, server::answer};

    const TRUTH: &str = "<AResponse xmlns=\"urn:a\"><B>c</B></AResponse>";

    /// A peer that says the same to everyone, and a proxy before it.
    fn start() -> (Server, Proxy) {
        let peer = Server::start(|_| async { Ok(answer(200, "text/xml", TRUTH)) });
        let proxy = Proxy::start(peer.address());
        (peer, proxy)
    }

    /// Asks through the proxy as a client that hangs up after its own time.
    fn ask(proxy: &Proxy, action: &str, headers: &[(&str, &str)]) -> Result<(u16, String), String> {
        let body = format!("Action={action}");
        runtime::block_on(post(proxy.server.address(), headers, &body))
    }

    fn statuses(proxy: &Proxy, count: usize) -> Vec<u16> {
        (0..count).map(|_| ask(proxy, "A", &[]).map_or(0, |(status, _)| status)).collect()
    }

    #[test]
    fn faults_are_used_up_in_order() {
        let (_peer, proxy) = start();
        proxy.times(2, "A", Fault::Throttle);
        proxy.once("A", Fault::DropBefore);
        proxy.once("A", Fault::Later(503, 1));
        proxy.always("B", Fault::Failure);
        assert_eq!(statuses(&proxy, 5), [400, 400, 0, 503, 200]);
        let acted: Vec<_> = proxy.record().all().iter().map(|call| call.acted).collect();
        assert_eq!(acted, [false, false, false, false, true]);
    }

    #[test]
    fn what_arrives_is_spoiled_and_what_is_recorded_is_not() {
        let (_peer, proxy) = start();
        for (fault, arrives) in [
            (Fault::Empty, String::new()),
            (Fault::Truncated, TRUTH[..TRUTH.len() / 2].to_owned()),
            (Fault::FiveMegabytes, format!("{TRUTH}{}", " ".repeat(5 * 1024 * 1024))),
        ] {
            proxy.once("A", fault.clone());
            let (status, body) = ask(&proxy, "A", &[]).expect("an answer");
            assert!(status == 200 && body == arrives, "{fault:?}: {} bytes", body.len());
        }
        assert!(proxy.record().all().iter().all(|call| call.acted && call.answer == TRUTH));
    }

    #[test]
    fn nobody_listens_until_it_behaves() {
        let (_peer, proxy) = start();
        proxy.refuse_after("A");
        assert_eq!(statuses(&proxy, 2), [200, 0]);
        proxy.behave();
        assert_eq!(statuses(&proxy, 1), [200]);
        proxy.refuse();
        assert_eq!(statuses(&proxy, 1), [0]);
        assert_eq!(proxy.record().all().len(), 2, "a refused call was recorded");
    }

    #[test]
    fn silence_ends_with_the_proxy() {
        let (_peer, proxy) = start();
        proxy.once("A", Fault::Silence);
        let address = proxy.server.address();
        let asking =
            std::thread::spawn(move || runtime::block_on(post(address, &[], "Action=A")).is_err());
        let acted = crate::wait::until(crate::wait::PATIENCE, || {
            proxy.record().all().first().is_some_and(|call| call.acted).then_some(())
        });
        assert!(acted.is_some(), "the server did not act");
        assert!(!asking.is_finished(), "the proxy is not silent");
        drop(proxy);
        assert!(asking.join().expect("no panic"), "there was an answer");
    }

    #[test]
    fn a_clock_once_off_stays_off() {
        let (_peer, proxy) = start();
        let long_ago = [("x-amz-date", "20200101T000000Z")];
        assert_eq!(ask(&proxy, "A", &long_ago).map(|(status, _)| status), Ok(200));
        proxy.once("A", Fault::Clock(10));
        for action in ["A", "B"] {
            let (status, body) = ask(&proxy, action, &long_ago).expect("an answer");
            assert!(
                status == 403 && body.contains("Signature expired: 20200101T000000Z"),
                "{body}"
            );
        }
    }
}
