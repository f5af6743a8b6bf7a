//! Environment variables, of any shell.

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
