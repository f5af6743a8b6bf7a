//! What IAM's policy simulator says of a tool's key.

mod canned;

use canned::{answer, canned, ready, refusal};
use keycutter_core::messages::tools::simulated;
use keycutter_core::tools::{Draft, Place, Plan, Simulation, Tool, simulate};
use keycutter_core::{ServerText, Timestamp};

/// 2026-11-26.
const NOW: Timestamp = Timestamp::from_millis(1_795_651_200_000);

/// Before 2026 the decision is the action's own; since then it stands with the resource.
const BEFORE: &str = "<member><EvalActionName>{action}</EvalActionName><EvalDecision>{decision}</EvalDecision>\
    <EvalResourceName>arn:aws:s3:::b</EvalResourceName></member>";
const SINCE: &str = "<member><EvalActionName>{action}</EvalActionName><EvalDecision>implicitDeny</EvalDecision>\
    <EvalResourceName>arn:aws:s3:::${BucketName}</EvalResourceName><ResourceSpecificResults><member>\
    <EvalResourceName>arn:aws:s3:::b</EvalResourceName><EvalResourceDecision>{decision}</EvalResourceDecision>\
    </member></ResourceSpecificResults></member>";

fn plan(tool: &str, prefix: &str, addresses: &str) -> Plan {
    let tool = Tool::of_id(tool).expect("a tool");
    let (bucket, user_name) = ("my-bucket", "nas");
    let draft = Draft { tool, bucket, prefix, user_name, ends: "", addresses, policy: "{}" };
    Plan::check(draft, NOW).expect("a plan")
}

fn place() -> Place {
    Place { partition: "aws", account: ServerText::line("123456789012") }
}

fn decisions(form: &str, decisions: &[(&str, &str)]) -> String {
    let members = decisions
        .iter()
        .map(|(action, decision)| form.replace("{action}", action).replace("{decision}", decision));
    let results = members.collect::<String>();
    answer(
        "SimulatePrincipalPolicy",
        &format!(
            "<SimulatePrincipalPolicyResult><EvaluationResults>{results}</EvaluationResults>\
             <IsTruncated>false</IsTruncated></SimulatePrincipalPolicyResult>"
        ),
    )
}

fn lines(texts: &[&str]) -> Vec<ServerText> {
    texts.iter().map(|text| ServerText::line(text)).collect()
}

#[test]
fn both_forms_of_the_answer_are_read() {
    for form in [BEFORE, SINCE] {
        let answers = [
            Ok((200, decisions(form, &[("s3:ListBucket", "allowed")]))),
            Ok((200, decisions(form, &[("s3:GetBucketLocation", "explicitDeny")]))),
            Ok((200, decisions(form, &[("s3:GetObject", "allowed")]))),
        ];
        let canned = canned(answers);
        let found = ready(simulate(&canned.client(), &plan("read", "", ""), &place()));
        let found = found.expect("an answer");
        assert_eq!(found.allowed, lines(&["s3:ListBucket", "s3:GetObject"]));
        assert_eq!(found.denied, lines(&["s3:GetBucketLocation"]));
    }
}

#[test]
fn it_is_asked_about_the_user_and_what_the_conditions_of_the_policy_need() {
    let canned = canned([Ok((200, decisions(BEFORE, &[]))), Ok((200, decisions(BEFORE, &[])))]);
    let plan = plan("own-keys", "", "198.51.100.0/24 2001:db8::1");
    ready(simulate(&canned.client(), &plan, &place())).expect("an answer");
    let asked = canned.bodies().join("\n");
    for part in [
        "Action=SimulatePrincipalPolicy",
        "PolicySourceArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Auser%2Fkeycutter%2Fnas",
        "ResourceArns.member.1=arn%3Aaws%3Aiam%3A%3A123456789012%3Auser%2Fkeycutter%2Fnas",
        "ActionNames.member.1=iam%3A",
        "ContextEntries.member.1.ContextKeyName=aws%3ASourceIp",
        "ContextEntries.member.1.ContextKeyType=string",
        "ContextEntries.member.1.ContextKeyValues.member.1=198.51.100.0",
    ] {
        assert!(asked.contains(part), "{part} is not in {asked}");
    }
}

#[test]
fn who_may_not_ask_gets_an_error() {
    let canned = canned([refusal(403, "AccessDenied", "no")]);
    let found = ready(simulate(&canned.client(), &plan("read", "a/", ""), &place()));
    assert!(found.expect_err("a refusal").is_denied());
    let asked = canned.bodies().concat();
    assert!(asked.contains("s3%3Aprefix") && asked.contains("=a%2F"), "{asked}");
}

#[test]
fn what_is_allowed_and_what_is_not_is_said_with_its_limits() {
    let simulation = |allowed: &[&str], denied: &[&str]| {
        simulated(&Simulation { allowed: lines(allowed), denied: lines(denied) })
    };
    assert_eq!(simulation(&[], &[]), "");
    let all = simulation(&["s3:GetObject", "s3:PutObject"], &[]);
    assert!(all.contains("all that the tool needs: s3:GetObject, s3:PutObject. "), "{all}");
    let none = simulation(&[], &["s3:GetObject"]);
    assert!(none.contains("may not do what the tool needs: s3:GetObject. "), "{none}");
    let some = simulation(&["s3:GetObject"], &["s3:PutObject"]);
    assert!(some.contains("may do s3:GetObject, and may not do s3:PutObject. "), "{some}");
    for said in [all, none, some] {
        assert!(said.contains("policy simulator") && said.contains("policies of the bucket"));
    }
}
