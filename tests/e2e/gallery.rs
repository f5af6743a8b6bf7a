//! Every screen as a picture, in both themes and three widths.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use support::page::Press;
use support::story::target;
use support::{Credentials, Engine, Fault, Page, PeerKind, Story, Workshop};

use crate::steps::{choose_endpoint, paste, try_to_sign_in, type_credentials};

const WIDTHS: [(u32, u32); 3] = [(1160, 900), (360, 740), (320, 640)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Draws the gallery in Chromium.
pub fn draw(workshop: &Workshop) -> ExitCode {
    let tours: [(&str, PeerKind, fn(&Story)); 4] = [
        ("gallery", PeerKind::Moto, tour),
        ("gallery-endpoint", PeerKind::Moto, tour_of_endpoint),
        ("gallery-root", PeerKind::Ministack, tour_of_root),
        ("gallery-demo", PeerKind::Moto, tour_of_demo),
    ];
    for (name, peer, steps) in tours {
        if let Err(trouble) = workshop.tell(Engine::Chromium, name, peer, &steps) {
            eprintln!("{trouble}");
            return ExitCode::FAILURE;
        }
    }
    println!("The gallery is in {}", folder().display());
    ExitCode::SUCCESS
}

fn folder() -> PathBuf {
    target().join("gallery")
}

/// Takes pictures of one state after the other.
struct Camera<'s> {
    story: &'s Story<'s>,
    tour: &'static str,
    taken: Cell<usize>,
}

impl Camera<'_> {
    fn take(&self, state: &str) {
        self.taken.set(self.taken.get() + 1);
        let browser = self.story.browser();
        for (width, height) in WIDTHS {
            for theme in THEMES {
                let png = browser.picture(width, height, theme);
                let name =
                    format!("{}{:02}-{state}-{width}-{theme}.png", self.tour, self.taken.get());
                fs::create_dir_all(folder()).expect("a folder for the gallery");
                fs::write(folder().join(name), png).expect("the gallery takes a picture");
            }
        }
        browser.stop_pictures();
    }
}

fn tour(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    let camera = Camera { story, tour: "", taken: Cell::new(0) };

    let page = story.open();
    page.see_heading("Cut an AWS access key, in this tab");
    camera.take("unlock");
    page.button("Continue").click();
    page.field("Access key ID").see_problem("Enter");
    camera.take("unlock-problems");
    for answer in page.all("disclosure") {
        page.disclosure(&answer).click();
    }
    camera.take("unlock-answers");
    let page = story.open();
    story.copy(&format!(
        "export AWS_ACCESS_KEY_ID={}\nexport AWS_SECRET_ACCESS_KEY={}\n",
        key.id, key.secret
    ));
    page.field("Paste credentials").paste();
    page.field("Access key ID").see_value(&key.id);
    choose_endpoint(story, &page);
    camera.take("unlock-pasted");
    let held = story.proxy().hold("GetCallerIdentity");
    page.button("Continue").click();
    page.see_status_with("Asking");
    camera.take("unlock-asking");
    held.release();
    page.see_heading("Security Credentials");

    let wrong = story.watch(Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));
    try_to_sign_in(story, &wrong).see_alert_with("SignatureDoesNotMatch");
    camera.take("unlock-refused");
    try_to_sign_in(story, &story.watch(story.peer().assume_role("locksmith")))
        .see_heading("Whose access keys?");
    camera.take("whose-access-keys");

    tour_of_keys(story, &camera, &key);
    tour_of_failures(story, &camera, &key);
}

fn tour_of_endpoint(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let camera = Camera { story, tour: "endpoint-", taken: Cell::new(0) };
    let page = story.open();
    paste(story, &page, &key.id);
    page.see_status_with("still missing");
    choose_endpoint(story, &page);
    page.button("Check").click();
    page.see_status_with("The server answers IAM requests");
    camera.take("fine");
    page.field("Endpoint URL").fill("https://objects.a-rather-long-name.example.com:9000/iam");
    page.button("Check").click();
    page.field("Endpoint URL").see_problem("--endpoint");
    camera.take("not-for-this-copy");
    page.field("Endpoint URL").fill("s3.example.com");
    page.field("Region").fill("eu west");
    page.button("Check").click();
    page.field("Endpoint URL").see_problem("full URL");
    camera.take("not-an-address");

    let example = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let page = story.open();
    paste(story, &page, example);
    page.see_status_with("AWS's documentation");
    page.combobox("Where").choose("AWS");
    page.button("Continue").click();
    page.field("Access key ID").see_problem("AWS's documentation");
    camera.take("example");

    story.proxy().always("GetCallerIdentity", Fault::WithoutCors);
    let page = try_to_sign_in(story, &key);
    page.see_alert_with("NoAnswer");
    camera.take("no-answer");
    page.field("Region").fill("us-east-1");
    page.button("Check").click();
    page.see_text("Allow this page's origin");
    story.expect_finding("the endpoint was asked by GET");
    camera.take("kept-out");
    story.proxy().behave();
    story.proxy().always("GetCallerIdentity", Fault::Html(200));
    let page = story.open();
    choose_endpoint(story, &page);
    page.button("Check").click();
    page.see_alert_with("not in the format");
    camera.take("something-else");
}

fn tour_of_keys(story: &Story, camera: &Camera, key: &Credentials) {
    let held = story.proxy().hold("ListAccessKeys");
    let page = try_to_sign_in(story, key);
    page.see_text("Loading access keys");
    camera.take("credentials-loading");
    held.release();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.see_status_with("1 access key");
    camera.take("credentials");
    let held = story.proxy().hold("CreateAccessKey");
    page.button("Create New Access Key").click();
    page.see_status_with("Asking for a new key");
    camera.take("create-asking");
    held.release();
    page.button("Download Key File").see();
    camera.take("create");
    page.button("Close").click();
    page.see_dialog("Close without saving?");
    camera.take("close-without-saving");
    page.button("Go back").click();
    page.button("Show Access Key").click();
    let new = Credentials::key(
        &page.field("Access Key ID").value(),
        &page.field("Secret Access Key").value(),
    );
    let new = story.watch(new);
    camera.take("create-shown");
    page.button("Copy").about("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Download Key File").click();
    page.see_status_with("_accessKeys.csv");
    camera.take("create-saved");
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    camera.take("credentials-at-quota");
    let refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('not now'))";
    story.browser().script(refuse, vec![]).expect("the clipboard refuses");
    page.shift_clock(1);
    page.see_status_with("may still be on the clipboard");
    camera.take("clipboard-not-cleared");
    story.browser().script("delete navigator.clipboard.writeText", vec![]).expect("it relents");
    page.button("Clear clipboard").click();
    page.shift_clock(14);
    page.see_dialog("This tab locks in a minute");
    camera.take("idle");
    page.button("Stay signed in").click();

    page.button(&format!("Delete {}", new.id)).click();
    page.see_dialog("Delete access key");
    camera.take("delete-active");
    page.button("Make Inactive").click();
    page.field("Type the access key ID to confirm").fill(&new.id);
    camera.take("delete-confirm");
    page.press(Press::Escape);
    page.see_no_dialog();
    page.table("Access keys").row(&new.id).see("Status", "Inactive");
    camera.take("credentials-inactive");
    page.button(&format!("Delete {}", new.id)).click();
    page.field("Type the access key ID to confirm").fill(&new.id);
    page.button("Delete").click();
    page.table("Access keys").row(&new.id).see("Status", "Deleted");
    camera.take("credentials-deleted");
    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    camera.take("inactive-in-use");
    page.press(Press::Escape);
    page.button(&format!("Delete {}", key.id)).click();
    page.see_dialog("Delete access key");
    camera.take("delete-in-use");
    page.press(Press::Escape);
    page.see_no_dialog();
}

fn tour_of_failures(story: &Story, camera: &Camera, key: &Credentials) {
    let page = Page::new(story.browser());
    story.proxy().once("CreateAccessKey", Fault::DropBefore);
    page.button("Create New Access Key").click();
    page.see_text("Nothing was made.");
    camera.take("create-nothing-made");
    story.proxy().refuse();
    page.button("Try again").click();
    page.see_text("Nobody can tell whether a key was made.");
    camera.take("create-nobody-can-tell");
    story.proxy().behave();
    page.button("Close").click();
    page.see_no_dialog();
    story.proxy().once("CreateAccessKey", Fault::DropAfter);
    page.button("Create New Access Key").click();
    page.see_text("A key was made, and its secret is lost.");
    camera.take("create-secret-lost");
    page.button("Delete it and start over").click();
    page.button("Show Access Key").click();
    page.button("Close").click();
    page.see_no_dialog();

    story.proxy().always("ListAccessKeys", Fault::Later(429, 50));
    page.button("Refresh").click();
    page.see_status_with("The server is limiting requests");
    camera.take("credentials-waiting");
    page.button("Cancel").click();
    page.see_alert_with("429");
    camera.take("credentials-refresh-failed");
    story.proxy().behave();
    story.proxy().always("ListAccessKeys", Fault::Html(200));
    let page = try_to_sign_in(story, key);
    page.see_heading("Security Credentials");
    page.see_alert_with("UnreadableAnswer");
    camera.take("credentials-failed");
    story.proxy().behave();
    story.proxy().once("GetCallerIdentity", Fault::Clock(24 * 60));
    let page = try_to_sign_in(story, key);
    page.see_status_with("This device's clock");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    camera.take("credentials-clock-off");
    story.proxy().behave();

    // Managed by a role, a user may have no key at all.
    let nobody = story.peer().user("grace");
    let page = try_to_sign_in(story, &story.watch(story.peer().assume_role("locksmith")));
    page.field("IAM user name").fill(nobody.name());
    page.button("Show access keys").click();
    page.see_text("No access keys yet");
    camera.take("credentials-empty");
    page.button("Lock").click();
    page.see_heading("Cut an AWS access key, in this tab");

    let page = try_to_sign_in(story, key);
    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    page.button("Make Inactive").click();
    page.see_heading("Cut an AWS access key, in this tab");
    camera.take("unlock-locked");

    story.site().release("A newer Keycutter");
    let page = story.open();
    page.button("Use it").see();
    page.combobox("Where").choose("Custom endpoint");
    page.field("Endpoint URL").fill("https://s3.example.com");
    page.button("Check").click();
    page.field("Endpoint URL").see_problem("--endpoint");
    camera.take("unlock-new-version");
}

fn tour_of_root(story: &Story) {
    let root =
        story.watch(Credentials::key(PeerKind::ROOT, "root/root+root/root+root/root+root/root+"));
    let camera = Camera { story, tour: "root-", taken: Cell::new(0) };
    let page = story.open();
    type_credentials(&page, &root);
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_dialog("Root credentials");
    camera.take("warning");
    page.button("Continue to Security Credentials").click();
    page.see_heading("Security Credentials");
    page.see_status_with("access key");
    camera.take("credentials");
}

fn tour_of_demo(story: &Story) {
    let camera = Camera { story, tour: "demo-", taken: Cell::new(0) };
    let page = story.open();
    page.button("Try the demo").click();
    page.table("Access keys").see_rows(1);
    camera.take("credentials");
    page.button("Create New Access Key").click();
    page.button("Show Access Key").click();
    camera.take("create");
    page.button("Close").click();
    page.see_no_dialog();
    for (scene, seen) in [
        ("No permissions", "The smallest policy"),
        ("A role", "Whose access keys?"),
        ("A wrong secret", "SignatureDoesNotMatch"),
        ("Credentials about to expire", "These credentials expire"),
    ] {
        page.combobox("Scene").choose(scene);
        page.button("Start").click();
        page.see_text(seen);
        camera.take(&scene.to_lowercase().replace(' ', "-"));
    }
    page.button("Leave the demo").click();
    page.see_heading("Cut an AWS access key, in this tab");
    camera.take("left");
}
