//! What is typed into the form, checked before any request.

use keycutter::Secret;
use keycutter::aws::{CredentialField, Credentials};

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

fn wrong_fields(id: &str, secret: &str, token: &str) -> Vec<CredentialField> {
    Credentials::from_fields(id, secret, token)
        .expect_err("something is wrong")
        .iter()
        .map(|problem| problem.field)
        .collect()
}

#[test]
fn a_key_with_white_space_around_it_is_fine() {
    let credentials = Credentials::from_fields(&format!(" {ID}\n"), &format!("\t{SECRET} "), " ")
        .expect("a good key");
    assert_eq!(credentials.access_key_id().as_str(), ID);
    assert_eq!(credentials.secret_access_key().expose(), SECRET);
    assert!(credentials.session_token().is_none());
}

#[test]
fn temporary_credentials_have_a_token() {
    let credentials =
        Credentials::from_fields("ASIAIOSFODNN7EXAMPLE", SECRET, "IQoJ==").expect("good ones");
    assert_eq!(credentials.session_token().map(Secret::expose), Some("IQoJ=="));
}

#[test]
fn every_problem_is_told_at_once_and_at_its_field() {
    use CredentialField::{AccessKeyId, SecretAccessKey, SessionToken};
    assert_eq!(wrong_fields("", "", ""), [AccessKeyId, SecretAccessKey]);
    assert_eq!(wrong_fields("AKIA", SECRET, ""), [AccessKeyId]);
    assert_eq!(wrong_fields("AKIA IOSFODNN7EXAMPLE", SECRET, ""), [AccessKeyId]);
    assert_eq!(wrong_fields(ID, "two words", ""), [SecretAccessKey]);
    assert_eq!(wrong_fields(ID, "wJalr…", ""), [SecretAccessKey]);
    assert_eq!(wrong_fields(ID, SECRET, "line\nbreak"), [SessionToken]);
    assert_eq!(wrong_fields("ASIAIOSFODNN7EXAMPLE", SECRET, ""), [SessionToken]);
}

#[test]
fn nothing_prints_a_secret() {
    let credentials = Credentials::from_fields(ID, SECRET, "IQoJ==").expect("good ones");
    let printed = format!("{credentials:?}");
    assert!(!printed.contains(SECRET) && !printed.contains("IQoJ"), "{printed}");
    let problems = Credentials::from_fields("x", "two words", "").expect_err("bad ones");
    assert!(!format!("{problems:?}").contains("two words"));
}
