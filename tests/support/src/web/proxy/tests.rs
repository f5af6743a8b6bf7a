use std::error::Error;
use std::io::ErrorKind;

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, HOST};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::*;
use crate::wait;
use crate::web::post;

const RESPONSE: &str = "<AResponse xmlns=\"urn:a\"><B>c</B></AResponse>";

/// A peer with one response for all requests, and a proxy in front of it.
fn start() -> (Server, Proxy) {
    let peer = Server::start(Router::new().fallback(([(CONTENT_TYPE, "text/xml")], RESPONSE)));
    let proxy = Proxy::start(peer.address());
    (peer, proxy)
}

/// Calls an action on a connection of its own.
fn call(proxy: &Proxy, action: &str, headers: &[(&str, &str)]) -> Option<(u16, String)> {
    let body = format!("Action={action}");
    runtime::block_on(post(proxy.server.address(), headers, &body)).ok()
}

/// The statuses of calls of `A`; 0 where there is no response.
fn statuses(proxy: &Proxy, count: usize) -> Vec<u16> {
    (0..count).map(|_| call(proxy, "A", &[]).map_or(0, |(status, _)| status)).collect()
}

/// A client with one connection, which it keeps as long as the server does; it never resends.
#[derive(Default)]
struct KeepAlive(Option<Kept>);

/// A connection, and its socket, which says at once whether the server has closed it.
struct Kept {
    sender: SendRequest<Body>,
    socket: std::net::TcpStream,
}

impl KeepAlive {
    /// Calls `A`. `None` where there is no response, or one of failure.
    fn call(&mut self, proxy: &Proxy) -> Option<u16> {
        runtime::block_on(self.send(proxy.server.address()))
    }

    async fn send(&mut self, to: SocketAddr) -> Option<u16> {
        let mut kept = match self.0.take() {
            Some(kept) if kept.is_open() => kept,
            _ => Kept::connect(to).await.ok()?,
        };
        let request = http::Request::post("/").header(HOST, to.to_string());
        let request = request.body(Body::from("Action=A")).expect("a request");
        kept.sender.ready().await.ok()?;
        let response = kept.sender.send_request(request).await.ok()?;
        let status = response.status();
        to_bytes(Body::new(response.into_body()), usize::MAX).await.ok()?;
        self.0 = Some(kept);
        status.is_success().then_some(status.as_u16())
    }
}

impl Kept {
    async fn connect(to: SocketAddr) -> Result<Self, Box<dyn Error>> {
        let stream = TcpStream::connect(to).await?.into_std()?;
        let socket = stream.try_clone()?;
        let (sender, connection) = handshake(TokioIo::new(TcpStream::from_std(stream)?)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, socket })
    }

    fn is_open(&self) -> bool {
        // There is nothing to read from an idle connection, not even its end.
        self.socket.peek(&mut [0]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }
}

#[test]
fn faults_are_used_up_in_order() {
    let (_peer, proxy) = start();
    proxy.times(2, "A", Fault::Throttle);
    proxy.once("A", Fault::CloseBefore);
    proxy.once("A", Fault::RetryAfter(503, 1));
    proxy.always("B", Fault::ServiceFailure);
    assert_eq!(statuses(&proxy, 5), [400, 400, 0, 503, 200]);
    let acted: Vec<_> = proxy.record().all().iter().map(|call| call.acted).collect();
    assert_eq!(acted, [false, false, false, false, true]);
}

#[test]
fn a_response_is_altered_and_recorded_unaltered() {
    let (_peer, proxy) = start();
    for (fault, expected) in [
        (Fault::Empty, String::new()),
        (Fault::Truncated, RESPONSE[..RESPONSE.len() / 2].to_owned()),
        (Fault::FiveMegabytes, format!("{RESPONSE}{}", " ".repeat(5 * 1024 * 1024))),
    ] {
        proxy.once("A", fault.clone());
        let (status, body) = call(&proxy, "A", &[]).expect("a response");
        assert!(status == 200 && body == expected, "{fault:?}: {} bytes", body.len());
    }
    assert!(proxy.record().all().iter().all(|call| call.acted && call.response == RESPONSE));
}

#[test]
fn refuses_connections_until_reset() {
    let (_peer, proxy) = start();
    proxy.refuse_after("A");
    assert_eq!(statuses(&proxy, 2), [200, 0]);
    proxy.reset();
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
    let calling =
        std::thread::spawn(move || runtime::block_on(post(address, &[], "Action=A")).is_err());
    let acted = wait::until(wait::TIMEOUT, || {
        proxy.record().all().first().is_some_and(|call| call.acted).then_some(())
    });
    assert!(acted.is_some(), "the server did not act");
    assert!(!calling.is_finished(), "there was a response");
    drop(proxy);
    assert!(calling.join().expect("no panic"), "there was a response");
}

#[test]
fn a_shifted_clock_stays_shifted() {
    let (_peer, proxy) = start();
    let long_ago = [("x-amz-date", "20200101T000000Z")];
    assert_eq!(call(&proxy, "A", &long_ago).map(|(status, _)| status), Some(200));
    proxy.once("A", Fault::Clock(10));
    for action in ["A", "B"] {
        let (status, body) = call(&proxy, action, &long_ago).expect("a response");
        assert!(status == 403 && body.contains("Signature expired: 20200101T000000Z"), "{body}");
    }
}

#[test]
fn connections_are_kept_alive() {
    let (_peer, proxy) = start();
    let mut client = KeepAlive::default();
    for _ in 0..2 {
        assert_eq!(client.call(&proxy), Some(200));
    }
    assert_eq!(statuses(&proxy, 1), [200]);
    let [first, second, other] = &proxy.record().all()[..] else { panic!("three calls") };
    assert_eq!(first.connection.id, second.connection.id);
    assert_ne!(first.connection.id, other.connection.id);
    assert_eq!([first, second, other].map(|it| it.connection.earlier), [0, 1, 0]);
}

#[test]
fn a_connection_closed_by_a_fault_carried_no_other_request() {
    let (_peer, proxy) = start();
    let mut client = KeepAlive::default();
    assert_eq!(client.call(&proxy), Some(200));
    proxy.times(2, "A", Fault::CloseAfter);
    proxy.once("A", Fault::Throttle);
    let outcomes: Vec<_> = (0..4).map(|_| client.call(&proxy)).collect();
    assert_eq!(outcomes, [None, None, None, Some(200)]);
    let calls = proxy.record().all();
    assert!(calls[..4].iter().all(|call| !call.connection.is_reused()), "{calls:?}");
    assert!(calls[4].connection.is_reused(), "{calls:?}");
}

#[test]
fn a_fault_of_reused_connections_waits_for_one() {
    let (_peer, proxy) = start();
    proxy.once("A", Fault::CloseReused);
    assert_eq!(statuses(&proxy, 2), [200, 200]);
    let mut client = KeepAlive::default();
    let outcomes: Vec<_> = (0..3).map(|_| client.call(&proxy)).collect();
    assert_eq!(outcomes, [Some(200), None, Some(200)]);
    let calls = proxy.record().all();
    assert!(calls[3].acted && calls[3].status.is_none(), "{calls:?}");
    assert_eq!(calls.len(), 5);
}

#[test]
fn a_closed_listener_closes_idle_connections() {
    let (_peer, proxy) = start();
    let mut client = KeepAlive::default();
    assert_eq!(client.call(&proxy), Some(200));
    proxy.refuse();
    assert_eq!(client.call(&proxy), None);
    assert_eq!(proxy.record().all().len(), 1);
}
