//! Work that takes a while and must not run twice at once.

use std::pin::Pin;

use leptos::task::spawn_local;

use super::local_signal::LocalSignal;

/// One piece of work that runs at most once at a time, such as what a button does.
///
/// Leptos's `Action` does the same, and keeps the last input and output too, which here would be a
/// secret. `docs/decisions.md` has what it weighs.
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

    /// Starts it, unless it is running or its part of the page is gone.
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
            // The view may be gone meanwhile, which `set` allows for.
            self.running.set(false);
        });
    }
}
