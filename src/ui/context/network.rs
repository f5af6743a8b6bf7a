//! The clients of this tab, and what is known of their requests.

use std::rc::{Rc, Weak};

use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::fetch::{self, Fetch, NetworkEvent};
use crate::browser::part::NotLoaded;
use crate::ui::context::transport::{AppTransport, DEMO, Demo};
use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::{Client, Credentials, Endpoint, Pause, Server};
use keycutter_core::simulator::Scene;

/// What is being waited for, whether the clock is off, and whether requests leave the tab at all.
#[derive(Clone, Copy)]
pub struct Network {
    demo: LocalSignal<Option<Demo>>,
    pause: LocalSignal<Option<Pause>>,
    clock_offset: LocalSignal<i64>,
    /// Whose waits are shown.
    client: LocalSignal<Weak<Client<AppTransport>>>,
    /// Which server it calls.
    server: LocalSignal<Server>,
    /// All clients that exist.
    clients: LocalSignal<Vec<Weak<Client<AppTransport>>>>,
}

impl Network {
    /// Provides it to the views below.
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

    /// The network provided by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A client whose waits are shown. `None` where there is no window to send from.
    pub fn client(
        self,
        credentials: Credentials,
        endpoint: Endpoint,
    ) -> Option<Rc<Client<AppTransport>>> {
        let fetch = Fetch::new(Box::new(move |event| match event {
            NetworkEvent::WaitsChanged => self.note_waits(),
            NetworkEvent::ClockCorrected(millis) => {
                self.clock_offset.set(millis);
            }
        }));
        let transport = AppTransport::new(fetch?, self.demo());
        let client = Rc::new(Client::new(credentials, endpoint, transport));
        self.clients.update(|clients| {
            clients.retain(|client| client.strong_count() > 0);
            clients.push(Rc::downgrade(&client));
        });
        self.follow(&client);
        // Another server may have another time.
        self.clock_offset.set(0);
        Some(client)
    }

    /// Lets later clients call a simulated account.
    ///
    /// # Errors
    ///
    /// [`NotLoaded`].
    pub async fn begin_demo(self, scene: Scene) -> Result<(), NotLoaded> {
        let simulate = DEMO.load().await?;
        self.demo.set(Some(simulate(scene, clock::now(), fetch::random_u32().into())));
        Ok(())
    }

    /// Lets later clients call their servers again.
    pub fn end_demo(self) {
        self.demo.set(None);
    }

    /// The simulated account, while the demo goes on.
    pub fn demo(self) -> Option<Demo> {
        self.demo.get_untracked()
    }

    /// Whether the demo goes on; followed.
    pub fn is_demo(self) -> bool {
        self.demo.with(Option::is_some)
    }

    /// Shows this client's waits from now on, which `Cancel` ends.
    pub fn follow(self, client: &Rc<Client<AppTransport>>) {
        self.client.set(Rc::downgrade(client));
        self.server.set(client.endpoint().server());
        // Set even if it is the same, which frees followers that are gone: see `LocalSignal`.
        self.pause.set(self.waiting());
    }

    /// The client whose waits are shown, if it still exists.
    fn followed(self) -> Option<Rc<Client<AppTransport>>> {
        self.client.get_untracked().upgrade()
    }

    /// Shows what that client waits for now. Waits of other clients are not shown.
    fn note_waits(self) {
        let pause = self.waiting();
        if self.pause.get_untracked() != pause {
            self.pause.set(pause);
        }
    }

    fn waiting(self) -> Option<Pause> {
        self.followed().and_then(|client| client.transport().waiting())
    }

    /// The server that is called, or was called last. Not followed.
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

    /// Aborts the requests of all clients: their results would not be seen, and each request keeps
    /// its credentials until it ends.
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
