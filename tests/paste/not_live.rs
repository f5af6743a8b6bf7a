//! What stands in a pasted text and is not in use: comments, placeholders, examples, missing values.

use crate::pasted::{assert_held, outcome};
use keycutter_core::Timestamp;
use keycutter_core::formats::paste::{Mark, Origin};

#[test]
fn commented_lines_are_not_taken_beside_live_ones() {
    assert_held(&[
        (
            "// accessKeyId: '{O.id}',\n// secretAccessKey: '{O.secret}',\naccessKeyId: '{N.id}',\nsecretAccessKey: '{N.secret}',\n",
            "N",
        ),
        (
            "provider \"aws\" {\n  # access_key = \"{O.id}\"\n  # secret_key = \"{O.secret}\"\n  access_key = \"{N.id}\"\n  \
             secret_key = \"{N.secret}\"\n}\n",
            "N",
        ),
        (
            "<!-- <accessKey>{O.id}</accessKey><secretKey>{O.secret}</secretKey> -->\n<accessKey>{N.id}</accessKey>\n\
             <secretKey>{N.secret}</secretKey>\n",
            "N",
        ),
        (
            "-- SET s3_access_key_id='{O.id}';\n-- SET s3_secret_access_key='{O.secret}';\nSET s3_access_key_id='{N.id}';\n\
             SET s3_secret_access_key='{N.secret}';",
            "N",
        ),
        (
            ";aws_access_key_id={O.id}\n;aws_secret_access_key={O.secret}\naws_access_key_id={N.id}\n\
             aws_secret_access_key={N.secret}",
            "N",
        ),
        ("/* key: {O.id}\n   secret: {O.secret} */\nkey: {N.id}\nsecret: {N.secret}", "N"),
        ("aws_access_key_id={N.id}\n# aws_secret_access_key={O.secret}\n", "N.id/"),
    ]);
}

#[test]
fn comments_behind_a_value_do_not_replace_it() {
    assert_held(&[
        ("{N.id} # was {O.id}\n{N.secret}", "N"),
        ("accessKeyId={N.id} // was {O.id}\nsecretAccessKey={N.secret}\n", "N"),
        ("AWS_ACCESS_KEY_ID = {N.id} ; was {O.id}\nAWS_SECRET_ACCESS_KEY = {N.secret}\n", "N"),
        (
            "aws_access_key_id = \"{N.id}\" # ci\naws_secret_access_key = \"{N.secret}\" # rotated in May",
            "N",
        ),
    ]);
}

#[test]
fn commented_lines_alone_are_offered_and_marked() {
    for after in ["", "AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=\n"] {
        let text =
            format!("# AWS_ACCESS_KEY_ID={{O.id}}\n#AWS_SECRET_ACCESS_KEY={{O.secret}}\n{after}");
        assert_held(&[(&text, "O")]);
        let found = outcome(&text).expect("credentials");
        assert_eq!(found[0].origin, Origin::Commented);
        assert_eq!(found[0].mark(Timestamp::from_millis(0)), Some(Mark::Commented));
    }
}

#[test]
fn diffs_offer_both_sides() {
    assert_held(&[
        (
            "- AWS_ACCESS_KEY_ID={O.id}\n- AWS_SECRET_ACCESS_KEY={O.secret}\n+ AWS_ACCESS_KEY_ID={N.id}\n\
             + AWS_SECRET_ACCESS_KEY={N.secret}\n",
            "N O",
        ),
        (
            "@@ -1,3 +1,3 @@\n AWS_ACCESS_KEY_ID={N.id}\n-AWS_SECRET_ACCESS_KEY={O.secret}\n+AWS_SECRET_ACCESS_KEY={N.secret}\n",
            "N N.id/O.secret",
        ),
    ]);
}

#[test]
fn examples_and_placeholders_are_not_taken_beside_real_keys() {
    assert_held(&[
        (
            "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n\n\
             AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\n",
            "N",
        ),
        (
            "aws_access_key_id = AKIAXXXXXXXXXXXXXXXX\naws_secret_access_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
            "-",
        ),
        ("AWS_ACCESS_KEY_ID=<your key>\nAWS_SECRET_ACCESS_KEY=<your secret>\n", "-"),
        ("AWS_ACCESS_KEY_ID=changeme\nAWS_SECRET_ACCESS_KEY=changeme", "-"),
        ("Access key: see 1Password\nSecret key: rotated yesterday\n", "-"),
    ]);
}

#[test]
fn missing_tokens_are_none() {
    for token in ["null", "None", "undefined", "nil", "<nil>", "~", "\"\"", "''", "", "$null"] {
        for text in [
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\nAWS_SESSION_TOKEN=",
            "access_key_id: {N.id}\nsecret_access_key: {N.secret}\nsession_token: ",
            "{\"AccessKeyId\":\"{N.id}\",\"SecretAccessKey\":\"{N.secret}\",\"SessionToken\":",
        ] {
            assert_held(&[(&format!("{text}{token}\n"), "N"), (&format!("{text}{token}}}"), "N")]);
        }
    }
    assert_held(&[
        (
            "AWS_ACCESS_KEY_ID={N.id} AWS_SECRET_ACCESS_KEY={N.secret} AWS_SESSION_TOKEN= aws s3 ls\n",
            "N",
        ),
        (
            "export AWS_ACCESS_KEY_ID={N.id} AWS_SECRET_ACCESS_KEY={N.secret} AWS_SESSION_TOKEN=\nnpm start",
            "N",
        ),
        (
            "set AWS_ACCESS_KEY_ID={N.id}&& set AWS_SECRET_ACCESS_KEY={N.secret}&& set AWS_SESSION_TOKEN=&& npm start",
            "N",
        ),
        (
            "docker run -e AWS_ACCESS_KEY_ID={N.id} -e AWS_SECRET_ACCESS_KEY={N.secret} -e AWS_SESSION_TOKEN aws s3 ls",
            "N",
        ),
    ]);
}

#[test]
fn fields_of_printed_structs_are_no_tokens() {
    assert_held(&[
        (
            "{AccessKeyID:{N.id} SecretAccessKey:{N.secret} SessionToken: ProviderName:StaticProvider}",
            "N",
        ),
        (
            "{AccessKeyID:{N.id} SecretAccessKey:{N.secret} SessionToken: Source:SharedConfig CanExpire:false \
             Expires:0001-01-01 00:00:00 +0000 UTC}",
            "N",
        ),
        (
            "Credentials(accessKeyId={N.id}, secretAccessKey={N.secret}, sessionToken=null, expiration=null)",
            "N",
        ),
        (
            "Credentials { access_key_id: \"{N.id}\", secret_access_key: \"{N.secret}\", session_token: None }",
            "N",
        ),
        (
            "Credentials { access_key_id: \"{T.id}\", secret_access_key: \"{T.secret}\", session_token: Some(\"{T.token}\") }",
            "T",
        ),
        ("ReadOnlyCredentials(access_key='{N.id}', secret_key='{N.secret}', token=None)", "N"),
        ("Aws::Credentials.new('{N.id}', '{N.secret}', nil)", "N"),
    ]);
}

#[test]
fn missing_halves_are_none() {
    assert_held(&[
        ("AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY=null\n", "N.id/"),
        ("AWS_ACCESS_KEY_ID=null\nAWS_SECRET_ACCESS_KEY={N.secret}\n", "/N.secret"),
        ("AccessKeyId,SecretAccessKey\n{N.id},{N.secret}\n{B.id},\n", "N"),
    ]);
}
