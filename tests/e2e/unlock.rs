//! Someone comes with credentials, good or bad.

use support::page::Press;
use support::{Credentials, Story};

use crate::steps::{
    choose_endpoint, export_block, paste, sign_in, try_to_sign_in, type_credentials,
};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("unlock::wrong_secret", wrong_secret),
    on_moto("unlock::unknown_key", unknown_key),
    on_moto("unlock::nothing_typed", nothing_typed),
    on_moto("unlock::address_that_would_leak", address_that_would_leak),
    on_moto("unlock::masked_until_shown", masked_until_shown),
    on_moto("unlock::text_without_a_key", text_without_a_key),
    on_moto("unlock::remembers_the_place_alone", remembers_the_place_alone),
    on_moto("unlock::several_profiles", several_profiles),
    on_moto("unlock::halves_in_each_others_places", halves_in_each_others_places),
    on_moto("unlock::one_half_after_the_other", one_half_after_the_other),
    on_moto("unlock::half_beside_something", half_beside_something),
    on_moto("unlock::example_of_the_documentation", example_of_the_documentation),
    on_moto("unlock::typed_into_the_box", typed_into_the_box),
    on_moto("unlock::typed_into_the_box_and_pressed", typed_into_the_box_and_pressed),
    on_moto("unlock::file_dropped_anywhere", file_dropped_anywhere),
    on_moto("unlock::secret_in_a_field_that_is_sent", secret_in_a_field_that_is_sent),
];

fn wrong_secret(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let wrong = story.watch(Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));

    let page = try_to_sign_in(story, &wrong);

    page.see_alert_with("SignatureDoesNotMatch");
    page.field("Access key ID").see_value(&wrong.id);
    page.field("Secret access key").see_value(&wrong.secret);
    page.field("Endpoint URL").see_value(&story.proxy().url());

    page.field("Secret access key").fill(&key.secret);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

fn unknown_key(story: &Story) {
    let unknown = story.watch(Credentials::key(
        "AKIAUNKNOWNUNKNOWN12",
        "unknown/unknown+unknown/unknown+unknown+",
    ));

    let page = try_to_sign_in(story, &unknown);

    page.see_alert_with("InvalidClientTokenId");
    page.field("Access key ID").see_value(&unknown.id);
}

fn nothing_typed(story: &Story) {
    let page = story.open();

    page.button("Continue").click();

    page.field("Access key ID").see_problem("Enter the access key ID");
    page.field("Secret access key").see_problem("Enter the secret access key");
    page.field("Access key ID").see_focus();

    // What is mended stops being marked, and a temporary id asks for its token.
    page.field("Access key ID").fill("ASIATEMPORARY1234567");
    page.field("Secret access key").fill("any/secret+any/secret+any/secret+any/sec");
    page.button("Continue").click();
    page.field("Session token").see_problem("enter the session token");
    assert!(story.proxy().record().all().is_empty(), "a request was made without credentials");
}

fn address_that_would_leak(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.combobox("Where").choose("Custom endpoint");

    page.field("Endpoint URL").fill("http://iam.example.com/");
    page.button("Continue").click();
    page.field("Endpoint URL").see_problem("https");

    page.field("Endpoint URL").fill("not an address");
    page.button("Continue").click();
    page.field("Endpoint URL").see_problem("Enter a full URL");
    assert!(story.proxy().record().all().is_empty(), "a request was made all the same");
}

fn masked_until_shown(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIAMASKEDMASKED1234",
        "masked/masked+masked/masked+masked/mask+",
    ));
    let page = story.open();
    type_credentials(&page, &key);
    let secret = page.field("Secret access key");
    assert!(secret.state()["masked"] == true, "the secret is readable as it is typed");

    page.button("Show").about("Secret access key").click();
    page.button("Hide").about("Secret access key").see();
    assert!(secret.state()["masked"] == false, "the secret stays masked");
    assert!(
        page.field("Session token").state()["masked"] == true,
        "the token was shown along with it"
    );

    page.button("Hide").about("Secret access key").click();
    page.button("Show").about("Secret access key").see();
    assert!(secret.state()["masked"] == true, "the secret stays readable");
}

fn text_without_a_key(story: &Story) {
    let page = story.open();
    story.copy("Dear Ada,\nthe key is under the mat.");

    page.field("Paste credentials").paste();

    page.field("Paste credentials").see_value("Dear Ada,\nthe key is under the mat.");
    page.field("Access key ID").see_value("");
    let told = page.field("Paste credentials").description();
    assert!(!told.is_empty(), "nothing says that the text was not understood");
}

fn remembers_the_place_alone(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    sign_in(story, &key);

    let page = story.open();

    page.field("Endpoint URL").see_value(&story.proxy().url());
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    let kept = page.kept()["localStorage"].to_string();
    assert!(!kept.contains(&key.id), "the access key id is kept: {kept}");

    page.combobox("Where").choose("AWS GovCloud (US)");
    choose_endpoint(story, &page);
}

/// A whole credentials file: the page takes none by itself.
fn several_profiles(story: &Story) {
    let [ada, bob] = ["ada", "bob"].map(|name| story.watch(story.peer().user(name).cut_key()));
    let profile = |name: &str, key: &Credentials| {
        let Credentials { id, secret, .. } = key;
        format!("[{name}]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n\n")
    };
    let page = story.open();

    paste(story, &page, &[profile("default", &ada), profile("bob", &bob)].concat());

    page.see_status_with("Found 2 profiles. Choose the one to use.");
    page.field("Paste credentials").see_value("");
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    page.combobox("Profile").choose("bob");
    page.field("Access key ID").see_value(&bob.id);
    page.field("Secret access key").see_value(&bob.secret);
    page.see_status_with("An access key from a profile (bob).");

    // Minds change.
    page.combobox("Profile").choose("default");
    page.field("Access key ID").see_value(&ada.id);
    page.combobox("Profile").choose("bob");
    page.field("Access key ID").see_value(&bob.id);
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
    page.table("Access keys").row(&bob.id).see("Status", "In use here");
}

/// A secret in the field for the id would go out in every request: so none is made.
fn halves_in_each_others_places(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    page.field("Access key ID").fill(&key.secret);
    page.field("Secret access key").fill(&key.id);
    page.combobox("Where").choose("AWS");

    page.button("Continue").click();

    page.field("Access key ID").see_problem("swapped");
    page.button("Swap them").click();
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.button("Swap them").see_gone();
    assert_eq!(page.field("Access key ID").state()["invalid"], false, "it is still marked");
    assert!(story.trapped().is_empty(), "a request was made all the same");

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// Consoles copy one half at a time: each goes to its field, and the page says what is missing.
fn one_half_after_the_other(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();

    paste(story, &page, &key.id);
    page.see_status_with("An access key ID from plain text. Its secret is still missing");
    page.field("Access key ID").see_value(&key.id);
    page.field("Paste credentials").see_value("");
    page.field("Paste credentials").see_focus();

    paste(story, &page, &key.secret);
    let told = page.see_status_with("A secret access key from plain text.");
    assert!(!told.contains("missing"), "{told}");
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.field("Paste credentials").see_value("");

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// What stood beside the half that was found is left for its person to see.
fn half_beside_something(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    let text = format!("{}\n{}", key.id, &key.secret[..22]);

    paste(story, &page, &text);
    page.see_status_with("Its secret is still missing");
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value("");
    page.field("Paste credentials").see_value(&text);
}

/// Told at once, and once more at the field it is known by.
fn example_of_the_documentation(story: &Story) {
    // No secret to be watched: the program itself knows how it ends.
    let example =
        Credentials::key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let page = story.open();

    paste(story, &page, &export_block(&example));
    page.see_status_with("the example from AWS's documentation");
    page.field("Access key ID").see_value(&example.id);
    page.field("Secret access key").see_value(&example.secret);
    assert_eq!(page.field("Access key ID").state()["invalid"], false, "nobody pressed anything");

    page.button("Continue").click();
    page.field("Access key ID").see_problem("the example from AWS's documentation");
    assert_eq!(page.field("Secret access key").state()["invalid"], false, "it is told twice");
    assert_eq!(page.everything().matches("the example from AWS").count(), 1, "it is told twice");
    assert!(story.trapped().is_empty(), "a request was made all the same");
}

/// What is typed by hand is read once it is whole, and not after its first letters.
fn typed_into_the_box(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();

    page.field("Paste credentials").fill(&format!("{} {}", key.id, key.secret));
    page.press(Press::Tab);

    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.field("Paste credentials").see_value("");
}

/// What the page finds as the box loses the keyboard does not move the button away from the press.
fn typed_into_the_box_and_pressed(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    choose_endpoint(story, &page);

    page.field("Paste credentials").fill(&format!("{} {}", key.id, key.secret));
    let pressed = page.button("Continue").press_down();
    page.field("Access key ID").see_value("");
    pressed.let_go();

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");
}

/// A browser opens a file that is dropped beside the place for it. Here every place will do, or
/// nothing comes of it.
fn file_dropped_anywhere(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
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

/// Drops a file on the banner. Whether the page keeps the browser from opening it.
fn drop_file(story: &Story, text: &str) -> bool {
    let script = "
        const transfer = new DataTransfer();
        transfer.items.add(new File([arguments[0]], 'credentials.txt'));
        const fires = (name) => !document.querySelector('header').dispatchEvent(new DragEvent(name,
            { dataTransfer: transfer, bubbles: true, cancelable: true }));
        return fires('dragover') && fires('drop')";
    story.browser().script(script, vec![text.into()]).expect("an event") == true
}

/// Where keys have any shape too, and whatever stands in the other fields. (The story ends by looking
/// for the secret in all that was sent and all that is kept.)
fn secret_in_a_field_that_is_sent(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    // Letters and digits alone, which IAM's pattern takes for an id.
    let stray = story.watch(Credentials::key(&key.id, "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x"));
    let page = story.open();
    type_credentials(&page, &key);
    choose_endpoint(story, &page);
    page.disclosure("Does the account require MFA?").click();
    page.field("MFA code").fill("123456");
    for (label, told, mended) in [
        ("Access key ID", "This is a secret access key", key.id.as_str()),
        ("Session token", "This is a secret access key", ""),
        ("Region", "looks like a secret access key", "us-east-1"),
        ("MFA device", "looks like a secret access key", ""),
    ] {
        page.field(label).fill(&stray.secret);
        page.button("Continue").click();
        page.field(label).see_problem(told);
        page.field(label).fill(mended);
    }
    assert!(story.proxy().record().all().is_empty(), "a request was made all the same");

    page.field("MFA code").fill("");
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}
