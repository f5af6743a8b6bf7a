//! Who is calling and which keys they have, asked at the same time.

mod canned;

use std::pin::pin;
use std::task::{Context, Waker};

use canned::{
    Canned, ID, SECRET, SELF_HOSTED, actions, caller, canned, id, listed, members, ready, refusal,
};
use keycutter_core::Secret;
use keycutter_core::aws::{Client, Credentials, Endpoint, Partition};
use keycutter_core::keys::AccessKey;

#[test]
fn asks_for_both_before_either_is_answered() {
    let silent = Canned::default();
    silent.is_silent.set(true);
    let client = silent.client();
    let mut asking = pin!(client.caller_and_keys());
    assert!(asking.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert_eq!(actions(&silent), ["GetCallerIdentity", "ListAccessKeys"]);
    let listing = silent.bodies().pop().expect("a listing");
    assert!(!listing.contains("UserName"), "it is the caller's own: {listing}");
}

#[test]
fn keys_that_hold_the_key_in_use_are_the_callers() {
    let both = canned([caller(), listed(&[("AKIARZPUZDIKOTHER222", "Active"), (ID, "Active")])]);
    let identified = ready(both.client().caller_and_keys()).expect("a caller");
    let ids = |keys: Vec<AccessKey>| keys.into_iter().map(|key| key.id).collect::<Vec<_>>();
    assert_eq!(identified.own_keys.map(ids), Some(vec![id("AKIARZPUZDIKOTHER222"), id(ID)]));
}

#[test]
fn keys_that_may_not_be_the_callers_or_not_all_are_not_used() {
    let part = "<ListAccessKeysResult><AccessKeyMetadata><member><AccessKeyId>AKIAIOSFODNN7EXAMPLE\
                </AccessKeyId></member></AccessKeyMetadata><IsTruncated>true</IsTruncated>\
                <Marker>more</Marker></ListAccessKeysResult>";
    for second in [
        listed(&[("AKIARZPUZDIKOTHER222", "Active")]),
        members(&[]),
        refusal(403, "AccessDenied", "no"),
        refusal(400, "Throttling", "Rate exceeded"),
        Ok((200, canned::answer("ListAccessKeys", part))),
    ] {
        let both = canned([caller(), second]);
        let identified = ready(both.client().caller_and_keys()).expect("a caller");
        assert_eq!(identified.own_keys, None);
        // It is not tried again: the screen with the keys asks, and shows what comes of it.
        assert_eq!(actions(&both), ["GetCallerIdentity", "ListAccessKeys"]);
    }
}

#[test]
fn without_a_caller_the_keys_are_not_waited_for() {
    let refused = canned([refusal(403, "InvalidClientTokenId", "no")]);
    let error = ready(refused.client().caller_and_keys()).expect_err("refused");
    assert_eq!(error.code(), Some("InvalidClientTokenId"));
}

/// A session may have no keys of its own, and two requests at once to one host would each ask for a
/// preflight.
#[test]
fn sessions_and_other_servers_are_asked_one_thing_at_a_time() {
    let one = canned([caller()]);
    let secret = || Secret::from(SECRET.to_owned());
    let session = Credentials::new(id("ASIAIOSFODNN7EXAMPLE"), secret(), Some(secret()));
    let client = Client::new(session, Endpoint::Partition(Partition::Aws), &one);
    assert_eq!(ready(client.caller_and_keys()).expect("a caller").own_keys, None);
    assert_eq!(actions(&one), ["GetCallerIdentity"]);

    let one = canned([caller()]);
    let client = one.client_at(SELF_HOSTED);
    assert_eq!(ready(client.caller_and_keys()).expect("a caller").own_keys, None);
    assert_eq!(actions(&one), ["GetCallerIdentity"]);
}
