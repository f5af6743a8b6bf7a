//! An AWS account in memory, for the demo and for tests.
//!
//! [`Simulator::answer`] stands where the network stands otherwise: it takes the very bytes the
//! client would send, verifies signature and clock, reads the form, holds the caller to a policy
//! and the account to its quota, and answers in AWS's XML and in AWS's words. How it differs from
//! servers nobody here wrote is listed in `tests/e2e/peers/parity/`.
//!
//! Nothing in it opens anything, and its keys say so wherever they are taken: ids begin with
//! `AKIADEMO` or `ASIADEMO`, secrets with `DemoKeyNotReal`, session tokens with `DemoTokenNotReal`.
//!
//! | file | what it does |
//! |---|---|
//! | `scene.rs` | what a demo begins with, and what goes wrong in it |
//! | `service.rs` | requests in, answers out |
//! | `guard.rs` | who signed a request |
//! | `account.rs` | who is in the account, their keys, IAM's rules |
//! | `form.rs`, `xml.rs` | the Query protocol, from the server's side |
//! | `draw.rs` | ids and secrets that only look random |

mod account;
mod draw;
mod form;
mod guard;
mod scene;
mod service;
mod xml;

use crate::aws::Credentials;
use crate::{Secret, Timestamp};
use account::{Account, Key};
use draw::Draw;

pub use scene::Scene;

/// Credentials asked for again last this long, in milliseconds.
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
    handed: Credentials,
    /// The forms refused for haste, once for each time.
    hurried: Vec<String>,
    /// How many access keys were asked for.
    creations: u32,
    /// How many more requests are to be lost on their way.
    to_lose: u32,
}

impl Simulator {
    /// An account as a scene begins, at this time of the device's. `draw` is any random number: the
    /// same one gives the same ids and secrets.
    #[must_use]
    pub fn new(scene: Scene, now: Timestamp, draw: u64) -> Self {
        let now = scene.server_time(now);
        let mut account = Account::new(scene == Scene::NewAccount, now, Draw::new(draw));
        let visitor = scene.visitor();
        // Whoever has no key at hand is made one, or a session.
        let is_at_hand = |key: &Key| key.active && key.holder.is(visitor) && scene.life().is_none();
        let place = match account.keys.iter().position(is_at_hand) {
            Some(place) => place,
            None => account.make(visitor, now, scene.life()),
        };
        let mut handed = account.keys[place].credentials.duplicate();
        if scene == Scene::Secret {
            let wrong = Secret::from(account.draw.secret());
            handed = Credentials::new(handed.access_key_id().clone(), wrong, None);
        }
        Self { scene, account, handed, hurried: Vec::new(), creations: 0, to_lose: 0 }
    }

    /// What the visitor signs in with.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.handed.duplicate()
    }

    /// The same again, or where it is temporary, new credentials of the same identity: for when the
    /// first have run out.
    pub fn renew(&mut self, now: Timestamp) -> Credentials {
        if self.handed.session_token().is_some() {
            let now = self.scene.server_time(now);
            let place = self.account.make(self.scene.visitor(), now, Some(RENEWED));
            self.handed = self.account.keys[place].credentials.duplicate();
        }
        self.credentials()
    }
}
