//! Answers that people meet most: denials, and other servers' own. The wordings are real.

use support::{Credentials, Fault, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{sign_in, try_to_sign_in};

pub const STORIES: &[Case] = &[
    on_moto("answers::an_explicit_deny_offers_no_policy", an_explicit_deny_offers_no_policy),
    on_ministack("answers::a_denial_without_mfa_leads_to_it", a_denial_without_mfa_leads_to_it),
    on_moto("answers::another_servers_limit_is_its_own", another_servers_limit_is_its_own),
    on_moto("answers::a_secret_like_a_formula_is_told", a_secret_like_a_formula_is_told),
    on_moto("answers::ceph_rgw_signs_in_without_sts", ceph_rgw_signs_in_without_sts),
];

/// A refusal as IAM and STS write it.
fn refusal(status: u16, code: &str, message: &str) -> Fault {
    let body = format!(
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>6d7b2a0c-2f4e-4c0a-9a51-1f3f0f9b7d11</RequestId></ErrorResponse>"
    );
    Fault::Fixed(status, body)
}

/// A denied action, with the reason as AWS writes it.
fn denial(user: &str, action: &str, reason: &str) -> Fault {
    let message = format!(
        "User: arn:aws:iam::123456789012:user/{user} is not authorized to perform: iam:{action} on resource: \
         user {user} {reason}"
    );
    refusal(403, "AccessDenied", &message)
}

fn an_explicit_deny_offers_no_policy(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let reason = "with an explicit deny in a service control policy";
    story.proxy().always("CreateAccessKey", denial(user.name(), "CreateAccessKey", reason));

    page.button("Create New Access Key").click();

    let alert = page.see_alert_with("explicitly denies CreateAccessKey");
    assert!(alert.contains("administrator of the AWS organization"), "{alert}");
    page.button("Copy smallest policy").see_gone();
    page.button("Sign in with MFA").see_gone();
}

/// The key, its secret and the endpoint are still filled in: only the code is missing.
fn a_denial_without_mfa_leads_to_it(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let reason = "with an explicit deny in an identity-based policy";
    story.proxy().always("ListAccessKeys", denial(user.name(), "ListAccessKeys", reason));
    let page = try_to_sign_in(story, &key);
    page.see_alert_with("requires MFA");
    story.proxy().reset();

    page.button("Sign in with MFA").click();

    page.field("MFA device").see_focus();
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.field("Endpoint URL").see_value(&story.proxy().url());
    page.field("MFA device").fill(&format!("arn:aws:iam::000000000000:mfa/{}", user.name()));
    page.field("MFA code").fill("123456");
    page.button("Continue").click();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    assert_eq!(story.proxy().record().calls("GetSessionToken").len(), 1);
}

/// `Create` stays enabled at another server, whose number the alert gives.
fn another_servers_limit_is_its_own(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let other = user.create_key();
    let page = sign_in(story, &key);
    page.table("Access keys").row(&other.id).see("Status", "Active");
    let message = "Access key limit 4 exceeded";
    story.proxy().always("CreateAccessKey", refusal(409, "LimitExceeded", message));

    page.button("Create New Access Key").click();

    let alert = page.see_alert_with("limit of 4 access keys");
    assert!(!alert.contains("AWS"), "{alert}");
}

/// A spreadsheet that opens the key file would calculate with it.
fn a_secret_like_a_formula_is_told(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = Credentials::key("AKIARZPUZDIKNEWKEY22", "+lE3LaruSrjLnonWKTn9UGKzEesg61SHE+qaQQ0x");
    let Credentials { id, secret, .. } = story.watch(new);
    let body = format!(
        "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><AccessKeyId>{id}</AccessKeyId>\
         <SecretAccessKey>{secret}</SecretAccessKey></AccessKey></CreateAccessKeyResult>\
         </CreateAccessKeyResponse>"
    );
    story.proxy().always("CreateAccessKey", Fault::Fixed(200, body));

    page.button("Create New Access Key").click();
    page.see_status_with("a spreadsheet would take this secret for a formula");
    page.button("Download Key File").click();

    page.see_status_with("was handed to the browser");
    page.see_status_with("a spreadsheet would take this secret for a formula");
}

/// Ceph RGW has IAM's actions for access keys, and answers `GetCallerIdentity` so.
fn ceph_rgw_signs_in_without_sts(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>MethodNotAllowed</Code>\
                <Message></Message><RequestId>tx0000</RequestId><HostId>host</HostId></Error>";
    story.proxy().always("GetCallerIdentity", Fault::Fixed(405, body.to_owned()));

    let page = sign_in(story, &key);

    page.table("Access keys").row(&key.id).see("Status", "In use here");
}
