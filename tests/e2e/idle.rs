//! The idle lock.

use support::{Credentials, Story};

use crate::case::{Case, on_moto};
use crate::steps::{create_and_show, paste, see_last_uses, see_locked, sign_in, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("idle::warns_and_locks", warns_and_locks),
    on_moto("idle::waits_for_the_selected_time", waits_for_the_selected_time),
    on_moto("idle::locks_after_sleep", locks_after_sleep),
    on_moto("idle::clears_the_form", clears_the_form),
    on_moto("idle::forgets_a_new_key", forgets_a_new_key),
];

const IDLE: &str = "Locked after a period of inactivity";
const WARNING: &str = "This tab is about to lock";

fn warns_and_locks(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.see_text("Locking clears your credentials.");
    page.see_text("s left");
    page.button("Stay signed in").click();
    page.see_no_dialog();
    page.see_heading("Security Credentials");

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.shift_clock(1);
    see_locked(&page, IDLE);
    assert!(!page.source().contains(&key.secret), "the secret is still in the document");
}

fn waits_for_the_selected_time(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.combobox("Locks when idle for").see_selected("15 minutes");
    page.combobox("Locks when idle for").select("60 minutes");
    page.shift_clock(58);
    page.button("Refresh").see_enabled();
    page.button("Refresh").click();
    page.combobox("Locks when idle for").select("5 minutes");

    page.shift_clock(4);

    page.see_dialog(WARNING);
    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.see_no_dialog();
}

/// A device that sleeps is idle, and the page locks without a warning.
fn locks_after_sleep(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    see_last_uses(&page);
    let before = story.proxy().record().all().len();

    page.shift_clock(8 * 60);

    see_locked(&page, IDLE);
    assert_eq!(story.proxy().record().all().len(), before, "a request was sent meanwhile");
}

fn clears_the_form(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIATYPEDTYPED123456",
        "typed/typed+typed/typed+typed/typed+type",
    ));
    let page = story.open();
    page.field("Access key ID").see();
    // An empty form does not time out.
    page.shift_clock(60);
    type_credentials(&page, &key);
    page.see_no_dialog();

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.see_text("Locking clears what you entered.");
    page.button("Keep it").click();
    page.see_no_dialog();
    page.field("Secret access key").see_value(&key.secret);

    paste(story, &page, &format!("not understood: {}", &key.secret[..30]));
    page.shift_clock(16);
    page.see_text(IDLE);
    for field in ["Access key ID", "Secret access key", "Paste credentials"] {
        page.field(field).see_value("");
    }
}

/// A new secret does not prevent the lock: the warning says what would be lost.
fn forgets_a_new_key(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let _ = story.watch(create_and_show(&page));

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.see_text("The secret of the new key is not saved");
    page.button("Stay signed in").click();
    page.see_dialog("Create Access Key");

    page.shift_clock(15);
    see_locked(&page, "the secret of the new key is lost");
}
