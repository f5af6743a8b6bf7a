//! What the simulator makes of requests: those the client sends, those changed on the way, and
//! those nobody would send.

mod canned;
mod simulated;

use canned::{ada, ready};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::xml::Element;
use keycutter_core::aws::{Credentials, Error, Partition, Request, Scope, TransportError, sign};
use keycutter_core::keys::{AccessKeyId, shape};
use keycutter_core::simulator::{Scene, Simulator};
use keycutter_core::{Secret, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;
use simulated::{ACCOUNT, Demo, MINUTE, caller, code, list, refused};
use zeroize::Zeroizing;

const IAM: &str = "https://iam.amazonaws.com/";
const STS: &str = "https://sts.us-east-1.amazonaws.com/";

#[test]
fn a_clock_is_near_enough_within_fifteen_minutes() {
    for (minutes, accepted) in [(-16, false), (-15, true), (15, true), (16, false)] {
        let demo = Demo::new(Scene::User);
        let mut request = Request {
            url: STS.to_owned(),
            headers: Vec::new(),
            body: "Action=GetCallerIdentity&Version=2011-06-15".to_owned(),
        };
        let at = demo.now.get().plus(minutes * MINUTE);
        sign_at(&demo, &mut request, "sts", at);
        let answer = demo.simulator.borrow_mut().answer(&request, demo.now.get());
        let answer = answer.expect("an answer");
        assert_eq!(answer.status == 200, accepted, "{minutes}: {}", *answer.body);
        let early = "Signature not yet current: 20261123T203711Z is still later than 20261123T203611Z \
                     (20261123T202111Z + 15 min.)";
        assert_eq!(answer.body.contains(early), minutes == 16, "{}", *answer.body);
    }
}

#[test]
fn a_request_changed_on_the_way_is_refused() {
    fn other_body(request: &mut Request) {
        request.body = request.body.replace("ListAccessKeys", "CreateAccessKey");
    }
    fn other_type(request: &mut Request) {
        request.headers[0].1 = Zeroizing::new("application/x-www-form-urlencoded".to_owned());
    }
    fn other_date(request: &mut Request) {
        set(request, "x-amz-date", "20261123T202112Z");
    }
    fn other_signature(request: &mut Request) {
        let header = request.headers.iter_mut().find(|(name, _)| *name == "authorization");
        let header = &mut header.expect("signed").1;
        let end = if header.ends_with('0') { '1' } else { '0' };
        header.pop();
        header.push(end);
    }
    for change in [other_body, other_type, other_date, other_signature] {
        let demo = Demo::new(Scene::User);
        demo.on_the_way.set(change);
        assert_eq!(code(list(&demo.client(), &ada())), "SignatureDoesNotMatch");
        demo.on_the_way.set(|_| ());
        assert_eq!(list(&demo.client(), &ada()).map(|keys| keys.len()), Ok(1));
    }
}

#[test]
fn a_header_that_nobody_signed_does_not_matter() {
    let demo = Demo::new(Scene::User);
    demo.on_the_way.set(|request| {
        request.headers.push(("x-forwarded-for", Zeroizing::new("192.0.2.7".to_owned())));
    });
    assert!(list(&demo.client(), &ada()).is_ok());
}

#[test]
fn a_request_without_its_signature_is_refused() {
    for (change, expected) in [
        (
            (|request: &mut Request| request.headers.retain(|(name, _)| *name != "authorization"))
                as fn(&mut Request),
            (403, "MissingAuthenticationToken"),
        ),
        (
            |request| request.headers.retain(|(name, _)| *name != "x-amz-date"),
            (400, "IncompleteSignature"),
        ),
        (|request| set(request, "x-amz-date", "today"), (400, "IncompleteSignature")),
        (|request| set(request, "authorization", "Basic YTpi"), (400, "IncompleteSignature")),
        (
            |request| {
                let short = "AWS4-HMAC-SHA256 Credential=AKIADEMO/20261123, Signature=00";
                set(request, "authorization", short);
            },
            (400, "IncompleteSignature"),
        ),
    ] {
        let demo = Demo::new(Scene::User);
        demo.on_the_way.set(change);
        let (status, code, _) = refused(caller(&demo.client()));
        assert_eq!((status, code.as_str()), expected);
    }
}

#[test]
fn a_signature_is_good_for_its_region_and_service_alone() {
    let demo = Demo::new(Scene::Role);
    let (status, code, message) = refused(list(&demo.client_for(IAM, "eu-west-1"), &ada()));
    assert_eq!((status, code.as_str()), (403, "SignatureDoesNotMatch"));
    assert_eq!(message, "Credential should be scoped to a valid region, not 'eu-west-1'.");
    let iam_at_sts = list(&demo.client_for(STS, "us-east-1"), &ada());
    let (_, code, message) = refused(iam_at_sts);
    assert_eq!(code, "SignatureDoesNotMatch");
    assert_eq!(message, "Credential should be scoped to correct service: 'sts'.");
}

#[test]
fn there_is_no_one_at_any_other_host() {
    let demo = Demo::new(Scene::User);
    let elsewhere = demo.client_for("https://s3.example.com/", "");
    let outcome = ready(elsewhere.call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Transport(TransportError::NoAnswer)));
}

/// AWS lets sessions made without MFA call STS, and not IAM.
#[test]
fn a_session_without_mfa_may_not_call_iam() {
    let demo = Demo::new(Scene::User);
    let body = "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=900";
    let made = send(&demo, STS, body);
    let root = Element::parse(&made.1).expect("an answer");
    let session = root.child("GetSessionTokenResult").and_then(|it| it.child("Credentials"));
    let text = |name| session.and_then(|it| it.text_of(name)).expect("all of it").to_owned();
    let client = demo.client();
    client.renew(Credentials::new(
        AccessKeyId::from_answer(&text("AccessKeyId")),
        Secret::from(text("SecretAccessKey")),
        Some(Secret::from(text("SessionToken"))),
    ));
    assert!(caller(&client).is_ok());
    assert_eq!(code(list(&client, &ada())), "InvalidClientTokenId");
}

#[test]
fn a_session_token_belongs_to_its_key() {
    let demo = Demo::new(Scene::Role);
    for token in [None, Some("DemoTokenNotReal")] {
        let client = demo.client();
        let handed = client.credentials();
        client.renew(Credentials::new(
            handed.access_key_id().clone(),
            handed.secret_access_key().duplicate(),
            token.map(|token| Secret::from(token.to_owned())),
        ));
        assert_eq!(code(caller(&client)), "InvalidClientTokenId");
    }
}

#[test]
fn an_action_that_is_not_known_is_named() {
    let demo = Demo::new(Scene::Root);
    for (url, body, message) in [
        (IAM, "Action=Frob&Version=2010-05-08", "Frob for version 2010-05-08"),
        (IAM, "Action=GetCallerIdentity&Version=2010-05-08", "GetCallerIdentity for version 2"),
        (STS, "Action=ListUsers&Version=2011-06-15", "ListUsers for version 2011-06-15"),
        (IAM, "Action=ListUsers&Version=2011-06-15", "ListUsers for version 2011-06-15"),
        (IAM, "Action=ListUsers", "ListUsers for version NO_VERSION_SPECIFIED"),
        (IAM, "", " for version NO_VERSION_SPECIFIED"),
    ] {
        let (status, answer) = send(&demo, url, body);
        assert_eq!(status, 400, "{body}");
        assert!(answer.contains("<Code>InvalidAction</Code>"), "{answer}");
        assert!(answer.contains(&format!("Could not find operation {message}")), "{answer}");
    }
}

#[test]
fn a_space_may_be_a_plus() {
    let demo = Demo::new(Scene::Root);
    for space in ["+", "%20"] {
        let body = format!("Action=GetUser&Version=2010-05-08&UserName=a{space}b%3C");
        let (_, answer) = send(&demo, IAM, &body);
        assert!(answer.contains("<Code>ValidationError</Code>"), "{answer}");
        let body = format!("Action=Frob{space}%3Ca%3E&Version=2010-05-08");
        let (_, answer) = send(&demo, IAM, &body);
        assert!(answer.contains("Could not find operation Frob &lt;a&gt; for"), "{answer}");
    }
}

#[test]
fn answers_look_as_awss_do() {
    let demo = Demo::new(Scene::User);
    assert!(caller(&demo.client()).is_ok());
    let (_, body) = demo.answers.borrow()[0].clone();
    let (head, rest) = body.split_once("<RequestId>").expect("a request id");
    assert_eq!(
        head,
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::215583359624:user/ada</Arn><UserId>AIDADEMOFAKEADALVLCE</UserId>\
         <Account>215583359624</Account></GetCallerIdentityResult><ResponseMetadata>"
    );
    let (id, tail) = rest.split_once("</").expect("its end");
    assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{id}");
    assert_eq!(tail, "RequestId></ResponseMetadata></GetCallerIdentityResponse>");
    let (_, refusal) = send(&demo, IAM, "Action=ListUsers&Version=2010-05-08");
    assert!(
        refusal.starts_with(
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>\
             <Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn"
        ),
        "{refusal}"
    );
}

/// Sets a header that is there.
fn set(request: &mut Request, name: &str, value: &str) {
    let header = request.headers.iter_mut().find(|(it, _)| *it == name);
    header.expect("a header").1 = Zeroizing::new(value.to_owned());
}

/// Signs a request with what the scene handed out.
fn sign_at(demo: &Demo, request: &mut Request, service: &'static str, at: Timestamp) {
    let region = Partition::Aws.region().to_owned();
    let credentials = demo.simulator.borrow().credentials();
    sign(request, &credentials, &Scope { region, service }, at).expect("signable");
}

/// Sends a form that the client itself never would.
fn send(demo: &Demo, url: &str, body: &str) -> (u16, String) {
    let mut request = Request { url: url.to_owned(), headers: Vec::new(), body: body.to_owned() };
    let service = if url == IAM { "iam" } else { "sts" };
    sign_at(demo, &mut request, service, demo.now.get());
    let answer = demo.simulator.borrow_mut().answer(&request, demo.now.get());
    let answer = answer.expect("an answer");
    (answer.status, answer.body.to_string())
}

/// Every action, and one that nobody knows.
const ACTIONS: [&str; 10] = [
    "GetUser&Version=2010-05-08",
    "ListUsers&Version=2010-05-08",
    "ListAccessKeys&Version=2010-05-08",
    "CreateAccessKey&Version=2010-05-08",
    "UpdateAccessKey&Version=2010-05-08",
    "DeleteAccessKey&Version=2010-05-08",
    "GetAccessKeyLastUsed&Version=2010-05-08",
    "GetCallerIdentity&Version=2011-06-15",
    "GetSessionToken&Version=2011-06-15",
    "%00%3C%26+%ff",
];
const PARAMETERS: &str =
    "UserName|AccessKeyId|Status|Marker|MaxItems|TokenCode|SerialNumber|DurationSeconds|[a-z]{0,3}";
const VALUES: &str = "ada|ci-deploy|Active|Inactive|[0-9]{1,10}|%|%ff|%00%3C%26|\\+|AKIADEMOFAKE[A-Z2-7]{8}|\\PC{0,12}";

/// A form of an action with parameters of any kind.
fn form() -> impl Strategy<Value = String> {
    let pair = (PARAMETERS, VALUES).prop_map(|(name, value)| format!("&{name}={value}"));
    (prop::sample::select(&ACTIONS[..]), vec(pair, 0..4))
        .prop_map(|(action, pairs)| format!("Action={action}{}", pairs.concat()))
}

fn is_an_answer(simulator: &mut Simulator, request: &Request, now: Timestamp) {
    if let Ok(answer) = simulator.answer(request, now) {
        assert!(Element::parse(&answer.body).is_ok(), "{}", *answer.body);
    }
}

proptest! {
    #[test]
    fn any_request_gets_an_answer_in_xml(
        body in "(?s).{0,200}",
        authorization in prop_oneof![
            "(?s).{0,120}",
            "AWS4-HMAC-SHA256 Credential=AKIADEMO[A-Z/]{0,40}/20261123/us-east-1/iam/aws4_request, .{0,40}",
        ],
        date in "(?s).{0,20}|[0-9]{8}T[0-9]{6}Z",
        token in "(?s).{0,40}",
        scene in prop::sample::select(&Scene::ALL[..]),
        now in any::<i64>(),
    ) {
        let now = Timestamp::from_millis(now);
        let headers = [("authorization", authorization), ("x-amz-date", date), ("x-amz-security-token", token)];
        let headers = headers.map(|(name, value)| (name, Zeroizing::new(value))).into();
        let request = Request { url: IAM.to_owned(), headers, body };
        is_an_answer(&mut Simulator::new(scene, now, 7), &request, now);
    }

    #[test]
    fn so_does_any_form_that_is_well_signed(
        forms in vec(form(), 1..6),
        scene in prop::sample::select(&Scene::ALL[..]),
    ) {
        let demo = Demo::new(scene);
        for body in forms {
            for (url, service) in [(IAM, "iam"), (STS, "sts")] {
                let mut request = Request { url: url.to_owned(), headers: Vec::new(), body: body.clone() };
                sign_at(&demo, &mut request, service, demo.now.get());
                is_an_answer(&mut demo.simulator.borrow_mut(), &request, demo.now.get());
            }
        }
    }

    #[test]
    fn every_key_it_makes_says_that_it_is_not_real(draw in any::<u64>()) {
        let now = Timestamp::from_millis(1_795_000_000_000);
        for scene in Scene::ALL {
            let handed = Simulator::new(scene, now, draw).credentials();
            let id = handed.access_key_id();
            let account = id.account();
            prop_assert_eq!(account.as_deref(), Some(ACCOUNT));
            prop_assert!(id.as_str()[4..].starts_with("DEMO"));
            prop_assert!(shape::is_surely_secret(handed.secret_access_key().expose()));
            prop_assert!(handed.secret_access_key().expose().starts_with("DemoKeyNotReal/"));
        }
    }
}
