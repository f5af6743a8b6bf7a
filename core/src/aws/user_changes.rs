//! Changing users.

use super::iam::UserChange;
use super::query::Form;
use super::{Client, Error, Service, Transport};

impl<T: Transport> Client<T> {
    /// Changes a user. It is sent again only where that does no harm.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]. The change may have been made where
    /// [`Error::is_outcome_unknown`].
    pub async fn change_user(&self, user_name: &str, change: &UserChange) -> Result<(), Error> {
        let mut form = Form::new(change.action(), Service::Iam.version());
        change.fill(user_name, &mut form);
        let sending = self.send_with_retries(
            Service::Iam,
            change.action(),
            change.may_be_repeated(),
            form.encode(),
        );
        Box::pin(sending).await.map(|_| ()).map_err(|failure| failure.error)
    }
}
