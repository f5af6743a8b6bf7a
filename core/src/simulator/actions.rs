//! The actions of IAM and STS.

use super::account::Account;
use super::authenticate::authenticate;
use super::form::Form;
use super::page::Page;
use super::people::{ACCOUNT, Person};
use super::refusal::Refusal;
use super::xml::Xml;
use crate::Timestamp;
use crate::aws::{KeyOwner, Request, Service};

/// Whether an action was carried out; its result is written to the XML.
pub type Outcome = Result<(), Refusal>;

/// A call of an action.
pub struct Call<'a> {
    /// The request, with its signature.
    pub request: &'a Request,
    /// The service that was called.
    pub service: Service,
    /// The action's name.
    pub action: &'a str,
    /// Its parameters.
    pub form: Form<'a>,
    /// The server's time.
    pub now: Timestamp,
}

impl Account {
    /// Authenticates the caller and carries out the action.
    pub fn run(&mut self, call: &Call<'_>, xml: &mut Xml) -> Outcome {
        let Call { service, action, form, now, .. } = *call;
        let index = authenticate(&self.keys, call.request, service, now)?;
        let key = &mut self.keys[index];
        key.record_use(service, now);
        let (caller, is_temporary) = (key.holder, key.is_temporary());
        let version = form.get("Version");
        let version = version.as_deref().unwrap_or("NO_VERSION_SPECIFIED");
        match (service, action) {
            _ if version != service.version() => {}
            (Service::Sts, "GetCallerIdentity") => {
                xml.leaf("Arn", &caller.arn());
                xml.leaf("UserId", caller.id);
                xml.leaf("Account", ACCOUNT);
                return Ok(());
            }
            (Service::Sts, "GetSessionToken") if is_temporary => {
                let message = "Cannot call GetSessionToken with session credentials";
                return Err(Refusal::new(403, "AccessDenied", &[message]));
            }
            (Service::Sts, "GetSessionToken") => return self.create_session(caller, call, xml),
            (Service::Iam, "ListUsers") => return self.list_users(caller, form, xml),
            (Service::Iam, "GetAccessKeyLastUsed") => return self.last_used(caller, call, xml),
            (
                Service::Iam,
                "GetUser" | "ListAccessKeys" | "CreateAccessKey" | "UpdateAccessKey"
                | "DeleteAccessKey" | "ListUserTags" | "TagUser" | "UntagUser",
            ) => return self.manage(caller, call, xml),
            (Service::Iam, "CreateUser" | "PutUserPolicy" | "DeleteUserPolicy" | "DeleteUser") => {
                return self.change_user(caller, call, xml);
            }
            _ => {}
        }
        let message = ["Could not find operation ", action, " for version ", version];
        Err(Refusal::new(400, "InvalidAction", &message))
    }

    /// The actions on one user's keys.
    fn manage(&mut self, caller: &'static Person, call: &Call<'_>, xml: &mut Xml) -> Outcome {
        let Call { action, form, now, .. } = *call;
        let person = self.target(caller, action, form)?;
        match action {
            "GetUser" => {
                xml.open("User");
                xml.user(person, &self.created(person).to_string());
                xml.tags(self.tags_of(person));
                xml.close("User");
            }
            "ListUserTags" => {
                xml.tags(self.tags_of(person));
                xml.leaf("IsTruncated", "false");
            }
            "TagUser" => self.tag(person, form),
            "UntagUser" => self.untag(person, form),
            "ListAccessKeys" => {
                let mut page = Page::begin("AccessKeyMetadata", form, xml)?;
                for key in self.keys_of(person) {
                    if page.includes_next() {
                        xml.open("member");
                        xml.key(key);
                        xml.close("member");
                    }
                }
                page.end(xml);
            }
            "CreateAccessKey" => {
                let index = self.create_key(person, now)?;
                let key = &self.keys[index];
                xml.open("AccessKey");
                xml.key(key);
                xml.secret(&key.credentials);
                xml.close("AccessKey");
            }
            _ => {
                let index = self.find(&form.required("AccessKeyId")?, Some(person))?;
                if action == "DeleteAccessKey" {
                    self.keys.remove(index);
                    return Ok(());
                }
                let status = form.required("Status")?;
                if status != "Active" && status != "Inactive" {
                    let constraint = "satisfy enum value set: [Active, Inactive]";
                    return Err(Refusal::validation("Status", Some(&status), constraint));
                }
                self.keys[index].active = status == "Active";
            }
        }
        Ok(())
    }

    /// The user that an action is about, if the caller may call it on that user.
    fn target(
        &self,
        caller: &'static Person,
        action: &str,
        form: Form<'_>,
    ) -> Result<&'static Person, Refusal> {
        let named = form.get("UserName");
        let mut person = Some(caller);
        let mut problem = "";
        if let Some(name) = &named {
            person = self.people.iter().copied().find(|person| person.name() == Some(name));
            if KeyOwner::parse_user(name).is_err() {
                problem = "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-";
            }
        } else if !caller.has_keys() {
            problem = "Must specify userName when calling with non-User credentials";
        }
        if !problem.is_empty() {
            return Err(Refusal::new(400, "ValidationError", &[problem]));
        }
        let name = named.as_deref().or(caller.name()).unwrap_or_default();
        caller.authorize(action, person, ["user ", name, ""])?;
        person.ok_or_else(|| {
            let message = ["The user with name ", name, " cannot be found."];
            Refusal::new(404, "NoSuchEntity", &message)
        })
    }

    fn list_users(&self, caller: &Person, form: Form<'_>, xml: &mut Xml) -> Outcome {
        caller.authorize("ListUsers", None, ["arn:aws:iam::", ACCOUNT, ":user/"])?;
        let mut page = Page::begin("Users", form, xml)?;
        let below = form.get("PathPrefix").unwrap_or_default();
        let is_listed = |person: &Person| {
            let path = person.path_and_name().map(|(path, _)| [path, "/"].concat());
            path.is_some_and(|path| path.starts_with(&below))
        };
        for person in &self.people {
            if is_listed(person) && page.includes_next() {
                xml.open("member");
                xml.user(person, &self.created(person).to_string());
                xml.close("member");
            }
        }
        page.end(xml);
        Ok(())
    }

    fn last_used(&self, caller: &Person, call: &Call<'_>, xml: &mut Xml) -> Outcome {
        let id = call.form.required("AccessKeyId")?;
        let found = self.find(&id, None).map(|index| &self.keys[index]);
        let holder = found.as_ref().ok().map(|key| key.holder);
        caller.authorize(call.action, holder, ["access key ", &id, ""])?;
        let key = found?;
        xml.user_name(key.holder);
        xml.open("AccessKeyLastUsed");
        let (mut service, mut region) = ("N/A", "N/A");
        if let Some(used) = key.last_use(call.now) {
            xml.leaf("LastUsedDate", &used.at.to_string());
            (service, region) = (used.service, used.region);
        }
        xml.leaf("ServiceName", service);
        xml.leaf("Region", region);
        xml.close("AccessKeyLastUsed");
        Ok(())
    }

    /// `GetSessionToken`. Any six digits are a valid MFA code, except six zeros.
    fn create_session(
        &mut self,
        caller: &'static Person,
        call: &Call<'_>,
        xml: &mut Xml,
    ) -> Outcome {
        const BOUNDS: &str = "have value between 900 and 129600";
        let code = call.form.get("TokenCode");
        let is_code = |text: &String| {
            text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) && text != "000000"
        };
        if code.as_ref().is_some_and(|text| !is_code(text)) {
            let message = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
            return Err(Refusal::new(403, "AccessDenied", &[message]));
        }
        let seconds = call.form.number("DurationSeconds", 43_200, [900, 129_600], BOUNDS)?;
        let index = self.add_key(caller, call.now, Some(i64::from(seconds) * 1000));
        let session = &mut self.keys[index];
        session.may_call_iam = code.is_some();
        xml.open("Credentials");
        xml.leaf("AccessKeyId", session.id());
        xml.secret(&session.credentials);
        xml.close("Credentials");
        Ok(())
    }
}
