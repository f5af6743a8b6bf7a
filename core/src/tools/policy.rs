//! The policy of a plan.

use super::grants::{Grant, On};
use super::plan::{PATH, Place, Plan};

/// A statement: its JSON, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it allows or denies, in one sentence.
    pub meaning: String,
    /// The statement.
    json: String,
}

/// The statements of a plan. None, where the person wrote the policy.
#[must_use]
pub fn statements(plan: &Plan, place: &Place) -> Vec<Statement> {
    let allowing = plan.tool.grants.iter().map(|grant| allowing(grant, plan, place));
    let mut all: Vec<_> = allowing.collect();
    let (day, addresses) = (plan.ends.as_str(), plan.addresses.as_str());
    if !day.is_empty() {
        let until = ["\"DateGreaterThan\": { \"aws:CurrentTime\": \"", day, "T23:59:59Z\" }"];
        all.push(Statement {
            meaning: ["After ", day, " (UTC), nothing at all."].concat(),
            json: statement("Deny", &["*"], "*", &until.concat()),
        });
    }
    if !addresses.is_empty() {
        let quoted = addresses.replace(' ', "\", \"");
        let outside = [
            "\"NotIpAddress\": { \"aws:SourceIp\": [\"",
            &quoted,
            "\"] },\n        \"Bool\": { \"aws:ViaAWSService\": \"false\" }",
        ];
        all.push(Statement {
            meaning: ["From other addresses than ", addresses, ", nothing at all."].concat(),
            json: statement("Deny", &["*"], "*", &outside.concat()),
        });
    }
    all
}

/// The policy document, formatted as IAM's own editor does.
#[must_use]
pub fn document(statements: &[Statement]) -> String {
    let all: Vec<_> = statements.iter().map(|statement| statement.json.as_str()).collect();
    policy(&all)
}

/// The policy that allows the caller all that making, finding and undoing a user for a tool takes.
#[must_use]
pub fn permissions(place: &Place) -> String {
    let actions = [
        "iam:CreateUser",
        "iam:GetUser",
        "iam:PutUserPolicy",
        "iam:CreateAccessKey",
        "iam:ListAccessKeys",
        "iam:TagUser",
        "iam:DeleteAccessKey",
        "iam:DeleteUserPolicy",
        "iam:DeleteUser",
    ];
    let all = user_arn(place, "/*");
    let own = user_arn(place, "/keycutter/*");
    policy(&[
        &statement("Allow", &actions, &own, ""),
        &statement("Allow", &["iam:ListUsers"], &all, ""),
    ])
}

/// The ARN of users below a path.
pub(super) fn user_arn(place: &Place, path: &str) -> String {
    ["arn:", place.partition, ":iam::", &place.account, ":user", path].concat()
}

fn policy(statements: &[&str]) -> String {
    let all = statements.join(",\n");
    ["{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n", &all, "\n  ]\n}"].concat()
}

fn allowing(grant: &Grant, plan: &Plan, place: &Place) -> Statement {
    let (bucket, prefix) = (plan.bucket.as_str(), plan.prefix.as_str());
    let below = if prefix.is_empty() { "" } else { ", whose names begin with " };
    let place_in_words = match grant.on {
        On::Everything => [""; 4],
        On::OwnUser => [" of the new user itself", "", "", ""],
        On::Bucket => [" of ", bucket, "", ""],
        On::Listing | On::Objects => [" in ", bucket, below, prefix],
        On::Locks => [" below locks/ in ", bucket, below, prefix],
    };
    let resource = resource(grant.on, plan, place, "${aws:username}");
    let is_limited = grant.on == On::Listing && !prefix.is_empty();
    let condition = if is_limited {
        ["\"StringLike\": { \"s3:prefix\": \"", prefix, "*\" }"].concat()
    } else {
        String::new()
    };
    Statement {
        meaning: [grant.purpose, &place_in_words.concat(), "."].concat(),
        json: statement("Allow", grant.actions, &resource, &condition),
    }
}

/// The ARN of what a grant is on, with this name for the user itself.
pub(super) fn resource(on: On, plan: &Plan, place: &Place, user_name: &str) -> String {
    let object = match on {
        On::Everything => return "*".to_owned(),
        On::OwnUser => return user_arn(place, &[PATH, user_name].concat()),
        On::Bucket | On::Listing => ["", "", ""],
        On::Objects => ["/", &plan.prefix, "*"],
        On::Locks => ["/", &plan.prefix, "locks/*"],
    };
    ["arn:", place.partition, ":s3:::", &plan.bucket, &object.concat()].concat()
}

/// One statement. Nothing in it needs an escape: buckets, prefixes, dates and addresses are checked.
fn statement(effect: &str, actions: &[&str], resource: &str, condition: &str) -> String {
    let actions = actions.join("\",\n        \"");
    let [before, after] = if condition.is_empty() {
        ["", ""]
    } else {
        [",\n      \"Condition\": {\n        ", "\n      }"]
    };
    [
        "    {\n      \"Effect\": \"",
        effect,
        "\",\n      \"Action\": [\n        \"",
        &actions,
        "\"\n      ],\n      \"Resource\": \"",
        resource,
        "\"",
        before,
        condition,
        after,
        "\n    }",
    ]
    .concat()
}
