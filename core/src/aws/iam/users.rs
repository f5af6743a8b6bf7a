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
/// of the first thousand users below a path.
#[derive(Clone, Copy, Debug)]
pub struct ListUsers {
    /// The path, such as `/keycutter/`; `None` for all users of the account.
    pub path: Option<&'static str>,
}

impl Action for ListUsers {
    type Answer = Vec<String>;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "ListUsers";

    fn fill(&self, form: &mut Form) {
        form.set("MaxItems", "1000");
        form.set_if("PathPrefix", self.path);
    }

    fn read(&self, result: &Element) -> Result<Vec<String>, MalformedAnswer> {
        let users = result.child("Users").ok_or(MalformedAnswer)?;
        let names = users.children("member").filter_map(|user| user.text_of("UserName"));
        Ok(names.map(|name| ServerText::line(name).into()).collect())
    }
}

/// [`GetUser`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html) of a user by
/// name.
#[derive(Clone, Copy, Debug)]
pub struct FindUser<'a> {
    /// The name.
    pub user_name: &'a str,
}

/// A user, as far as [`FindUser`] reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundUser {
    /// The path, which begins and ends with a slash.
    pub path: ServerText,
    /// Keys and values.
    pub tags: Vec<(ServerText, ServerText)>,
}

/// [`ListUserTags`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html): the
/// tags of a user, of which there are at most 50, and so one page.
#[derive(Clone, Copy, Debug)]
pub struct ListUserTags<'a> {
    /// The name.
    pub user_name: &'a str,
}

impl Action for ListUserTags<'_> {
    type Answer = Vec<(ServerText, ServerText)>;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "ListUserTags";

    fn fill(&self, form: &mut Form) {
        form.set("UserName", self.user_name);
    }

    fn read(&self, result: &Element) -> Result<Vec<(ServerText, ServerText)>, MalformedAnswer> {
        Ok(tags(result))
    }
}

/// Keys and values of the tags in an element.
fn tags(of: &Element) -> Vec<(ServerText, ServerText)> {
    let text = |of: &Element, name| ServerText::line(of.text_of(name).unwrap_or_default());
    let tags = of.child("Tags").map(|tags| {
        tags.children("member").map(|tag| (text(tag, "Key"), text(tag, "Value"))).collect()
    });
    tags.unwrap_or_default()
}

impl Action for FindUser<'_> {
    type Answer = FoundUser;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "GetUser";

    fn fill(&self, form: &mut Form) {
        form.set("UserName", self.user_name);
    }

    fn read(&self, result: &Element) -> Result<FoundUser, MalformedAnswer> {
        let user = result.child("User").ok_or(MalformedAnswer)?;
        let path = ServerText::line(user.text_of("Path").unwrap_or_default());
        Ok(FoundUser { path, tags: tags(user) })
    }
}
