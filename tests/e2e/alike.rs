//! How the simulator differs from servers nobody here wrote: one script of requests to each, and a
//! table of every difference with its reason.
//!
//! A difference that is not in the table fails, and so does a row that is not true any more.

mod differences;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::SystemTime;

use keycutter_core::aws::query::Form;
use keycutter_core::aws::{Credentials, Endpoint, Partition, Request, Scope, Service, sign};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::simulator::{Scene, Simulator};
use keycutter_core::{Secret, Timestamp};
use serde_json::json;
use support::runtime::block_on;
use support::{Peer, PeerKind, web};

use super::start;
use differences::{Row, TABLE};

/// Whoever answers requests.
trait Server {
    fn url(&self, service: Service) -> String;
    fn now(&self) -> Timestamp;
    fn ask(&self, request: Request) -> (u16, String);
    /// Lets time pass, where that costs nothing.
    fn pass(&self, millis: i64);
    /// A role that may manage everyone's keys.
    fn keeper(&self) -> Credentials;
}

struct Simulated {
    simulator: RefCell<Simulator>,
    now: Cell<Timestamp>,
}

impl Simulated {
    fn new() -> Self {
        let now = Timestamp::parse("2026-11-23T20:21:11Z").expect("a moment");
        let simulator = RefCell::new(Simulator::new(Scene::Role, now, 7));
        Self { simulator, now: Cell::new(now) }
    }
}

impl Server for Simulated {
    fn url(&self, service: Service) -> String {
        Endpoint::Partition(Partition::Aws).url(service)
    }

    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn ask(&self, request: Request) -> (u16, String) {
        let answer = self.simulator.borrow_mut().answer(&request, self.now.get());
        let answer = answer.expect("an answer");
        (answer.status, answer.body.to_string())
    }

    fn pass(&self, millis: i64) {
        self.now.set(self.now.get().plus(millis));
    }

    fn keeper(&self) -> Credentials {
        self.simulator.borrow().credentials()
    }
}

struct Real(Peer);

impl Real {
    /// A server with the two users of the simulator's that the script is about.
    fn new(kind: PeerKind) -> Self {
        let peer = start(kind);
        for name in ["ada", "grace"] {
            // Their keys are asked for in the script.
            let _ = peer.user_named(name).cut_key();
        }
        // AWS lets everyone begin a session; moto holds that to a policy.
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": "sts:GetSessionToken", "Resource": "*" }],
        });
        let parameters = json!({
            "UserName": "ada",
            "PolicyName": "sessions",
            "PolicyDocument": policy.to_string(),
        });
        peer.admin("iam", "PutUserPolicy", &parameters);
        Self(peer)
    }
}

impl Server for Real {
    fn url(&self, _service: Service) -> String {
        format!("http://{}/", self.0.address())
    }

    fn now(&self) -> Timestamp {
        let since = SystemTime::UNIX_EPOCH.elapsed().expect("a clock after 1970");
        Timestamp::from_millis(i64::try_from(since.as_millis()).expect("a clock of this age"))
    }

    fn ask(&self, request: Request) -> (u16, String) {
        let headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        block_on(web::post(self.0.address(), &headers, &request.body)).expect("an answer")
    }

    fn pass(&self, _millis: i64) {}

    fn keeper(&self) -> Credentials {
        let role = self.0.role("keeper");
        role.allow(&["iam:ListUsers"]);
        let session = role.session();
        credentials(&session.id, &session.secret, session.token.as_deref())
    }
}

fn credentials(id: &str, secret: &str, token: Option<&str>) -> Credentials {
    let secret_of = |text: &str| Secret::from(text.to_owned());
    Credentials::new(AccessKeyId::from_answer(id), secret_of(secret), token.map(secret_of))
}

/// What is unusual about a request.
struct Twist {
    region: &'static str,
    service: Option<&'static str>,
    /// How far the signer's clock is ahead, in milliseconds.
    ahead: i64,
    /// What happens once it is signed.
    on_the_way: fn(&mut Request),
}

const USUAL: Twist = Twist { region: "us-east-1", service: None, ahead: 0, on_the_way: |_| () };

/// What a server said at a step.
struct Heard {
    step: &'static str,
    /// Status, and code where there is one.
    outcome: String,
    /// The names of the answer's elements.
    shape: BTreeSet<String>,
    body: String,
}

impl Heard {
    /// The text of the last element of a name.
    fn text(&self, name: &str) -> String {
        let found = self.body.rsplit_once(&format!("<{name}>"));
        let text = found.and_then(|(_, rest)| rest.split('<').next());
        text.unwrap_or_else(|| panic!("{}: no {name} in {}", self.step, self.body)).to_owned()
    }

    fn credentials(&self) -> Credentials {
        let token = self.shape.contains("SessionToken").then(|| self.text("SessionToken"));
        credentials(&self.text("AccessKeyId"), &self.text("SecretAccessKey"), token.as_deref())
    }

    /// How another server's answer differs, if it does.
    fn difference(&self, other: &Self) -> Option<String> {
        assert_eq!(self.step, other.step);
        if self.outcome != other.outcome {
            return Some(format!("{} → {}", self.outcome, other.outcome));
        }
        let names: Vec<_> = self.shape.symmetric_difference(&other.shape).collect();
        let mark = |name: &&String| {
            let sign = if self.shape.contains(*name) { '-' } else { '+' };
            format!("{sign}{name}")
        };
        (!names.is_empty()).then(|| names.iter().map(mark).collect::<Vec<_>>().join(" "))
    }
}

/// The script as far as it has come.
struct Script<'s> {
    server: &'s dyn Server,
    heard: Vec<Heard>,
}

impl Script<'_> {
    fn iam(
        &mut self,
        step: &'static str,
        by: &Credentials,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> &Heard {
        self.step(step, by, Service::Iam, action, parameters, &USUAL)
    }

    fn sts(
        &mut self,
        step: &'static str,
        by: &Credentials,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> &Heard {
        self.step(step, by, Service::Sts, action, parameters, &USUAL)
    }

    /// Asks for a list of keys with something unusual.
    fn twisted(&mut self, step: &'static str, by: &Credentials, twist: &Twist) {
        let parameters = [("UserName", "ada")];
        self.step(step, by, Service::Iam, "ListAccessKeys", &parameters, twist);
    }

    fn step(
        &mut self,
        step: &'static str,
        by: &Credentials,
        service: Service,
        action: &str,
        parameters: &[(&str, &str)],
        twist: &Twist,
    ) -> &Heard {
        let mut form = Form::new(action, service.version());
        for (name, value) in parameters {
            form.set(name, value);
        }
        let content_type = "application/x-www-form-urlencoded; charset=utf-8".to_owned();
        let mut request = Request {
            url: self.server.url(service),
            headers: vec![("content-type", content_type.into())],
            body: form.encode(),
        };
        let scope = Scope {
            region: twist.region.to_owned(),
            service: twist.service.unwrap_or(service.signing_name()),
        };
        let at = self.server.now().plus(twist.ahead);
        sign(&mut request, by, &scope, at).expect("signable");
        (twist.on_the_way)(&mut request);
        let (status, body) = self.server.ask(request);
        let shape = names(&body);
        let mut heard = Heard { step, outcome: status.to_string(), shape, body };
        if heard.shape.contains("Code") {
            let code = heard.text("Code");
            let _ = write!(heard.outcome, " {code}");
        }
        self.heard.push(heard);
        self.heard.last().expect("just heard")
    }
}

/// The names of an answer's elements, whatever their order and number. A page for people is one
/// thing, whatever is on it.
fn names(body: &str) -> BTreeSet<String> {
    if body.contains("<html") {
        return BTreeSet::from(["html".to_owned()]);
    }
    let tags = body.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_alphabetic()));
    tags.map(|tag| tag.split([' ', '>', '/']).next().unwrap_or_default().to_owned()).collect()
}

/// What everyone is asked.
fn script(server: &dyn Server) -> Vec<Heard> {
    let mut script = Script { server, heard: Vec::new() };
    let keeper = server.keeper();
    let ada = ("UserName", "ada");

    script.sts("a role asks who it is", &keeper, "GetCallerIdentity", &[]);
    script.iam("a role asks for its keys", &keeper, "ListAccessKeys", &[]);
    script.iam("users are listed", &keeper, "ListUsers", &[("MaxItems", "1000")]);
    script.iam("a user is looked up", &keeper, "GetUser", &[ada]);
    script.iam("keys are listed", &keeper, "ListAccessKeys", &[ada]);
    let new = script.iam("a key is made", &keeper, "CreateAccessKey", &[ada]).credentials();
    script.iam("a third key is made", &keeper, "CreateAccessKey", &[ada]);

    script.sts("a new key is used at once", &new, "GetCallerIdentity", &[]);
    server.pass(10_000);
    script.sts("a new key is used", &new, "GetCallerIdentity", &[]);
    script.iam("own keys are listed", &new, "ListAccessKeys", &[]);
    script.iam("one key a page", &new, "ListAccessKeys", &[ada, ("MaxItems", "1")]);
    script.iam("the own user is looked up", &new, "GetUser", &[]);
    script.iam("what is not allowed", &new, "ListUsers", &[]);
    let id = new.access_key_id().as_str().to_owned();
    let id = ("AccessKeyId", id.as_str());
    server.pass(5 * 60_000);
    script.iam("a used key's last use", &new, "GetAccessKeyLastUsed", &[id]);
    let grace = [("UserName", "grace")];
    let unused = script.iam("another's keys are listed", &keeper, "ListAccessKeys", &grace);
    let unused = unused.text("AccessKeyId");
    let unused = [("AccessKeyId", unused.as_str())];
    script.iam("an unused key's last use", &keeper, "GetAccessKeyLastUsed", &unused);

    let wrong = credentials(id.1, "wrong/wrong+wrong/wrong+wrong/wrong+wron", None);
    script.iam("a wrong secret", &wrong, "ListAccessKeys", &[ada]);
    let unknown = credentials("AKIAUNKNOWNUNKNOWN22", new.secret_access_key().expose(), None);
    script.iam("an unknown key signs", &unknown, "ListAccessKeys", &[ada]);
    let with_token = credentials(id.1, new.secret_access_key().expose(), Some("a+token"));
    script.iam("a token of no session", &with_token, "ListAccessKeys", &[ada]);
    script.twisted("a signature for another region", &new, &Twist { region: "eu-west-1", ..USUAL });
    let elsewhere = Twist { service: Some("sts"), ..USUAL };
    script.twisted("a signature for another service", &new, &elsewhere);
    script.twisted("a clock that is behind", &new, &Twist { ahead: -16 * 60_000, ..USUAL });
    script.twisted("a clock that is ahead", &new, &Twist { ahead: 16 * 60_000, ..USUAL });
    let changed: fn(&mut Request) = |request| request.body = request.body.replace("ada", "bob");
    script.twisted("a body changed on the way", &new, &Twist { on_the_way: changed, ..USUAL });
    let unsigned: fn(&mut Request) = |it| it.headers.retain(|(name, _)| *name != "authorization");
    script.twisted("no signature", &new, &Twist { on_the_way: unsigned, ..USUAL });
    let undated: fn(&mut Request) = |it| it.headers.retain(|(name, _)| *name != "x-amz-date");
    script.twisted("no date", &new, &Twist { on_the_way: undated, ..USUAL });

    let status = |status| [ada, id, ("Status", status)];
    script.iam("a key is made inactive", &keeper, "UpdateAccessKey", &status("Inactive"));
    script.iam("an inactive key signs", &new, "ListAccessKeys", &[ada]);
    script.iam("a key is made active", &keeper, "UpdateAccessKey", &status("Active"));
    script.iam("a status there is not", &keeper, "UpdateAccessKey", &status("Lost"));
    script.iam("no key is named", &keeper, "DeleteAccessKey", &[ada]);

    let nobody = [("UserName", "nobody")];
    script.iam("an unknown user's keys", &keeper, "ListAccessKeys", &nobody);
    script.iam("a key for an unknown user", &keeper, "CreateAccessKey", &nobody);
    script.iam("an unknown user is looked up", &keeper, "GetUser", &nobody);
    script.iam("an empty user name", &keeper, "ListAccessKeys", &[("UserName", "")]);
    let stranger = ("AccessKeyId", "AKIAUNKNOWNUNKNOWN22");
    let inactive = ("Status", "Inactive");
    script.iam("an unknown key's status", &keeper, "UpdateAccessKey", &[ada, stranger, inactive]);
    script.iam("an unknown key is deleted", &keeper, "DeleteAccessKey", &[ada, stranger]);
    script.iam("an unknown key's last use", &keeper, "GetAccessKeyLastUsed", &[stranger]);
    script.iam("a page of none", &keeper, "ListAccessKeys", &[ada, ("MaxItems", "0")]);
    script.iam("an unknown action", &keeper, "Frob", &[]);
    script.sts("an unknown action of STS", &keeper, "Frob", &[]);

    let short = ("DurationSeconds", "900");
    let session = script.sts("a session begins", &new, "GetSessionToken", &[short]).credentials();
    script.sts("a session asks who it is", &session, "GetCallerIdentity", &[]);
    script.iam("a session without MFA calls IAM", &session, "ListAccessKeys", &[]);
    script.sts("a session begins a session", &session, "GetSessionToken", &[short]);
    let bare = session.secret_access_key().expose();
    let bare = credentials(session.access_key_id().as_str(), bare, None);
    script.sts("a session without its token", &bare, "GetCallerIdentity", &[]);
    let wrong_code =
        [("SerialNumber", "arn:aws:iam::123456789012:mfa/ada"), ("TokenCode", "000000")];
    script.sts("a wrong MFA code", &new, "GetSessionToken", &wrong_code);
    script.sts("a session of a second", &new, "GetSessionToken", &[("DurationSeconds", "1")]);

    script.iam("a key is deleted", &keeper, "DeleteAccessKey", &[ada, id]);
    script.iam("a deleted key is deleted", &keeper, "DeleteAccessKey", &[ada, id]);
    script.iam("a deleted key signs", &new, "ListAccessKeys", &[ada]);
    script.heard
}

fn differs_as_listed(kind: PeerKind) {
    let (simulated, real) = (script(&Simulated::new()), script(&Real::new(kind)));
    let mut listed: Vec<_> =
        TABLE.iter().filter(|row| row.server == kind).flat_map(Row::each).collect();
    let mut report = String::new();
    for (simulated, real) in simulated.iter().zip(&real) {
        let Some(difference) = simulated.difference(real) else { continue };
        let known =
            |(step, listed, _): &(_, _, _)| *step == simulated.step && *listed == difference;
        if let Some(place) = listed.iter().position(known) {
            let (step, _, reason) = listed.remove(place);
            println!("{kind:?} | {step} | {difference} | {reason}");
        } else {
            let (step, ours, theirs) = (simulated.step, &simulated.body, &real.body);
            let _ = writeln!(report, "not listed: {step} | {difference}\n  {ours}\n  {theirs}");
        }
    }
    for (step, difference, _) in listed {
        let _ = writeln!(report, "not true any more: {step} | {difference}");
    }
    assert_eq!(simulated.len(), real.len());
    assert!(report.is_empty(), "{kind:?}:\n{report}");
}

#[test]
fn the_simulator_differs_from_moto_as_listed() {
    differs_as_listed(PeerKind::Moto);
}

#[test]
fn the_simulator_differs_from_ministack_as_listed() {
    differs_as_listed(PeerKind::Ministack);
}
