//! The new key in the formats of other tools.

use keycutter_core::Secret;
use keycutter_core::aws::{CustomEndpoint, Endpoint};
use keycutter_core::formats::key_files::{
    Detail, Details, Format, KeyFile, Unwritable, ses_smtp_password, write,
};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use keycutter_core::messages::key_files as messages;
use support::{Credentials, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{create_and_show, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("formats::each_is_saved_as_its_writer_writes_it", each_is_saved_as_written),
    on_moto("formats::a_file_counts_as_saved", a_file_counts_as_saved),
    on_moto("formats::a_copy_counts_as_copied", a_copy_counts_as_copied),
    on_moto("formats::the_smtp_password_is_a_secret_too", the_smtp_password_is_a_secret_too),
    on_moto("formats::says_what_cannot_be_written", says_what_cannot_be_written),
    on_moto("formats::paper_is_printed_alone", paper_is_printed_alone),
];

fn written(story: &Story, key: &Credentials, format: Format) -> Result<KeyFile, Unwritable> {
    let access_key = AccessKey {
        id: AccessKeyId::from_answer(&key.id),
        status: Status::Active,
        created: None,
        user_name: None,
    };
    let new = NewAccessKey { key: access_key, secret: Secret::from(key.secret.clone()) };
    let endpoint = CustomEndpoint::parse(&story.proxy().url(), "").expect("the story's endpoint");
    let name = format.usual_name().unwrap_or_default();
    let details = Details { name, bucket: "my-bucket", region: "" };
    write(format, &new, &Endpoint::Custom(endpoint), details)
}

fn choose(page: &Page, format: Format) {
    page.combobox("Format").select(messages::label(format));
}

fn each_is_saved_as_written(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    for format in Format::ALL {
        choose(&page, format);
        if format.wants(Detail::Bucket) {
            page.field("Bucket").fill("my-bucket");
        }
        page.button("Download").click();
        match written(story, &new, format) {
            Ok(file) => {
                page.see_status_with(file.name);
                let saved = story.browser().downloaded(file.name);
                let saved = saved.unwrap_or_else(|| panic!("{format:?} is not downloaded"));
                assert!(saved == file.text.expose().as_bytes(), "{format:?} differs");
            }
            Err(problem) => {
                page.see_alert_with(messages::unwritable(problem));
            }
        }
    }
    story.check_accessibility("the formats");
}

/// Without the secret on screen.
fn a_file_counts_as_saved(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.button("Create New Access Key").click();
    choose(&page, Format::AwsProfile);
    page.field("Name").fill("backup");
    page.field("Region").fill("eu-west-1");
    page.button("Download").click();
    page.see_status_with("credentials was handed to the browser");
    let file = story.browser().downloaded("credentials").expect("the file is downloaded");
    let file = String::from_utf8_lossy(&file);
    assert!(file.starts_with("[backup]\n") && file.contains("\nregion = eu-west-1\n"));
    page.button("Close").click();
    page.see_no_dialog();
}

fn a_copy_counts_as_copied(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    choose(&page, Format::Sh);
    page.button("Copy").described_by("Format").click();
    page.see_status_with("Copied");
    let expected = written(story, &new, Format::Sh).expect("writable");
    assert!(story.clipboard() == expected.text.expose(), "the clipboard differs");
    page.button("Close").click();
    page.see_no_dialog();
}

/// In the demo, which is at AWS.
fn the_smtp_password_is_a_secret_too(story: &Story) {
    let page = story.open();
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
    let new = create_and_show(&page);
    let random = new.secret.strip_prefix("DemoKeyNotReal/").expect("a demo's secret");
    let _watched = story.watch(Credentials::key(&new.id, random));
    let password = ses_smtp_password(&new.secret, "eu-west-1").expose().to_owned();
    let smtp = story.watch(Credentials::key(&new.id, &password));
    choose(&page, Format::SesSmtp);
    page.field("Region").fill("eu-west-1");
    page.button("Download").click();
    page.see_status_with("demo_ses-smtp.txt");
    let file = story.browser().downloaded("demo_ses-smtp.txt").expect("the file is downloaded");
    assert!(String::from_utf8_lossy(&file).contains(&smtp.secret), "another password");
}

fn says_what_cannot_be_written(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.button("Create New Access Key").click();
    choose(&page, Format::Restic);
    page.field("Bucket").fill("My Bucket");
    page.button("Download").click();
    page.field("Bucket").see_error("S3 bucket");
    assert!(story.browser().downloads().is_empty(), "a file was saved");
    page.field("Bucket").fill("my-bucket");
    page.button("Download").click();
    page.see_status_with("restic.env");
}

/// Until the browser has printed it, the text is in the page. No driver shows what comes out of a
/// printer, so the page's call is looked at.
fn paper_is_printed_alone(story: &Story) {
    const CALL: &str = "window.print = () => {
        const paper = document.querySelector('body > .paper');
        const groups = /Secret access key:\\n(\\S{4} ){7}\\S{4}\\n\\S{4} \\S{4}\\n/;
        window.printed = getComputedStyle(paper).display + ' ' + groups.test(paper.textContent);
    }";
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let _new = story.watch(create_and_show(&page));
    let script = |text| story.browser().script(text, vec![]).expect("a script");
    choose(&page, Format::Paper);
    script(CALL);
    page.button("Print").click();
    assert_eq!(script("return window.printed"), "none true");
    script("dispatchEvent(new Event('afterprint'))");
    assert_eq!(script("return document.querySelectorAll('.paper').length"), 0);
    choose(&page, Format::Json);
    page.button("Print").see_gone();
}
