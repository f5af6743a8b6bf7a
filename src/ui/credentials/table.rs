//! The table of access keys, in each of its states.

use leptos::prelude::*;

use super::bench::{Bench, Keys, Open};
use super::row::KeyRow;
use crate::browser::page;
use crate::keys::KeyRing;
use crate::ui::parts::branch::{branch, when};
use crate::ui::parts::cut::Cut;
use crate::ui::parts::failure::told;

/// The card with the keys.
#[component]
pub fn KeyTable() -> impl IntoView {
    let bench = Bench::expect();
    let has_rows = move || bench.with_ring(|ring| !ring.rows().is_empty());
    let failure = move || {
        bench.with_keys(|keys| match keys {
            Keys::Failed(error) => Some(error.clone()),
            Keys::Loading | Keys::Ready(_) => bench.failure(),
        })
    };
    let create = when(move || has_rows() != Some(false), || view! { <CreateButton /> }.into_any());
    let loading = when(
        move || bench.with_keys(|keys| matches!(keys, Keys::Loading)),
        || view! { <Loading /> }.into_any(),
    );
    let empty = when(move || has_rows() == Some(false), || view! { <Empty /> }.into_any());
    let rows = when(move || has_rows() == Some(true), || view! { <Rows /> }.into_any());
    view! {
        <section class="card" aria-busy=move || bench.refreshing().then_some("true")>
            <header class="keys-head">
                <h2>"Access keys"</h2>
                <p class="soft small">{move || bench.with_ring(count).flatten()}</p>
                <button
                    class="button button-bare buttons-end"
                    type="button"
                    aria-disabled=move || bench.refreshing().then_some("true")
                    on:click=move |_| bench.refresh()
                >
                    "Refresh"
                </button>
                {create}
            </header>
            {branch(move || told(failure()))}
            {loading}
            {empty}
            {rows}
        </section>
    }
}

fn count(ring: &KeyRing) -> Option<String> {
    (ring.live() > 0).then(|| format!("{} of {}", ring.live(), KeyRing::QUOTA))
}

/// The one filled button, and right beside it the reason when it is disabled.
#[component]
fn CreateButton() -> impl IntoView {
    let bench = Bench::expect();
    let full = Memo::new(move |_| bench.with_ring(KeyRing::is_full) == Some(true));
    let ready = Memo::new(move |_| bench.with_ring(|_| ()).is_some());
    view! {
        <div class="create">
            <button
                class="button button-main"
                type="button"
                disabled=move || full.get() || !ready.get()
                aria-describedby="create-why"
                on:click=move |_| bench.show(Open::Create)
            >
                "Create New Access Key"
            </button>
            <p class="create-why" id="create-why">
                {move || {
                    full.get()
                        .then_some(
                            "Two keys is the limit, inactive ones included. Delete one to make room.",
                        )
                }}
            </p>
        </div>
    }
}

/// Before the first listing has come.
#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="keys-loading">
            <p class="soft">"Loading access keys…"</p>
            <div class="bone" />
            <div class="bone" />
        </div>
    }
}

/// No keys yet: the blank that is about to be cut.
#[component]
fn Empty() -> impl IntoView {
    view! {
        <div class="keys-empty">
            <Cut class="cut-large" />
            <p class="keys-empty-title">"No access keys yet"</p>
            <p class="soft">
                "A key lets a tool act for this identity. AWS makes it, and sends its secret to this tab, once."
            </p>
            <CreateButton />
        </div>
    }
}

/// The table itself. The roles are written out because the narrow layout draws rows as sheets,
/// and engines drop a table's meaning with its looks.
#[component]
fn Rows() -> impl IntoView {
    let bench = Bench::expect();
    // All rows are drawn anew when one changes: there are two, rarely more, and a keyed list weighs
    // 6 kB over the wire. The keyboard stays where it was.
    let rows = branch(move || {
        page::keep_focus();
        let rows = bench.with_ring(|ring| ring.rows().to_vec()).unwrap_or_default();
        rows.into_iter()
            .map(|row| view! { <KeyRow row=row /> }.into_any())
            .collect_view()
            .into_any()
    });
    view! {
        <table class="keys" role="table">
            <caption class="visually-hidden">"Access keys"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Access Key ID"</th>
                    <th role="columnheader" scope="col">"Created"</th>
                    <th role="columnheader" scope="col">"Last used"</th>
                    <th role="columnheader" scope="col">"Deleted"</th>
                    <th role="columnheader" scope="col">"Status"</th>
                    <th role="columnheader" scope="col">"Actions"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows}
            </tbody>
        </table>
    }
}
