//! The pure client against IAM servers by other authors: valid signatures verify, invalid ones do not.

use std::cell::Cell;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use keycutter_core::Timestamp;
use keycutter_core::aws::iam::{
    CreateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed, ListAccessKeys, UpdateAccessKey,
};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{
    Checks, Client, CustomEndpoint, Endpoint, Error, Fields, Headers, KeyOwner, Pause, Principal,
    Request, Response, Shapes, Transport, TransportError,
};
use keycutter_core::keys::{AccessKeyId, Status};
use support::runtime::block_on;
use support::{Credentials, Peer, PeerKind, web};

use crate::running::start;

/// HTTP without a browser. Its clock may be wrong.
pub struct Wire {
    peer: SocketAddr,
    ahead: Duration,
    /// The client's correction of its clock, in milliseconds.
    corrected: Cell<i64>,
}

impl Transport for Wire {
    fn now(&self) -> Timestamp {
        let since = SystemTime::UNIX_EPOCH.elapsed().expect("a clock after 1970") + self.ahead;
        Timestamp::from_millis(
            i64::try_from(since.as_millis()).expect("a clock before the year 292 million"),
        )
    }

    fn random_u32(&self) -> u32 {
        0
    }

    /// No retries: these servers refuse on purpose.
    async fn pause(&self, _pause: Pause) -> bool {
        false
    }

    fn clock_corrected(&self, millis: i64) {
        self.corrected.set(millis);
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (status, body) = web::post(self.peer, &headers, &request.body)
            .await
            .map_err(|_| TransportError::NoAnswer)?;
        Ok(Response { status, headers: Headers::default(), body: body.into() })
    }
}

/// A client of a peer.
pub fn client(peer: &Peer, credentials: &Credentials) -> Client<Wire> {
    client_whose_clock_is_ahead(peer, credentials, Duration::ZERO)
}

fn client_whose_clock_is_ahead(
    peer: &Peer,
    credentials: &Credentials,
    ahead: Duration,
) -> Client<Wire> {
    let token = credentials.token.as_deref().unwrap_or_default();
    let fields = Fields {
        access_key_id: &credentials.id,
        secret_access_key: &credentials.secret,
        session_token: token,
        expires: None,
    };
    let checks = Checks { shapes: Shapes::Any, now: Timestamp::from_millis(0) };
    let credentials = keycutter_core::aws::Credentials::from_fields(&fields, checks)
        .expect("the peer made usable credentials");
    let url = format!("http://{}/", peer.address());
    let endpoint = Endpoint::Custom(CustomEndpoint::parse(&url, "").expect("a loopback address"));
    let wire = Wire { peer: peer.address(), ahead, corrected: Cell::new(0) };
    Client::new(credentials, endpoint, wire)
}

fn code<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => "no error".to_owned(),
        Err(error) => error.code().map_or_else(|| format!("{error:?}"), str::to_owned),
    }
}

/// Every action, in a user's order, with a valid signature.
fn every_action_verifies_on(kind: PeerKind) {
    let peer = start(kind);
    // Every special character of a user name: a wrong encoding breaks the signature.
    let user = peer.user("a_d+a=l,o.v@e-x");
    let key = user.create_key();
    let client = client(&peer, &key);
    let owner = KeyOwner::User(user.name().to_owned());

    let caller = block_on(client.call(&GetCallerIdentity)).expect("GetCallerIdentity");
    assert_eq!(caller.principal, Principal::User(user.name().to_owned()));

    let new = block_on(client.call(&CreateAccessKey { owner: &owner })).expect("CreateAccessKey");
    assert_eq!(new.key.status, Status::Active);
    let saved = Credentials::key(new.key.id.as_str(), new.secret.expose());
    let arn = peer.sign_in(&saved).expect("the new key signs in through boto3");
    assert!(arn.ends_with(user.name()), "{arn}");

    let listed = block_on(client.access_keys(&owner, None)).expect("ListAccessKeys");
    let ids: Vec<_> = listed.iter().map(|key| key.id.as_str().to_owned()).collect();
    assert_eq!(sorted(ids), sorted(vec![key.id.clone(), saved.id.clone()]));
    assert!(listed.iter().all(|key| key.created.is_some()), "{listed:?}");

    let id = AccessKeyId::parse(&saved.id).expect("an id");
    block_on(client.call(&GetAccessKeyLastUsed { id: &id })).expect("GetAccessKeyLastUsed");
    let update = UpdateAccessKey { owner: &owner, id: &id, status: &Status::Inactive };
    block_on(client.call(&update)).expect("UpdateAccessKey");
    assert!(user.keys().contains(&(saved.id.clone(), "Inactive".to_owned())), "{:?}", user.keys());
    block_on(client.call(&DeleteAccessKey { owner: &owner, id: &id })).expect("DeleteAccessKey");
    assert_eq!(user.keys(), [(key.id, "Active".to_owned())]);
}

fn every_action_is_refused_with_a_wrong_secret_on(kind: PeerKind) {
    let peer = start(kind);
    let user = peer.user("ada");
    let key = user.create_key();
    let client =
        client(&peer, &Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));
    let owner = KeyOwner::User(user.name().to_owned());
    let id = AccessKeyId::parse(&key.id).expect("an id");
    let update = UpdateAccessKey { owner: &owner, id: &id, status: &Status::Inactive };
    let list = ListAccessKeys { owner: &owner, marker: None, max_items: None };

    let refusals = block_on(async {
        [
            code(client.call(&GetCallerIdentity).await),
            code(client.call(&list).await),
            code(client.call(&CreateAccessKey { owner: &owner }).await),
            code(client.call(&GetAccessKeyLastUsed { id: &id }).await),
            code(client.call(&update).await),
            code(client.call(&DeleteAccessKey { owner: &owner, id: &id }).await),
        ]
    });

    assert_eq!(refusals, ["SignatureDoesNotMatch"; 6]);
    assert_eq!(user.keys(), [(key.id, "Active".to_owned())], "a refused action changed something");
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

#[test]
fn every_action_verifies_on_moto() {
    every_action_verifies_on(PeerKind::Moto);
}

#[test]
fn every_action_verifies_on_ministack() {
    every_action_verifies_on(PeerKind::Ministack);
}

#[test]
fn every_action_is_refused_with_a_wrong_secret_on_moto() {
    every_action_is_refused_with_a_wrong_secret_on(PeerKind::Moto);
}

#[test]
fn every_action_is_refused_with_a_wrong_secret_on_ministack() {
    every_action_is_refused_with_a_wrong_secret_on(PeerKind::Ministack);
}

#[test]
fn a_session_token_is_signed_on_moto() {
    let peer = start(PeerKind::Moto);
    let caller = block_on(client(&peer, &peer.assume_role("key-manager")).call(&GetCallerIdentity));
    let caller = caller.expect("GetCallerIdentity");
    assert!(matches!(caller.principal, Principal::Session(_)), "{caller:?}");
}

#[test]
fn a_session_token_is_signed_on_ministack() {
    let peer = start(PeerKind::Ministack);
    let user = peer.user("ada");
    let session = peer.session_of(&user.create_key());
    let caller =
        block_on(client(&peer, &session).call(&GetCallerIdentity)).expect("GetCallerIdentity");
    assert_eq!(caller.principal, Principal::User(user.name().to_owned()));
}

#[test]
fn moto_names_its_refusals() {
    let peer = start(PeerKind::Moto);
    let user = peer.user("ada");
    let (key, other) = (user.create_key(), user.create_key());
    let owner = KeyOwner::User(user.name().to_owned());
    let ada = client(&peer, &key);
    assert_eq!(code(block_on(ada.call(&CreateAccessKey { owner: &owner }))), "LimitExceeded");

    let nobody = KeyOwner::User("nobody".to_owned());
    assert_eq!(code(block_on(ada.access_keys(&nobody, None))), "NoSuchEntity");

    user.deny("iam:ListAccessKeys");
    assert_eq!(code(block_on(ada.access_keys(&owner, None))), "AccessDenied");

    user.delete(&other.id);
    let gone = client(&peer, &other);
    assert_eq!(code(block_on(gone.call(&GetCallerIdentity))), "InvalidClientTokenId");
}

#[test]
fn ministack_refuses_an_inactive_key() {
    let peer = start(PeerKind::Ministack);
    let user = peer.user("ada");
    let key = user.create_key();
    user.set_status(&key.id, "Inactive");
    let refused = block_on(client(&peer, &key).call(&GetCallerIdentity));
    assert_eq!(code(refused), "InvalidClientTokenId");
}

/// It refuses a clock that is an hour off, and its message contains the time.
#[test]
fn a_clock_that_is_off_is_corrected_on_ministack() {
    const HOUR: i64 = 3_600_000;
    let peer = start(PeerKind::Ministack);
    let key = peer.user("ada").create_key();
    let ahead = client_whose_clock_is_ahead(&peer, &key, Duration::from_hours(1));

    block_on(ahead.call(&GetCallerIdentity)).expect("the retry with the server's time");

    // The server's time is in whole seconds, and the request took a moment.
    let corrected = ahead.transport().corrected.get();
    assert!((-HOUR - 10_000..=-HOUR + 1_000).contains(&corrected), "by {corrected} ms");
}

#[test]
fn pages_are_read_to_the_end_on_roto() {
    let peer = start(PeerKind::Roto);
    let user = peer.user("ada");
    let (older, newer) = (user.create_key(), user.create_key());
    let client = client(&peer, &newer);
    let owner = KeyOwner::User(user.name().to_owned());

    let first = ListAccessKeys { owner: &owner, marker: None, max_items: Some(1) };
    let first = block_on(client.call(&first)).expect("one page");
    assert_eq!(first.keys.len(), 1);
    assert!(first.next.is_some(), "the first page is not the last");

    let all = block_on(client.access_keys(&owner, Some(1))).expect("every page");
    let ids: Vec<_> = all.iter().map(|key| key.id.as_str().to_owned()).collect();
    assert_eq!(sorted(ids), sorted(vec![older.id, newer.id]));
}
