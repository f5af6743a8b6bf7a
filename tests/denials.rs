//! Denied requests: what denied them, in AWS's own wordings.

mod canned;

use canned::{ada, canned, ready, refusal};
use keycutter_core::Secret;
use keycutter_core::aws::Credentials;
use keycutter_core::aws::iam::CreateAccessKey;
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{Action, Denial, Error, ErrorKind, MfaFailure, PolicyKind, Server};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages::error::explain;
use keycutter_core::messages::explanation::{Explanation, Remedy};

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
        assert!(text.contains("overrides"), "{reason}: {text}");
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
            "has already been used",
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
            "needs both",
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
