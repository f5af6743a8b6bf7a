//! The text of each format, with `~` and a letter where a value stands.
//!
//! A small letter stands for the value itself, and a capital one for the value in the format's quotes:
//!
//! | letter | value |
//! |---|---|
//! | `i`, `s`, `n`, `b`, `r` | key ID, secret, name, bucket, region |
//! | `u`, `k`, `t` | a custom server's URL, its host, and whether its scheme is https |
//! | `h`, `d` | the host of AWS's S3, and what AWS's host names end with |
//! | `l` | the location of a restic repository, or the URL of S3 |
//! | `p` | the SMTP password |
//! | `e` | one of two other templates: for AWS, and for a custom server |

use super::format::Format;

/// How a value is quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// The single quotes of a POSIX shell, which are left for a quote.
    Shell,
    /// Single quotes in which `\` escapes itself and the quote: fish and PHP.
    Backslash,
    /// The same in double quotes: JSON, and YAML, of which it is a subset.
    Json,
    /// The single quotes of `PowerShell`, in which a quote is doubled.
    PowerShell,
}

/// A format.
pub(super) struct Template {
    pub text: &'static str,
    /// What `~e` stands for at AWS, and at a custom server.
    pub server: [&'static str; 2],
    pub quotes: Quotes,
    /// Characters for which the format has no escape, in the key, and at its beginning.
    pub refused: [&'static str; 2],
}

/// What most formats have.
const COMMON: Template =
    Template { text: "", server: ["", ""], quotes: Quotes::Json, refused: ["", ""] };

const fn of(text: &'static str, quotes: Quotes, custom: &'static str) -> Template {
    Template { text, server: ["", custom], quotes, ..COMMON }
}

/// `aws configure import --csv`. It splits on commas, knows no quotes, and makes a profile named
/// like the user.
static AWS_CLI_IMPORT: Template = Template {
    text: "User name,Access key ID,Secret access key\r\n~n,~i,~s\r\n",
    refused: [",\"", ""],
    ..COMMON
};
/// A profile. A value that begins with a comment's sign would be none to some SDKs.
static AWS_PROFILE: Template = Template {
    text: "[~n]\naws_access_key_id = ~i\naws_secret_access_key = ~s\nregion = ~r\n~e",
    server: ["", "endpoint_url = ~u\n"],
    refused: ["", "#;"],
    ..COMMON
};
static SH: Template = of(
    "export AWS_ACCESS_KEY_ID=~I\nexport AWS_SECRET_ACCESS_KEY=~S\nexport AWS_REGION=~R\nexport AWS_DEFAULT_REGION=~R\n~e",
    Quotes::Shell,
    "export AWS_ENDPOINT_URL=~U\n",
);
static FISH: Template = of(
    "set -gx AWS_ACCESS_KEY_ID ~I\nset -gx AWS_SECRET_ACCESS_KEY ~S\nset -gx AWS_REGION ~R\nset -gx AWS_DEFAULT_REGION ~R\n~e",
    Quotes::Backslash,
    "set -gx AWS_ENDPOINT_URL ~U\n",
);
static POWERSHELL: Template = of(
    "$Env:AWS_ACCESS_KEY_ID = ~I\n$Env:AWS_SECRET_ACCESS_KEY = ~S\n$Env:AWS_REGION = ~R\n$Env:AWS_DEFAULT_REGION = ~R\n~e",
    Quotes::PowerShell,
    "$Env:AWS_ENDPOINT_URL = ~U\n",
);
/// The command prompt reads its special characters differently in a file and when they are typed.
static CMD: Template = Template {
    text: "set AWS_ACCESS_KEY_ID=~i\r\nset AWS_SECRET_ACCESS_KEY=~s\r\nset AWS_REGION=~r\r\nset AWS_DEFAULT_REGION=~r\r\n~e",
    server: ["", "set AWS_ENDPOINT_URL=~u\r\n"],
    refused: ["&|<>^\"%!()", ""],
    ..COMMON
};
/// Docker takes a value literally, and Compose reads quotes, variables and comments in it.
static DOCKER_ENV: Template = Template {
    text: "AWS_ACCESS_KEY_ID=~i\nAWS_SECRET_ACCESS_KEY=~s\nAWS_REGION=~r\nAWS_DEFAULT_REGION=~r\n~e",
    server: ["", "AWS_ENDPOINT_URL=~u\n"],
    refused: ["'\"`$#\\", ""],
    ..COMMON
};
/// An object with the names of the API.
static JSON: Template =
    of("{\n  \"AccessKeyId\": ~I,\n  \"SecretAccessKey\": ~S\n}\n", Quotes::Json, "");
static CREDENTIAL_PROCESS: Template = of(
    "{\n  \"Version\": 1,\n  \"AccessKeyId\": ~I,\n  \"SecretAccessKey\": ~S\n}\n",
    Quotes::Json,
    "",
);
/// A Secret with the variables, for `envFrom`.
static KUBERNETES: Template = of(
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: ~N\ntype: Opaque\nstringData:\n  AWS_ACCESS_KEY_ID: ~I\n  AWS_SECRET_ACCESS_KEY: ~S\n  AWS_REGION: ~R\n  AWS_DEFAULT_REGION: ~R\n~e",
    Quotes::Json,
    "  AWS_ENDPOINT_URL: ~U\n",
);
/// A remote. Its reader expands `%(…)s`, and takes quotes and backquotes off a value. Without
/// `no_check_bucket` a write asks for permission to make buckets.
static RCLONE: Template = Template {
    text: "[~n]\ntype = s3\nprovider = ~e\naccess_key_id = ~i\nsecret_access_key = ~s\nregion = ~r\nno_check_bucket = true\n",
    server: ["AWS", "Other\nendpoint = ~u"],
    refused: ["%\"'`", "#;"],
    ..COMMON
};
/// The whole configuration; what it lacks keeps its default. Its reader takes quotes off a value,
/// and puts variables in the place of `$`. Few servers have names with the bucket in the host.
static S3CMD: Template = Template {
    text: "[default]\naccess_key = ~i\nsecret_key = ~s\nbucket_location = ~r\n~e",
    server: [
        "host_base = ~h\nhost_bucket = %(bucket)s.~h\n",
        "host_base = ~k\nhost_bucket = ~k\nuse_https = ~t\n",
    ],
    refused: ["$%\"'", "#;"],
    ..COMMON
};
/// Variables, of which one names the repository.
static RESTIC: Template = Template {
    text: "export AWS_ACCESS_KEY_ID=~I\nexport AWS_SECRET_ACCESS_KEY=~S\nexport AWS_DEFAULT_REGION=~R\nexport RESTIC_REPOSITORY=~L\n",
    quotes: Quotes::Shell,
    ..COMMON
};
/// A command.
static MINIO_CLIENT: Template =
    Template { text: "mc alias set ~n ~L ~I ~S\n", quotes: Quotes::Shell, ..COMMON };
/// [WP Offload Media](https://deliciousbrains.com/wp-offload-media/doc/amazon-s3-quick-start-guide/).
static WP_OFFLOAD_MEDIA: Template = of(
    "define( 'AS3CF_SETTINGS', serialize( array(\n\t'provider' => 'aws',\n\t'access-key-id' => ~I,\n\t'secret-access-key' => ~S,\n) ) );\n",
    Quotes::Backslash,
    "",
);
/// [S3-Uploads](https://github.com/humanmade/S3-Uploads).
static S3_UPLOADS: Template = of(
    "define( 'S3_UPLOADS_BUCKET', ~B );\ndefine( 'S3_UPLOADS_REGION', ~R );\ndefine( 'S3_UPLOADS_KEY', ~I );\ndefine( 'S3_UPLOADS_SECRET', ~S );\n",
    Quotes::Backslash,
    "",
);
/// What a mail program asks for.
static SES_SMTP: Template = of(
    "SMTP server: email-smtp.~r.~d\nPort: 587 with STARTTLS, or 465 with TLS\nUser name: ~i\nPassword: ~p\n",
    Quotes::Json,
    "",
);

impl Template {
    /// The template of a format; `None` for paper.
    pub const fn of(format: Format) -> Option<&'static Self> {
        Some(match format {
            Format::AwsCliImport => &AWS_CLI_IMPORT,
            Format::AwsProfile => &AWS_PROFILE,
            Format::Sh => &SH,
            Format::Fish => &FISH,
            Format::PowerShell => &POWERSHELL,
            Format::Cmd => &CMD,
            Format::DockerEnv => &DOCKER_ENV,
            Format::Json => &JSON,
            Format::CredentialProcess => &CREDENTIAL_PROCESS,
            Format::KubernetesSecret => &KUBERNETES,
            Format::Rclone => &RCLONE,
            Format::S3cmd => &S3CMD,
            Format::Restic => &RESTIC,
            Format::MinioClient => &MINIO_CLIENT,
            Format::WpOffloadMedia => &WP_OFFLOAD_MEDIA,
            Format::S3Uploads => &S3_UPLOADS,
            Format::SesSmtp => &SES_SMTP,
            Format::Paper => return None,
        })
    }
}
