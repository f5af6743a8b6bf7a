//! How requests fare, and where the clients of a tab are kept.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::fetch::{self, Fetch, NetworkEvent};
use crate::ui::context::transport::{AppTransport, Demo};
use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::{Client, Credentials, Endpoint, Pause, Server};
use keycutter_core::simulator::{Scene, Simulator};

/// How requests fare: what is being waited for, whether the clock is off, and whether they leave the
/// tab at all.
#[derive(Clone, Copy)]
pub struct Network {
    demo: LocalSignal<Option<Demo>>,
    pause: LocalSignal<Option<Pause>>,
    clock_offset: LocalSignal<i64>,
    /// Whose waits they are.
    client: LocalSignal<Weak<Client<AppTransport>>>,
    /// Whom it asks.
    server: LocalSignal<Server>,
    /// All clients, as long as anyone has them.
    clients: LocalSignal<Vec<Weak<Client<AppTransport>>>>,
}

impl Network {
    /// Lends the news to the components below.
    pub fn provide() -> Self {
        let network = Self {
            demo: LocalSignal::new(None),
            pause: LocalSignal::new(None),
            clock_offset: LocalSignal::new(0),
            client: LocalSignal::new(Weak::new()),
            server: LocalSignal::new(Server::Aws),
            clients: LocalSignal::new(Vec::new()),
        };
        provide_context(network);
        network
    }

    /// The news lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A client whose news are told here. `None` when the browser has no way out.
    pub fn client(
        self,
        credentials: Credentials,
        place: Endpoint,
    ) -> Option<Rc<Client<AppTransport>>> {
        let fetch = Fetch::new(Box::new(move |event| match event {
            NetworkEvent::WaitsChanged => self.note_waits(),
            NetworkEvent::ClockCorrected(millis) => {
                self.clock_offset.set(millis);
            }
        }));
        let road = AppTransport::new(fetch?, self.demo());
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
    pub fn follow(self, client: &Rc<Client<AppTransport>>) {
        self.client.set(Rc::downgrade(client));
        self.server.set(client.endpoint().server());
        // Set even if it stays the same, for the followers' sake: see `LocalSignal`.
        self.pause.set(self.waiting());
    }

    /// The client whose waits are told, while anyone has it.
    fn followed(self) -> Option<Rc<Client<AppTransport>>> {
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
