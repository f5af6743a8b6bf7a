//! Texts as people paste them, with what each of them holds: `fixtures/pastes.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use keycutter_core::Secret;
use keycutter_core::formats::paste::{
    Found, Gap, NotAKey, NotUnderstood, Origin, Part, decode, read,
};
use serde::Deserialize;

/// What a text holds.
#[derive(Deserialize)]
struct Case {
    expect: Expectation,
    /// Whether it says when its credentials expire.
    #[serde(default)]
    expires: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expectation {
    /// Exactly these: id, secret, token.
    Credentials(Vec<(String, String, Option<String>)>),
    /// Something else, by the name of the kind.
    Kind(String),
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
}

fn cases() -> BTreeMap<String, Case> {
    let text = fs::read_to_string(folder().join("pastes.json")).expect("the list of texts");
    serde_json::from_str(&text).expect("a list of texts")
}

fn outcome(name: &str) -> Result<Vec<Found>, NotUnderstood> {
    let bytes = fs::read(folder().join("pastes").join(name)).expect("a text of the list");
    read(&decode(&bytes).expect("text"))
}

fn credentials(found: &Found) -> (String, String, Option<String>) {
    let token = found.session_token.as_ref().map(|token| token.expose().to_owned());
    (found.access_key_id.clone(), found.secret_access_key.expose().to_owned(), token)
}

#[test]
fn hold_exactly_the_credentials_that_are_found_in_them() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let Expectation::Credentials(mut expected) = case.expect else { continue };
        let outcome = outcome(&name);
        let found = outcome.as_deref().unwrap_or_default();
        let mut all: Vec<_> = found.iter().map(credentials).collect();
        all.sort();
        expected.sort();
        let says_expiry = !case.expires || found.iter().any(|found| found.expires.is_some());
        if all != expected || !says_expiry {
            wrong.push(format!("{name}: {outcome:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn that_hold_no_credentials_are_named_for_what_they_are() {
    let half = |name: &str| {
        let mut found = outcome(name).unwrap_or_else(|missed| panic!("{name}: {missed:?}"));
        assert_eq!(found.len(), 1, "{name}");
        let found = found.remove(0);
        assert!(found.secret_access_key.is_empty(), "{name}");
        assert_eq!(found.access_key_id, "AKIARJGORMXBEK4LSWPP", "{name}");
        found.gap.map(|Gap { part, instead }| (part, instead))
    };
    let secret_is = |instead| Some((Part::Secret, instead));
    for (name, gap) in [
        ("36-tf-output-raw-sensitive.txt", secret_is(NotAKey::Masked)),
        ("52-jenkins-hudson-encrypted.txt", secret_is(NotAKey::Encrypted)),
        ("63-console-retrieve-masked.txt", secret_is(NotAKey::Masked)),
        ("79-cyberduck-duck-plist.txt", None),
        ("109-json-null-secret.txt", secret_is(NotAKey::Null)),
    ] {
        assert_eq!(half(name), gap, "{name}");
    }
    for (name, reason) in [
        ("30-ses-smtp-credentials-csv.txt", NotUnderstood::NotAKey(NotAKey::SmtpPassword)),
        ("42-sso-cache-token.txt", NotUnderstood::NotAKey(NotAKey::SsoToken)),
        ("61-cloudfront-keypair.txt", NotUnderstood::NotAKey(NotAKey::CloudFrontKeyPair)),
        ("62-iam-user-page-copy.txt", NotUnderstood::NoSecret),
        ("82-aws-configure-list.txt", NotUnderstood::NotAKey(NotAKey::Masked)),
        ("84-github-actions-yaml.txt", NotUnderstood::NotAKey(NotAKey::Reference)),
        ("94-env-example-placeholders.txt", NotUnderstood::NotAKey(NotAKey::Placeholder)),
        ("95-op-references.txt", NotUnderstood::NotAKey(NotAKey::Reference)),
    ] {
        assert_eq!(outcome(name).err(), Some(reason), "{name}");
    }
}

#[test]
fn with_a_token_that_is_cut_off_are_taken_without_it() {
    let found = outcome("50-powershell-format-table.txt").expect("credentials");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].access_key_id, "ASIA6ZXIKM3IPFEZARZY");
    assert!(found[0].session_token.is_none());
    assert_eq!(found[0].gap, Some(Gap { part: Part::Token, instead: NotAKey::Cut }));
}

#[test]
fn of_a_diff_offer_both_keys_and_mark_the_removed_one() {
    let found = outcome("65-git-diff-rotation.txt").expect("credentials");
    let ids: Vec<_> = found.iter().map(|it| (it.access_key_id.as_str(), it.origin)).collect();
    let expected =
        [("AKIARJGORMXBEK4LSWPP", Origin::Live), ("AKIANL3XBVLST25O6XLI", Origin::Removed)];
    assert_eq!(ids, expected);
}

/// Every text whose expectation is a word has an assertion above.
#[test]
fn are_all_of_a_kind_that_is_checked() {
    let kinds = cases().into_values().filter_map(|case| match case.expect {
        Expectation::Kind(kind) => Some(kind),
        Expectation::Credentials(_) => None,
    });
    assert_eq!(kinds.count(), 15);
}

#[test]
fn do_not_print_their_secrets() {
    for name in cases().into_keys() {
        let outcome = outcome(&name);
        let printed = format!("{outcome:?}");
        for found in outcome.unwrap_or_default() {
            let secrets = [Some(&found.secret_access_key), found.session_token.as_ref()];
            for secret in secrets.into_iter().flatten().map(Secret::expose) {
                // `test` is also the name of a server and the like.
                assert!(secret.len() < 8 || !printed.contains(secret), "{name}");
            }
        }
    }
}
