//! Debug output of values that hold secrets.

use std::fmt::Debug;

use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{Credentials, Headers, Request, Response, Scope, sign};
use keycutter_core::formats::paste;
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use keycutter_core::{Secret, Timestamp};
use zeroize::Zeroizing;

const SECRET: &str = "D7fGUOv8fwNfBb0jXxUJR4QQAAabVVloZaXZxmCu";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD";

fn id() -> AccessKeyId {
    AccessKeyId::from_answer("ASIARZPUZDIKJ445QZCB")
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

fn credentials() -> Credentials {
    Credentials::new(id(), secret(SECRET), Some(secret(TOKEN)))
}

/// The debug output, as a log or a panic would have it, has no part of a secret.
fn assert_silent(holder: &impl Debug) {
    for said in [format!("{holder:?}"), format!("{holder:#?}")] {
        for hidden in [&SECRET[..6], &TOKEN[..6], "123456", "<SecretAccessKey>"] {
            assert!(!said.contains(hidden), "{said}");
        }
    }
}

#[test]
fn debug_output_has_no_secret() {
    assert_silent(&secret(SECRET));
    assert_silent(&credentials());
    let key = AccessKey { id: id(), status: Status::Active, created: None, user_name: None };
    assert_silent(&NewAccessKey { key, secret: secret(SECRET) });
    assert_silent(&GetSessionToken {
        serial_number: "arn:aws:iam::111122223333:mfa/ada".to_owned(),
        token_code: secret("123456"),
    });
    let text = format!(
        "AWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SESSION_TOKEN={TOKEN}\n",
        id()
    );
    let found = paste::read(&text).expect("credentials");
    assert_eq!(found.len(), 1);
    assert_silent(&found);
    assert_silent(&Response {
        status: 200,
        headers: Headers::default(),
        body: Zeroizing::new(format!("<SecretAccessKey>{SECRET}</SecretAccessKey>")),
    });
}

/// A signed request holds the session token, and not the secret.
#[test]
fn debug_output_of_a_signed_request_has_no_token() {
    let mut request = Request {
        url: "https://iam.amazonaws.com/".to_owned(),
        headers: Vec::new(),
        body: format!("Action=ListAccessKeys&Not={TOKEN}"),
    };
    let scope = Scope { region: "us-east-1".to_owned(), service: "iam" };
    sign(&mut request, &credentials(), &scope, Timestamp::from_millis(1_795_000_000_000))
        .expect("a signature");
    assert!(request.headers.iter().any(|(_, value)| value.as_str() == TOKEN));
    assert!(request.headers.iter().all(|(_, value)| !value.contains(SECRET)));
    assert_silent(&request);
}
