//! An AWS account in memory, for the demo and for tests.
//!
//! [`Simulator::answer`] replaces the network: it takes the bytes that the client would send,
//! verifies signature and clock, reads the form, applies policies and the quota, and responds in
//! AWS's XML and wording. Its differences from real servers are listed in `tests/e2e/peers/parity/`.
//!
//! Its keys open nothing, and say so wherever they are copied: ids begin with `AKIADEMO` or
//! `ASIADEMO`, secrets with `DemoKeyNotReal`, session tokens with `DemoTokenNotReal`.
//!
//! | file | what it does |
//! |---|---|
//! | `scene.rs` | what a demo begins with, and what goes wrong in it |
//! | `respond.rs` | requests in, responses out |
//! | `authenticate.rs` | who signed a request |
//! | `actions.rs`, `user_changes.rs` | the actions of IAM and STS |
//! | `account.rs`, `people.rs` | keys and sessions; identities and their permissions |
//! | `form.rs`, `page.rs`, `xml.rs`, `refusal.rs` | the Query protocol, on the server's side |
//! | `random.rs` | ids and secrets |

mod account;
mod actions;
mod authenticate;
mod form;
mod page;
mod people;
mod random;
mod refusal;
mod respond;
mod scene;
mod user_changes;
mod xml;

use crate::aws::Credentials;
use crate::{Secret, Timestamp};
use account::{Account, Key};
use random::Random;

pub use scene::Scene;

/// The lifetime of renewed credentials, in milliseconds.
const RENEWED: i64 = 3_600_000;

/// One simulated account, with an IAM and an STS.
///
/// ```
/// # use keycutter_core::{Timestamp, simulator::{Scene, Simulator}};
/// let simulator = Simulator::new(Scene::User, Timestamp::from_millis(1_795_000_000_000), 7);
/// let credentials = simulator.credentials();
/// assert!(credentials.access_key_id().as_str().starts_with("AKIADEMO"));
/// assert!(credentials.secret_access_key().expose().starts_with("DemoKeyNotReal"));
/// ```
pub struct Simulator {
    scene: Scene,
    account: Account,
    credentials: Credentials,
    /// The forms that were throttled, each as often as it was.
    throttled: Vec<String>,
    /// How many times the creation of a key was requested.
    creations: u32,
    /// How many of the next requests are lost.
    to_lose: u32,
}

impl Simulator {
    /// An account as a scene begins, at this time of the device. The same seed gives the same ids and
    /// secrets.
    #[must_use]
    pub fn new(scene: Scene, now: Timestamp, seed: u64) -> Self {
        let now = scene.server_time(now);
        let mut account = Account::new(scene == Scene::NewAccount, now, Random::new(seed));
        let identity = scene.identity();
        // An identity without a long-term key gets one, or a session.
        let is_usable =
            |key: &Key| key.active && key.holder.is(identity) && scene.lifetime().is_none();
        let index = match account.keys.iter().position(is_usable) {
            Some(index) => index,
            None => account.add_key(identity, now, scene.lifetime()),
        };
        let mut credentials = account.keys[index].credentials.duplicate();
        if scene == Scene::Secret {
            let wrong = Secret::from(account.random.secret());
            credentials = Credentials::new(credentials.access_key_id().clone(), wrong, None);
        }
        Self { scene, account, credentials, throttled: Vec::new(), creations: 0, to_lose: 0 }
    }

    /// The credentials to sign in with.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.credentials.duplicate()
    }

    /// New credentials of the same identity, if they are temporary; the same ones otherwise.
    pub fn renew(&mut self, now: Timestamp) -> Credentials {
        if self.credentials.session_token().is_some() {
            let now = self.scene.server_time(now);
            let index = self.account.add_key(self.scene.identity(), now, Some(RENEWED));
            self.credentials = self.account.keys[index].credentials.duplicate();
        }
        self.credentials()
    }
}
