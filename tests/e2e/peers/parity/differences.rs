//! Every difference, with its reason. The script names the steps.

use support::PeerKind;

/// One way in which a server's responses differ, at these steps of the script.
pub struct Row {
    /// Which server.
    pub server: PeerKind,
    /// The steps' names.
    pub steps: &'static [&'static str],
    /// The simulator's outcome and the server's; or, where they are the same, the elements that
    /// only the simulator (`-`) or only the server (`+`) names.
    pub difference: &'static str,
    /// What the server does differently from AWS.
    pub reason: &'static str,
}

impl Row {
    /// Each step with its difference and reason.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.steps.iter().map(|step| (*step, self.difference, self.reason))
    }
}

/// What differs between the simulator and each server.
pub const TABLE: &[Row] = &[
    Row {
        server: PeerKind::Moto,
        steps: &[
            "an action that is not allowed",
            "a wrong secret",
            "an unknown key signs",
            "a token of no session",
            "a tampered body",
            "a session without its token",
            "a deleted key signs",
        ],
        difference: "+Errors -RequestId",
        reason: "it wraps refused signatures in its own envelope, without a request id",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session without MFA calls IAM"],
        difference: "+Errors -RequestId",
        reason: "the same envelope; and it knows no session of GetSessionToken, with or without MFA",
    },
    Row {
        server: PeerKind::Moto,
        steps: &[
            "a third key is created",
            "an unknown user's keys",
            "a key for an unknown user",
            "an unknown user is looked up",
            "an unknown key's status",
            "an unknown key is deleted",
            "an unknown key's last use",
            "a deleted key is deleted",
        ],
        difference: "+message",
        reason: "other errors have their message twice",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["keys are listed", "own keys are listed", "another user's keys are listed"],
        difference: "-IsTruncated",
        reason: "it does not paginate, and omits IsTruncated; AWS always sends it",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a page size of one"],
        difference: "-IsTruncated -Marker",
        reason: "it does not paginate: client.rs reads roto's pages",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a role lists keys without a user"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it looks up the user of the session's key; AWS requires a user name from a role",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a new key is used at once"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "a single process is consistent at once; AWS takes seconds to propagate a key",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a signature for another region"],
        difference: "403 SignatureDoesNotMatch → 200",
        reason: "it accepts every region; AWS has one region for IAM",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a signature for another service"],
        difference: "403 SignatureDoesNotMatch → 500",
        reason: "it selects the service by the credential scope, AWS by the host; this service has no such action",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a clock that is behind", "a clock that is ahead"],
        difference: "403 SignatureDoesNotMatch → 200",
        reason: "it does not check the clock",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["no signature"],
        difference: "403 MissingAuthenticationToken → 500",
        reason: "it fails on a missing header",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["no date"],
        difference: "400 IncompleteSignature → 500",
        reason: "it fails on a missing header",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an inactive key signs"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "it stores that a key is inactive, and accepts its signatures",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an invalid status"],
        difference: "400 ValidationError → 200",
        reason: "it accepts any status",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["no key id"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it looks up a key named None; AWS validates parameters first",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an empty user name"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it treats an empty name as no name",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a page size of zero"],
        difference: "400 ValidationError → 200",
        reason: "it does not paginate",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an unknown action", "an unknown action of STS"],
        difference: "400 InvalidAction → 500",
        reason: "it fails on unknown actions",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session gets its identity"],
        difference: "200 → 403 InvalidClientTokenId",
        reason: "GetSessionToken returns the example of AWS's documentation, which is no valid session",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session starts a session"],
        difference: "403 AccessDenied → 403 InvalidClientTokenId",
        reason: "the same example",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a wrong MFA code"],
        difference: "403 AccessDenied → 200",
        reason: "it accepts any code",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session of one second"],
        difference: "400 ValidationError → 200",
        reason: "it accepts any duration",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a role lists keys without a user"],
        difference: "400 ValidationError → 200",
        reason: "it lists no keys; AWS requires a user name from a role",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a third key is created"],
        difference: "409 LimitExceeded → 200",
        reason: "it has no quota",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a new key is used at once"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "a single process is consistent at once; AWS takes seconds to propagate a key",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["own keys are listed"],
        difference: "-AccessKeyId -CreateDate -Status -UserName -member",
        reason: "it lists no keys without a user name; AWS lists the caller's",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a page size of one"],
        difference: "-Marker",
        reason: "it does not paginate: client.rs reads roto's pages",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a used key's last use"],
        difference: "-LastUsedDate",
        reason: "it does not record uses",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a signature for another region"],
        difference: "403 SignatureDoesNotMatch → 200",
        reason: "it accepts every region; AWS has one region for IAM",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a signature for another service"],
        difference: "403 SignatureDoesNotMatch → 403 AccessDenied",
        reason: "it selects the service by the credential scope, AWS by the host",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an invalid status"],
        difference: "400 ValidationError → 400 InvalidInput",
        reason: "it has its own error code; AWS validates parameters first",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["no key id"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it looks up a key without an id; AWS validates parameters first",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an unknown user's keys"],
        difference: "404 NoSuchEntity → 200",
        reason: "it returns an empty list for an unknown user",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an empty user name"],
        difference: "400 ValidationError → 200",
        reason: "it treats an empty name as no name",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a page size of zero"],
        difference: "400 ValidationError → 200",
        reason: "it does not paginate",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an unknown action", "an unknown action of STS"],
        difference: "400 InvalidAction → 403 AccessDenied",
        reason: "it evaluates the policy first, which allows no such action",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a session without MFA calls IAM"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "it does not require MFA for a session",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a wrong MFA code"],
        difference: "403 AccessDenied → 200",
        reason: "it accepts any code",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a session of one second"],
        difference: "400 ValidationError → 200",
        reason: "it accepts any duration",
    },
];
