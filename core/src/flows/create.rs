//! Making an access key: the request, what can go wrong with it, and the secret, which the server
//! tells this once.
//!
//! ```text
//! start ─► Requesting ─► Created ─► closed
//!              ▲ │
//!              │ └─► NotCreated ─► closed, or the dialog that deletes a key
//!              └─────────┘ try again, look again
//! ```
//!
//! After every outcome the keys are listed and compared with those that are known: a browser sends a
//! request again whose reused connection broke, so one request can create two keys.
//!
//! Read [`State`] first, then [`Event`] and [`Effect`], then [`Create::update`], which is the whole
//! behaviour of the dialog:
//!
//! ```
//! # use keycutter_core::Secret;
//! # use keycutter_core::flows::Flow;
//! # use keycutter_core::flows::create::{Create, Effect, Event};
//! # use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
//! # let id = AccessKeyId::from_answer("AKIARZPUZDIKNEWKEY22");
//! # let key = AccessKey { id, status: Status::Active, created: None, user_name: None };
//! # let new_key = NewAccessKey { key, secret: Secret::from("secret".to_owned()) };
//! let (flow, effects) = Create::start(Vec::new());
//! assert_eq!(effects, [Effect::Create { known: Vec::new() }]);
//!
//! // The page asks for the key, and sends what came of it.
//! let (flow, effects) = flow.update(Event::Answered(Ok(new_key)));
//! assert!(flow.holds_new_key() && flow.is_unsaved());
//! assert!(effects.contains(&Effect::ListKeys));
//!
//! // Closing now would lose the secret, so the dialog asks first.
//! let (flow, effects) = flow.update(Event::Close);
//! assert!(flow.is_confirming_close() && effects.is_empty());
//! let (flow, _) = flow.update(Event::GoBack);
//!
//! let (flow, _) = flow.update(Event::Saved);
//! assert!(!flow.is_unsaved());
//! let (_, effects) = flow.update(Event::Close);
//! assert_eq!(effects, [Effect::Close]);
//! ```

mod events;
mod listing;
mod new_key;
mod of_tool;

use super::Flow;
use crate::aws::NotCreated;
use crate::keys::{AccessKeyId, NewAccessKey};
use crate::tools::Plan;

pub use events::{Effect, Event};
use listing::Listing;
use new_key::Leaving;
pub use new_key::{Created, Custody};

/// The custody in which the button `Close` lets the secret go unasked: the person had their chance.
const ENOUGH_TO_CLOSE: Custody = Custody::Shown;

/// The same for the Escape key, which is pressed by accident more easily than a button.
const ENOUGH_TO_ESCAPE: Custody = Custody::Copied;

/// The dialog `Create Access Key`. It exists from the request on until it is closed.
#[derive(Debug)]
pub struct Create {
    /// The keys that this tab can account for: those listed before the request, and the new one.
    known: Vec<AccessKeyId>,
    listing: Listing,
    state: State,
    plan: Option<Box<Plan>>,
}

/// How far it has come.
#[derive(Debug)]
pub enum State {
    /// The server is being asked. The request cannot be called back.
    Requesting(Request),
    /// There is no key to show.
    NotCreated(NotCreated),
    /// The key is here.
    Created(Created),
}

/// What the server is being asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A key.
    Create,
    /// What came of a request whose answer did not arrive.
    ResolveLost,
}

impl Create {
    /// Asks for a key. `known` are the keys that are known already, deleted ones included.
    #[must_use]
    pub fn start(known: Vec<AccessKeyId>) -> (Self, Vec<Effect>) {
        let state = State::Requesting(Request::Create);
        Self { known, listing: Listing::default(), state, plan: None }.create()
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The new key, once it is here.
    #[must_use]
    pub fn created(&self) -> Option<&Created> {
        match &self.state {
            State::Created(created) => Some(created),
            _ => None,
        }
    }

    /// Whether there is a secret that would be lost with the page, or one may be on its way: the
    /// idle lock warns of it.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        match &self.state {
            State::Requesting(_) => true,
            State::Created(created) => created.is_unsaved(),
            State::NotCreated(_) => false,
        }
    }

    /// Whether the browser asks before the page is left: it does not tell whether a file that it was
    /// handed is saved, so until the dialog is closed.
    #[must_use]
    pub fn guards_leaving(&self) -> bool {
        self.is_unsaved() || self.holds_new_key()
    }

    /// Whether a new key is on screen, which nothing may cover: new credentials are asked for once
    /// it is put away.
    #[must_use]
    pub fn holds_new_key(&self) -> bool {
        self.created().is_some()
    }

    /// Whether the person is being asked if the secret may go.
    #[must_use]
    pub fn is_confirming_close(&self) -> bool {
        self.created().is_some_and(Created::is_confirming_close)
    }

    /// Whether [`Event::Close`] closes the dialog at once.
    #[must_use]
    pub fn may_close(&self) -> bool {
        matches!(self.leaving(ENOUGH_TO_CLOSE), Leaving::Close)
    }

    /// The keys that were listed after the last outcome and that this tab cannot account for. Each
    /// may be this tab's, since browsers send a request again whose connection broke, or someone
    /// else's: they are named, and none is deleted on a guess.
    #[must_use]
    pub fn unaccounted(&self) -> &[AccessKeyId] {
        &self.listing.unaccounted
    }

    /// Whether the keys could not be listed after an outcome that is certain otherwise, so that
    /// [`Create::unaccounted`] may lack one.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.listing.is_failed && !matches!(self.state, State::NotCreated(NotCreated::Unknown(_)))
    }

    /// What leaving means, where a secret in this custody or better may go unasked.
    fn leaving(&self, enough: Custody) -> Leaving {
        match &self.state {
            // Leaving now could lose a secret for good.
            State::Requesting(_) => Leaving::Stay,
            State::NotCreated(_) => Leaving::Close,
            State::Created(created) => created.leaving(enough),
        }
    }

    fn leave(self, enough: Custody) -> (Self, Vec<Effect>) {
        match self.leaving(enough) {
            Leaving::Stay => (self, vec![]),
            Leaving::Ask => self.change(|created| created.set_confirming_close(true)),
            Leaving::Close => (self, vec![Effect::Close]),
        }
    }

    fn answered(mut self, outcome: Result<NewAccessKey, NotCreated>) -> (Self, Vec<Effect>) {
        match (&self.state, outcome) {
            (State::Requesting(Request::Create), Ok(new)) => {
                let key = new.key.clone();
                self.known.push(key.id.clone());
                let effects = vec![Effect::AddKey(key), Effect::ListKeys];
                self.enter(State::Created(Created::new(new)), effects)
            }
            (State::Requesting(Request::Create), Err(not_created)) => self.not_created(not_created),
            _ => (self, vec![]),
        }
    }

    fn not_created(self, not_created: NotCreated) -> (Self, Vec<Effect>) {
        self.enter(State::NotCreated(not_created), vec![Effect::ListKeys])
    }

    fn listed(mut self, ids: Vec<AccessKeyId>) -> (Self, Vec<Effect>) {
        let named = match &self.state {
            // The list may name the key that is being made.
            State::Requesting(_) => return (self, vec![]),
            State::NotCreated(NotCreated::Lost(id, _)) => Some(id),
            _ => None,
        };
        // A list without the new key lags behind, and may lack another one too.
        let is_stale = self.created().is_some_and(|it| !ids.contains(&it.new_key().key.id));
        let is_accounted = |id: &AccessKeyId| named == Some(id) || self.known.contains(id);
        let unaccounted = ids.into_iter().filter(|id| !is_accounted(id)).collect();
        let lists_again = is_stale && !self.listing.is_second;
        self.listing = Listing { unaccounted, is_failed: false, is_second: lists_again };
        (self, if lists_again { vec![Effect::ListKeysLater] } else { vec![] })
    }

    fn not_listed(mut self) -> (Self, Vec<Effect>) {
        self.listing.is_failed = !matches!(self.state, State::Requesting(_));
        (self, vec![])
    }

    fn create(self) -> (Self, Vec<Effect>) {
        let known = self.known.clone();
        self.request(Request::Create, Effect::Create { known })
    }

    fn look_again(self) -> (Self, Vec<Effect>) {
        let State::NotCreated(NotCreated::Unknown(error)) = &self.state else {
            return (self, vec![]);
        };
        let effect = Effect::ResolveLost { known: self.known.clone(), error: error.clone() };
        self.request(Request::ResolveLost, effect)
    }

    fn delete_lost(self) -> (Self, Vec<Effect>) {
        let effect = match &self.state {
            State::NotCreated(NotCreated::Lost(id, _)) => Some(Effect::OpenDelete(id.clone())),
            _ => None,
        };
        (self, effect.into_iter().collect())
    }

    fn request(self, request: Request, effect: Effect) -> (Self, Vec<Effect>) {
        let flow = Self { listing: Listing::default(), ..self };
        flow.enter(State::Requesting(request), vec![effect])
    }

    fn enter(self, state: State, effects: Vec<Effect>) -> (Self, Vec<Effect>) {
        (Self { state, ..self }, effects)
    }

    fn change(mut self, change: impl FnOnce(&mut Created)) -> (Self, Vec<Effect>) {
        if let State::Created(created) = &mut self.state {
            change(created);
        }
        (self, vec![])
    }
}

impl Flow for Create {
    type Event = Event;
    type Effect = Effect;

    fn update(self, event: Event) -> (Self, Vec<Effect>) {
        match event {
            Event::Answered(outcome) => self.answered(outcome),
            Event::Resolved(outcome) => match self.state {
                State::Requesting(Request::ResolveLost) => self.not_created(outcome),
                _ => (self, vec![]),
            },
            Event::Listed(ids) => self.listed(ids),
            Event::NotListed => self.not_listed(),
            Event::TryAgain => match self.state {
                State::NotCreated(NotCreated::Nothing(_)) => self.create(),
                _ => (self, vec![]),
            },
            Event::LookAgain => self.look_again(),
            Event::DeleteLost => self.delete_lost(),
            Event::Show => self.change(|created| created.set_visible(true)),
            Event::Hide => self.change(|created| created.set_visible(false)),
            Event::Copied(id) => self.change(|created| created.note_copied(&id)),
            Event::Saved => self.change(Created::note_saved),
            Event::SaveRefused => self.change(Created::note_save_refused),
            Event::Escape if self.is_confirming_close() => self.update(Event::GoBack),
            Event::Escape => self.leave(ENOUGH_TO_ESCAPE),
            Event::Close => self.leave(ENOUGH_TO_CLOSE),
            Event::GoBack => self.change(|created| created.set_confirming_close(false)),
            Event::Discard if self.is_confirming_close() => (self, vec![Effect::Close]),
            Event::Discard => (self, vec![]),
        }
    }
}
