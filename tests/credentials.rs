//! What is typed into the form, checked before any request.

use keycutter_core::aws::{
    Checks, CredentialField, CredentialProblem, Credentials, Fields, Fix, KeyOwner, Shapes, sts,
};
use keycutter_core::{Secret, Timestamp};

const ID: &str = "AKIARZPUZDIKJ445QZCB";
const TEMPORARY_ID: &str = "ASIARZPUZDIKL26PXSC3";
const SECRET: &str = "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";
const TOKEN: &str = "IQoJb3JpZ2luX2VjlTlSpmL3uy0MMKaUqgER2j3z9gIA==";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a moment")
}

fn check(
    shapes: Shapes,
    [access_key_id, secret_access_key, session_token]: [&str; 3],
    expires: Option<&str>,
) -> Result<Credentials, Vec<CredentialProblem>> {
    let fields =
        Fields { access_key_id, secret_access_key, session_token, expires: expires.map(at) };
    Credentials::from_fields(&fields, Checks { shapes, now: at("2026-11-23T20:21:11Z") })
}

fn on_aws(id: &str, secret: &str, token: &str) -> Result<Credentials, Vec<CredentialProblem>> {
    check(Shapes::Aws, [id, secret, token], None)
}

fn elsewhere(id: &str, secret: &str, token: &str) -> Result<Credentials, Vec<CredentialProblem>> {
    check(Shapes::Any, [id, secret, token], None)
}

/// The fields with something wrong, in order.
fn fields(outcome: Result<Credentials, Vec<CredentialProblem>>) -> Vec<CredentialField> {
    outcome.expect_err("something is wrong").iter().map(|problem| problem.field).collect()
}

/// The one thing that is wrong.
fn problem(outcome: Result<Credentials, Vec<CredentialProblem>>) -> CredentialProblem {
    let problems = outcome.expect_err("something is wrong");
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0]
}

#[test]
fn a_key_with_white_space_around_it_is_fine() {
    let credentials =
        on_aws(&format!(" {ID}\n"), &format!("\t{SECRET} "), " ").expect("a good key");
    assert_eq!(credentials.access_key_id().as_str(), ID);
    assert_eq!(credentials.secret_access_key().expose(), SECRET);
    assert!(credentials.session_token().is_none());
}

#[test]
fn temporary_credentials_have_a_token_and_may_know_their_end() {
    let credentials = on_aws(TEMPORARY_ID, SECRET, TOKEN).expect("good ones");
    assert_eq!(credentials.session_token().map(Secret::expose), Some(TOKEN));
    assert_eq!(credentials.expires(), None);
    let end = "2026-11-23T21:21:11Z";
    let credentials =
        check(Shapes::Aws, [TEMPORARY_ID, SECRET, TOKEN], Some(end)).expect("good ones");
    assert_eq!(credentials.expires(), Some(at(end)));
}

#[test]
fn a_key_without_a_token_has_no_end() {
    let credentials = check(Shapes::Aws, [ID, SECRET, ""], Some("2020-01-01T00:00:00Z"));
    assert_eq!(credentials.expect("a good key").expires(), None);
}

#[test]
fn every_problem_is_told_at_once_and_at_its_field() {
    use CredentialField::{AccessKeyId, SecretAccessKey, SessionToken};
    for check in [on_aws, elsewhere] {
        assert_eq!(fields(check("", "", "")), [AccessKeyId, SecretAccessKey]);
        assert_eq!(fields(check("AKIA", SECRET, "")), [AccessKeyId]);
        assert_eq!(fields(check("AKIA RZPUZDIKJ445QZCB", SECRET, "")), [AccessKeyId]);
        assert_eq!(fields(check(ID, "two words", "")), [SecretAccessKey]);
        assert_eq!(fields(check(ID, "wJalr…", "")), [SecretAccessKey]);
        assert_eq!(fields(check(TEMPORARY_ID, SECRET, "line\nbreak")), [SessionToken]);
        assert_eq!(fields(check(TEMPORARY_ID, SECRET, "")), [SessionToken]);
        assert_eq!(
            fields(check("x", "two words", "a b")),
            [AccessKeyId, SecretAccessKey, SessionToken]
        );
    }
}

#[test]
fn ids_of_aws_have_twenty_capitals_and_digits() {
    for (id, told) in [
        ("AKIARZPUZDIKJ445QZC", "cut short"),
        ("AKIARZPUZDIKJ445QZCB2", "longer than"),
        ("AKIArzpuzdikj445qzcb", "capital letters"),
        ("AKIARZPUZDIK-445QZCB", "capital letters"),
        ("MXR8D7ZK1Q0V5TBN", "begin with AKIA"),
        ("GOOG1EXAMPLEEXAMPLEEXAMPLE", "begin with AKIA"),
    ] {
        let problem = problem(on_aws(id, SECRET, ""));
        assert!(problem.message.contains(told), "{id}: {}", problem.message);
    }
}

#[test]
fn secrets_of_aws_have_forty_characters() {
    for (secret, told) in [
        (&SECRET[1..], "cut short"),
        (&format!("{SECRET}x"), "longer than"),
        (&SECRET.replace('+', "-"), "letters, digits, / and +"),
        (&SECRET.replace('+', "é"), "special characters"),
        (ID, "access key ID"),
    ] {
        let problem = problem(on_aws(ID, secret, ""));
        assert_eq!(problem.field, CredentialField::SecretAccessKey);
        assert!(problem.message.contains(told), "{secret}: {}", problem.message);
    }
}

#[test]
fn keys_of_other_servers_have_any_shape() {
    for (id, secret, token) in [
        ("0555b35654ad1656d804", "h7GhxuBLTrlhVUyxSPUKUV8r", ""),
        ("MXR8D7ZK1Q0V5TBN", "secret", ""),
        ("LKIAQAAAAAAAGMS7WQEG", SECRET, TOKEN),
        (ID, "short", TOKEN),
        ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ""),
    ] {
        elsewhere(id, secret, token).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
    }
}

#[test]
fn ids_of_other_things_are_told_by_name() {
    for (prefix, thing) in [
        ("AIDA", "an IAM user"),
        ("AROA", "a role"),
        ("AGPA", "a user group"),
        ("ANPA", "a policy"),
    ] {
        let problem = problem(on_aws(&format!("{prefix}RZPUZDIKJ445QZCBX"), SECRET, ""));
        assert!(
            problem.message.starts_with(&format!("This is the ID of {thing},")),
            "{}",
            problem.message
        );
    }
}

#[test]
fn a_long_term_key_has_no_token() {
    let told = problem(on_aws(ID, SECRET, TOKEN));
    assert_eq!(told.field, CredentialField::SessionToken);
    assert!(told.message.contains("AKIA has no session token"));
}

#[test]
fn what_has_run_out_is_not_sent() {
    for shapes in [Shapes::Aws, Shapes::Any] {
        for expires in ["2026-11-23T20:21:11Z", "2026-11-22T20:21:11Z"] {
            let told = problem(check(shapes, [TEMPORARY_ID, SECRET, TOKEN], Some(expires)));
            assert_eq!(told.field, CredentialField::SessionToken);
            assert!(told.message.contains("run out"));
        }
    }
}

#[test]
fn an_id_and_a_secret_in_each_others_places_can_be_swapped() {
    for check in [on_aws, elsewhere] {
        for (id, secret) in [(SECRET, ID), ("something", ID), (SECRET, "something"), (SECRET, "")] {
            let problem = problem(check(id, secret, ""));
            assert_eq!(problem.fix, Some(Fix::Swap), "{id} {secret}");
            assert_eq!(problem.field, CredentialField::AccessKeyId);
        }
        check(ID, SECRET, "").expect("as they should be");
    }
    assert_eq!(problem(on_aws(ID, ID, "")).fix, None);
    assert_eq!(problem(on_aws(ID, "short", "")).fix, None);
}

/// The id stands in every request for all to read, and the token in a header of its own.
#[test]
fn a_secret_is_never_sent_as_an_id_or_a_token() {
    use CredentialField::{AccessKeyId, SessionToken};
    // Nothing but letters and digits, as one secret in four is: an id by IAM's pattern.
    let plain = "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x";
    // Not of AWS's shape: known for a secret only by standing in its field too.
    let own = "h7GhxuBLTrlhVUyxSPUKUV8r";
    let (known, alike) = ("This is a secret access key.", "The same text stands in another field.");
    for check in [on_aws, elsewhere] {
        for (id, secret, token, field, told) in [
            (plain, plain, "", AccessKeyId, known),
            (plain, SECRET, "", AccessKeyId, known),
            (plain, SECRET, TOKEN, AccessKeyId, known),
            (own, own, "", AccessKeyId, alike),
            (own, SECRET, own, AccessKeyId, alike),
            (TEMPORARY_ID, SECRET, SECRET, SessionToken, known),
            (TEMPORARY_ID, SECRET, plain, SessionToken, known),
            (TEMPORARY_ID, "", plain, SessionToken, known),
            (TEMPORARY_ID, own, own, SessionToken, alike),
        ] {
            let problem = problem(check(id, secret, token));
            assert_eq!((problem.field, problem.fix), (field, None), "{id} {secret} {token}");
            assert!(problem.message.starts_with(told), "{}", problem.message);
        }
        check(TEMPORARY_ID, SECRET, TOKEN).expect("each in its own");
    }
}

#[test]
fn an_mfa_device_is_an_arn_or_a_serial_number_and_no_secret() {
    for device in ["arn:aws:iam::123456789012:mfa/ops/ada@example.com", "GAHT12345678"] {
        assert_eq!(sts::wrong_device(device), None, "{device}");
    }
    for (device, told) in [
        ("", "Enter the device's ARN"),
        ("12345678", "Enter the device's ARN"),
        ("two words", "Enter the device's ARN"),
        (&"1".repeat(257), "Enter the device's ARN"),
        (SECRET, "looks like a secret access key"),
    ] {
        let message = sts::wrong_device(device).expect(device);
        assert!(message.contains(told), "{device}: {message}");
    }
}

#[test]
fn a_user_name_is_no_secret() {
    for name in ["ada", " ada@example.com ", "a_b+c=d,e.f-g", &"a".repeat(128)] {
        let user = KeyOwner::parse_user(name).expect(name);
        assert_eq!(user.user_name(), Some(name.trim()));
    }
    for (name, told) in [
        ("", "Enter an IAM user's name"),
        ("not a user name!", "Enter an IAM user's name"),
        (&"a".repeat(129), "Enter an IAM user's name"),
        (SECRET, "looks like a secret access key"),
        (&SECRET.replace('+', "x"), "looks like a secret access key"),
    ] {
        let message = KeyOwner::parse_user(name).expect_err(name);
        assert!(message.contains(told), "{name}: {message}");
    }
}

#[test]
fn the_examples_of_the_documentation_are_no_keys() {
    for (id, secret) in [
        ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"),
    ] {
        // Once is enough, at the half it is known by; each half alone is told at its own.
        for (id, secret, field) in [
            (id, secret, CredentialField::AccessKeyId),
            (id, SECRET, CredentialField::AccessKeyId),
            (ID, secret, CredentialField::SecretAccessKey),
        ] {
            let problem = problem(on_aws(id, secret, ""));
            assert_eq!(problem.field, field, "{id} {secret}");
            assert!(problem.message.contains("AWS's documentation"), "{}", problem.message);
        }
    }
}

#[test]
fn nothing_prints_a_secret() {
    let credentials = on_aws(TEMPORARY_ID, SECRET, TOKEN).expect("good ones");
    let printed = format!("{credentials:?}");
    assert!(!printed.contains(SECRET) && !printed.contains(TOKEN), "{printed}");
    let problems = on_aws("x", "two words", "").expect_err("bad ones");
    assert!(!format!("{problems:?}").contains("two words"));
}
