//! Every flow through the client against the simulator, and every scene to its end.

mod canned;
mod simulated;

use canned::{ada, ready};
use keycutter_core::Secret;
use keycutter_core::aws::iam::{
    DeleteAccessKey, GetUser, ListAccessKeys, ListUsers, UpdateAccessKey,
};
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{
    Checks, Credentials, Error, Fields, KeyOwner, NotCreated, Principal, RetryReason, Server,
    Shapes, TransportError,
};
use keycutter_core::formats::{key_file, paste};
use keycutter_core::keys::{AccessKeyId, KeyRing, LastUsed, Status};
use keycutter_core::messages::demo::{label, lesson};
use keycutter_core::messages::error::explain;
use keycutter_core::simulator::{Scene, Simulator};
use simulated::{ACCOUNT, Demo, MINUTE, caller, code, create, last_used, list, refused, user};

fn mfa(token_code: &str) -> GetSessionToken {
    let serial_number = format!("arn:aws:iam::{ACCOUNT}:mfa/ada");
    GetSessionToken { serial_number, token_code: token_code.to_owned().into() }
}

#[test]
fn every_scene_hands_out_credentials_the_page_takes() {
    for scene in Scene::ALL {
        let demo = Demo::new(scene);
        let handed = demo.simulator.borrow().credentials();
        let id = handed.access_key_id().as_str();
        let fields = Fields {
            access_key_id: id,
            secret_access_key: handed.secret_access_key().expose(),
            session_token: handed.session_token().map(Secret::expose).unwrap_or_default(),
            expires: handed.expires(),
        };
        let checks = Checks { shapes: Shapes::Aws, now: demo.now.get() };
        assert!(Credentials::from_fields(&fields, checks).is_ok(), "{scene:?}");
        assert_eq!(handed.access_key_id().account().as_deref(), Some(ACCOUNT), "{scene:?}");
        assert_eq!(handed.expires().is_some(), handed.session_token().is_some(), "{scene:?}");
        let prefix = if handed.session_token().is_some() { "ASIADEMO" } else { "AKIADEMO" };
        assert!(id.starts_with(prefix), "{scene:?}: {id}");
        // Without any label, too.
        let text = format!("{id}\n{}\n{}", fields.secret_access_key, fields.session_token);
        assert_eq!(paste::read(&text).map(|found| found.len()), Ok(1), "{scene:?}");
    }
}

#[test]
fn every_scene_is_told_apart() {
    for (place, scene) in Scene::ALL.into_iter().enumerate() {
        assert!(lesson(scene).ends_with('.'), "{scene:?}");
        for other in &Scene::ALL[..place] {
            assert_ne!(scene.id(), other.id());
            assert_ne!(label(scene), label(*other));
            assert_ne!(lesson(scene), lesson(*other));
        }
    }
    assert_eq!(Scene::ALL[0], Scene::default());
}

#[test]
fn every_scene_signs_in_as_it_says() {
    for (scene, arn) in [
        (Scene::User, "arn:aws:iam::215583359624:user/ada"),
        (Scene::Quota, "arn:aws:iam::215583359624:user/service/ci-deploy"),
        (Scene::Root, "arn:aws:iam::215583359624:root"),
        (Scene::NewAccount, "arn:aws:iam::215583359624:root"),
        (Scene::Role, "arn:aws:sts::215583359624:assumed-role/KeyKeeper/demo"),
        (Scene::Denied, "arn:aws:iam::215583359624:user/grace"),
        (Scene::Clock, "arn:aws:iam::215583359624:user/ada"),
        (Scene::Throttled, "arn:aws:iam::215583359624:user/ada"),
        (Scene::Lost, "arn:aws:iam::215583359624:user/ada"),
        (Scene::Broken, "arn:aws:iam::215583359624:user/ada"),
        (Scene::Expiring, "arn:aws:iam::215583359624:user/ada"),
    ] {
        let demo = Demo::new(scene);
        let caller = ready(demo.client().caller()).unwrap_or_else(|e| panic!("{scene:?}: {e:?}"));
        assert_eq!((caller.arn.as_str(), caller.account.as_str()), (arn, ACCOUNT), "{scene:?}");
    }
}

#[test]
fn a_key_is_made_saved_retired_and_deleted() {
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
    assert_eq!(code(caller(&client)), "InvalidClientTokenId", "nor does one that is gone");
}

#[test]
fn a_third_key_is_refused_even_if_one_is_inactive() {
    let demo = Demo::new(Scene::Quota);
    let (client, owner) = (demo.client(), user("ci-deploy"));
    let keys = list(&client, &owner).expect("a list");
    let inactive = keys.iter().find(|key| key.status == Status::Inactive).expect("a retired key");
    assert!(KeyRing::new(keys.clone()).is_full());
    let (status, code, message) = refused(create(&client, &owner));
    assert_eq!((status, code.as_str()), (409, "LimitExceeded"));
    assert_eq!(message, "Cannot exceed quota for AccessKeysPerUser: 2");

    assert_eq!(ready(client.delete_access_key(&owner, &inactive.id)), Ok(()));
    assert!(create(&client, &owner).is_ok());
}

#[test]
fn a_new_key_is_refused_until_it_is_known_everywhere() {
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
fn a_use_is_told_minutes_later() {
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
    let told = LastUsed {
        at: Some(began),
        service: Some("iam".to_owned()),
        region: Some("us-east-1".to_owned()),
    };
    assert_eq!(last_used(&client, &id), Ok(told.clone()));
    demo.pass(MINUTE);
    assert_eq!(last_used(&client, &id), Ok(told), "the next one is not told yet");
    demo.pass(MINUTE);
    assert_eq!(last_used(&client, &id).map(|use_| use_.at), Ok(Some(began.plus(2 * MINUTE))));
}

#[test]
fn a_key_that_was_never_used_says_so() {
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
    // Root may do everything to everyone.
    for owner in [ada(), user("backup-nas"), user("grace")] {
        assert_eq!(list(&client, &owner).map(|keys| keys.len()), Ok(1), "{owner:?}");
    }
}

#[test]
fn a_new_account_has_no_key_until_the_first_is_made() {
    let demo = Demo::new(Scene::NewAccount);
    let client = demo.client();
    assert_eq!(caller(&client), Ok(Principal::Root));
    assert_eq!(list(&client, &KeyOwner::Root), Ok(Vec::new()));
    assert_eq!(ready(client.call(&ListUsers)), Ok(Vec::new()));
    let new = create(&client, &KeyOwner::Root).expect("a key");
    assert_eq!(list(&client, &KeyOwner::Root), Ok(vec![new.key]));
}

#[test]
fn a_role_says_whose_keys_and_may_look_the_names_up() {
    let demo = Demo::new(Scene::Role);
    let client = demo.client();
    assert_eq!(caller(&client), Ok(Principal::Session("demo".to_owned())));
    let (status, code, message) = refused(list(&client, &KeyOwner::Root));
    assert_eq!((status, code.as_str()), (400, "ValidationError"));
    assert_eq!(message, "Must specify userName when calling with non-User credentials");
    let names = ready(client.call(&ListUsers)).expect("names");
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
fn who_is_allowed_nothing_still_learns_who_it_is() {
    let demo = Demo::new(Scene::Denied);
    let client = demo.client();
    assert_eq!(caller(&client), Ok(Principal::User("grace".to_owned())));
    let error = list(&client, &user("grace")).expect_err("denied");
    let policy = explain(&error, Server::Aws).policy.expect("a policy");
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
fn a_user_manages_no_keys_but_her_own() {
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
    let users = denied(ready(client.call(&ListUsers)).map(|_| ()));
    assert!(users.contains(" on resource: arn:aws:iam::215583359624:user/ because"), "{users}");
}

#[test]
fn what_is_not_there_is_not_found() {
    let demo = Demo::new(Scene::Root);
    let (client, owner) = (demo.client(), user("grace"));
    let (status, code, message) = refused(list(&client, &user("nobody")));
    assert_eq!((status, code.as_str()), (404, "NoSuchEntity"));
    assert_eq!(message, "The user with name nobody cannot be found.");
    // Ada's key is none of Grace's.
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
fn what_makes_no_sense_is_told_in_the_words_of_validation() {
    let demo = Demo::new(Scene::Root);
    let client = demo.client();
    let message = |outcome| {
        let (status, code, message) = refused::<()>(outcome);
        assert_eq!((status, code.as_str()), (400, "ValidationError"));
        message
    };
    let id = list(&client, &ada()).expect("a list").remove(0).id;
    let (owner, status) = (ada(), Status::Other("A<&>\u{0}B".to_owned()));
    let update = UpdateAccessKey { owner: &owner, id: &id, status: &status };
    assert_eq!(
        message(ready(client.call(&update))),
        "1 validation error detected: Value 'A<&>\u{fffd}B' at 'status' failed to satisfy constraint: \
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
fn a_list_is_read_page_by_page() {
    let demo = Demo::new(Scene::Role);
    let (client, owner) = (demo.client(), user("wordpress"));
    let whole = list(&client, &owner).expect("a list");
    assert_eq!(whole.len(), 2);
    let asked = demo.answers.borrow().len();
    assert_eq!(ready(client.access_keys(&owner, Some(1))), Ok(whole));
    assert_eq!(demo.answers.borrow().len() - asked, 2, "one request a page");
}

#[test]
fn a_wrong_clock_is_corrected_from_the_refusal() {
    let demo = Demo::new(Scene::Clock);
    let client = demo.client();
    assert!(caller(&client).is_ok());
    assert_eq!(demo.corrected.get(), 26 * MINUTE);
    let (status, body) = demo.answers.borrow()[0].clone();
    assert_eq!(status, 403);
    assert!(
        body.contains(
            "<Message>Signature expired: 20261123T202111Z is now earlier than 20261123T203211Z \
             (20261123T204711Z - 15 min.)</Message>"
        ),
        "{body}"
    );
    let new = create(&client, &ada()).expect("a key");
    assert_eq!(new.key.created, Some(demo.now.get().plus(26 * MINUTE)));
    assert_eq!(demo.answers.borrow().len(), 3, "it stays corrected");
}

#[test]
fn throttled_calls_end_well_after_one_refusal_or_two() {
    let demo = Demo::new(Scene::Throttled);
    let client = demo.client();
    // How often the last call was refused. Who is refused twice is told how long to wait.
    let times = || {
        let refused = demo.pauses.take();
        assert!(refused.iter().all(|pause| pause.reason == RetryReason::Throttled), "{refused:?}");
        assert_eq!(refused.len() == 2, refused[0].millis >= 2_000, "{refused:?}");
        refused.len()
    };
    assert!(caller(&client).is_ok());
    let mut counts = vec![times()];
    let keys = list(&client, &ada()).expect("a list");
    counts.push(times());
    assert!(last_used(&client, &keys[0].id).is_ok());
    counts.push(times());
    let new = ready(client.create_access_key(&ada(), &[])).expect("a key");
    counts.push(times());
    assert_eq!(ready(client.set_status(&ada(), &new.key.id, &Status::Inactive)), Ok(()));
    counts.push(times());
    assert_eq!(ready(client.delete_access_key(&ada(), &new.key.id)), Ok(()));
    counts.push(times());
    counts.sort_unstable();
    counts.dedup();
    assert_eq!(counts, [1, 2]);
    assert_eq!(list(&client, &ada()).map(|keys| keys.len()), Ok(1), "made once, deleted once");
}

#[test]
fn a_lost_answer_is_looked_for_and_lost_only_once() {
    let demo = Demo::new(Scene::Lost);
    let client = demo.client();
    let known: Vec<_> = list(&client, &ada()).expect("a list").into_iter().map(|k| k.id).collect();
    let outcome = ready(client.create_access_key(&ada(), &known));
    let Err(NotCreated::Lost(id, Error::Transport(TransportError::NoAnswer))) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(!known.contains(&id));
    assert_eq!(ready(client.delete_access_key(&ada(), &id)), Ok(()));
    assert!(ready(client.create_access_key(&ada(), &known)).is_ok());
}

#[test]
fn a_broken_connection_makes_nothing_and_then_leaves_no_one_to_tell() {
    let demo = Demo::new(Scene::Broken);
    let client = demo.client();
    let known: Vec<_> = list(&client, &ada()).expect("a list").into_iter().map(|k| k.id).collect();
    let create = || ready(client.create_access_key(&ada(), &known));
    let no_answer = || Error::Transport(TransportError::NoAnswer);
    assert_eq!(create().err(), Some(NotCreated::Nothing(no_answer())));
    assert_eq!(create().err(), Some(NotCreated::Unknown(no_answer())));
    assert_eq!(list(&client, &ada()), Err(no_answer()), "the table cannot be shown anew either");
    let looked = ready(client.resolve_lost_create(&ada(), &known, no_answer()));
    assert_eq!(looked, NotCreated::Nothing(no_answer()));
    assert!(create().is_ok());
}

#[test]
fn a_wrong_secret_signs_nothing() {
    let demo = Demo::new(Scene::Secret);
    let (status, code, message) = refused(caller(&demo.client()));
    assert_eq!((status, code.as_str()), (403, "SignatureDoesNotMatch"));
    assert!(message.starts_with("The request signature we calculated does not match"), "{message}");
    assert_eq!(demo.causes(), []);
}

#[test]
fn credentials_that_run_out_can_be_had_anew() {
    let demo = Demo::new(Scene::Expiring);
    let client = demo.client();
    let expires = demo.now.get().plus(3 * MINUTE);
    assert_eq!(client.credentials().expires(), Some(expires));
    assert!(list(&client, &ada()).is_ok());
    demo.pass(3 * MINUTE - 1);
    assert!(list(&client, &ada()).is_ok());
    demo.pass(1);
    let error = list(&client, &ada()).expect_err("over");
    assert!(error.is_expired());
    assert_eq!(refused::<()>(Err(error)).0, 403);

    let before = ready(Demo::new(Scene::Expiring).client().caller()).expect("a caller");
    client.renew(demo.simulator.borrow_mut().renew(demo.now.get()));
    let after = ready(client.caller()).expect("a caller");
    assert!(after.is_same(&before));
    assert_eq!(client.credentials().expires(), Some(demo.now.get().plus(60 * MINUTE)));
    assert!(list(&client, &ada()).is_ok());
}

#[test]
fn a_key_is_the_same_when_it_is_asked_for_again() {
    let demo = Demo::new(Scene::User);
    let again = demo.simulator.borrow_mut().renew(demo.now.get());
    let first = demo.simulator.borrow().credentials();
    assert_eq!(again.access_key_id(), first.access_key_id());
    assert_eq!(again.secret_access_key().expose(), first.secret_access_key().expose());
}

#[test]
fn an_mfa_code_makes_a_session_that_manages_keys() {
    let demo = Demo::new(Scene::User);
    let client = demo.client();
    let session = ready(client.call(&mfa("123456"))).expect("a session");
    assert_eq!(session.expires(), Some(demo.now.get().plus(60 * MINUTE)));
    let token = session.session_token().map(Secret::expose).unwrap_or_default();
    assert!(token.starts_with("DemoTokenNotReal"), "{token}");
    client.renew(session);
    assert_eq!(caller(&client), Ok(Principal::User("ada".to_owned())));
    // The session is none of the access keys.
    assert_eq!(list(&client, &ada()).map(|keys| keys.len()), Ok(1));
    let (_, code, message) = refused(ready(client.call(&mfa("123456"))));
    assert_eq!(code, "AccessDenied");
    assert_eq!(message, "Cannot call GetSessionToken with session credentials");
}

#[test]
fn a_wrong_mfa_code_is_refused() {
    let demo = Demo::new(Scene::User);
    for text in ["000000", "12345", "1234567", "12345x", ""] {
        let (status, code, message) = refused(ready(demo.client().call(&mfa(text))));
        assert_eq!((status, code.as_str()), (403, "AccessDenied"), "{text}");
        assert!(message.contains("invalid MFA one time pass code"), "{message}");
    }
}

#[test]
fn the_draw_decides_what_the_keys_are() {
    let now = Demo::new(Scene::User).now.get();
    let id = |draw| {
        let credentials = Simulator::new(Scene::User, now, draw).credentials();
        credentials.access_key_id().as_str().to_owned()
    };
    assert_eq!(id(7), id(7));
    assert_ne!(id(7), id(8));
    assert_ne!(id(0), id(u64::MAX));
}
