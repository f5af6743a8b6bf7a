//! The formats, what each needs, and why one cannot be written.

use crate::aws::{BucketProblem, RegionProblem};

/// A form in which a key can be taken home, beside the console's own key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// What `aws configure import` reads. The console's own key file lacks the user name.
    AwsCliImport,
    /// A profile of `~/.aws/credentials`.
    AwsProfile,
    /// Variables for a POSIX shell.
    Sh,
    /// Variables for fish.
    Fish,
    /// Variables for PowerShell.
    PowerShell,
    /// Variables for the Windows command prompt.
    Cmd,
    /// Variables for `docker run --env-file`, `env_file` of Compose and `gh secret set -f`.
    DockerEnv,
    /// JSON with the names of the API.
    Json,
    /// The output of a `credential_process`.
    CredentialProcess,
    /// A manifest of a Kubernetes Secret.
    KubernetesSecret,
    /// A remote of `rclone.conf`.
    Rclone,
    /// The configuration of s3cmd.
    S3cmd,
    /// Variables of restic, for a POSIX shell.
    Restic,
    /// A command of the `MinIO` client, for a POSIX shell.
    MinioClient,
    /// Lines of `wp-config.php` for WP Offload Media.
    WpOffloadMedia,
    /// Lines of `wp-config.php` for S3-Uploads.
    S3Uploads,
    /// What a mail program needs to send by SES.
    SesSmtp,
    /// A text to be printed, and typed from paper.
    Paper,
}

/// A text that a format needs beside the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The name of the profile, the remote, the alias or the Secret.
    Name,
    /// The bucket.
    Bucket,
    /// The region; empty for the endpoint's own.
    Region,
}

/// The texts that a person typed for a format. Those that it does not need are ignored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Details<'a> {
    /// See [`Detail::Name`].
    pub name: &'a str,
    /// See [`Detail::Bucket`].
    pub bucket: &'a str,
    /// See [`Detail::Region`].
    pub region: &'a str,
}

/// Why a format cannot hold what it would have to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// The name is empty, or has characters that it cannot have here.
    Name,
    /// No bucket has this name.
    Bucket(BucketProblem),
    /// No region has this name.
    Region(RegionProblem),
    /// The region is in another partition of AWS than the key.
    RegionElsewhere,
    /// The key id or the secret has characters for which the format has no escape.
    Key,
    /// The tool works with AWS only.
    NotAws,
    /// The tool takes a server's host without a path, and this one has a path.
    EndpointPath,
}

impl Unwritable {
    /// The text that it is about; `None` when another text would not help.
    #[must_use]
    pub const fn detail(self) -> Option<Detail> {
        match self {
            Self::Name => Some(Detail::Name),
            Self::Bucket(_) => Some(Detail::Bucket),
            Self::Region(_) | Self::RegionElsewhere => Some(Detail::Region),
            Self::Key | Self::NotAws | Self::EndpointPath => None,
        }
    }
}

impl Format {
    /// All formats, in the order of the choice.
    pub const ALL: [Self; 18] = [
        Self::AwsCliImport,
        Self::AwsProfile,
        Self::Sh,
        Self::Fish,
        Self::PowerShell,
        Self::Cmd,
        Self::DockerEnv,
        Self::Json,
        Self::CredentialProcess,
        Self::KubernetesSecret,
        Self::Rclone,
        Self::S3cmd,
        Self::Restic,
        Self::MinioClient,
        Self::WpOffloadMedia,
        Self::S3Uploads,
        Self::SesSmtp,
        Self::Paper,
    ];

    /// Whether it needs a text.
    #[must_use]
    pub const fn wants(self, detail: Detail) -> bool {
        match detail {
            Detail::Name => self.usual_name().is_some(),
            Detail::Bucket => matches!(self, Self::Restic | Self::S3Uploads),
            Detail::Region => !matches!(
                self,
                Self::AwsCliImport
                    | Self::Json
                    | Self::CredentialProcess
                    | Self::WpOffloadMedia
                    | Self::Paper
            ),
        }
    }

    /// The name that is proposed where it needs one.
    #[must_use]
    pub const fn usual_name(self) -> Option<&'static str> {
        match self {
            Self::AwsCliImport | Self::AwsProfile => Some("default"),
            Self::KubernetesSecret => Some("aws-credentials"),
            Self::Rclone | Self::MinioClient => Some("s3"),
            _ => None,
        }
    }

    /// The name that the tool expects of its file. Browsers save no name that begins with a dot, and
    /// Chromium holds back one that ends in `.sh`.
    pub(super) const fn file_name(self) -> &'static str {
        match self {
            Self::AwsCliImport => "aws-cli-import.csv",
            Self::AwsProfile => "credentials",
            Self::Sh => "aws-sh.env",
            Self::Fish => "aws-env.fish",
            Self::PowerShell => "aws-env.ps1",
            Self::Cmd => "aws-env.cmd",
            Self::DockerEnv => "aws.env",
            Self::Json => "access-key.json",
            Self::CredentialProcess => "credential-process.json",
            Self::KubernetesSecret => "aws-credentials.yaml",
            Self::Rclone => "rclone.conf",
            Self::S3cmd => "s3cfg",
            Self::Restic => "restic.env",
            Self::MinioClient => "mc-alias.txt",
            Self::WpOffloadMedia => "wp-config-offload-media.txt",
            Self::S3Uploads => "wp-config-s3-uploads.txt",
            Self::SesSmtp => "ses-smtp.txt",
            Self::Paper => "access-key-paper.txt",
        }
    }
}
