//! Whose keys to manage, where the caller has none.

use crate::aws::{CallerIdentity, KeyOwner, UserNameProblem};
use crate::keys::AccessKey;

/// Credentials that the server knows.
#[derive(Debug)]
pub struct Authenticated<C> {
    /// Signs with them.
    pub client: C,
    /// Whose they are.
    pub caller: CallerIdentity,
    /// The caller's own keys, where they were listed just now.
    pub own_keys: Option<Vec<AccessKey>>,
}

/// A caller who names an IAM user.
#[derive(Debug)]
pub struct NamingUser<C> {
    authenticated: Authenticated<C>,
    users: Vec<String>,
    naming: Naming,
}

/// How far naming has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A name is being typed.
    Typing,
    /// The server is asked if there is such a user.
    Checking(KeyOwner),
    /// What was typed cannot be used.
    Wrong(NameProblem),
}

/// Why a user cannot be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// No user can have this name.
    Invalid(UserNameProblem),
    /// No user of the account has it.
    NoSuchUser,
}

impl<C> NamingUser<C> {
    pub(super) fn new(authenticated: Authenticated<C>) -> Self {
        Self { authenticated, users: Vec::new(), naming: Naming::Typing }
    }

    /// Who is calling.
    #[must_use]
    pub fn authenticated(&self) -> &Authenticated<C> {
        &self.authenticated
    }

    /// The names to choose from, where the server lists them.
    #[must_use]
    pub fn users(&self) -> &[String] {
        &self.users
    }

    /// How far naming has come.
    #[must_use]
    pub fn naming(&self) -> &Naming {
        &self.naming
    }

    /// Whether the server is asked if there is such a user.
    #[must_use]
    pub fn is_checking(&self) -> bool {
        matches!(self.naming, Naming::Checking(_))
    }

    /// What is wrong with the name.
    #[must_use]
    pub fn problem(&self) -> Option<NameProblem> {
        match self.naming {
            Naming::Wrong(problem) => Some(problem),
            Naming::Typing | Naming::Checking(_) => None,
        }
    }

    pub(super) fn set(&mut self, naming: Naming) {
        self.naming = naming;
    }

    pub(super) fn set_users(&mut self, users: Vec<String>) {
        self.users = users;
    }

    /// Correcting a name takes back what was wrong with it, not that it is being checked.
    pub(super) fn edited(&mut self) {
        if self.problem().is_some() {
            self.naming = Naming::Typing;
        }
    }

    pub(super) fn into_authenticated(self) -> Authenticated<C> {
        self.authenticated
    }
}
