//! The actions on users.

use crate::ServerText;
use crate::aws::query::Form;
use crate::aws::xml::Element;
use crate::aws::{Action, CallerIdentity, MalformedAnswer, Principal, Service};

/// [`GetUser`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html) without a name:
/// the caller, for servers without an STS.
#[derive(Clone, Copy, Debug)]
pub struct GetUser;

impl Action for GetUser {
    type Answer = CallerIdentity;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "GetUser";

    fn fill(&self, _form: &mut Form) {}

    fn read(&self, result: &Element) -> Result<CallerIdentity, MalformedAnswer> {
        let user = result.child("User").ok_or(MalformedAnswer)?;
        let arn = ServerText::line(user.text_of("Arn").unwrap_or_default());
        // The root user has no name; some servers return the account's.
        let principal = match (Principal::from_arn(&arn), user.text_of("UserName")) {
            (Principal::Session(_), Some(name)) => Principal::User(ServerText::line(name).into()),
            (Principal::Session(_), None) => return Err(MalformedAnswer),
            (principal, _) => principal,
        };
        Ok(CallerIdentity {
            account: ServerText::line(arn.split(':').nth(4).unwrap_or_default()),
            arn,
            principal,
        })
    }
}

/// [`ListUsers`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html): the names
/// of the first thousand users of an account, as suggestions for a user name.
#[derive(Clone, Copy, Debug)]
pub struct ListUsers;

impl Action for ListUsers {
    type Answer = Vec<String>;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "ListUsers";

    fn fill(&self, form: &mut Form) {
        form.set("MaxItems", "1000");
    }

    fn read(&self, result: &Element) -> Result<Vec<String>, MalformedAnswer> {
        let users = result.child("Users").ok_or(MalformedAnswer)?;
        let names = users.children("member").filter_map(|user| user.text_of("UserName"));
        Ok(names.map(|name| ServerText::line(name).into()).collect())
    }
}
