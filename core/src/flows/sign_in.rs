//! Signing in: who the credentials belong to, and whose keys to manage.
//!
//! ```text
//! Filling ─► Confirming ─► Asking ─► signed in             an IAM user
//!    ▲           │           │
//!    │           │           ├─► RootWarning ─► signed in   the root user
//!    │           │           ├─► NamingUser ─► signed in    temporary credentials without keys of their own
//!    └───────────┴───────────┴── declined, failed, or gone back
//! ```
//!
//! `Confirming` is skipped unless AWS's credentials would go to a server that is not AWS's.
//!
//! What is typed stays in the form's own fields, which wipe it; [`fields::validate`] makes
//! credentials, an endpoint and, if there is a code, a request for an MFA session of it. The page
//! makes a client of the former two, and the flow begins to hold it: `C` is that client, which the
//! flow never looks into, and which goes with the state that holds it.

pub mod fields;
mod naming;

use super::Flow;
use crate::aws::sts::GetSessionToken;
use crate::aws::{Error, Identified, KeyOwner, Principal, TransportError, UserNameProblem};

pub use naming::{Authenticated, NameProblem, Naming, NamingUser};

/// How far signing in has come.
#[derive(Debug)]
pub enum SignIn<C> {
    /// The form is being filled in; why the last attempt failed, if one did.
    Filling(Option<Error>),
    /// The person is asked whether these credentials are meant for this server. Nothing was sent.
    Confirming {
        /// Signs with what was typed.
        client: C,
        /// The MFA session to ask for first.
        mfa: Option<GetSessionToken>,
    },
    /// The server is asked whose credentials these are.
    Asking(C),
    /// They are the root user's, who is warned first.
    RootWarning(Authenticated<C>),
    /// They have no keys of their own: the person says whose to manage.
    NamingUser(NamingUser<C>),
    /// The session has begun, and has the client now.
    SignedIn,
}

/// What can happen.
#[derive(Debug)]
pub enum Event<C> {
    /// `Continue`, with fields that are valid.
    Submit {
        /// Signs with what was typed.
        client: C,
        /// The MFA session to ask for first, if a code was typed.
        mfa: Option<GetSessionToken>,
        /// Whether the person has to confirm the server first.
        is_questionable: bool,
    },
    /// `Continue`, with fields that are not.
    SubmitInvalid,
    /// The credentials are meant for this server.
    Confirm,
    /// They are not, or the person wants to look again.
    Decline,
    /// The form was changed: why the last attempt failed may be over.
    Edited,
    /// The device says that it has a network again.
    Online,
    /// What came of [`Effect::Identify`].
    Identified(Result<Identified, Error>),
    /// `Continue to Security Credentials`, as root.
    ContinueAsRoot,
    /// `Use an IAM user instead`, or Escape.
    UseUserInstead,
    /// What came of [`Effect::ListUsers`], if it came.
    UsersListed(Vec<String>),
    /// `Show access keys`, of the user that was typed.
    SubmitUser(Result<KeyOwner, UserNameProblem>),
    /// The user name is being corrected.
    UserEdited,
    /// What came of [`Effect::FindUser`].
    UserFound(Result<(), Error>),
    /// `Back`, from naming a user.
    Back,
}

/// What the page is asked to do.
#[derive(Debug)]
pub enum Effect<C> {
    /// Ask for the MFA session, if there is a request for one, and sign with that; then ask who is
    /// calling. Answered by [`Event::Identified`].
    Identify {
        /// Signs.
        client: C,
        /// Not idempotent: a code is good for one session.
        mfa: Option<GetSessionToken>,
    },
    /// Scroll to why it failed.
    RevealFailure,
    /// List the names of the account's users, to choose from. Answered by [`Event::UsersListed`];
    /// a failure is not: then the name is typed.
    ListUsers(C),
    /// List this owner's keys, to see that there is such a user. Answered by [`Event::UserFound`].
    FindUser(C, KeyOwner),
    /// Abort what is under way, and wipe the credentials from the form.
    Forget,
    /// Unfold the advice on using an IAM user.
    AdviseUser,
    /// Begin the session.
    Enter(Authenticated<C>, KeyOwner),
}

type Next<C> = (SignIn<C>, Vec<Effect<C>>);

impl<C: Clone> SignIn<C> {
    /// An empty form.
    #[must_use]
    pub const fn start() -> Self {
        Self::Filling(None)
    }

    /// Whether the server is asked whose credentials these are: there is nothing to press.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        matches!(self, Self::Asking(_))
    }

    /// Whether the person is asked to confirm the server.
    #[must_use]
    pub fn is_confirming(&self) -> bool {
        matches!(self, Self::Confirming { .. })
    }

    /// Why the last attempt failed.
    #[must_use]
    pub fn failure(&self) -> Option<&Error> {
        match self {
            Self::Filling(failure) => failure.as_ref(),
            _ => None,
        }
    }

    /// The user that is being named.
    #[must_use]
    pub fn naming(&self) -> Option<&NamingUser<C>> {
        match self {
            Self::NamingUser(naming) => Some(naming),
            _ => None,
        }
    }

    /// Whether it holds credentials, whatever the form does: an idle tab locks.
    #[must_use]
    pub fn holds_credentials(&self) -> bool {
        match self {
            Self::Filling(_) | Self::SignedIn => false,
            Self::Confirming { .. }
            | Self::Asking(_)
            | Self::RootWarning(_)
            | Self::NamingUser(_) => true,
        }
    }

    fn identified(client: C, identified: Identified) -> Next<C> {
        let Identified { caller, own_keys } = identified;
        let principal = caller.principal.clone();
        let authenticated = Authenticated { client, caller, own_keys: None };
        match principal {
            Principal::User(name) => {
                Self::enter(Authenticated { own_keys, ..authenticated }, KeyOwner::User(name))
            }
            // A list that waits for a person grows old.
            Principal::Root => (Self::RootWarning(authenticated), vec![]),
            Principal::Session(_) => {
                let effect = Effect::ListUsers(authenticated.client.clone());
                (Self::NamingUser(NamingUser::new(authenticated)), vec![effect])
            }
        }
    }

    fn enter(authenticated: Authenticated<C>, owner: KeyOwner) -> Next<C> {
        (Self::SignedIn, vec![Effect::Enter(authenticated, owner)])
    }

    fn submit_user(mut naming: NamingUser<C>, named: Result<KeyOwner, UserNameProblem>) -> Next<C> {
        let effect = match (naming.naming(), named) {
            (Naming::Checking(_), _) => None,
            (_, Err(problem)) => {
                naming.set(Naming::Wrong(NameProblem::Invalid(problem)));
                None
            }
            (_, Ok(owner)) => {
                naming.set(Naming::Checking(owner.clone()));
                Some(Effect::FindUser(naming.authenticated().client.clone(), owner))
            }
        };
        (Self::NamingUser(naming), effect.into_iter().collect())
    }

    /// There is such a user unless the server says that there is none: whatever else is wrong is
    /// shown where the keys would be.
    fn user_found(mut naming: NamingUser<C>, found: &Result<(), Error>) -> Next<C> {
        let Naming::Checking(owner) = naming.naming().clone() else {
            return (Self::NamingUser(naming), vec![]);
        };
        match found {
            Err(error) if error.is_no_such_entity() => {
                naming.set(Naming::Wrong(NameProblem::NoSuchUser));
            }
            Err(Error::Transport(TransportError::Aborted)) => naming.set(Naming::Typing),
            _ => return Self::enter(naming.into_authenticated(), owner),
        }
        (Self::NamingUser(naming), vec![])
    }
}

impl<C: Clone> Flow for SignIn<C> {
    type Event = Event<C>;
    type Effect = Effect<C>;

    fn update(self, event: Event<C>) -> Next<C> {
        match (self, event) {
            (Self::Filling(_), Event::Submit { client, mfa, is_questionable: true }) => {
                (Self::Confirming { client, mfa }, vec![])
            }
            (Self::Filling(_), Event::Submit { client, mfa, .. })
            | (Self::Confirming { client, mfa }, Event::Confirm) => {
                let effect = Effect::Identify { client: client.clone(), mfa };
                (Self::Asking(client), vec![effect])
            }
            (Self::Confirming { .. }, Event::Decline) => (Self::Filling(None), vec![]),
            // The fields say what is wrong now.
            (Self::Filling(_), Event::SubmitInvalid | Event::Edited)
            | (Self::Filling(Some(Error::Transport(TransportError::Offline))), Event::Online) => {
                (Self::Filling(None), vec![])
            }
            (Self::Asking(_), Event::Identified(Err(error))) => {
                (Self::Filling(Some(error)), vec![Effect::RevealFailure])
            }
            (Self::Asking(client), Event::Identified(Ok(identified))) => {
                Self::identified(client, identified)
            }
            (Self::RootWarning(root), Event::ContinueAsRoot) => Self::enter(root, KeyOwner::Root),
            (Self::RootWarning(_), Event::UseUserInstead) => {
                (Self::Filling(None), vec![Effect::Forget, Effect::AdviseUser])
            }
            (Self::NamingUser(mut naming), Event::UsersListed(users)) => {
                naming.set_users(users);
                (Self::NamingUser(naming), vec![])
            }
            (Self::NamingUser(naming), Event::SubmitUser(named)) => {
                Self::submit_user(naming, named)
            }
            (Self::NamingUser(mut naming), Event::UserEdited) => {
                naming.edited();
                (Self::NamingUser(naming), vec![])
            }
            (Self::NamingUser(naming), Event::UserFound(found)) => Self::user_found(naming, &found),
            (Self::NamingUser(_), Event::Back) => (Self::Filling(None), vec![Effect::Forget]),
            (state, _) => (state, vec![]),
        }
    }
}
