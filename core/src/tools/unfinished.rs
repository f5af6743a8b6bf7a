//! Users that were made for a tool, here or in an earlier visit, and are not finished.

use super::plan::{PATH, Plan, is_unfinished};
use crate::ServerText;
use crate::aws::iam::{FindUser, ListUsers};
use crate::aws::{Client, Error, KeyOwner, Transport};

/// How many users are looked at.
const MOST: usize = 20;

/// What a user of some name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is none.
    Nothing,
    /// One that was made here and has no key yet; with its tags.
    Unfinished(Vec<(ServerText, ServerText)>),
    /// Any other, which is left alone.
    Other,
}

/// Looks at the user of a name.
///
/// # Errors
///
/// As [`Client::call`].
pub async fn look<T: Transport>(client: &Client<T>, user_name: &str) -> Result<Found, Error> {
    let user = match client.call(&FindUser { user_name }).await {
        Ok(user) => user,
        Err(error) if error.is_no_such_entity() => return Ok(Found::Nothing),
        Err(error) => return Err(error),
    };
    if user.path.as_str() != PATH || !is_unfinished(&user.tags) {
        return Ok(Found::Other);
    }
    // With a key, it may be in use: only its description is missing.
    let keys = client.access_keys(&KeyOwner::User(user_name.to_owned()), None).await?;
    Ok(if keys.is_empty() { Found::Unfinished(user.tags) } else { Found::Other })
}

/// The plan of a user that an earlier visit did not finish, if there is one that can be gone on with.
///
/// # Errors
///
/// As [`Client::call`].
pub async fn find_unfinished<T: Transport>(client: &Client<T>) -> Result<Option<Plan>, Error> {
    for user_name in client.call(&ListUsers { path: Some(PATH) }).await?.iter().take(MOST) {
        if let Found::Unfinished(tags) = look(client, user_name).await?
            && let Some(plan) = Plan::from_tags(user_name, &tags, client.now())
        {
            return Ok(Some(plan));
        }
    }
    Ok(None)
}
