//! The client against canned responses: what it sends, and what it reads from responses. (Real
//! servers verify its requests in `tests/e2e`.)

mod canned;

use canned::{Canned, ID, SECRET, ada, answer, canned, ready};
use keycutter_core::Timestamp;
use keycutter_core::aws::iam::{
    CreateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed, UpdateAccessKey,
};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Error, KeyOwner, Principal, Server, TransportError};
use keycutter_core::keys::{AccessKeyId, Status};
use keycutter_core::messages::error::explain;

#[test]
fn asks_sts_who_is_calling() {
    let canned = Canned::new(&[(
        200,
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::123456789012:user/division/ada</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Account>123456789012</Account>\
         </GetCallerIdentityResult></GetCallerIdentityResponse>",
    )]);
    let caller = ready(canned.client().call(&GetCallerIdentity)).expect("an answer");
    assert_eq!(&*caller.account, "123456789012");
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
fn lists_all_pages_even_if_pages_are_short() {
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
            format!("{first}&Marker=c+d&MaxItems=1"),
        ]
    );
}

#[test]
fn requests_roots_keys_without_a_user_name() {
    let canned = Canned::new(&[(
        200,
        &answer(
            "ListAccessKeys",
            "<ListAccessKeysResult><AccessKeyMetadata><member><AccessKeyId>AKIAAAAAAAAAAAAAAAA1</AccessKeyId>\
             </member></AccessKeyMetadata></ListAccessKeysResult>",
        ),
    )]);
    let keys = ready(canned.client().access_keys(&KeyOwner::Root, None)).expect("a page");
    // Only the ID is always present.
    assert_eq!((&keys[0].user_name, keys[0].created), (&None, None));
    assert_eq!(canned.bodies(), ["Action=ListAccessKeys&Version=2010-05-08"]);
}

#[test]
fn reads_a_new_key_with_its_secret() {
    let canned = Canned::new(&[(
        200,
        &answer(
            "CreateAccessKey",
            "<CreateAccessKeyResult><AccessKey><UserName>ada</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId>\
             <Status>Active</Status><SecretAccessKey>je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY</SecretAccessKey>\
             <CreateDate>2026-11-23T20:21:11Z</CreateDate></AccessKey></CreateAccessKeyResult>",
        ),
    )]);
    let new = ready(canned.client().call(&CreateAccessKey { owner: &ada() })).expect("a key");
    assert_eq!(new.key.id.as_str(), ID);
    assert_eq!(new.secret.expose(), "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
    assert!(!format!("{new:?}").contains("je7MtGbClwBF"));
}

#[test]
fn names_the_key_to_change_or_delete() {
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
fn reads_the_last_use_or_that_there_was_none() {
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
fn reads_every_error_envelope() {
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
        assert_eq!(&*error.message, "Cannot exceed quota for AccessKeysPerUser: 2");
        assert_eq!(error.request_id.as_deref(), Some("r"), "{body}");
        let detail = explain(&Error::Service(error), Server::Aws).detail;
        let expected = "Cannot exceed quota for AccessKeysPerUser: 2 (request r)";
        assert_eq!(detail.as_deref(), Some(expected), "AWS Support asks for it");
    }
}

#[test]
fn refuses_responses_that_are_not_of_the_api() {
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
fn reads_entities_and_cdata_as_text() {
    let canned = Canned::new(&[(
        403,
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>a &lt;b&gt; &amp; &#99;<![CDATA[ <d>]]></Message></Error></ErrorResponse>",
    )]);
    let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("refused");
    assert!(
        matches!(&error, Error::Service(error) if &*error.message == "a <b> & c <d>"),
        "{error:?}"
    );
}

#[test]
fn stops_at_a_list_that_never_ends() {
    let page = answer(
        "ListAccessKeys",
        "<ListAccessKeysResult><AccessKeyMetadata/><IsTruncated>true</IsTruncated><Marker>again</Marker></ListAccessKeysResult>",
    );
    let canned = Canned::new(&vec![(200, page.as_str()); 1000]);
    assert!(ready(canned.client().access_keys(&ada(), None)).is_err());
}

#[test]
fn reports_a_missing_response() {
    let canned = Canned::default();
    canned.answers.borrow_mut().push_back(Err(TransportError::NoAnswer));
    canned.impatient.set(true);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Transport(TransportError::NoAnswer)));
}

#[test]
fn does_not_read_a_response_of_five_megabytes() {
    let canned =
        canned([Ok((200, format!("<GetCallerIdentityResponse>{}", " ".repeat(5_000_000))))]);
    let outcome = ready(canned.client().call(&GetCallerIdentity));
    assert_eq!(outcome, Err(Error::Unreadable { action: "GetCallerIdentity", status: 200 }));
}
