//! Panics of stories as errors.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Where the last panic of this thread was raised, while it runs a story.
    static PANICKED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the panics of stories from being printed: each is reported once, when its story ends.
pub fn report_panics_later() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let location = panic.location().map(ToString::to_string);
        let in_story = PANICKED_AT
            .with_borrow_mut(|at| at.as_mut().map(|at| *at = location.unwrap_or_default()));
        if in_story.is_none() {
            default(panic);
        }
    }));
}

/// Runs the steps. The error is the location and message of a panic.
pub(super) fn catch(steps: impl FnOnce()) -> Result<(), String> {
    PANICKED_AT.set(Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(steps));
    let location = PANICKED_AT.take().unwrap_or_default();
    outcome.map_err(|panic| format!("{location}: {}", message(panic.as_ref())))
}

fn message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "a panic without a message".to_owned())
}
