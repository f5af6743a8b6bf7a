//! Signatures, compared with AWS's published SigV4 test suite (its vectors for POST) and with whole
//! requests that the **aws-sigv4** crate signs.

use aws_credential_types::Credentials as SignerCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign as sign_http};
use aws_sigv4::sign::v4;

use keycutter_core::aws::{
    Credentials, CustomEndpoint, Endpoint, Request, Scope, Service, SignError, sign,
};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::{Secret, Timestamp};
use proptest::prelude::*;
use zeroize::Zeroizing;

const SUITE_ID: &str = "AKIDEXAMPLE";
const SUITE_SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SUITE_TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

/// The suite's id is shorter than any that the form accepts.
fn suite_credentials(token: Option<&str>) -> Credentials {
    Credentials::new(
        AccessKeyId::from_answer(SUITE_ID),
        Secret::from(SUITE_SECRET.to_owned()),
        token.map(|token| Secret::from(token.to_owned())),
    )
}

fn signed(headers: &[(&'static str, &str)], body: &str, token: Option<&str>) -> Request {
    let mut request = Request {
        url: "https://example.amazonaws.com/".to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| (*name, Zeroizing::new((*value).to_owned())))
            .collect(),
        body: body.to_owned(),
    };
    let scope = Scope { region: "us-east-1".to_owned(), service: "service" };
    let at = Timestamp::parse("2015-08-30T12:36:00Z").expect("the suite's time");
    sign(&mut request, &suite_credentials(token), &scope, at).expect("signable");
    request
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
}

fn signature(request: &Request) -> &str {
    header(request, "authorization")
        .and_then(|value| value.split_once("Signature="))
        .map(|(_, signature)| signature)
        .expect("an authorization header with a signature")
}

const FORM_HASH: &str = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";

#[test]
fn post_vanilla() {
    let request = signed(&[], "", None);
    assert_eq!(
        signature(&request),
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
    );
}

#[test]
fn post_sts_header_before() {
    let request = signed(&[], "", Some(SUITE_TOKEN));
    assert_eq!(header(&request, "x-amz-security-token"), Some(SUITE_TOKEN));
    assert_eq!(
        signature(&request),
        "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"
    );
}

#[test]
fn post_x_www_form_urlencoded() {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("content-length", "13"),
        ("x-amz-content-sha256", FORM_HASH),
    ];
    assert_eq!(
        signature(&signed(&headers, "Param1=value1", None)),
        "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"
    );
}

#[test]
fn post_x_www_form_urlencoded_parameters() {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
        ("content-length", "13"),
        ("x-amz-content-sha256", FORM_HASH),
    ];
    assert_eq!(
        signature(&signed(&headers, "Param1=value1", None)),
        "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422"
    );
}

#[test]
fn the_host_is_signed_but_not_sent() {
    let request = signed(&[("content-type", "text/plain")], "", None);
    let authorization = header(&request, "authorization").expect("signed");
    assert!(
        authorization.contains("SignedHeaders=content-type;host;x-amz-date,"),
        "{authorization}"
    );
    assert_eq!(header(&request, "host"), None);
}

#[test]
fn the_scope_names_day_region_and_service() {
    let request = signed(&[], "", None);
    let authorization = header(&request, "authorization").expect("signed");
    assert!(authorization.starts_with(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
    ));
    assert_eq!(header(&request, "x-amz-date"), Some("20150830T123600Z"));
}

#[test]
fn refuses_a_header_with_a_line_break() {
    let mut request =
        Request { url: "https://example.com/".into(), headers: vec![], body: String::new() };
    let credentials = suite_credentials(Some("line\nbreak"));
    let scope = Scope { region: "us-east-1".into(), service: "iam" };
    let outcome = sign(&mut request, &credentials, &scope, Timestamp::from_millis(0));
    assert_eq!(outcome, Err(SignError));
}

/// The headers that the crate adds when it signs the whole request.
fn signed_by_the_crate(
    request: &Request,
    credentials: &Credentials,
    region: &str,
    at: Timestamp,
) -> Vec<(String, String)> {
    let identity = SignerCredentials::from_keys(
        credentials.access_key_id().as_str(),
        credentials.secret_access_key().expose(),
        credentials.session_token().map(|token| token.expose().to_owned()),
    )
    .into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name("iam")
        .time(at.into())
        .settings(SigningSettings::default())
        .build()
        .expect("parameters")
        .into();
    let headers = request.headers.iter().map(|(name, value)| (*name, value.as_str()));
    let body = SignableBody::Bytes(request.body.as_bytes());
    let signable =
        SignableRequest::new("POST", request.url.as_str(), headers, body).expect("signable");
    let (instructions, _) = sign_http(signable, &params).expect("signed").into_parts();
    let (added, _) = instructions.into_parts();
    added.iter().map(|header| (header.name().to_owned(), header.value().to_owned())).collect()
}

proptest! {
    #[test]
    fn signs_a_request_as_the_crate_does(
        scheme in "[Hh][Tt][Tt][Pp][Ss]|http",
        server in "[A-Za-z][A-Za-z0-9.-]{0,20}[A-Za-z](:(80|443|8000|65535))?",
        path in "(/[A-Za-z0-9._~%!$&'()*+,;=:-]{1,8}){0,3}/?",
        content_type in "[ -~]{0,40}",
        body in "[ -~é€]{0,200}",
        secret in "[!-~]{1,64}",
        // Without spaces, which the crate does not normalize in a token.
        token in proptest::option::of("[!-~]{1,300}"),
        region in "[a-z]{2}-[a-z]{4}-[1-9]",
        millis in 0_i64..4_102_444_800_000,
    ) {
        prop_assume!(!path.split('/').any(|part| part == "." || part == ".."));
        // The URL as a browser normalizes it.
        let sent = format!("{scheme}://{server}").to_ascii_lowercase() + &path;
        prop_assume!(sent.parse::<http::Uri>().is_ok());
        // No custom endpoint has plain http, but a loopback one, nor any path.
        let url = match CustomEndpoint::parse(&format!("{scheme}://{server}{path}"), "") {
            Ok(endpoint) => Endpoint::Custom(endpoint).url(Service::Iam),
            Err(_) => sent.clone(),
        };
        let credentials = Credentials::new(
            AccessKeyId::from_answer("AKIARZPUZDIKJ445QZCB"),
            Secret::from(secret),
            token.map(Secret::from),
        );
        let at = Timestamp::from_millis(millis);
        let headers = vec![("content-type", Zeroizing::new(content_type))];
        let mut request = Request { url: sent, headers, body };
        let mut expected = signed_by_the_crate(&request, &credentials, &region, at);
        request.url = url;
        sign(&mut request, &credentials, &Scope { region, service: "iam" }, at).expect("signed");
        let mut ours: Vec<_> = request.headers[1..]
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.to_string()))
            .collect();
        expected.sort();
        ours.sort();
        prop_assert_eq!(ours, expected);
    }
}
