//! What is said about a paste.

use super::*;

#[test]
fn what_was_found() {
    let now = at("2026-11-23T20:21:11Z");
    let found = key(&format!("Access key ID,Secret access key\n{ID},{SECRET}\n"));
    assert_eq!(messages::found(&found, now), "An access key from a key file.");
    for (expires, rest) in [
        ("2026-11-23T21:03:50Z", "; they expire in 42 minutes"),
        ("2026-11-23T20:22:12Z", "; they expire in 1 minute"),
        ("2026-11-23T20:21:20Z", "; they expire in less than a minute"),
        ("2026-11-24T08:21:11Z", "; they expire in 12 hours"),
        ("2026-11-30T20:21:10Z", "; they expire in 6 days"),
        ("2026-11-23T17:21:11Z", "; they expired 3 hours ago"),
        ("soon", ""),
    ] {
        let found = temporary(&filled(&format!(
            "AWS_ACCESS_KEY_ID={{id}}\nAWS_SECRET_ACCESS_KEY={{secret}}\nAWS_SESSION_TOKEN={{token}}\nAWS_CREDENTIAL_EXPIRATION={expires}\n"
        )));
        assert_eq!(
            messages::found(&found, now),
            format!("Temporary credentials from environment variables{rest}.")
        );
    }
    let found = key(&format!("[work]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}"));
    assert_eq!(messages::found(&found, now), "An access key from a profile (work).");
}

#[test]
fn that_the_halves_were_put_right() {
    let found = key(&format!("AWS_ACCESS_KEY_ID={SECRET}\nAWS_SECRET_ACCESS_KEY={ID}\n"));
    assert!(found.swapped);
    assert!(messages::found(&found, Timestamp::from_millis(0)).ends_with("were swapped."));
}

#[test]
fn the_example_of_the_documentation() {
    let now = Timestamp::from_millis(0);
    let example = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    for text in [example, &example[..20], &example[21..]] {
        let found = one(text);
        assert!(
            messages::found(&found, now).contains("example from AWS's documentation"),
            "{text}"
        );
    }
    assert!(!key(&format!("{ID} {SECRET}")).is_example());
}

#[test]
fn one_half_of_a_key() {
    let now = Timestamp::from_millis(0);
    for text in [
        ID.to_owned(),
        format!("export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY=\n"),
        format!("Access key ID,Secret access key\n{ID},\n"),
        format!("the key {ID} leaked, yes, {ID}"),
    ] {
        let half = one(&text);
        assert_eq!(half.access_key_id, ID, "{text:?}");
        assert!(half.secret_access_key.is_empty(), "{text:?}");
        assert!(messages::found(&half, now).starts_with("An access key ID from "), "{text:?}");
    }
    for text in [
        SECRET.to_owned(),
        format!("my secret is {SECRET}"),
        format!("AWS_SECRET_ACCESS_KEY={SECRET}"),
    ] {
        let half = one(&text);
        assert_eq!(half.access_key_id, "", "{text:?}");
        assert_eq!(half.secret_access_key.expose(), SECRET, "{text:?}");
        assert!(messages::found(&half, now).starts_with("A secret access key from "), "{text:?}");
    }
    let half = one(&filled("AWS_ACCESS_KEY_ID={id}\nAWS_SESSION_TOKEN={token}\n"));
    assert_eq!(half.session_token.as_ref().map(Secret::expose), Some(TOKEN));

    assert_eq!(missing(ID, SECRET, ""), "");
    assert_eq!(missing(TEMPORARY_ID, SECRET, TOKEN), "");
    assert!(missing(TEMPORARY_ID, SECRET, "").starts_with(" The session token is still missing"));
    assert!(missing(ID, "", "").starts_with(" Its secret is still missing"));
    assert!(missing("", SECRET, "").starts_with(" Its ID is still missing"));
}

#[test]
fn what_was_missing() {
    for (text, what) in [
        ("aws_access_key_id = MXR8D7ZK1Q0V5TBN".to_owned(), NotUnderstood::NoSecret),
        ("Access key ID: AKIARZPUZDIK".to_owned(), NotUnderstood::NoSecret),
        (
            format!("[a]\naws_access_key_id={ID}\n[b]\naws_access_key_id={OTHER_ID}"),
            NotUnderstood::NoSecret,
        ),
        ("AWS_SECRET_ACCESS_KEY=hunter2".to_owned(), NotUnderstood::NoId),
        ("AWS_SECRET_ACCESS_KEY=none".to_owned(), NotUnderstood::NotAKey(NotAKey::Null)),
        ("secret: 1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0".to_owned(), NotUnderstood::NoId),
        (format!("[a]\nsecret = {SECRET}\n[b]\nsecret = {OTHER_SECRET}"), NotUnderstood::NoId),
        (
            format!("[a]\naws_access_key_id={ID}\n[b]\naws_secret_access_key={SECRET}"),
            NotUnderstood::Ambiguous,
        ),
        (format!("aws_session_token={TOKEN}"), NotUnderstood::Nothing),
        (
            "export AWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id)".to_owned(),
            NotUnderstood::NotAKey(NotAKey::Reference),
        ),
    ] {
        assert_eq!(missed(&text), what, "{text:?}");
        assert!(messages::not_understood(what).ends_with('.'), "{what:?}");
    }
}

#[test]
fn nothing_of_other_text() {
    for text in ["", " \n"] {
        assert_eq!(missed(text), NotUnderstood::Empty, "{text:?}");
    }
    for text in [
        "hello",
        "a,b\n1,2\n",
        "=",
        "===\n=",
        "\"",
        "export ",
        "Access key ID\n",
        "Access key ID,Secret access key\n",
        "\0\u{ff}",
        "commit 1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0",
        "SECRET_KEY=django-insecure-0123456789",
        "aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text",
    ] {
        assert_eq!(missed(text), NotUnderstood::Nothing, "{text:?}");
    }
}

#[test]
fn nothing_of_the_secret_itself() {
    let found = temporary(&filled("{id} {secret} {token}"));
    let said = format!(
        "{found:?} {} {}",
        found.label(),
        messages::found(&found, Timestamp::from_millis(0))
    );
    assert!(!said.contains(SECRET) && !said.contains(TOKEN), "{said}");
    let half = one(&format!("my secret is {SECRET}"));
    assert!(
        !format!("{half:?} {}", messages::found(&half, Timestamp::from_millis(0))).contains(SECRET)
    );
}
