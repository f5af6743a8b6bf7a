//! What a dialog asks the server for, and how it is left meanwhile.

use std::pin::Pin;

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::network::Network;
use crate::ui::features::failure::told;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dynamic::dynamic;
use keycutter_core::aws::Error;

/// One request at a time for a dialog, told in it when it fails.
#[derive(Clone, Copy)]
pub struct DialogRequest {
    model: KeysModel,
    network: Network,
    /// The dialog it is for.
    dialog: LocalSignal<Dialog>,
    task: SingleFlight,
    failure: LocalSignal<Option<Error>>,
    /// Whether the person wants to leave.
    leaving: LocalSignal<bool>,
}

impl DialogRequest {
    /// Nothing is asked for yet.
    pub fn new(dialog: Dialog) -> Self {
        Self {
            model: KeysModel::expect(),
            network: Network::expect(),
            dialog: LocalSignal::new(dialog),
            task: SingleFlight::new(),
            failure: LocalSignal::new(None),
            leaving: LocalSignal::new(false),
        }
    }

    /// Asks. When it is done the dialog closes, if `closes` says so or the person wants to leave.
    pub fn start(self, closes: bool, work: impl Future<Output = Result<(), Error>> + 'static) {
        self.run(closes, Box::pin(work));
    }

    fn run(self, closes: bool, work: Pin<Box<dyn Future<Output = Result<(), Error>>>>) {
        self.task.start(async move {
            self.failure.set(None);
            let outcome = work.await;
            let leaving = self.leaving.try_get_untracked() == Some(true);
            match outcome {
                Ok(()) if closes || leaving => self.close(),
                // The button that asked for it may go.
                Ok(()) => focus::recover_focus(),
                Err(error) if leaving => {
                    self.model.note_failure(Some(error));
                    self.close();
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Closes the dialog; while it waits for an answer, only once that is known. A wait before
    /// another try is given up.
    pub fn leave(self) {
        if self.task.is_running() {
            self.leaving.set(true);
            self.network.give_up();
        } else {
            self.close();
        }
    }

    /// What `aria-disabled` says while it waits for an answer.
    pub fn busy(self) -> Option<&'static str> {
        self.task.busy()
    }

    /// Why it failed.
    pub fn told(self) -> AnyView {
        dynamic(move || told(self.failure.get()))
    }

    /// Another dialog may have taken its place.
    fn close(self) {
        if let Some(dialog) = self.dialog.try_get_untracked() {
            self.model.close(&dialog);
        }
    }
}
