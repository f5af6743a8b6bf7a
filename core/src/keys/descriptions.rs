//! Descriptions of access keys.
//!
//! IAM has none of its own. The AWS console keeps them as tags of the user: the key of the tag is the ID
//! of the access key, its value the description. So does this page.

use super::access_key::AccessKeyId;
use super::shape;
use crate::ServerText;

/// The most characters that a tag's value has.
pub const LONGEST: usize = 256;

/// The descriptions of a user's keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptions(Vec<(AccessKeyId, ServerText)>);

/// Why a text cannot be a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It has more than [`LONGEST`] characters.
    TooLong,
    /// It has characters that tags cannot hold. Without them it is this text.
    Characters(String),
    /// It looks like a secret access key, and whoever may list tags could read it.
    LooksLikeSecret,
}

impl Descriptions {
    /// Those among the tags of a user, by key and value.
    #[must_use]
    pub fn of_tags(tags: Vec<(ServerText, ServerText)>) -> Self {
        let tags = tags.into_iter().filter(|(key, _)| shape::is_id(key));
        Self(tags.map(|(key, value)| (AccessKeyId::from_answer(&key), value)).collect())
    }

    /// The description of a key.
    #[must_use]
    pub fn get(&self, id: &AccessKeyId) -> Option<&str> {
        let found = self.0.iter().find(|(other, _)| other == id);
        found.map(|(_, text)| text.as_str()).filter(|text| !text.is_empty())
    }

    /// Sets the description of a key; an empty one removes it.
    pub fn set(&mut self, id: &AccessKeyId, text: &str) {
        self.0.retain(|(other, _)| other != id);
        if !text.is_empty() {
            self.0.push((id.clone(), ServerText::line(text)));
        }
    }

    /// The descriptions of keys that are none of these: their keys are gone.
    #[must_use]
    pub fn of_others(&self, ids: &[AccessKeyId]) -> Vec<(AccessKeyId, ServerText)> {
        self.0.iter().filter(|(id, _)| !ids.contains(id)).cloned().collect()
    }
}

/// Checks a description, without the blanks around it. Tags hold letters, digits, blanks and
/// `_ . : / = + - @` ([TagUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html)).
///
/// # Errors
///
/// [`Unfit`].
pub fn check_description(text: &str) -> Result<&str, Unfit> {
    let text = text.trim();
    if shape::is_surely_secret(text) {
        return Err(Unfit::LooksLikeSecret);
    }
    let is_of_tags = |c: &char| {
        c.is_alphanumeric() || "_.:/=+-@".contains(*c) || (c.is_whitespace() && !c.is_control())
    };
    if !text.chars().all(|c| is_of_tags(&c)) {
        let cleaned: String = text.chars().filter(is_of_tags).take(LONGEST).collect();
        return Err(Unfit::Characters(cleaned.trim().to_owned()));
    }
    if text.chars().count() > LONGEST {
        return Err(Unfit::TooLong);
    }
    Ok(text)
}
