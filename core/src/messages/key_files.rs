//! The formats in which a key is taken home, and what they cannot hold.

use super::credentials::SECRET_IN_PLAIN_FIELD;
use crate::aws::{BucketProblem, RegionProblem};
use crate::formats::key_files::{Format, Unwritable};

/// What the name of a bucket is.
pub(super) const BUCKET: &str =
    "Enter the name of an S3 bucket: 3 to 63 lower-case letters, digits, periods and hyphens.";

/// What a format is called.
#[must_use]
pub const fn label(format: Format) -> &'static str {
    match format {
        Format::AwsCliImport => "AWS CLI import (CSV)",
        Format::AwsProfile => "AWS profile (INI)",
        Format::Sh => "Environment (sh)",
        Format::Fish => "Environment (fish)",
        Format::PowerShell => "Environment (PowerShell)",
        Format::Cmd => "Environment (cmd)",
        Format::DockerEnv => "Docker env file",
        Format::Json => "JSON",
        Format::CredentialProcess => "credential_process",
        Format::KubernetesSecret => "Kubernetes Secret",
        Format::Rclone => "rclone",
        Format::S3cmd => "s3cmd",
        Format::Restic => "restic",
        Format::MinioClient => "MinIO client",
        Format::WpOffloadMedia => "WordPress: WP Offload Media",
        Format::S3Uploads => "WordPress: S3-Uploads",
        Format::SesSmtp => "SES SMTP",
        Format::Paper => "Paper",
    }
}

/// What to do with the text.
#[must_use]
pub const fn use_of(format: Format) -> &'static str {
    match format {
        Format::AwsCliImport => {
            "Import it with aws configure import --csv file://aws-cli-import.csv. Name becomes the profile."
        }
        Format::AwsProfile => {
            "Add it to ~/.aws/credentials. It must not replace profiles that are there."
        }
        Format::Sh => "Read it with . ./aws-sh.env, in bash, zsh or another POSIX shell.",
        Format::Fish => "Read it with source aws-env.fish.",
        Format::PowerShell => "Read it with . ./aws-env.ps1.",
        Format::Cmd => "Run it with call aws-env.cmd.",
        Format::DockerEnv => {
            "Use it with docker run --env-file aws.env, or gh secret set -f aws.env."
        }
        Format::Json => "For programs that read JSON.",
        Format::CredentialProcess => {
            "For a command that is named as credential_process in ~/.aws/config."
        }
        Format::KubernetesSecret => "Apply it with kubectl apply -f aws-credentials.yaml.",
        Format::Rclone => {
            "Add it to rclone.conf. The command rclone config file says where that is."
        }
        Format::S3cmd => "Save it as ~/.s3cfg.",
        Format::Restic => "Read it with . ./restic.env, then run restic snapshots.",
        Format::MinioClient => {
            "Run it with sh mc-alias.txt. If you paste it into a shell, its history keeps the secret."
        }
        Format::WpOffloadMedia | Format::S3Uploads => {
            "Add it to wp-config.php, above the line that says to stop editing."
        }
        Format::SesSmtp => {
            "For mail programs. The password is valid in this region only, and is as secret as the key."
        }
        Format::Paper => {
            "Print it and keep it in a safe. If you download it, delete the file afterward."
        }
    }
}

/// Why a format cannot be written, and what to do.
#[must_use]
pub const fn unwritable(problem: Unwritable) -> &'static str {
    match problem {
        Unwritable::Name => {
            "Enter a name of lower-case letters, digits and hyphens that begins with a letter, such as backup."
        }
        Unwritable::Bucket(BucketProblem::LooksLikeSecret)
        | Unwritable::Region(RegionProblem::LooksLikeSecret) => SECRET_IN_PLAIN_FIELD,
        Unwritable::Bucket(BucketProblem::WrongShape) => BUCKET,
        Unwritable::Region(RegionProblem::WrongShape) => "Enter a region, such as eu-west-1.",
        Unwritable::RegionElsewhere => {
            "This region belongs to another partition of AWS, where the key is not valid."
        }
        Unwritable::Key => {
            "The key has characters that this format cannot hold. Choose another format, such as JSON."
        }
        Unwritable::NotAws => "This format is for AWS only. Choose another one for your server.",
        Unwritable::EndpointPath => {
            "This tool takes a server without a path, and your endpoint has one. Choose another format."
        }
    }
}
