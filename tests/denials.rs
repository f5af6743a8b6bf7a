//! Denied requests: what denied them, in AWS's own wordings, and the policies that would allow them.

mod canned;

use canned::{ada, canned, ready, refusal};
use keycutter_core::aws::iam::{CreateAccessKey, GetAccessKeyLastUsed, ListUsers};
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{Action, Denial, Error, ErrorKind, MfaFailure, PolicyKind, Server};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages::error::explain;
use keycutter_core::messages::explanation::{Explanation, Remedy};
use keycutter_core::{Secret, aws::Credentials};

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

/// What denied the creation of a key, from the rest of AWS's message.
fn denial(reason: &str) -> Denial {
    kind_of(&denied(&CreateAccessKey { owner: &ada() }, &format!("{DENIED} {reason}")))
}

fn kind_of(error: &Error) -> Denial {
    match error {
        Error::Service(error) => match error.kind() {
            ErrorKind::Denied(denial) => denial,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn explained(reason: &str) -> Explanation {
    let error = denied(&CreateAccessKey { owner: &ada() }, &format!("{DENIED} {reason}"));
    explain(&error, Server::Aws)
}

#[test]
fn reads_the_kind_of_policy_that_does_not_allow_an_action() {
    for (name, kind) in [
        ("identity-based policy", PolicyKind::Identity),
        ("resource-based policy", PolicyKind::Resource),
        ("permissions boundary", PolicyKind::PermissionsBoundary),
        ("session policy", PolicyKind::Session),
        ("service control policy", PolicyKind::ServiceControl),
        ("resource control policy", PolicyKind::ResourceControl),
        ("VPC endpoint policy", PolicyKind::VpcEndpoint),
    ] {
        let reason = format!("because no {name} allows the iam:CreateAccessKey action");
        assert_eq!(denial(&reason), Denial::NotAllowed(kind), "{reason}");
        // As AWS writes it since 2026, with a link behind it.
        let reason = format!(
            "{reason}. For authorization details, see https://console.aws.amazon.com/iam/home#/authz/0123"
        );
        assert_eq!(denial(&reason), Denial::NotAllowed(kind), "{reason}");
    }
    assert_eq!(denial(""), Denial::Unspecified);
    assert_eq!(denial("because of something new"), Denial::Unspecified);
}

#[test]
fn reads_the_kind_of_policy_that_denies_an_action_explicitly() {
    for (reason, kind) in [
        ("with an explicit deny", None),
        ("with an explicit deny in an identity-based policy", Some(PolicyKind::Identity)),
        (
            "with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/DenyKeys",
            Some(PolicyKind::Identity),
        ),
        ("with an explicit deny in a resource-based policy", Some(PolicyKind::Resource)),
        ("with an explicit deny in a permissions boundary", Some(PolicyKind::PermissionsBoundary)),
        ("with an explicit deny in a session policy", Some(PolicyKind::Session)),
        (
            "with an explicit deny in a service control policy: \
             arn:aws:organizations::777788889999:policy/o-exampleorgid/service_control_policy/p-examplepolicyid",
            Some(PolicyKind::ServiceControl),
        ),
        ("with an explicit deny in a resource control policy", Some(PolicyKind::ResourceControl)),
        ("with an explicit deny in a VPC endpoint policy", Some(PolicyKind::VpcEndpoint)),
    ] {
        assert_eq!(denial(reason), Denial::ExplicitDeny(kind), "{reason}");
    }
}

#[test]
fn recognizes_aws_quarantine() {
    for policy in [
        "AWSCompromisedKeyQuarantine",
        "AWSCompromisedKeyQuarantineV2",
        "AWSCompromisedKeyQuarantineV3.",
        "AWSCompromisedKeyQuarantineV4",
    ] {
        let reason = format!(
            "with an explicit deny in an identity-based policy: arn:aws:iam::aws:policy/{policy}"
        );
        assert_eq!(denial(&reason), Denial::Quarantine, "{reason}");
        let explained = explained(&reason);
        assert!(explained.meaning.contains("quarantined"), "{explained:?}");
        assert!(explained.policies.is_empty() && explained.remedy.is_none());
    }
}

#[test]
fn offers_no_policy_where_an_allow_changes_nothing() {
    for reason in [
        "with an explicit deny",
        "with an explicit deny in an identity-based policy",
        "with an explicit deny in a service control policy",
        "because no permissions boundary allows the iam:CreateAccessKey action",
        "because no session policy allows the iam:CreateAccessKey action",
        "because no service control policy allows the iam:CreateAccessKey action",
        "because no VPC endpoint policy allows the iam:CreateAccessKey action",
    ] {
        let explained = explained(reason);
        assert!(explained.policies.is_empty(), "{reason}");
        assert!(explained.meaning.contains("CreateAccessKey"), "{explained:?}");
        // Who can change it.
        let text = [&explained.advice, &explained.causes.join(" ")].map(String::as_str).concat();
        assert!(text.contains("has no effect"), "{reason}: {text}");
    }
}

#[test]
fn a_denial_by_the_organization_names_its_administrator() {
    let explained = explained("with an explicit deny in a service control policy");
    assert!(explained.meaning.contains("service control policy (SCP)"), "{explained:?}");
    assert!(explained.advice.contains("administrator of the AWS organization"), "{explained:?}");
}

#[test]
fn a_denied_long_term_key_is_led_to_mfa() {
    let reason = format!("{DENIED} with an explicit deny in an identity-based policy");
    let answers = || [refusal(403, "AccessDenied", &reason)];
    let long_term = canned(answers());
    let error = ready(long_term.client().call(&CreateAccessKey { owner: &ada() }));
    let explained = explain(&error.expect_err("denied"), Server::Aws);
    assert_eq!(explained.remedy, Some(Remedy::SignInWithMfa));
    assert!(explained.causes[0].contains("MFA"), "{explained:?}");

    let temporary = canned(answers());
    let client = temporary.client();
    let [secret, token] = ["secret", "token"].map(|text| Secret::from(text.to_owned()));
    let id = AccessKeyId::from_answer("ASIARZPUZDIKL26PXSC3");
    client.renew(Credentials::new(id, secret, Some(token)));
    let error = ready(client.call(&CreateAccessKey { owner: &ada() }));
    let explained = explain(&error.expect_err("denied"), Server::Aws);
    assert_eq!((explained.remedy, explained.causes.len()), (None, 0));
}

fn session() -> GetSessionToken {
    GetSessionToken { serial_number: String::new(), token_code: Secret::default() }
}

#[test]
fn tells_failures_of_mfa_apart() {
    for (message, expected, meaning) in [
        (
            "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
            Denial::Mfa(MfaFailure::Code),
            "wrong, or was used already",
        ),
        (
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is \
             valid and associated with this user.",
            Denial::Mfa(MfaFailure::Device),
            "does not belong to this user",
        ),
        (
            "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
            Denial::Mfa(MfaFailure::Incomplete),
            "Only one of",
        ),
        ("MultiFactorAuthentication failed", Denial::Mfa(MfaFailure::Other), "not accepted"),
        (
            "Cannot call GetSessionToken with session credentials",
            Denial::SessionFromSession,
            "Temporary credentials cannot create",
        ),
    ] {
        let error = denied(&session(), message);
        assert_eq!(kind_of(&error), expected, "{message}");
        let explained = explain(&error, Server::Aws);
        assert!(explained.meaning.contains(meaning), "{explained:?}");
        assert!(explained.policies.is_empty() && explained.remedy.is_none());
    }
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
    let documents = self::documents(&denied(&ListUsers, message));
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
