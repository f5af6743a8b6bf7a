//! The key file, byte for byte, and against the **csv** crate's own writer.

use csv::{ReaderBuilder, Terminator, WriterBuilder};
use keycutter_core::Secret;
use keycutter_core::aws::KeyOwner;
use keycutter_core::formats::{key_file, paste};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};

fn key(id: &str, secret: &str) -> NewAccessKey {
    NewAccessKey {
        key: AccessKey {
            id: AccessKeyId::from_answer(id),
            status: Status::Active,
            created: None,
            user_name: None,
        },
        secret: Secret::from(secret.to_owned()),
    }
}

fn by_the_crate(id: &str, secret: &str) -> String {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    csv.write_record(["Access key ID", "Secret access key"]).expect("in memory");
    csv.write_record([id, secret]).expect("in memory");
    String::from_utf8(csv.into_inner().expect("in memory")).expect("text")
}

#[test]
fn is_what_the_console_writes() {
    let new = key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    assert_eq!(
        key_file::write(&new).expose(),
        "Access key ID,Secret access key\r\nAKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\r\n"
    );
}

#[test]
fn quotes_as_the_csv_crate_does() {
    let awkward = ["plain", "a,b", "a\"b", "\"", ",", "é,ß", "a b", "'", "=1+1"];
    for id in awkward {
        for secret in awkward.into_iter().chain(["a\rb", "a\nb"]) {
            let ours = key_file::write(&key(id, secret));
            assert_eq!(ours.expose(), by_the_crate(id, secret));
            let mut rows = ReaderBuilder::new().from_reader(ours.expose().as_bytes());
            let row = rows.records().next().expect("a row").expect("well-formed");
            assert_eq!((&row[0], &row[1]), (id, secret));
        }
    }
}

#[test]
fn can_be_pasted_back() {
    let new = key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let found = paste::read(key_file::write(&new).expose()).expect("our own file");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].access_key_id, "AKIAIOSFODNN7EXAMPLE");
    assert_eq!(found[0].secret_access_key.expose(), new.secret.expose());
}

/// A spreadsheet calculates a cell that begins so, and the page says so beside the download.
#[test]
fn a_secret_may_look_like_a_formula() {
    for secret in ["=1+1", "+abc/", "-abc", "@abc"] {
        assert!(key("AKIAIOSFODNN7EXAMPLE", secret).looks_like_a_formula(), "{secret}");
    }
    for secret in ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "/abc=", "1+1", "a=-+", ""] {
        assert!(!key("AKIAIOSFODNN7EXAMPLE", secret).looks_like_a_formula(), "{secret}");
    }
}

#[test]
fn is_named_as_the_console_names_it() {
    assert_eq!(key_file::name(&KeyOwner::Root), "rootkey.csv");
    assert_eq!(key_file::name(&KeyOwner::User("ada".to_owned())), "ada_accessKeys.csv");
}
