//! The tab is locked: it forgets.

use support::Story;

use crate::steps::{sign_in, type_credentials};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[on_moto("lock::leaves_nothing", leaves_nothing)];

fn leaves_nothing(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = sign_in(story, &key);

    page.button("Lock").click();

    page.see_heading("Cut an AWS access key, in this tab");
    for field in ["Access key ID", "Secret access key", "Session token", "Paste credentials"] {
        page.field(field).see_value("");
    }
    let left = page.everything();
    assert!(
        !left.contains(&key.secret) && !left.contains(&key.id),
        "something of the key is still in the document"
    );
    page.button("Lock").see_gone();

    // The place is still there, and the same key signs in again.
    page.field("Endpoint URL").see_value(&story.proxy().url());
    type_credentials(&page, &key);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}
