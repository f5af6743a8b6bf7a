//! Changing the status of a key and deleting one, where the response may be lost.

mod canned;

use canned::{
    ID, NEW, Outcome, actions, ada, canned, done, html, id, listed, nothing, ready, refusal,
    throttled,
};
use keycutter_core::aws::{Error, TransportError};
use keycutter_core::keys::Status;

#[test]
fn checks_the_status_after_a_lost_response() {
    let update = |status| {
        let canned = canned([Err(TransportError::TimedOut), listed(&[(ID, status)])]);
        ready(canned.client().set_status(&ada(), &id(ID), &Status::Inactive))
    };
    assert_eq!(update("Inactive"), Ok(()));
    assert_eq!(update("Active"), Err(Error::Transport(TransportError::TimedOut)));
}

#[test]
fn checks_the_list_after_a_lost_deletion() {
    let delete = |keys: &[(&str, &str)]| {
        let canned = canned([html(200), listed(keys)]);
        ready(canned.client().delete_access_key(&ada(), &id(ID)))
    };
    assert_eq!(delete(&[(NEW, "Active")]), Ok(()));
    assert!(delete(&[(ID, "Inactive"), (NEW, "Active")]).is_err());
}

#[test]
fn a_missing_key_is_deleted() {
    let delete = |outcomes: Vec<Outcome>| {
        let canned = canned(outcomes);
        ready(canned.client().delete_access_key(&ada(), &id(ID)))
    };
    let missing = || refusal(404, "NoSuchEntity", "");
    for lost in [nothing(), html(502), refusal(500, "ServiceFailure", "")] {
        assert_eq!(delete(vec![lost, missing()]), Ok(()));
    }
    // At the first attempt the browser may have sent it twice, or someone else deleted it.
    assert_eq!(delete(vec![missing()]), Ok(()));
    assert_eq!(delete(vec![throttled(), missing()]), Ok(()));
}

#[test]
fn a_key_deleted_when_the_network_was_lost_is_deleted() {
    let offline = || Err(TransportError::Offline);
    let missing = || refusal(404, "NoSuchEntity", "");
    for outcomes in [vec![offline(), missing()], vec![nothing(), offline(), throttled(), missing()]]
    {
        let canned = canned(outcomes);
        assert_eq!(ready(canned.client().delete_access_key(&ada(), &id(ID))), Ok(()));
    }
}

#[test]
fn a_key_deleted_before_it_was_throttled_is_deleted() {
    let throttles = (0..6).map(|_| throttled());
    let canned = canned([nothing()].into_iter().chain(throttles).chain([listed(&[])]));
    assert_eq!(ready(canned.client().delete_access_key(&ada(), &id(ID))), Ok(()));
}

#[test]
fn a_missing_key_has_not_changed_its_status() {
    let canned = canned([nothing(), refusal(404, "NoSuchEntity", ""), listed(&[])]);
    let outcome = ready(canned.client().set_status(&ada(), &id(ID), &Status::Inactive));
    assert_eq!(outcome.expect_err("missing").code(), Some("NoSuchEntity"));
}

/// The key that signs is refused from then on: the same request again, and the list.
#[test]
fn a_key_that_deactivated_itself_counts_as_changed() {
    let refused = || refusal(403, "InvalidClientTokenId", "");
    let lost = || Err(TransportError::TimedOut);
    let offline = || Err(TransportError::Offline);
    for outcomes in [
        vec![lost(), refused()],
        vec![nothing(), refused()],
        vec![offline(), refused()],
        vec![html(502), nothing(), refused()],
        // The code of S3-compatible servers.
        vec![nothing(), refusal(403, "InvalidAccessKeyId", "")],
    ] {
        let deleted = canned(outcomes.clone());
        assert_eq!(ready(deleted.client().delete_access_key(&ada(), &id(ID))), Ok(()));
        let inactive = canned(outcomes.clone());
        let set = inactive.client();
        assert_eq!(ready(set.set_status(&ada(), &id(ID), &Status::Inactive)), Ok(()));
        // That tells nothing about another key.
        let other = canned([outcomes, vec![refused()]].concat());
        assert!(ready(other.client().delete_access_key(&ada(), &id(NEW))).is_err());
    }
    // Refused at the first attempt, the key was inactive before.
    let before = canned([refused()]);
    assert!(ready(before.client().delete_access_key(&ada(), &id(ID))).is_err());
}

#[test]
fn repeats_a_change_of_status_after_a_server_error() {
    let canned = canned([html(502), done("UpdateAccessKey")]);
    assert_eq!(ready(canned.client().set_status(&ada(), &id(ID), &Status::Active)), Ok(()));
    assert_eq!(actions(&canned), ["UpdateAccessKey", "UpdateAccessKey"]);
}
