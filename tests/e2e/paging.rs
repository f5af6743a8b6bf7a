//! The server paginates its list.

use support::{Credentials, Story};

use crate::case::{Case, on_roto};
use crate::steps::try_to_sign_in;

pub const STORIES: &[Case] = &[on_roto("paging::every_page_is_read", every_page_is_read)];

/// This peer takes every caller for the user `moto`. It verifies no signature, so the proxy can add a
/// page size of one.
fn every_page_is_read(story: &Story) {
    let user = story.peer().user_named("moto");
    let (older, newer) = (user.create_key(), user.create_key());
    story.proxy().add_parameters("ListAccessKeys", "MaxItems=1");

    let anyone = story
        .watch(Credentials::key("AKIAANYONEANYONE1234", "anyone/anyone+anyone/anyone+anyone/any+"));
    let page = try_to_sign_in(story, &anyone);

    page.see_heading("Security Credentials");
    let keys = page.table("Access keys");
    keys.see_rows(2);
    keys.row(&older.id).see("Status", "Active");
    keys.row(&newer.id).see("Status", "Active");
    let markers: Vec<_> = story
        .proxy()
        .record()
        .calls("ListAccessKeys")
        .iter()
        .map(|call| call.parameter("Marker"))
        .collect();
    assert_eq!(markers, [None, Some("1".to_owned())]);
}
