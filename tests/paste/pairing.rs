//! Which secret belongs to which id in a pasted text.

use crate::pasted::assert_held;

#[test]
fn names_tell_keys_apart() {
    assert_held(&[
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_S3_ACCESS_KEY_ID={B.id}\nAWS_S3_SECRET_ACCESS_KEY={B.secret}\n\
             AWS_SECRET_ACCESS_KEY={N.secret}\n",
            "B N",
        ),
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_S3_ACCESS_KEY_ID={B.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\n",
            "N",
        ),
        (
            "PROD_AWS_ACCESS_KEY_ID={N.id}\nSTAGING_AWS_ACCESS_KEY_ID={B.id}\nPROD_AWS_SECRET_ACCESS_KEY={N.secret}\n\
             STAGING_AWS_SECRET_ACCESS_KEY={B.secret}",
            "B N",
        ),
        (
            "prod_key={N.id}\nstaging_key={B.id}\nprod_secret={N.secret}\nstaging_secret={B.secret}",
            "B N",
        ),
        ("S3_KEY={N.id}\nS3_SECRET={N.secret}\nSES_KEY={B.id}\nSES_SECRET={B.secret}", "B N"),
        (
            "ADA_AWS_ACCESS_KEY_ID={N.id}\n\nADA_AWS_SECRET_ACCESS_KEY={N.secret}\n\nBOB_AWS_ACCESS_KEY_ID={B.id}\n\n\
             BOB_AWS_SECRET_ACCESS_KEY={B.secret}\n",
            "B N",
        ),
        (
            "outputs:\n  ada_access_key_id: {N.id}\n  bob_access_key_id: {B.id}\n  ada_secret_access_key: {N.secret}\n  \
             bob_secret_access_key: {B.secret}\n",
            "B N",
        ),
    ]);
}

#[test]
fn words_say_which_key_is_new() {
    assert_held(&[
        ("Here you go: {N.id} (replaces {O.id}). Secret: {N.secret}", "N"),
        ("We rotated {O.id} -> {N.id}.\nThe secret is {N.secret}\n", "N"),
        ("rotated: {O.id} (old), {N.id} (new)\nsecret: {N.secret}", "N"),
        ("old key: {O.id}\nnew key: {N.id}\nnew secret: {N.secret}\n", "N"),
        (
            "old key: {O.id}\nold secret: {O.secret}\nnew key: {N.id}\nnew secret: {N.secret}\n",
            "N O",
        ),
        (
            "Previous access key ID: {O.id}\nCurrent access key ID: {N.id}\nSecret access key: {N.secret}\n",
            "N",
        ),
        ("Access Key Id: {N.id}\nSecret Access Key: {N.secret}\nOld Access Key Id: {O.id}", "N"),
        (
            "{\n  newAccessKeyId: '{N.id}',\n  oldAccessKeyId: '{O.id}',\n  newSecretAccessKey: '{N.secret}'\n}",
            "N",
        ),
        (
            "AWS_ACCESS_KEY_ID_OLD={O.id}\nAWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}",
            "N",
        ),
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_ACCESS_KEY_ID_OLD={O.id}\nAWS_SECRET_ACCESS_KEY_OLD={O.secret}\n\
             AWS_SECRET_ACCESS_KEY={N.secret}",
            "N O",
        ),
    ]);
}

#[test]
fn sentences_say_which_key_replaces_which() {
    assert_held(&[
        ("The key {O.id} was replaced by {N.id}. Secret: {N.secret}", "N"),
        ("replaced {O.id} with {N.id}, secret {N.secret}", "N"),
        ("changed from {O.id} to {N.id}, the secret is {N.secret}", "N"),
        ("Please delete {O.id}. Use {N.id}, secret {N.secret}", "N"),
        ("instead of {O.id} use {N.id}; secret: {N.secret}", "N"),
        ("key to replace the old one: {N.id}\nold one: {O.id}\nsecret: {N.secret}\n", "N"),
    ]);
}

#[test]
fn a_name_says_more_than_a_place() {
    assert_held(&[
        ("AWS_ACCESS_KEY_ID={N.id}\n\nuser={B.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\n", "N"),
        ("Access key: {O.id}\n\n{N.id} / secret: {N.secret}", "N"),
        ("key1={N.id}\nkey2={B.id}\nsecret1={N.secret}\nsecret2={B.secret}", "B N"),
        (
            "Access key 1: {N.id}\nSecret 1: {N.secret}\nAccess key 2: {B.id}\nSecret 2: {B.secret}",
            "B N",
        ),
    ]);
}

#[test]
fn lines_paragraphs_and_objects_keep_keys_apart() {
    assert_held(&[
        ("Ada: {N.id} / {N.secret}\nBob: {B.id} / {B.secret}", "B N"),
        ("ada\n{N.id}\n{N.secret}\n\nbob\n{B.id}\n{B.secret}\n", "B N"),
        (
            "Key for Ada: {N.id}\nSecret for Ada: {N.secret}\nKey for Bob: {B.id}\nSecret for Bob: {B.secret}",
            "B N",
        ),
        (
            "[a]\naws_access_key_id={N.id}\naws_secret_access_key={N.secret}\n[b]\naws_access_key_id={B.id}\n",
            "N",
        ),
        (
            "{\"AccessKeys\":[{\"AccessKeyId\":\"{O.id}\"},{\"AccessKeyId\":\"{N.id}\",\"SecretAccessKey\":\"{N.secret}\"}]}",
            "N",
        ),
        (
            "{ \"ada\": { \"id\": \"{N.id}\", \"secret\": \"{N.secret}\" }, \"bob\": { \"id\": \"{B.id}\", \"secret\": \
             \"{B.secret}\" } }",
            "B N",
        ),
        (
            "{\"old\":{\"AccessKeyId\":\"{O.id}\",\"SecretAccessKey\":\"{O.secret}\"},\"new\":{\"AccessKeyId\":\"{N.id}\",\
             \"SecretAccessKey\":\"{N.secret}\"}}",
            "N O",
        ),
    ]);
}

#[test]
fn pairs_that_are_not_certain_are_not_filled_in() {
    assert_held(&[
        ("{N.id}\n{B.id}\nSecret access key: {N.secret}\n", "-"),
        ("{\"accessKeyIds\":[\"{O.id}\",\"{N.id}\"],\"secretAccessKey\":\"{N.secret}\"}", "-"),
        ("DEV_AWS_ACCESS_KEY_ID={N.id}\nPROD_AWS_SECRET_ACCESS_KEY={N.secret}", "-"),
        ("MAIL_USERNAME={B.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\n", "-"),
        ("AWS_ACCESS_KEY_ID={N.id}\nDB_PASSWORD={B.secret}\n", "-"),
        ("JWT_SECRET={B.secret}\nAWS_ACCESS_KEY_ID={N.id}\n", "-"),
        ("SECRET=hunter2\nAWS_ACCESS_KEY_ID=test\n", "-"),
        ("Access key for prod: {N.id}\nSecret for staging: {N.secret}\n", "-"),
        ("Prod key: {N.id}\nStaging secret: {N.secret}\n", "-"),
        ("ACCESS_KEY_ID_1={N.id}\nSECRET_ACCESS_KEY_2={N.secret}\n", "-"),
        ("ACCESS_KEY_ID_EU={N.id}\nSECRET_ACCESS_KEY_US={N.secret}\n", "-"),
        ("Access key 1: {N.id}\nAccess key 2: {B.id}\nSecret access key: {N.secret}", "-"),
        ("AWS_ACCESS_KEY_ID={N.id}\nCLOUDFLARE_API_TOKEN={B.secret}\n", "-"),
        ("{\"aws\":{\"accessKeyId\":\"{N.id}\"},\"stripe\":{\"secretKey\":\"{B.secret}\"}}", "-"),
        (
            "GITHUB_CLIENT_SECRET=1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0\nAWS_ACCESS_KEY_ID={N.id}\n",
            "N.id/",
        ),
    ]);
}

#[test]
fn secrets_of_other_programs_are_left_alone() {
    assert_held(&[
        (
            "JWT_SECRET={B.secret}\nAWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\n",
            "N",
        ),
        (
            "Username: ada\nPassword: hunter22\nAccess key ID: {N.id}\nSecret access key: {N.secret}\n\
             https://123456789012.signin.aws.amazon.com/console",
            "N",
        ),
        ("MAIL_USERNAME={N.id}\nMAIL_PASSWORD={N.secret}\n", "N"),
    ]);
}

#[test]
fn ambiguous_names_serve_where_the_shapes_do() {
    assert_held(&[
        ("key: {N.id}\nsecret: {N.secret}", "N"),
        ("username: {N.id}\npassword: {N.secret}", "N"),
        ("id={N.id};key={N.secret}", "N"),
        ("ID: {N.id}\nPW: {N.secret}", "N"),
        ("machine s3.amazonaws.com login {N.id} password {N.secret}", "N"),
        (
            "<server><id>s3</id><username>{N.id}</username><password>{N.secret}</password></server>",
            "N",
        ),
        (
            "array(4) {\n  [\"key\"]=>\n  string(20) \"{N.id}\"\n  [\"secret\"]=>\n  string(40) \"{N.secret}\"\n}",
            "N",
        ),
    ]);
}

#[test]
fn joined_halves_are_taken_apart() {
    for sign in [" - ", "-", "_", "|", ",", "–", "—", "--", "/", ":", ";", "\t", "\r\n\r\n"] {
        assert_held(&[(&format!("{{N.id}}{sign}{{N.secret}}"), "N")]);
    }
    assert_held(&[
        ("AccessKeyId{N.id}SecretAccessKey{N.secret}", "N"),
        ("AccessKey:{N.id}SecretKey:{N.secret}", "N"),
        ("Access key ID{N.id}Secret access key{N.secret}Download .csv fileDone", "N"),
        ("\"{N.id}\",\"{N.secret}\"", "N"),
        ("=\"{N.id}\"\t=\"{N.secret}\"", "N"),
    ]);
}

#[test]
fn tokens_go_to_temporary_ids() {
    assert_held(&[
        (
            "AWS_ACCESS_KEY_ID={T.id}\nAWS_SECRET_ACCESS_KEY={T.secret}\nAWS_SESSION_TOKEN={T.token}\n\
             AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}\n",
            "N T",
        ),
        ("{N.id} {N.secret}\n{T.id} {T.secret} {T.token}\n", "N T"),
    ]);
}

#[test]
fn logs_and_lists_of_keys_hold_what_they_show() {
    assert_held(&[
        (
            "2026-08-01T11:12:13.0000000Z   AWS_ACCESS_KEY_ID: {N.id}\n\
             2026-08-01T11:12:13.0000000Z   AWS_SECRET_ACCESS_KEY: {N.secret}\n",
            "N",
        ),
        ("[2026-08-01 11:12:13] access_key={N.id} secret_key={N.secret}\n", "N"),
        (
            "curl --user {N.id}:{N.secret} --aws-sigv4 aws:amz:us-east-1:iam https://iam.amazonaws.com",
            "N",
        ),
        (
            "{\"AccessKeyMetadata\":[{\"AccessKeyId\":\"{N.id}\",\"Status\":\"Active\"},{\"AccessKeyId\":\"{B.id}\"}]}",
            "-",
        ),
        ("{N.id}\n\n\nlots of text about something else\n\n{N.secret}", "N"),
    ]);
}
