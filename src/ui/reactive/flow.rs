//! Holds a flow of the core for a view.

use keycutter_core::flows::Flow;

use super::local_signal::LocalSignal;

/// A flow that views follow. It lives as long as the part of the page that made it.
///
/// The view renders the flow's state and dispatches events; the flow says what to do next as
/// effects, which `perform` does. What comes of an effect is dispatched as another event.
pub struct FlowHandle<F: Flow + 'static> {
    /// `None` only while an event is being handled.
    flow: LocalSignal<Option<F>>,
    perform: LocalSignal<Perform<F>>,
}

type Perform<F> = std::rc::Rc<dyn Fn(FlowHandle<F>, <F as Flow>::Effect)>;

impl<F: Flow + 'static> FlowHandle<F> {
    /// Holds a flow, and performs the effects that it starts with.
    pub fn start(
        (flow, effects): (F, Vec<F::Effect>),
        perform: impl Fn(Self, F::Effect) + 'static,
    ) -> Self {
        let perform: Perform<F> = std::rc::Rc::new(perform);
        let handle =
            Self { flow: LocalSignal::new(Some(flow)), perform: LocalSignal::new(perform) };
        handle.perform_all(effects);
        handle
    }

    /// Handles an event. Nothing happens when the view is gone: work may end after it.
    #[inline(never)]
    pub fn dispatch(self, event: F::Event) {
        let mut effects = Vec::new();
        self.flow.update(|slot| {
            if let Some(flow) = slot.take() {
                let (flow, next) = flow.update(event);
                *slot = Some(flow);
                effects = next;
            }
        });
        self.perform_all(effects);
    }

    /// Reads the flow and follows it.
    ///
    /// # Panics
    ///
    /// When the view is gone, as [`LocalSignal::with`].
    pub fn with<U>(self, read: impl FnOnce(&F) -> U) -> U {
        self.flow.with(|flow| read(flow.as_ref().expect("no view is rendered amid an event")))
    }

    /// Reads the flow without following it; `None` when the view is gone.
    pub fn with_untracked<U>(self, read: impl FnOnce(&F) -> U) -> Option<U> {
        self.flow.try_with_untracked(|flow| flow.as_ref().map(read)).flatten()
    }

    #[inline(never)]
    fn perform_all(self, effects: Vec<F::Effect>) {
        let Some(perform) = self.perform.try_get_untracked() else { return };
        for effect in effects {
            perform(self, effect);
        }
    }
}

impl<F: Flow + 'static> Clone for FlowHandle<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Flow + 'static> Copy for FlowHandle<F> {}
