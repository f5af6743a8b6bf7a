//! What a user may do, by IAM's own account.

use crate::ServerText;
use crate::aws::query::Form;
use crate::aws::xml::Element;
use crate::aws::{Action, MalformedAnswer, Service};

/// [`SimulatePrincipalPolicy`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html):
/// whether the policies of a user allow actions on a resource. It does not know the policies of the
/// resource, such as a bucket's.
#[derive(Clone, Copy, Debug)]
pub struct SimulatePrincipalPolicy<'a> {
    /// The user's ARN.
    pub user: &'a str,
    /// The actions, such as `s3:GetObject`.
    pub actions: &'a [&'static str],
    /// The ARN of the resource.
    pub resource: &'a str,
    /// Names and values of condition keys, each a string.
    pub context: &'a [(&'static str, &'a str)],
}

/// An action, and whether it is allowed.
pub type Decision = (ServerText, bool);

impl Action for SimulatePrincipalPolicy<'_> {
    type Answer = Vec<Decision>;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "SimulatePrincipalPolicy";

    fn fill(&self, form: &mut Form) {
        form.set("PolicySourceArn", self.user);
        form.set("ResourceArns.member.1", self.resource);
        for (n, action) in (1..).zip(self.actions) {
            form.set(&format!("ActionNames.member.{n}"), action);
        }
        for (n, (name, value)) in (1..).zip(self.context) {
            let entry = format!("ContextEntries.member.{n}.ContextKey");
            form.set(&[&entry, "Name"].concat(), name);
            form.set(&[&entry, "Type"].concat(), "string");
            form.set(&[&entry, "Values.member.1"].concat(), value);
        }
    }

    /// Since 2026 the decision on a resource is one level below the action's own.
    fn read(&self, result: &Element) -> Result<Vec<Decision>, MalformedAnswer> {
        let results = result.child("EvaluationResults").ok_or(MalformedAnswer)?;
        let decision = |member: &Element| {
            let action = member.text_of("EvalActionName").ok_or(MalformedAnswer)?;
            let specific = member.child("ResourceSpecificResults");
            let specific = specific.and_then(|it| it.child("member"));
            let decision = match specific {
                Some(specific) => specific.text_of("EvalResourceDecision"),
                None => member.text_of("EvalDecision"),
            };
            Ok((ServerText::line(action), decision == Some("allowed")))
        };
        results.children("member").map(decision).collect()
    }
}
