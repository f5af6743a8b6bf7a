//! What people paste.

use keycutter_core::formats::paste::{
    Found, NotAKey, NotUnderstood, Source, Unreadable, decode, read,
};
use keycutter_core::messages::paste::{self as messages, missing};
use keycutter_core::{Secret, Timestamp};

const ID: &str = "AKIARZPUZDIKJ445QZCB";
const SECRET: &str = "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";
const TEMPORARY_ID: &str = "ASIARZPUZDIKL26PXSC3";
const OTHER_ID: &str = "AKIARTX3GSDS4XPB7QNQ";
const OTHER_SECRET: &str = "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";
const TOKEN: &str = "IQoJb3JpZ2luX2VjlTlSpmL3uy0MMKaUqgER2j3z9gIA+mt5W5gHjJBREsa7Xi1Aa4FuU2nK8KsrOhBGYiuDdtSI8Ek36xHRTeEWgGttvqWM\
    jHOs2DYxzI42SFuU9Q5Z4LYcRlhR4aQKDXhYxkDivLD+APA2LATUCG2RaByPnFnXBx7s4vTG1wUxJyzmgLLen9fx3d3ZNrBgDCVz3iTj+Q0b\
    QV2PQ97050GXVT/JpITD0VAk1dSChwy07vrwSYoqn+/aMiW/LNZB7a1cBD/470U6ltqgVCx6DmVpSGpEAbHNpC4Ue189uJRevasxcfi6CXyo\
    aobW/CvdUuWdU2/Gx+ZtrO8AR7KUJmg2hIjkYarG8rnvyQa5a2GGe030O62fEQefjcMMU8YIHPzdprEJoyv+TEUtFW24WPX6/o08EgdPxQ==";

fn all(text: &str) -> Vec<Found> {
    read(text).unwrap_or_else(|missed| panic!("{missed:?} in {text:?}"))
}

fn one(text: &str) -> Found {
    let mut found = all(text);
    assert_eq!(found.len(), 1, "{text:?} gave {found:?}");
    found.remove(0)
}

/// Reads a text that holds the first key and nothing else.
fn key(text: &str) -> Found {
    let found = one(text);
    assert_eq!(found.access_key_id, ID, "{text:?}");
    assert_eq!(found.secret_access_key.expose(), SECRET, "{text:?}");
    assert!(found.session_token.is_none(), "{text:?}");
    found
}

/// Reads a text that holds the temporary credentials and nothing else.
fn temporary(text: &str) -> Found {
    let found = one(text);
    assert_eq!(found.access_key_id, TEMPORARY_ID, "{text:?}");
    assert_eq!(found.secret_access_key.expose(), SECRET, "{text:?}");
    let token = found.session_token.as_ref().map(Secret::expose);
    assert_eq!(token, Some(TOKEN), "{text:?}");
    found
}

fn ids(text: &str) -> Vec<(String, String)> {
    let pair = |it: Found| (it.label(), it.access_key_id);
    all(text).into_iter().map(pair).collect()
}

fn missed(text: &str) -> NotUnderstood {
    match read(text) {
        Err(missed) => missed,
        Ok(found) => panic!("{found:?} in {text:?}"),
    }
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a moment")
}

mod key_files {
    use super::*;

    #[test]
    fn of_today() {
        let found = key(&format!("Access key ID,Secret access key\r\n{ID},{SECRET}\r\n"));
        assert_eq!(found.source, Source::KeyFile);
        assert_eq!(found.profile, None);
    }

    #[test]
    fn with_a_byte_order_mark() {
        key(&format!("\u{feff}Access key ID,Secret access key\r\n{ID},{SECRET}"));
    }

    #[test]
    fn of_a_new_user_with_columns_around_the_key() {
        let found = key(&format!(
            "User name,Password,Access key ID,Secret access key,Console login link\n\
             ada,,{ID},{SECRET},https://example.signin.aws.amazon.com/console\n"
        ));
        assert_eq!(found.profile.as_deref(), Some("ada"));
        key(&format!("User Name,Access Key Id,Secret Access Key\n\"ada\",{ID},{SECRET}\n"));
    }

    #[test]
    fn with_columns_in_another_order_and_case() {
        key(&format!("secret access key , ACCESS KEY ID\n{SECRET} , {ID}\n"));
    }

    #[test]
    fn out_of_a_spreadsheet() {
        key(&format!("Access key ID\tSecret access key\n{ID}\t{SECRET}\n"));
        key(&format!("Access key ID;Secret access key\r\n{ID};{SECRET}\r\n"));
        key(&format!("\"Access key ID\",\"Secret access key\"\r\n\"{ID}\",\"{SECRET}\"\r\n"));
    }

    #[test]
    fn of_another_server_whose_keys_have_other_shapes() {
        let found = one("Access key ID,Secret access key\nMXR8D7ZK1Q0V5TBN_2,\"pa,ss\"\"word\"\n");
        assert_eq!(found.access_key_id, "MXR8D7ZK1Q0V5TBN_2");
        assert_eq!(found.secret_access_key.expose(), "pa,ss\"word");
    }

    #[test]
    fn with_quotes_that_end_on_another_line() {
        let found =
            key(&format!("Access key ID,Secret access key,Note\n{ID},{SECRET},\"one\ntwo\"\n"));
        assert_eq!(found.source, Source::PlainText);
        let found = ids(&format!(
            "Access key ID,Secret access key\nx\",\"\nAccess key ID,Secret access key\n{ID},{SECRET}\n"
        ));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn of_several_users() {
        let found = ids(&format!(
            "User name,Access key ID,Secret access key\nada,{ID},{SECRET}\nbob,,\ncy,{OTHER_ID},{OTHER_SECRET}\n"
        ));
        assert_eq!(found, [("ada".into(), ID.into()), ("cy".into(), OTHER_ID.into())]);
    }

    #[test]
    fn shown_in_a_terminal() {
        key(&format!(
            "$ cat rootkey.csv\nAccess key ID,Secret access key\n{ID},{SECRET}\n$ rm rootkey.csv\n"
        ));
        let both = ids(&format!(
            "$ cat *.csv\nAccess key ID,Secret access key\n{ID},{SECRET}\nAccess key ID,Secret access key\n{OTHER_ID},{OTHER_SECRET}\n"
        ));
        assert_eq!(both.len(), 2);
    }

    #[test]
    fn of_old() {
        let found = key(&format!("AWSAccessKeyId={ID}\r\nAWSSecretKey={SECRET}\r\n"));
        assert_eq!(found.source, Source::OldKeyFile);
    }
}

mod environments {
    use super::*;

    #[test]
    fn of_a_shell() {
        for quote in ["", "\"", "'", "”", "’"] {
            for end in ["\n", ";\n", "\r\n", " \n", "\u{a0}\n", ";"] {
                let found = key(&format!(
                    "export AWS_ACCESS_KEY_ID={quote}{ID}{quote}{end}export AWS_SECRET_ACCESS_KEY={quote}{SECRET}{quote}{end}"
                ));
                assert_eq!(found.source, Source::Environment);
            }
        }
        key(&format!("AWS_ACCESS_KEY_ID={ID} AWS_SECRET_ACCESS_KEY={SECRET} aws s3 ls"));
    }

    #[test]
    fn with_a_token_an_end_and_other_settings() {
        let found = temporary(&format!(
            "export AWS_REGION=eu-west-1\nexport AWS_ACCESS_KEY_ID={TEMPORARY_ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\n\
             export AWS_SESSION_TOKEN={TOKEN}\nexport AWS_CREDENTIAL_EXPIRATION=2026-11-24T01:02:03+00:00\n"
        ));
        assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
    }

    #[test]
    fn of_other_shells() {
        for text in [
            "$Env:AWS_ACCESS_KEY_ID=\"{id}\"\n$Env:AWS_SECRET_ACCESS_KEY=\"{secret}\"\n$Env:AWS_SESSION_TOKEN=\"{token}\"",
            "set AWS_ACCESS_KEY_ID={id}\r\nset AWS_SECRET_ACCESS_KEY={secret}\r\nset AWS_SESSION_TOKEN={token}\r\n",
            "set \"AWS_ACCESS_KEY_ID={id}\" & set \"AWS_SECRET_ACCESS_KEY={secret}\"&set \"AWS_SESSION_TOKEN={token}\"",
            "setx AWS_ACCESS_KEY_ID {id}\nsetx AWS_SECRET_ACCESS_KEY \"{secret}\"\nsetx AWS_SESSION_TOKEN \"{token}\"",
            "set -gx AWS_ACCESS_KEY_ID {id}\nset -gx AWS_SECRET_ACCESS_KEY {secret}\nset -gx AWS_SESSION_TOKEN {token}\n",
            "[Environment]::SetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\", \"{id}\")\n[Environment]::SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", \"{secret}\")\n[Environment]::SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", \"{token}\")\n",
        ] {
            temporary(&filled(text));
        }
    }

    #[test]
    fn in_a_scroll_back_with_prompts() {
        for prompt in [
            "$ ",
            "PS C:\\> ",
            "ada@host:~$ ",
            "[ada@host ~]$ ",
            "> ",
            "% ",
            "(venv) ~ % ",
            "# ",
            "C:\\Users\\ada>",
        ] {
            key(&format!(
                "Last login: Mon Nov 23 20:21:11 on ttys001\n{prompt}export AWS_ACCESS_KEY_ID={ID}\n\
                 {prompt}export AWS_SECRET_ACCESS_KEY={SECRET}\n{prompt}aws s3 ls\n\
                 An error occurred (AccessDenied) when calling the ListBuckets operation: Access Denied\n{prompt}git log\n\
                 commit 1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0\n"
            ));
        }
    }

    #[test]
    fn that_name_what_they_do_not_hold() {
        key(&format!(
            "unset AWS_SESSION_TOKEN\nexport AWS_SECRET_ACCESS_KEY=$OLD\nexport AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\n\
             echo $AWS_SECRET_ACCESS_KEY | wc -c\n41\nAWS_SESSION_TOKEN=\n"
        ));
    }

    #[test]
    fn with_another_programs_secrets() {
        key(&format!(
            "SECRET_KEY=django-insecure-0123456789\nAWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\n\
             GITHUB_TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345\nSTRIPE_SECRET_KEY=sk_live_0123456789\nTOKEN=0123456789abcdef\n"
        ));
        let half = one(&format!("AWS_ACCESS_KEY_ID={ID}\nSECRET_KEY=django-insecure-0123456789\n"));
        assert!(half.secret_access_key.is_empty());
    }
}

/// A text with the temporary credentials in it.
fn filled(text: &str) -> String {
    text.replace("{id}", TEMPORARY_ID).replace("{secret}", SECRET).replace("{token}", TOKEN)
}

mod structures {
    use super::*;

    #[test]
    fn of_the_command_line() {
        let found = temporary(&filled(
            "{\n  \"Version\": 1,\n  \"AccessKeyId\": \"{id}\",\n  \"SecretAccessKey\": \"{secret}\",\n  \
             \"SessionToken\": \"{token}\",\n  \"Expiration\": \"2026-11-24T01:02:03+00:00\"\n}\n",
        ));
        assert_eq!(found.source, Source::Json);
        assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
        temporary(&filled(
            "{\"Credentials\":{\"AccessKeyId\":\"{id}\",\"SecretAccessKey\":\"{secret}\",\"SessionToken\":\"{token}\",\
             \"Expiration\":\"2026-11-24T01:02:03Z\"},\"AssumedRoleUser\":{\"AssumedRoleId\":\"AROARZPUZDIKL26PXSC3:ada\",\
             \"Arn\":\"arn:aws:sts::123456789012:assumed-role/admin/ada\"}}",
        ));
        key(&format!(
            "{{\n    \"AccessKey\": {{\n        \"UserName\": \"ada\",\n        \"AccessKeyId\": \"{ID}\",\n        \"Status\": \"Active\",\n        \
             \"SecretAccessKey\": \"{SECRET}\",\n        \"CreateDate\": \"2026-11-23T20:21:11+00:00\"\n    }}\n}}\n"
        ));
    }

    #[test]
    fn nested_anywhere() {
        key(&format!(
            "{{\"a\":[1,{{\"b\":{{\"accessKeyId\":\"{ID}\",\"c\":null,\"secretAccessKey\":\"{SECRET}\"}}}}]}}"
        ));
        let found = temporary(&filled(
            "{\"roleCredentials\":{\"accessKeyId\":\"{id}\",\"secretAccessKey\":\"{secret}\",\"sessionToken\":\"{token}\",\"expiration\":1795482123000}}",
        ));
        assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
        key(&format!(
            "{{\"access_key\": {{\"sensitive\": false, \"type\": \"string\", \"value\": \"{ID}\"}}, \
             \"secret_key\": {{\"sensitive\": true, \"type\": \"string\", \"value\": \"{SECRET}\"}}}}"
        ));
    }

    #[test]
    fn with_escapes() {
        let secret = OTHER_SECRET.replace('/', "\\/").replace('+', "\\u002b");
        let found =
            one(&format!("{{\"AccessKeyId\":\"{OTHER_ID}\",\"SecretAccessKey\":\"{secret}\"}}"));
        assert_eq!(found.secret_access_key.expose(), OTHER_SECRET);
        temporary(&filled(
            "\"{\\\"AccessKeyId\\\":\\\"{id}\\\",\\\"SecretAccessKey\\\":\\\"{secret}\\\",\\\"SessionToken\\\":\\\"{token}\\\"}\"",
        ));
        temporary(&filled(
            "{'AccessKeyId': '{id}', 'SecretAccessKey': '{secret}', 'SessionToken': '{token}'}",
        ));
    }

    #[test]
    fn of_the_api_and_of_manifests() {
        let found = temporary(&filled(
            "<AssumeRoleResult><Credentials><AccessKeyId>{id}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey>\
             <SessionToken>{token}</SessionToken><Expiration>2026-11-24T01:02:03Z</Expiration></Credentials></AssumeRoleResult>",
        ));
        assert_eq!(found.source, Source::Xml);
        assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
        key(&format!("aws_access_key_id: {ID}\naws_secret_access_key: {SECRET}\n"));
        key(&format!(
            "env:\n  - name: AWS_ACCESS_KEY_ID\n    value: {ID}\n  - name: AWS_SECRET_ACCESS_KEY\n    value: {SECRET}\n"
        ));
        key(&format!(
            "provider \"aws\" {{\n  access_key = \"{ID}\"\n  secret_key = \"{SECRET}\"\n}}\n"
        ));
        key(&format!("boto3.client(aws_access_key_id='{ID}', aws_secret_access_key='{SECRET}')"));
    }
}

mod profiles {
    use super::*;

    #[test]
    fn alone_and_several() {
        let found = key(&format!(
            "[default]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\nregion = eu-west-1\n"
        ));
        assert_eq!((found.source, found.profile.as_deref()), (Source::Profile, Some("default")));
        let text = format!(
            "[default]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}\n\n[sso]\nsso_start_url = https://example.awsapps.com/start\n\n\
             [profile work]\naws_access_key_id = {OTHER_ID}\naws_secret_access_key = {OTHER_SECRET}\n\n\
             [temp]\naws_access_key_id = {TEMPORARY_ID}\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\n\
             x_security_token_expires = 2026-11-24T01:02:03+00:00\n"
        );
        let found = all(&text);
        let labels: Vec<_> = found.iter().map(Found::label).collect();
        assert_eq!(labels, ["default", "work", "temp"]);
        assert_eq!(found[2].session_token.as_ref().map(Secret::expose), Some(TOKEN));
        assert_eq!(found[2].expires, Some(at("2026-11-24T01:02:03Z")));
        assert!(found[0].session_token.is_none() && found[0].expires.is_none());
    }

    #[test]
    fn of_other_tools() {
        key(&format!(
            "[default]\naccess_key = {ID}\naccess_token =\nsecret_key = {SECRET}\nuse_https = True\n"
        ));
        key(&format!(
            "[aws]\ntype = s3\nprovider = AWS\nenv_auth = false\naccess_key_id = {ID}\nsecret_access_key = {SECRET}\nregion = eu-west-1\n"
        ));
        key(&format!(
            "[Credentials]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n"
        ));
        key(&format!(
            "aws configure set aws_access_key_id {ID}\naws configure set aws_secret_access_key {SECRET}\n"
        ));
        key(&format!(
            "$ aws configure\nAWS Access Key ID [****************4321]: {ID}\nAWS Secret Access Key [None]: {SECRET}\n\
             Default region name [eu-west-1]: \nDefault output format [None]: \n"
        ));
        key(&format!("{ID}:{SECRET}\n"));
        let other = one(
            "[ceph]\naccess_key = 0555b35654ad1656d804\nsecret_key = h7GhxuBLTrlhVUyxSPUKUV8r\n",
        );
        assert_eq!(other.access_key_id, "0555b35654ad1656d804");
        assert_eq!(other.secret_access_key.expose(), "h7GhxuBLTrlhVUyxSPUKUV8r");
    }

    #[test]
    fn of_one_name_are_told_apart() {
        let block = |id, secret| {
            format!("[default]\naws_access_key_id={id}\naws_secret_access_key={secret}\n")
        };
        let text = block(ID, SECRET) + &block(OTHER_ID, OTHER_SECRET) + &block(ID, SECRET);
        assert_eq!(
            ids(&text),
            [("default".into(), ID.into()), ("default (2)".into(), OTHER_ID.into())]
        );
    }

    #[test]
    fn have_names_of_some_length() {
        let text = |length| {
            format!(
                "[{}]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}\n",
                "n".repeat(length)
            )
        };
        assert_eq!(key(&text(128)).label(), "n".repeat(128));
        assert_eq!(key(&text(129)).profile, None);
        let text = |length| {
            let name = "n".repeat(length);
            format!("User name,Access key ID,Secret access key\n{name},{ID},{SECRET}\n")
        };
        assert_eq!(key(&text(128)).label(), "n".repeat(128));
        assert_eq!(key(&text(129)).profile, None);
    }

    #[test]
    fn by_the_hundred_are_too_many() {
        let block = |n: u32| {
            format!("[p{n}]\naws_access_key_id=AKIA{n:016}\naws_secret_access_key={SECRET}\n")
        };
        assert_eq!(all(&(0..100).map(block).collect::<String>()).len(), 100);
        assert_eq!(missed(&(0..101).map(block).collect::<String>()), NotUnderstood::TooMany);
    }
}

mod plain_text {
    use super::*;

    #[test]
    fn of_the_console() {
        key(&format!("Access key\n{ID}\nSecret access key\n{SECRET}\nHide"));
        key(&format!("Access key ID\n\n{ID}\n\nSecret access key\n\n{SECRET}\n"));
        key(&format!("Access key ID:\t{ID}\r\nSecret access key:\t{SECRET}\r\n"));
        temporary(&filled(
            "Access key ID\n{id}\nSecret access key\n{secret}\nSession token\n{token}\n",
        ));
    }

    #[test]
    fn of_a_letter() {
        let found = key(&format!(
            "Hi Bob,\n\nhere is the key: {ID}, and the secret is “{SECRET}”.\n\nCheers, Ada\n"
        ));
        assert_eq!(found.source, Source::PlainText);
        key(&format!("**Access key ID:** `{ID}`\n**Secret access key:** `{SECRET}`\n"));
        key(&format!("- Access key ID: **{ID}**\n- Secret access key: **{SECRET}**.\n"));
        let hash = "1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0";
        for sign in ["–", "- ", "...", "....:", "->"] {
            let found =
                one(&format!("- Access key ID {sign} {ID}\n- Secret access key {sign} {hash}\n"));
            assert_eq!(found.secret_access_key.expose(), hash, "{sign}");
        }
    }

    #[test]
    fn of_tables_and_columns() {
        temporary(&filled("{id}\t{secret}\t{token}\n"));
        temporary(&filled("CREDENTIALS\t{id}\t2026-11-24T01:02:03+00:00\t{secret}\t{token}\n"));
        key(&format!("ACCESSKEY\t{ID}\t2026-11-23T20:21:11+00:00\t{SECRET}\tActive\tada\n"));
        key(&format!(
            "--------------------\n|  CreateAccessKey |\n||   AccessKey    ||\n|+-------+--------+|\n||  AccessKeyId      |  {ID}  ||\n\
             ||  SecretAccessKey  |  {SECRET}  ||\n||  Status | Active ||\n"
        ));
    }

    #[test]
    fn with_the_list_of_keys_above_it() {
        key(&format!(
            "$ aws iam list-access-keys --output text\nACCESSKEYMETADATA\t{OTHER_ID}\tActive\n$ aws iam create-access-key\n\
             {{\"AccessKey\": {{\"AccessKeyId\": \"{ID}\", \"SecretAccessKey\": \"{SECRET}\"}}}}\n"
        ));
    }
}

mod broken_lines {
    use super::*;

    /// What a terminal of a width shows.
    fn wrapped(text: &str, width: usize) -> String {
        let lines = text.split('\n').map(|line| {
            let pieces: Vec<_> =
                line.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
            pieces.join("\n")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn inside_a_secret() {
        for cut in 1..40 {
            let (head, tail) = SECRET.split_at(cut);
            for gap in ["\n", "\r\n", "\n    ", "\\\n"] {
                key(&format!(
                    "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={head}{gap}{tail}\naws s3 ls\n"
                ));
                key(&format!(
                    "export AWS_ACCESS_KEY_ID=\"{ID}\"\nexport AWS_SECRET_ACCESS_KEY=\"{head}{}{tail}\"\n",
                    gap.trim_start_matches('\\')
                ));
                key(&format!(
                    "Access key\n{ID}\nSecret access key\n{head}{}{tail}\n",
                    gap.trim_start_matches('\\')
                ));
            }
        }
    }

    #[test]
    fn before_a_value() {
        for quote in ["", "\""] {
            for sign in ["\\\n", "^\r\n"] {
                key(&format!(
                    "set AWS_ACCESS_KEY_ID={ID}\nset AWS_SECRET_ACCESS_KEY={sign}{quote}{SECRET}{quote}\n"
                ));
            }
        }
    }

    #[test]
    fn behind_a_backslash_in_quotes() {
        let (head, tail) = SECRET.split_at(23);
        key(&format!(
            "export AWS_ACCESS_KEY_ID='{ID}' \\\n  AWS_SECRET_ACCESS_KEY=\"{head}\\\n{tail}\"\n"
        ));
    }

    #[test]
    fn inside_an_id() {
        key(&format!(
            "AWS_ACCESS_KEY_ID={}\n{}\nAWS_SECRET_ACCESS_KEY={SECRET}\n",
            &ID[..9],
            &ID[9..]
        ));
    }

    #[test]
    fn inside_a_token() {
        let text = filled(
            "export AWS_ACCESS_KEY_ID={id}\nexport AWS_SECRET_ACCESS_KEY={secret}\nexport AWS_SESSION_TOKEN={token}\nexit\n",
        );
        for width in 70..132 {
            temporary(&wrapped(&text, width));
            temporary(&wrapped(&text.replace("={", "=\"{").replace("\nexit", "\"\nexit"), width));
        }
        for width in 64..100 {
            let token = wrapped(TOKEN, width);
            temporary(&format!("{TEMPORARY_ID}\n{SECRET}\n{token}\n"));
            temporary(&format!(
                "Access key ID\n{TEMPORARY_ID}\nSecret access key\n{SECRET}\nSession token\n{token}\n$ ls\n"
            ));
        }
    }

    #[test]
    fn do_not_take_in_what_follows() {
        let whole = &TOKEN[..TOKEN.len() - 4];
        assert_eq!(whole.len() % 4, 0);
        let found = one(&format!(
            "AWS_ACCESS_KEY_ID={TEMPORARY_ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SESSION_TOKEN={whole}\nexit\n"
        ));
        assert_eq!(found.session_token.expect("a token").expose(), whole);
        let short = one(&format!("aws_secret_access_key=shortsecret\n{OTHER_ID}\nexit\n"));
        assert_eq!(short.secret_access_key.expose(), "shortsecret");
    }
}

mod more_than_one {
    use super::*;

    #[test]
    fn pair_is_a_choice() {
        let labelled = ids(&format!(
            "export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\n\n\
             export AWS_ACCESS_KEY_ID={OTHER_ID}\nexport AWS_SECRET_ACCESS_KEY={OTHER_SECRET}\n"
        ));
        assert_eq!(
            labelled,
            [("AKIA…QZCB".into(), ID.into()), ("AKIA…7QNQ".into(), OTHER_ID.into())]
        );
        assert_eq!(ids(&format!("{ID} {SECRET}\n{OTHER_ID} {OTHER_SECRET}\n")).len(), 2);
        assert_eq!(ids(&format!("{SECRET} {ID}\n{OTHER_SECRET} {OTHER_ID}\n")).len(), 2);
    }

    #[test]
    fn mention_of_a_pair_is_one() {
        let block = format!("AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\n");
        key(&format!("{block}{block}"));
        key(&format!("{block}\n[again]\n{block}"));
        key(&format!("{block}{{\"AccessKeyId\":\"{ID}\",\"SecretAccessKey\":\"{SECRET}\"}}"));
        key(&format!("{block}\nAccess key ID,Secret access key\n{ID},{SECRET}\n"));
    }

    #[test]
    fn half_without_names_is_asked_about() {
        for text in [
            format!("{ID}\n{OTHER_ID}\n{SECRET}\n"),
            format!("{ID}\n{SECRET}\n{OTHER_SECRET}\n"),
            format!("{SECRET}\n{ID}\n{OTHER_SECRET}\n"),
            format!("{ID}\n{OTHER_ID}\n{SECRET}\n{OTHER_SECRET}\n"),
        ] {
            assert_eq!(missed(&text), NotUnderstood::Ambiguous, "{text}");
        }
    }

    #[test]
    fn secret_or_token_of_one_id_is_asked_about() {
        assert_eq!(
            missed(&format!(
                "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SECRET_ACCESS_KEY={OTHER_SECRET}\n"
            )),
            NotUnderstood::Ambiguous
        );
        assert_eq!(
            missed(&filled(
                "AWS_SESSION_TOKEN=old\nAWS_ACCESS_KEY_ID={id}\nAWS_SECRET_ACCESS_KEY={secret}\nAWS_SESSION_TOKEN={token}\n"
            )),
            NotUnderstood::Ambiguous
        );
    }
}

mod told {
    use super::*;

    #[test]
    fn what_was_found() {
        let now = at("2026-11-23T20:21:11Z");
        let found = key(&format!("Access key ID,Secret access key\n{ID},{SECRET}\n"));
        assert_eq!(messages::found(&found, now), "An access key from a key file.");
        for (expires, told) in [
            ("2026-11-23T21:03:50Z", "; they expire in 42 minutes"),
            ("2026-11-23T20:22:12Z", "; they expire in 1 minute"),
            ("2026-11-23T20:21:20Z", "; they expire in less than a minute"),
            ("2026-11-24T08:21:11Z", "; they expire in 12 hours"),
            ("2026-11-30T20:21:10Z", "; they expire in 6 days"),
            ("2026-11-23T17:21:11Z", "; they expired 3 hours ago"),
            ("soon", ""),
        ] {
            let found = temporary(&filled(&format!(
                "AWS_ACCESS_KEY_ID={{id}}\nAWS_SECRET_ACCESS_KEY={{secret}}\nAWS_SESSION_TOKEN={{token}}\nAWS_CREDENTIAL_EXPIRATION={expires}\n"
            )));
            assert_eq!(
                messages::found(&found, now),
                format!("Temporary credentials from an environment block{told}.")
            );
        }
        let found = key(&format!("[work]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}"));
        assert_eq!(messages::found(&found, now), "An access key from a profile (work).");
    }

    #[test]
    fn that_the_halves_were_put_right() {
        let found = key(&format!("AWS_ACCESS_KEY_ID={SECRET}\nAWS_SECRET_ACCESS_KEY={ID}\n"));
        assert!(found.swapped);
        assert!(messages::found(&found, Timestamp::from_millis(0)).ends_with("were swapped."));
    }

    #[test]
    fn the_example_of_the_documentation() {
        let now = Timestamp::from_millis(0);
        let example = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        for text in [example, &example[..20], &example[21..]] {
            let found = one(text);
            assert!(
                messages::found(&found, now).contains("example from AWS's documentation"),
                "{text}"
            );
        }
        assert!(!key(&format!("{ID} {SECRET}")).is_example());
    }

    #[test]
    fn one_half_of_a_key() {
        let now = Timestamp::from_millis(0);
        for text in [
            ID.to_owned(),
            format!("export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY=\n"),
            format!("Access key ID,Secret access key\n{ID},\n"),
            format!("the key {ID} leaked, yes, {ID}"),
        ] {
            let half = one(&text);
            assert_eq!(half.access_key_id, ID, "{text:?}");
            assert!(half.secret_access_key.is_empty(), "{text:?}");
            assert!(messages::found(&half, now).starts_with("An access key ID from "), "{text:?}");
        }
        for text in [
            SECRET.to_owned(),
            format!("my secret is {SECRET}"),
            format!("AWS_SECRET_ACCESS_KEY={SECRET}"),
        ] {
            let half = one(&text);
            assert_eq!(half.access_key_id, "", "{text:?}");
            assert_eq!(half.secret_access_key.expose(), SECRET, "{text:?}");
            assert!(
                messages::found(&half, now).starts_with("A secret access key from "),
                "{text:?}"
            );
        }
        let half = one(&filled("AWS_ACCESS_KEY_ID={id}\nAWS_SESSION_TOKEN={token}\n"));
        assert_eq!(half.session_token.as_ref().map(Secret::expose), Some(TOKEN));

        assert_eq!(missing(ID, SECRET), "");
        assert!(missing(ID, "").starts_with(" Its secret is still missing"));
        assert!(missing("", SECRET).starts_with(" Its ID is still missing"));
    }

    #[test]
    fn what_was_missing() {
        for (text, what) in [
            ("aws_access_key_id = MXR8D7ZK1Q0V5TBN".to_owned(), NotUnderstood::NoSecret),
            ("Access key ID: AKIARZPUZDIK".to_owned(), NotUnderstood::NoSecret),
            (
                format!("[a]\naws_access_key_id={ID}\n[b]\naws_access_key_id={OTHER_ID}"),
                NotUnderstood::NoSecret,
            ),
            ("AWS_SECRET_ACCESS_KEY=hunter2".to_owned(), NotUnderstood::NoId),
            ("AWS_SECRET_ACCESS_KEY=none".to_owned(), NotUnderstood::NotAKey(NotAKey::Null)),
            ("secret: 1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0".to_owned(), NotUnderstood::NoId),
            (format!("[a]\nsecret = {SECRET}\n[b]\nsecret = {OTHER_SECRET}"), NotUnderstood::NoId),
            (
                format!("[a]\naws_access_key_id={ID}\n[b]\naws_secret_access_key={SECRET}"),
                NotUnderstood::Ambiguous,
            ),
            (format!("aws_session_token={TOKEN}"), NotUnderstood::Nothing),
            (
                "export AWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id)".to_owned(),
                NotUnderstood::NotAKey(NotAKey::Reference),
            ),
        ] {
            assert_eq!(missed(&text), what, "{text:?}");
            assert!(messages::not_understood(what).ends_with('.'), "{what:?}");
        }
    }

    #[test]
    fn nothing_of_other_text() {
        for text in ["", " \n"] {
            assert_eq!(missed(text), NotUnderstood::Empty, "{text:?}");
        }
        for text in [
            "hello",
            "a,b\n1,2\n",
            "=",
            "===\n=",
            "\"",
            "export ",
            "Access key ID\n",
            "Access key ID,Secret access key\n",
            "\0\u{ff}",
            "commit 1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0",
            "SECRET_KEY=django-insecure-0123456789",
            "aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text",
        ] {
            assert_eq!(missed(text), NotUnderstood::Nothing, "{text:?}");
        }
    }

    #[test]
    fn nothing_of_the_secret_itself() {
        let found = temporary(&filled("{id} {secret} {token}"));
        let said = format!(
            "{found:?} {} {}",
            found.label(),
            messages::found(&found, Timestamp::from_millis(0))
        );
        assert!(!said.contains(SECRET) && !said.contains(TOKEN), "{said}");
        let half = one(&format!("my secret is {SECRET}"));
        assert!(
            !format!("{half:?} {}", messages::found(&half, Timestamp::from_millis(0)))
                .contains(SECRET)
        );
    }
}

mod files {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn are_text_in_any_encoding() {
        let text =
            format!("AWS_ACCESS_KEY_ID={ID}\r\nAWS_SECRET_ACCESS_KEY={SECRET}\r\n# für Ada 🔑\r\n");
        let marked = format!("\u{feff}{text}");
        for bytes in [
            text.clone().into_bytes(),
            marked.clone().into_bytes(),
            utf16(&text, u16::to_le_bytes),
            utf16(&text, u16::to_be_bytes),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
        ] {
            let decoded = decode(&bytes).expect("text");
            assert_eq!(decoded.as_str(), text);
            key(&decoded);
        }
        let latin1: Vec<u8> =
            format!("# f\u{fc}r Ada\n{ID} {SECRET}").chars().map(|c| c as u8).collect();
        key(&decode(&latin1).expect("text"));
        assert_eq!(decode(b"").expect("nothing is text").as_str(), "");
    }

    #[test]
    fn that_are_no_text_are_refused() {
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c".as_slice(),
            b"PK\x03\x04\x14\0\x06\0\x08\0",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0\x01",
            b"\0\0\0\0\0\0\0\0",
            b"\xff\xfe\0\0a\0",
        ] {
            assert_eq!(decode(bytes).err(), Some(Unreadable::Binary), "{bytes:?}");
        }
    }
}

mod seeds {
    use std::fs;

    use super::*;

    #[test]
    fn of_the_fuzz_target_are_understood() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/paste");
        for entry in fs::read_dir(folder).expect("the seeds") {
            let path = entry.expect("a seed").path();
            let text = decode(&fs::read(&path).expect("a seed")).expect("text");
            let is_ambiguous = path.ends_with("ambiguous.txt");
            assert_eq!(read(&text).is_err(), is_ambiguous, "{}", path.display());
        }
    }
}
