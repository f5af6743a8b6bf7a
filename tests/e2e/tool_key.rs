//! A user and a key for a tool: made, tested, handed over; stopped in the middle, and undone.

use keycutter_core::tools::TOOLS;
use serde_json::{Value, json};
use support::{Page, Story, User};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{choose_endpoint, export_block, paste, show_key, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("tool_key::six_clicks_to_a_tested_key", six_clicks_to_a_tested_key),
    on_moto("tool_key::stops_in_the_middle_and_goes_on", stops_in_the_middle_and_goes_on),
    on_moto("tool_key::undoes_what_it_made", undoes_what_it_made),
    on_ministack("tool_key::a_later_visit_goes_on", a_later_visit_goes_on),
    on_ministack("tool_key::says_what_the_key_may_do", says_what_the_key_may_do),
    on_moto("tool_key::shows_each_policy_beforehand", shows_each_policy_beforehand),
    on_moto("tool_key::says_what_the_caller_may_not_do", says_what_the_caller_may_not_do),
];

const DIALOG: &str = "New key for a tool";

/// A user who may create users, and cannot create keys yet where a story says so.
fn administrator<'a>(story: &'a Story) -> User<'a> {
    let user = story.peer().user("admin");
    user.allow("users", &["iam:*"]);
    user
}

fn open<'s>(story: &'s Story, user: &User) -> Page<'s> {
    let page = sign_in(story, &story.watch(user.create_key()));
    page.button(DIALOG).click();
    page.see_dialog(DIALOG);
    page
}

/// Fills in the form for rclone, and submits it. The name of the user is unique.
fn submit_rclone(story: &Story, page: &Page) -> String {
    let bucket = story.peer().unique("bucket");
    page.combobox("Tool").select("rclone");
    page.field("Bucket").fill(&bucket);
    let name = format!("rclone-{bucket}");
    page.field("User name").see_value(&name);
    page.button("Create user and key").click();
    name
}

/// The user as the server has it, if there is one.
fn user(story: &Story, name: &str) -> Option<Value> {
    let users = story.peer().admin("iam", "ListUsers", &json!({ "PathPrefix": "/keycutter/" }));
    let users = users["Users"].as_array().cloned().unwrap_or_default();
    users.into_iter().find(|user| user["UserName"] == name)
}

fn tags(story: &Story, name: &str) -> Vec<(String, String)> {
    let tags = story.peer().admin("iam", "ListUserTags", &json!({ "UserName": name }));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let tags = tags["Tags"].as_array().cloned().unwrap_or_default();
    tags.iter().map(|tag| (text(&tag["Key"]), text(&tag["Value"]))).collect()
}

fn six_clicks_to_a_tested_key(story: &Story) {
    let admin = administrator(story);
    let page = story.open();
    choose_endpoint(story, &page);
    paste(story, &page, &export_block(&story.watch(admin.create_key())));

    page.button("Continue").click(); // 1
    page.button(DIALOG).click(); // 2
    let bucket = story.peer().unique("bucket");
    page.combobox("Tool").select("rclone"); // 3
    page.field("Bucket").fill(&bucket);
    page.see_text(&format!("Read objects in {bucket}."));
    story.check_accessibility("the form");
    page.button("Create user and key").click(); // 4
    page.see_dialog("Create Access Key");
    page.button("Test key").click(); // 5
    let name = format!("rclone-{bucket}");
    let told = page.see_status_with("Works");
    assert!(told.contains(&format!("user/keycutter/{name}")), "{told}");
    page.combobox("Format").see_selected("rclone");
    page.see_text(&format!("rclone lsf s3:{bucket}"));
    page.button("Download").click(); // 6
    page.see_status_with("rclone.conf was handed to the browser");

    let new = story.watch(show_key(&page));
    let file = story.browser().downloaded("rclone.conf").expect("the file is downloaded");
    assert!(String::from_utf8_lossy(&file).contains(&new.secret), "another secret");
    assert!(user(story, &name).is_some());
    let description = (new.id.clone(), format!("rclone {bucket}"));
    assert!(tags(story, &name).contains(&description));
    let policy = json!({ "UserName": name, "PolicyName": "keycutter" });
    let policy = story.peer().admin("iam", "GetUserPolicy", &policy);
    assert!(policy.to_string().contains(&format!("arn:aws:s3:::{bucket}")), "{policy}");
    page.button("Close").click();
    page.see_no_dialog();
}

fn stops_in_the_middle_and_goes_on(story: &Story) {
    let admin = administrator(story);
    admin.deny("iam:PutUserPolicy");
    let page = open(story, &admin);
    let name = submit_rclone(story, &page);
    let told = page.see_alert_with("exists");
    assert!(told.contains(&name) && told.contains("without a key"), "{told}");
    page.see_alert_with("AccessDenied");
    story.check_accessibility("what exists");

    admin.allow("denied", &["iam:PutUserPolicy"]);
    page.button("Continue").click();
    page.see_dialog("Create Access Key");
    let _new = story.watch(show_key(&page));
}

fn undoes_what_it_made(story: &Story) {
    let admin = administrator(story);
    admin.deny("iam:CreateAccessKey");
    let page = open(story, &admin);
    let name = submit_rclone(story, &page);
    page.see_alert_with("with its policy and without a key");
    assert!(user(story, &name).is_some());
    page.button("Undo").click();
    page.field("User name").see_value(&name);
    assert_eq!(user(story, &name), None);
    page.button("Cancel").click();
    page.see_no_dialog();
}

/// On the server on which no other story leaves a user unfinished.
fn a_later_visit_goes_on(story: &Story) {
    let admin = administrator(story);
    admin.deny("iam:CreateAccessKey");
    let page = open(story, &admin);
    let name = submit_rclone(story, &page);
    page.see_alert_with("without a key");
    page.button("Close").click();
    page.see_no_dialog();
    admin.allow("denied", &["iam:CreateAccessKey"]);

    page.button(DIALOG).click();
    page.see_alert_with("earlier visit");
    page.see_alert_with(&name);
    page.button("Continue").click();
    page.see_dialog("Create Access Key");
    let new = story.watch(show_key(&page));
    assert!(tags(story, &name).iter().any(|(key, _)| *key == new.id));
}

/// By the server's policy simulator, which not every one has. This server's finds no policy of a user
/// with a path; `peers` asks it about one without.
fn says_what_the_key_may_do(story: &Story) {
    let page = open(story, &administrator(story));
    submit_rclone(story, &page);
    page.see_dialog("Create Access Key");
    page.button("Test key").click();
    page.see_status_with("Works");
    let told = page.see_status_with("policy simulator");
    assert!(told.contains("s3:ListBucket, "), "{told}");
    let _new = story.watch(show_key(&page));
}

fn shows_each_policy_beforehand(story: &Story) {
    let page = open(story, &administrator(story));
    page.field("Bucket").fill("my-bucket");
    for tool in &TOOLS {
        page.combobox("Tool").select(tool.label);
        if let Some(first) = tool.grants.first() {
            page.see_text(first.purpose);
        } else {
            page.field("Policy").fill("{}");
        }
    }
    page.combobox("Tool").select("Read one bucket");
    page.field("Bucket").fill("My Bucket");
    page.button("Create user and key").click();
    page.field("Bucket").see_error("S3 bucket");
    page.field("Bucket").fill("my-bucket");
    page.field("Ends on").fill("2020-01-01");
    page.button("Create user and key").click();
    page.field("Ends on").see_error("from today on");
    assert!(story.proxy().record().calls("CreateUser").is_empty());
}

fn says_what_the_caller_may_not_do(story: &Story) {
    let page = open(story, &story.peer().user("ada"));
    submit_rclone(story, &page);
    page.see_alert_with("AccessDenied");
    page.see_alert_with("Nothing was created");
    page.see_text("iam:DeleteUserPolicy");
}
