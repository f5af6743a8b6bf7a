//! Finding out who is calling, with and without an STS, and sessions with MFA.

mod canned;

use canned::{SELF_HOSTED, actions, answer, canned, html, ready, refusal};
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{CallerIdentity, Error, Principal};
use keycutter_core::{Secret, ServerText, Timestamp};

#[test]
fn asks_the_iam_of_a_server_without_an_sts() {
    let user = "<GetUserResult><User><UserName>ada</UserName><Arn>arn:aws:iam::RGW1:user/ada</Arn></User></GetUserResult>";
    let cases = [
        vec![html(404), Ok((200, answer("GetUser", user)))],
        vec![refusal(400, "InvalidAction", ""), Ok((200, answer("GetUser", user)))],
    ];
    for outcomes in cases {
        let canned = canned(outcomes);
        let caller = ready(canned.client_at(SELF_HOSTED).caller()).expect("a caller");
        assert_eq!(caller.principal, Principal::User("ada".to_owned()));
    }
    let members = "<ListAccessKeysResult><AccessKeyMetadata><member><UserName>ada</UserName><AccessKeyId>K</AccessKeyId></member></AccessKeyMetadata></ListAccessKeysResult>";
    let by_list = canned([
        html(404),
        refusal(403, "AccessDenied", ""),
        Ok((200, answer("ListAccessKeys", members))),
        Ok((200, answer("ListAccessKeys", members))),
    ]);
    let caller = ready(by_list.client_at(SELF_HOSTED).caller()).expect("a caller");
    assert_eq!(caller.principal, Principal::User("ada".to_owned()));
    assert_eq!(
        actions(&by_list),
        ["GetCallerIdentity", "GetUser", "ListAccessKeys", "ListAccessKeys"]
    );

    // A throttled request says nothing about the action.
    let busy = canned([html(429)]);
    busy.impatient.set(true);
    let error = ready(busy.client_at(SELF_HOSTED).caller()).expect_err("cancelled");
    assert_eq!(error, Error::Unreadable { action: "GetCallerIdentity", status: 429 });

    // AWS has an STS, so another page is an error.
    let aws = canned([html(404)]);
    assert!(ready(aws.client().caller()).is_err());
}

#[test]
fn an_mfa_session_is_created_with_device_and_code_and_expires() {
    let result = "<GetSessionTokenResult><Credentials><AccessKeyId>ASIARZPUZDIKNEWKEY22</AccessKeyId>\
                  <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
                  <Expiration>2026-11-23T21:21:11Z</Expiration></Credentials></GetSessionTokenResult>";
    let canned = canned([Ok((200, answer("GetSessionToken", result)))]);
    let session = GetSessionToken {
        serial_number: "arn:aws:iam::123456789012:mfa/ada".to_owned(),
        token_code: Secret::from("123456".to_owned()),
    };
    let credentials = ready(canned.client().call(&session)).expect("a session");
    assert_eq!(credentials.expires(), Timestamp::parse("2026-11-23T21:21:11Z"));
    assert_eq!(
        canned.bodies(),
        ["Action=GetSessionToken&Version=2011-06-15&DurationSeconds=3600\
          &SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fada&TokenCode=123456"]
    );
}

/// Ceph RGW has no `GetCallerIdentity`, `GetUser` needs a name there, and the root user of an account
/// is listed with a name that no other request may use.
#[test]
fn signs_in_to_ceph_rgw() {
    let list = |name: &str| {
        let members = format!(
            "<ListAccessKeysResult><AccessKeyMetadata><member><UserName>{name}</UserName>\
             <AccessKeyId>0555B35654AD1656D804</AccessKeyId></member></AccessKeyMetadata>\
             <IsTruncated>false</IsTruncated></ListAccessKeysResult>"
        );
        Ok((200, answer("ListAccessKeys", &members)))
    };
    let no_user = || refusal(404, "NoSuchEntity", "No such UserName in the account");
    for (name, by_name, expected) in [
        ("account-root", no_user(), Principal::Root),
        ("ada", list("ada"), Principal::User("ada".to_owned())),
    ] {
        let canned = canned([
            refusal(405, "MethodNotAllowed", ""),
            refusal(400, "InvalidArgument", "Missing required element UserName"),
            list(name),
            by_name,
        ]);
        let caller = ready(canned.client_at(SELF_HOSTED).caller()).expect("a caller");
        assert_eq!(caller.principal, expected);
    }
}

#[test]
fn a_server_without_an_sts_reports_what_its_iam_refuses() {
    let canned_denial = canned([
        refusal(405, "MethodNotAllowed", ""),
        refusal(403, "AccessDenied", ""),
        refusal(403, "AccessDenied", ""),
    ]);
    let error = ready(canned_denial.client_at(SELF_HOSTED).caller()).expect_err("denied");
    assert_eq!(error.code(), Some("AccessDenied"));
    // A server that has no IAM either is reported by its first response.
    let no_iam = canned([
        refusal(501, "NotImplemented", "first"),
        refusal(405, "MethodNotAllowed", ""),
        refusal(405, "MethodNotAllowed", ""),
    ]);
    let error = ready(no_iam.client_at(SELF_HOSTED).caller()).expect_err("no IAM");
    assert_eq!(error.code(), Some("NotImplemented"));
}

#[test]
fn recognizes_callers_by_their_arn() {
    for (arn, principal) in [
        ("arn:aws:iam::123456789012:root", Principal::Root),
        ("arn:aws-cn:iam::123456789012:root", Principal::Root),
        ("arn:aws:iam::123456789012:user/ada", Principal::User("ada".into())),
        (
            "arn:aws-us-gov:iam::123456789012:user/a/b/ada@example.com",
            Principal::User("ada@example.com".into()),
        ),
        (
            "arn:aws:sts::123456789012:assumed-role/admin/session",
            Principal::Session("session".into()),
        ),
        ("arn:aws:sts::123456789012:federated-user/bob", Principal::Session("bob".into())),
        ("not an arn", Principal::Session("not an arn".into())),
        ("", Principal::Session(String::new())),
        ("arn:aws:iam::123456789012:user/", Principal::Session(String::new())),
    ] {
        assert_eq!(Principal::from_arn(arn), principal, "{arn}");
    }
}

#[test]
fn sessions_of_one_role_are_the_same_identity() {
    let caller = |resource: &str| {
        let arn = format!("arn:aws:sts::123456789012:{resource}");
        let principal = Principal::from_arn(&arn);
        let (account, arn) = (ServerText::line("123456789012"), ServerText::line(&arn));
        CallerIdentity { account, arn, principal }
    };
    for (one, other, is_same) in [
        ("assumed-role/admin/monday", "assumed-role/admin/tuesday", true),
        ("assumed-role/admin/ada", "assumed-role/guard/ada", false),
        ("assumed-role/admin", "assumed-role/guard", false),
        ("federated-user/alice", "federated-user/alice", true),
        ("federated-user/alice", "federated-user/bob", false),
        ("something-new/a/b", "something-new/a/c", false),
        ("user/ops/ada", "user/ops/bob", false),
        ("user/ops/ada", "federated-user/ada", false),
        ("root", "root", true),
    ] {
        assert_eq!(caller(one).is_same(&caller(other)), is_same, "{one} and {other}");
    }
}
