//! A flow that is not tied to the part of the page that started it.

use keycutter_core::flows::Flow;
use leptos::prelude::{Owner, on_cleanup};

use super::flow::FlowHandle;

/// Owns a flow, such as that of the dialog that is open: the flow is dropped with the last clone of
/// this.
///
/// A [`FlowHandle`] lives as long as the view that makes it. What is started by an event belongs to
/// no view, so it is owned here instead, and by the view that renders it with [`OwnedFlow::keep`].
pub struct OwnedFlow<F: Flow + 'static> {
    handle: FlowHandle<F>,
    owner: Owner,
}

impl<F: Flow + 'static> OwnedFlow<F> {
    /// Starts a flow, as [`FlowHandle::start`]. It lives no longer than `parent`: an event's own
    /// owner goes with the button that was pressed, which may be replaced while the flow goes on.
    pub fn start(
        parent: &Owner,
        first: (F, Vec<F::Effect>),
        perform: impl Fn(FlowHandle<F>, F::Effect) + 'static,
    ) -> Self {
        let owner = parent.with(Owner::new);
        let handle = owner.with(|| FlowHandle::start(first, perform));
        Self { handle, owner }
    }

    /// Reads the flow and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&F) -> U) -> U {
        self.handle.with(read)
    }

    /// A handle for the view that is being made, which keeps the flow as long as the view is there.
    pub fn keep(self) -> FlowHandle<F> {
        let Self { handle, owner } = self;
        on_cleanup(move || drop(owner));
        handle
    }
}

impl<F: Flow + 'static> Clone for OwnedFlow<F> {
    fn clone(&self) -> Self {
        Self { handle: self.handle, owner: self.owner.clone() }
    }
}
