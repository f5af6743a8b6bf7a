//! The server hands its list out in pages.

use support::{Credentials, Story};

use crate::steps::try_to_sign_in;
use crate::{Told, on_roto};

pub const STORIES: &[Told] = &[on_roto("paging::every_page_is_read", every_page_is_read)];

/// Whoever calls, this peer says that it is the user `moto`; and it verifies no signature, so the
/// proxy can ask for pages of one.
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
