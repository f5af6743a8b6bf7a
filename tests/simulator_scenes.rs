//! The scenes of the demo, each to its end.

mod canned;
mod simulated;

use canned::{ada, ready};
use keycutter_core::Secret;
use keycutter_core::aws::{
    Checks, Credentials, Error, Fields, NotCreated, RetryReason, Shapes, TransportError,
};
use keycutter_core::formats::paste;
use keycutter_core::keys::Status;
use keycutter_core::messages::demo::{label, lesson};
use keycutter_core::simulator::{Scene, Simulator};
use simulated::{ACCOUNT, Demo, MINUTE, caller, create, last_used, list, refused};

#[test]
fn every_scene_has_credentials_that_the_form_accepts() {
    for scene in Scene::ALL {
        let demo = Demo::new(scene);
        let credentials = demo.simulator.borrow().credentials();
        let id = credentials.access_key_id().as_str();
        let fields = Fields {
            access_key_id: id,
            secret_access_key: credentials.secret_access_key().expose(),
            session_token: credentials.session_token().map(Secret::expose).unwrap_or_default(),
            expires: credentials.expires(),
        };
        let checks = Checks { shapes: Shapes::Aws, now: demo.now.get() };
        assert!(Credentials::from_fields(&fields, checks).is_ok(), "{scene:?}");
        assert_eq!(credentials.access_key_id().account().as_deref(), Some(ACCOUNT), "{scene:?}");
        assert_eq!(
            credentials.expires().is_some(),
            credentials.session_token().is_some(),
            "{scene:?}"
        );
        let prefix = if credentials.session_token().is_some() { "ASIADEMO" } else { "AKIADEMO" };
        assert!(id.starts_with(prefix), "{scene:?}: {id}");
        // Also without labels.
        let text = format!("{id}\n{}\n{}", fields.secret_access_key, fields.session_token);
        assert_eq!(paste::read(&text).map(|found| found.len()), Ok(1), "{scene:?}");
    }
}

#[test]
fn every_scene_has_its_own_texts() {
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
fn every_scene_signs_in_as_its_identity() {
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
fn corrects_a_wrong_clock_by_the_error() {
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
fn throttled_calls_succeed_after_one_or_two_retries() {
    let demo = Demo::new(Scene::Throttled);
    let client = demo.client();
    // How often the last call was throttled. The second time there is a `Retry-After`.
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
fn finds_the_key_of_a_lost_response() {
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
fn a_broken_connection_creates_nothing_and_then_leaves_the_outcome_unknown() {
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
fn refuses_a_wrong_secret() {
    let demo = Demo::new(Scene::Secret);
    let (status, code, message) = refused(caller(&demo.client()));
    assert_eq!((status, code.as_str()), (403, "SignatureDoesNotMatch"));
    assert!(message.starts_with("The request signature we calculated does not match"), "{message}");
    assert_eq!(demo.causes(), []);
}

#[test]
fn renews_expired_credentials() {
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
fn renewing_a_long_term_key_returns_the_same() {
    let demo = Demo::new(Scene::User);
    let again = demo.simulator.borrow_mut().renew(demo.now.get());
    let first = demo.simulator.borrow().credentials();
    assert_eq!(again.access_key_id(), first.access_key_id());
    assert_eq!(again.secret_access_key().expose(), first.secret_access_key().expose());
}

#[test]
fn the_seed_determines_the_keys() {
    let now = Demo::new(Scene::User).now.get();
    let id = |seed| {
        let credentials = Simulator::new(Scene::User, now, seed).credentials();
        credentials.access_key_id().as_str().to_owned()
    };
    assert_eq!(id(7), id(7));
    assert_ne!(id(7), id(8));
    assert_ne!(id(0), id(u64::MAX));
}
