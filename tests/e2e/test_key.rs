//! Whether a new key works yet.

use support::Story;

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{create_and_show, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("test_key::says_who_the_key_is", says_who_the_key_is),
    on_ministack("test_key::on_ministack", says_who_the_key_is),
    on_moto("test_key::can_be_cancelled", can_be_cancelled),
];

fn says_who_the_key_is(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let new = story.watch(create_and_show(&page));
    let before = story.proxy().record().calls("GetCallerIdentity").len();

    page.button("Test key").click();

    page.see_status_with("Testing the key");
    let told = page.see_status_with("Works");
    assert!(told.contains(&format!("user/{}", user.name())), "{told}");
    let calls = story.proxy().record().calls("GetCallerIdentity").len();
    assert_eq!(calls - before, 3);
    // The session signs with its own key again.
    page.button("Download Key File").click();
    page.button("Close").click();
    page.button("Refresh").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");
}

fn can_be_cancelled(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let _new = story.watch(create_and_show(&page));
    page.button("Test key").click();
    page.see_status_with("Testing the key");
    page.button("Cancel test").click();
    page.button("Test key").see_enabled();
    page.button("Cancel test").see_gone();
}
