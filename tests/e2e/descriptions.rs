//! Descriptions of keys: tags of the user, as the console keeps them.

use serde_json::json;
use support::page::Key;
use support::{Page, Story, User};

use crate::case::{Case, on_moto};
use crate::steps::{deactivate_and_delete, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("descriptions::are_edited_in_the_row", are_edited_in_the_row),
    on_moto("descriptions::are_edited_by_keyboard", are_edited_by_keyboard),
    on_moto("descriptions::are_offered_without_what_tags_refuse", offered_without_what_tags_refuse),
    on_moto("descriptions::with_a_new_key", with_a_new_key),
    on_moto("descriptions::go_with_their_keys", go_with_their_keys),
    on_moto("descriptions::of_keys_that_are_gone_are_removed", of_keys_that_are_gone),
    on_moto("descriptions::need_a_permission", need_a_permission),
    on_moto("descriptions::root_has_none", root_has_none),
];

/// A user who may manage keys, and describe them.
fn describing_user<'a>(story: &'a Story) -> User<'a> {
    let user = story.peer().user("ada");
    user.allow("tags", &["iam:ListUserTags", "iam:TagUser", "iam:UntagUser"]);
    user
}

fn tags(story: &Story, user: &User) -> String {
    let asked = json!({ "UserName": user.name() });
    story.peer().admin("iam", "ListUserTags", &asked)["Tags"].to_string()
}

fn edit(page: &Page, id: &str) {
    page.button(&format!("More {id}")).click();
    page.menu_item("Edit description").click();
    page.field("Description").see_focus();
}

fn are_edited_in_the_row(story: &Story) {
    let user = describing_user(story);
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    let keys = page.table("Access keys");

    edit(&page, &key.id);
    story.check_accessibility("the field in the row");
    page.field("Description").fill("nightly backup");
    page.button("Save").click();
    keys.row(&key.id).see("Access Key ID", "nightly backup");
    page.button("Save").see_gone();
    page.button(&format!("More {}", key.id)).see_focus();
    assert!(tags(story, &user).contains("nightly backup"));

    page.button("Refresh").click();
    page.see_text("Updated just now");
    keys.row(&key.id).see("Access Key ID", "nightly backup");

    edit(&page, &key.id);
    page.field("Description").see_value("nightly backup");
    page.field("Description").fill("");
    page.button("Save").click();
    page.button("Save").see_gone();
    assert!(!tags(story, &user).contains(&key.id));

    edit(&page, &key.id);
    page.button("Cancel").click();
    page.button("Save").see_gone();
}

fn are_edited_by_keyboard(story: &Story) {
    let key = story.watch(describing_user(story).create_key());
    let page = sign_in(story, &key);
    let more = format!("More {}", key.id);
    page.tab_to("button", &more);
    page.press(Key::Enter);
    page.menu_item("Edit description").see_focus();
    page.press(Key::Escape);
    page.button(&more).see_focus();
    page.press(Key::Enter);
    page.menu_item("Edit description").see_focus();
    page.press(Key::Enter);
    page.field("Description").see_focus();
    page.type_text("by hand");
    page.press(Key::Enter);
    page.table("Access keys").row(&key.id).see("Access Key ID", "by hand");
    page.button(&more).see_focus();
    page.press(Key::Enter);
    page.press(Key::Enter);
    page.field("Description").see_focus();
    page.press(Key::Escape);
    page.button(&more).see_focus();
}

fn offered_without_what_tags_refuse(story: &Story) {
    let user = describing_user(story);
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    edit(&page, &key.id);
    page.field("Description").fill("Bob's backup (NAS)");
    page.button("Save").click();
    page.field("Description").see_error("letters, digits, spaces");
    assert!(story.proxy().record().calls("TagUser").is_empty());
    page.button("Use “Bobs backup NAS”").click();
    page.table("Access keys").row(&key.id).see("Access Key ID", "Bobs backup NAS");
    assert!(tags(story, &user).contains("Bobs backup NAS"));
}

fn with_a_new_key(story: &Story) {
    let user = describing_user(story);
    let page = sign_in(story, &story.watch(user.create_key()));
    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");
    page.field("Description").fill("photo library");
    page.button("Save description").click();
    page.see_status_with("Description saved.");
    assert!(tags(story, &user).contains("photo library"));
    page.button("Download Key File").click();
    page.button("Close").click();
    page.see_no_dialog();
    page.see_text("photo library");
}

fn go_with_their_keys(story: &Story) {
    let user = describing_user(story);
    let page = sign_in(story, &story.watch(user.create_key()));
    let other = user.create_key();
    let tag = json!([{ "Key": other.id, "Value": "to be deleted" }]);
    let asked = json!({ "UserName": user.name(), "Tags": tag });
    story.peer().admin("iam", "TagUser", &asked);
    page.button("Refresh").click();
    page.table("Access keys").row(&other.id).see("Access Key ID", "to be deleted");

    deactivate_and_delete(&page, &other.id);

    page.eventually("the tag to be gone", |_| {
        (!tags(story, &user).contains(&other.id)).then_some(())
    });
}

fn of_keys_that_are_gone(story: &Story) {
    let user = describing_user(story);
    let key = story.watch(user.create_key());
    let tags_set = json!([{ "Key": "AKIARTX3GSDS4XPB7QNQ", "Value": "old server" },
                          { "Key": key.id, "Value": "kept" }, { "Key": "team", "Value": "kept" }]);
    let asked = json!({ "UserName": user.name(), "Tags": tags_set });
    story.peer().admin("iam", "TagUser", &asked);
    let page = sign_in(story, &key);
    page.see_text("AKIARTX3GSDS4XPB7QNQ (old server)");

    page.button("Remove these descriptions").click();

    page.button("Remove these descriptions").see_gone();
    let left = tags(story, &user);
    assert!(!left.contains("AKIARTX3GSDS4XPB7QNQ"), "{left}");
    assert_eq!(left.matches("kept").count(), 2, "{left}");
}

fn need_a_permission(story: &Story) {
    let user = describing_user(story);
    user.deny("iam:TagUser");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    edit(&page, &key.id);
    page.field("Description").fill("backup");
    page.button("Save").click();
    page.see_alert_with("AccessDenied");
    page.see_alert_with("iam:TagUser");
    page.field("Description").see_value("backup");
}

fn root_has_none(story: &Story) {
    let page = story.open();
    page.button("Try the demo").click();
    page.combobox("Scene").select("The root user");
    page.button("Start").click();
    page.button("Continue to Security Credentials").click();
    page.button("Create New Access Key").click();
    page.see_text("Keys of the root user have no descriptions.");
}
