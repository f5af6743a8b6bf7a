//! A key that was made for a tool, by [`tool_key`](crate::flows::tool_key).

use super::listing::Listing;
use super::{Create, Created, State};
use crate::keys::NewAccessKey;
use crate::tools::Plan;

impl Create {
    /// Shows a key that was made for a tool by [`tool_key`](crate::flows::tool_key).
    #[must_use]
    pub fn of_tool(new: NewAccessKey, plan: Box<Plan>) -> Self {
        let (known, listing) = (vec![new.key.id.clone()], Listing::default());
        Self { known, listing, state: State::Created(Created::new(new)), plan: Some(plan) }
    }

    /// What the key is for, if it was made for a tool.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_deref()
    }
}
