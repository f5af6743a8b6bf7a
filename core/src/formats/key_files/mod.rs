//! A new key in the form that the next tool reads.
//!
//! Each format has a writer, which writes exactly what its reader expects, or refuses with
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

mod aws_cli;
mod contents;
mod environment;
mod format;
mod paper;
mod s3_tools;
mod ses_smtp;
mod text;
mod wordpress;

use crate::Secret;
use crate::aws::Endpoint;
use crate::keys::NewAccessKey;

use contents::Contents;
pub use format::{Detail, Details, Format, Unwritable};
pub use ses_smtp::password as ses_smtp_password;

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
    Ok(KeyFile { name: format.file_name(), text: text(format, &contents)? })
}

fn text(format: Format, contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    match format {
        Format::AwsCliImport => aws_cli::import(contents),
        Format::AwsProfile => aws_cli::profile(contents),
        Format::Json => Ok(aws_cli::json(contents, "{\n")),
        Format::CredentialProcess => Ok(aws_cli::json(contents, "{\n  \"Version\": 1,\n")),
        Format::Sh => Ok(environment::sh(contents)),
        Format::Fish => Ok(environment::fish(contents)),
        Format::PowerShell => Ok(environment::powershell(contents)),
        Format::Cmd => environment::cmd(contents),
        Format::DockerEnv => environment::docker(contents),
        Format::KubernetesSecret => environment::kubernetes(contents),
        Format::Rclone => s3_tools::rclone(contents),
        Format::S3cmd => s3_tools::s3cmd(contents),
        Format::Restic => Ok(s3_tools::restic(contents)),
        Format::MinioClient => s3_tools::minio_client(contents),
        Format::WpOffloadMedia => wordpress::offload_media(contents),
        Format::S3Uploads => wordpress::s3_uploads(contents),
        Format::SesSmtp => ses_smtp::settings(contents),
        Format::Paper => Ok(paper::write(contents)),
    }
}
