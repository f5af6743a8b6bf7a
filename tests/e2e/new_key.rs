//! A new key in the tab: shown, copied, saved, then forgotten.

use support::Story;

use crate::case::{Case, on_moto};
use crate::steps::{create_and_show, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("new_key::id_and_secret_are_copied_separately", id_and_secret_are_copied_separately),
    on_moto("new_key::saved_without_being_shown", saved_without_being_shown),
    on_moto("new_key::forgotten_once_closed", forgotten_once_closed),
    on_moto("new_key::can_be_hidden_again", can_be_hidden_again),
];

fn id_and_secret_are_copied_separately(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));

    let new = story.watch(create_and_show(&page));

    page.button("Copy").described_by("Access Key ID").click();
    page.see_status_with("Copied");
    assert_eq!(story.clipboard(), new.id);
    // The page hid the secret while the other tab was in front.
    page.button("Show Access Key").click();
    page.button("Copy").described_by("Secret Access Key").click();
    page.eventually("the secret on the clipboard", |_| {
        (story.clipboard() == new.secret).then_some(())
    });
    page.button("Show Access Key").click();
    page.button("Copy both").click();
    page.eventually("both on the clipboard", |_| {
        (story.clipboard() == format!("{} {}", new.id, new.secret)).then_some(())
    });
    page.button("Show Access Key").click();
    for field in ["Access Key ID", "Secret Access Key"] {
        assert!(page.field(field).state()["readonly"] == true, "{field} can be edited");
    }
}

/// A downloaded key is saved: closing asks no question, and the secret was never on screen.
fn saved_without_being_shown(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));

    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");
    page.button("Download Key File").click();
    let name = format!("{}_accessKeys.csv", user.name());
    let file = story.browser().downloaded(&name).expect("the key file is downloaded");
    let file = String::from_utf8_lossy(&file);
    let secret = file.trim().rsplit(',').next().expect("a secret");
    assert!(
        !page.source().contains(secret),
        "the secret is in the document although it was not shown"
    );

    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
}

fn forgotten_once_closed(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    assert!(page.source().contains(&new.secret), "the secret is shown");

    page.button("Close").click();
    page.see_no_dialog();

    page.table("Access keys").row(&new.id).see("Status", "Active");
    assert!(!page.source().contains(&new.secret), "the secret is still in the document");
    page.button("Show Access Key").see_gone();

    page.button("Refresh").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");
    assert!(!page.source().contains(&new.secret), "the secret is in the document again");
    assert_eq!(
        story.proxy().record().calls("CreateAccessKey").len(),
        1,
        "more than one key was requested"
    );
}

fn can_be_hidden_again(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    let show = page.button("Show Access Key");
    assert_eq!(show.state()["expanded"], "true");

    show.click();

    page.field("Secret Access Key").see_gone();
    assert_eq!(show.state()["expanded"], "false");
    assert!(!page.source().contains(&new.secret), "the hidden secret is still in the document");
    show.click();
    page.field("Secret Access Key").see_value(&new.secret);
}
