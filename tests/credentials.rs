//! Validation of typed credentials, before any request.

use keycutter_core::aws::sts::{GetSessionToken, MfaDeviceProblem, MfaProblem};
use keycutter_core::aws::{
    AccessKeyIdProblem, Checks, CredentialField, CredentialProblem, Credentials, Fields, Fix,
    KeyOwner, OtherId, SecretAccessKeyProblem, SessionTokenProblem, Shapes, UserNameProblem,
};
use keycutter_core::messages;
use keycutter_core::{Secret, Timestamp};

const ID: &str = "AKIARZPUZDIKJ445QZCB";
const TEMPORARY_ID: &str = "ASIARZPUZDIKL26PXSC3";
const SECRET: &str = "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";
const TOKEN: &str = "IQoJb3JpZ2luX2VjlTlSpmL3uy0MMKaUqgER2j3z9gIA==";

type Outcome = Result<Credentials, Vec<CredentialProblem>>;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a timestamp")
}

fn check(
    shapes: Shapes,
    [access_key_id, secret_access_key, session_token]: [&str; 3],
    expires: Option<&str>,
) -> Outcome {
    let fields =
        Fields { access_key_id, secret_access_key, session_token, expires: expires.map(at) };
    Credentials::from_fields(&fields, Checks { shapes, now: at("2026-11-23T20:21:11Z") })
}

fn on_aws(id: &str, secret: &str, token: &str) -> Outcome {
    check(Shapes::Aws, [id, secret, token], None)
}

fn self_hosted(id: &str, secret: &str, token: &str) -> Outcome {
    check(Shapes::Any, [id, secret, token], None)
}

/// The fields with a problem, in order.
fn fields(outcome: Outcome) -> Vec<CredentialField> {
    outcome.expect_err("a problem").into_iter().map(CredentialProblem::field).collect()
}

/// The only problem.
fn problem(outcome: Outcome) -> CredentialProblem {
    let problems = outcome.expect_err("a problem");
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0]
}

/// The only problem, which is in the access key ID.
fn id_problem(outcome: Outcome) -> AccessKeyIdProblem {
    match problem(outcome) {
        CredentialProblem::AccessKeyId(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn drops_white_space_around_a_key() {
    let credentials =
        on_aws(&format!(" {ID}\n"), &format!("\t{SECRET} "), " ").expect("a good key");
    assert_eq!(credentials.access_key_id().as_str(), ID);
    assert_eq!(credentials.secret_access_key().expose(), SECRET);
    assert!(credentials.session_token().is_none());
}

#[test]
fn temporary_credentials_have_a_token_and_may_have_an_expiry() {
    let credentials = on_aws(TEMPORARY_ID, SECRET, TOKEN).expect("good ones");
    assert_eq!(credentials.session_token().map(Secret::expose), Some(TOKEN));
    assert_eq!(credentials.expires(), None);
    let end = "2026-11-23T21:21:11Z";
    let credentials =
        check(Shapes::Aws, [TEMPORARY_ID, SECRET, TOKEN], Some(end)).expect("good ones");
    assert_eq!(credentials.expires(), Some(at(end)));
}

#[test]
fn a_key_without_a_token_has_no_expiry() {
    let credentials = check(Shapes::Aws, [ID, SECRET, ""], Some("2020-01-01T00:00:00Z"));
    assert_eq!(credentials.expect("a good key").expires(), None);
}

#[test]
fn reports_every_problem_at_its_field() {
    use CredentialField::{AccessKeyId, SecretAccessKey, SessionToken};
    for check in [on_aws, self_hosted] {
        assert_eq!(fields(check("", "", "")), [AccessKeyId, SecretAccessKey]);
        assert_eq!(fields(check("AKIA RZPUZDIKJ445QZCB", SECRET, "")), [AccessKeyId]);
        assert_eq!(fields(check(ID, "two words", "")), [SecretAccessKey]);
        assert_eq!(fields(check(ID, "wJalr…", "")), [SecretAccessKey]);
        assert_eq!(fields(check(TEMPORARY_ID, SECRET, "line\nbreak")), [SessionToken]);
        assert_eq!(fields(check(TEMPORARY_ID, SECRET, "")), [SessionToken]);
        assert_eq!(
            fields(check("x y", "two words", "a b")),
            [AccessKeyId, SecretAccessKey, SessionToken]
        );
    }
}

#[test]
fn an_aws_id_has_twenty_capital_letters_and_digits() {
    for (id, expected) in [
        ("AKIARZPUZDIKJ445QZC", AccessKeyIdProblem::TooShort),
        ("AKIARZPUZDIKJ445QZCB2", AccessKeyIdProblem::TooLong),
        ("AKIArzpuzdikj445qzcb", AccessKeyIdProblem::WrongCharacters),
        ("AKIARZPUZDIK-445QZCB", AccessKeyIdProblem::WrongCharacters),
        ("MXR8D7ZK1Q0V5TBN", AccessKeyIdProblem::NotAws),
        ("GOOG1EXAMPLEEXAMPLEEXAMPLE", AccessKeyIdProblem::NotAws),
    ] {
        assert_eq!(id_problem(on_aws(id, SECRET, "")), expected, "{id}");
    }
}

#[test]
fn an_aws_secret_has_forty_characters() {
    for (secret, expected) in [
        (&SECRET[1..], SecretAccessKeyProblem::TooShort),
        (&format!("{SECRET}x"), SecretAccessKeyProblem::TooLong),
        (&SECRET.replace('+', "-"), SecretAccessKeyProblem::WrongCharacters),
        (&SECRET.replace('+', "é"), SecretAccessKeyProblem::NotPrintable),
        (ID, SecretAccessKeyProblem::IsAccessKeyId),
    ] {
        let expected = CredentialProblem::SecretAccessKey(expected);
        assert_eq!(problem(on_aws(ID, secret, "")), expected, "{secret}");
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
        // Twelve digits, which LocalStack takes for an account.
        ("000000000001", "test", ""),
        // A subuser of Ceph's.
        ("johndoe:swift", "fooBarBaz", ""),
    ] {
        self_hosted(id, secret, token).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
    }
    for id in ["two words", "a/b", "a,b", "a=b", "é", &"a".repeat(129)] {
        assert_eq!(id_problem(self_hosted(id, "secret", "")), AccessKeyIdProblem::Unusable, "{id}");
    }
}

/// LocalStack, MinIO and others document one word as both ID and secret.
#[test]
fn accepts_documented_default_keys_of_other_servers() {
    for word in ["test", "minioadmin", "admin", "any"] {
        let credentials = self_hosted(word, word, "").expect(word);
        assert_eq!(credentials.access_key_id().as_str(), word);
        assert_eq!(id_problem(on_aws(word, word, "")), AccessKeyIdProblem::SameAsOtherField);
    }
}

#[test]
fn recognizes_the_ids_of_other_things() {
    for (prefix, expected) in [
        ("AIDA", OtherId::User),
        ("AROA", OtherId::Role),
        ("AGPA", OtherId::UserGroup),
        ("ANPA", OtherId::Policy),
        ("AIPA", OtherId::InstanceProfile),
        ("APKA", OtherId::PublicKey),
        ("ASCA", OtherId::Certificate),
    ] {
        let problem = id_problem(on_aws(&format!("{prefix}RZPUZDIKJ445QZCBX"), SECRET, ""));
        assert_eq!(problem, AccessKeyIdProblem::OtherId(expected), "{prefix}");
    }
}

#[test]
fn a_long_term_key_has_no_token() {
    let expected = CredentialProblem::SessionToken(SessionTokenProblem::NotForLongTermKey);
    assert_eq!(problem(on_aws(ID, SECRET, TOKEN)), expected);
}

#[test]
fn refuses_expired_credentials() {
    let expected = CredentialProblem::SessionToken(SessionTokenProblem::Expired);
    for shapes in [Shapes::Aws, Shapes::Any] {
        for expires in ["2026-11-23T20:21:11Z", "2026-11-22T20:21:11Z"] {
            let outcome = check(shapes, [TEMPORARY_ID, SECRET, TOKEN], Some(expires));
            assert_eq!(problem(outcome), expected);
        }
    }
}

#[test]
fn offers_to_swap_an_id_and_a_secret_in_the_wrong_fields() {
    for check in [on_aws, self_hosted] {
        for (id, secret) in [(SECRET, ID), ("something", ID), (SECRET, "something"), (SECRET, "")] {
            let problem = problem(check(id, secret, ""));
            assert_eq!(problem.fix(), Some(Fix::Swap), "{id} {secret}");
            assert_eq!(problem.field(), CredentialField::AccessKeyId);
        }
        check(ID, SECRET, "").expect("both in their own fields");
    }
    assert_eq!(problem(on_aws(ID, ID, "")).fix(), None);
    assert_eq!(problem(on_aws(ID, "short", "")).fix(), None);
}

/// Anyone on the way can read the ID, and the token is a header of its own.
#[test]
fn never_sends_a_secret_as_an_id_or_a_token() {
    // Letters and digits only, as one secret in four is: an ID by IAM's pattern.
    let plain = "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x";
    // Not of AWS's format: a secret only because the secret's field holds it too.
    let other = "h7GhxuBLTrlhVUyxSPUKUV8r";
    let id = CredentialProblem::AccessKeyId;
    let token = CredentialProblem::SessionToken;
    let (secret_id, same_id) =
        (AccessKeyIdProblem::IsSecret { can_swap: false }, AccessKeyIdProblem::SameAsOtherField);
    let (secret_token, same_token) =
        (SessionTokenProblem::IsSecret, SessionTokenProblem::SameAsOtherField);
    for check in [on_aws, self_hosted] {
        for (fields, expected) in [
            ([plain, plain, ""], id(secret_id)),
            ([plain, SECRET, ""], id(secret_id)),
            ([plain, SECRET, TOKEN], id(secret_id)),
            ([other, other, ""], id(same_id)),
            ([other, SECRET, other], id(same_id)),
            ([TEMPORARY_ID, SECRET, SECRET], token(secret_token)),
            ([TEMPORARY_ID, SECRET, plain], token(secret_token)),
            ([TEMPORARY_ID, "", plain], token(secret_token)),
            ([TEMPORARY_ID, other, other], token(same_token)),
        ] {
            let problem = problem(check(fields[0], fields[1], fields[2]));
            assert_eq!(problem, expected, "{fields:?}");
            assert_eq!(problem.fix(), None, "{fields:?}");
        }
        check(TEMPORARY_ID, SECRET, TOKEN).expect("each in its own field");
    }
}

#[test]
fn an_mfa_session_needs_a_device_and_six_digits() {
    for device in ["arn:aws:iam::123456789012:mfa/ops/ada@example.com", " GAHT12345678 "] {
        let session = GetSessionToken::from_fields(device, " 123456\n").expect(device);
        assert_eq!(session.serial_number, device.trim());
        assert_eq!(session.token_code.expose(), "123456");
    }
    for (device, expected) in [
        ("", MfaDeviceProblem::WrongShape),
        ("12345678", MfaDeviceProblem::WrongShape),
        ("two words", MfaDeviceProblem::WrongShape),
        (&"1".repeat(257), MfaDeviceProblem::WrongShape),
        (SECRET, MfaDeviceProblem::LooksLikeSecret),
    ] {
        let problems = GetSessionToken::from_fields(device, "123456").expect_err(device);
        assert_eq!(problems, [MfaProblem::Device(expected)], "{device}");
    }
    for code in ["", "12345", "1234567", "12345a", "１２３４５６"] {
        let problems = GetSessionToken::from_fields("GAHT12345678", code).expect_err(code);
        assert_eq!(problems, [MfaProblem::Code], "{code}");
    }
    assert_eq!(GetSessionToken::from_fields("", "").expect_err("both").len(), 2);
}

#[test]
fn a_user_name_has_iams_characters_and_is_no_secret() {
    for name in ["ada", " ada@example.com ", "a_b+c=d,e.f-g", &"a".repeat(128)] {
        let user = KeyOwner::parse_user(name).expect(name);
        assert_eq!(user.user_name(), Some(name.trim()));
    }
    for (name, expected) in [
        ("", UserNameProblem::WrongShape),
        ("not a user name!", UserNameProblem::WrongShape),
        (&"a".repeat(129), UserNameProblem::WrongShape),
        (SECRET, UserNameProblem::LooksLikeSecret),
        (&SECRET.replace('+', "x"), UserNameProblem::LooksLikeSecret),
    ] {
        assert_eq!(KeyOwner::parse_user(name), Err(expected), "{name}");
    }
}

#[test]
fn refuses_the_examples_of_the_documentation() {
    let (id_example, secret_example) = (
        CredentialProblem::AccessKeyId(AccessKeyIdProblem::Example),
        CredentialProblem::SecretAccessKey(SecretAccessKeyProblem::Example),
    );
    for (id, secret) in [
        ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"),
    ] {
        // Once for both halves, at the ID.
        for (id, secret, expected) in
            [(id, secret, id_example), (id, SECRET, id_example), (ID, secret, secret_example)]
        {
            assert_eq!(problem(on_aws(id, secret, "")), expected, "{id} {secret}");
        }
    }
}

#[test]
fn every_problem_has_a_sentence() {
    let outcomes = [
        on_aws("", "", ""),
        on_aws("x y", "two words", "a b"),
        on_aws(SECRET, ID, ""),
        on_aws(ID, SECRET, TOKEN),
        self_hosted("a b", "", "a b"),
    ];
    for problem in outcomes.into_iter().flat_map(|outcome| outcome.expect_err("a problem")) {
        let sentence = messages::credentials::problem(problem);
        assert!(sentence.ends_with('.'), "{problem:?}: {sentence}");
    }
}

#[test]
fn debug_output_has_no_secret() {
    let credentials = on_aws(TEMPORARY_ID, SECRET, TOKEN).expect("good ones");
    let printed = format!("{credentials:?}");
    assert!(!printed.contains(SECRET) && !printed.contains(TOKEN), "{printed}");
    let problems = on_aws("x", "two words", "").expect_err("bad ones");
    assert!(!format!("{problems:?}").contains("two words"));
}
