//! What stands beside pasted credentials: region, MFA device, expiry, server, profile.

use crate::pasted::{assert_held, outcome};
use keycutter_core::Timestamp;
use keycutter_core::aws::Partition;
use keycutter_core::formats::paste::{Found, Mark};

fn one(text: &str) -> Found {
    let mut found = outcome(text).unwrap_or_else(|missed| panic!("{missed:?} in {text:?}"));
    assert_eq!(found.len(), 1, "{text:?}");
    found.remove(0)
}

const KEY: &str = "aws_access_key_id={N.id}\naws_secret_access_key={N.secret}\n";

#[test]
fn regions_suggest_partitions() {
    for (line, region, partition) in [
        ("region = eu-west-1", "eu-west-1", Some(Partition::Aws)),
        ("AWS_DEFAULT_REGION=cn-northwest-1", "cn-northwest-1", Some(Partition::China)),
        ("export AWS_REGION=us-gov-west-1", "us-gov-west-1", Some(Partition::GovCloud)),
        ("\"region\": \"eusc-de-east-1\"", "eusc-de-east-1", Some(Partition::EuropeanSovereign)),
        ("region: us-iso-east-1", "us-iso-east-1", None),
    ] {
        for text in [format!("[a]\n{KEY}{line}\n"), format!("{line}\n{KEY}")] {
            let found = one(&text);
            assert_eq!(found.region.as_deref(), Some(region), "{text:?}");
            assert_eq!(found.partition(), partition, "{text:?}");
        }
    }
    assert_eq!(one(&format!("[a]\n{KEY}[b]\nregion = cn-north-1\n")).region, None);
    assert_eq!(one(&format!("{KEY}region = here\n")).region, None);
    assert_held(&[(KEY, "N")]);
}

#[test]
fn profiles_of_two_files_are_one() {
    let found = one(&format!(
        "[a]\n{KEY}\n[profile a]\nregion = eu-west-1\nmfa_serial = arn:aws:iam::123456789012:mfa/ada\n"
    ));
    assert_eq!(found.region.as_deref(), Some("eu-west-1"));
    assert_eq!(found.mfa_serial.as_deref(), Some("arn:aws:iam::123456789012:mfa/ada"));
    assert_eq!(found.profile.as_deref(), Some("a"));
}

#[test]
fn mfa_devices_are_known_by_name_or_by_arn() {
    let device = "arn:aws-us-gov:iam::123456789012:mfa/ada";
    for line in [
        format!("mfa_serial = {device}"),
        format!("aws_mfa_device={device}"),
        format!("aws sts get-session-token --serial-number {device}"),
    ] {
        let found = one(&format!("{KEY}{line}\n"));
        assert_eq!(found.mfa_serial.as_deref(), Some(device), "{line}");
        assert_eq!(found.partition(), Some(Partition::GovCloud), "{line}");
    }
}

#[test]
fn servers_are_read_and_those_of_aws_are_none() {
    for (line, url) in [
        ("endpoint_url = http://localhost:4566", Some("http://localhost:4566")),
        ("AWS_ENDPOINT_URL=https://rgw.example.com/", Some("https://rgw.example.com/")),
        ("host_base = minio.example.com:9000", Some("https://minio.example.com:9000")),
        ("endpoint = s3.example.com", Some("https://s3.example.com")),
        ("aws --endpoint-url http://127.0.0.1:8000 s3 ls", Some("http://127.0.0.1:8000")),
        ("endpoint https://rgw.example.com", Some("https://rgw.example.com")),
        ("host_base = s3.amazonaws.com", None),
        ("endpoint_url = https://iam.cn-north-1.amazonaws.com.cn", None),
        ("website_endpoint = http://%(bucket)s.s3.example.com/", None),
        ("DATABASE_URL=postgres://h/d", None),
    ] {
        let found = one(&format!("{KEY}{line}\n"));
        assert_eq!(found.endpoint_url.as_deref(), url, "{line}");
    }
}

#[test]
fn expiries_are_read_in_every_notation() {
    let key =
        "aws_access_key_id={T.id}\naws_secret_access_key={T.secret}\naws_session_token={T.token}\n";
    let at = Timestamp::parse("2026-08-01T20:00:00Z").expect("a moment");
    for line in [
        "expiration = 2026-08-01T20:00:00Z",
        "expiration = 2026-08-01 20:00:00",
        "aws_session_expiration = 2026-08-01T20:00:00.000Z",
        "x_security_token_expires = 2026-08-01T22:00:00+02:00",
        "AWS_CREDENTIAL_EXPIRATION=2026-08-01T20:00:00+0000",
        "expires: 2026-08-01 20:00:00 +0000 UTC",
        "\"Expiration\": \"2026-08-01T20:00:00Z\"",
        "\"Expiration\": 1785614400.0",
        "\"expiration\": 1785614400000",
        "expiresAt=1785614400",
        "Expiry: Sat, 01 Aug 2026 20:00:00 GMT",
        "expires 20260801T200000Z",
        "<Expiration>2026-08-01T20:00:00Z</Expiration>",
    ] {
        let found = one(&format!("{key}{line}\n"));
        assert_eq!(found.expires, Some(at), "{line}");
        assert_eq!(found.mark(at), Some(Mark::Expired), "{line}");
        assert_eq!(found.mark(at.plus(-1)), None, "{line}");
    }
    for line in [
        "expires: never",
        "Expires:0001-01-01 00:00:00 +0000 UTC",
        "expiration = 01/08/2026 20:00:00",
    ] {
        assert_eq!(one(&format!("{key}{line}\n")).expires, None, "{line}");
    }
}

#[test]
fn choices_have_the_names_that_the_text_gives() {
    let labels = |text: &str| {
        let found = outcome(text).expect("credentials");
        found.iter().map(Found::label).collect::<Vec<_>>()
    };
    let pair = |name: &str, key: &str| {
        format!("\"{name}\":{{\"accessKey\":\"{{{key}.id}}\",\"secretKey\":\"{{{key}.secret}}\"}}")
    };
    assert_eq!(labels(&format!("{{{},{}}}", pair("play", "W"), pair("s3", "N"))), ["play", "s3"]);
    assert_eq!(
        labels("ID_PROD={N.id}\nSECRET_PROD={N.secret}\nID_DEV={B.id}\nSECRET_DEV={B.secret}\n"),
        ["prod", "dev"]
    );
    assert_eq!(
        labels("a:\n  id: {N.id}\n  secret: {N.secret}\nb:\n  id: {B.id}\n  secret: {B.secret}\n"),
        ["a", "b"]
    );
    assert_eq!(labels("{N.id} {N.secret}\n{B.id} {B.secret}\n"), ["AKIA…SWPP", "AKIA…RAW6"]);
}
