//! One HTTP/1.1 server on a free loopback port, and one request to another.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::runtime;

/// A request whose body has arrived.
pub type Asked = Request<Bytes>;
/// An answer whose body is whole.
pub type Answer = Response<Full<Bytes>>;

/// The connection is closed without an answer.
#[derive(Debug)]
pub struct HangUp;

impl std::fmt::Display for HangUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("hung up on purpose")
    }
}

impl std::error::Error for HangUp {}

/// Where a server lets connections in. Shut, nobody listens: connections are refused by the
/// operating system, as they are where no server runs.
#[derive(Clone, Debug, Default)]
pub struct Door(Arc<Mutex<Option<JoinHandle<()>>>>);

impl Door {
    /// Stops listening. Connections that were let in before stay.
    pub async fn shut(&self) {
        let accepting = self.accepting().take();
        if let Some(accepting) = accepting {
            accepting.abort();
            // The listener goes with its task, so from here on there is none.
            drop(accepting.await);
        }
    }

    /// Whether nobody listens.
    pub fn is_shut(&self) -> bool {
        self.accepting().is_none()
    }

    fn accepting(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets connections in from a listener until its task is aborted.
type Accept = dyn Fn(TcpListener) -> JoinHandle<()> + Send + Sync;

/// A running server; dropped, it stops accepting.
pub struct Server {
    address: SocketAddr,
    door: Door,
    accept: Box<Accept>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Serves on a free port.
    ///
    /// Each connection carries one request: browsers quietly send a request again when a
    /// connection they had used before closes, and a story must not see two where it made one.
    pub fn start<H, F>(handler: H) -> Self
    where
        H: Fn(Asked) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Answer, HangUp>> + Send + 'static,
    {
        Self::start_with(handler, || (), Door::default())
    }

    /// The same; `unread` is called for each connection that speaks anything but HTTP, and `door`
    /// is the one that connections come through.
    pub fn start_with<H, F, U>(handler: H, unread: U, door: Door) -> Self
    where
        H: Fn(Asked) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Answer, HangUp>> + Send + 'static,
        U: Fn() + Send + Sync + 'static,
    {
        let (handler, unread) = (Arc::new(handler), Arc::new(unread));
        let accept = move |listener: TcpListener| {
            let (handler, unread) = (Arc::clone(&handler), Arc::clone(&unread));
            runtime::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let (handler, unread) = (Arc::clone(&handler), Arc::clone(&unread));
                    runtime::spawn(async move {
                        // A browser that goes away in mid-answer is no news: the record has the call.
                        if serve_one(stream, handler).await.is_err_and(|e| e.is_parse()) {
                            unread();
                        }
                    });
                }
            })
        };
        let listener = listen(SocketAddr::from(([127, 0, 0, 1], 0)));
        let address = listener.local_addr().expect("a bound listener has an address");
        let server = Self { address, door, accept: Box::new(accept) };
        server.let_in(listener);
        server
    }

    /// Listens again where it did, after its door was shut.
    pub fn listen_again(&self) {
        if self.door.is_shut() {
            self.let_in(listen(self.address));
        }
    }

    fn let_in(&self, listener: TcpListener) {
        *self.door.accepting() = Some((self.accept)(listener));
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(accepting) = self.door.accepting().take() {
            accepting.abort();
        }
    }
}

fn listen(at: SocketAddr) -> TcpListener {
    runtime::block_on(TcpListener::bind(at))
        .unwrap_or_else(|e| panic!("cannot listen at {at}: {e}"))
}

async fn serve_one<H, F>(stream: TcpStream, handler: Arc<H>) -> Result<(), hyper::Error>
where
    H: Fn(Asked) -> F + Send + Sync + 'static,
    F: Future<Output = Result<Answer, HangUp>> + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let handler = Arc::clone(&handler);
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(|_| HangUp)?.to_bytes();
            handler(Request::from_parts(parts, body)).await
        }
    });
    hyper::server::conn::http1::Builder::new()
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .await
}

/// Passes a request on and reads the whole answer.
///
/// # Errors
///
/// What the connection said, as text.
pub async fn forward(to: SocketAddr, request: Asked) -> Result<Response<Bytes>, String> {
    let stream = TcpStream::connect(to).await.map_err(|e| e.to_string())?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|e| e.to_string())?;
    let connection = runtime::spawn(async move { drop(connection.await) });
    let answer = async {
        let answer =
            sender.send_request(request.map(Full::new)).await.map_err(|e| e.to_string())?;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.map_err(|e| e.to_string())?.to_bytes();
        Ok(Response::from_parts(parts, body))
    }
    .await;
    connection.abort();
    answer
}

/// An answer with a status, a content type and a body.
pub fn answer(status: u16, content_type: &str, body: impl Into<Bytes>) -> Answer {
    Response::builder()
        .status(status)
        .header("content-type", content_type)
        .body(Full::new(body.into()))
        .expect("a literal status and type make an answer")
}
