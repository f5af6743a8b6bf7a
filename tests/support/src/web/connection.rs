//! Which connection a request came on.

/// The place of a request among those of its connection.
///
/// It matters because browsers resend a request by themselves when a connection that carried
/// others before closes without a response (RFC 9110, section 9.2.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// A number that no other connection of this run has.
    pub id: u64,
    /// How many requests came on it before this one.
    pub earlier: usize,
}

impl Connection {
    /// Whether the connection carried another request before this one.
    #[must_use]
    pub fn is_reused(self) -> bool {
        self.earlier > 0
    }
}
