//! What the proxy does with one request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER,
};
use axum::http::{self, Method};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use tokio::sync::watch;

use super::cors;
use super::rules::{Rule, Rules};
use crate::web::fault::Fault;
use crate::web::record::{self, Exchange, Record};
use crate::web::response::CloseConnection;
use crate::web::server::Listener;
use crate::web::{client, clock};

/// What all requests of a proxy share.
#[derive(Debug)]
pub(super) struct Shared {
    peer: SocketAddr,
    pub(super) record: Record,
    pub(super) rules: Rules,
    /// How many minutes the server's clock is ahead of this machine's.
    clock_ahead: AtomicI64,
    pub(super) listener: Listener,
    /// Changes when the proxy is dropped.
    ended: watch::Receiver<()>,
}

impl Shared {
    pub(super) fn new(peer: SocketAddr, listener: Listener, ended: watch::Receiver<()>) -> Self {
        Self {
            peer,
            record: Record::default(),
            rules: Rules::default(),
            clock_ahead: AtomicI64::new(0),
            listener,
            ended,
        }
    }

    /// Without rules, and with the right time.
    pub(super) fn reset(&self) {
        self.rules.clear();
        self.clock_ahead.store(0, Ordering::Relaxed);
    }

    /// What the server answers, or a fault in its place, and whether the server acted. The error is
    /// why there is neither.
    async fn answer(
        &self,
        request: http::Request<Bytes>,
        fault: Option<&Fault>,
    ) -> Result<(http::Response<Bytes>, bool), String> {
        let ahead = self.clock_ahead.load(Ordering::Relaxed);
        let refused = || if ahead == 0 { None } else { clock::refusal(&request, ahead) };
        let replaced = fault.and_then(Fault::replacement).or_else(refused);
        let acted = replaced.is_none();
        let mut response = match replaced {
            Some(response) => response,
            None => client::forward(self.peer, request).await.map_err(|e| e.to_string())?,
        };
        if ahead != 0 {
            clock::set_date(&mut response, ahead);
        }
        Ok((response, acted))
    }
}

pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let mut response = match record::whole(request).await {
        Ok(request) => respond(&shared, request).await,
        Err(close) => return close.into_response(),
    };
    if shared.rules.need_fresh_connections() {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn respond(shared: &Shared, mut request: http::Request<Bytes>) -> Response {
    let exchange = Exchange::new(&request);
    let (action, connection) = (exchange.action(), exchange.connection);
    let record = &shared.record;
    let index = record.add(exchange);
    if request.method() == Method::OPTIONS {
        let response = cors::preflight(request.headers());
        record.complete(index, Some(response.status().as_u16()), b"", false);
        return response;
    }

    let rule = action.and_then(|action| shared.rules.take(&action, connection));
    if !prepare(shared, &mut request, rule.as_ref()).await {
        return CloseConnection.into_response();
    }
    let fault = if let Some(Rule::Fail(fault, _)) = &rule { Some(fault) } else { None };
    let (response, acted) = match shared.answer(request, fault).await {
        Ok(answered) => answered,
        Err(reason) => {
            record.complete(index, None, reason.as_bytes(), false);
            return CloseConnection.into_response();
        }
    };
    if matches!(rule, Some(Rule::StopListening)) {
        shared.listener.close().await;
    }
    if let Some(Fault::CloseAfter | Fault::CloseReused | Fault::Silence) = fault {
        record.complete(index, None, response.body(), acted);
        if fault == Some(&Fault::Silence) {
            // Until the browser closes the connection, which drops this, or the proxy ends.
            drop(shared.ended.clone().changed().await);
        }
        return CloseConnection.into_response();
    }
    record.complete(index, Some(response.status().as_u16()), response.body(), acted);
    as_sent(&response, fault)
}

/// What a rule does before the server has the request. `false` if the connection closes instead.
async fn prepare(shared: &Shared, request: &mut http::Request<Bytes>, rule: Option<&Rule>) -> bool {
    match rule {
        Some(Rule::Hold(released)) => {
            // A dropped sender releases as well.
            drop(released.clone().wait_for(|released| *released).await);
        }
        Some(Rule::AddParameters(parameters)) => {
            let body = [request.body(), &b"&"[..], parameters.as_bytes()].concat();
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            *request.body_mut() = Bytes::from(body);
        }
        Some(Rule::Fail(Fault::CloseBefore, _)) => return false,
        Some(Rule::Fail(Fault::Clock(ahead), _)) => {
            shared.clock_ahead.store(*ahead, Ordering::Relaxed);
        }
        Some(Rule::Fail(Fault::Unsigned, _)) => {
            request.headers_mut().remove(AUTHORIZATION);
        }
        _ => {}
    }
    true
}

/// What the page gets of a response.
fn as_sent(response: &http::Response<Bytes>, fault: Option<&Fault>) -> Response {
    let body = response.body().clone();
    let body = match fault {
        Some(fault) => fault.alter(body),
        None => body,
    };
    let mut sent = Response::new(Body::from(body));
    *sent.status_mut() = response.status();
    for name in [CONTENT_TYPE, DATE, RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            sent.headers_mut().insert(name, value.clone());
        }
    }
    if fault.is_none_or(Fault::is_readable) {
        cors::allow(sent.headers_mut());
    }
    sent
}
