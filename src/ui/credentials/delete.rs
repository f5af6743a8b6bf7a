//! Deleting a key, for good.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::bench::{Bench, Open};
use crate::aws::Error;
use crate::keys::{AccessKeyId, KeyRing, Status};
use crate::ui::parts::branch::{branch, when};
use crate::ui::parts::cut::named_cut;
use crate::ui::parts::dialog::Dialog;
use crate::ui::parts::failure::told;
use crate::ui::parts::field::{Field, Typed};
use crate::ui::parts::task::Task;

/// Asks for deactivation first, as the AWS console does, and then for the key id to be typed.
///
/// The key in use is the exception: once inactive it could not delete itself, so it may go at once.
#[component]
pub fn DeleteDialog(
    /// Which key.
    id: AccessKeyId,
) -> impl IntoView {
    let bench = Bench::expect();
    let in_use = bench.is_in_use(&id);
    let id = StoredValue::new(id);
    let active = Memo::new(move |_| {
        let status = |ring: &KeyRing| {
            ring.row(&id.get_value()).is_some_and(|row| row.key.status == Status::Active)
        };
        bench.with_ring(status) == Some(true)
    });
    let failure = RwSignal::new(None::<Error>);
    let deactivate = Task::new();
    let on_deactivate = move |_| {
        let id = id.get_value();
        deactivate.start(async move {
            let outcome = bench.set_status(&id, Status::Inactive).await;
            failure.try_set(outcome.err());
        });
    };
    let close = Callback::new(move |()| bench.show(Open::Nothing));
    let first = when(
        move || active.get(),
        move || {
            view! {
            <p>
                "This key is active: something may be using it this minute. Make it inactive first, and see that nothing breaks. An inactive key can be made active again, a deleted one cannot be brought back."
            </p>
            <div class="buttons">
                <button
                    class="button button-main"
                    type="button"
                    aria-disabled=move || deactivate.busy()
                    on:click=on_deactivate
                >
                    "Make Inactive"
                </button>
                {(!in_use)
                    .then(|| {
                        view! {
                            <button class="button" type="button" on:click=move |_| close.run(())>
                                "Cancel"
                            </button>
                        }
                            .into_any()
                    })}
            </div>
        }
        .into_any()
        },
    );
    let then = when(
        move || in_use || !active.get(),
        move || view! { <Confirm id=id.get_value() failure=failure /> }.into_any(),
    );
    view! {
        <Dialog title="Delete access key" id="delete-title" on_escape=close>
            {named_cut(&id.get_value())}
            {in_use
                .then(|| {
                    view! {
                        <p class="notice">
                            <strong>"This is the key the tab is signed in with."</strong>
                            " Deleting it, or making it inactive, locks the tab at once."
                        </p>
                    }
                        .into_any()
                })}
            {first}
            {branch(move || told(failure.get()))}
            {then}
        </Dialog>
    }
}

/// The key id to be typed, and the button that it unlocks.
#[component]
fn Confirm(
    /// Which key.
    id: AccessKeyId,
    /// Where to say what went wrong.
    failure: RwSignal<Option<Error>>,
) -> impl IntoView {
    let bench = Bench::expect();
    let id = StoredValue::new(id);
    let typed = Typed::new("");
    let matches = Memo::new(move |_| typed.value().trim() == id.get_value().as_str());
    let delete = Task::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !matches.get_untracked() {
            return;
        }
        let id = id.get_value();
        delete.start(async move {
            failure.set(None);
            match bench.delete(&id).await {
                Ok(()) => bench.show(Open::Nothing),
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <form class="fields" on:submit=on_submit>
            <p>
                "Deleting cannot be undone. Whatever still uses this key stops working."
            </p>
            <Field label="Type the access key ID to confirm" id="confirm-id" typed=typed />
            <div class="buttons">
                <button class="button" type="button" on:click=move |_| bench.show(Open::Nothing)>
                    "Cancel"
                </button>
                <button
                    class="button button-danger"
                    type="submit"
                    disabled=move || !matches.get()
                    aria-disabled=move || delete.busy()
                >
                    "Delete"
                </button>
            </div>
        </form>
    }
}
