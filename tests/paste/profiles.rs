//! Profiles and settings of tools.

use super::*;

#[test]
fn alone_and_several() {
    let found = key(&format!(
        "[default]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\nregion = eu-west-1\n"
    ));
    assert_eq!((found.source, found.profile.as_deref()), (Source::Profile, Some("default")));
    let text = format!(
        "[default]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}\n\n[sso]\nsso_start_url = https://example.awsapps.com/start\n\n\
         [profile work]\naws_access_key_id = {OTHER_ID}\naws_secret_access_key = {OTHER_SECRET}\n\n\
         [temp]\naws_access_key_id = {TEMPORARY_ID}\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\n\
         x_security_token_expires = 2026-11-24T01:02:03+00:00\n"
    );
    let found = all(&text);
    let labels: Vec<_> = found.iter().map(Found::label).collect();
    assert_eq!(labels, ["default", "work", "temp"]);
    assert_eq!(found[2].session_token.as_ref().map(Secret::expose), Some(TOKEN));
    assert_eq!(found[2].expires, Some(at("2026-11-24T01:02:03Z")));
    assert!(found[0].session_token.is_none() && found[0].expires.is_none());
}

#[test]
fn of_other_tools() {
    key(&format!(
        "[default]\naccess_key = {ID}\naccess_token =\nsecret_key = {SECRET}\nuse_https = True\n"
    ));
    key(&format!(
        "[aws]\ntype = s3\nprovider = AWS\nenv_auth = false\naccess_key_id = {ID}\nsecret_access_key = {SECRET}\nregion = eu-west-1\n"
    ));
    key(&format!("[Credentials]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n"));
    key(&format!(
        "aws configure set aws_access_key_id {ID}\naws configure set aws_secret_access_key {SECRET}\n"
    ));
    key(&format!(
        "$ aws configure\nAWS Access Key ID [****************4321]: {ID}\nAWS Secret Access Key [None]: {SECRET}\n\
         Default region name [eu-west-1]: \nDefault output format [None]: \n"
    ));
    key(&format!("{ID}:{SECRET}\n"));
    let other =
        one("[ceph]\naccess_key = 0555b35654ad1656d804\nsecret_key = h7GhxuBLTrlhVUyxSPUKUV8r\n");
    assert_eq!(other.access_key_id, "0555b35654ad1656d804");
    assert_eq!(other.secret_access_key.expose(), "h7GhxuBLTrlhVUyxSPUKUV8r");
}

#[test]
fn of_one_name_are_told_apart() {
    let block =
        |id, secret| format!("[default]\naws_access_key_id={id}\naws_secret_access_key={secret}\n");
    let text = block(ID, SECRET) + &block(OTHER_ID, OTHER_SECRET) + &block(ID, SECRET);
    assert_eq!(
        ids(&text),
        [("default".into(), ID.into()), ("default (2)".into(), OTHER_ID.into())]
    );
}

#[test]
fn have_names_of_some_length() {
    let text = |length| {
        format!(
            "[{}]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}\n",
            "n".repeat(length)
        )
    };
    assert_eq!(key(&text(128)).label(), "n".repeat(128));
    assert_eq!(key(&text(129)).profile, None);
    let text = |length| {
        let name = "n".repeat(length);
        format!("User name,Access key ID,Secret access key\n{name},{ID},{SECRET}\n")
    };
    assert_eq!(key(&text(128)).label(), "n".repeat(128));
    assert_eq!(key(&text(129)).profile, None);
}

#[test]
fn by_the_hundred_are_too_many() {
    let block =
        |n: u32| format!("[p{n}]\naws_access_key_id=AKIA{n:016}\naws_secret_access_key={SECRET}\n");
    assert_eq!(all(&(0..100).map(block).collect::<String>()).len(), 100);
    assert_eq!(missed(&(0..101).map(block).collect::<String>()), NotUnderstood::TooMany);
}
