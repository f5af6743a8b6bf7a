//! An HTTP/1.1 server on a free loopback port, which keeps connections alive.
//!
//! [`axum`] routes and answers. The loop that accepts connections is our own, because the harness
//! has to do what a server framework avoids: refuse connections, close idle ones, close one
//! without a response, and know which connection a request came on.

use std::mem;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower::ServiceExt as _;

use super::connection::Connection;
use super::record::{Exchange, Record};
use super::response::CloseConnection;
use crate::runtime;

/// A server's listening socket and open connections.
#[derive(Clone, Debug, Default)]
pub struct Listener(Arc<Listening>);

#[derive(Debug, Default)]
struct Listening {
    /// The task that owns the socket: without it, the operating system refuses connections.
    accepting: Mutex<Option<JoinHandle<()>>>,
    /// Open connections hold a receiver, until they close or are about to.
    open: Mutex<watch::Sender<()>>,
}

impl Listener {
    /// Stops listening and closes idle connections: from now on connections are refused.
    pub async fn close(&self) {
        let accepting = lock(&self.0.accepting).take();
        if let Some(accepting) = accepting {
            accepting.abort();
            // The task has dropped the socket once it has ended.
            drop(accepting.await);
        }
        self.close_idle().await;
    }

    /// Closes every connection that is idle, and the others after their current response.
    /// Returns once the idle ones are closed.
    pub async fn close_idle(&self) {
        let open = mem::take(&mut *lock(&self.0.open));
        open.send_replace(());
        open.closed().await;
    }

    fn is_closed(&self) -> bool {
        lock(&self.0.accepting).is_none()
    }

    fn accept(&self, socket: TcpListener, router: Router, unreadable: Option<Record>) {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let listener = self.clone();
        let accepting = runtime::spawn(async move {
            while let Ok((stream, _)) = socket.accept().await {
                let id = NEXT.fetch_add(1, Ordering::Relaxed);
                let closing = lock(&listener.0.open).subscribe();
                let (router, unreadable) = (router.clone(), unreadable.clone());
                runtime::spawn(async move {
                    // A browser that leaves in mid-response is in the record already.
                    let served = serve(stream, id, router, closing).await;
                    if let (Err(error), Some(record)) = (served, unreadable)
                        && error.is_parse()
                    {
                        record.add(Exchange::unreadable(Connection { id, earlier: 0 }));
                    }
                });
            }
        });
        *lock(&self.0.accepting) = Some(accepting);
    }
}

/// A running server. Dropped, it stops listening.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    listener: Listener,
    router: Router,
    unreadable: Option<Record>,
}

impl Server {
    /// Serves on a free port.
    pub fn start(router: Router) -> Self {
        Self::start_with(Listener::default(), router, None)
    }

    /// Serves with a listener that others may close. Connections that bring no HTTP go to
    /// `unreadable`.
    ///
    /// # Panics
    ///
    /// When no loopback port is free.
    pub fn start_with(listener: Listener, router: Router, unreadable: Option<Record>) -> Self {
        let socket = bind(SocketAddr::from(([127, 0, 0, 1], 0)));
        Self::start_on(socket, listener, router, unreadable)
    }

    /// Serves at an address that is free.
    ///
    /// # Panics
    ///
    /// When it is not.
    pub fn start_at(address: SocketAddr, listener: Listener, router: Router) -> Self {
        Self::start_on(bind(address), listener, router, None)
    }

    fn start_on(
        socket: TcpListener,
        listener: Listener,
        router: Router,
        unreadable: Option<Record>,
    ) -> Self {
        let address = socket.local_addr().expect("a bound socket has an address");
        let server = Self { address, listener, router, unreadable };
        server.accept(socket);
        server
    }

    /// Listens at the same address again, after its listener was closed.
    pub fn reopen(&self) {
        if self.listener.is_closed() {
            self.accept(bind(self.address));
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    fn accept(&self, socket: TcpListener) {
        self.listener.accept(socket, self.router.clone(), self.unreadable.clone());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(accepting) = lock(&self.listener.0.accepting).take() {
            accepting.abort();
        }
    }
}

fn bind(at: SocketAddr) -> TcpListener {
    runtime::block_on(TcpListener::bind(at))
        .unwrap_or_else(|e| panic!("cannot listen at {at}: {e}"))
}

/// Serves one connection until either side closes it.
async fn serve(
    stream: TcpStream,
    id: u64,
    router: Router,
    mut closing: watch::Receiver<()>,
) -> hyper::Result<()> {
    let served = AtomicUsize::new(0);
    let service = service_fn(|request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        let earlier = served.fetch_add(1, Ordering::Relaxed);
        request.extensions_mut().insert(Connection { id, earlier });
        let response = router.clone().oneshot(request);
        async move {
            let Ok(response) = response.await;
            match response.extensions().get::<CloseConnection>() {
                Some(close) => Err(*close),
                None => Ok(response),
            }
        }
    });
    let mut connection =
        pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        outcome = connection.as_mut() => return outcome,
        _ = closing.changed() => connection.as_mut().graceful_shutdown(),
    }
    // An idle connection ends at once, another with its current response.
    if let Ok(outcome) = timeout(Duration::ZERO, connection.as_mut()).await {
        return outcome;
    }
    drop(closing);
    connection.await
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
