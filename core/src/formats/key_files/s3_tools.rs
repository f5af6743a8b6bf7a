//! Programs that speak S3.

use super::contents::{Contents, Server};
use super::format::Unwritable;
use super::text::Text;
use crate::Secret;
use crate::aws::Partition;

/// A remote. Its reader expands `%(…)s`, and takes quotes and backquotes off a value. Without
/// `no_check_bucket` a write asks for permission to make buckets.
pub(super) fn rclone(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.refuse("%\"'`")?;
    contents.refuse_at_start("#;")?;
    let Contents { id, secret, name, region, .. } = contents;
    let text = Text::new().add(&["[", name, "]\ntype = s3\nprovider = "]);
    let text = match contents.endpoint_url() {
        Some(url) => text.add(&["Other\nendpoint = ", url]),
        None => text.add(&["AWS"]),
    };
    Ok(text
        .add(&["\naccess_key_id = ", id, "\nsecret_access_key = ", secret])
        .add(&["\nregion = ", region, "\nno_check_bucket = true\n"])
        .finish())
}

/// The whole configuration; what it lacks keeps its default. Its reader takes quotes off a value,
/// and puts variables in the place of `$`.
pub(super) fn s3cmd(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.refuse("$%\"'")?;
    contents.refuse_at_start("#;")?;
    let Contents { id, secret, region, .. } = contents;
    let text = Text::new()
        .add(&["[default]\naccess_key = ", id, "\nsecret_key = ", secret])
        .add(&["\nbucket_location = ", region, "\n"]);
    Ok(match contents.server {
        // The default.
        Server::Aws(Partition::Aws) => text,
        Server::Aws(partition) => {
            let host = contents.s3_host(partition);
            text.add(&["host_base = ", &host, "\nhost_bucket = %(bucket)s.", &host, "\n"])
        }
        Server::Custom(custom) => {
            let url = custom.url().trim_end_matches('/');
            let (scheme, host) = url.split_once("://").ok_or(Unwritable::EndpointPath)?;
            if host.contains('/') {
                return Err(Unwritable::EndpointPath);
            }
            let is_https = if scheme == "https" { "True" } else { "False" };
            // Without the bucket in the host: few servers have such names.
            text.add(&["host_base = ", host, "\nhost_bucket = ", host]).add(&[
                "\nuse_https = ",
                is_https,
                "\n",
            ])
        }
    }
    .finish())
}

/// Variables, of which one names the repository.
pub(super) fn restic(contents: &Contents<'_>) -> Secret {
    let server = s3_server(contents, "");
    let repository = format!("s3:{server}/{}", contents.bucket);
    Text::new()
        .add_sh("export AWS_ACCESS_KEY_ID=", contents.id, "\n")
        .add_sh("export AWS_SECRET_ACCESS_KEY=", contents.secret, "\n")
        .add_sh("export AWS_DEFAULT_REGION=", &contents.region, "\n")
        .add_sh("export RESTIC_REPOSITORY=", &repository, "\n")
        .finish()
}

/// A command. An alias is a letter, then letters, digits, `_` and `-`.
pub(super) fn minio_client(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    let name = contents.name;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.contains('.') {
        return Err(Unwritable::Name);
    }
    Ok(Text::new()
        .add(&["mc alias set ", name])
        .add_sh(" ", &s3_server(contents, "https://"), "")
        .add_sh(" ", contents.id, "")
        .add_sh(" ", contents.secret, "\n")
        .finish())
}

/// The URL of a server that is not AWS; or AWS's host, after its scheme.
fn s3_server(contents: &Contents<'_>, scheme: &str) -> String {
    match contents.server {
        Server::Aws(partition) => format!("{scheme}{}", contents.s3_host(partition)),
        Server::Custom(custom) => custom.url().trim_end_matches('/').to_owned(),
    }
}
