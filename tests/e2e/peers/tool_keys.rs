//! Keys for tools, made by the flow on other servers, and used: what a policy allows works, and what it
//! leaves out is refused.

use keycutter_core::aws::Client;
use keycutter_core::aws::iam::SimulatePrincipalPolicy;
use keycutter_core::flows::Flow;
use keycutter_core::flows::tool_key::{Effect, Event, ToolKey};
use keycutter_core::tools::{Draft, Place, Plan, TOOLS, Tool, find_unfinished};
use keycutter_core::{ServerText, Timestamp};
use serde_json::{Value, json};
use support::runtime::block_on;
use support::{Credentials, Peer, PeerKind};

use crate::client::{Wire, client};
use crate::running::start;

fn plan(tool: &'static Tool) -> Box<Plan> {
    let user_name = tool.id;
    let (bucket, prefix) = ("my-bucket", "mine/");
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":"*"}]}"#;
    let draft = Draft { tool, bucket, prefix, user_name, ends: "", addresses: "", policy };
    Box::new(Plan::check(draft, Timestamp::from_millis(0)).expect("a plan"))
}

/// Makes a user and a key for a tool.
fn make(client: &Client<Wire>, tool: &'static Tool) -> Credentials {
    let caller = block_on(client.caller()).expect("a caller");
    let place = Place { partition: "aws", account: ServerText::line(&caller.account) };
    let (mut flow, mut effects) = ToolKey::start(place).update(Event::Submit(plan(tool)));
    loop {
        match effects.pop() {
            Some(Effect::Send(request)) => {
                let answer = block_on(request.send(client));
                (flow, effects) = flow.update(answer);
            }
            Some(Effect::HandOver(new, _, None)) => {
                return Credentials::key(new.key.id.as_str(), new.secret.expose());
            }
            _ => panic!("{}: {:?}", tool.id, flow.state()),
        }
    }
}

fn administrator(peer: &Peer) -> Client<Wire> {
    let user = peer.user("admin");
    user.allow("users", &["iam:*"]);
    client(peer, &user.create_key())
}

#[test]
fn the_key_of_each_tool_signs_in() {
    for kind in [PeerKind::Moto, PeerKind::Ministack] {
        let peer = start(kind);
        let client = administrator(&peer);
        for tool in &TOOLS {
            let arn = peer.sign_in(&make(&client, tool)).expect("an identity");
            assert!(arn.ends_with(&format!("user/keycutter/{}", tool.id)), "{kind:?}: {arn}");
        }
        assert_eq!(block_on(find_unfinished(&client)), Ok(None));
    }
}

/// moto enforces policies for S3, by action and resource.
#[test]
fn a_policy_allows_what_the_tool_needs_and_no_more() {
    let peer = start(PeerKind::Moto);
    for bucket in ["my-bucket", "another"] {
        peer.admin("s3", "CreateBucket", &json!({ "Bucket": bucket }));
    }
    let client = administrator(&peer);
    for tool in TOOLS.iter().filter(|tool| tool.takes_bucket()) {
        let key = make(&client, tool);
        let may = |action: &str, parameters: &Value| match peer.call(&key, "s3", action, parameters)
        {
            Ok(_) => true,
            Err((code, message)) => {
                assert!(code.contains("AccessDenied") || code.contains("403"), "{code}: {message}");
                false
            }
        };
        let object = |bucket: &str, name: &str| json!({ "Bucket": bucket, "Key": name });
        let text =
            |bucket: &str, name: &str| json!({ "Bucket": bucket, "Key": name, "Body": "text" });
        peer.admin("s3", "PutObject", &text("my-bucket", "mine/object"));
        let mine = object("my-bucket", "mine/object");
        let id = tool.id;
        assert_eq!(may("GetObject", &mine), tool.allows("s3:GetObject"), "{id} reads");
        let upload = may("PutObject", &text("my-bucket", "mine/new"));
        assert_eq!(upload, tool.allows("s3:PutObject"), "{id} writes");
        let list = json!({ "Bucket": "my-bucket", "Prefix": "mine/" });
        assert_eq!(may("ListObjectsV2", &list), tool.allows("s3:ListBucket"), "{id} lists");
        let deletes = tool.allows("s3:DeleteObject") && id != "append-only";
        assert_eq!(may("DeleteObject", &mine), deletes, "{id} deletes");
        for elsewhere in [text("another", "mine/object"), text("my-bucket", "theirs/object")] {
            let is_of_bucket = elsewhere["Bucket"] == "my-bucket" && !tool.takes_prefix;
            assert_eq!(may("PutObject", &elsewhere), is_of_bucket, "{id} writes elsewhere");
        }
        assert!(!may("DeleteBucket", &json!({ "Bucket": "my-bucket" })), "{id} deletes the bucket");
    }
}

/// On a server whose simulator takes a path for a part of the user's name.
#[test]
fn ministack_simulates_what_a_user_may_do() {
    let peer = start(PeerKind::Ministack);
    let client = administrator(&peer);
    let user = peer.user("ada");
    user.allow("reading", &["s3:GetObject"]);
    let arn = peer.sign_in(&user.create_key()).expect("an identity");
    let asked = SimulatePrincipalPolicy {
        user: &arn,
        actions: &["s3:GetObject", "s3:DeleteObject"],
        resource: "arn:aws:s3:::my-bucket/*",
        context: &[],
    };
    let decisions = block_on(client.call(&asked)).expect("decisions");
    let decisions: Vec<_> = decisions.iter().map(|(action, is)| (action.as_str(), *is)).collect();
    assert_eq!(decisions, [("s3:GetObject", true), ("s3:DeleteObject", false)]);
}
