//! Files of the AWS CLI and of the SDKs.

use super::contents::Contents;
use super::format::Unwritable;
use super::text::Text;
use crate::Secret;

/// `aws configure import --csv`. It splits on commas, knows no quotes, and makes a profile named
/// like the user.
pub(super) fn import(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.refuse(",\"")?;
    let Contents { id, secret, name, .. } = *contents;
    let header = "User name,Access key ID,Secret access key\r\n";
    Ok(Text::new().add(&[header, name, ",", id, ",", secret, "\r\n"]).finish())
}

/// A profile. A value that begins with a comment's sign would be none to some SDKs.
pub(super) fn profile(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.refuse_at_start("#;")?;
    let Contents { id, secret, name, region, .. } = contents;
    let text = Text::new()
        .add(&["[", name, "]\naws_access_key_id = ", id, "\naws_secret_access_key = ", secret])
        .add(&["\nregion = ", region, "\n"]);
    Ok(match contents.endpoint_url() {
        Some(url) => text.add(&["endpoint_url = ", url, "\n"]),
        None => text,
    }
    .finish())
}

/// An object with the names of the API, after its first lines.
pub(super) fn json(contents: &Contents<'_>, begin: &str) -> Secret {
    Text::new()
        .add(&[begin])
        .add_json("  \"AccessKeyId\": ", contents.id, ",\n")
        .add_json("  \"SecretAccessKey\": ", contents.secret, "\n}\n")
        .finish()
}
