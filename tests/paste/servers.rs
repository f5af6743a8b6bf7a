//! Pasted keys of servers other than AWS's, whose ids and secrets may look like anything.

use crate::pasted::{assert_held, outcome};
use keycutter_core::formats::paste::Issuer;

#[test]
fn short_names_are_keys_where_both_halves_are_named() {
    assert_held(&[
        ("AWS_ACCESS_KEY_ID=000000000000\nAWS_SECRET_ACCESS_KEY=test\n", "000000000000/test"),
        ("aws_access_key_id = test\naws_secret_access_key = test", "test/test"),
        ("AWS Access Key ID: test\nAWS Secret Access Key: test\n", "test/test"),
        (
            "-e AWS_ACCESS_KEY_ID=test -e AWS_SECRET_ACCESS_KEY=test -e AWS_DEFAULT_REGION=us-east-1",
            "test/test",
        ),
        (
            "AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test aws --endpoint-url=http://localhost:4566 s3 ls",
            "test/test",
        ),
        ("accessKey: minioadmin\nsecretKey: minioadmin\n", "minioadmin/minioadmin"),
        ("access_key: enterprise\nsecret_key: inside-the-firm\n", "enterprise/inside-the-firm"),
        ("MINIO_ROOT_USER=minioadmin\nMINIO_ROOT_PASSWORD=minioadmin\n", "minioadmin/minioadmin"),
        ("dynamodb:\n  accessKeyId: dummy\n  secretAccessKey: dummy\n", "dummy/dummy"),
        (
            "{\"identities\":[{\"name\":\"anonymous\",\"actions\":[\"Read\"]},{\"name\":\"a\",\"credentials\":[{\"accessKey\":\
             \"some_access_key1\",\"secretKey\":\"some_secret_key1\"}]}]}",
            "some_access_key1/some_secret_key1",
        ),
        (
            "<property>\n <name>fs.s3a.access.key</name>\n <value>minio</value>\n</property>\n<property>\n \
             <name>fs.s3a.secret.key</name>\n <value>minio123</value>\n</property>",
            "minio/minio123",
        ),
    ]);
}

#[test]
fn tables_and_lines_of_their_consoles_are_read() {
    assert_held(&[
        ("Access Key,Secret Key\n{W.id},{W.secret}\n", "W"),
        ("Access Key\tSecret Key\nadmin\tadminsecret\n", "admin/adminsecret"),
        (
            "| Access Key | Secret Key |\n|---|---|\n| `minioadmin` | `minioadmin` |\n",
            "minioadmin/minioadmin",
        ),
        ("Access Key: {W.id}\nSecret Key: {W.secret}\n", "W"),
        ("Access Key ID\n{W.id}\n\nSecret Access Key\n{W.secret}\n", "W"),
        ("Access Key       Secret Key\n{W.id}   {W.secret}", "W"),
        ("{W.id}:{W.secret}", "W"),
        ("media:{W.id}:{W.secret}", "W"),
        (
            "Key name: my-key\nKey ID: GK31c2f218a2e44f485b94239e\nSecret key: b892c0665f0ada8a4755dae98baa3b133590e11d\n\
             Authorized buckets:\n",
            "GK31c2f218a2e44f485b94239e/b892c0665f0ada8a4755dae98baa3b133590e11d",
        ),
    ]);
}

#[test]
fn keys_of_another_protocol_of_the_same_user_are_left_alone() {
    let s3 =
        "\"keys\":[{\"user\":\"ada\",\"access_key\":\"{W.id}\",\"secret_key\":\"{W.secret}\"}]";
    let swift = "\"swift_keys\":[{\"user\":\"ada:swift\",\"secret_key\":\"{B.secret}\"}]";
    assert_held(&[
        (&format!("{{\"user_id\":\"ada\",{s3},{swift}}}"), "W"),
        (&format!("{{\"user_id\":\"ada\",{swift},{s3}}}"), "W"),
    ]);
}

#[test]
fn their_makers_are_told_by_the_shape() {
    let google = "GOOG1EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let cloudflare = "Access Key ID\nd41d8cd98f00b204e9800998ecf8427e\nSecret Access Key\n\
                      e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for (text, issuer) in [
        ("{N.id} {N.secret}", Issuer::Aws),
        (&format!("Access key: {google}\nSecret: {{W.secret}}"), Issuer::Google),
        (cloudflare, Issuer::Cloudflare),
        ("access_key={W.id}\nsecret_key={W.secret}", Issuer::Other),
    ] {
        let found = outcome(text).unwrap_or_else(|missed| panic!("{missed:?} in {text:?}"));
        assert_eq!(found.len(), 1, "{text:?}");
        assert_eq!(found[0].issuer(), issuer, "{text:?}");
    }
}
