//! Who is signed in, and what every screen may reach.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;

use super::road::{Demo, Road};
use crate::browser::clock;
use crate::browser::fetch::{self, Fetch, News};
use crate::browser::presence;
use crate::ui::parts::clip::Clip;
use crate::ui::parts::el::el;
use crate::ui::parts::kept::Kept;
use crate::ui::parts::state::State;
use keycutter_core::aws::{CallerIdentity, Client, Credentials, Endpoint, KeyOwner, Pause, Server};
use keycutter_core::simulator::{Scene, Simulator};

/// Credentials that AWS has recognised, not yet told whose keys to manage.
pub struct Arrival {
    /// Signs and sends.
    pub client: Rc<Client<Road>>,
    /// Who AWS says is calling.
    pub caller: CallerIdentity,
}

/// A signed-in tab: when it is dropped, the secrets in it are wiped.
#[derive(Clone)]
pub struct Session {
    arrival: Rc<Arrival>,
    owner: KeyOwner,
}

impl Session {
    /// A session that manages an owner's keys.
    pub fn new(arrival: Rc<Arrival>, owner: KeyOwner) -> Self {
        Self { arrival, owner }
    }

    /// Signs and sends.
    pub fn client(&self) -> &Rc<Client<Road>> {
        &self.arrival.client
    }

    /// Who is calling.
    pub fn caller(&self) -> &CallerIdentity {
        &self.arrival.caller
    }

    /// Whose keys are managed.
    pub fn owner(&self) -> &KeyOwner {
        &self.owner
    }
}

/// The session, for the components of the main screen.
#[derive(Clone, Copy)]
pub struct SignedIn(State<Session>);

impl SignedIn {
    /// Lends the session to the components below.
    pub fn provide(session: Session) -> Self {
        let signed_in = Self(State::new(session));
        provide_context(signed_in);
        signed_in
    }

    /// The session lent by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The session itself, to be held across an `await`.
    pub fn session(self) -> Session {
        self.0.get_untracked()
    }

    /// The same, from a timer that may outlive the screen.
    pub fn try_session(self) -> Option<Session> {
        self.0.try_get_untracked()
    }
}

/// Locks the tab: the session is dropped, and the first screen says why, if there is a reason. With
/// it goes what a lock goes by.
#[derive(Clone, Copy)]
pub struct Lock {
    run: Callback<Option<&'static str>>,
    /// How long the tab waits for a sign of its person before it locks itself, in minutes.
    minutes: State<i64>,
    /// The browser's own guard, as long as there is something to lose.
    unsaved: Kept,
    /// What is cleared along.
    clip: Clip,
}

impl Lock {
    /// Lends the lock to the components below.
    pub fn provide(run: Callback<Option<&'static str>>, clip: Clip) {
        let minutes = State::new(15);
        provide_context(Self { run, minutes, unsaved: Kept::nothing(), clip });
    }

    /// The lock lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Locks because the person asked for it.
    pub fn lock(self) {
        self.run.run(None);
    }

    /// Locks for a reason that is told.
    pub fn lock_because(self, reason: &'static str) {
        self.run.run(Some(reason));
    }

    /// How long the tab waits for a sign of its person, without following its changes.
    pub fn minutes(self) -> i64 {
        self.minutes.get_untracked()
    }

    /// Sets another time to wait.
    pub fn set_minutes(self, minutes: i64) {
        self.minutes.set(minutes);
    }

    /// Notes that there is a new key whose secret nobody has saved yet, or none any more. While
    /// there is, the browser asks before the page is left.
    pub fn set_unsaved(self, unsaved: bool) {
        self.unsaved.set(unsaved.then(|| Box::new(presence::guard()) as _));
    }

    /// Whether there is one.
    pub fn has_unsaved(self) -> bool {
        self.unsaved.is_set()
    }

    /// What this tab put on the clipboard.
    pub fn clip(self) -> Clip {
        self.clip
    }
}

/// Says things in a polite live region: the page's, or the open dialog's.
#[derive(Clone, Copy)]
pub struct Announcer(State<String>);

impl Announcer {
    /// Lends the announcer to the components below.
    pub fn provide() -> Self {
        let announcer = Self(State::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Says something. It stands until the next thing is said.
    pub fn say(self, text: impl Into<String>) {
        self.0.set(text.into());
    }

    /// Where it is said.
    pub fn region(self) -> AnyView {
        el("p").class("visually-hidden").attr("role", "status").text_by(move || self.0.get()).view()
    }
}

/// How requests fare: what is being waited for, whether the clock is off, and whether they leave the
/// tab at all.
#[derive(Clone, Copy)]
pub struct Network {
    demo: State<Option<Demo>>,
    pause: State<Option<Pause>>,
    clock_offset: State<i64>,
    /// Whose waits they are.
    client: State<Weak<Client<Road>>>,
    /// Whom it asks.
    server: State<Server>,
    /// All clients, as long as anyone has them.
    clients: State<Vec<Weak<Client<Road>>>>,
}

impl Network {
    /// Lends the news to the components below.
    pub fn provide() -> Self {
        let network = Self {
            demo: State::new(None),
            pause: State::new(None),
            clock_offset: State::new(0),
            client: State::new(Weak::new()),
            server: State::new(Server::Aws),
            clients: State::new(Vec::new()),
        };
        provide_context(network);
        network
    }

    /// The news lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A client whose news are told here. `None` when the browser has no way out.
    pub fn client(self, credentials: Credentials, place: Endpoint) -> Option<Rc<Client<Road>>> {
        let fetch = Fetch::new(Box::new(move |news| match news {
            News::Waits => self.note_waits(),
            News::ClockCorrected(millis) => {
                self.clock_offset.set(millis);
            }
        }));
        let road = Road::new(fetch?, self.demo());
        let client = Rc::new(Client::new(credentials, place, road));
        self.clients.update(|clients| {
            clients.retain(|client| client.strong_count() > 0);
            clients.push(Rc::downgrade(&client));
        });
        self.follow(&client);
        // Another server may have another time.
        self.clock_offset.set(0);
        Some(client)
    }

    /// Has the next clients ask a simulated account.
    pub fn begin_demo(self, scene: Scene) {
        let simulator = Simulator::new(scene, clock::now(), fetch::random_u32().into());
        self.demo.set(Some(Rc::new(RefCell::new(simulator))));
    }

    /// Has them ask their servers again.
    pub fn end_demo(self) {
        self.demo.set(None);
    }

    /// The simulated account, while the demo goes on.
    pub fn demo(self) -> Option<Demo> {
        self.demo.get_untracked()
    }

    /// Whether the demo goes on.
    pub fn is_demo(self) -> bool {
        self.demo.with(Option::is_some)
    }

    /// Takes `Cancel` to be about this client's waits from now on.
    pub fn follow(self, client: &Rc<Client<Road>>) {
        self.client.set(Rc::downgrade(client));
        self.server.set(client.endpoint().server());
        // Set even if it stays the same, for the followers' sake: see `State`.
        self.pause.set(self.waiting());
    }

    /// The client whose waits are told, while anyone has it.
    fn followed(self) -> Option<Rc<Client<Road>>> {
        self.client.get_untracked().upgrade()
    }

    /// Tells what that client waits for now. Others have their waits too, which `Cancel` is not about.
    fn note_waits(self) {
        let pause = self.waiting();
        if self.pause.get_untracked() != pause {
            self.pause.set(pause);
        }
    }

    fn waiting(self) -> Option<Pause> {
        self.followed().and_then(|client| client.transport().waiting())
    }

    /// Whose server is asked, or was asked last. What is told of it does not change with it.
    pub fn server(self) -> Server {
        self.server.get_untracked()
    }

    /// What is being waited for.
    pub fn pause(self) -> Option<Pause> {
        self.pause.get()
    }

    /// Ends the waits without another try.
    pub fn give_up(self) {
        if let Some(client) = self.followed() {
            client.transport().give_up();
        }
    }

    /// Aborts whatever any client has begun: nobody will see what comes of it, and it would keep its
    /// credentials until then.
    pub fn abort(self) {
        for client in self.clients.take().iter().filter_map(Weak::upgrade) {
            client.transport().abort();
        }
    }

    /// How far the server's clock is ahead of the device's, in milliseconds, once that mattered.
    pub fn clock_offset(self) -> i64 {
        self.clock_offset.get()
    }
}
