//! AWS answers with another account than the key's ID belongs to.

use serde_json::json;
use support::{Credentials, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::type_credentials;

pub const STORIES: &[Case] = &[
    on_moto("other_account::is_an_alarm", is_an_alarm),
    on_moto("other_account::of_the_id_is_none", of_the_id_is_none),
];

/// Its account is 123456789012.
const ID: &str = "AKIARZPUZDIKJ445QZCB";

fn is_an_alarm(story: &Story) {
    let page = sign_in_to_aws(story, "210987654321");
    let alert = page.see_alert_with("210987654321");
    assert!(alert.contains("123456789012"), "{alert}");
    story.check_accessibility("Security Credentials with another account");
}

fn of_the_id_is_none(story: &Story) {
    let page = sign_in_to_aws(story, "123456789012");
    assert_eq!(page.alerts(), Vec::<String>::new());
}

/// Signs in with AWS's answers, which no test can reach: they are given in the place of `fetch`.
fn sign_in_to_aws<'s>(story: &'s Story, account: &str) -> Page<'s> {
    const SECRET: &str = "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHE+qaQQ0";
    let page = story.open();
    page.see_heading("Create, deactivate and delete AWS access keys");
    let answer = |action: &str, result: &str| {
        format!("<{action}Response><{action}Result>{result}</{action}Result></{action}Response>")
    };
    let caller = format!("<Account>{account}</Account><Arn>arn:aws:iam::{account}:user/ada</Arn>");
    let keys = format!(
        "<AccessKeyMetadata><member><UserName>ada</UserName><AccessKeyId>{ID}</AccessKeyId>\
         <Status>Active</Status></member></AccessKeyMetadata><IsTruncated>false</IsTruncated>"
    );
    let answers = json!({
        "GetCallerIdentity": answer("GetCallerIdentity", &caller),
        "ListAccessKeys": answer("ListAccessKeys", &keys),
        "GetAccessKeyLastUsed": answer("GetAccessKeyLastUsed", "<AccessKeyLastUsed/>"),
    });
    let answer_in_its_place = "
        const [answers] = arguments;
        const real = window.fetch;
        window.fetch = async (request, options) => {
            if (!request.url?.includes('.amazonaws.com')) return real(request, options);
            const action = new URLSearchParams(await request.text()).get('Action');
            return new Response(answers[action]);
        };";
    story.browser().script(answer_in_its_place, vec![answers]).expect("a page");
    type_credentials(&page, &story.watch(Credentials::key(ID, SECRET)));
    page.button("Continue").click();
    page.see_heading("Security Credentials");
    page.table("Access keys").row(ID).see("Status", "Active");
    page
}
