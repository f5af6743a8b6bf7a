//! What people paste.

use keycutter::formats::paste::{Found, NotUnderstood, read};

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// Reads a text that holds the example key, and gives what it was taken for.
fn understood(text: &str) -> Found {
    let found = read(text).unwrap_or_else(|missed| panic!("{missed:?} in {text:?}"));
    assert_eq!(found.access_key_id, ID, "{text:?}");
    assert_eq!(found.secret_access_key.expose(), SECRET, "{text:?}");
    found
}

#[test]
fn todays_key_file() {
    let found = understood(&format!("Access key ID,Secret access key\r\n{ID},{SECRET}\r\n"));
    assert_eq!(found.source, "a key file");
    assert!(found.session_token.is_none());
}

#[test]
fn a_key_file_with_a_byte_order_mark() {
    understood(&format!("\u{feff}Access key ID,Secret access key\r\n{ID},{SECRET}"));
}

#[test]
fn a_new_users_file_with_columns_around_the_key() {
    understood(&format!(
        "User name,Password,Access key ID,Secret access key,Console login link\nada,,{ID},{SECRET},https://example.com\n"
    ));
    understood(&format!("User Name,Access Key Id,Secret Access Key\n\"ada\",{ID},{SECRET}\n"));
}

#[test]
fn columns_in_another_order() {
    understood(&format!("secret access key , ACCESS KEY ID\n{SECRET} , {ID}\n"));
}

#[test]
fn the_root_key_file_of_old() {
    let found = understood(&format!("AWSAccessKeyId={ID}\r\nAWSSecretKey={SECRET}\r\n"));
    assert_eq!(found.source, "an old key file");
}

#[test]
fn export_lines() {
    let found = understood(&format!(
        "export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\n"
    ));
    assert_eq!(found.source, "an environment block");
    assert!(found.session_token.is_none());
}

#[test]
fn export_lines_with_quotes_a_token_and_other_settings() {
    let found = understood(&format!(
        "export AWS_REGION=eu-west-1\nexport AWS_ACCESS_KEY_ID=\"{ID}\"\n  export AWS_SECRET_ACCESS_KEY='{SECRET}';\nexport AWS_SESSION_TOKEN=\"IQoJ==\"\n"
    ));
    assert_eq!(found.session_token.expect("a token").expose(), "IQoJ==");
}

#[test]
fn lines_without_export() {
    understood(&format!("AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}"));
}

#[test]
fn half_a_key_is_told_from_none() {
    let half = read(&format!("export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY=\n"));
    assert_eq!(half.expect_err("no secret"), NotUnderstood::NoSecret);
    let half = read(&format!("Access key ID,Secret access key\n{ID},\n"));
    assert_eq!(half.expect_err("no secret"), NotUnderstood::NoSecret);
}

#[test]
fn other_text_is_not_understood_and_does_not_panic() {
    for text in
        ["", "hello", "a,b\n1,2\n", "=", "===\n=", "\"", "export ", "Access key ID\n", "\0\u{ff}"]
    {
        assert_eq!(read(text).expect_err(text), NotUnderstood::Nothing, "{text:?}");
    }
}

#[test]
fn an_error_says_nothing_of_the_text() {
    let missed = read(&format!("my secret is {SECRET}")).expect_err("no id");
    assert!(!format!("{missed:?} {}", missed.message()).contains(SECRET));
}
