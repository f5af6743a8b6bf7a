//! Holds a flow of the core for a view.

use keycutter_core::flows::Flow;

use super::local_signal::LocalSignal;

/// A flow that views follow. It lives as long as the part of the page that made it.
///
/// The view renders the flow's state and dispatches events; the flow says what to do next as
/// effects, which `perform` does. What comes of an effect is dispatched as another event.
pub struct FlowHandle<F: Flow + 'static>(LocalSignal<Held<F>>);

struct Held<F: Flow + 'static> {
    /// `None` only while an event is being handled.
    flow: Option<F>,
    perform: Perform<F>,
}

type Perform<F> = std::rc::Rc<dyn Fn(FlowHandle<F>, <F as Flow>::Effect)>;

impl<F: Flow + 'static> FlowHandle<F> {
    /// Holds a flow, and performs the effects that it starts with.
    pub fn start(
        (flow, effects): (F, Vec<F::Effect>),
        perform: impl Fn(Self, F::Effect) + 'static,
    ) -> Self {
        let perform: Perform<F> = std::rc::Rc::new(perform);
        let held = Held { flow: Some(flow), perform: perform.clone() };
        let handle = Self(LocalSignal::new(held));
        handle.perform_all(&perform, effects);
        handle
    }

    /// Handles an event. Nothing happens when the view is gone: work may end after it.
    #[inline(never)]
    pub fn dispatch(self, event: F::Event) {
        let mut next = None;
        self.0.update(|held| {
            if let Some(flow) = held.flow.take() {
                let (flow, effects) = flow.update(event);
                held.flow = Some(flow);
                next = Some((held.perform.clone(), effects));
            }
        });
        if let Some((perform, effects)) = next {
            self.perform_all(&perform, effects);
        }
    }

    /// Reads the flow and follows it.
    ///
    /// # Panics
    ///
    /// When the view is gone, as [`LocalSignal::with`].
    pub fn with<U>(self, read: impl FnOnce(&F) -> U) -> U {
        self.0.with(|held| read(held.flow.as_ref().expect("no view is rendered amid an event")))
    }

    /// Reads the flow without following it; `None` when the view is gone.
    pub fn with_untracked<U>(self, read: impl FnOnce(&F) -> U) -> Option<U> {
        self.0.try_with_untracked(|held| held.flow.as_ref().map(read)).flatten()
    }

    #[inline(never)]
    fn perform_all(self, perform: &Perform<F>, effects: Vec<F::Effect>) {
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
