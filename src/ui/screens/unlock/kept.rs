//! What is kept of a session that is left for an MFA code.

use std::rc::Rc;

use crate::ui::context::session::Session;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::where_choice::Where;
use keycutter_core::Secret;
use keycutter_core::aws::{Credentials, Endpoint};

/// The credentials and the endpoint of a session: only the code is missing to sign in again. They
/// stay in this tab's memory, as before, and are wiped with the form.
pub struct Kept {
    credentials: Rc<Credentials>,
    endpoint: Endpoint,
}

impl Kept {
    /// What is kept of this session.
    pub fn of(session: &Session) -> Self {
        let client = session.client();
        Self { credentials: client.credentials(), endpoint: client.endpoint().clone() }
    }
}

impl Form {
    /// Fills in what was kept.
    pub fn restore(self, kept: &Kept) {
        self.fill_credentials(&kept.credentials);
        match &kept.endpoint {
            Endpoint::Partition(partition) => self.place.set(Where::Partition(*partition)),
            Endpoint::Custom(server) => {
                self.endpoint.set(Secret::from(server.url().to_owned()));
                self.region.set(Secret::from(server.region().to_owned()));
                self.place.set(Where::Custom);
            }
        }
    }
}
