//! Policy documents.

use serde_json::json;

/// What manages access keys and nothing else.
pub(super) const KEY_ACTIONS: [&str; 6] = [
    "iam:CreateAccessKey",
    "iam:DeleteAccessKey",
    "iam:GetAccessKeyLastUsed",
    "iam:GetUser",
    "iam:ListAccessKeys",
    "iam:UpdateAccessKey",
];

/// Allows actions on every resource.
pub(super) fn allow(actions: &[&str]) -> String {
    statement("Allow", actions)
}

/// Denies actions on every resource.
pub(super) fn deny(actions: &[&str]) -> String {
    statement("Deny", actions)
}

/// Lets every principal assume a role.
pub(super) fn trust_everyone() -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }],
    })
    .to_string()
}

fn statement(effect: &str, actions: &[&str]) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": effect, "Action": actions, "Resource": "*" }],
    })
    .to_string()
}
