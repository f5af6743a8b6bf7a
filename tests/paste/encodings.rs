//! What terminals, mail programs, editors and notations do to a text before it is pasted.

use crate::pasted::assert_held;

#[test]
fn signs_of_terminals_and_spreadsheets_are_no_part_of_values() {
    assert_held(&[
        (
            "ada@mac ~ % cat .env\nAWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}%\nada@mac ~ % ",
            "N",
        ),
        (
            "AWS_ACCESS_KEY_ID={T.id}\nAWS_SECRET_ACCESS_KEY={T.secret}\nAWS_SESSION_TOKEN={T.token}%  \n",
            "T",
        ),
        ("Access key ID,Secret access key\n{N.id},{N.secret}%\nada@mac ~ % ", "N"),
        ("User Name,Access key ID,Secret access key\nada,'{N.id},'{N.secret}\n", "N"),
        ("AWS_ACCESS_KEY_ID=\u{200b}{N.id}\nAWS_SECRET_ACCESS_KEY=\u{200b}{N.secret}", "N"),
        ("“AWS_ACCESS_KEY_ID”: “{N.id}”, “AWS_SECRET_ACCESS_KEY”: “{N.secret}”", "N"),
    ]);
}

#[test]
fn escapes_of_json_html_and_urls_are_undone() {
    let (head, tail) = ("AZTvkaiU64o0OM9w2t1", "99WGcdKmh");
    for (slash, plus) in [
        ("/", "+"),
        ("\\/", "\\u002b"),
        ("\\\\/", "\\\\u002B"),
        ("\\x2f", "\\x2B"),
        ("&#x2F;", "&#43;"),
        ("&#47;", "&plus;"),
        ("&sol;", "&#x2b;"),
        ("%2F", "%2B"),
        ("%2f", "%2b"),
    ] {
        let secret = format!("{head}{slash}{tail}{plus}vv09weUEr7");
        for text in [
            format!("{{\"AccessKeyId\":\"{{N.id}}\",\"SecretAccessKey\":\"{secret}\"}}"),
            format!("AWS_ACCESS_KEY_ID={{N.id}}\nAWS_SECRET_ACCESS_KEY={secret}\n"),
            format!("{{N.id}} {secret}"),
        ] {
            assert_held(&[(&text, "N")]);
        }
    }
}

#[test]
fn line_breaks_that_are_written_out_end_values() {
    assert_held(&[
        (
            "AWS_ACCESS_KEY_ID=\"{N.id}\\n\"\nAWS_SECRET_ACCESS_KEY=\"{N.secret}\\n\"\nAWS_SESSION_TOKEN=\"\\n\"\n",
            "N",
        ),
        ("\"AWS_ACCESS_KEY_ID={N.id}\\nAWS_SECRET_ACCESS_KEY={N.secret}\\n\"", "N"),
        ("aws_access_key_id={N.id}\\r\\naws_secret_access_key={N.secret}\\r\\n", "N"),
    ]);
}

#[test]
fn markup_is_no_part_of_values() {
    assert_held(&[
        (
            "<p>Access key ID: <code>{N.id}</code></p>\n<p>Secret access key: <code>{N.secret}</code></p>",
            "N",
        ),
        (
            "<table><tr><th>Access key ID</th><th>Secret access key</th></tr><tr><td>{N.id}</td><td>{N.secret}</td></tr></table>",
            "N",
        ),
        ("Access key ID: [{N.id}](https://example.com)\nSecret access key: `{N.secret}`", "N"),
        ("AccessKeyId: {N.id}<br>SecretAccessKey: {N.secret}", "N"),
    ]);
}

#[test]
fn mail_is_read_through_its_encodings() {
    assert_held(&[
        (
            "> On Monday Ada wrote:\n>> Access key ID: {N.id}\n>> Secret access key: {N.secret}\n",
            "N",
        ),
        ("> > AWS_ACCESS_KEY_ID={N.id}\n> > AWS_SECRET_ACCESS_KEY={N.secret}\n", "N"),
        (
            "Content-Transfer-Encoding: quoted-printable\n\nid =3D {N.id}=20\nsecret =3D AZTvkaiU64o0OM9w2t1=\n\
             /99WGcdKmh+vv09weUEr7\n",
            "N",
        ),
        ("AWS_ACCESS_KEY_ID=3D{N.id}\nAWS_SECRET_ACCESS_KEY=3D{N.secret}\n", "N"),
        (
            "Content-Transfer-Encoding: base64\n\nW2RlZmF1bHRdCmF3c19hY2Nlc3Nfa2V5X2lkID0gQUtJQVJKR09STVhCRUs0TFNXUFAKYXdz\n\
             X3NlY3JldF9hY2Nlc3Nfa2V5ID0gQVpUdmthaVU2NG8wT005dzJ0MS85OVdHY2RLbWgrdnYwOXdl\nVUVyNwo=\n",
            "N",
        ),
    ]);
}

#[test]
fn rich_text_is_read_without_its_control_words() {
    assert_held(&[
        (
            "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2709\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n\
             {\\colortbl;\\red255\\green255\\blue255;}\n\\pard\\tx566\n\\f0\\fs24 \\cf0 AWS_ACCESS_KEY_ID={N.id}\\\n\
             AWS_SECRET_ACCESS_KEY={N.secret}\\\n}",
            "N",
        ),
        ("\\f0\\fs24 \\cf0 Access key ID: {N.id}\\\nSecret access key: {N.secret}\\\n", "N"),
        ("{\\rtf1 Id \\'93{N.id}\\'94\\par Secret \\'93{N.secret}\\'94\\par}", "N"),
    ]);
}

#[test]
fn kubernetes_secrets_are_decoded() {
    assert_held(&[
        (
            "apiVersion: v1\nkind: Secret\ndata:\n  AWS_ACCESS_KEY_ID: dGVzdA==\n  AWS_SECRET_ACCESS_KEY: dGVzdA==\n",
            "test/test",
        ),
        (
            "apiVersion: v1\nkind: Secret\ndata:\n  rootUser: YWRtaW4=\n  rootPassword: c2VjcmV0MTIzNDU=\n",
            "admin/secret12345",
        ),
        (
            "{\"kind\":\"Secret\",\"data\":{\"accesskey\":\"QUtJQVJKR09STVhCRUs0TFNXUFA=\",\"secretkey\":\
             \"QVpUdmthaVU2NG8wT005dzJ0MS85OVdHY2RLbWgrdnYwOXdlVUVyNw==\"}}",
            "N",
        ),
        (
            "W2RlZmF1bHRdCmF3c19hY2Nlc3Nfa2V5X2lkID0gQUtJQVJKR09STVhCRUs0TFNXUFAKYXdzX3NlY3JldF9h\n\
             Y2Nlc3Nfa2V5ID0gQVpUdmthaVU2NG8wT005dzJ0MS85OVdHY2RLbWgrdnYwOXdlVUVyNwo=\n",
            "N",
        ),
    ]);
}

#[test]
fn urls_hold_credentials() {
    assert_held(&[
        ("s3://{N.id}:{N.secret}@bucket/path", "N"),
        ("sqs://{N.id}:{N.secret}@", "N"),
        ("s3://{N.id}:@bucket/path", "N.id/"),
        (
            "s3://{N.id}:@bucket/path\naccess_key=minioadmin\nsecret_key=minio-secret",
            "minioadmin/minio-secret",
        ),
        (
            "S3_URL=https://{N.id}:AZTvkaiU64o0OM9w2t1%2F99WGcdKmh%2Bvv09weUEr7@s3.eu-west-1.amazonaws.com/b",
            "N",
        ),
        ("export MC_HOST_rgw=https://{W.id}:{W.secret}@rgw.example.com", "W"),
        ("MC_HOST_local=http://minioadmin:minioadmin@localhost:9000", "minioadmin/minioadmin"),
        ("postgres://u:p@h/d\nredis://:pw@h\nhttps://ada:pw@example.com", "-"),
        (
            "https://b.s3.amazonaws.com/k?AWSAccessKeyId={N.id}&Expires=1785589200&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D",
            "N.id/",
        ),
        (
            "https://b.s3.amazonaws.com/k?X-Amz-Credential={N.id}%2F20260801%2Fus-east-1%2Fs3%2Faws4_request",
            "N.id/",
        ),
    ]);
}
