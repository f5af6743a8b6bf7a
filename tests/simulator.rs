//! The client against the simulator.

mod canned;
mod simulated;

use canned::{ada, ready};
use keycutter_core::aws::iam::{
    DeleteAccessKey, GetUser, ListAccessKeys, ListUsers, UpdateAccessKey,
};
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{KeyOwner, Principal, Server};
use keycutter_core::formats::key_file;
use keycutter_core::keys::{AccessKeyId, KeyRing, LastUsed, Status};
use keycutter_core::messages::error::explain;
use keycutter_core::simulator::Scene;
use keycutter_core::{Secret, ServerText};
use simulated::{ACCOUNT, Demo, MINUTE, caller, code, create, last_used, list, refused, user};

fn mfa(token_code: &str) -> GetSessionToken {
    let serial_number = format!("arn:aws:iam::{ACCOUNT}:mfa/ada");
    GetSessionToken { serial_number, token_code: token_code.to_owned().into() }
}

#[test]
fn creates_saves_deactivates_and_deletes_a_key() {
    let demo = Demo::new(Scene::User);
    let client = demo.client();
    let first = list(&client, &ada()).expect("a list");
    let [old] = first.as_slice() else { panic!("{first:?}") };
    assert_eq!(old.created.map(|at| at.days_until(demo.now.get())), Some(200));
    assert_eq!((&old.status, old.user_name.as_deref()), (&Status::Active, Some("ada")));

    let new = create(&client, &ada()).expect("a key");
    assert_eq!(new.key.created, Some(demo.now.get()));
    assert_eq!(new.key.id.account().as_deref(), Some(ACCOUNT));
    assert_eq!(key_file::name(&ada()), "ada_accessKeys.csv");
    let file = key_file::write(&new);
    let row = file.expose().lines().nth(1).expect("a row");
    assert!(row.starts_with("AKIADEMO") && row.contains(",DemoKeyNotReal/"), "{row}");
    assert_eq!(list(&client, &ada()).map(|keys| keys.len()), Ok(2));

    let id = &old.id;
    let newer = demo.client_with(new.key.id.as_str(), &new.secret);
    demo.pass(MINUTE);
    assert_eq!(ready(newer.set_status(&ada(), id, &Status::Inactive)), Ok(()));
    let keys = list(&newer, &ada()).expect("a list");
    let old = keys.iter().find(|key| key.id == *id);
    assert_eq!(old.map(|key| &key.status), Some(&Status::Inactive));
    assert_eq!(code(caller(&client)), "InvalidClientTokenId", "an inactive key signs nothing");
    assert_eq!(ready(newer.set_status(&ada(), id, &Status::Active)), Ok(()));
    assert!(caller(&client).is_ok());

    assert_eq!(ready(newer.delete_access_key(&ada(), id)), Ok(()));
    let left = list(&newer, &ada()).expect("a list");
    assert_eq!(left.iter().map(|key| &key.id).collect::<Vec<_>>(), [&new.key.id]);
    assert_eq!(code(caller(&client)), "InvalidClientTokenId", "nor does a deleted one");
}

#[test]
fn refuses_a_third_key_even_if_one_is_inactive() {
    let demo = Demo::new(Scene::Quota);
    let (client, owner) = (demo.client(), user("ci-deploy"));
    let keys = list(&client, &owner).expect("a list");
    let inactive = keys.iter().find(|key| key.status == Status::Inactive).expect("an inactive key");
    assert!(KeyRing::new(keys.clone(), Server::Aws.access_key_quota()).is_full());
    let (status, code, message) = refused(create(&client, &owner));
    assert_eq!((status, code.as_str()), (409, "LimitExceeded"));
    assert_eq!(message, "Cannot exceed quota for AccessKeysPerUser: 2");

    assert_eq!(ready(client.delete_access_key(&owner, &inactive.id)), Ok(()));
    assert!(create(&client, &owner).is_ok());
}

#[test]
fn refuses_a_new_key_until_it_has_propagated() {
    let demo = Demo::new(Scene::User);
    let new = create(&demo.client(), &ada()).expect("a key");
    let newer = demo.client_with(new.key.id.as_str(), &new.secret);
    assert_eq!(code(caller(&newer)), "InvalidClientTokenId");
    demo.pass(7_999);
    assert_eq!(code(caller(&newer)), "InvalidClientTokenId");
    demo.pass(1);
    assert_eq!(caller(&newer), Ok(Principal::User("ada".to_owned())));
}

#[test]
fn reports_a_use_minutes_later() {
    let demo = Demo::new(Scene::User);
    let client = demo.client();
    let id = demo.simulator.borrow().credentials().access_key_id().clone();
    let began = demo.now.get();
    let before = last_used(&client, &id).expect("an answer");
    assert_eq!(before.at, Some(began.plus(-3 * 60 * MINUTE)));
    assert_eq!(before.service.as_deref(), Some("s3"));

    demo.pass(2 * MINUTE - 1);
    assert_eq!(last_used(&client, &id), Ok(before));
    demo.pass(1);
    let reported = LastUsed {
        at: Some(began),
        service: Some(ServerText::line("iam")),
        region: Some(ServerText::line("us-east-1")),
    };
    assert_eq!(last_used(&client, &id), Ok(reported.clone()));
    demo.pass(MINUTE);
    assert_eq!(last_used(&client, &id), Ok(reported), "the next one is not reported yet");
    demo.pass(MINUTE);
    assert_eq!(last_used(&client, &id).map(|use_| use_.at), Ok(Some(began.plus(2 * MINUTE))));
}

#[test]
fn reports_that_a_key_was_never_used() {
    let demo = Demo::new(Scene::User);
    let new = create(&demo.client(), &ada()).expect("a key");
    let never = LastUsed { at: None, service: None, region: None };
    assert_eq!(last_used(&demo.client(), &new.key.id), Ok(never));
}

#[test]
fn roots_keys_have_no_user_name() {
    let demo = Demo::new(Scene::Root);
    let client = demo.client();
    assert_eq!(ready(client.call(&GetUser)).map(|it| it.principal), Ok(Principal::Root));
    let keys = list(&client, &KeyOwner::Root).expect("a list");
    assert_eq!(keys.iter().map(|key| &key.user_name).collect::<Vec<_>>(), [&None]);
    assert!(last_used(&client, &keys[0].id).expect("an answer").at.is_some());
    let new = create(&client, &KeyOwner::Root).expect("a key");
    assert_eq!(new.key.user_name, None);
    // Root may manage the keys of every user.
    for owner in [ada(), user("backup-nas"), user("grace")] {
        assert_eq!(list(&client, &owner).map(|keys| keys.len()), Ok(1), "{owner:?}");
    }
}

#[test]
fn a_new_account_has_no_key() {
    let demo = Demo::new(Scene::NewAccount);
    let client = demo.client();
    assert_eq!(caller(&client), Ok(Principal::Root));
    assert_eq!(list(&client, &KeyOwner::Root), Ok(Vec::new()));
    assert_eq!(ready(client.call(&ListUsers { path: None })), Ok(Vec::new()));
    let new = create(&client, &KeyOwner::Root).expect("a key");
    assert_eq!(list(&client, &KeyOwner::Root), Ok(vec![new.key]));
}

#[test]
fn a_role_names_a_user_and_may_list_users() {
    let demo = Demo::new(Scene::Role);
    let client = demo.client();
    assert_eq!(caller(&client), Ok(Principal::Session("demo".to_owned())));
    let (status, code, message) = refused(list(&client, &KeyOwner::Root));
    assert_eq!((status, code.as_str()), (400, "ValidationError"));
    assert_eq!(message, "Must specify userName when calling with non-User credentials");
    let names = ready(client.call(&ListUsers { path: None })).expect("names");
    assert_eq!(names, ["ada", "backup-nas", "ci-deploy", "grace", "wordpress"]);
    for name in names {
        let keys = list(&client, &user(&name)).expect("a list");
        assert!(!keys.is_empty(), "{name}");
        for key in keys {
            assert!(last_used(&client, &key.id).is_ok(), "{name}");
        }
    }
    assert!(create(&client, &ada()).is_ok());
}

#[test]
fn a_user_without_permissions_can_call_get_caller_identity() {
    let demo = Demo::new(Scene::Denied);
    let client = demo.client();
    assert_eq!(caller(&client), Ok(Principal::User("grace".to_owned())));
    let error = list(&client, &user("grace")).expect_err("denied");
    let policies = explain(&error, Server::Aws).policies;
    let policy = &policies.first().expect("a policy").document;
    assert!(policy.contains("\"iam:ListAccessKeys\""), "{policy}");
    assert!(policy.contains("\"arn:aws:iam::215583359624:user/grace\""), "{policy}");
    let (status, code, message) = refused(create(&client, &user("grace")));
    assert_eq!((status, code.as_str()), (403, "AccessDenied"));
    assert_eq!(
        message,
        "User: arn:aws:iam::215583359624:user/grace is not authorized to perform: iam:CreateAccessKey on resource: \
         user grace because no identity-based policy allows the iam:CreateAccessKey action"
    );
}

#[test]
fn a_user_manages_only_her_own_keys() {
    let demo = Demo::new(Scene::User);
    let client = demo.client();
    let denied = |outcome| {
        let (_, code, message) = refused::<()>(outcome);
        assert_eq!(code, "AccessDenied", "{message}");
        message
    };
    let id = AccessKeyId::from_answer("AKIADEMOFAKEAAAAAAAA");
    denied(list(&client, &user("grace")).map(|_| ()));
    let unknown = denied(create(&client, &user("nobody")).map(|_| ()));
    assert!(unknown.contains("on resource: user nobody because"), "{unknown}");
    denied(last_used(&client, &id).map(|_| ()));
    let users = denied(ready(client.call(&ListUsers { path: None })).map(|_| ()));
    assert!(users.contains(" on resource: arn:aws:iam::215583359624:user/ because"), "{users}");
}

#[test]
fn reports_missing_users_and_keys() {
    let demo = Demo::new(Scene::Root);
    let (client, owner) = (demo.client(), user("grace"));
    let (status, code, message) = refused(list(&client, &user("nobody")));
    assert_eq!((status, code.as_str()), (404, "NoSuchEntity"));
    assert_eq!(message, "The user with name nobody cannot be found.");
    // Ada's key, for Grace.
    let id = list(&client, &ada()).expect("a list").remove(0).id;
    let refusals = [
        refused(ready(client.call(&DeleteAccessKey { owner: &owner, id: &id }))),
        refused(ready(client.call(&UpdateAccessKey {
            owner: &owner,
            id: &id,
            status: &Status::Inactive,
        }))),
        refused(last_used(&client, &AccessKeyId::from_answer("AKIADEMOFAKEAAAAAAAA"))),
    ];
    for (status, code, message) in refusals {
        assert_eq!((status, code.as_str()), (404, "NoSuchEntity"));
        assert!(message.starts_with("The Access Key with id AKIADEMO"), "{message}");
    }
    assert_eq!(list(&client, &ada()).map(|keys| keys.len()), Ok(1));
}

#[test]
fn refuses_invalid_parameters_in_the_wording_of_aws() {
    let demo = Demo::new(Scene::Root);
    let client = demo.client();
    let message = |outcome| {
        let (status, code, message) = refused::<()>(outcome);
        assert_eq!((status, code.as_str()), (400, "ValidationError"));
        message
    };
    let id = list(&client, &ada()).expect("a list").remove(0).id;
    let (owner, status) = (ada(), Status::from_answer("A<&>\u{0}B"));
    let update = UpdateAccessKey { owner: &owner, id: &id, status: &status };
    assert_eq!(
        message(ready(client.call(&update))),
        "1 validation error detected: Value 'A<&><U+0000>B' at 'status' failed to satisfy constraint: \
         Member must satisfy enum value set: [Active, Inactive]"
    );
    let page = |marker: Option<&str>, max_items| {
        let page = ListAccessKeys { owner: &owner, marker: marker.map(str::to_owned), max_items };
        message(ready(client.call(&page)).map(|_| ()))
    };
    assert!(page(None, Some(0)).contains("Value '0' at 'maxItems'"));
    assert!(page(None, Some(1001)).contains("Value '1001' at 'maxItems'"));
    assert!(page(Some("elsewhere"), None).contains("Value 'elsewhere' at 'marker'"));
    assert!(message(list(&client, &user("")).map(|_| ())).contains("value for userName"));
}

#[test]
fn lists_page_by_page() {
    let demo = Demo::new(Scene::Role);
    let (client, owner) = (demo.client(), user("wordpress"));
    let whole = list(&client, &owner).expect("a list");
    assert_eq!(whole.len(), 2);
    let asked = demo.answers.borrow().len();
    assert_eq!(ready(client.access_keys(&owner, Some(1))), Ok(whole));
    assert_eq!(demo.answers.borrow().len() - asked, 2, "one request per page");
}

#[test]
fn an_mfa_session_manages_keys() {
    let demo = Demo::new(Scene::User);
    let client = demo.client();
    let session = ready(client.call(&mfa("123456"))).expect("a session");
    assert_eq!(session.expires(), Some(demo.now.get().plus(60 * MINUTE)));
    let token = session.session_token().map(Secret::expose).unwrap_or_default();
    assert!(token.starts_with("DemoTokenNotReal"), "{token}");
    client.renew(session);
    assert_eq!(caller(&client), Ok(Principal::User("ada".to_owned())));
    // A session is not listed among the access keys.
    assert_eq!(list(&client, &ada()).map(|keys| keys.len()), Ok(1));
    let (_, code, message) = refused(ready(client.call(&mfa("123456"))));
    assert_eq!(code, "AccessDenied");
    assert_eq!(message, "Cannot call GetSessionToken with session credentials");
}

#[test]
fn refuses_a_wrong_mfa_code() {
    let demo = Demo::new(Scene::User);
    for text in ["000000", "12345", "1234567", "12345x", ""] {
        let (status, code, message) = refused(ready(demo.client().call(&mfa(text))));
        assert_eq!((status, code.as_str()), (403, "AccessDenied"), "{text}");
        assert!(message.contains("invalid MFA one time pass code"), "{message}");
    }
}
