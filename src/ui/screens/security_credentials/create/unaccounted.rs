//! Keys that appeared and that this tab cannot account for.

use leptos::prelude::*;

use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::el;
use keycutter_core::flows::create::Create;
use keycutter_core::keys::AccessKeyId;

/// A notice that names them, if there are any, and says what to do; or that the keys could not be
/// listed. No key is deleted on a guess.
pub fn unaccounted(flow: FlowHandle<Create>) -> AnyView {
    let ids = LocalMemo::new(move || flow.with(|create| create.unaccounted().to_vec()));
    let is_unlisted = LocalMemo::new(move || flow.with(Create::is_unlisted));
    let notice = dynamic(move || match ids.with(Vec::len) {
        0 if is_unlisted.get() => unlisted(),
        0 => ().into_any(),
        _ => ids.with(|ids| notice(ids)),
    });
    el("div").attr("role", "status").child(notice).into_any()
}

fn unlisted() -> AnyView {
    let text = "The keys could not be listed again. A browser can send a request twice when a connection breaks, \
                so close this dialog, choose Refresh and check for a key that you do not know.";
    el("p").attr("class", "notice").child(text).into_any()
}

fn notice(ids: &[AccessKeyId]) -> AnyView {
    let text = "Each may be yours, because a browser can send a request twice when a connection breaks, or someone \
                else's. Check its last use in the list. If nothing uses it, make it inactive. If nothing breaks, delete \
                it.";
    let names =
        ids.iter().map(|id| el("li").attr("class", "mono").child(id.to_string()).into_any());
    el("div")
        .attr("class", "notice")
        .child(el("p").child(el("strong").child("Keys that this tab did not list before:")))
        .child(el("ul").child(names.collect::<Vec<_>>()))
        .child(el("p").child(text))
        .into_any()
}
