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
    let mut all: Vec<_> =
        plan.tool.grants.iter().map(|grant| allowing(grant, plan, place)).collect();
    if !plan.ends.is_empty() {
        all.push(Statement {
            meaning: format!("From the end of {} (UTC), nothing more at all.", plan.ends),
            json: denying(&format!(
                "\"DateGreaterThan\": {{ \"aws:CurrentTime\": \"{}T23:59:59Z\" }}",
                plan.ends
            )),
        });
    }
    if !plan.addresses.is_empty() {
        let quoted = plan.addresses.replace(' ', "\", \"");
        all.push(Statement {
            meaning: format!("From other addresses than {}, nothing at all.", plan.addresses),
            json: denying(&format!(
                "\"NotIpAddress\": {{ \"aws:SourceIp\": [\"{quoted}\"] }},\n        \"Bool\": {{ \
                 \"aws:ViaAWSService\": \"false\" }}"
            )),
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
    let Place { partition, account } = place;
    let all = format!("arn:{partition}:iam::{account}:user/*");
    let own = format!("arn:{partition}:iam::{account}:user{PATH}*");
    policy(&[
        &statement("Allow", &actions, &own, ""),
        &statement("Allow", &["iam:ListUsers"], &all, ""),
    ])
}

fn policy(statements: &[&str]) -> String {
    let all = statements.join(",\n");
    format!("{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n{all}\n  ]\n}}")
}

fn allowing(grant: &Grant, plan: &Plan, place: &Place) -> Statement {
    let Plan { bucket, prefix, .. } = plan;
    let Place { partition, account } = place;
    let below = if prefix.is_empty() { "" } else { ", whose names begin with " };
    let (resource, where_) = match grant.on {
        On::Everything => ("*".to_owned(), String::new()),
        On::Bucket => (format!("arn:{partition}:s3:::{bucket}"), format!(" of {bucket}")),
        On::Listing => {
            (format!("arn:{partition}:s3:::{bucket}"), format!(" in {bucket}{below}{prefix}"))
        }
        On::Objects => (
            format!("arn:{partition}:s3:::{bucket}/{prefix}*"),
            format!(" in {bucket}{below}{prefix}"),
        ),
        On::Locks => (
            format!("arn:{partition}:s3:::{bucket}/{prefix}locks/*"),
            format!(" below {prefix}locks/ in {bucket}"),
        ),
        On::OwnUser => (
            format!("arn:{partition}:iam::{account}:user{PATH}${{aws:username}}"),
            " of the new user itself".to_owned(),
        ),
    };
    let is_limited = grant.on == On::Listing && !prefix.is_empty();
    let condition = if is_limited {
        format!("\"StringLike\": {{ \"s3:prefix\": \"{prefix}*\" }}")
    } else {
        String::new()
    };
    Statement {
        meaning: format!("{}{where_}.", grant.purpose),
        json: statement("Allow", grant.actions, &resource, &condition),
    }
}

fn denying(condition: &str) -> String {
    statement("Deny", &["*"], "*", condition)
}

/// One statement. Nothing in it needs an escape: buckets, prefixes, dates and addresses are checked.
fn statement(effect: &str, actions: &[&str], resource: &str, condition: &str) -> String {
    let condition = if condition.is_empty() {
        String::new()
    } else {
        format!(",\n      \"Condition\": {{\n        {condition}\n      }}")
    };
    format!(
        "    {{\n      \"Effect\": \"{effect}\",\n      \"Action\": [\"{}\"],\n      \"Resource\": \
         \"{resource}\"{condition}\n    }}",
        actions.join("\", \"")
    )
}
