//! Where to sign in.

use leptos::prelude::*;

use crate::ui::screens::unlock::check::{Handle, check_endpoint};
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::where_choice::Where;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::element::{dynamic_value, el, listener};
use crate::ui::widgets::field::field;
use keycutter_core::aws::EndpointField;
use keycutter_core::flows::check::Event;

/// `Where`, and the fields of a custom endpoint.
pub fn place_fields(form: Form, check: Handle) -> AnyView {
    let option =
        |choice: Where| el("option").attr("value", choice.id()).child(choice.label()).into_any();
    let on_change = move |event: web_sys::Event| {
        form.place.set(Where::from_id(&event_target_value(&event)));
    };
    let select = el("select")
        .attr("class", "input")
        .attr("id", "where")
        .add_any_attr(dynamic_value(move || form.place.get().id().to_owned()))
        .add_any_attr(listener("change", on_change))
        .child(Where::all().map(option).collect::<Vec<_>>());
    vec![
        el("div")
            .attr("class", "field")
            .child(el("label").attr("class", "field-label").attr("for", "where").child("Where"))
            .child(select)
            .into_any(),
        show_when(move || form.place.get() == Where::Custom, move || custom_endpoint(form, check)),
    ]
    .into_any()
}

fn custom_endpoint(form: Form, check: Handle) -> AnyView {
    let url = field("Endpoint URL", "endpoint-url", form.endpoint)
        .of_pair()
        .hint("One server for both IAM and STS.")
        .problem(move || form.endpoint_problem(EndpointField::Url))
        .on_edit(move || {
            form.note_endpoint_edited(EndpointField::Url);
            check.dispatch(Event::Reset);
        })
        .fix(move || form.command().map(other_copy).into_any());
    let region = field("Region", "region", form.region)
        .of_pair()
        .problem(move || form.endpoint_problem(EndpointField::Region))
        .on_edit(move || {
            form.note_endpoint_edited(EndpointField::Region);
            check.dispatch(Event::Reset);
        });
    vec![
        el("div").attr("class", "fields-pair").child(url).child(region).into_any(),
        check_endpoint(form, check),
    ]
    .into_any()
}

/// How to get a copy of the page that may call the endpoint: the command that makes one.
fn other_copy(command: String) -> AnyView {
    el("div")
        .attr("class", "strip")
        .child(
            el("p")
                .child("To build a copy that allows it, run this in the source: ")
                .child(el("code").attr("class", "breakable").child(command.clone())),
        )
        .child(copy_button("Copy command", command))
        .into_any()
}
