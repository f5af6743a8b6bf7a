//! The first two answers of a session, at the same time.

use std::pin::pin;

use futures_util::future::{Either, select};

use super::client::form;
use super::iam::ListAccessKeys;
use super::{CallerIdentity, Client, Endpoint, Error, KeyOwner, Transport};
use crate::keys::AccessKey;

/// Who is calling, and whatever else the same round trip told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// Who is calling.
    pub caller: CallerIdentity,
    /// All access keys of the caller, where they are known already.
    pub own_keys: Option<Vec<AccessKey>>,
}

impl<T: Transport> Client<T> {
    /// Who is calling, as [`Client::caller`]; and, with a long-term key at AWS, its owner's keys,
    /// which are asked for at the same time. Where that fails, it is as if it had not been asked.
    ///
    /// A self-hosted server answers both from one host, where two requests at once would ask for two
    /// preflights.
    ///
    /// # Errors
    ///
    /// As [`Client::caller`].
    pub async fn caller_and_keys(&self) -> Result<Identified, Error> {
        let is_long_term = self.credentials().session_token().is_none();
        if !(is_long_term && matches!(self.endpoint(), Endpoint::Partition(_))) {
            return Ok(Identified { caller: self.caller().await?, own_keys: None });
        }
        let (caller, own_keys) = match select(pin!(self.caller()), pin!(self.own_keys())).await {
            // Without a caller, the request for the keys is dropped, which aborts it.
            Either::Left((caller, listing)) => (caller?, listing.await),
            Either::Right((own_keys, identifying)) => (identifying.await?, own_keys),
        };
        Ok(Identified { caller, own_keys })
    }

    /// The keys of whoever owns the key that signs, without another try. `None` where one response
    /// does not hold them all.
    async fn own_keys(&self) -> Option<Vec<AccessKey>> {
        // Without a user name, the list is of the caller's own keys, be it a user or root.
        let action = ListAccessKeys { owner: &KeyOwner::Root, marker: None, max_items: None };
        let page = self.call_once(&action).await.ok()?;
        let signs = |key: &AccessKey| key.id == *self.credentials().access_key_id();
        (page.next.is_none() && page.keys.iter().any(signs)).then_some(page.keys)
    }

    /// Calls one action once.
    async fn call_once<A: super::Action>(&self, action: &A) -> Result<A::Answer, Error> {
        let success = self.send(A::SERVICE, A::NAME, &form(action)).await;
        success.map_err(|(error, _)| error)?.read(action)
    }
}
