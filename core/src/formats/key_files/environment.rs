//! Environment variables, in the quotes of each reader.

use super::contents::Contents;
use super::format::Unwritable;
use super::text::Text;
use crate::Secret;

/// The variables. Some SDKs read one name of the region, some the other.
fn variables<'a>(contents: &'a Contents<'_>) -> impl Iterator<Item = (&'static str, &'a str)> {
    let key = [("AWS_ACCESS_KEY_ID", contents.id), ("AWS_SECRET_ACCESS_KEY", contents.secret)];
    let region = contents.region.as_str();
    let place = [("AWS_REGION", region), ("AWS_DEFAULT_REGION", region)];
    let endpoint = contents.endpoint_url().map(|url| ("AWS_ENDPOINT_URL", url));
    key.into_iter().chain(place).chain(endpoint)
}

/// A line for each variable.
fn lines(contents: &Contents<'_>, line: impl Fn(Text, &str, &str) -> Text) -> Secret {
    variables(contents).fold(Text::new(), |text, (name, value)| line(text, name, value)).finish()
}

pub(super) fn sh(contents: &Contents<'_>) -> Secret {
    lines(contents, |text, name, value| text.add(&["export ", name]).add_sh("=", value, "\n"))
}

pub(super) fn fish(contents: &Contents<'_>) -> Secret {
    lines(contents, |text, name, value| {
        text.add(&["set -gx ", name]).add_backslashed(" ", value, "\n")
    })
}

pub(super) fn powershell(contents: &Contents<'_>) -> Secret {
    lines(contents, |text, name, value| {
        text.add(&["$Env:", name]).add_powershell(" = ", value, "\n")
    })
}

/// The command prompt reads its special characters differently in a file and when they are typed.
pub(super) fn cmd(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.refuse("&|<>^\"%!()")?;
    Ok(lines(contents, |text, name, value| text.add(&["set ", name, "=", value, "\r\n"])))
}

/// Docker takes a value literally, and Compose reads quotes, variables and comments in it.
pub(super) fn docker(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.refuse("'\"`$#\\")?;
    Ok(lines(contents, |text, name, value| text.add(&[name, "=", value, "\n"])))
}

/// A Secret with the variables, for `envFrom`. Its name is a DNS subdomain.
pub(super) fn kubernetes(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    let name = contents.name;
    let is_separator = |c| matches!(c, '.' | '-');
    let is_dns = name.bytes().all(|b| !b.is_ascii_uppercase() && b != b'_')
        && !name.split('.').any(|label| label.is_empty() || label.starts_with(is_separator))
        && !name.split('.').any(|label| label.ends_with(is_separator));
    if !is_dns {
        return Err(Unwritable::Name);
    }
    let head = Text::new().add(&["apiVersion: v1\nkind: Secret\nmetadata:\n"]).add_json(
        "  name: ",
        name,
        "\ntype: Opaque\nstringData:\n",
    );
    let text = variables(contents)
        .fold(head, |text, (name, value)| text.add(&["  ", name]).add_json(": ", value, "\n"));
    Ok(text.finish())
}
