//! Descriptions of keys among the tags of a user.

mod canned;

use canned::{answer, canned, done, ready};
use keycutter_core::ServerText;
use keycutter_core::aws::iam::{ListUserTags, UserChange};
use keycutter_core::keys::{AccessKeyId, Descriptions};
use keycutter_core::messages::descriptions::left_over;

const ID: &str = "AKIARZPUZDIKCDWLY6TV";
const GONE: &str = "AKIARTX3GSDS4XPB7QNQ";

fn id(text: &str) -> AccessKeyId {
    AccessKeyId::from_answer(text)
}

fn tags(tags: &[(&str, &str)]) -> Vec<(ServerText, ServerText)> {
    tags.iter().map(|(key, value)| (ServerText::line(key), ServerText::line(value))).collect()
}

#[test]
fn only_tags_whose_key_is_the_id_of_a_key_are_descriptions() {
    let all = tags(&[("team", "storage"), (ID, "backup"), ("AKIAshort", "x"), (GONE, "old")]);
    let mut all = Descriptions::of_tags(all);
    assert_eq!(all.get(&id(ID)), Some("backup"));
    assert_eq!(all.get(&id("AKIAshort")), None);
    assert_eq!(all.of_others(&[id(ID)]), [(id(GONE), ServerText::line("old"))]);
    assert!(left_over(&all.of_others(&[id(ID)])).contains("AKIARTX3GSDS4XPB7QNQ (old)"));
    all.set(&id(ID), "other");
    all.set(&id(GONE), "");
    assert_eq!((all.get(&id(ID)), all.get(&id(GONE))), (Some("other"), None));
    assert!(all.of_others(&[id(ID)]).is_empty());
}

#[test]
fn tags_are_listed_set_and_removed_by_the_actions_for_that() {
    let listed = "<ListUserTagsResult><Tags><member><Key>AKIARZPUZDIKCDWLY6TV</Key><Value>a b</Value></member>\
                  <member><Key>empty</Key><Value/></member></Tags><IsTruncated>false</IsTruncated></ListUserTagsResult>";
    let server =
        canned([Ok((200, answer("ListUserTags", listed))), done("TagUser"), done("UntagUser")]);
    let client = server.client();
    let found = ready(client.call(&ListUserTags { user_name: "ada" }));
    assert_eq!(found, Ok(tags(&[(ID, "a b"), ("empty", "")])));
    let tag = UserChange::Tag(vec![(ID.to_owned(), "c".to_owned())]);
    assert_eq!(ready(client.change_user("ada", &tag)), Ok(()));
    let untag = UserChange::Untag(vec![ID.to_owned(), GONE.to_owned()]);
    assert_eq!(ready(client.change_user("ada", &untag)), Ok(()));
    let sent = server.bodies();
    assert!(sent[1].contains("Tags.member.1.Key=AKIARZPUZDIKCDWLY6TV&Tags.member.1.Value=c"));
    assert!(
        sent[2].contains(
            "TagKeys.member.1=AKIARZPUZDIKCDWLY6TV&TagKeys.member.2=AKIARTX3GSDS4XPB7QNQ"
        )
    );
}
