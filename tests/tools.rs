//! Tools that need a key: each entry of the table, its policy, and what a person may ask for.

use keycutter_core::formats::key_files::Detail;
use keycutter_core::messages;
use keycutter_core::tools::{
    Draft, Field, On, Place, Plan, Problem, TOOLS, Tool, document, permissions, propose_user_name,
    statements,
};
use keycutter_core::{ServerText, Timestamp};
use serde_json::Value;

/// 2026-11-26.
const NOW: Timestamp = Timestamp::from_millis(1_795_651_200_000);

const OWN: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;

fn place() -> Place {
    Place { partition: "aws-cn", account: ServerText::line("123456789012") }
}

fn tool(id: &str) -> &'static Tool {
    Tool::of_id(id).expect("a tool")
}

fn draft(tool: &'static Tool) -> Draft<'static> {
    let (bucket, prefix, user_name) = ("my-bucket", "", "name");
    Draft { tool, bucket, prefix, user_name, ends: "", addresses: "", policy: OWN }
}

fn plan(draft: Draft<'_>) -> Plan {
    Plan::check(draft, NOW).expect("a plan")
}

fn policy_of(plan: &Plan) -> Value {
    serde_json::from_str(&document(&statements(plan, &place()))).expect("JSON")
}

fn statements_of(policy: &Value) -> &Vec<Value> {
    policy["Statement"].as_array().expect("statements")
}

#[test]
fn every_entry_is_complete() {
    for (n, it) in TOOLS.iter().enumerate() {
        assert!(!it.label.is_empty() && it.source.starts_with("https://"), "{}", it.id);
        let is_named = |other: &Tool| other.id == it.id || other.label == it.label;
        assert_eq!(TOOLS.iter().position(is_named), Some(n), "{} is there twice", it.id);
        assert!(!it.takes_prefix || it.takes_bucket(), "{}: a prefix of what?", it.id);
        // The format that is chosen first can be written from what the form knows.
        let first = *it.formats.first().expect("a format");
        assert!(!first.wants(Detail::Bucket) || it.takes_bucket(), "{}", it.id);
        assert!(it.trap.is_empty() || it.trap.ends_with('.'), "{}", it.id);
        assert!(messages::tools::not_allowed(it).ends_with('.'));
    }
}

#[test]
fn every_policy_allows_only_named_actions_on_the_resources_of_the_plan() {
    for it in TOOLS.iter().filter(|it| !it.has_own_policy()) {
        let policy = policy_of(&plan(draft(it)));
        for statement in statements_of(&policy) {
            assert_eq!(statement["Effect"], "Allow");
            let resource = statement["Resource"].as_str().expect("a resource");
            for action in statement["Action"].as_array().expect("actions") {
                let action = action.as_str().expect("an action");
                assert!(!action.contains('*') && action.contains(':'), "{}: {action}", it.id);
                let is_of_all = ["s3:ListAllMyBuckets", "ses:SendRawEmail"].contains(&action);
                assert_eq!(is_of_all, resource == "*", "{}: {action} on {resource}", it.id);
            }
            let is_in_place = resource == "*"
                || resource.starts_with("arn:aws-cn:s3:::my-bucket")
                || resource == "arn:aws-cn:iam::123456789012:user/keycutter/${aws:username}";
            assert!(is_in_place, "{}: {resource}", it.id);
        }
    }
}

#[test]
fn every_statement_has_its_sentence() {
    for it in &TOOLS {
        let plan = plan(draft(it));
        let all = statements(&plan, &place());
        assert_eq!(all.len(), it.grants.len());
        for (statement, grant) in all.iter().zip(it.grants) {
            assert!(statement.meaning.starts_with(grant.purpose));
            assert!(statement.meaning.ends_with('.'), "{}", statement.meaning);
            let names_bucket = statement.meaning.contains("my-bucket");
            assert_eq!(names_bucket, !matches!(grant.on, On::Everything | On::OwnUser));
        }
    }
}

/// IAM counts no white space, and takes 2,048 characters of inline policies.
#[test]
fn the_longest_policy_is_within_the_limit() {
    let (bucket, prefix) = ("b".repeat(63), "p".repeat(64));
    let addresses = ["2001:db8:1111:2222:3333:4444:5555:6666"; 6].join(" ");
    for it in TOOLS.iter().filter(|it| !it.has_own_policy()) {
        let draft = Draft {
            bucket: &bucket,
            prefix: &prefix,
            ends: "2027-01-31",
            addresses: &addresses,
            ..draft(it)
        };
        let text = document(&statements(&plan(draft), &place()));
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        assert!(length <= 2_048, "{}: {length}", it.id);
    }
}

#[test]
fn a_prefix_limits_objects_and_their_list_but_not_the_location() {
    let plan = plan(Draft { prefix: "backups/", ..draft(tool("read")) });
    let policy = policy_of(&plan);
    let [list, locate, read] = statements_of(&policy).as_slice() else { panic!("{policy}") };
    assert_eq!(list["Condition"]["StringLike"]["s3:prefix"], "backups/*");
    assert_eq!(list["Resource"], "arn:aws-cn:s3:::my-bucket");
    assert_eq!(locate["Condition"], Value::Null);
    assert_eq!(read["Resource"], "arn:aws-cn:s3:::my-bucket/backups/*");
}

#[test]
fn an_append_only_backup_can_delete_its_locks_only() {
    let policy = policy_of(&plan(Draft { prefix: "nas/", ..draft(tool("append-only")) }));
    let deletes = |it: &&Value| it["Action"].to_string().contains("Delete");
    let deleting: Vec<_> = statements_of(&policy).iter().filter(deletes).collect();
    assert_eq!(deleting.len(), 1);
    assert_eq!(deleting[0]["Resource"], "arn:aws-cn:s3:::my-bucket/nas/locks/*");
}

#[test]
fn limits_deny_everything_to_the_user() {
    let limited = Draft {
        ends: "2026-11-26",
        addresses: "198.51.100.7, 2001:db8::/64",
        ..draft(tool("read"))
    };
    let policy = policy_of(&plan(limited));
    let [.., end, fence] = statements_of(&policy).as_slice() else { panic!("{policy}") };
    for deny in [end, fence] {
        assert_eq!((&deny["Effect"], &deny["Resource"]), (&"Deny".into(), &"*".into()));
        assert_eq!(deny["Action"][0], "*");
    }
    let until = &end["Condition"]["DateGreaterThan"]["aws:CurrentTime"];
    assert_eq!(*until, "2026-11-26T23:59:59Z");
    let from = &fence["Condition"]["NotIpAddress"]["aws:SourceIp"];
    assert_eq!(*from, serde_json::json!(["198.51.100.7", "2001:db8::/64"]));
    assert_eq!(fence["Condition"]["Bool"]["aws:ViaAWSService"], "false");
}

#[test]
fn what_is_wrong_is_told_by_field() {
    let good = draft(tool("read"));
    let problem =
        |draft: Draft<'_>| Plan::check(draft, NOW).err().map(|it| (it.field, it.is_secret));
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    assert_eq!(problem(good), None);
    for bucket in ["", "No", "a..b", "192.0.2.1", "my_bucket"] {
        assert_eq!(problem(Draft { bucket, ..good }), Some((Field::Bucket, false)), "{bucket}");
    }
    for prefix in ["/a", "a*", "a\"b", "${aws:username}", "a?"] {
        assert_eq!(problem(Draft { prefix, ..good }), Some((Field::Prefix, false)), "{prefix}");
    }
    for user_name in ["", "a b", "a/b", &"a".repeat(65)] {
        assert_eq!(problem(Draft { user_name, ..good }), Some((Field::UserName, false)));
    }
    for ends in ["2026-11-25", "2026-13-01", "tomorrow", "2027-1-1", "2027-01-01T00:00:00Z"] {
        assert_eq!(problem(Draft { ends, ..good }), Some((Field::Ends, false)), "{ends}");
    }
    for addresses in ["1.2.3", "1.2.3.4/33", "::1/129", "1.2.3.4;5.6.7.8", "host"] {
        assert_eq!(problem(Draft { addresses, ..good }), Some((Field::Addresses, false)));
    }
    let own = draft(tool("own-policy"));
    for policy in ["", "text", &format!("{{{}}}", "a".repeat(2_047))] {
        assert_eq!(problem(Draft { policy, ..own }), Some((Field::Policy, false)));
    }
    assert_eq!(problem(Draft { bucket: secret, ..good }), Some((Field::Bucket, true)));
    assert_eq!(problem(Draft { prefix: secret, ..good }), Some((Field::Prefix, true)));
    assert_eq!(problem(Draft { user_name: secret, ..good }), Some((Field::UserName, true)));
}

#[test]
fn what_a_tool_does_not_take_is_left_out() {
    let mail = plan(Draft { prefix: "a*", bucket: "No", ..draft(tool("ses")) });
    assert_eq!((mail.bucket.as_str(), mail.prefix.as_str()), ("", ""));
    let own = plan(Draft { ends: "never", ..draft(tool("own-policy")) });
    assert_eq!((own.ends.as_str(), own.policy.as_str()), ("", OWN));
}

/// IAM takes letters, digits, spaces and `_ . : / = + - @`, 256 in a value.
#[test]
fn a_later_visit_reads_the_plan_from_the_tags() {
    let is_of_tags = |c: char| c.is_ascii_alphanumeric() || " _.:/=+-@".contains(c);
    for it in &TOOLS {
        let plan = plan(Draft {
            prefix: "a b/",
            ends: "2027-01-31",
            addresses: "198.51.100.7 2001:db8::/64",
            ..draft(it)
        });
        let id = "AKIAIOSFODNN7EXAMPLE";
        for (key, value) in plan.tags().iter().chain(&plan.final_tags(id)) {
            assert!(key.chars().chain(value.chars()).all(is_of_tags), "{key}: {value}");
            assert!(!value.is_empty() && value.len() <= 256);
        }
        let read = |tags: &[(String, String)]| {
            let tags: Vec<_> =
                tags.iter().map(|(k, v)| (ServerText::line(k), ServerText::line(v))).collect();
            Plan::from_tags("name", &tags, NOW)
        };
        // A policy of one's own is in no tag.
        let expected = (!it.has_own_policy()).then_some(&plan);
        assert_eq!(read(&plan.tags()).as_ref(), expected, "{}", it.id);
        assert_eq!(read(&plan.final_tags(id)), None, "a finished user");
    }
}

#[test]
fn tags_of_others_are_not_trusted() {
    let tags = |bucket: &str| {
        [
            ("keycutter:state", "unfinished"),
            ("keycutter:tool", "read"),
            ("keycutter:bucket", bucket),
        ]
        .map(|(key, value)| (ServerText::line(key), ServerText::line(value)))
    };
    assert!(Plan::from_tags("name", &tags("my-bucket"), NOW).is_some());
    assert_eq!(Plan::from_tags("name", &tags("*"), NOW), None);
}

#[test]
fn proposed_names_are_valid() {
    let long = "b".repeat(63);
    for it in &TOOLS {
        let bucket = if it.takes_bucket() { long.as_str() } else { "" };
        let user_name = propose_user_name(it, bucket);
        assert!(Plan::check(Draft { bucket, user_name: &user_name, ..draft(it) }, NOW).is_ok());
    }
    assert_eq!(propose_user_name(tool("rclone"), "my-bucket"), "rclone-my-bucket");
    assert_eq!(propose_user_name(tool("ses"), ""), "ses");
}

#[test]
fn the_caller_is_offered_one_policy_for_all_steps() {
    let policy: Value = serde_json::from_str(&permissions(&place())).expect("JSON");
    let [all, list] = statements_of(&policy).as_slice() else { panic!("{policy}") };
    assert_eq!(all["Resource"], "arn:aws-cn:iam::123456789012:user/keycutter/*");
    assert_eq!(list["Action"][0], "iam:ListUsers");
}

#[test]
fn problems_have_sentences_of_their_own() {
    let fields = [
        Field::Bucket,
        Field::Prefix,
        Field::UserName,
        Field::Ends,
        Field::Addresses,
        Field::Policy,
    ];
    let mut all = fields.map(|field| messages::tools::problem(Problem { field, is_secret: false }));
    all.sort_unstable();
    assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
}
