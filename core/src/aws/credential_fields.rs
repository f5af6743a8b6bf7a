//! What a person typed, checked before any request: from fields to [`Credentials`].

use super::Credentials;
use crate::keys::{AccessKeyId, shape};
use crate::{Secret, Timestamp};

/// The form as it stands.
#[derive(Clone, Copy, Default)]
pub struct Fields<'a> {
    /// `Access key ID`.
    pub access_key_id: &'a str,
    /// `Secret access key`.
    pub secret_access_key: &'a str,
    /// `Session token`; empty for none.
    pub session_token: &'a str,
    /// When the session token stops working, if whatever it was pasted from said so.
    pub expires: Option<Timestamp>,
}

/// What keys look like where these are meant to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shapes {
    /// AWS's own.
    Aws,
    /// Another server's: it may make keys of any shape, within IAM's pattern.
    Any,
}

/// What the fields are held to.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// What keys look like there.
    pub shapes: Shapes,
    /// What time it is.
    pub now: Timestamp,
}

/// The field of the form a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialField {
    /// `Access key ID`.
    AccessKeyId,
    /// `Secret access key`.
    SecretAccessKey,
    /// `Session token`.
    SessionToken,
}

/// What a button beside a problem may do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// `Swap them`: the texts of `Access key ID` and `Secret access key` change places.
    Swap,
}

/// Why what was typed cannot be used, before any request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredentialProblem {
    /// Where.
    pub field: CredentialField,
    /// What is wrong and what to do, as a sentence for the person who typed it.
    pub message: &'static str,
    /// What can be done about it by a button.
    pub fix: Option<Fix>,
}

/// What is wrong with a field, if anything.
type Message = Option<&'static str>;

impl Credentials {
    /// Checks the fields of the form. White space around them is dropped.
    ///
    /// # Errors
    ///
    /// Every [`CredentialProblem`] found, in the order of the fields; of an id and a secret in
    /// each other's places, or both of an example, one alone.
    pub fn from_fields(
        fields: &Fields<'_>,
        checks: Checks,
    ) -> Result<Self, Vec<CredentialProblem>> {
        let id = fields.access_key_id.trim();
        let secret = fields.secret_access_key.trim();
        let token = fields.session_token.trim();

        if let Some(problem) = misplaced(id, secret, token) {
            return Err(vec![problem]);
        }
        let strict = checks.shapes == Shapes::Aws;
        let is_over = fields.expires.is_some_and(|expires| expires <= checks.now);
        let about_id = wrong_id(id, strict);
        // An example is told once, and the id is what it is known by.
        let about_secret = wrong_secret(secret, strict).filter(|it| about_id != Some(*it));
        let wrong = [
            (CredentialField::AccessKeyId, about_id),
            (CredentialField::SecretAccessKey, about_secret),
            (CredentialField::SessionToken, wrong_token(id, token, strict, is_over)),
        ];
        let problems: Vec<_> = wrong
            .into_iter()
            .filter_map(|(field, message)| {
                Some(CredentialProblem { field, message: message?, fix: None })
            })
            .collect();
        match AccessKeyId::parse(id) {
            Ok(id) if problems.is_empty() => {
                let secret_of = |text: &str| Secret::from(text.to_owned());
                // Without a token there is nothing that could run out.
                let token = (!token.is_empty()).then(|| secret_of(token));
                let expires = fields.expires.filter(|_| token.is_some());
                Ok(Self::new(id, secret_of(secret), token).until(expires))
            }
            _ => Err(problems),
        }
    }
}

/// What is in another's field, which matters more than anything else: the id and the token are sent
/// as they are, and a secret must not be. It must be beyond doubt, and nothing may speak against it.
fn misplaced(id: &str, secret: &str, token: &str) -> Option<CredentialProblem> {
    let id_below = shape::is_id(secret) && !shape::is_id(id) && !id.is_empty();
    let secret_above = shape::is_surely_secret(id);
    // Where a secret is in its own field too, there is nothing to change places with.
    let swap = !shape::is_secret(secret);
    let (field, message, fix) = if id_below || (secret_above && swap && !secret.is_empty()) {
        (
            CredentialField::AccessKeyId,
            "The ID and the secret are in each other's places. Swap them.",
            Some(Fix::Swap),
        )
    } else if secret_above {
        (
            CredentialField::AccessKeyId,
            "This is a secret access key. It belongs in the field below, and its ID here.",
            swap.then_some(Fix::Swap),
        )
    } else if shape::is_surely_secret(token) {
        (
            CredentialField::SessionToken,
            "This is a secret access key. It belongs in the field above, and here only the much longer token of \
             temporary credentials.",
            None,
        )
    } else if !id.is_empty() && !shape::is_id(id) && [secret, token].contains(&id) {
        (CredentialField::AccessKeyId, ALIKE, None)
    } else if !token.is_empty() && token == secret {
        (CredentialField::SessionToken, ALIKE, None)
    } else {
        return None;
    };
    Some(CredentialProblem { field, message, fix })
}

const ALIKE: &str = "The same text stands in another field. No two of them are ever alike: copy each again, by itself.";

/// What to say of a secret access key in a field that is not for one: such text is sent, and some of
/// it kept, as it is.
#[must_use]
pub fn about_secret(text: &str) -> Option<&'static str> {
    shape::is_surely_secret(text).then_some(
        "This looks like a secret access key, which belongs in the field of that name and nowhere else.",
    )
}

fn wrong_id(id: &str, strict: bool) -> Message {
    if id.is_empty() {
        return Some("Enter the access key ID. It usually begins with AKIA or ASIA.");
    }
    if strict {
        return wrong_aws_id(id);
    }
    AccessKeyId::parse(id).is_err().then_some(
        "This is not an access key ID. It is 16 or more letters and digits, such as AKIA and sixteen more.",
    )
}

fn wrong_aws_id(id: &str) -> Message {
    if let Some((_, message)) = OTHER_IDS.iter().find(|(prefix, _)| id.starts_with(prefix)) {
        return Some(message);
    }
    let length = id.len().cmp(&shape::ID_LENGTH);
    if !shape::has_id_prefix(id) {
        Some(
            "This is not an access key ID of AWS: those begin with AKIA, or with ASIA when they are temporary. \
             For a key of another server, choose Custom endpoint under Where.",
        )
    } else if !id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        Some("An access key ID has only capital letters and digits. Copy it again, by itself.")
    } else if length.is_lt() {
        Some("This access key ID is cut short: it has 20 characters when it is whole.")
    } else if length.is_gt() {
        Some(
            "This is longer than an access key ID, which has 20 characters. Copy it again, by itself.",
        )
    } else {
        about_example(id, "")
    }
}

fn wrong_secret(secret: &str, strict: bool) -> Message {
    let length = secret.len().cmp(&shape::SECRET_LENGTH);
    if secret.is_empty() {
        Some(
            "Enter the secret access key that belongs to this ID. AWS showed it once, when the key was made.",
        )
    } else if !is_header_safe(secret) {
        Some(
            "A secret access key has no spaces and no special characters. Something else was pasted along with it.",
        )
    } else if shape::is_id(secret) {
        Some("This is an access key ID. The secret is the longer of the two, with 40 characters.")
    } else if !strict {
        None
    } else if let Some(example) = about_example("", secret) {
        Some(example)
    } else if length.is_lt() {
        Some("This secret access key is cut short: it has 40 characters when it is whole.")
    } else if length.is_gt() {
        Some(
            "This is longer than a secret access key, which has 40 characters. Copy it again, by itself.",
        )
    } else if !shape::is_secret(secret) {
        Some("A secret access key has only letters, digits, / and +. Copy it again, by itself.")
    } else {
        None
    }
}

fn wrong_token(id: &str, token: &str, strict: bool, is_over: bool) -> Message {
    let temporary = id.starts_with("ASIA");
    if token.is_empty() {
        return temporary.then_some(
            "An ID that begins with ASIA is temporary: enter the session token that came with it.",
        );
    }
    if !is_header_safe(token) {
        Some(
            "A session token has no spaces and no line breaks. Something else was pasted along with it.",
        )
    } else if strict && id.starts_with("AKIA") {
        Some(
            "An ID that begins with AKIA has no session token. Empty this field, or enter the ASIA… ID and the \
             secret that came with the token.",
        )
    } else if is_over {
        Some("These temporary credentials have run out. Get new ones and paste them.")
    } else {
        None
    }
}

/// What to say of a key that is an example of AWS's documentation, if either half is. A server of
/// one's own may know it all the same.
#[must_use]
pub fn about_example(id: &str, secret: &str) -> Option<&'static str> {
    (id.ends_with("EXAMPLE") || secret.ends_with("EXAMPLEKEY")).then_some(
        "This is the example from AWS's documentation, which opens nothing at AWS. Paste a key of your own.",
    )
}

/// The prefixes of other things' ids, which stand near access keys in consoles and answers
/// ([IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)).
const OTHER_IDS: [(&str, &str); 4] = [
    (
        "AIDA",
        "This is the ID of an IAM user, not of an access key. An access key ID begins with AKIA or ASIA.",
    ),
    (
        "AROA",
        "This is the ID of a role, not of an access key. An access key ID begins with AKIA or ASIA.",
    ),
    (
        "AGPA",
        "This is the ID of a user group, not of an access key. An access key ID begins with AKIA or ASIA.",
    ),
    (
        "ANPA",
        "This is the ID of a policy, not of an access key. An access key ID begins with AKIA or ASIA.",
    ),
];

/// Printable ASCII without spaces: what every secret and token is made of, and all that an HTTP
/// header may hold.
fn is_header_safe(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic())
}
