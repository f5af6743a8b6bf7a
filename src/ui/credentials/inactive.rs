//! The warning before the tab's own key is made inactive.

use leptos::prelude::*;

use super::bench::{Bench, Open};
use crate::aws::Error;
use crate::keys::{AccessKeyId, Status};
use crate::ui::parts::branch::branch;
use crate::ui::parts::cut::named_cut;
use crate::ui::parts::dialog::Dialog;
use crate::ui::parts::failure::told;
use crate::ui::parts::task::Task;

/// Making the key in use inactive locks the tab: better to know it first.
#[component]
pub fn InactiveDialog(
    /// The key in use.
    id: AccessKeyId,
) -> impl IntoView {
    let bench = Bench::expect();
    let failure = RwSignal::new(None::<Error>);
    let close = Callback::new(move |()| bench.show(Open::Nothing));
    let named = named_cut(&id);
    let go = Task::new();
    let on_go = move |_| {
        let id = id.clone();
        go.start(async move {
            failure.set(None);
            let outcome = bench.set_status(&id, Status::Inactive).await;
            failure.try_set(outcome.err());
        });
    };
    view! {
        <Dialog title="Make this key inactive?" id="inactive-title" on_escape=close>
            {named}
            <p>
                "This is the key the tab is signed in with. Once it is inactive it signs nothing more, so the tab locks. To make it active again you need another key, or the AWS console."
            </p>
            {branch(move || told(failure.get()))}
            <div class="buttons">
                <button class="button" type="button" on:click=move |_| close.run(())>
                    "Cancel"
                </button>
                <button
                    class="button button-danger"
                    type="button"
                    aria-disabled=move || go.busy()
                    on:click=on_go
                >
                    "Make Inactive"
                </button>
            </div>
        </Dialog>
    }
}
