//! The warning before the tab's own key is made inactive.

use leptos::prelude::*;

use super::bench::{Bench, Open};
use crate::aws::Error;
use crate::keys::{AccessKeyId, Status};
use crate::ui::parts::branch::branch;
use crate::ui::parts::cut::named_cut;
use crate::ui::parts::dialog::dialog;
use crate::ui::parts::el::{button, el};
use crate::ui::parts::failure::told;
use crate::ui::parts::state::State;
use crate::ui::parts::task::Task;

/// Making the key in use inactive locks the tab: better to know it first.
pub fn inactive_dialog(
    // The key in use.
    id: AccessKeyId,
) -> AnyView {
    let bench = Bench::expect();
    let failure = State::new(None::<Error>);
    let close = Callback::new(move |()| bench.show(Open::Nothing));
    let named = named_cut(&id);
    let go = Task::new();
    let on_go = move || {
        let id = id.clone();
        go.start(async move {
            failure.set(None);
            let outcome = bench.set_status(&id, Status::Inactive).await;
            failure.set(outcome.err());
        });
    };
    dialog(
        "Make this key inactive?",
        "inactive-title",
        close,
        vec![
            named,
            el("p")
                .text(
                    "This is the key the tab is signed in with. Once it is inactive it signs \
                     nothing more, so the tab locks. To make it active again you need \
                     another key, or the AWS console.",
                )
                .view(),
            branch(move || told(failure.get())),
            el("div")
                .class("buttons")
                .child(button("button").press(move || close.run(())).text("Cancel"))
                .child(
                    button("button button-danger")
                        .attr_by("aria-disabled", move || go.busy())
                        .press(on_go)
                        .text("Make Inactive"),
                )
                .view(),
        ],
    )
}
