//! What people paste in place of an access key.

use crate::pasted::{assert_held, outcome};
use keycutter_core::formats::paste::{
    Gap, LARGEST_FILE, NotAKey, NotUnderstood, Part, Unreadable, decode,
};

/// Asserts that nothing is filled in, and for what reason.
fn assert_named(texts: &[(&str, NotAKey)]) {
    for (text, kind) in texts {
        assert_eq!(outcome(text).err(), Some(NotUnderstood::NotAKey(*kind)), "{text:?}");
    }
}

#[test]
fn ids_of_other_things_are_named() {
    assert_named(&[
        ("AIDARJGORMXBEK4LSWPPA", NotAKey::UserId),
        ("Role ID: AROARJGORMXBEK4LSWPPA", NotAKey::RoleId),
        ("AGPARJGORMXBEK4LSWPPA", NotAKey::ResourceId),
        ("ABIARJGORMXBEK4LSWPP", NotAKey::ServiceToken),
        ("APKARJGORMXBEK4LSWPP", NotAKey::CloudFrontKeyPair),
        ("arn:aws:iam::123456789012:user/ada", NotAKey::Arn),
        ("https://123456789012.signin.aws.amazon.com/console", NotAKey::ConsoleLink),
        ("AIzaSyA0000000000000000000000000000000q", NotAKey::GoogleApiKey),
        (
            "{\n  \"UserId\": \"AIDARJGORMXBEK4LSWPPA\",\n  \"Account\": \"123456789012\",\n  \"Arn\": \
             \"arn:aws:iam::123456789012:user/ada\"\n}",
            NotAKey::UserId,
        ),
    ]);
}

#[test]
fn smtp_passwords_are_no_secrets() {
    let password = "BJ9ADG2YN0Nu6uvgp2DN9elZ0yVjbF0UBX60lF82rtlG";
    assert_named(&[
        (password, NotAKey::SmtpPassword),
        (&format!("SMTP user: {{N.id}}\nSMTP password: {password}"), NotAKey::SmtpPassword),
    ]);
}

#[test]
fn references_and_ciphertext_are_named() {
    let both = |id: &str, secret: &str| {
        format!("AWS_ACCESS_KEY_ID={id}\nAWS_SECRET_ACCESS_KEY={secret}\n")
    };
    assert_named(&[
        (&both("op://vault/aws/id", "op://vault/aws/secret"), NotAKey::Reference),
        (&both("vault:secret/data/aws#id", "vault:secret/data/aws#key"), NotAKey::Reference),
        (&both("${AWS_ID}", "${AWS_SECRET}"), NotAKey::Reference),
        (&both("{{ id }}", "{{ secret }}"), NotAKey::Reference),
        (&both("os.environ['ID']", "process.env.SECRET"), NotAKey::Reference),
        (&both("%AWS_ID%", "%AWS_SECRET%"), NotAKey::Reference),
        (&both("arn:aws:ssm:eu-west-1:123456789012:parameter/id", "${X}"), NotAKey::Reference),
        (
            &both("ENC[AES256_GCM,data:abc,iv:d,type:str]", "ENC[AES256_GCM,data:q,iv:z]"),
            NotAKey::Encrypted,
        ),
        (
            "aws_access_key_id: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  663864396532\n",
            NotAKey::Encrypted,
        ),
        (
            "AWS_ACCESS_KEY_ID:      20 bytes\nAWS_SECRET_ACCESS_KEY:  40 bytes\n",
            NotAKey::ByteCount,
        ),
        (&both("AKIA...", "AZTv..."), NotAKey::Cut),
    ]);
}

#[test]
fn what_stands_in_place_of_a_half_is_said() {
    for (text, part, instead) in [
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY=BJ9ADG2YN0Nu6uvgp2DN9elZ0yVjbF0UBX60lF82rtlG\n",
            Part::Secret,
            NotAKey::SmtpPassword,
        ),
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY=AZTvkaiU64o0...\n",
            Part::Secret,
            NotAKey::Cut,
        ),
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY=AZTvkaiU64o0…\n",
            Part::Secret,
            NotAKey::Cut,
        ),
        (
            "AWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY=${SECRET}\n",
            Part::Secret,
            NotAKey::Reference,
        ),
        (
            "access_key_id = {N.id}\nsecret_access_key = <sensitive>\n",
            Part::Secret,
            NotAKey::Masked,
        ),
        ("Access key: {N.id}\nSecret: ****************Uer7", Part::Secret, NotAKey::Masked),
        (
            "AWS_ACCESS_KEY_ID={T.id}\nAWS_SECRET_ACCESS_KEY={T.secret}\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEHdz9…\n",
            Part::Token,
            NotAKey::Cut,
        ),
        (
            "AWS_ACCESS_KEY_ID={T.id}\nAWS_SECRET_ACCESS_KEY={T.secret}\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEHdz9\n",
            Part::Token,
            NotAKey::Cut,
        ),
    ] {
        let found = outcome(text).unwrap_or_else(|missed| panic!("{missed:?} in {text:?}"));
        assert_eq!(found.len(), 1, "{text:?}");
        assert_eq!(found[0].gap, Some(Gap { part, instead }), "{text:?}");
        assert!(found[0].session_token.is_none(), "{text:?}");
    }
}

#[test]
fn keys_beside_them_are_taken() {
    assert_held(&[
        ("User ID AIDARJGORMXBEK4LSWPPA\n{N.id} {N.secret}", "N"),
        ("arn:aws:iam::123456789012:user/ada\n{N.id} {N.secret}", "N"),
        ("APP_KEY=${APP_KEY}\nAWS_ACCESS_KEY_ID={N.id}\nAWS_SECRET_ACCESS_KEY={N.secret}", "N"),
    ]);
}

#[test]
fn empty_texts_binary_files_and_large_files_are_told_apart() {
    assert_eq!(outcome("").err(), Some(NotUnderstood::Empty));
    assert_eq!(outcome(" \r\n\t\u{a0}").err(), Some(NotUnderstood::Empty));
    assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").err(), Some(Unreadable::Binary));
    assert_eq!(decode(&vec![b'a'; LARGEST_FILE + 1]).err(), Some(Unreadable::TooLarge));
    assert!(decode(&vec![b'a'; LARGEST_FILE]).is_ok());
}
