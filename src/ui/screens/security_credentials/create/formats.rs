//! The new key in the form that the next tool reads.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{clipboard, events, file, print};
use crate::ui::context::lock::Lock;
use crate::ui::context::session::SignedIn;
use crate::ui::features::clipboard_notice::clipboard_notice;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_text, dynamic_value, el, listener, on_click};
use crate::ui::widgets::field::{FieldState, field};
use keycutter_core::Secret;
use keycutter_core::aws::Service;
use keycutter_core::flows::create::{self, Create};
use keycutter_core::formats::key_files::{self, Detail, Details, Format, KeyFile, Unwritable};
use keycutter_core::messages::key_files as messages;

const REFUSED: &str = "The browser blocked copying. Use Download instead.";

/// The choice of a format, with the texts that it needs.
#[derive(Clone, Copy)]
struct Formats {
    flow: FlowHandle<Create>,
    signed_in: SignedIn,
    format: LocalSignal<Format>,
    name: FieldState,
    bucket: FieldState,
    region: FieldState,
    problem: LocalSignal<Option<Unwritable>>,
    /// Whether something was copied from here, so that it is told here.
    is_copied: LocalSignal<bool>,
    /// What came of copying, where the clipboard's guard does not know it.
    outcome: LocalSignal<Option<&'static str>>,
    copying: SingleFlight,
}

/// `Format` with `Download` and `Copy`. The name of a saved file, after `prefix`, goes into
/// `saved_name`.
pub fn formats(
    flow: FlowHandle<Create>,
    prefix: &'static str,
    saved_name: LocalSignal<String>,
) -> AnyView {
    let wanted = |create: &Create| {
        let plan = create.plan()?;
        Some((plan.tool.formats.first().copied()?, plan.bucket.clone()))
    };
    let [first, ..] = Format::ALL;
    let wanted = flow.with_untracked(wanted).flatten();
    let (first, bucket) = wanted.unwrap_or((first, String::new()));
    let signed_in = SignedIn::expect();
    let region = signed_in.session().client().endpoint().scope(Service::Iam).region;
    let formats = Formats {
        flow,
        signed_in,
        format: LocalSignal::new(first),
        name: FieldState::new(first.usual_name().unwrap_or_default()),
        bucket: FieldState::new(bucket),
        region: FieldState::new(region),
        problem: LocalSignal::new(None),
        is_copied: LocalSignal::new(false),
        outcome: LocalSignal::new(None),
        copying: SingleFlight::new(),
    };
    let clip = Lock::expect().clip();
    let copied = move || clipboard_notice(clip, formats.outcome);
    el("section")
        .attr("class", "fields")
        .attr("aria-labelledby", "formats-title")
        .child(el("h3").attr("id", "formats-title").child("In another format"))
        .child(formats.choice())
        .child(formats.details())
        .child(dynamic(move || match formats.problem.get() {
            Some(problem) if problem.detail().is_none() => el("p")
                .attr("class", "alert")
                .attr("role", "alert")
                .child(messages::unwritable(problem))
                .into_any(),
            _ => ().into_any(),
        }))
        .child(
            el("div")
                .attr("class", "buttons")
                .child(formats.download_button(prefix, saved_name))
                .child(formats.copy_button())
                .child(show_when(
                    move || formats.format.get() == Format::Paper,
                    move || formats.print_button(),
                )),
        )
        .child(show_when(move || formats.is_copied.get(), copied))
        .into_any()
}

impl Formats {
    fn choice(self) -> AnyView {
        let option = |format: Format| el("option").child(messages::label(format)).into_any();
        let on_change = move |event: Event| self.choose(&event_target_value(&event));
        let select = el("select")
            .attr("class", "input")
            .attr("id", "format")
            .attr("aria-describedby", "format-use")
            .add_any_attr(dynamic_value(move || messages::label(self.format.get()).to_owned()))
            .add_any_attr(listener("change", on_change))
            .child(Format::ALL.map(option).into_iter().collect::<Vec<_>>());
        let hint = dynamic_text(move || messages::use_of(self.format.get()));
        el("div")
            .attr("class", "field")
            .child(
                el("label")
                    .attr("class", "field-label")
                    .attr("id", "format-label")
                    .attr("for", "format")
                    .child("Format"),
            )
            .child(select)
            .child(el("p").attr("class", "field-hint").attr("id", "format-use").child(hint))
            .into_any()
    }

    fn choose(self, label: &str) {
        let is_chosen = |format: &Format| messages::label(*format) == label;
        if let Some(format) = Format::ALL.into_iter().find(is_chosen) {
            self.format.set(format);
            self.problem.set(None);
            self.name.set(Secret::from(format.usual_name().unwrap_or_default().to_owned()));
        }
    }

    /// The texts that the format needs.
    fn details(self) -> AnyView {
        vec![
            self.detail(Detail::Name, "Name", "format-name", self.name),
            self.detail(Detail::Bucket, "Bucket", "format-bucket", self.bucket),
            self.detail(Detail::Region, "Region", "format-region", self.region),
        ]
        .into_any()
    }

    fn detail(
        self,
        detail: Detail,
        label: &'static str,
        id: &'static str,
        state: FieldState,
    ) -> AnyView {
        let problem = move || {
            let problem = self.problem.get().filter(|it| it.detail() == Some(detail));
            problem.map(messages::unwritable)
        };
        show_when(
            move || self.format.get().wants(detail),
            move || {
                field(label, id, state)
                    .problem(problem)
                    .on_edit(move || self.problem.set(None))
                    .into_render()
            },
        )
    }

    /// The file; what keeps it from being written is told otherwise.
    fn write(self) -> Option<KeyFile> {
        let session = self.signed_in.session();
        let endpoint = session.client().endpoint();
        let format = self.format.get_untracked();
        let written = self.name.read(|name| {
            self.bucket.read(|bucket| {
                self.region.read(|region| {
                    let details = Details { name, bucket, region };
                    self.flow.with_untracked(|create| {
                        let new = create.created()?.new_key();
                        Some(key_files::write(format, new, endpoint, details))
                    })
                })
            })
        });
        let written = written.flatten()?;
        self.problem.set(written.as_ref().err().copied());
        written.ok()
    }

    fn download_button(self, prefix: &'static str, saved_name: LocalSignal<String>) -> AnyView {
        // The blob of the last download lives as long as this view.
        let saved = HandleSlot::empty();
        let on_download = move || {
            let Some(written) = self.write() else { return };
            let name = format!("{prefix}{}", written.name);
            if let Ok(file) = file::save(&name, written.text.expose()) {
                saved.set(Some(Box::new(file)));
                saved_name.set(name);
                self.flow.dispatch(create::Event::Saved);
            } else {
                self.flow.dispatch(create::Event::SaveRefused);
            }
        };
        button("button")
            .attr("aria-describedby", "format-label")
            .add_any_attr(on_click(on_download))
            .child("Download")
            .into_any()
    }

    /// Whether it was printed the browser does not tell, so that the key does not count as saved.
    fn print_button(self) -> AnyView {
        let printed = HandleSlot::empty();
        let end = move |_: &Event| printed.set(None);
        HandleSlot::new(events::listen(&["afterprint"], Box::new(end)));
        let on_print = move || {
            if let Some(paper) = self.write().and_then(|it| print::print(it.text.expose(), "paper"))
            {
                printed.set(Some(Box::new(paper)));
            }
        };
        button("button").add_any_attr(on_click(on_print)).child("Print").into_any()
    }

    fn copy_button(self) -> AnyView {
        let clip = Lock::expect().clip();
        let on_copy = move || {
            let new_id = |create: &Create| Some(create.created()?.new_key().key.id.clone());
            let Some(id) = self.flow.with_untracked(new_id).flatten() else { return };
            let Some(written) = self.write() else { return };
            let writing = clipboard::write(written.text.expose());
            self.copying.start(async move {
                self.is_copied.set(true);
                if writing.await.is_ok() {
                    self.outcome.set(None);
                    clip.note_secret();
                    self.flow.dispatch(create::Event::Copied(id));
                } else {
                    self.outcome.set(Some(REFUSED));
                }
            });
        };
        button("button")
            .attr("aria-describedby", "format-label")
            .add_any_attr(on_click(on_copy))
            .child("Copy")
            .into_any()
    }
}
