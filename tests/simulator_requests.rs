//! The simulator's responses to requests, and to requests that were changed.

mod canned;
mod simulated;

use canned::{ada, ready};
use keycutter_core::Secret;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::xml::Element;
use keycutter_core::aws::{Credentials, Error, Request, TransportError};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::simulator::Scene;
use simulated::{Demo, IAM, MINUTE, STS, caller, code, list, refused, sign_at};
use zeroize::Zeroizing;

#[test]
fn accepts_a_clock_within_fifteen_minutes() {
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
fn refuses_a_request_that_was_changed() {
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
fn ignores_unsigned_headers() {
    let demo = Demo::new(Scene::User);
    demo.on_the_way.set(|request| {
        request.headers.push(("x-forwarded-for", Zeroizing::new("192.0.2.7".to_owned())));
    });
    assert!(list(&demo.client(), &ada()).is_ok());
}

#[test]
fn refuses_a_request_without_its_signature() {
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
fn a_signature_is_valid_for_its_region_and_service_only() {
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
fn other_hosts_do_not_respond() {
    let demo = Demo::new(Scene::User);
    let elsewhere = demo.client_for("https://s3.example.com/", "");
    let outcome = ready(elsewhere.call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Transport(TransportError::NoAnswer)));
}

/// At AWS, sessions created without MFA can call STS, but not IAM.
#[test]
fn a_session_without_mfa_cannot_call_iam() {
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
        let credentials = client.credentials();
        client.renew(Credentials::new(
            credentials.access_key_id().clone(),
            credentials.secret_access_key().duplicate(),
            token.map(|token| Secret::from(token.to_owned())),
        ));
        assert_eq!(code(caller(&client)), "InvalidClientTokenId");
    }
}

#[test]
fn names_an_unknown_action() {
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
fn reads_a_plus_as_a_space() {
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
fn responses_have_the_form_of_aws() {
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

/// Sets an existing header.
fn set(request: &mut Request, name: &str, value: &str) {
    let header = request.headers.iter_mut().find(|(it, _)| *it == name);
    header.expect("a header").1 = Zeroizing::new(value.to_owned());
}

/// Sends a form that the client does not send.
fn send(demo: &Demo, url: &str, body: &str) -> (u16, String) {
    let mut request = Request { url: url.to_owned(), headers: Vec::new(), body: body.to_owned() };
    let service = if url == IAM { "iam" } else { "sts" };
    sign_at(demo, &mut request, service, demo.now.get());
    let answer = demo.simulator.borrow_mut().answer(&request, demo.now.get());
    let answer = answer.expect("an answer");
    (answer.status, answer.body.to_string())
}
