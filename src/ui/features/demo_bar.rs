//! What stands on every screen of the demo: that it is one, what this scene is about, and the
//! choice of scenes.

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::element::{button, dynamic_attr, dynamic_text, el, listener, on_click};
use keycutter_core::messages;
use keycutter_core::simulator::Scene;

/// Which scene goes on, and which is chosen to be next.
#[derive(Clone, Copy, Default)]
struct Choice {
    playing: Scene,
    chosen: Scene,
}

impl Choice {
    fn is_pending(self) -> bool {
        self.chosen != self.playing
    }
}

/// The bar and the scenes, as long as the demo goes on. `on_scene` starts a scene.
pub fn demo_bar(on_scene: Callback<Scene>) -> AnyView {
    let network = Network::expect();
    show_when(
        move || network.is_demo(),
        move || {
            let bar = el("aside").attr("class", "demo-bar").attr("aria-label", "Demo").child(
                el("p").child(mark()).child(
                    " This account is simulated in this tab. Its keys give access to nothing.",
                ),
            );
            vec![bar.into_any(), scenes(on_scene)].into_any()
        },
    )
}

/// What the scene is about, and the others.
fn scenes(on_scene: Callback<Scene>) -> AnyView {
    let lock = Lock::expect();
    let choice = LocalSignal::new(Choice::default());
    let on_start = move || {
        choice.update(|choice| choice.playing = choice.chosen);
        on_scene.run(choice.get_untracked().playing);
    };
    let start_class = move || {
        if choice.get().is_pending() { "button button-main" } else { "button" }
    };
    let on_leave = move || lock.lock_because("You have left the demo.");
    el("section")
        .attr("class", "demo")
        .attr("aria-label", "Lesson")
        .child(
            el("p")
                .attr("class", "demo-lesson")
                .child(dynamic_text(move || messages::demo::lesson(choice.get().playing))),
        )
        .child(
            el("div")
                .attr("class", "demo-scene")
                .child(el("label").attr("for", "scene").child("Scene"))
                .child(select(choice))
                .child(
                    button("button")
                        .add_any_attr(dynamic_attr("class", start_class))
                        .add_any_attr(on_click(on_start))
                        .child("Start"),
                )
                .child(
                    button("button button-bare")
                        .add_any_attr(on_click(on_leave))
                        .child("Leave the demo"),
                )
                .child(el("p").attr("class", "demo-next").attr("role", "status").child(
                    dynamic_text(move || {
                        if choice.get().is_pending() {
                            "Choose Start to begin this scene."
                        } else {
                            ""
                        }
                    }),
                )),
        )
        .into_any()
}

/// The list of scenes.
fn select(choice: LocalSignal<Choice>) -> AnyView {
    let option = |scene: Scene| {
        el("option").attr("value", scene.id()).child(messages::demo::label(scene)).into_any()
    };
    let on_change = move |event: Event| {
        let id = event_target_value(&event);
        let chosen = Scene::ALL.into_iter().find(|it| it.id() == id).unwrap_or_default();
        choice.update(|choice| choice.chosen = chosen);
    };
    el("select")
        .attr("class", "input")
        .attr("id", "scene")
        .add_any_attr(listener("change", on_change))
        .child(Scene::ALL.into_iter().map(option).collect::<Vec<_>>())
        .into_any()
}

/// The word itself.
fn mark() -> AnyView {
    el("strong").attr("class", "demo-badge").child("Demo").into_any()
}

/// The word again where a dialog covers the bar.
pub fn demo_mark() -> AnyView {
    let network = Network::expect();
    show_when(
        move || network.is_demo(),
        || el("p").attr("class", "demo-corner").child(mark()).into_any(),
    )
}
