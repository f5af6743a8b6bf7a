//! Who is calling: the first answer of a session, with the second one at the same time.

use std::pin::pin;

use futures_util::future::{Either, select};

use super::client::form;
use super::iam::{GetUser, ListAccessKeys};
use super::sts::GetCallerIdentity;
use super::{CallerIdentity, Client, Endpoint, Error, KeyOwner, Principal, Transport};
use crate::ServerText;
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
    /// Who is calling. A self-hosted server may have no STS: then its IAM tells.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]: where the server has no STS, the error of its IAM.
    pub async fn caller(&self) -> Result<CallerIdentity, Error> {
        let no_sts = match self.call(&GetCallerIdentity).await {
            Ok(caller) => return Ok(caller),
            Err(error) => error,
        };
        if !matches!(self.endpoint(), Endpoint::Custom(_)) || !no_sts.is_unknown_action() {
            return Err(no_sts);
        }
        if let Ok(caller) = self.call(&GetUser).await {
            return Ok(caller);
        }
        match self.caller_by_keys().await {
            // Not IAM either: the first error says as much.
            Err(error) if error.is_unknown_action() => Err(no_sts),
            outcome => outcome,
        }
    }

    /// Who is calling, by the user name that a list of the caller's own keys has.
    async fn caller_by_keys(&self) -> Result<CallerIdentity, Error> {
        // Without a user name in the request, the list is of the caller's keys.
        let keys = self.access_keys(&KeyOwner::Root, None).await?;
        let principal = match keys.into_iter().find_map(|key| key.user_name) {
            // Ceph RGW lists the root user's name, and knows no user of that name.
            Some(name) => match self.access_keys(&KeyOwner::User(name.clone()), None).await {
                Ok(_) => Principal::User(name),
                Err(Error::Service(_)) => Principal::Root,
                Err(error) => return Err(error),
            },
            None => Principal::Root,
        };
        Ok(CallerIdentity { account: ServerText::default(), arn: ServerText::default(), principal })
    }

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
