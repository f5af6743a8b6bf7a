//! Steps that many stories share.

use support::wait::TIMEOUT;
use support::{Credentials, Page, Story, wait};

/// The summary of the part of the form that is folded away until it is needed.
pub const FOLD: &str = "Temporary credentials or MFA";

/// Fills the fields.
pub fn type_credentials(page: &Page, credentials: &Credentials) {
    page.field("Access key ID").fill(&credentials.id);
    page.field("Secret access key").fill(&credentials.secret);
    if let Some(token) = &credentials.token {
        page.field("Session token").fill(token);
    }
}

/// Pastes a text into the field that reads any format.
pub fn paste(story: &Story, page: &Page, text: &str) {
    story.copy(text);
    page.field("Paste credentials").paste();
}

/// What `aws configure export-credentials --format env` prints.
pub fn export_block(credentials: &Credentials) -> String {
    let Credentials { id, secret, token } = credentials;
    let token = token
        .as_ref()
        .map_or_else(String::new, |token| format!("export AWS_SESSION_TOKEN={token}\n"));
    format!("export AWS_ACCESS_KEY_ID={id}\nexport AWS_SECRET_ACCESS_KEY={secret}\n{token}")
}

/// Selects the story's endpoint.
pub fn choose_endpoint(story: &Story, page: &Page) {
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill(&story.proxy().url());
}

/// Loads the page, fills the form and presses `Continue`.
pub fn try_to_sign_in<'s>(story: &'s Story, credentials: &Credentials) -> Page<'s> {
    let page = story.open();
    type_credentials(&page, credentials);
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page
}

/// Signs in as an IAM user, as far as the table of keys.
pub fn sign_in<'s>(story: &'s Story, credentials: &Credentials) -> Page<'s> {
    let page = try_to_sign_in(story, credentials);
    page.see_heading("Security Credentials");
    page.table("Access keys").row(&credentials.id).see("Status", "Active");
    page
}

/// Waits until a listing is complete: the last uses are its last requests.
pub fn see_last_uses(page: &Page) {
    page.eventually("every last use to be loaded", |page| {
        let cells = page.table("Access keys").column("Last used");
        cells.iter().all(|text| text != "…").then_some(())
    });
}

/// Creates a key and returns its id and secret as the page shows them.
pub fn create_and_show(page: &Page) -> Credentials {
    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");
    show_key(page)
}

/// Shows a new key and returns its id and secret.
pub fn show_key(page: &Page) -> Credentials {
    page.button("Show Access Key").click();
    let id = page.field("Access Key ID").value();
    let secret = page.field("Secret Access Key").value();
    Credentials::key(&id, &secret)
}

/// Makes a key inactive and deletes it.
pub fn deactivate_and_delete(page: &Page, id: &str) {
    page.button(&format!("Make Inactive {id}")).click();
    page.table("Access keys").row(id).see("Status", "Inactive");
    page.button(&format!("Delete {id}")).click();
    page.field("Type the access key ID to confirm").fill(id);
    page.button("Delete").click();
    page.table("Access keys").row(id).see("Status", "Deleted");
}

/// Waits until the tab is locked, and says why.
pub fn see_locked(page: &Page, why: &str) {
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.see_text(why);
    page.see_no_dialog();
    page.button("Lock").see_gone();
    page.field("Secret access key").see_value("");
}

/// Waits until the service worker is active, and so has cached every file.
pub fn wait_for_worker(story: &Story) {
    let active = "
        return navigator.serviceWorker.getRegistration().then((it) => it?.active?.state === 'activated')";
    let is_active = || story.browser().script(active, vec![]).is_ok_and(|active| active == true);
    let activated = wait::until(TIMEOUT, || is_active().then_some(()));
    assert!(activated.is_some(), "the service worker is not active");
}
