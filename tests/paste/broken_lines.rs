//! Values that a terminal or a mail program breaks into lines.

use super::*;

/// What a terminal of a width shows.
fn wrapped(text: &str, width: usize) -> String {
    let lines = text.split('\n').map(|line| {
        let pieces: Vec<_> = line.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
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
    key(&format!("AWS_ACCESS_KEY_ID={}\n{}\nAWS_SECRET_ACCESS_KEY={SECRET}\n", &ID[..9], &ID[9..]));
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

/// Lines of several widths, as chats and mails break them. A token is whole, or left out.
#[test]
fn of_several_widths_inside_a_token() {
    let ways = [
        "AWS_ACCESS_KEY_ID={id}\nAWS_SECRET_ACCESS_KEY={secret}\nAWS_SESSION_TOKEN={token}\n",
        "AWS_ACCESS_KEY_ID={id}\nAWS_SECRET_ACCESS_KEY={secret}\nAWS_SESSION_TOKEN={token}\naws s3 ls\n",
        "export AWS_ACCESS_KEY_ID=\"{id}\"\nexport AWS_SECRET_ACCESS_KEY=\"{secret}\"\nexport AWS_SESSION_TOKEN=\"{token}\"\n",
        "Access key ID\n{id}\nSecret access key\n{secret}\nSession token\n{token}\n",
        "{id}\n{secret}\n{token}\n",
        "aws_session_token = {token}\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n",
    ];
    let mut cuts = Cuts(7);
    for _ in 0..300 {
        let widest = 40 + cuts.below(260);
        let mut lines = Vec::new();
        let mut rest = TOKEN;
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(8 + cuts.below(widest)));
            lines.push(line);
            rest = after;
        }
        let token = lines.join("\n");
        for way in ways {
            let text = way.replace("{token}", &token);
            // A first line of forty letters may also be a secret.
            let found = match read(&filled(&text)) {
                Err(NotUnderstood::Ambiguous) if lines[0].len() == 40 => continue,
                found => found.unwrap_or_else(|missed| panic!("{missed:?} in {text}")).remove(0),
            };
            assert_eq!(found.access_key_id, TEMPORARY_ID, "{text:?}");
            let held = found.session_token.as_ref().map(Secret::expose);
            assert!(held.is_none_or(|held| held == TOKEN), "{held:?} of {text}");
        }
    }
}

/// Numbers that are the same in every run.
struct Cuts(u32);

impl Cuts {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % end
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
