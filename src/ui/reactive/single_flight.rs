//! Work that takes a while.

use std::pin::Pin;

use crate::ui::reactive::local_signal::LocalSignal;
use leptos::task::spawn_local;

/// One piece of work that runs at most once at a time, such as what a button does.
///
/// Leptos's `Action` does the same and keeps the last input and answer too, which here would be a
/// secret; it also weighs some 4 kB over the wire more.
#[derive(Clone, Copy)]
pub struct SingleFlight {
    running: LocalSignal<bool>,
}

impl SingleFlight {
    /// Nothing runs yet.
    pub fn new() -> Self {
        Self { running: LocalSignal::new(false) }
    }

    /// Whether it is running.
    pub fn running(self) -> bool {
        self.running.get()
    }

    /// The same, for whatever does not follow it.
    pub fn is_running(self) -> bool {
        self.running.try_get_untracked() == Some(true)
    }

    /// What `aria-disabled` says while it is running.
    pub fn busy(self) -> Option<&'static str> {
        self.running().then_some("true")
    }

    /// Starts it, unless it is running already or its part of the page is gone.
    pub fn start(self, work: impl Future<Output = ()> + 'static) {
        self.run(Box::pin(work));
    }

    fn run(self, work: Pin<Box<dyn Future<Output = ()>>>) {
        if self.running.try_get_untracked() != Some(false) {
            return;
        }
        self.running.set(true);
        spawn_local(async move {
            work.await;
            // The view may have gone meanwhile.
            self.running.set(false);
        });
    }
}
