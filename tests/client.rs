//! The client against canned answers: what it sends, and what it makes of what comes back. (That
//! real servers verify what it sends is proved in `tests/e2e`.)

mod canned;

use canned::{Canned, ID, SECRET, ada, answer, ready};
use keycutter_core::aws::iam::{
    CreateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed, UpdateAccessKey,
};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{
    CallerIdentity, Credentials, Error, KeyOwner, Principal, Server, TransportError,
};
use keycutter_core::keys::{AccessKeyId, Status};
use keycutter_core::messages::error::explain;
use keycutter_core::{Secret, Timestamp};

#[test]
fn asks_sts_who_is_calling() {
    let canned = Canned::new(&[(
        200,
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::123456789012:user/division/ada</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Account>123456789012</Account>\
         </GetCallerIdentityResult></GetCallerIdentityResponse>",
    )]);
    let caller = ready(canned.client().call(&GetCallerIdentity)).expect("an answer");
    assert_eq!(caller.account, "123456789012");
    assert_eq!(caller.principal, Principal::User("ada".to_owned()));

    let asked = canned.asked.borrow();
    assert_eq!(asked[0].url, "https://sts.us-east-1.amazonaws.com/");
    assert_eq!(asked[0].body, "Action=GetCallerIdentity&Version=2011-06-15");
    let authorization = asked[0].headers.iter().find(|(name, _)| *name == "authorization");
    let authorization = authorization.map(|(_, value)| value.as_str()).expect("signed");
    assert!(authorization.contains("/20261123/us-east-1/sts/aws4_request"));
    assert!(!authorization.contains(SECRET));
}

#[test]
fn lists_to_the_last_page_even_if_pages_are_short() {
    let member = |id: &str| {
        format!(
            "<member><UserName>ada</UserName><AccessKeyId>{id}</AccessKeyId><Status>Active</Status>\
             <CreateDate>2026-11-03T08:00:00Z</CreateDate></member>"
        )
    };
    let page = |members: &str, more: &str| {
        answer(
            "ListAccessKeys",
            &format!(
                "<ListAccessKeysResult><AccessKeyMetadata>{members}</AccessKeyMetadata>{more}</ListAccessKeysResult>"
            ),
        )
    };
    let canned = Canned::new(&[
        (
            200,
            &page(
                &member("AKIAAAAAAAAAAAAAAAA1"),
                "<IsTruncated>true</IsTruncated><Marker>a/b=</Marker>",
            ),
        ),
        (200, &page("", "<IsTruncated>true</IsTruncated><Marker>c d</Marker>")),
        (200, &page(&member("AKIAAAAAAAAAAAAAAAA2"), "<IsTruncated>false</IsTruncated>")),
    ]);
    let keys = ready(canned.client().access_keys(&ada(), Some(1))).expect("all pages");
    let ids: Vec<_> = keys.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(ids, ["AKIAAAAAAAAAAAAAAAA1", "AKIAAAAAAAAAAAAAAAA2"]);
    assert_eq!(keys[0].created, Timestamp::parse("2026-11-03T08:00:00Z"));
    let first = "Action=ListAccessKeys&Version=2010-05-08&UserName=ada";
    assert_eq!(
        canned.bodies(),
        [
            format!("{first}&MaxItems=1"),
            format!("{first}&Marker=a%2Fb%3D&MaxItems=1"),
            format!("{first}&Marker=c%20d&MaxItems=1"),
        ]
    );
}

#[test]
fn roots_keys_are_asked_for_without_a_user_name() {
    let canned = Canned::new(&[(
        200,
        &answer(
            "ListAccessKeys",
            "<ListAccessKeysResult><AccessKeyMetadata><member><AccessKeyId>AKIAAAAAAAAAAAAAAAA1</AccessKeyId>\
             </member></AccessKeyMetadata></ListAccessKeysResult>",
        ),
    )]);
    let keys = ready(canned.client().access_keys(&KeyOwner::Root, None)).expect("a page");
    // All but the id may be missing.
    assert_eq!((&keys[0].user_name, keys[0].created), (&None, None));
    assert_eq!(canned.bodies(), ["Action=ListAccessKeys&Version=2010-05-08"]);
}

#[test]
fn a_new_key_comes_with_its_secret() {
    let canned = Canned::new(&[(
        200,
        &answer(
            "CreateAccessKey",
            "<CreateAccessKeyResult><AccessKey><UserName>ada</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId>\
             <Status>Active</Status><SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey>\
             <CreateDate>2026-11-23T20:21:11Z</CreateDate></AccessKey></CreateAccessKeyResult>",
        ),
    )]);
    let new = ready(canned.client().call(&CreateAccessKey { owner: &ada() })).expect("a key");
    assert_eq!(new.key.id.as_str(), ID);
    assert_eq!(new.secret.expose(), SECRET);
    assert!(!format!("{new:?}").contains(SECRET));
}

#[test]
fn status_and_deletion_name_the_key() {
    let id = AccessKeyId::parse(ID).expect("an id");
    let canned = Canned::new(&[
        (200, &answer("UpdateAccessKey", "")),
        (200, &answer("DeleteAccessKey", "")),
    ]);
    let client = canned.client();
    let update = UpdateAccessKey { owner: &ada(), id: &id, status: &Status::Inactive };
    assert_eq!(ready(client.call(&update)), Ok(()));
    assert_eq!(ready(client.call(&DeleteAccessKey { owner: &KeyOwner::Root, id: &id })), Ok(()));
    assert_eq!(
        canned.bodies(),
        [
            format!(
                "Action=UpdateAccessKey&Version=2010-05-08&UserName=ada&AccessKeyId={ID}&Status=Inactive"
            ),
            format!("Action=DeleteAccessKey&Version=2010-05-08&AccessKeyId={ID}"),
        ]
    );
}

#[test]
fn last_use_is_read_with_its_place_or_as_never() {
    let used = |inner: &str| {
        answer(
            "GetAccessKeyLastUsed",
            &format!(
                "<GetAccessKeyLastUsedResult><UserName>ada</UserName><AccessKeyLastUsed>{inner}</AccessKeyLastUsed></GetAccessKeyLastUsedResult>"
            ),
        )
    };
    let canned = Canned::new(&[
        (
            200,
            &used(
                "<Region>us-west-2</Region><LastUsedDate>2026-10-01T20:00:00Z</LastUsedDate><ServiceName>s3</ServiceName>",
            ),
        ),
        (200, &used("<Region>N/A</Region><ServiceName>N/A</ServiceName>")),
    ]);
    let id = AccessKeyId::parse(ID).expect("an id");
    let ask = || ready(canned.client().call(&GetAccessKeyLastUsed { id: &id })).expect("an answer");
    let (once, never) = (ask(), ask());
    assert_eq!(once.at, Timestamp::parse("2026-10-01T20:00:00Z"));
    assert_eq!((once.service.as_deref(), once.region.as_deref()), (Some("s3"), Some("us-west-2")));
    assert_eq!((never.at, never.service, never.region), (None, None, None));
}

#[test]
fn every_error_envelope_is_read() {
    let inner = "<Type>Sender</Type><Code>LimitExceeded</Code><Message>Cannot exceed quota for AccessKeysPerUser: 2</Message>";
    for body in [
        format!(
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>{inner}</Error><RequestId>r</RequestId></ErrorResponse>"
        ),
        format!(
            "<?xml version=\"1.0\"?>\n<ErrorResponse><Errors><Error>{inner}</Error></Errors><RequestID>r</RequestID></ErrorResponse>"
        ),
        format!(
            "\u{feff}<Response><Errors><Error>{inner}</Error></Errors><RequestID>r</RequestID></Response>"
        ),
        format!("<Error>{inner}<RequestId>r</RequestId></Error>"),
    ] {
        let canned = Canned::new(&[(409, &body)]);
        let error =
            ready(canned.client().call(&CreateAccessKey { owner: &ada() })).expect_err(&body);
        let Error::Service(error) = error else { panic!("{error:?} from {body}") };
        assert_eq!(
            (error.code.as_str(), error.status, error.action),
            ("LimitExceeded", 409, "CreateAccessKey")
        );
        assert_eq!(error.message, "Cannot exceed quota for AccessKeysPerUser: 2");
        assert_eq!(error.request_id.as_deref(), Some("r"), "{body}");
        let told = explain(&Error::Service(error), Server::Aws).detail;
        let expected = "Cannot exceed quota for AccessKeysPerUser: 2 (request r)";
        assert_eq!(told.as_deref(), Some(expected), "whoever asks AWS support needs its id");
    }
}

#[test]
fn what_is_no_answer_is_not_taken_for_one() {
    let bodies = [
        (400, "<html><body><h1>Bad Request</h1><br></body></html>"),
        (404, ""),
        (200, "welcome"),
        (200, "<html><p>Log in to the guest network</p></html>"),
        (200, "<ListUsersResponse/>"),
        (200, "<GetCallerIdentityResponse>"),
        (200, "<GetCallerIdentityResponse/>"),
        (200, "<GetCallerIdentityResponse/><GetCallerIdentityResponse/>"),
        (200, "<a>&nosuch;</a>"),
        (404, "<ErrorResponse><Error></Error></ErrorResponse>"),
        (200, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"),
    ];
    for (status, body) in bodies {
        let canned = Canned::new(&[(status, body)]);
        let outcome = ready(canned.client().call(&GetCallerIdentity));
        assert_eq!(
            outcome,
            Err(Error::Unreadable { action: "GetCallerIdentity", status }),
            "{body}"
        );
    }
    let deep = "<a>".repeat(100_000);
    let canned = Canned::new(&[(200, &deep)]);
    assert!(ready(canned.client().call(&GetCallerIdentity)).is_err());
}

#[test]
fn entities_and_cdata_are_text() {
    let canned = Canned::new(&[(
        403,
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>a &lt;b&gt; &amp; &#99;<![CDATA[ <d>]]></Message></Error></ErrorResponse>",
    )]);
    let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("refused");
    assert!(
        matches!(&error, Error::Service(error) if error.message == "a <b> & c <d>"),
        "{error:?}"
    );
}

#[test]
fn a_list_without_end_is_given_up() {
    let page = answer(
        "ListAccessKeys",
        "<ListAccessKeysResult><AccessKeyMetadata/><IsTruncated>true</IsTruncated><Marker>again</Marker></ListAccessKeysResult>",
    );
    let canned = Canned::new(&vec![(200, page.as_str()); 1000]);
    assert!(ready(canned.client().access_keys(&ada(), None)).is_err());
}

#[test]
fn no_answer_at_all_is_told_apart() {
    let canned = Canned::default();
    canned.answers.borrow_mut().push_back(Err(TransportError::NoAnswer));
    canned.impatient.set(true);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Transport(TransportError::NoAnswer)));
}

#[test]
fn callers_are_told_apart_by_their_arn() {
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
fn sessions_of_one_role_are_the_same_identity_and_of_two_users_are_not() {
    let caller = |resource: &str| {
        let arn = format!("arn:aws:sts::123456789012:{resource}");
        let principal = Principal::from_arn(&arn);
        CallerIdentity { account: "123456789012".to_owned(), arn, principal }
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

#[test]
fn every_explanation_says_what_it_means_and_what_to_do() {
    for (code, message, expected) in [
        (
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match",
            "secret access key does not belong",
        ),
        (
            "SignatureDoesNotMatch",
            "Signature expired, says a server that does not tell its time",
            "clock",
        ),
        ("RequestTimeTooSkewed", "", "clock"),
        ("InvalidClientTokenId", "", "does not accept"),
        ("ExpiredToken", "", "expired"),
        ("AccessDenied", "", "not allowed to call GetCallerIdentity"),
        ("LimitExceeded", "", "which is the limit"),
        ("Throttling", "", "limiting requests"),
        ("Nonsense", "whatever", "HTTP status 418"),
    ] {
        let body = format!(
            "<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
        );
        let canned = Canned::new(&[(418, &body)]);
        canned.impatient.set(true);
        let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("refused");
        let told = explain(&error, Server::Aws);
        assert_eq!(told.code, code);
        assert!(told.meaning.contains(expected), "{code}: {}", told.meaning);
        assert!(!told.advice.is_empty());
        assert_eq!(told.detail.is_some(), !message.is_empty());
    }
}

/// A page is not told why no answer comes, so it names what can be wrong with whom it asked.
#[test]
fn silence_has_causes_for_whom_was_asked() {
    let told = |error, server| {
        let told = explain(&Error::Transport(error), server);
        [told.code, told.meaning, told.advice.to_owned(), told.causes.join("\n")].join("\n")
    };
    let from_aws = told(TransportError::NoAnswer, Server::Aws);
    for cause in ["sign in to it", "proxy", "extension", "DNS"] {
        assert!(from_aws.contains(cause), "{from_aws}");
    }
    assert!(!from_aws.contains("CORS") && !from_aws.contains("URL"), "{from_aws}");
    for server in [Server::Aws, Server::SelfHosted] {
        let offline = told(TransportError::Offline, server);
        assert!(offline.contains("offline") && !offline.contains("CORS"), "{offline}");
    }

    // Whoever looks closer says the same of it as whoever does not.
    let no_answer = Error::Transport(TransportError::NoAnswer);
    let causes = explain(&no_answer, Server::SelfHosted).causes;
    for closer in [TransportError::NoServer, TransportError::NoCors] {
        let closer = told(closer, Server::SelfHosted);
        assert!(causes.iter().any(|cause| closer.contains(cause)), "{closer}");
    }
}

#[test]
fn another_answer_is_explained_by_whom_was_asked() {
    let other = Error::Unreadable { action: "GetCallerIdentity", status: 200 };
    let [aws, own] = [Server::Aws, Server::SelfHosted].map(|server| explain(&other, server));
    assert_eq!(aws.meaning, own.meaning);
    assert!(aws.advice.contains("network") && !aws.advice.contains("URL"), "{}", aws.advice);
    assert!(own.advice.contains("Check the URL and its path"), "{}", own.advice);
}

/// AWS quotes the whole request it expected, and with it the session token. Others may quote it as it
/// stands in a URL, in lines, or cut short.
#[test]
fn a_message_that_quotes_a_secret_is_not_told() {
    let token = "IQoJb3JpZ2lu/2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD=";
    for quoted in [
        token,
        SECRET,
        "IQoJb3JpZ2lu%2F2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD%3D",
        "wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY",
        &SECRET[..12],
        &SECRET[28..],
        &token.replace("VzLW", "VzLW\n  "),
        // Nobody looks through this.
        &"word ".repeat(4_000),
    ] {
        assert_eq!(detail(quoted, SECRET, token), None, "{quoted}");
    }
    // Encoded, a secret may have nothing long in a row.
    assert_eq!(detail("a%2Fb%2Bc%2Fd%2Be%2Ff%2B", "a/b+c/d+e/f+", token), None);
    for other in [
        ID,
        "iam:CreateAccessKey on resource: user ada",
        // Eleven characters are less than a third of what AWS makes a secret of.
        &SECRET[..11],
        &SECRET[29..],
    ] {
        let told = detail(other, SECRET, token).expect(other);
        assert!(told.contains(other), "{told}");
    }
    // A server of one's own may have a word for a secret.
    let told = detail("what is expected is 'test'", "test", token);
    assert!(told.is_some());
}

/// Whatever a server may call a request by, it is no place for a secret.
#[test]
fn an_id_of_a_request_that_quotes_a_secret_is_not_told() {
    let body = format!(
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error>\
         <RequestId>{SECRET}</RequestId></ErrorResponse>"
    );
    let canned = Canned::new(&[(403, &body)]);
    let client = canned.client();
    let (id, secret) = (AccessKeyId::from_answer(ID), Secret::from(SECRET.to_owned()));
    client.renew(Credentials::new(id, secret, None));
    let error = ready(client.call(&GetCallerIdentity)).expect_err("refused");
    assert!(!format!("{error:?}").contains(SECRET));
    assert_eq!(explain(&error, Server::Aws).detail, None);
}

/// What is told of a message that quotes something, to whoever has this secret and this token.
fn detail(quoted: &str, secret: &str, token: &str) -> Option<String> {
    let body = format!(
        "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we \
         calculated does not match. The Canonical String for this request should have been 'POST\n/\n\n\
         x-amz-security-token:{quoted}\n'</Message></Error></ErrorResponse>"
    );
    let canned = Canned::new(&[(403, &body)]);
    let client = canned.client();
    let [secret, token] = [secret, token].map(|text| Secret::from(text.to_owned()));
    client.renew(Credentials::new(AccessKeyId::from_answer(ID), secret, Some(token)));
    let error = ready(client.call(&GetCallerIdentity)).expect_err("refused");
    let told = explain(&error, Server::Aws);
    assert!(told.meaning.contains("does not belong"), "{}", told.meaning);
    assert!(told.detail.is_some() || !format!("{error:?}").contains(quoted));
    told.detail
}
