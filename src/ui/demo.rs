//! What stands on every screen of the demo: that it is one, always in sight, what this scene is
//! about, and the others.

use leptos::prelude::*;
use web_sys::Event;

use super::parts::branch::when;
use super::parts::el::{button, el};
use super::parts::state::State;
use super::session::{Lock, Network};
use crate::simulator::Scene;

/// The bar and the scenes, as long as the demo goes on.
pub fn demo_strip(
    // A scene is to begin.
    on_scene: Callback<Scene>,
) -> AnyView {
    let network = Network::expect();
    let lock = Lock::expect();
    when(
        move || network.is_demo(),
        move || {
            let playing = State::new(Scene::default());
            let chosen = State::new(Scene::default());
            let options = Scene::ALL
                .into_iter()
                .map(|scene| el("option").attr("value", scene.id()).child(scene.label()).view())
                .collect_view();
            let on_change = move |event: Event| {
                let id = event_target_value(&event);
                chosen.set(Scene::ALL.into_iter().find(|it| it.id() == id).unwrap_or_default());
            };
            let is_pending = move || chosen.get() != playing.get();
            let on_start = move || {
                playing.set(chosen.get_untracked());
                on_scene.run(chosen.get_untracked());
            };
            let bar = el("aside").class("demo-bar").attr("aria-label", "Demo").child(
                el("p")
                    .child(mark())
                    .text(" This account is simulated in the tab; its keys open nothing."),
            );
            let scenes = el("section")
                .class("demo")
                .attr("aria-label", "Lesson")
                .child(el("p").class("demo-lesson").text_by(move || playing.get().lesson()))
                .child(
                    el("div")
                        .class("demo-scene")
                        .child(el("label").attr("for", "scene").text("Scene"))
                        .child(
                            el("select")
                                .class("input")
                                .attr("id", "scene")
                                .on("change", on_change)
                                .child(options),
                        )
                        .child(
                            button("button")
                                .attr_by("class", move || {
                                    if is_pending() { "button button-main" } else { "button" }
                                })
                                .press(on_start)
                                .text("Start"),
                        )
                        .child(
                            button("button button-bare")
                                .press(move || lock.lock_because("You have left the demo."))
                                .text("Leave the demo"),
                        )
                        .child(el("p").class("demo-next").attr("role", "status").text_by(
                            move || is_pending().then_some("Press Start to begin this scene."),
                        )),
                );
            vec![bar.view(), scenes.view()].into_any()
        },
    )
}

/// The word itself.
fn mark() -> AnyView {
    el("strong").class("demo-badge").text("Demo").view()
}

/// The word again where a dialog covers the bar.
pub fn demo_mark() -> AnyView {
    let network = Network::expect();
    when(move || network.is_demo(), || el("p").class("demo-corner").child(mark()).view())
}
