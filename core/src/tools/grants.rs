//! Groups of actions. Each becomes one statement of a policy.

/// A group of actions on one kind of resource.
#[derive(Debug, PartialEq, Eq)]
pub struct Grant {
    /// What the actions are on.
    pub on: On,
    /// Their names.
    pub actions: &'static [&'static str],
    /// What they are for, as the beginning of a sentence that ends in the resource.
    pub purpose: &'static str,
}

/// What a group of actions is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// All resources.
    Everything,
    /// The bucket.
    Bucket,
    /// The bucket, as far as its objects may be listed.
    Listing,
    /// Its objects, or those of a prefix.
    Objects,
    /// The objects below `locks/`.
    Locks,
    /// The user itself.
    OwnUser,
}

pub(super) static LIST: Grant =
    Grant { on: On::Listing, actions: &["s3:ListBucket"], purpose: "List the objects" };
pub(super) static LOCATE: Grant =
    Grant { on: On::Bucket, actions: &["s3:GetBucketLocation"], purpose: "See the region" };
pub(super) static LIST_UPLOADS: Grant = Grant {
    on: On::Bucket,
    actions: &["s3:ListBucketMultipartUploads"],
    purpose: "See unfinished uploads",
};
pub(super) static SEE_ACCESS: Grant = Grant {
    on: On::Bucket,
    actions: &["s3:GetBucketPublicAccessBlock", "s3:GetBucketOwnershipControls"],
    purpose: "See the public access and ownership settings",
};
pub(super) static SEE_VERSIONS: Grant = Grant {
    on: On::Bucket,
    actions: &[
        "s3:GetBucketVersioning",
        "s3:GetBucketObjectLockConfiguration",
        "s3:ListBucketVersions",
    ],
    purpose: "See versions and object lock settings",
};
pub(super) static READ: Grant =
    Grant { on: On::Objects, actions: &["s3:GetObject"], purpose: "Read objects" };
pub(super) static WRITE: Grant =
    Grant { on: On::Objects, actions: &["s3:PutObject"], purpose: "Upload and overwrite objects" };
pub(super) static WRITE_PARTS: Grant = Grant {
    on: On::Objects,
    actions: &["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
    purpose: "Upload and overwrite objects, also in parts,",
};
pub(super) static DELETE: Grant =
    Grant { on: On::Objects, actions: &["s3:DeleteObject"], purpose: "Delete objects" };
pub(super) static ACL: Grant =
    Grant { on: On::Objects, actions: &["s3:PutObjectAcl"], purpose: "Make objects public" };
pub(super) static DELETE_LOCKS: Grant =
    Grant { on: On::Locks, actions: &["s3:DeleteObject"], purpose: "Delete lock files" };
pub(super) static VERSIONS: Grant = Grant {
    on: On::Objects,
    actions: &[
        "s3:GetObjectVersion",
        "s3:DeleteObjectVersion",
        "s3:GetObjectRetention",
        "s3:PutObjectRetention",
        "s3:GetObjectLegalHold",
        "s3:PutObjectLegalHold",
    ],
    purpose: "Read, delete and lock versions of objects",
};
pub(super) static LIST_BUCKETS: Grant = Grant {
    on: On::Everything,
    actions: &["s3:ListAllMyBuckets"],
    purpose: "List the names of all buckets",
};
pub(super) static SEND_MAIL: Grant = Grant {
    on: On::Everything,
    actions: &["ses:SendRawEmail"],
    purpose: "Send mail from all verified addresses",
};
pub(super) static OWN_KEYS: Grant = Grant {
    on: On::OwnUser,
    actions: &[
        "iam:ListAccessKeys",
        "iam:CreateAccessKey",
        "iam:UpdateAccessKey",
        "iam:DeleteAccessKey",
        "iam:GetAccessKeyLastUsed",
    ],
    purpose: "List, create, change and delete access keys",
};
