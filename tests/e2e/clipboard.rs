//! The clipboard is cleared after a secret was copied.

use support::{Credentials, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{create_and_show, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("clipboard::cleared_after_a_minute", cleared_after_a_minute),
    on_moto("clipboard::cleared_once_closed", cleared_once_closed),
    on_moto("clipboard::offers_a_button_when_refused", offers_a_button_when_refused),
    on_moto("clipboard::cleared_by_lock", cleared_by_lock),
];

fn cleared_after_a_minute(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied. After one minute the clipboard is cleared");

    let_a_minute_pass(&page);

    see_cleared(story, &page, &new);
}

/// The countdown continues once the dialog is closed. Any press on the page will do.
fn cleared_once_closed(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Close").click();
    page.see_no_dialog();

    let_a_minute_pass(&page);
    page.eventually("the clipboard to be cleared, or the browser to refuse", |page| {
        let source = page.source();
        let answers = ["The clipboard has been cleared", "The secret may still be"];
        answers.iter().any(|answer| source.contains(answer)).then_some(())
    });
    // `Refresh` would say something itself.
    page.disclosure("About this identity").click();

    page.see_status_with("The clipboard has been cleared");
    assert_ne!(story.clipboard(), new.secret, "the secret is on the clipboard");
}

/// An engine may allow it only at a user's press, or not while the page is hidden: the page then offers
/// a button, and never says that it cleared the clipboard when it did not.
fn offers_a_button_when_refused(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    let refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('not now'))";
    story.browser().script(refuse, vec![]).expect("the clipboard refuses");

    page.shift_clock(1);
    page.see_status_with("The secret may still be on the clipboard");
    page.button("Clear clipboard").click();
    page.see_status_with("The secret may still be on the clipboard");
    page.button("Close").click();
    page.see_no_dialog();
    page.see_status_with("The secret may still be on the clipboard");
    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.see_status_with("The secret may still be on the clipboard");
    assert_eq!(story.clipboard(), new.secret, "the clipboard was cleared");

    story
        .browser()
        .script("delete navigator.clipboard.writeText", vec![])
        .expect("the clipboard works again");
    page.button("Clear clipboard").click();
    page.button("Clear clipboard").see_gone();
    page.see_status_with("The clipboard has been cleared");
    assert_ne!(story.clipboard(), new.secret, "the secret is on the clipboard");
}

fn cleared_by_lock(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Close").click();

    page.button("Lock").click();

    page.see_heading("Create, deactivate and delete AWS access keys");
    page.eventually("the clipboard to be cleared", |_| {
        (story.clipboard() != new.secret).then_some(())
    });
}

/// A minute later the last press is long over, and with it what an engine allows because of it.
fn let_a_minute_pass(page: &Page) {
    page.eventually("the last press to be over", |page| {
        let script = "return navigator.userActivation.isActive";
        (page.browser().script(script, vec![]).ok()? == false).then_some(())
    });
    page.shift_clock(1);
}

/// By itself where the engine allows it, otherwise at a press.
fn see_cleared(story: &Story, page: &Page, new: &Credentials) {
    page.eventually("the clipboard to be cleared", |page| {
        let offered = page.names("button").iter().any(|name| name == "Clear clipboard");
        if offered {
            page.button("Clear clipboard").click();
        }
        page.source().contains("The clipboard has been cleared").then_some(())
    });
    assert_ne!(story.clipboard(), new.secret, "the secret is on the clipboard");
}
