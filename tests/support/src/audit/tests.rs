use std::time::Instant;

use serde_json::json;

use super::*;
use crate::web::Connection;

const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+FvwqnKwRcOIfrRh3c";

fn evidence() -> Evidence {
    Evidence {
        site: "http://127.0.0.1:1/tools/keycutter/".to_owned(),
        endpoint: "http://127.0.0.1:2/".to_owned(),
        harness: vec!["http://127.0.0.1:3/".to_owned()],
        stored: json!({ "localStorage": "{\"theme\":\"dark\"}", "sessionStorage": "{}", "cookies": "" }),
        secrets: vec![Secret::Key(KEY.to_owned()), Secret::Token(TOKEN.to_owned())],
        calls: vec![call("Action=CreateAccessKey")],
        loads: vec![Exchange {
            method: "GET".to_owned(),
            url: "/tools/keycutter/".to_owned(),
            headers: Vec::new(),
            ..call("")
        }],
        ..Evidence::default()
    }
}

fn call(body: &str) -> Exchange {
    Exchange {
        at: Instant::now(),
        connection: Connection::default(),
        method: "POST".to_owned(),
        url: "/".to_owned(),
        headers: vec![
            (
                "authorization".to_owned(),
                "AWS4-HMAC-SHA256 Credential=AKIA…, Signature=00ff".to_owned(),
            ),
            (TOKEN_HEADER.to_owned(), TOKEN.to_owned()),
        ],
        body: body.to_owned(),
        status: Some(200),
        response: "<SecretAccessKey>newSecretnewSecretnewSecretnewSecret1234</SecretAccessKey>"
            .to_owned(),
        acted: true,
    }
}

fn found(change: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let mut evidence = evidence();
    change(&mut evidence);
    evidence.findings()
}

#[test]
fn a_clean_story_has_no_findings() {
    assert_eq!(evidence().findings(), Vec::<String>::new());
}

/// What the finding says, and what causes it.
type Leak = (&'static str, fn(&mut Evidence));

#[test]
fn every_leak_is_found() {
    let leaks: [Leak; 11] = [
        ("a request beyond", |it| it.blocked.push(call(""))),
        ("policy was violated", |it| it.reports.push(call("{}"))),
        ("the page requested", |it| {
            it.requests.push(BrowserRequest {
                url: "https://x.example/".to_owned(),
                headers: String::new(),
            });
        }),
        ("the console says", |it| it.console.push("panicked at".to_owned())),
        ("in the request", |it| it.calls[0].url = format!("/{KEY}")),
        ("in the request", |it| it.calls[0].headers.push(("x".to_owned(), KEY.to_owned()))),
        ("in the request", |it| it.calls[0].headers.push(("x".to_owned(), TOKEN.to_owned()))),
        ("in the request", |it| it.calls[0].body = format!("a={KEY}")),
        // A secret that only the endpoint's response names.
        ("in the request", |it| {
            it.calls.push(call("Action=X&a=newSecretnewSecretnewSecretnewSecret1234"));
        }),
        ("in the request for", |it| it.loads[0].url = format!("/{KEY}")),
        ("is stored in localStorage", |it| it.stored["localStorage"] = json!(KEY)),
    ];
    for (expected, leak) in leaks {
        let findings = found(leak);
        assert!(
            findings.iter().any(|finding| finding.contains(expected)),
            "{expected}: {findings:?}"
        );
    }
}

#[test]
fn only_the_pages_own_files_may_be_cached() {
    let page = "http://127.0.0.1:1/tools/keycutter/";
    let name = format!("keycutter {page} sha384-x");
    let cached = |name: &str, sum: &str| {
        found(|it| {
            it.served = [(page.to_owned(), "00ff".to_owned())].into();
            it.stored["caches"] = json!(json!({ name: { page: sum } }).to_string());
        })
    };
    assert_eq!(cached(&name, "00ff"), Vec::<String>::new());
    assert!(cached(&name, "00fe")[0].contains("else is cached"));
    assert!(cached("other", "00ff")[0].contains("another page"));
}

#[test]
fn a_missing_file_and_a_cookie_are_found() {
    assert!(found(|it| it.loads[0].status = Some(404))[0].contains("has no"));
    assert!(found(|it| it.stored["cookies"] = json!("a=b"))[0].contains("cookies"));
    assert!(
        found(|it| it.calls[0].headers.push(("cookie".to_owned(), "a".to_owned())))[0]
            .contains("cookie")
    );
}
