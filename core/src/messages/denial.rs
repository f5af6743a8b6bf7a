//! Denied requests: by what, and who can change it.

use super::explanation::{CAUSES, Explanation, Remedy, explanation};
use crate::aws::{Denial, MfaFailure, PolicyKind, ServiceError};

/// Explains why a request was denied.
pub(super) fn explain(denial: Denial, error: &ServiceError) -> Explanation {
    let (code, action) = (error.code.as_str(), error.action);
    match denial {
        Denial::Unspecified | Denial::NotAllowed(PolicyKind::Identity) => explanation(
            code,
            format!("This identity does not have permission to call {action}."),
            "Ask an administrator to attach a policy that allows it, or sign in with another identity.",
        ),
        Denial::NotAllowed(kind) => {
            explanation(code, format!("{} does not allow {action}.", policy(kind)), who(kind))
        }
        Denial::ExplicitDeny(None | Some(PolicyKind::Identity)) if !error.is_temporary => {
            Explanation {
                causes: &[
                    "The policy requires MFA. Sign in again with an MFA code.",
                    "The policy denies it for another reason, and no other policy overrides that. An administrator \
                     of the account can change the policy that denies it.",
                ],
                remedy: Some(Remedy::SignInWithMfa),
                ..explanation(code, format!("A policy explicitly denies {action}."), CAUSES)
            }
        }
        Denial::ExplicitDeny(None) => explanation(
            code,
            format!("A policy explicitly denies {action}."),
            who(PolicyKind::Identity),
        ),
        Denial::ExplicitDeny(Some(kind)) => {
            explanation(code, format!("{} explicitly denies {action}.", policy(kind)), who(kind))
        }
        Denial::Quarantine => explanation(
            code,
            "AWS has quarantined this user because one of its access keys was publicly exposed.",
            "The user cannot lift the quarantine. Ask another administrator of the account to delete the exposed key, \
             check what it was used for, and answer AWS's support case.",
        ),
        Denial::Mfa(failure) => mfa(code, failure),
        Denial::SessionFromSession => explanation(
            code,
            "Temporary credentials cannot create an MFA session.",
            "Sign in without an MFA code, or with the user's long-term access key, whose ID begins with AKIA.",
        ),
    }
}

/// A kind of policy, to begin a sentence.
const fn policy(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Identity => "An identity-based policy",
        PolicyKind::Resource => "The resource-based policy",
        PolicyKind::PermissionsBoundary => "The permissions boundary of this identity",
        PolicyKind::Session => "The session policy of these temporary credentials",
        PolicyKind::ServiceControl => "A service control policy (SCP) of the organization",
        PolicyKind::ResourceControl => "A resource control policy (RCP) of the organization",
        PolicyKind::VpcEndpoint => "The policy of the VPC endpoint that the request came through",
    }
}

/// Who can change a policy of a kind.
const fn who(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Identity => {
            "No other policy overrides an explicit deny. An administrator of the account can change the policy that \
             denies it."
        }
        PolicyKind::Resource => {
            "No identity-based policy overrides it. An administrator of the resource's account can change it."
        }
        PolicyKind::PermissionsBoundary => {
            "No other policy overrides it. An administrator of the account can change the boundary."
        }
        PolicyKind::Session => {
            "No other policy overrides it. Sign in with credentials that were created without this session policy."
        }
        PolicyKind::ServiceControl | PolicyKind::ResourceControl => {
            "No policy in the account overrides it. An administrator of the AWS organization can change it."
        }
        PolicyKind::VpcEndpoint => {
            "No identity-based policy overrides it. Use another network, or ask the owner of the VPC endpoint to \
             change its policy."
        }
    }
}

fn mfa(code: &str, failure: MfaFailure) -> Explanation {
    match failure {
        MfaFailure::Code => explanation(
            code,
            "The MFA code is wrong or has already been used.",
            "Each code can be used once. Wait for the next one and enter it.",
        ),
        MfaFailure::Device => explanation(
            code,
            "This MFA device does not belong to this user.",
            "Check its ARN or serial number. Passkeys and security keys cannot be used here.",
        ),
        MfaFailure::Incomplete => explanation(
            code,
            "An MFA session needs both an MFA device and an MFA code.",
            "Enter both.",
        ),
        MfaFailure::Other => explanation(
            code,
            "The MFA code was not accepted.",
            "Check the device, and enter the code that it shows now.",
        ),
    }
}
