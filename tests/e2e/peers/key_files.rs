//! Key files, read by what reads them, and used on a server: boto3 by profile, `credential_process`
//! and environment, a POSIX shell, python-dotenv and Docker's rules, a YAML reader.

use std::io::Write as _;
use std::process::{Command, Stdio};

use keycutter_core::Secret;
use keycutter_core::aws::{CustomEndpoint, Endpoint};
use keycutter_core::formats::key_files::{Details, Format, write};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use serde_json::{Value, json};
use support::{Credentials, PeerKind, settings};

use crate::running::start;

/// Python, with boto3 and the readers of other formats.
const READERS: &str = include_str!("key_files.py");

const DETAILS: Details<'_> = Details { name: "backup", bucket: "my-bucket", region: "" };

/// Writes a key and has it read.
fn read(kind: &str, format: Format, credentials: &Credentials, url: &str) -> Value {
    let key = AccessKey {
        id: AccessKeyId::from_answer(&credentials.id),
        status: Status::Active,
        created: None,
        user_name: None,
    };
    let new = NewAccessKey { key, secret: Secret::from(credentials.secret.clone()) };
    let endpoint = Endpoint::Custom(CustomEndpoint::parse(url, "").expect("an endpoint"));
    let file = write(format, &new, &endpoint, DETAILS).expect("writable");
    let venv = settings::venv().unwrap_or_else(|sentence| panic!("{sentence}"));
    let mut child = Command::new(venv.join("bin/python"))
        .args(["-c", READERS])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let request =
        json!({ "kind": kind, "name": file.name, "text": file.text.expose(), "endpoint": url });
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(request.to_string().as_bytes()).expect("Python reads");
    drop(stdin);
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "{kind} was not read");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn files_that_name_a_server_sign_in_there() {
    let peer = start(PeerKind::Moto);
    let user = peer.user("ada");
    let key = user.create_key();
    let url = format!("http://{}", peer.address());
    for (kind, format) in [
        ("profile", Format::AwsProfile),
        ("credential_process", Format::CredentialProcess),
        ("sh", Format::Sh),
        ("docker", Format::DockerEnv),
        ("kubernetes", Format::KubernetesSecret),
    ] {
        let arn = read(kind, format, &key, &url);
        assert!(arn.as_str().is_some_and(|arn| arn.ends_with(user.name())), "{kind}: {arn}");
    }
}

#[test]
fn other_files_are_read_as_they_were_written() {
    let url = "http://127.0.0.1:9000";
    for secret in ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "+/=~;*?[]{}|&<>()^@:,-_.!"] {
        let key = Credentials::key("AKIAIOSFODNN7EXAMPLE", secret);
        let pair = json!([key.id, key.secret]);
        let with = |third: &str| json!([key.id, key.secret, third]);
        assert_eq!(read("json", Format::Json, &key, url), pair);
        assert_eq!(
            read("restic", Format::Restic, &key, url),
            with("s3:http://127.0.0.1:9000/my-bucket")
        );
        assert_eq!(
            read("mc", Format::MinioClient, &key, url),
            json!(["mc", "alias", "set", "backup", url, key.id, key.secret])
        );
        assert_eq!(read("rclone", Format::Rclone, &key, url), with(url));
        assert_eq!(read("s3cmd", Format::S3cmd, &key, url), with("127.0.0.1:9000"));
        if !secret.contains(',') {
            assert_eq!(read("import", Format::AwsCliImport, &key, url), with("backup"));
        }
    }
}

#[test]
fn quotes_survive_where_a_format_has_them() {
    let url = "http://127.0.0.1:9000";
    let key = Credentials::key("AKIAIOSFODNN7EXAMPLE", "a'b\"c\\d$e`f#g%h!i''j\\\\");
    assert_eq!(read("json", Format::Json, &key, url), json!([key.id, key.secret]));
    let restic = read("restic", Format::Restic, &key, url);
    assert_eq!((&restic[0], &restic[1]), (&json!(key.id), &json!(key.secret)));
    assert_eq!(read("mc", Format::MinioClient, &key, url)[6], key.secret);
}
