//! Every screen as an image: in four widths, both themes, forced colours, and from right to left.

mod camera;
mod failures;
mod keys;

use std::process::ExitCode;

use support::{Credentials, Engine, Environment, Fault, PeerKind, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{choose_endpoint, paste, try_to_sign_in, type_credentials};
use camera::{Camera, folder};

/// Saves the gallery in Chromium.
pub fn save(environment: &Environment) -> ExitCode {
    let tours = [
        on_moto("gallery", tour),
        on_moto("gallery-endpoint", tour_of_endpoint),
        on_ministack("gallery-root", tour_of_root),
        on_moto("gallery-demo", tour_of_demo),
    ];
    for Case { name, peer, steps, .. } in tours {
        if let Err(error) = environment.run(Engine::Chromium, name, peer, &steps) {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    println!("The gallery is in {}", folder().display());
    ExitCode::SUCCESS
}

fn tour(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let camera = Camera::new(story, "");

    let page = story.open();
    page.see_heading("Create, deactivate and delete AWS access keys");
    camera.take("unlock");
    page.button("Continue").click();
    page.field("Access key ID").see_error("Enter");
    camera.take("unlock-problems");
    for answer in page.names("disclosure") {
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
    page.see_status_with("Signing in");
    camera.take("unlock-asking");
    held.release();
    page.see_heading("Security Credentials");

    let wrong = story.watch(Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));
    try_to_sign_in(story, &wrong).see_alert_with("SignatureDoesNotMatch");
    camera.take("unlock-refused");
    try_to_sign_in(story, &story.watch(story.peer().assume_role("key-manager")))
        .see_heading("Whose access keys?");
    camera.take("whose-access-keys");

    keys::tour(story, &camera, &key);
    failures::tour(story, &camera, &key);
}

fn tour_of_endpoint(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let camera = Camera::new(story, "endpoint-");
    let page = story.open();
    paste(story, &page, &key.id);
    page.see_status_with("still missing");
    choose_endpoint(story, &page);
    page.button("Check").click();
    page.see_status_with("The server answers IAM requests");
    camera.take("fine");
    page.field("Endpoint URL").fill("https://objects.a-rather-long-name.example.com:9000/iam");
    page.button("Check").click();
    page.field("Endpoint URL").see_error("--endpoint");
    camera.take("not-for-this-copy");
    page.field("Endpoint URL").fill("s3.example.com");
    page.field("Region").fill("eu west");
    page.button("Check").click();
    page.field("Endpoint URL").see_error("full URL");
    camera.take("not-an-address");

    let example = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let page = story.open();
    paste(story, &page, example);
    page.see_status_with("AWS's documentation");
    page.combobox("Where").select("AWS");
    page.button("Continue").click();
    page.field("Access key ID").see_error("AWS's documentation");
    camera.take("example");

    story.proxy().always("GetCallerIdentity", Fault::WithoutCors);
    let page = try_to_sign_in(story, &key);
    page.see_alert_with("NoResponse");
    camera.take("no-answer");
    page.field("Region").fill("us-east-1");
    page.button("Check").click();
    page.see_text("Allow this page's origin");
    story.expect_finding("the endpoint got a GET");
    camera.take("kept-out");
    story.proxy().reset();
    story.proxy().always("GetCallerIdentity", Fault::Html(200));
    let page = story.open();
    choose_endpoint(story, &page);
    page.button("Check").click();
    page.see_alert_with("not in the format");
    camera.take("something-else");
}

fn tour_of_root(story: &Story) {
    let root =
        story.watch(Credentials::key(PeerKind::ROOT, "root/root+root/root+root/root+root/root+"));
    let camera = Camera::new(story, "root-");
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
    let camera = Camera::new(story, "demo-");
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
        page.combobox("Scene").select(scene);
        page.button("Start").click();
        page.see_text(seen);
        camera.take(&scene.to_lowercase().replace(' ', "-"));
    }
    page.button("Leave the demo").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
    camera.take("left");
}
