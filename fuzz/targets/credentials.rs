//! Three lines, validated as the form fields for AWS and for other servers.
#![no_main]

use keycutter_core::Timestamp;
use keycutter_core::aws::{Checks, Credentials, Fields, Shapes};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n').chain([""; 3]);
    let mut field = || lines.next().unwrap_or_default();
    let fields = Fields {
        access_key_id: field(),
        secret_access_key: field(),
        session_token: field(),
        expires: Timestamp::parse(text),
    };
    let account = AccessKeyId::from_answer(fields.access_key_id).account();
    assert!(account.is_none_or(|account| account.len() == 12));
    for shapes in [Shapes::Aws, Shapes::Any] {
        match Credentials::from_fields(&fields, Checks { shapes, now: Timestamp::from_millis(0) }) {
            Ok(credentials) => assert!(!credentials.secret_access_key().is_empty()),
            Err(problems) => {
                assert!(problems.iter().any(|it| !messages::credentials::problem(*it).is_empty()));
            }
        }
    }
});
