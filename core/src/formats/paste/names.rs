//! What a name before a value says the value is.
//!
//! Names are compared by their letters and digits alone: `AWS_ACCESS_KEY_ID`, `AccessKeyId` and
//! `Access key ID` are one.

use super::scan_budget;

/// A part of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The access key id.
    Id,
    /// The secret access key.
    Secret,
    /// The session token.
    Token,
    /// When the session token stops working.
    Expires,
}

/// What a name says.
#[derive(Clone, Copy)]
pub struct Named {
    /// What its value is.
    pub role: Role,
    /// Whether it can be nothing else: `SECRET_KEY` may also be Django's.
    pub strong: bool,
}

/// The ends of names, longer ones before those they end with.
const ENDS: [(&str, Role, bool); 10] = [
    ("secretaccesskey", Role::Secret, true),
    ("awssecretkey", Role::Secret, true),
    ("accesskeyid", Role::Id, true),
    ("sessiontoken", Role::Token, true),
    ("securitytoken", Role::Token, true),
    ("expiration", Role::Expires, true),
    ("expires", Role::Expires, true),
    ("expiry", Role::Expires, true),
    ("secretkey", Role::Secret, false),
    ("accesskey", Role::Id, false),
];

/// Names too common to be the end of others.
const WHOLE: [(&str, Role); 6] = [
    ("secret", Role::Secret),
    ("awssecret", Role::Secret),
    ("keyid", Role::Id),
    ("token", Role::Token),
    ("awstoken", Role::Token),
    ("accesstoken", Role::Token),
];

/// What the last words of a phrase name, given also the last word alone, which has a letter or a
/// digit.
///
/// So the look back over a gap between two letters is cheap, however wide the gap is: no name is
/// longer than fifteen letters, hence no more than fifteen words look over the gap.
pub fn find(phrase: &[u8], word: &[u8]) -> Option<Named> {
    let end = ENDS.iter().find(|(name, ..)| start_of(phrase, name).is_some());
    if let Some(&(_, role, strong)) = end {
        return Some(Named { role, strong });
    }
    let whole = WHOLE.iter().find(|(name, _)| is(word, name));
    whole.map(|&(_, role)| Named { role, strong: false })
}

/// Whether a text is a name, and nothing but it.
pub fn is(text: &[u8], name: &str) -> bool {
    start_of(text, name).is_some_and(|start| {
        scan_budget::spend(start);
        !text[..start].iter().any(u8::is_ascii_alphanumeric)
    })
}

/// Where the name begins with which a text ends.
fn start_of(text: &[u8], name: &str) -> Option<usize> {
    let mut at = text.len();
    for letter in name.bytes().rev() {
        let before = text[..at].iter().rposition(u8::is_ascii_alphanumeric);
        scan_budget::spend(at - before.unwrap_or(0));
        at = before?;
        if text[at].to_ascii_lowercase() != letter {
            return None;
        }
    }
    Some(at)
}
