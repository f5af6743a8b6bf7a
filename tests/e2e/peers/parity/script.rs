//! The requests that the simulator and every peer get.

use keycutter_core::aws::{Credentials, Request};

use super::recorder::{Defect, NONE, Observation, Recorder};
use super::server::{Server, credentials};

const ADA: (&str, &str) = ("UserName", "ada");

/// Runs the script.
pub fn run(server: &dyn Server) -> Vec<Observation> {
    let mut script = Recorder { server, observations: Vec::new() };
    let manager = server.manager();
    let new = lists_and_a_new_key(&mut script, &manager);
    let id = ("AccessKeyId", new.access_key_id().as_str());
    invalid_requests(&mut script, &new);
    statuses(&mut script, &manager, &new);
    unknown_names(&mut script, &manager);
    sessions(&mut script, &new);
    script.iam("a key is deleted", &manager, "DeleteAccessKey", &[ADA, id]);
    script.iam("a deleted key is deleted", &manager, "DeleteAccessKey", &[ADA, id]);
    script.iam("a deleted key signs", &new, "ListAccessKeys", &[ADA]);
    script.observations
}

fn lists_and_a_new_key(script: &mut Recorder, manager: &Credentials) -> Credentials {
    script.sts("a role gets its identity", manager, "GetCallerIdentity", &[]);
    script.iam("a role lists keys without a user", manager, "ListAccessKeys", &[]);
    script.iam("users are listed", manager, "ListUsers", &[("MaxItems", "1000")]);
    script.iam("a user is looked up", manager, "GetUser", &[ADA]);
    script.iam("keys are listed", manager, "ListAccessKeys", &[ADA]);
    let new = script.iam("a key is created", manager, "CreateAccessKey", &[ADA]).credentials();
    script.iam("a third key is created", manager, "CreateAccessKey", &[ADA]);

    script.sts("a new key is used at once", &new, "GetCallerIdentity", &[]);
    script.server.advance(10_000);
    script.sts("a new key is used", &new, "GetCallerIdentity", &[]);
    script.iam("own keys are listed", &new, "ListAccessKeys", &[]);
    script.iam("a page size of one", &new, "ListAccessKeys", &[ADA, ("MaxItems", "1")]);
    script.iam("the caller is looked up", &new, "GetUser", &[]);
    script.iam("an action that is not allowed", &new, "ListUsers", &[]);
    let id = new.access_key_id().as_str().to_owned();
    let id = ("AccessKeyId", id.as_str());
    script.server.advance(5 * 60_000);
    script.iam("a used key's last use", &new, "GetAccessKeyLastUsed", &[id]);
    let grace = [("UserName", "grace")];
    let unused = script.iam("another user's keys are listed", manager, "ListAccessKeys", &grace);
    let unused = unused.text("AccessKeyId");
    let unused = [("AccessKeyId", unused.as_str())];
    script.iam("an unused key's last use", manager, "GetAccessKeyLastUsed", &unused);
    new
}

fn invalid_requests(script: &mut Recorder, new: &Credentials) {
    let id = new.access_key_id().as_str();
    let wrong = credentials(id, "wrong/wrong+wrong/wrong+wrong/wrong+wron", None);
    script.iam("a wrong secret", &wrong, "ListAccessKeys", &[ADA]);
    let unknown = credentials("AKIAUNKNOWNUNKNOWN22", new.secret_access_key().expose(), None);
    script.iam("an unknown key signs", &unknown, "ListAccessKeys", &[ADA]);
    let with_token = credentials(id, new.secret_access_key().expose(), Some("a+token"));
    script.iam("a token of no session", &with_token, "ListAccessKeys", &[ADA]);
    script.defective(
        "a signature for another region",
        new,
        &Defect { region: "eu-west-1", ..NONE },
    );
    let elsewhere = Defect { service: Some("sts"), ..NONE };
    script.defective("a signature for another service", new, &elsewhere);
    script.defective("a clock that is behind", new, &Defect { ahead: -16 * 60_000, ..NONE });
    script.defective("a clock that is ahead", new, &Defect { ahead: 16 * 60_000, ..NONE });
    let changed: fn(&mut Request) = |request| request.body = request.body.replace("ada", "bob");
    script.defective("a tampered body", new, &Defect { tamper: changed, ..NONE });
    let unsigned: fn(&mut Request) = |it| it.headers.retain(|(name, _)| *name != "authorization");
    script.defective("no signature", new, &Defect { tamper: unsigned, ..NONE });
    let undated: fn(&mut Request) = |it| it.headers.retain(|(name, _)| *name != "x-amz-date");
    script.defective("no date", new, &Defect { tamper: undated, ..NONE });
}

fn statuses(script: &mut Recorder, manager: &Credentials, new: &Credentials) {
    let id = ("AccessKeyId", new.access_key_id().as_str());
    let status = |status| [ADA, id, ("Status", status)];
    script.iam("a key is made inactive", manager, "UpdateAccessKey", &status("Inactive"));
    script.iam("an inactive key signs", new, "ListAccessKeys", &[ADA]);
    script.iam("a key is made active", manager, "UpdateAccessKey", &status("Active"));
    script.iam("an invalid status", manager, "UpdateAccessKey", &status("Lost"));
    script.iam("no key id", manager, "DeleteAccessKey", &[ADA]);
}

fn unknown_names(script: &mut Recorder, manager: &Credentials) {
    let nobody = [("UserName", "nobody")];
    script.iam("an unknown user's keys", manager, "ListAccessKeys", &nobody);
    script.iam("a key for an unknown user", manager, "CreateAccessKey", &nobody);
    script.iam("an unknown user is looked up", manager, "GetUser", &nobody);
    script.iam("an empty user name", manager, "ListAccessKeys", &[("UserName", "")]);
    let unknown = ("AccessKeyId", "AKIAUNKNOWNUNKNOWN22");
    let inactive = ("Status", "Inactive");
    script.iam("an unknown key's status", manager, "UpdateAccessKey", &[ADA, unknown, inactive]);
    script.iam("an unknown key is deleted", manager, "DeleteAccessKey", &[ADA, unknown]);
    script.iam("an unknown key's last use", manager, "GetAccessKeyLastUsed", &[unknown]);
    script.iam("a page size of zero", manager, "ListAccessKeys", &[ADA, ("MaxItems", "0")]);
    script.iam("an unknown action", manager, "Frob", &[]);
    script.sts("an unknown action of STS", manager, "Frob", &[]);
}

fn sessions(script: &mut Recorder, new: &Credentials) {
    let short = ("DurationSeconds", "900");
    let session =
        script.sts("a session is started", new, "GetSessionToken", &[short]).credentials();
    script.sts("a session gets its identity", &session, "GetCallerIdentity", &[]);
    script.iam("a session without MFA calls IAM", &session, "ListAccessKeys", &[]);
    script.sts("a session starts a session", &session, "GetSessionToken", &[short]);
    let bare = session.secret_access_key().expose();
    let bare = credentials(session.access_key_id().as_str(), bare, None);
    script.sts("a session without its token", &bare, "GetCallerIdentity", &[]);
    let wrong_code =
        [("SerialNumber", "arn:aws:iam::123456789012:mfa/ada"), ("TokenCode", "000000")];
    script.sts("a wrong MFA code", new, "GetSessionToken", &wrong_code);
    script.sts("a session of one second", new, "GetSessionToken", &[("DurationSeconds", "1")]);
}
