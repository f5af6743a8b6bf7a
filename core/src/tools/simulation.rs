//! What IAM says that a tool's user may do.

use super::plan::{PATH, Place, Plan};
use super::policy::{resource, user_arn};
use crate::ServerText;
use crate::aws::iam::SimulatePrincipalPolicy;
use crate::aws::{Client, Error, Transport};

/// The actions that a tool needs, by what IAM's policy simulator says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simulation {
    /// Those that are allowed.
    pub allowed: Vec<ServerText>,
    /// Those that are not.
    pub denied: Vec<ServerText>,
}

/// Asks IAM about each action that the tool needs, on what the plan names. Empty where the person wrote
/// the policy.
///
/// # Errors
///
/// As [`Client::call`]. Many callers may not ask, and many servers have no simulator.
pub async fn simulate<T: Transport>(
    client: &Client<T>,
    plan: &Plan,
    place: &Place,
) -> Result<Simulation, Error> {
    let user = user_arn(place, &[PATH, &plan.user_name].concat());
    let address = plan.addresses.split([' ', '/']).next().unwrap_or_default();
    let context = [("s3:prefix", plan.prefix.as_str()), ("aws:SourceIp", address)];
    let context: Vec<_> = context.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let mut found = Simulation::default();
    for grant in plan.tool.grants {
        let resource = resource(grant.on, plan, place, &plan.user_name);
        let asked = SimulatePrincipalPolicy {
            user: &user,
            actions: grant.actions,
            resource: &resource,
            context: &context,
        };
        for (action, is_allowed) in client.call(&asked).await? {
            let list = if is_allowed { &mut found.allowed } else { &mut found.denied };
            list.push(action);
        }
    }
    Ok(found)
}
