//! What a story has asked for to happen to calls.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::web::connection::Connection;
use crate::web::fault::Fault;

/// What happens to the calls of one action.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// So many calls fail, or all of them.
    Fail(Fault, Option<u32>),
    /// Calls wait until this becomes true.
    Hold(watch::Receiver<bool>),
    /// Parameters are added to the form.
    AddParameters(String),
    /// Once the call is done, connections are refused.
    StopListening,
}

impl Rule {
    fn applies_to(&self, connection: Connection) -> bool {
        !matches!(self, Self::Fail(Fault::CloseReused, _)) || connection.is_reused()
    }
}

/// The rules of a proxy, each for an action.
#[derive(Debug, Default)]
pub(super) struct Rules(Mutex<Vec<(String, Rule)>>);

impl Rules {
    pub(super) fn add(&self, action: &str, rule: Rule) {
        self.lock().push((action.to_owned(), rule));
    }

    pub(super) fn clear(&self) {
        self.lock().clear();
    }

    /// The first rule for a call. Rules that are used up and released holds are removed.
    pub(super) fn take(&self, action: &str, connection: Connection) -> Option<Rule> {
        let mut rules = self.lock();
        rules.retain(|(_, rule)| !matches!(rule, Rule::Hold(released) if *released.borrow()));
        let index =
            rules.iter().position(|(name, rule)| name == action && rule.applies_to(connection))?;
        let rule = rules[index].1.clone();
        match &mut rules[index].1 {
            Rule::Fail(_, Some(left)) if *left > 1 => *left -= 1,
            Rule::Fail(_, Some(_)) | Rule::StopListening => drop(rules.remove(index)),
            _ => {}
        }
        Some(rule)
    }

    /// Whether a call that comes next must find a connection that carried no other, so that the
    /// browser does not resend it.
    pub(super) fn need_fresh_connections(&self) -> bool {
        let needs =
            |rule: &Rule| matches!(rule, Rule::Fail(fault, _) if fault.needs_fresh_connection());
        self.lock().iter().any(|(_, rule)| needs(rule))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(String, Rule)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
