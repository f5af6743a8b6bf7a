//! The tools, one entry each: adding a tool is adding an entry.

use super::grants::{
    ACL, DELETE, DELETE_LOCKS, Grant, LIST, LIST_BUCKETS, LIST_UPLOADS, LOCATE, OWN_KEYS, READ,
    SEE_ACCESS, SEE_VERSIONS, SEND_MAIL, VERSIONS, WRITE, WRITE_PARTS,
};
use crate::formats::key_files::Format;

/// A tool or a purpose, and what it needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Tool {
    /// The name in tags and at the beginning of user names.
    pub id: &'static str,
    /// The name in the choice.
    pub label: &'static str,
    /// What it may do, one statement each. Empty for a policy of the person's own.
    pub grants: &'static [&'static Grant],
    /// Whether it can be kept to a prefix of the bucket.
    pub takes_prefix: bool,
    /// The formats that it reads a key in, the best first.
    pub formats: &'static [Format],
    /// A command that tries the key, with `{}` for the bucket; empty where there is none.
    pub try_it: &'static str,
    /// What to know beforehand; empty where there is nothing.
    pub trap: &'static str,
    /// Where the permissions are from.
    pub source: &'static str,
    /// Whether the tool's maker, or AWS, publishes them.
    pub is_confirmed: bool,
}

const READ_ONLY: &[&Grant] = &[&LIST, &LOCATE, &READ];
const READ_WRITE: &[&Grant] = &[&LIST, &LOCATE, &LIST_UPLOADS, &READ, &WRITE_PARTS, &DELETE];
const CHOOSE_BUCKET: &[&Grant] =
    &[&LIST, &LOCATE, &LIST_UPLOADS, &READ, &WRITE_PARTS, &DELETE, &LIST_BUCKETS];
const CHOOSES: &str = "It may list the names of all buckets, from which the tool lets you choose.";
/// Where no page of the maker lists permissions.
const S3_ACTIONS: &str =
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html";
const VEEAM: &str = "https://github.com/VeeamHub/veeam-aws-cloudformation";

/// What most entries share.
const COMMON: Tool = Tool {
    id: "",
    label: "",
    grants: READ_WRITE,
    takes_prefix: true,
    formats: &[Format::AwsProfile],
    try_it: "aws s3 ls s3://{}",
    trap: "",
    source: S3_ACTIONS,
    is_confirmed: true,
};

/// A program whose fields the key is typed into.
const PROGRAM: Tool = Tool {
    grants: CHOOSE_BUCKET,
    formats: &[Format::Json, Format::AwsProfile],
    try_it: "",
    trap: CHOOSES,
    is_confirmed: false,
    ..COMMON
};

/// The id of the entry whose policy the person writes.
pub const OWN_POLICY: &str = "own-policy";

/// All tools, the general purposes first.
pub static TOOLS: [Tool; 19] = [
    Tool { id: "read", label: "Read one bucket", grants: READ_ONLY, ..COMMON },
    Tool { id: "read-write", label: "Read and write one bucket", ..COMMON },
    Tool {
        id: "upload",
        label: "Upload only",
        grants: &[&WRITE],
        try_it: "aws s3 cp FILE s3://{}",
        trap: "An upload replaces an object of the same name, unless the bucket keeps versions.",
        ..COMMON
    },
    Tool {
        id: "append-only",
        label: "Append-only backup",
        grants: &[&LIST, &LOCATE, &READ, &WRITE, &DELETE_LOCKS],
        formats: &[Format::Restic, Format::AwsProfile],
        try_it: "restic snapshots",
        trap: "Backups cannot be deleted with it, but they can be overwritten unless the bucket has versioning or object \
               lock. Pruning needs another key.",
        source: "https://restic.readthedocs.io/en/stable/060_forget.html",
        ..COMMON
    },
    Tool {
        id: "ses",
        label: "Send mail (SES)",
        grants: &[&SEND_MAIL],
        takes_prefix: false,
        formats: &[Format::SesSmtp],
        try_it: "",
        trap: "The SMTP password is valid in one region, and the sender's address has to be verified there.",
        source: "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html",
        ..COMMON
    },
    Tool {
        id: "own-keys",
        label: "Manage my own keys",
        grants: &[&OWN_KEYS],
        takes_prefix: false,
        try_it: "aws iam list-access-keys",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        ..COMMON
    },
    Tool {
        id: OWN_POLICY,
        label: "My own policy",
        grants: &[],
        takes_prefix: false,
        try_it: "aws sts get-caller-identity",
        trap: "Allow only what the tool needs, on the resources that it needs.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_examples.html",
        ..COMMON
    },
    Tool {
        id: "wp-offload-media",
        label: "WP Offload Media",
        grants: &[&SEE_ACCESS, &LIST, &LOCATE, &READ, &WRITE, &DELETE],
        takes_prefix: false,
        formats: &[Format::WpOffloadMedia],
        try_it: "",
        trap: "Type the bucket's name in the plugin: its list of buckets stays empty. Where files are public by ACL, it \
               needs s3:PutObjectAcl too.",
        source: "https://deliciousbrains.com/wp-offload-media/doc/custom-iam-policy-for-amazon-s3/",
        ..COMMON
    },
    Tool {
        id: "s3-uploads",
        label: "S3-Uploads",
        grants: &[&LIST, &LOCATE, &LIST_UPLOADS, &READ, &WRITE_PARTS, &DELETE, &ACL],
        formats: &[Format::S3Uploads],
        try_it: "wp s3-uploads verify",
        trap: "It makes files public by ACL, which a new bucket refuses until its ACLs are turned on.",
        source: "https://github.com/humanmade/S3-Uploads",
        ..COMMON
    },
    Tool {
        id: "rclone",
        label: "rclone",
        formats: &[Format::Rclone],
        try_it: "rclone lsf s3:{}",
        trap: "Keep no_check_bucket = true, or rclone tries to create the bucket.",
        source: "https://rclone.org/s3/",
        ..COMMON
    },
    Tool {
        id: "restic",
        label: "restic",
        formats: &[Format::Restic],
        try_it: "restic snapshots",
        trap: "Whoever has the key can delete the backups. Append-only backup is safer.",
        source: "https://restic.readthedocs.io/en/stable/080_examples.html",
        ..COMMON
    },
    Tool {
        id: "kopia",
        label: "kopia",
        formats: &[Format::Sh, Format::Json],
        try_it: "kopia repository connect s3 --bucket={}",
        source: "https://kopia.io/docs/repositories/",
        ..COMMON
    },
    Tool { id: "duplicati", label: "Duplicati", is_confirmed: true, ..PROGRAM },
    Tool {
        id: "remotely-save",
        label: "Remotely Save",
        source: "https://github.com/remotely-save/remotely-save",
        is_confirmed: true,
        ..PROGRAM
    },
    Tool { id: "arq", label: "Arq", ..PROGRAM },
    Tool { id: "synology", label: "Synology", ..PROGRAM },
    Tool { id: "updraftplus", label: "UpdraftPlus", ..PROGRAM },
    Tool {
        id: "veeam",
        label: "Veeam",
        grants: &[&LIST, &LOCATE, &READ, &WRITE, &DELETE, &LIST_BUCKETS],
        takes_prefix: false,
        source: VEEAM,
        is_confirmed: true,
        ..PROGRAM
    },
    Tool {
        id: "veeam-immutable",
        label: "Veeam with immutability",
        grants: &[&LIST, &LOCATE, &SEE_VERSIONS, &READ, &WRITE, &DELETE, &VERSIONS, &LIST_BUCKETS],
        takes_prefix: false,
        trap: "The bucket needs versioning and object lock, without a default retention.",
        source: VEEAM,
        is_confirmed: true,
        ..PROGRAM
    },
];

impl Tool {
    /// The tool of an id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.id == id)
    }

    /// Whether it works on a bucket.
    #[must_use]
    pub fn takes_bucket(&self) -> bool {
        self.allows("s3:PutObject") || self.allows("s3:GetObject")
    }

    /// Whether an action is among those that it needs.
    #[must_use]
    pub fn allows(&self, action: &str) -> bool {
        self.grants.iter().any(|grant| grant.actions.contains(&action))
    }

    /// Whether the person writes the policy.
    #[must_use]
    pub fn has_own_policy(&self) -> bool {
        self.grants.is_empty()
    }
}
