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
            "what is not allowed",
            "a wrong secret",
            "an unknown key signs",
            "a token of no session",
            "a body changed on the way",
            "a session without its token",
            "a deleted key signs",
        ],
        difference: "+Errors -RequestId",
        reason: "refusals of a signature come in an envelope of its own, without a request id",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session without MFA calls IAM"],
        difference: "+Errors -RequestId",
        reason: "the same envelope; and it knows no session of GetSessionToken, with MFA or without",
    },
    Row {
        server: PeerKind::Moto,
        steps: &[
            "a third key is made",
            "an unknown user's keys",
            "a key for an unknown user",
            "an unknown user is looked up",
            "an unknown key's status",
            "an unknown key is deleted",
            "an unknown key's last use",
            "a deleted key is deleted",
        ],
        difference: "+message",
        reason: "other refusals say their message twice",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["keys are listed", "own keys are listed", "another's keys are listed"],
        difference: "-IsTruncated",
        reason: "it has no pages, and does not say so; AWS always does",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["one key a page"],
        difference: "-IsTruncated -Marker",
        reason: "it has no pages: roto's are read in peers.rs",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a role asks for its keys"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it looks for a user with the session's key; AWS says that a role must name one",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a new key is used at once"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "one process knows at once what AWS needs seconds to tell every host",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a signature for another region"],
        difference: "403 SignatureDoesNotMatch → 200",
        reason: "it is every region; at AWS IAM has one",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a signature for another service"],
        difference: "403 SignatureDoesNotMatch → 500",
        reason: "it tells services by what was signed for, where AWS does by the host; this one has no such action",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a clock that is behind", "a clock that is ahead"],
        difference: "403 SignatureDoesNotMatch → 200",
        reason: "it does not look at the clock",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["no signature"],
        difference: "403 MissingAuthenticationToken → 500",
        reason: "it fails over a missing header",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["no date"],
        difference: "400 IncompleteSignature → 500",
        reason: "it fails over a missing header",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an inactive key signs"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "it notes that a key is inactive, and takes it all the same",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a status there is not"],
        difference: "400 ValidationError → 200",
        reason: "it takes any word for a status",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["no key is named"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it looks for a key named None; AWS checks what is required first",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an empty user name"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it takes an empty name for none",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a page of none"],
        difference: "400 ValidationError → 200",
        reason: "it has no pages",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["an unknown action", "an unknown action of STS"],
        difference: "400 InvalidAction → 500",
        reason: "it fails over what it does not know",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session asks who it is"],
        difference: "200 → 403 InvalidClientTokenId",
        reason: "GetSessionToken answers with the example of AWS's documentation, which opens nothing there either",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session begins a session"],
        difference: "403 AccessDenied → 403 InvalidClientTokenId",
        reason: "the same example",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a wrong MFA code"],
        difference: "403 AccessDenied → 200",
        reason: "it takes any code",
    },
    Row {
        server: PeerKind::Moto,
        steps: &["a session of a second"],
        difference: "400 ValidationError → 200",
        reason: "it takes any duration",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a role asks for its keys"],
        difference: "400 ValidationError → 200",
        reason: "it lists no keys; AWS says that a role must name a user",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a third key is made"],
        difference: "409 LimitExceeded → 200",
        reason: "it has no quota",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a new key is used at once"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "one process knows at once what AWS needs seconds to tell every host",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["own keys are listed"],
        difference: "-AccessKeyId -CreateDate -Status -UserName -member",
        reason: "it lists nobody's keys where no user is named; AWS lists the caller's",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["one key a page"],
        difference: "-Marker",
        reason: "it has no pages: roto's are read in peers.rs",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a used key's last use"],
        difference: "-LastUsedDate",
        reason: "it does not note uses",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a signature for another region"],
        difference: "403 SignatureDoesNotMatch → 200",
        reason: "it is every region; at AWS IAM has one",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a signature for another service"],
        difference: "403 SignatureDoesNotMatch → 403 AccessDenied",
        reason: "it tells services by what was signed for, where AWS does by the host",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a status there is not"],
        difference: "400 ValidationError → 400 InvalidInput",
        reason: "it has words of its own; AWS's validation comes before the action",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["no key is named"],
        difference: "400 ValidationError → 404 NoSuchEntity",
        reason: "it looks for a key without a name; AWS checks what is required first",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an unknown user's keys"],
        difference: "404 NoSuchEntity → 200",
        reason: "it lists no keys of users there are not",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an empty user name"],
        difference: "400 ValidationError → 200",
        reason: "it takes an empty name for none",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a page of none"],
        difference: "400 ValidationError → 200",
        reason: "it has no pages",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["an unknown action", "an unknown action of STS"],
        difference: "400 InvalidAction → 403 AccessDenied",
        reason: "it asks the policy first, which allows no such action",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a session without MFA calls IAM"],
        difference: "403 InvalidClientTokenId → 200",
        reason: "it does not ask how a session was made",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a wrong MFA code"],
        difference: "403 AccessDenied → 200",
        reason: "it takes any code",
    },
    Row {
        server: PeerKind::Ministack,
        steps: &["a session of a second"],
        difference: "400 ValidationError → 200",
        reason: "it takes any duration",
    },
];
