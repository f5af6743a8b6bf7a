//! The policies that are offered for what was denied.

mod canned;

use canned::{ada, canned, ready, refusal};
use keycutter_core::Secret;
use keycutter_core::aws::iam::{CreateAccessKey, GetAccessKeyLastUsed, ListUsers};
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{Action, Error, Server};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages::error::explain;

const DENIED: &str = "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: \
                      iam:CreateAccessKey on resource: user ada";

/// The error of an action that is denied with this message.
fn denied<A: Action>(action: &A, message: &str) -> Error {
    let canned = canned([refusal(403, "AccessDenied", message)]);
    match ready(canned.client().call(action)) {
        Err(error) => error,
        Ok(_) => panic!("not denied"),
    }
}

fn session() -> GetSessionToken {
    GetSessionToken { serial_number: String::new(), token_code: Secret::default() }
}

#[test]
fn the_smallest_policy_names_what_was_denied() {
    for (message, resource) in [
        (
            format!("{DENIED} because no identity-based policy allows the iam:CreateAccessKey action"),
            "arn:aws:iam::123456789012:user/ada",
        ),
        (
            "User: arn:aws-cn:iam::123456789012:user/ada is not authorized to perform: iam:CreateAccessKey on resource: \
             arn:aws-cn:iam::123456789012:user/ops/bob"
                .to_owned(),
            "arn:aws-cn:iam::123456789012:user/ops/bob",
        ),
        // The caller's own path, which the name does not tell.
        (
            "User: arn:aws:iam::123456789012:user/ops/team/ada is not authorized to perform: iam:CreateAccessKey on \
             resource: user ada because no identity-based policy allows the iam:CreateAccessKey action"
                .to_owned(),
            "arn:aws:iam::123456789012:user/ops/team/ada",
        ),
        (
            "User: arn:aws:sts::123456789012:assumed-role/admin/ada is not authorized to perform: iam:CreateAccessKey \
             on resource: user ada"
                .to_owned(),
            "arn:aws:iam::123456789012:user/ada",
        ),
        // moto names no resource.
        (
            "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: iam:CreateAccessKey"
                .to_owned(),
            "arn:aws:iam::123456789012:user/ada",
        ),
    ] {
        let expected = ("iam:CreateAccessKey".to_owned(), resource.to_owned());
        assert_eq!(policy(&message), Some(expected), "{message}");
    }
}

#[test]
fn a_policy_names_the_service_of_the_action() {
    let message = "User: x is not authorized to perform: sts:GetSessionToken on resource: *";
    let [smallest] = &documents(&denied(&session(), message))[..] else { panic!("one policy") };
    assert!(smallest.contains("\"Action\": \"sts:GetSessionToken\""), "{smallest}");
    // Even where the message does not.
    let [smallest] = &documents(&denied(&session(), "no"))[..] else { panic!("one policy") };
    assert!(smallest.contains("\"Action\": \"sts:GetSessionToken\""), "{smallest}");
}

#[test]
fn offers_a_policy_for_all_of_a_users_own_keys() {
    let id = AccessKeyId::from_answer("AKIARZPUZDIKJ445QZCB");
    let message = "User: arn:aws:iam::123456789012:user/ops/ada is not authorized to perform: \
                   iam:GetAccessKeyLastUsed on resource: access key AKIARZPUZDIKJ445QZCB because no \
                   identity-based policy allows the iam:GetAccessKeyLastUsed action";
    let documents = documents(&denied(&GetAccessKeyLastUsed { id: &id }, message));
    let [smallest, all] = &documents[..] else { panic!("{documents:?}") };
    for document in [smallest, all] {
        let resource = "\"Resource\": \"arn:aws:iam::123456789012:user/ops/ada\"";
        assert!(document.contains(resource), "{document}");
    }
    for action in ["List", "Create", "Update", "Delete"].map(|it| format!("iam:{it}AccessKey")) {
        assert!(all.contains(&action) && !smallest.contains(&action), "{action}: {all}");
    }
    assert!(all.contains("iam:GetAccessKeyLastUsed"), "{all}");

    // Listing the account's users is none of it, and has no user for a resource.
    let message = "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: iam:ListUsers on resource: \
                   arn:aws:iam::123456789012:user/ because no identity-based policy allows the iam:ListUsers action";
    let documents = self::documents(&denied(&ListUsers { path: None }, message));
    let [smallest] = &documents[..] else { panic!("{documents:?}") };
    assert!(smallest.contains("\"Resource\": \"arn:aws:iam::123456789012:user/*\""), "{smallest}");
}

/// No server chooses what a policy allows beyond the action that was called.
#[test]
fn a_policy_allows_only_what_was_called_and_has_no_ambiguous_characters() {
    let arn = "arn:aws:iam::123456789012:user/ada";
    for action in [
        "*",
        "iam:*",
        "iam:PutUserPolicy",
        "CreateAccessKey",
        ":CreateAccessKey",
        "IAM:CreateAccessKey",
        "sts:CreateAccessKey",
        "iam\",\"*:CreateAccessKey",
        "\u{202e}iam:CreateAccessKey",
        "iam:CreateAccessKey\u{202e}",
    ] {
        let message = format!("to perform: {action} on resource: {arn}");
        let expected = ("iam:CreateAccessKey".to_owned(), arn.to_owned());
        assert_eq!(policy(&message), Some(expected), "{message}");
    }
    for resource in [
        "arn:aws:iam::123456789012:user/\u{202e}ada",
        "arn:aws:iam::123456789012:user/ad\u{e0}",
        "arn:aws:iam::1:user/a\\",
        "arn:aws:iam::1:user/a\tb",
        "user \u{202e}ada",
    ] {
        let message = format!("User: {arn} may not perform on resource: {resource}");
        assert_eq!(policy(&message), None, "{message}");
    }
    for message in ["no", "User: x is not authorized on resource: *", "on resource: user ada"] {
        assert_eq!(policy(message), None, "{message}");
    }
    // Cut at the quote.
    let message = format!("User: {arn} on resource: arn:aws:iam::1:user/a\"],\"NotAction\":[\"");
    let resource = policy(&message).map(|(_, resource)| resource);
    assert_eq!(resource.as_deref(), Some("arn:aws:iam::1:user/a"));
}

/// The policies that are offered.
fn documents(error: &Error) -> Vec<String> {
    let policies = explain(error, Server::Aws).policies;
    policies.into_iter().map(|policy| policy.document).collect()
}

/// The action and the resource of the smallest policy, if one is offered when the creation of a key is
/// denied with a message.
fn policy(message: &str) -> Option<(String, String)> {
    let documents = documents(&denied(&CreateAccessKey { owner: &ada() }, message));
    let smallest = documents.first()?;
    let value = |name: &str| {
        let (_, rest) = smallest.split_once(&format!("\"{name}\": ")).expect(name);
        let line = rest.lines().next().unwrap_or_default().trim_end_matches(',');
        line.trim_matches('"').to_owned()
    };
    Some((value("Action"), value("Resource")))
}
