//! Key files, read by what reads them, and used on a server: the AWS CLI, boto3, rclone, s3cmd,
//! restic, POSIX sh, fish, PHP, python-dotenv and a YAML reader.
//!
//! No registry has the `MinIO` client, `PowerShell` or the Windows command prompt: their files are held to
//! the rules of quotes in `tests/key_files.rs`.

use std::io::Write as _;
use std::process::{Command, Stdio};

use keycutter_core::Secret;
use keycutter_core::aws::{CustomEndpoint, Endpoint, Partition};
use keycutter_core::formats::key_files::{Details, Format, write};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use serde_json::{Value, json};
use support::{Credentials, PeerKind, settings};

use crate::running::start;

/// Python, with boto3 and the programs that read files.
const READERS: &str = include_str!("key_files.py");

const DETAILS: Details<'_> = Details { name: "backup", bucket: "my-bucket", region: "us-east-1" };

/// Where a file is used that names a server by its URL; or AWS.
fn endpoint(url: Option<&str>) -> Endpoint {
    url.map_or(Endpoint::Partition(Partition::Aws), |url| {
        Endpoint::Custom(CustomEndpoint::parse(url, "").expect("an endpoint"))
    })
}

/// Writes a key and has it read.
fn read(kind: &str, format: Format, credentials: &Credentials, url: Option<&str>) -> Value {
    let key = AccessKey {
        id: AccessKeyId::from_answer(&credentials.id),
        status: Status::Active,
        created: None,
        user_name: None,
    };
    let new = NewAccessKey { key, secret: Secret::from(credentials.secret.clone()) };
    let file = write(format, &new, &endpoint(url), DETAILS).expect("writable");
    let found = |folder: Result<_, _>| folder.unwrap_or_else(|sentence| panic!("{sentence}"));
    let mut child = Command::new(found(settings::venv()).join("bin/python"))
        .args(["-c", READERS])
        .env_clear()
        .env("READERS", found(settings::readers()))
        .env("PATH", "/usr/bin:/bin")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let request = json!({
        "kind": kind,
        "name": file.name,
        "text": file.text.expose(),
        "endpoint": url.unwrap_or_default(),
    });
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
        ("import", Format::AwsCliImport),
        ("credential_process", Format::CredentialProcess),
        ("sh", Format::Sh),
        ("fish", Format::Fish),
        ("docker", Format::DockerEnv),
        ("kubernetes", Format::KubernetesSecret),
    ] {
        let arn = read(kind, format, &key, Some(&url));
        assert!(arn.as_str().is_some_and(|arn| arn.ends_with(user.name())), "{kind}: {arn}");
    }
}

#[test]
fn files_of_s3_tools_open_a_bucket() {
    let peer = start(PeerKind::Moto);
    let user = peer.user("ada");
    user.allow("bucket", &["s3:*"]);
    peer.admin("s3", "CreateBucket", &json!({ "Bucket": "my-bucket" }));
    let object = json!({ "Bucket": "my-bucket", "Key": "object", "Body": "text" });
    peer.admin("s3", "PutObject", &object);
    let key = user.create_key();
    let url = format!("http://{}", peer.address());
    let read = |kind, format| read(kind, format, &key, Some(&url));
    assert_eq!(read("rclone", Format::Rclone), json!(["object"]));
    assert_eq!(read("s3cmd", Format::S3cmd), json!(["s3://my-bucket/object"]));
    assert_eq!(read("restic", Format::Restic), json!([]));
}

#[test]
fn values_are_read_as_they_were_written() {
    let url = Some("http://127.0.0.1:9000");
    for secret in ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "+/=~;*?[]{}|&<>()^@:,-_.!"] {
        let key = Credentials::key("AKIAIOSFODNN7EXAMPLE", secret);
        let pair = json!([key.id, key.secret]);
        assert_eq!(read("json", Format::Json, &key, url), pair);
        assert_eq!(read("values of rclone", Format::Rclone, &key, url), pair);
        assert_eq!(read("values of s3cmd", Format::S3cmd, &key, url), pair);
    }
}

#[test]
fn quotes_survive_where_a_format_has_them() {
    let url = Some("http://127.0.0.1:9000");
    let key = Credentials::key("AKIAIOSFODNN7EXAMPLE", "a'b\"c\\d$e`f#g%h!i''j\\\\");
    let pair = json!([key.id, key.secret]);
    let first_two = |read: Value| json!([read[0], read[1]]);
    assert_eq!(read("json", Format::Json, &key, url), pair);
    assert_eq!(first_two(read("variables of sh", Format::Sh, &key, url)), pair);
    assert_eq!(first_two(read("variables of fish", Format::Fish, &key, url)), pair);
    let server = "http://127.0.0.1:9000";
    assert_eq!(
        read("mc", Format::MinioClient, &key, url),
        json!(["mc", "alias", "set", "backup", server, key.id, key.secret])
    );
    let restic = read("variables of sh", Format::Restic, &key, url);
    assert_eq!(first_two(restic.clone()), pair);
    assert_eq!(restic[3], format!("s3:{server}/my-bucket"));
    assert_eq!(read("offload media", Format::WpOffloadMedia, &key, None), pair);
    assert_eq!(
        read("s3 uploads", Format::S3Uploads, &key, None),
        json!([key.id, key.secret, "my-bucket"])
    );
}
