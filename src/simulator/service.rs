//! Requests in, answers out: the actions of IAM and STS.

use zeroize::Zeroizing;

use super::account::{ACCOUNT, Account, Key, Person, Refusal};
use super::form::{Form, invalid};
use super::scene::Scene;
use super::xml::{element, leaf};
use super::{Simulator, guard, xml};
use crate::aws::{Headers, KeyOwner, Partition, Place, Request, Response, Service, TransportError};
use crate::{Secret, Timestamp};

/// What is inside `<{Action}Result>`, or why there is none.
type Outcome = Result<String, Refusal>;

impl Simulator {
    /// Answers a request as AWS's hosts would at this time of the device's.
    ///
    /// # Errors
    ///
    /// [`TransportError::NoAnswer`] for any other host, and in [`Scene::Lost`] for the first access
    /// key made.
    pub fn answer(
        &mut self,
        request: &Request,
        now: Timestamp,
    ) -> Result<Response, TransportError> {
        let now = self.scene.server_time(now);
        let place = Place::Partition(Partition::Aws);
        let service = [Service::Iam, Service::Sts]
            .into_iter()
            .find(|service| place.url(*service) == request.url)
            .ok_or(TransportError::NoAnswer)?;
        let form = Form::read(&request.body);
        let action = form.get("Action").unwrap_or_default();
        let request_id = self.account.draw.request_id();
        let mut headers = Headers::default();
        let outcome = self
            .hurry(&request.body, &mut headers)
            .and_then(|()| self.account.act(service, action, &form, request, now));
        if self.scene == Scene::Lost && !self.lost && action == "CreateAccessKey" && outcome.is_ok()
        {
            self.lost = true;
            return Err(TransportError::NoAnswer);
        }
        let (status, body) = match outcome {
            Ok(result) => (200, xml::success(service, action, &result, &request_id)),
            Err(refusal) => (refusal.status, xml::refusal(service, &refusal, &request_id)),
        };
        Ok(Response { status, headers, body: Zeroizing::new(body) })
    }

    /// Where there is haste, a form of an even length is refused once; others are refused twice,
    /// with a word on how long to wait.
    fn hurry(&mut self, body: &str, headers: &mut Headers) -> Result<(), Refusal> {
        if self.scene != Scene::Throttled {
            return Ok(());
        }
        let is_odd = body.len() % 2 == 1;
        let refused = self.hurried.iter().filter(|it| *it == body).count();
        if refused > usize::from(is_odd) {
            self.hurried.retain(|it| it != body);
            return Ok(());
        }
        self.hurried.push(body.to_owned());
        headers.retry_after = is_odd.then(|| "2".to_owned());
        Err(Refusal::new(400, "Throttling", &["Rate exceeded"]))
    }
}

impl Account {
    /// Finds out who asks, and does what is asked.
    fn act(
        &mut self,
        service: Service,
        action: &str,
        form: &Form,
        request: &Request,
        now: Timestamp,
    ) -> Outcome {
        let place = guard::check(&self.keys, request, service, now)?;
        let key = &mut self.keys[place];
        key.note(service, now);
        let (caller, is_temporary) = (key.holder, key.is_temporary());
        let version = form.get("Version").unwrap_or("NO_VERSION_SPECIFIED");
        match (service, action) {
            _ if version != service.version() => Err(unknown(action, version)),
            (Service::Sts, "GetCallerIdentity") => Ok(leaf("Arn", &caller.arn())
                + &leaf("UserId", caller.id)
                + &leaf("Account", ACCOUNT)),
            (Service::Sts, "GetSessionToken") if is_temporary => {
                let message = "Cannot call GetSessionToken with session credentials";
                Err(Refusal::new(403, "AccessDenied", &[message]))
            }
            (Service::Sts, "GetSessionToken") => self.begin_session(caller, form, now),
            (Service::Iam, "ListUsers") => self.list_users(caller, form),
            (Service::Iam, "GetAccessKeyLastUsed") => self.last_used(caller, form, now),
            (
                Service::Iam,
                "GetUser" | "ListAccessKeys" | "CreateAccessKey" | "UpdateAccessKey"
                | "DeleteAccessKey",
            ) => self.manage(caller, action, form, now),
            _ => Err(unknown(action, version)),
        }
    }

    /// The actions about one person's keys.
    fn manage(
        &mut self,
        caller: &'static Person,
        action: &str,
        form: &Form,
        now: Timestamp,
    ) -> Outcome {
        let person = self.whom(caller, action, form)?;
        match action {
            "GetUser" => Ok(element("User", &self.described(person))),
            "ListAccessKeys" => {
                let keys = self.keys_of(person).map(listed).collect();
                page("AccessKeyMetadata", keys, form)
            }
            "CreateAccessKey" => {
                let key = self.create(person, now)?;
                let secret = leaf("SecretAccessKey", key.credentials.secret_access_key().expose());
                Ok(element("AccessKey", &(listed(key) + &secret)))
            }
            _ => {
                let place = self.find(form.required("AccessKeyId")?, Some(person))?;
                if action == "DeleteAccessKey" {
                    self.keys.remove(place);
                    return Ok(String::new());
                }
                let status = form.required("Status")?;
                if !["Active", "Inactive"].contains(&status) {
                    let constraint = "Member must satisfy enum value set: [Active, Inactive]";
                    return Err(invalid("Status", Some(status), constraint));
                }
                self.keys[place].active = status == "Active";
                Ok(String::new())
            }
        }
    }

    /// Whom an action is about, if the caller may do it to them.
    fn whom(
        &self,
        caller: &'static Person,
        action: &str,
        form: &Form,
    ) -> Result<&'static Person, Refusal> {
        let invalid = |message| Err(Refusal::new(400, "ValidationError", &[message]));
        let Some(name) = form.get("UserName") else {
            if !caller.has_keys() {
                return invalid("Must specify userName when calling with non-User credentials");
            }
            caller.may(action, Some(caller), &["user ", caller.name().unwrap_or_default()])?;
            return Ok(caller);
        };
        if KeyOwner::parse_user(name).is_none() {
            return invalid(
                "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
            );
        }
        let person = self.people.iter().copied().find(|person| person.name() == Some(name));
        caller.may(action, person, &["user ", name])?;
        person.ok_or_else(|| {
            let message = ["The user with name ", name, " cannot be found."];
            Refusal::new(404, "NoSuchEntity", &message)
        })
    }

    fn list_users(&self, caller: &Person, form: &Form) -> Outcome {
        caller.may("ListUsers", None, &["arn:aws:iam::", ACCOUNT, ":user/"])?;
        let users = self.people.iter().filter(|person| person.name().is_some());
        page("Users", users.map(|user| self.described(user)).collect(), form)
    }

    fn last_used(&self, caller: &Person, form: &Form, now: Timestamp) -> Outcome {
        let id = form.required("AccessKeyId")?;
        let key = self.find(id, None).map(|place| &self.keys[place]);
        let holder = key.as_ref().ok().map(|key| key.holder);
        caller.may("GetAccessKeyLastUsed", holder, &["access key ", id])?;
        let key = key?;
        let used = match key.last_use(now) {
            Some(used) => {
                leaf("LastUsedDate", &used.at.to_string())
                    + &leaf("ServiceName", used.service)
                    + &leaf("Region", used.region)
            }
            None => leaf("ServiceName", "N/A") + &leaf("Region", "N/A"),
        };
        Ok(user_name(key.holder) + &element("AccessKeyLastUsed", &used))
    }

    /// `GetSessionToken`. Any six digits are an MFA device's code, but for six zeros.
    fn begin_session(&mut self, caller: &'static Person, form: &Form, now: Timestamp) -> Outcome {
        const SECONDS: &str = "Member must have value between 900 and 129600";
        const DIGITS: &str = "Member must satisfy regular expression pattern: [\\d]*";
        let code = form.get("TokenCode");
        if let Some(text) = code {
            if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
                return Err(invalid("TokenCode", Some(text), DIGITS));
            }
            if text == "000000" || form.get("SerialNumber").is_none() {
                let message =
                    "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
                return Err(Refusal::new(403, "AccessDenied", &[message]));
            }
        }
        let seconds = form.number("DurationSeconds", 43_200, [900, 129_600], SECONDS)?;
        // Root's sessions end after an hour, whatever was asked for.
        let seconds = if caller.is_root() { seconds.min(3_600) } else { seconds };
        let made = self.make(caller, now, Some(i64::from(seconds) * 1000));
        let session = &mut self.keys[made];
        session.good_for_iam = code.is_some();
        let credentials = &session.credentials;
        let token = credentials.session_token().map(Secret::expose).unwrap_or_default();
        let end = credentials.expires().map(|at| at.to_string()).unwrap_or_default();
        let parts = leaf("AccessKeyId", session.id())
            + &leaf("SecretAccessKey", credentials.secret_access_key().expose())
            + &leaf("SessionToken", token)
            + &leaf("Expiration", &end);
        Ok(element("Credentials", &parts))
    }

    /// What is told of a person. Root has neither path nor name.
    fn described(&self, person: &Person) -> String {
        let path = person.path_and_name().map(|(path, _)| leaf("Path", &[path, "/"].concat()));
        path.unwrap_or_default()
            + &user_name(person)
            + &leaf("UserId", person.id)
            + &leaf("Arn", &person.arn())
            + &leaf("CreateDate", &self.created(person).to_string())
    }
}

/// What is told of a key. Root's have no user name.
fn listed(key: &Key) -> String {
    user_name(key.holder)
        + &leaf("AccessKeyId", key.id())
        + &leaf("Status", key.status())
        + &leaf("CreateDate", &key.created.to_string())
}

fn user_name(person: &Person) -> String {
    person.name().map(|name| leaf("UserName", name)).unwrap_or_default()
}

/// The page of a list that was asked for. A marker is the place where it begins.
fn page(list: &str, members: Vec<String>, form: &Form) -> Outcome {
    const BOUNDS: &str = "Member must have value between 1 and 1000";
    let most = form.number("MaxItems", 100, [1, 1000], BOUNDS)?;
    let start = form.number("Marker", 0, [1, u32::MAX], "Member must be a marker")?;
    let end = start.saturating_add(most);
    let (mut inside, mut is_truncated) = (String::new(), false);
    for (place, member) in (0..).zip(members) {
        if place >= end {
            is_truncated = true;
        } else if place >= start {
            inside.push_str(&element("member", &member));
        }
    }
    let mut page = element(list, &inside);
    page.push_str(&leaf("IsTruncated", if is_truncated { "true" } else { "false" }));
    if is_truncated {
        page.push_str(&leaf("Marker", &end.to_string()));
    }
    Ok(page)
}

fn unknown(action: &str, version: &str) -> Refusal {
    let message = ["Could not find operation ", action, " for version ", version];
    Refusal::new(400, "InvalidAction", &message)
}
