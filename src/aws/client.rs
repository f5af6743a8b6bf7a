//! Signs an action's form, sends it, reads its answer.

use zeroize::Zeroizing;

use super::iam::ListAccessKeys;
use super::query::Form;
use super::xml::Element;
use super::{
    Action, Credentials, Error, KeyOwner, Place, Request, Response, Service, ServiceError,
    Transport, sign,
};
use crate::keys::AccessKey;

/// More pages than any account has: a server that never ends its list is stopped here.
const MOST_PAGES: usize = 1000;

/// A signed-in caller: credentials, where they are good, and the way there.
pub struct Client<T> {
    credentials: Credentials,
    place: Place,
    transport: T,
}

impl<T: Transport> Client<T> {
    /// A client for one set of credentials at one place.
    pub fn new(credentials: Credentials, place: Place, transport: T) -> Self {
        Self { credentials, place, transport }
    }

    /// What it signs with.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Where it goes.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The way there.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// Calls one action, once.
    ///
    /// # Errors
    ///
    /// [`Error`], whose every kind says what its reader can do next.
    pub async fn call<A: Action>(&self, action: &A) -> Result<A::Answer, Error> {
        let mut form = Form::new(A::NAME, A::SERVICE.version());
        action.fill(&mut form);
        let answer = self.ask(A::SERVICE, A::NAME, form).await?;
        let empty = Element::default();
        let result = answer.root.child(&format!("{}Result", A::NAME)).unwrap_or(&empty);
        action
            .read(result)
            .map_err(|_| Error::Unreadable { action: A::NAME, status: answer.status })
    }

    /// Sends one form, and gives the answer if it is one. Whatever does not depend on the action's
    /// type is here, once, since every action would bring a copy of it along.
    async fn ask(
        &self,
        service: Service,
        action: &'static str,
        form: Form,
    ) -> Result<Answer, Error> {
        let mut request = Request {
            url: self.place.url(service),
            headers: vec![(
                "content-type",
                Zeroizing::new("application/x-www-form-urlencoded; charset=utf-8".to_owned()),
            )],
            body: form.encode(),
        };
        let scope = self.place.scope(service);
        sign(&mut request, &self.credentials, &scope, self.transport.now())
            .map_err(|_| Error::Unsignable)?;
        let response = self.transport.send(request).await.map_err(Error::Transport)?;
        read(action, &response)
    }

    /// All access keys of an owner, to the last page.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]; [`Error::Unreadable`] when the server's pages never end.
    pub async fn access_keys(
        &self,
        owner: &KeyOwner,
        page_size: Option<u16>,
    ) -> Result<Vec<AccessKey>, Error> {
        let mut keys = Vec::new();
        let mut marker = None;
        for _ in 0..MOST_PAGES {
            let page = self.call(&ListAccessKeys { owner, marker, max_items: page_size }).await?;
            keys.extend(page.keys);
            match page.next {
                Some(next) => marker = Some(next),
                None => return Ok(keys),
            }
        }
        Err(Error::Unreadable { action: ListAccessKeys::NAME, status: 200 })
    }
}

/// A success, still in XML.
struct Answer {
    status: u16,
    root: Element,
}

fn read(action: &'static str, response: &Response) -> Result<Answer, Error> {
    let status = response.status;
    let unreadable = Error::Unreadable { action, status };
    let Ok(root) = Element::parse(&response.body) else {
        return Err(unreadable);
    };
    if !(200..300).contains(&status) {
        return Err(ServiceError::read(action, status, &root).map_or(unreadable, Error::Service));
    }
    // Only `<{Action}Response>` is an answer: a proxy's friendly page with status 200 is not.
    if root.name().strip_suffix("Response") != Some(action) {
        return Err(unreadable);
    }
    Ok(Answer { status, root })
}
