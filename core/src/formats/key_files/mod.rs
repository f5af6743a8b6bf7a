//! A new key in the form that the next tool reads.
//!
//! Each format has a template, which becomes exactly what its reader expects, or is refused with
//! [`Unwritable`]: no file is written that would be read differently. A value is quoted where the
//! format has quotes for it, and is refused where it has none. Every text holds the secret, or what
//! is derived from it, and is a [`Secret`].
//!
//! | format | source |
//! |---|---|
//! | AWS CLI, profile, `credential_process` | [AWS CLI user guide](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html) |
//! | Docker env file | [`docker run --env-file`](https://docs.docker.com/reference/cli/docker/container/run/#env) |
//! | Kubernetes Secret | [Secrets](https://kubernetes.io/docs/concepts/configuration/secret/) |
//! | rclone | [Amazon S3](https://rclone.org/s3/) |
//! | restic | [Preparing a new repository](https://restic.readthedocs.io/en/stable/030_preparing_a_new_repo.html#amazon-s3) |
//! | SES SMTP | [Obtaining SMTP credentials](https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html) |

mod contents;
mod fill;
mod format;
mod paper;
mod ses_smtp;
mod template;
mod text;

use crate::Secret;
use crate::aws::Endpoint;
use crate::keys::NewAccessKey;

use contents::Contents;
pub use format::{Detail, Details, Format, Unwritable};
pub use ses_smtp::password as ses_smtp_password;
use template::Template;

/// A file, to be saved or copied.
#[derive(Debug)]
pub struct KeyFile {
    /// The name that the tool expects.
    pub name: &'static str,
    /// Its text.
    pub text: Secret,
}

/// Writes a new key in a format.
///
/// # Errors
///
/// [`Unwritable`]: nothing is written that its reader would read differently.
pub fn write(
    format: Format,
    new: &NewAccessKey,
    endpoint: &Endpoint,
    details: Details<'_>,
) -> Result<KeyFile, Unwritable> {
    let contents = Contents::check(format, new, endpoint, details)?;
    let text = match Template::of(format) {
        Some(template) => fill::fill(format, template, &contents)?,
        None => paper::write(&contents),
    };
    Ok(KeyFile { name: format.file_name(), text })
}
