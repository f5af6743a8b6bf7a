//! One row of the table.

use leptos::prelude::*;

use super::bench::{Bench, Open};
use super::life::LifeLine;
use crate::Timestamp;
use crate::browser::clock;
use crate::keys::{AccessKeyId, LastUse, LastUsed, Life, Row, Status};
use crate::ui::parts::cut::row_cut;
use crate::ui::parts::moment::{Moment, ago, span};
use crate::ui::parts::task::Task;

/// A key: what is known of it, and what may be done to it.
#[component]
pub fn KeyRow(
    /// The row.
    row: Row,
) -> impl IntoView {
    let bench = Bench::expect();
    let now = clock::now();
    let id = row.key.id.clone();
    let live = row.is_live();
    let in_use = live && bench.is_in_use(&id);
    let marker = match row.key.status {
        _ if !live => "status status-deleted",
        Status::Active => "status status-active",
        _ => "status status-inactive",
    };
    view! {
        <tr role="row" class=if live { "" } else { "row-deleted" }>
            <td role="cell" class="cell-id" data-name="Access Key ID">
                <span class="key-name">
                    {row_cut(&row)} <span class="mono key-id" translate="no">{id.to_string()}</span>
                </span>
            </td>
            <td role="cell" data-name="Created">
                {created(&row, now)}
            </td>
            <td role="cell" data-name="Last used">
                {last_used(&row.last_use, now)}
            </td>
            <td role="cell" data-name="Deleted" class=if live { "cell-none" } else { "" }>
                {match row.deleted {
                    Some(at) => {
                        view! {
                            <Moment at=at with_time=true />
                            <span class="cell-more">"in this tab"</span>
                        }
                            .into_any()
                    }
                    None => view! { <span class="soft">"–"</span> }.into_any(),
                }}
            </td>
            <td role="cell" data-name="Status">
                <span class=marker>{row.status_text().to_owned()}</span>
                {in_use.then(|| view! { <span class="cell-more status-here">"In use here"</span> })}
            </td>
            <td role="cell" class=if live { "cell-actions" } else { "cell-actions cell-none" } data-name="Actions">
                <Actions row=row in_use=in_use />
            </td>
        </tr>
    }
}

/// When it was made, how old it is, and its life as a line.
fn created(row: &Row, now: Timestamp) -> impl IntoView + use<> {
    let Some(at) = row.key.created else {
        return view! { <span class="soft">"Not told"</span> }.into_any();
    };
    let used = match &row.last_use {
        LastUse::Known(LastUsed { at, .. }) => *at,
        _ => None,
    };
    let life = Life::new(at, used, now);
    let age = match (life.age_days, life.is_old()) {
        (0, _) => "today".to_owned(),
        (days, false) => format!("{} old", span(days)),
        (days, true) => format!("{} old, past 90 days", span(days)),
    };
    let exists = row.is_live();
    view! {
        <Moment at=at />
        {exists
            .then(|| {
                view! {
                    <span class=if life.is_old() { "cell-more cell-old" } else { "cell-more" }>
                        {age}
                    </span>
                    <LifeLine life=life />
                }
            })}
    }
    .into_any()
}

/// When and where it was last used.
fn last_used(last_use: &LastUse, now: Timestamp) -> impl IntoView + use<> {
    match last_use {
        LastUse::Unknown => view! { <span class="soft">"…"</span> }.into_any(),
        LastUse::Unavailable => {
            view! { <span class="soft" title="The server does not tell this identity.">"Not told"</span> }.into_any()
        }
        LastUse::Known(LastUsed { at: None, .. }) => view! { <span>"Never"</span> }.into_any(),
        LastUse::Known(LastUsed { at: Some(at), service, region }) => {
            let place = [service.as_deref(), region.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
            view! {
                <Moment at=*at />
                <span class="cell-more">{ago(*at, now)} {(!place.is_empty()).then(|| format!(": {place}"))}</span>
            }
            .into_any()
        }
    }
}

/// The row's buttons.
#[component]
fn Actions(
    /// The row.
    row: Row,
    /// Whether the tab signs with this key.
    in_use: bool,
) -> impl IntoView {
    let bench = Bench::expect();
    let actions = row.actions();
    let id = StoredValue::new(row.key.id);
    let change = Task::new();
    let set = move |status| {
        let id = id.get_value();
        change.start(async move {
            let outcome = bench.set_status(&id, status).await;
            bench.note_failure(outcome.err());
        });
    };
    let deactivate = move |_| {
        if in_use {
            bench.show(Open::Inactive(id.get_value()));
        } else {
            set(Status::Inactive);
        }
    };
    // One id for both, so that the keyboard stays on the button that turns from one to the other.
    let toggle = StoredValue::new(format!("toggle-{}", id.get_value()));
    let busy = move || change.busy();
    view! {
        <div class="row-actions">
            {actions
                .deactivate
                .then(|| {
                    view! {
                        <button
                            class="button button-bare"
                            type="button"
                            id=toggle.get_value()
                            aria-disabled=busy
                            on:click=deactivate
                        >
                            "Make Inactive"
                            <Whose id=id.get_value() />
                        </button>
                    }
                })}
            {actions
                .activate
                .then(|| {
                    view! {
                        <button
                            class="button button-bare"
                            type="button"
                            id=toggle.get_value()
                            aria-disabled=busy
                            on:click=move |_| set(Status::Active)
                        >
                            "Make Active"
                            <Whose id=id.get_value() />
                        </button>
                    }
                })}
            {actions
                .delete
                .then(|| {
                    view! {
                        <button
                            class="button button-bare button-danger"
                            type="button"
                            id=format!("delete-{}", id.get_value())
                            on:click=move |_| bench.show(Open::Delete(id.get_value()))
                        >
                            "Delete"
                            <Whose id=id.get_value() />
                        </button>
                    }
                })}
        </div>
    }
}

/// The key id that ends a row button's accessible name.
#[component]
fn Whose(
    /// Which key.
    id: AccessKeyId,
) -> impl IntoView {
    view! { <span class="visually-hidden">" " {id.to_string()}</span> }
}
