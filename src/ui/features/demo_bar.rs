//! What stands on every screen of the demo: that it is one, always in sight, what this scene is
//! about, and the others.

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::messages;
use keycutter_core::simulator::Scene;

/// The bar and the scenes, as long as the demo goes on.
pub fn demo_bar(
    // A scene is to begin.
    on_scene: Callback<Scene>,
) -> AnyView {
    let network = Network::expect();
    let lock = Lock::expect();
    show_when(
        move || network.is_demo(),
        move || {
            let playing = LocalSignal::new(Scene::default());
            let chosen = LocalSignal::new(Scene::default());
            let options = Scene::ALL
                .into_iter()
                .map(|scene| {
                    el("option")
                        .attr("value", scene.id())
                        .child(messages::demo::label(scene))
                        .view()
                })
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
                .child(
                    el("p")
                        .class("demo-lesson")
                        .dynamic_text(move || messages::demo::lesson(playing.get())),
                )
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
                                .dynamic_attr("class", move || {
                                    if is_pending() { "button button-main" } else { "button" }
                                })
                                .on_click(on_start)
                                .text("Start"),
                        )
                        .child(
                            button("button button-bare")
                                .on_click(move || lock.lock_because("You have left the demo."))
                                .text("Leave the demo"),
                        )
                        .child(el("p").class("demo-next").attr("role", "status").dynamic_text(
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
    show_when(move || network.is_demo(), || el("p").class("demo-corner").child(mark()).view())
}
