//! How often browsers ask whether they may send a request.

use std::collections::BTreeSet;

use support::Story;

use crate::case::{Case, on_moto};
use crate::steps::{create_and_show, sign_in};

pub const STORIES: &[Case] = &[on_moto(
    "preflights::one_for_each_host_and_set_of_headers",
    one_for_each_host_and_set_of_headers,
)];

/// The server allows browsers to remember its answer, and nothing about the requests prevents it.
fn one_for_each_host_and_set_of_headers(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    for _ in 0..3 {
        let before = story.proxy().record().calls("ListAccessKeys").len();
        page.button("Refresh").click();
        page.eventually("another listing", |_| {
            let calls = story.proxy().record().calls("ListAccessKeys");
            (calls.len() > before && calls.iter().all(|call| call.status.is_some())).then_some(())
        });
    }
    let _new = story.watch(create_and_show(&page));

    let all = story.proxy().record().all();
    let asked: Vec<_> = all
        .iter()
        .filter(|exchange| exchange.method == "OPTIONS")
        .map(|exchange| {
            (exchange.header("host"), exchange.header("access-control-request-headers"))
        })
        .collect();
    let distinct: BTreeSet<_> = asked.iter().collect();
    assert!(all.len() - asked.len() >= 6, "too few requests to tell");
    assert_eq!(asked.len(), distinct.len(), "asked more than once: {asked:?}");
}
