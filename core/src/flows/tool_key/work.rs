//! What is to be made, what was made of it, and what comes next.

use crate::aws::iam::UserChange;
use crate::keys::AccessKeyId;
use crate::tools::{PATH, Place, Plan, document, statements};

use super::events::{Ask, Request};

/// The name of the policy.
const POLICY: &str = "keycutter";

/// What is to be made, and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What is to be made.
    pub plan: Box<Plan>,
    /// What was made.
    pub made: Made,
    /// Whether it is being undone.
    pub is_undoing: bool,
}

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The user.
    pub user: Existence,
    /// The user's policy.
    pub policy: Existence,
    /// A key, whose secret was lost with the answer.
    pub key: Existence,
    /// Its ID, once it is known.
    pub lost_key: Option<AccessKeyId>,
}

/// Whether something exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existence {
    /// No.
    #[default]
    No,
    /// The answer was lost.
    Maybe,
    /// Yes.
    Yes,
}

/// A request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To make the user.
    User,
    /// To look whether the user exists, and is one of ours.
    Look,
    /// To give the user its policy.
    Policy,
    /// To list the user's keys.
    ListKeys,
    /// To delete a key whose secret was lost.
    DeleteKey,
    /// To make the key.
    Key,
    /// To delete the policy.
    DeletePolicy,
    /// To delete the user.
    DeleteUser,
}

impl Step {
    /// Whether it is answered by [`Event::Changed`](super::Event::Changed).
    pub(super) const fn is_change(self) -> bool {
        !matches!(self, Self::Look | Self::ListKeys | Self::Key)
    }
}

impl Work {
    pub(super) fn new(plan: Box<Plan>) -> Self {
        Self { plan, made: Made::default(), is_undoing: false }
    }

    /// The next step; `None` once all is undone.
    pub(super) fn next(&self) -> Option<Step> {
        let Made { user, policy, key, lost_key } = &self.made;
        Some(match (user, self.is_undoing) {
            (Existence::No, true) => return None,
            (Existence::No, false) => Step::User,
            (Existence::Maybe, _) => Step::Look,
            _ if lost_key.is_some() => Step::DeleteKey,
            _ if *key == Existence::Maybe => Step::ListKeys,
            (_, true) if *policy != Existence::No => Step::DeletePolicy,
            (_, true) => Step::DeleteUser,
            (_, false) if *policy != Existence::Yes => Step::Policy,
            (_, false) => Step::Key,
        })
    }

    /// The request of a step.
    pub(super) fn request(&self, step: Step, place: &Place) -> Request {
        let Self { plan, made, .. } = self;
        let ask = match (step, &made.lost_key) {
            (Step::User, _) => Ask::Change(UserChange::Create { path: PATH, tags: plan.tags() }),
            (Step::Look, _) => Ask::Look,
            (Step::Policy, _) => {
                let document = if plan.tool.has_own_policy() {
                    plan.policy.clone()
                } else {
                    document(&statements(plan, place))
                };
                Ask::Change(UserChange::PutPolicy { name: POLICY, document })
            }
            (Step::DeleteKey, Some(id)) => Ask::DeleteKey(id.clone()),
            (Step::DeleteKey, None) | (Step::ListKeys, _) => Ask::ListKeys,
            (Step::Key, _) => Ask::CreateKey,
            (Step::DeletePolicy, _) => Ask::Change(UserChange::DeletePolicy { name: POLICY }),
            (Step::DeleteUser, _) => Ask::Change(UserChange::Delete),
        };
        Request { user_name: plan.user_name.clone(), ask }
    }

    /// Notes that a step succeeded, or that its answer was lost.
    pub(super) fn note(&mut self, step: Step, is_certain: bool) {
        let made = if is_certain { Existence::Yes } else { Existence::Maybe };
        let deleted = if is_certain { Existence::No } else { Existence::Maybe };
        match step {
            Step::User => self.made.user = made,
            Step::Policy => self.made.policy = made,
            Step::DeletePolicy => self.made.policy = deleted,
            Step::DeleteUser => self.made.user = deleted,
            Step::DeleteKey if is_certain => self.made.lost_key = None,
            Step::Key => self.made.key = Existence::Maybe,
            Step::DeleteKey | Step::Look | Step::ListKeys => {}
        }
    }
}
