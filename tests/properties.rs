//! What holds for whatever is pasted, tried with texts no person would think of.

mod pasted_texts;

use keycutter_core::Secret;
use keycutter_core::aws::{Checks, Credentials, Fields, Shapes};
use keycutter_core::formats::{key_file, paste};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status, shape};
use proptest::collection::vec;
use proptest::prelude::*;

use pasted_texts::{id, mixture, secret};

/// Credentials as AWS makes them.
#[derive(Clone, Debug)]
struct Temporary {
    id: String,
    secret: String,
    token: String,
}

fn temporary() -> impl Strategy<Value = Temporary> {
    // Base64 of 75 bytes and more.
    let token = ("IQoJ[A-Za-z0-9/+]{96}", vec("[A-Za-z0-9/+]{4}", 0..300), "(|[A-Za-z0-9/+]{2}==)")
        .prop_map(|(head, rest, tail)| head + &rest.concat() + &tail);
    (id("ASIA"), secret(), token).prop_map(|(id, secret, token)| Temporary { id, secret, token })
}

/// Every notation with names.
const NOTATIONS: [&str; 16] = [
    "export AWS_ACCESS_KEY_ID={id}\nexport AWS_SECRET_ACCESS_KEY={secret}\nexport AWS_SESSION_TOKEN={token}\n",
    "AWS_ACCESS_KEY_ID='{id}';AWS_SECRET_ACCESS_KEY='{secret}';AWS_SESSION_TOKEN='{token}'",
    "$Env:AWS_ACCESS_KEY_ID=\"{id}\"\r\n$Env:AWS_SECRET_ACCESS_KEY=\"{secret}\"\r\n$Env:AWS_SESSION_TOKEN=\"{token}\"\r\n",
    "set AWS_ACCESS_KEY_ID={id}\r\nset AWS_SECRET_ACCESS_KEY={secret}\r\nset AWS_SESSION_TOKEN={token}\r\n",
    "set -gx AWS_ACCESS_KEY_ID {id}\nset -gx AWS_SECRET_ACCESS_KEY {secret}\nset -gx AWS_SESSION_TOKEN {token}\n",
    "[work]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\naws_session_token = {token}\n",
    "[work]\naws_session_token={token}\naws_secret_access_key={secret}\naws_access_key_id={id}\n",
    "[default]\naccess_key = {id}\naccess_token = {token}\nsecret_key = {secret}\n",
    "[aws]\ntype = s3\naccess_key_id = {id}\nsecret_access_key = {secret}\nsession_token = {token}\n",
    "{\"Version\":1,\"AccessKeyId\":\"{id}\",\"SecretAccessKey\":\"{secret}\",\"SessionToken\":\"{token}\"}",
    "{\n  \"Credentials\": {\n    \"AccessKeyId\": \"{id}\",\n    \"SecretAccessKey\": \"{secret}\",\n    \"SessionToken\": \"{token}\"\n  }\n}\n",
    "<Credentials><AccessKeyId>{id}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey><SessionToken>{token}</SessionToken></Credentials>",
    "Access key ID,Secret access key,Session token\n{id},{secret},{token}\n",
    "Access key ID\n{id}\nSecret access key\n{secret}\nSession token\n{token}\n",
    "Access key ID: {id}\nSecret access key: {secret}\nSession token: {token}\n",
    "{id}\t{secret}\t{token}\n",
];

impl Temporary {
    fn fill(&self, notation: &str) -> String {
        let filled = notation.replace("{id}", &self.id).replace("{secret}", &self.secret);
        filled.replace("{token}", &self.token)
    }

    fn is_all_of(&self, text: &str) -> Result<(), TestCaseError> {
        let found = paste::read(text);
        let found = found.map_err(|missed| TestCaseError::fail(format!("{missed:?}")))?;
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].access_key_id, &self.id);
        prop_assert_eq!(found[0].secret_access_key.expose(), &self.secret);
        let token = found[0].session_token.as_ref().map(Secret::expose);
        prop_assert_eq!(token, Some(self.token.as_str()));
        Ok(())
    }
}

fn key(id: &str, secret: &str) -> NewAccessKey {
    let id = AccessKeyId::from_answer(id);
    let key = AccessKey { id, status: Status::Active, created: None, user_name: None };
    NewAccessKey { key, secret: Secret::from(secret.to_owned()) }
}

fn pasted_back(file: &Secret, id: &str, secret: &str) -> Result<(), TestCaseError> {
    let found = paste::read(file.expose());
    let found = found.map_err(|missed| TestCaseError::fail(format!("{missed:?}")))?;
    prop_assert_eq!(found.len(), 1);
    prop_assert_eq!(&found[0].access_key_id, id);
    prop_assert_eq!(found[0].secret_access_key.expose(), secret);
    prop_assert!(found[0].session_token.is_none());
    Ok(())
}

proptest! {
    #[test]
    fn every_notation_is_understood(credentials in temporary(), notation in prop::sample::select(&NOTATIONS[..])) {
        credentials.is_all_of(&credentials.fill(notation))?;
    }

    #[test]
    fn whatever_a_mail_or_a_terminal_makes_of_it(
        credentials in temporary(),
        notation in prop::sample::select(&NOTATIONS[..]),
        before in prop::sample::select(&["", "\u{feff}", "ada@host:~$ ", "Hi Bob,\n\n", "PS C:\\> "][..]),
        after in prop::sample::select(&["", "\n", "\r\n\r\n", "\nada@host:~$ exit\n", "\n\nCheers, Ada\n"][..]),
    ) {
        let text = credentials.fill(notation);
        let text = if before.ends_with('\n') { before.to_owned() + &text } else { text };
        let text = text.replace('\n', "\r\n").replace('"', "”").replace(' ', "\u{a0}");
        credentials.is_all_of(&(text + after))?;
    }

    #[test]
    fn our_own_key_file_can_be_pasted_back(id in id("AKIA"), secret in "[A-Za-z0-9/+]{40}") {
        pasted_back(&key_file::write(&key(&id, &secret)), &id, &secret)?;
    }

    #[test]
    fn the_key_file_of_a_server_with_other_keys_can_be_pasted_back(id in "[A-Za-z0-9_]{16,128}", secret in "[!-~]{1,80}") {
        prop_assume!(!shape::is_id(&id));
        pasted_back(&key_file::write(&key(&id, &secret)), &id, &secret)?;
    }

    #[test]
    fn two_different_pairs_are_two(
        first in temporary(),
        second in temporary(),
        notation in prop::sample::select(&NOTATIONS[..]),
    ) {
        let text = format!("{}\n{}", first.fill(notation), second.fill(notation));
        let found = paste::read(&text).map_err(|missed| TestCaseError::fail(format!("{missed:?}")))?;
        let ids: Vec<_> = found.iter().map(|it| it.access_key_id.as_str()).collect();
        prop_assert_eq!(ids, [&first.id, &second.id]);
        prop_assert_ne!(found[0].label(), found[1].label());
    }

    #[test]
    fn any_text_gives_a_value_or_an_error(text in "(?s).{0,400}") {
        let _ = paste::read(&text);
    }

    #[test]
    fn any_mixture_of_what_means_something_gives_credentials_or_an_error(text in mixture()) {
        if let Ok(found) = paste::read(&text) {
            prop_assert!(!found.is_empty());
            let is_one = found.len() == 1;
            for found in found {
                let halves = [!found.access_key_id.is_empty(), !found.secret_access_key.is_empty()];
                prop_assert!(halves == [true; 2] || (is_one && halves != [false; 2]));
            }
        }
    }

    #[test]
    fn any_bytes_are_text_or_not(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(text) = paste::decode(&bytes) {
            let _ = paste::read(&text);
        }
    }

    #[test]
    fn any_fields_make_credentials_or_problems(id in "\\PC{0,44}", secret in "\\PC{0,44}", token in "\\PC{0,44}") {
        let fields = Fields { access_key_id: &id, secret_access_key: &secret, session_token: &token, expires: None };
        for shapes in [Shapes::Aws, Shapes::Any] {
            let checks = Checks { shapes, now: keycutter_core::Timestamp::from_millis(0) };
            if let Err(problems) = Credentials::from_fields(&fields, checks) {
                prop_assert!(!problems.is_empty());
            }
        }
    }

    #[test]
    fn any_id_has_an_account_of_twelve_digits_or_none(id in "\\PC{0,24}|A[KS]IA[A-Z0-9]{16}") {
        if let Some(account) = AccessKeyId::from_answer(&id).account() {
            prop_assert!(account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit()));
        }
    }
}
