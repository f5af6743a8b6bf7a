//! A response that closes the connection.

use axum::response::{IntoResponse, Response};

/// A response that is not sent: the connection closes instead.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the connection is closed without a response")]
pub struct CloseConnection;

impl IntoResponse for CloseConnection {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(self);
        response
    }
}
