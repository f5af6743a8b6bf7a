//! The sign-in form.

use support::page::Key;
use support::{Credentials, Fault, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{FOLD, choose_endpoint, sign_in, try_to_sign_in, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("unlock::wrong_secret_is_refused", wrong_secret_is_refused),
    on_moto("unlock::unknown_key_is_refused", unknown_key_is_refused),
    on_moto("unlock::empty_fields_are_marked", empty_fields_are_marked),
    on_moto("unlock::endpoint_without_https_is_rejected", endpoint_without_https_is_rejected),
    on_moto("unlock::masked_until_shown", masked_until_shown),
    on_moto("unlock::remembers_only_the_endpoint", remembers_only_the_endpoint),
    on_moto("unlock::swapped_fields_are_swapped_back", swapped_fields_are_swapped_back),
    on_moto("unlock::a_secret_in_another_field_is_not_sent", a_secret_in_another_field_is_not_sent),
    on_moto("unlock::an_alert_goes_with_its_reason", an_alert_goes_with_its_reason),
    on_moto("unlock::the_title_follows_the_screen", the_title_follows_the_screen),
];

fn wrong_secret_is_refused(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
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

pub fn unknown_key_is_refused(story: &Story) {
    let unknown = story.watch(Credentials::key(
        "AKIAUNKNOWNUNKNOWN12",
        "unknown/unknown+unknown/unknown+unknown+",
    ));

    let page = try_to_sign_in(story, &unknown);

    page.see_alert_with("InvalidClientTokenId");
    page.field("Access key ID").see_value(&unknown.id);
}

fn empty_fields_are_marked(story: &Story) {
    let page = story.open();

    page.button("Continue").click();

    page.field("Access key ID").see_error("Enter the access key ID");
    page.field("Secret access key").see_error("Enter the secret access key");
    page.field("Access key ID").see_focus();

    // A corrected field is no longer marked, and a temporary id requires its token.
    page.field("Access key ID").fill("ASIATEMPORARY1234567");
    page.field("Secret access key").fill("any/secret+any/secret+any/secret+any/sec");
    page.button("Continue").click();
    page.field("Session token").see_error("enter the session token");
    assert!(story.proxy().record().all().is_empty(), "a request was sent without credentials");
}

fn endpoint_without_https_is_rejected(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.combobox("Where").select("Custom endpoint");

    page.field("Endpoint URL").fill("http://iam.example.com/");
    page.button("Continue").click();
    page.field("Endpoint URL").see_error("https");

    page.field("Endpoint URL").fill("not an address");
    page.button("Continue").click();
    page.field("Endpoint URL").see_error("Enter a full URL");
    assert!(story.proxy().record().all().is_empty(), "a request was sent");
}

fn masked_until_shown(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIAMASKEDMASKED1234",
        "masked/masked+masked/masked+masked/mask+",
    ));
    let page = story.open();
    type_credentials(&page, &key);
    page.disclosure(FOLD).click();
    let secret = page.field("Secret access key");
    assert!(secret.state()["masked"] == true, "the secret is readable as it is typed");

    page.button("Show").described_by("Secret access key").click();
    page.button("Hide").described_by("Secret access key").see();
    assert!(secret.state()["masked"] == false, "the secret stays masked");
    assert!(
        page.field("Session token").state()["masked"] == true,
        "the token was shown along with it"
    );

    page.button("Hide").described_by("Secret access key").click();
    page.button("Show").described_by("Secret access key").see();
    assert!(secret.state()["masked"] == true, "the secret stays readable");
}

fn remembers_only_the_endpoint(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    sign_in(story, &key);

    let page = story.open();

    page.field("Endpoint URL").see_value(&story.proxy().url());
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    let stored = page.stored()["localStorage"].to_string();
    assert!(!stored.contains(&key.id), "the access key id is stored: {stored}");

    page.combobox("Where").select("AWS GovCloud (US)");
    choose_endpoint(story, &page);
}

/// A secret in the field for the id would be sent in every request, so there is none.
fn swapped_fields_are_swapped_back(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    page.field("Access key ID").fill(&key.secret);
    page.field("Secret access key").fill(&key.id);
    page.combobox("Where").select("AWS");

    page.button("Continue").click();

    page.field("Access key ID").see_error("swapped");
    page.button("Swap them").click();
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.button("Swap them").see_gone();
    assert_eq!(page.field("Access key ID").state()["invalid"], false, "the field is still marked");
    assert!(story.blocked().is_empty(), "a request was sent");

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// With a custom endpoint too, whatever the other fields contain. The story ends by searching every
/// request and all storage for the secret.
fn a_secret_in_another_field_is_not_sent(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    // Only letters and digits, which matches IAM's pattern for an id.
    let stray = story.watch(Credentials::key(&key.id, "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x"));
    let page = story.open();
    type_credentials(&page, &key);
    choose_endpoint(story, &page);
    page.disclosure(FOLD).click();
    page.field("MFA code").fill("123456");
    for (label, error, corrected) in [
        ("Access key ID", "This is a secret access key", key.id.as_str()),
        ("Session token", "This is a secret access key", ""),
        ("Region", "looks like a secret access key", "us-east-1"),
        ("MFA device", "looks like a secret access key", ""),
    ] {
        page.field(label).fill(&stray.secret);
        page.button("Continue").click();
        page.field(label).see_error(error);
        page.field(label).fill(corrected);
    }
    assert!(story.proxy().record().all().is_empty(), "a request was sent");

    page.field("MFA code").fill("");
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// It goes as soon as a field is changed, and `Try again` does what `Continue` does.
fn an_alert_goes_with_its_reason(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().always("GetCallerIdentity", Fault::CloseBefore);
    let page = try_to_sign_in(story, &key);
    page.see_alert_with("NoResponse");
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());

    page.field("Region").fill("us-east-1");
    page.eventually("the alert to go", |page| page.alerts().is_empty().then_some(()));

    page.button("Continue").click();
    page.see_alert_with("NoResponse");
    story.proxy().reset();
    page.button("Try again").click();
    page.see_heading("Security Credentials");
}

fn the_title_follows_the_screen(story: &Story) {
    let see_title = |title: &str| {
        let page = Page::new(story.browser());
        page.eventually(&format!("the title {title}"), |_| {
            let now = story.browser().script("return document.title", vec![]).ok()?;
            (now == format!("{title} – Keycutter")).then_some(())
        });
    };
    let key = story.watch(story.peer().user("ada").create_key());
    story.open();
    see_title("Sign in");
    let page = sign_in(story, &key);
    see_title("Security Credentials");
    page.button(&format!("Delete {}", key.id)).click();
    see_title("Delete access key");
    page.press(Key::Escape);
    see_title("Security Credentials");
    page.button("Lock").click();
    see_title("Sign in");
}
