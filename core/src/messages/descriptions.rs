//! Descriptions of keys.

use super::credentials::SECRET_IN_PLAIN_FIELD;
use crate::ServerText;
use crate::flows::describe::State;
use crate::keys::{AccessKeyId, Unfit};

/// What a description is, beside its field.
pub const HINT: &str = "What the key is for. It is saved as a tag of the user, as the AWS console does; where Terraform \
                        manages the user, it may report the tag as drift.";

/// Where there can be none.
pub const ROOT: &str = "Keys of the root user have no descriptions.";

/// Why a text cannot be a description, and what to do.
#[must_use]
pub const fn unfit(unfit: &Unfit) -> &'static str {
    match unfit {
        Unfit::TooLong => "Enter at most 256 characters.",
        Unfit::Characters(_) => "Use only letters, digits, spaces and _ . : / = + - @",
        Unfit::LooksLikeSecret => SECRET_IN_PLAIN_FIELD,
    }
}

/// What the field is doing, for a status.
#[must_use]
pub const fn progress(state: &State) -> &'static str {
    match state {
        State::Editing(_) => "",
        State::Saving(_) => "Saving the description.",
        State::Saved => "Description saved.",
    }
}

/// What is left of keys that are gone.
#[must_use]
pub fn left_over(descriptions: &[(AccessKeyId, ServerText)]) -> String {
    let all = descriptions.iter().map(|(id, text)| format!("{id} ({text})"));
    format!(
        "The user still has descriptions of keys that no longer exist: {}.",
        all.collect::<Vec<_>>().join(", ")
    )
}
