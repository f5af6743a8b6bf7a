//! The fields of the sign-in form, from text to what can be sent.

use keycutter_core::Timestamp;
use keycutter_core::aws::sts::MfaProblem;
use keycutter_core::aws::{
    CredentialField, CredentialProblem, Endpoint, EndpointField, EndpointProblem, Fields, Partition,
};
use keycutter_core::csp::ContentSecurityPolicy;
use keycutter_core::flows::sign_in::fields::{
    Form, Place, Trust, validate, validate_credentials, validate_place,
};

const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const AWS: Place = Place::Partition(Partition::Aws);

fn key(id: &'static str) -> Fields<'static> {
    let secret_access_key = "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x";
    Fields { access_key_id: id, secret_access_key, ..Fields::default() }
}

fn aws_key() -> Fields<'static> {
    key("AKIARZPUZDIKNEWKEY22")
}

fn custom(url: &str) -> Place<'_> {
    let policy = ContentSecurityPolicy {
        text: "connect-src https://s3.example.com http://127.0.0.1:*",
        origin: "https://keycutter.example.com",
    };
    Place::Custom { url, region: "", policy }
}

fn form<'a>(credentials: Fields<'a>, place: Place<'a>) -> Form<'a> {
    Form { credentials, place, mfa_device: "", mfa_code: "" }
}

#[test]
fn a_valid_form_says_what_to_sign_with_and_where_to() {
    let attempt = validate(&form(aws_key(), AWS), NOW).expect("a valid form");
    assert_eq!(attempt.credentials.access_key_id().as_str(), aws_key().access_key_id);
    assert_eq!(attempt.endpoint, Endpoint::Partition(Partition::Aws));
    assert!(attempt.mfa.is_none());
}

#[test]
fn an_mfa_session_is_asked_for_where_there_is_a_code() {
    let with = |mfa_device, mfa_code| Form { mfa_device, mfa_code, ..form(aws_key(), AWS) };
    let attempt = validate(&with(" arn:aws:iam::123456789012:mfa/ada ", " 123456 "), NOW);
    let mfa = attempt.expect("a valid form").mfa.expect("a code");
    assert_eq!(mfa.serial_number, "arn:aws:iam::123456789012:mfa/ada");
    assert_eq!(mfa.token_code.expose(), "123456");
    // Without one, whatever the device is.
    assert!(validate(&with("phone", " "), NOW).expect("a valid form").mfa.is_none());
}

#[test]
fn all_problems_are_reported_at_once() {
    let form = Form {
        credentials: Fields::default(),
        place: custom("http://s3.example.com"),
        mfa_device: "phone",
        mfa_code: "12345",
    };
    let problems = validate(&form, NOW).expect_err("nothing is right");
    let fields: Vec<_> =
        problems.credentials.iter().map(|it: &CredentialProblem| it.field()).collect();
    assert_eq!(fields, [CredentialField::AccessKeyId, CredentialField::SecretAccessKey]);
    let fields: Vec<_> = problems.endpoint.iter().map(EndpointProblem::field).collect();
    assert_eq!(fields, [EndpointField::Url]);
    assert!(matches!(problems.mfa[..], [MfaProblem::Device(_), MfaProblem::Code]));
}

#[test]
fn keys_of_other_servers_are_for_those_alone() {
    let own = key("minioadmin");
    let there = custom("https://s3.example.com");
    assert!(validate(&form(own, there), NOW).is_ok());
    assert!(validate(&form(own, AWS), NOW).is_err());
    let endpoint = validate_place(there).expect("an endpoint");
    assert!(validate_credentials(&own, &endpoint, NOW).is_ok());
    let aws = validate_place(AWS).expect("an endpoint");
    assert!(validate_credentials(&own, &aws, NOW).is_err());
}

#[test]
fn a_place_that_the_page_may_not_call_is_a_problem() {
    let problems = validate_place(custom("https://other.example.com")).expect_err("not allowed");
    assert_eq!(problems.len(), 1);
}

#[test]
fn credentials_of_aws_for_another_server_are_asked_about() {
    let trust = |is_remembered| Trust { is_remembered, confirmed: String::new() };
    let (remembered, chosen) = (trust(true), trust(false));
    let (far, here) = ("https://s3.example.com", "http://127.0.0.1:8000");
    for (credentials, place, trust, is_questionable) in [
        (aws_key(), custom(far), &chosen, true),
        (aws_key(), custom(far), &remembered, true),
        // Chosen on this computer, in this visit.
        (aws_key(), custom(here), &chosen, false),
        (aws_key(), custom(here), &remembered, true),
        // Keys that are not AWS's.
        (key("minioadmin"), custom(far), &remembered, false),
        (aws_key(), AWS, &remembered, false),
    ] {
        let attempt = validate(&form(credentials, place), NOW).expect("a valid form");
        assert_eq!(attempt.is_questionable(trust), is_questionable, "{attempt:?} {trust:?}");
    }
}

#[test]
fn a_server_is_asked_about_once() {
    let attempt = |url| validate(&form(aws_key(), custom(url)), NOW).expect("a valid form");
    let trust = Trust { is_remembered: true, confirmed: "https://s3.example.com/".to_owned() };
    assert!(!attempt("https://s3.example.com/").is_questionable(&trust));
    assert!(attempt("http://127.0.0.1:8000").is_questionable(&trust));
}
