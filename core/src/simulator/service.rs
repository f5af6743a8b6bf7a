//! Requests in, answers out: the actions of IAM and STS.

use zeroize::Zeroizing;

use super::account::{ACCOUNT, Account, Key, Person, Refusal};
use super::form::{Form, invalid};
use super::scene::Scene;
use super::xml::Xml;
use super::{Simulator, guard};
use crate::aws::{
    Credentials, Endpoint, Headers, KeyOwner, Partition, Request, Response, Service, TransportError,
};
use crate::{Secret, Timestamp};

/// Requests for the list of keys until the page gives up twice: once for what came of a key, once
/// to show the table anew.
const LOOKS: u32 = 8;

/// Whether an action was done. What it answers is written on the way.
type Outcome = Result<(), Refusal>;

impl Simulator {
    /// Answers a request as AWS's hosts would at this time of the device's.
    ///
    /// # Errors
    ///
    /// [`TransportError::NoAnswer`] for any other host, and where a scene loses a request or its
    /// answer.
    pub fn answer(
        &mut self,
        request: &Request,
        now: Timestamp,
    ) -> Result<Response, TransportError> {
        let now = self.scene.server_time(now);
        let place = Endpoint::Partition(Partition::Aws);
        let service = [Service::Iam, Service::Sts]
            .into_iter()
            .find(|service| place.url(*service) == request.url)
            .ok_or(TransportError::NoAnswer)?;
        let asked = Asked {
            request,
            service,
            action: &Form(&request.body).get("Action").unwrap_or_default(),
            form: Form(&request.body),
            now,
        };
        if self.loses_request(asked.action) {
            return Err(TransportError::NoAnswer);
        }
        let mut headers = Headers::default();
        let mut result = Xml::default();
        let outcome = self
            .hurry(&request.body, &mut headers)
            .and_then(|()| self.account.act(&asked, &mut result));
        let is_creation = asked.action == "CreateAccessKey";
        if self.scene == Scene::Lost && is_creation && self.creations == 1 && outcome.is_ok() {
            return Err(TransportError::NoAnswer);
        }
        let request_id = self.account.draw.request_id();
        let mut inside = Xml::default();
        let mut name = [asked.action, "Response"].concat();
        let mut status = 200;
        match outcome {
            Ok(()) => {
                inside.around(&[asked.action, "Result"].concat(), &result);
                inside.open("ResponseMetadata");
                inside.leaf("RequestId", &request_id);
                inside.close("ResponseMetadata");
            }
            Err(refusal) => {
                inside.open("Error");
                inside.leaf("Type", "Sender");
                inside.leaf("Code", refusal.code);
                inside.leaf("Message", &refusal.message);
                inside.close("Error");
                inside.leaf("RequestId", &request_id);
                "ErrorResponse".clone_into(&mut name);
                status = refusal.status;
            }
        }
        let body = Zeroizing::new(inside.document(service, &name));
        Ok(Response { status, headers, body })
    }

    /// Whether a request is lost on its way. Where the connection breaks, the first for a key is, and
    /// the second with all that looks for what came of it.
    fn loses_request(&mut self, action: &str) -> bool {
        if action == "CreateAccessKey" {
            self.creations += 1;
            self.to_lose = match (self.scene, self.creations) {
                (Scene::Broken, 1) => 1,
                (Scene::Broken, 2) => 1 + LOOKS,
                _ => 0,
            };
        }
        let is_lost = self.to_lose > 0;
        self.to_lose = self.to_lose.saturating_sub(1);
        is_lost
    }

    /// Where there is haste, a form of an even length is refused once; others are refused twice,
    /// with a word on how long to wait.
    fn hurry(&mut self, body: &str, headers: &mut Headers) -> Outcome {
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

/// What is asked, of whom, and when.
struct Asked<'a> {
    request: &'a Request,
    service: Service,
    action: &'a str,
    form: Form<'a>,
    now: Timestamp,
}

impl Account {
    /// Finds out who asks, and does what is asked.
    fn act(&mut self, asked: &Asked<'_>, xml: &mut Xml) -> Outcome {
        let Asked { service, action, form, now, .. } = *asked;
        let place = guard::check(&self.keys, asked.request, service, now)?;
        let key = &mut self.keys[place];
        key.note(service, now);
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
            (Service::Sts, "GetSessionToken") => return self.begin_session(caller, asked, xml),
            (Service::Iam, "ListUsers") => return self.list_users(caller, form, xml),
            (Service::Iam, "GetAccessKeyLastUsed") => return self.last_used(caller, asked, xml),
            (
                Service::Iam,
                "GetUser" | "ListAccessKeys" | "CreateAccessKey" | "UpdateAccessKey"
                | "DeleteAccessKey",
            ) => return self.manage(caller, asked, xml),
            _ => {}
        }
        let message = ["Could not find operation ", action, " for version ", version];
        Err(Refusal::new(400, "InvalidAction", &message))
    }

    /// The actions about one person's keys.
    fn manage(&mut self, caller: &'static Person, asked: &Asked<'_>, xml: &mut Xml) -> Outcome {
        let Asked { action, form, now, .. } = *asked;
        let person = self.whom(caller, action, form)?;
        match action {
            "GetUser" => {
                xml.open("User");
                self.describe(person, xml);
                xml.close("User");
            }
            "ListAccessKeys" => {
                let mut page = Page::begin("AccessKeyMetadata", form, xml)?;
                for key in self.keys_of(person) {
                    if page.takes() {
                        xml.open("member");
                        describe_key(key, xml);
                        xml.close("member");
                    }
                }
                page.end(xml);
            }
            "CreateAccessKey" => {
                let place = self.create(person, now)?;
                let key = &self.keys[place];
                xml.open("AccessKey");
                describe_key(key, xml);
                describe_secret(&key.credentials, xml);
                xml.close("AccessKey");
            }
            _ => {
                let place = self.find(&form.required("AccessKeyId")?, Some(person))?;
                if action == "DeleteAccessKey" {
                    self.keys.remove(place);
                    return Ok(());
                }
                let status = form.required("Status")?;
                if status != "Active" && status != "Inactive" {
                    let constraint = "satisfy enum value set: [Active, Inactive]";
                    return Err(invalid("Status", Some(&status), constraint));
                }
                self.keys[place].active = status == "Active";
            }
        }
        Ok(())
    }

    /// Whom an action is about, if the caller may do it to them.
    fn whom(
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
        caller.may(action, person, ["user ", name, ""])?;
        person.ok_or_else(|| {
            let message = ["The user with name ", name, " cannot be found."];
            Refusal::new(404, "NoSuchEntity", &message)
        })
    }

    fn list_users(&self, caller: &Person, form: Form<'_>, xml: &mut Xml) -> Outcome {
        caller.may("ListUsers", None, ["arn:aws:iam::", ACCOUNT, ":user/"])?;
        let mut page = Page::begin("Users", form, xml)?;
        for person in self.people {
            if person.name().is_some() && page.takes() {
                xml.open("member");
                self.describe(person, xml);
                xml.close("member");
            }
        }
        page.end(xml);
        Ok(())
    }

    fn last_used(&self, caller: &Person, asked: &Asked<'_>, xml: &mut Xml) -> Outcome {
        let id = asked.form.required("AccessKeyId")?;
        let found = self.find(&id, None).map(|place| &self.keys[place]);
        let holder = found.as_ref().ok().map(|key| key.holder);
        caller.may(asked.action, holder, ["access key ", &id, ""])?;
        let key = found?;
        name_user(key.holder, xml);
        xml.open("AccessKeyLastUsed");
        let (mut service, mut region) = ("N/A", "N/A");
        if let Some(used) = key.last_use(asked.now) {
            xml.leaf("LastUsedDate", &used.at.to_string());
            (service, region) = (used.service, used.region);
        }
        xml.leaf("ServiceName", service);
        xml.leaf("Region", region);
        xml.close("AccessKeyLastUsed");
        Ok(())
    }

    /// `GetSessionToken`. Any six digits are an MFA device's code, but for six zeros.
    fn begin_session(
        &mut self,
        caller: &'static Person,
        asked: &Asked<'_>,
        xml: &mut Xml,
    ) -> Outcome {
        const BOUNDS: &str = "have value between 900 and 129600";
        let code = asked.form.get("TokenCode");
        let is_code = |text: &String| {
            text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) && text != "000000"
        };
        if code.as_ref().is_some_and(|text| !is_code(text)) {
            let message = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
            return Err(Refusal::new(403, "AccessDenied", &[message]));
        }
        let seconds = asked.form.number("DurationSeconds", 43_200, [900, 129_600], BOUNDS)?;
        let made = self.make(caller, asked.now, Some(i64::from(seconds) * 1000));
        let session = &mut self.keys[made];
        session.good_for_iam = code.is_some();
        xml.open("Credentials");
        xml.leaf("AccessKeyId", session.id());
        describe_secret(&session.credentials, xml);
        xml.close("Credentials");
        Ok(())
    }

    /// What is told of a person. Root has neither path nor name.
    fn describe(&self, person: &Person, xml: &mut Xml) {
        if let Some((path, _)) = person.path_and_name() {
            xml.leaf("Path", &[path, "/"].concat());
        }
        name_user(person, xml);
        xml.leaf("UserId", person.id);
        xml.leaf("Arn", &person.arn());
        xml.leaf("CreateDate", &self.created(person).to_string());
    }
}

/// What is told of a key. Root's have no user name.
fn describe_key(key: &Key, xml: &mut Xml) {
    name_user(key.holder, xml);
    xml.leaf("AccessKeyId", key.id());
    xml.leaf("Status", if key.active { "Active" } else { "Inactive" });
    xml.leaf("CreateDate", &key.created.to_string());
}

/// What is told once.
fn describe_secret(credentials: &Credentials, xml: &mut Xml) {
    xml.leaf("SecretAccessKey", credentials.secret_access_key().expose());
    if let Some(token) = credentials.session_token().map(Secret::expose) {
        xml.leaf("SessionToken", token);
    }
    if let Some(expires) = credentials.expires() {
        xml.leaf("Expiration", &expires.to_string());
    }
}

fn name_user(person: &Person, xml: &mut Xml) {
    if let Some(name) = person.name() {
        xml.leaf("UserName", name);
    }
}

/// The page of a list that was asked for. A marker is the place where it begins.
struct Page {
    list: &'static str,
    start: u32,
    end: u32,
    /// How many members there were so far.
    seen: u32,
}

impl Page {
    fn begin(list: &'static str, form: Form<'_>, xml: &mut Xml) -> Result<Self, Refusal> {
        let most = form.number("MaxItems", 100, [1, 1000], "have value between 1 and 1000")?;
        let start = form.number("Marker", 0, [1, 1_000_000], "be a marker")?;
        xml.open(list);
        Ok(Self { list, start, end: start + most, seen: 0 })
    }

    /// Whether the next member is on it.
    fn takes(&mut self) -> bool {
        self.seen += 1;
        self.start < self.seen && self.seen <= self.end
    }

    fn end(self, xml: &mut Xml) {
        xml.close(self.list);
        let is_truncated = self.seen > self.end;
        xml.leaf("IsTruncated", if is_truncated { "true" } else { "false" });
        if is_truncated {
            xml.leaf("Marker", &self.end.to_string());
        }
    }
}
