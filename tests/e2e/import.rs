//! Credentials that are pasted, typed or dropped as text.

use support::page::Key;
use support::{Credentials, Story};

use crate::case::{Case, on_moto};
use crate::steps::{choose_endpoint, export_block, paste};

pub const STORIES: &[Case] = &[
    on_moto("import::text_without_a_key_stays_in_the_field", text_without_a_key_stays_in_the_field),
    on_moto("import::several_profiles_are_offered", several_profiles_are_offered),
    on_moto(
        "import::example_of_the_documentation_is_recognized",
        example_of_the_documentation_is_recognized,
    ),
    on_moto("import::typed_text_is_read_when_complete", typed_text_is_read_when_complete),
    on_moto(
        "import::reading_typed_text_does_not_move_the_button",
        reading_typed_text_does_not_move_the_button,
    ),
    on_moto("import::a_file_can_be_dropped_anywhere", a_file_can_be_dropped_anywhere),
    on_moto("import::paste_and_enter_sign_in", paste_and_enter_sign_in),
    on_moto("import::text_is_read_wherever_it_is_pasted", text_is_read_wherever_it_is_pasted),
    on_moto("import::a_server_in_the_text_comes_first", a_server_in_the_text_comes_first),
    on_moto("import::a_pasted_token_unfolds_its_field", a_pasted_token_unfolds_its_field),
    on_moto("import::continue_points_at_the_profile", continue_points_at_the_profile),
    on_moto("import::files_that_are_not_read_say_why", files_that_are_not_read_say_why),
];

fn text_without_a_key_stays_in_the_field(story: &Story) {
    let page = story.open();
    story.copy("Dear Ada,\nthe key is under the mat.");

    page.field("Paste credentials").paste();

    page.field("Paste credentials").see_value("Dear Ada,\nthe key is under the mat.");
    page.field("Access key ID").see_value("");
    let description = page.field("Paste credentials").description();
    assert!(!description.is_empty(), "nothing says that the text was not recognized");
}

/// A profile of a credentials file.
fn profile(name: &str, key: &Credentials) -> String {
    let Credentials { id, secret, .. } = key;
    format!("[{name}]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n\n")
}

/// A credentials file with two profiles: the page selects none by itself.
fn several_profiles_are_offered(story: &Story) {
    let [ada, bob] = ["ada", "bob"].map(|name| story.watch(story.peer().user(name).create_key()));
    let page = story.open();

    paste(story, &page, &[profile("default", &ada), profile("bob", &bob)].concat());

    page.see_status_with("Found 2 profiles. Choose the one to use.");
    page.field("Paste credentials").see_value("");
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    page.combobox("Profile").select("bob");
    page.field("Access key ID").see_value(&bob.id);
    page.field("Secret access key").see_value(&bob.secret);
    page.see_status_with("An access key from a profile (bob).");

    page.combobox("Profile").select("default");
    page.field("Access key ID").see_value(&ada.id);
    page.combobox("Profile").select("bob");
    page.field("Access key ID").see_value(&bob.id);
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
    page.table("Access keys").row(&bob.id).see("Status", "In use here");
}

/// Enter does not lead to AWS with the key of another server.
fn a_server_in_the_text_comes_first(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let url = story.proxy().url();
    let page = story.open();

    paste(story, &page, &format!("{}\nendpoint_url = {url}\n", profile("backup", &key).trim_end()));

    let offer = page.button(&format!("Use {url} as the endpoint"));
    page.field("Access key ID").see_value(&key.id);
    page.field("Paste credentials").see_focus();
    offer.click();
    page.field("Endpoint URL").see_value(&url);
}

/// The page says so at once, and again at the field when `Continue` is pressed.
fn example_of_the_documentation_is_recognized(story: &Story) {
    // Not watched: the program itself contains the end of this secret.
    let example =
        Credentials::key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let page = story.open();

    paste(story, &page, &export_block(&example));
    page.see_status_with("the example from AWS's documentation");
    page.field("Access key ID").see_value(&example.id);
    page.field("Secret access key").see_value(&example.secret);
    assert_eq!(
        page.field("Access key ID").state()["invalid"],
        false,
        "the field is marked before a press"
    );

    page.button("Continue").click();
    page.field("Access key ID").see_error("the example from AWS's documentation");
    assert_eq!(page.field("Secret access key").state()["invalid"], false, "the page says it twice");
    assert_eq!(page.source().matches("the example from AWS").count(), 1, "the page says it twice");
    assert!(story.blocked().is_empty(), "a request was sent");
}

/// Typed text is read once the field loses the focus, not after its first letters.
fn typed_text_is_read_when_complete(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();

    page.field("Paste credentials").fill(&format!("{} {}", key.id, key.secret));
    page.press(Key::Tab);

    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.field("Paste credentials").see_value("");
}

/// Reading the field as it loses the focus does not move the button away from the mouse.
fn reading_typed_text_does_not_move_the_button(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    choose_endpoint(story, &page);

    page.field("Paste credentials").fill(&format!("{} {}", key.id, key.secret));
    let pressed = page.button("Continue").press_down();
    page.field("Access key ID").see_value("");
    pressed.release();

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");
}

/// A browser opens a file that is dropped outside of a drop target. The whole page is one, and
/// ignores files where they are of no use.
fn a_file_can_be_dropped_anywhere(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    page.field("Access key ID").see();

    assert!(drop_file(story, &export_block(&key)), "the browser would open the file");
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
    assert!(drop_file(story, &export_block(&key)), "the browser would open the file");
    page.see_heading("Security Credentials");
}

/// Drops a file on the banner. Whether the page prevents the browser from opening it.
fn drop_file(story: &Story, text: &str) -> bool {
    let script = "
        const transfer = new DataTransfer();
        transfer.items.add(new File([arguments[0]], 'credentials.txt'));
        const fires = (name) => !document.querySelector('header').dispatchEvent(new DragEvent(name,
            { dataTransfer: transfer, bubbles: true, cancelable: true }));
        return fires('dragover') && fires('drop')";
    story.browser().script(script, vec![text.into()]).expect("an event") == true
}

/// The box has the focus at the start, and `Continue` after a paste that fills in all that is needed.
fn paste_and_enter_sign_in(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    page.field("Paste credentials").see_focus();
    choose_endpoint(story, &page);

    paste(story, &page, &export_block(&key));
    page.button("Continue").see_focus();
    page.press(Key::Enter);

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "In use here");
}

/// Into another field, and with no field focused; one word stays where it is pasted.
fn text_is_read_wherever_it_is_pasted(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    for field in ["Secret access key", "Access key ID"] {
        let page = story.open();
        story.copy(&export_block(&key));
        page.field(field).paste();
        page.field("Access key ID").see_value(&key.id);
        page.field("Secret access key").see_value(&key.secret);
        page.button("Continue").see_focus();
    }

    let page = story.open();
    page.field("Paste credentials").see_focus();
    story.browser().script("document.activeElement.blur()", vec![]).expect("no focus");
    page.press(Key::Paste);
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);

    let page = story.open();
    story.copy(&key.secret);
    page.field("Access key ID").paste();
    page.field("Access key ID").see_value(&key.secret);
    page.field("Secret access key").see_value("");
}

fn a_pasted_token_unfolds_its_field(story: &Story) {
    let role = story.watch(story.peer().assume_role("key-manager"));
    let page = story.open();
    page.field("Session token").see_gone();

    paste(story, &page, &export_block(&role));

    page.field("Session token").see_value(role.token.as_deref().unwrap_or_default());
    page.button("Continue").see_focus();
}

fn continue_points_at_the_profile(story: &Story) {
    let [ada, bob] = ["ada", "bob"].map(|name| story.watch(story.peer().user(name).create_key()));
    let page = story.open();
    paste(story, &page, &[profile("default", &ada), profile("bob", &bob)].concat());

    page.button("Continue").click();

    page.combobox("Profile").see_focus();
    page.combobox("Profile").see_error("Choose a profile");
    assert_eq!(page.field("Access key ID").state()["invalid"], false, "the fields are marked too");
    page.combobox("Profile").select("bob");
    page.field("Access key ID").see_value(&bob.id);
    assert_eq!(page.combobox("Profile").state()["invalid"], false, "it is still marked");
}

fn files_that_are_not_read_say_why(story: &Story) {
    let page = story.open();
    page.button("Open file…").see_enabled();
    for (text, why) in [
        (String::new(), "This file is empty."),
        ("\0\u{1}\0\u{2}".repeat(100), "This file is not a text file."),
        ("a".repeat(1_048_577), "This file is larger than 1 MB"),
    ] {
        page.open_file("credentials.txt", &text);
        page.see_status_with(why);
    }
}
