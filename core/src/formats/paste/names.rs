//! What the name before a value says the value is.
//!
//! Names are compared by their letters and digits alone: `AWS_ACCESS_KEY_ID`, `AccessKeyId` and
//! `Access key ID` are one. What is left of a name besides the part that says the role is its
//! *qualifier*, by which ids find their secrets: `AWS_ACCESS_KEY_ID_PROD` and
//! `AWS_SECRET_ACCESS_KEY_PROD` share `awsprod`.

use super::scan_budget;

/// What a value is.
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
    /// An AWS region.
    Region,
    /// The serial number of an MFA device.
    Mfa,
    /// The URL or the host of a server.
    Endpoint,
}

/// What a name says.
#[derive(Clone, Debug)]
pub struct Name {
    /// What its value is.
    pub role: Role,
    /// Whether it can be nothing else: `SECRET_KEY` may also be Django's.
    pub strong: bool,
    /// The rest of it.
    pub qualifier: String,
}

/// Where in a name a pattern has to be.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Anywhere,
    /// At its end or its beginning.
    Edge,
    End,
    Whole,
}

/// Patterns, longer ones before those they contain.
const PATTERNS: [(&str, Role, bool, At); 29] = [
    ("secretaccesskey", Role::Secret, true, At::Anywhere),
    ("accesskeysecret", Role::Secret, true, At::Anywhere),
    ("awssecretkey", Role::Secret, true, At::Anywhere),
    ("awssecret", Role::Secret, true, At::End),
    ("secretkey", Role::Secret, false, At::Anywhere),
    ("rootpassword", Role::Secret, false, At::End),
    ("accesskeyid", Role::Id, true, At::Anywhere),
    ("awsaccesskey", Role::Id, true, At::Anywhere),
    ("awskeyid", Role::Id, true, At::Anywhere),
    ("accesskey", Role::Id, false, At::Anywhere),
    ("keyid", Role::Id, false, At::Whole),
    ("rootuser", Role::Id, false, At::End),
    ("sessiontoken", Role::Token, true, At::Anywhere),
    ("securitytokenexpires", Role::Expires, true, At::Anywhere),
    ("securitytoken", Role::Token, true, At::Anywhere),
    ("awstoken", Role::Token, true, At::End),
    ("accesstoken", Role::Token, false, At::Whole),
    ("token", Role::Token, false, At::Whole),
    ("expiration", Role::Expires, true, At::Anywhere),
    ("expires", Role::Expires, true, At::Anywhere),
    ("expiry", Role::Expires, true, At::Anywhere),
    ("region", Role::Region, true, At::Anywhere),
    ("bucketlocation", Role::Region, true, At::Whole),
    ("mfaserial", Role::Mfa, true, At::Anywhere),
    ("mfadevice", Role::Mfa, true, At::Anywhere),
    ("endpoint", Role::Endpoint, true, At::Anywhere),
    ("hostbase", Role::Endpoint, true, At::Whole),
    ("url", Role::Endpoint, false, At::Whole),
    ("secret", Role::Secret, false, At::Edge),
];

/// Words of names whose value is made from a part of credentials, or is about it.
const ABOUT: [&str; 7] = ["encrypted", "smtp", "fingerprint", "hash", "length", "lastused", "link"];

/// Longer than any name of a value.
pub const LONGEST: usize = 64;

/// What a name says that is given whole: a word such as `AWS_ACCESS_KEY_ID_PROD`, or the words
/// before a colon.
pub fn read(name: &str) -> Option<Name> {
    if name.len() > LONGEST {
        return None;
    }
    let letters = letters(name);
    // Most words are no names: each pattern begins with one of these.
    let is_beginning = |part: &&[u8]| {
        matches!(*part, b"sec" | b"acc" | b"aws" | b"key" | b"ses" | b"tok" | b"exp" | b"reg")
            || matches!(*part, b"mfa" | b"end" | b"url" | b"buc" | b"hos" | b"roo")
    };
    let beginnings: Vec<_> = letters.as_bytes().windows(3).filter(is_beginning).collect();
    scan_budget::spend(2 * name.len());
    let found = PATTERNS.iter().find_map(|pattern| {
        let (text, _, _, placed) = pattern;
        beginnings.iter().find(|part| text.as_bytes().starts_with(part))?;
        scan_budget::spend(letters.len());
        let at = letters.rfind(text)?;
        let ends = at + text.len() == letters.len();
        let fits = match placed {
            At::Anywhere => true,
            At::Edge => ends || at == 0,
            At::End => ends,
            At::Whole => ends && at == 0,
        };
        fits.then_some((at, pattern))
    });
    let (at, &(text, role, strong, _)) = found?;
    let (before, after) = (&letters[..at], &letters[at + text.len()..]);
    // `AWS` belongs to the qualifier, whether it is a part of the pattern or not.
    let aws = if text.starts_with("aws") { "aws" } else { "" };
    let qualifier = [before, aws, after].concat();
    let strong = strong || (qualifier.contains("aws") && text != "secret");
    let is_about = ABOUT.iter().any(|word| qualifier.contains(word));
    (!is_about).then_some(Name { role, strong, qualifier })
}

/// Whether the last words of a phrase are a name: `Secret access key`. The last word has a letter
/// or a digit.
///
/// The look back over a gap between two letters is cheap, however wide the gap: no name has more
/// than fifteen letters, hence no more than fifteen words look over the gap.
pub fn ends(phrase: &[u8]) -> bool {
    let mut patterns = PATTERNS.iter().filter(|(.., at)| *at == At::Anywhere);
    patterns.any(|(name, ..)| start_of(phrase, name).is_some())
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

/// The letters and digits of a name in lower case.
pub fn letters(name: &str) -> String {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect()
}

/// Words that every name of a key may have, which tell no key from another.
const COMMON: [&str; 20] = [
    "credentials",
    "creds",
    "aws",
    "amazon",
    "s3",
    "iam",
    "access",
    "secret",
    "key",
    "username",
    "user",
    "password",
    "passwd",
    "pass",
    "pwd",
    "login",
    "value",
    "default",
    "name",
    "id",
];

/// A qualifier without the words that tell no key from another.
pub fn core(qualifier: &str) -> String {
    COMMON.iter().fold(qualifier.to_owned(), |rest, word| rest.replace(word, ""))
}

/// Whether a name is one of mail: an SMTP user's id is no key's.
pub fn is_mail(qualifier: &str) -> bool {
    ["mail", "smtp", "ses"].iter().any(|word| qualifier.contains(word))
}
