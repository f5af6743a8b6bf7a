//! Which servers the page may call, by the text of its content security policy and as the page reads it.

use keycutter_core::aws::{
    CustomEndpoint, Endpoint, EndpointProblem, Partition, Service, UrlProblem,
};
use keycutter_core::csp::{ContentSecurityPolicy, Directives};
use keycutter_core::messages;

const PAGE: &str = include_str!("../index.html");

/// Servers on this computer.
const LOOPBACK: [&str; 4] =
    ["http://127.0.0.1:*", "http://localhost:*", "https://127.0.0.1:*", "https://localhost:*"];

/// The text of the page's policy.
fn text() -> &'static str {
    let meta = PAGE.split("<meta").find(|meta| meta.contains("Content-Security-Policy"));
    let content = meta.and_then(|meta| meta.split_once("content=\"")?.1.split('"').next());
    content.expect("index.html has a policy")
}

/// The sources of one directive.
fn sources(directive: &str) -> Vec<&'static str> {
    let found = text().split(';').find_map(|it| it.trim().strip_prefix(directive));
    found.unwrap_or_else(|| panic!("no {directive}")).split_ascii_whitespace().collect()
}

fn allows(text: &str, url: &str) -> bool {
    ContentSecurityPolicy { text, origin: "https://keys.example.com" }.allows(url)
}

#[test]
fn the_page_may_call_aws_and_loopback_only() {
    let mut expected: Vec<String> = vec!["'self'".to_owned()];
    for partition in Partition::ALL {
        for service in [Service::Iam, Service::Sts] {
            let url = Endpoint::Partition(partition).url(service);
            expected.push(url.trim_end_matches('/').to_owned());
        }
    }
    expected.extend(LOOPBACK.iter().map(|&source| source.to_owned()));
    expected.sort();
    let mut named = sources("connect-src");
    named.sort_unstable();
    assert_eq!(named, expected);
}

/// The page's own description of its policy is complete.
#[test]
fn the_page_lists_the_servers_it_may_call() {
    let answer = PAGE.split("Where do my secrets go?").nth(1).expect("a question");
    let answer = answer.split("</details>").next().expect("its answer");
    let answer = answer.split_whitespace().collect::<Vec<_>>().join(" ");
    for named in ["AWS's IAM and STS,", "its own files", "servers on this computer"] {
        assert!(answer.contains(named), "{answer}");
    }
}

#[test]
fn the_policy_allows_the_url_that_the_message_suggests() {
    let problems = CustomEndpoint::parse("s3.example.com", "").expect_err("no whole URL");
    let message = messages::endpoint::problem(&problems[0]);
    let advised: Vec<_> =
        message.split_whitespace().filter(|word| word.starts_with("http://")).collect();
    assert_eq!(advised.len(), 1, "{message}");
    let endpoint = CustomEndpoint::parse(advised[0], "").expect("an endpoint");
    let policy = ContentSecurityPolicy { text: text(), origin: "https://keys.example.com" };
    endpoint.within(policy).expect("an allowed one");
}

#[test]
fn the_policy_forbids_everything_else() {
    assert_eq!(sources("default-src"), ["'none'"]);
    for directive in ["form-action", "base-uri"] {
        assert_eq!(sources(directive), ["'none'"], "{directive}");
    }
    assert_eq!(sources("require-trusted-types-for"), ["'script'"]);
    assert!(!text().contains("unsafe-inline") && !text().contains("'unsafe-eval'"));
}

#[test]
fn reads_the_policy_as_a_browser_does() {
    for partition in Partition::ALL {
        for service in [Service::Iam, Service::Sts] {
            assert!(allows(text(), &Endpoint::Partition(partition).url(service)));
        }
    }
    for url in [
        "http://127.0.0.1:5000/",
        "http://localhost/",
        "https://localhost:4566/iam",
        // The origin of the page.
        "https://keys.example.com/",
        "https://KEYS.example.com:443/iam",
    ] {
        assert!(allows(text(), url), "{url}");
    }
    for url in [
        "https://s3.example.com/",
        "https://example.com/",
        "https://keys.example.com:8443/",
        "https://iam.amazonaws.com.example.com/",
        "https://iam.amazonaws.com:8443/",
        "http://iam.amazonaws.com/",
        "http://127.0.0.2:5000/",
        "http://iam.localhost/",
        "https://[2001:db8::1]/",
    ] {
        assert!(!allows(text(), url), "{url}");
    }
}

#[test]
fn a_copy_for_a_self_hosted_server_may_call_it() {
    let policy = "default-src 'none'; connect-src 'self' https://s3.example.com:9000; base-uri x";
    assert!(allows(policy, "https://s3.example.com:9000/iam"));
    assert!(!allows(policy, "https://s3.example.com/"));
    // A page from a file has the origin `null`.
    assert!(!ContentSecurityPolicy { text: policy, origin: "null" }.allows("https://null/"));
    assert!(allows("default-src x", "https://anyone.example/"), "no policy forbids nothing");
}

#[test]
fn a_forbidden_endpoint_is_reported_with_its_origin() {
    let endpoint = || CustomEndpoint::parse("https://s3.example.com", "").expect("an endpoint");
    let policy = ContentSecurityPolicy { text: text(), origin: "https://keys.example.com" };
    for (url, server) in [
        ("https://s3.example.com", "https://s3.example.com"),
        ("https://S3.Example.com:9000/iam/", "https://s3.example.com:9000"),
        ("https://10.0.0.7", "https://10.0.0.7"),
    ] {
        let endpoint = CustomEndpoint::parse(url, "").expect("an endpoint");
        let problems = endpoint.within(policy).expect_err("forbidden");
        let forbidden = UrlProblem::Forbidden { origin: server.to_owned() };
        assert_eq!(problems, [EndpointProblem::Url(forbidden)]);
        let command = format!("cargo xtask dist --endpoint {server}");
        assert_eq!(messages::endpoint::command(&problems[0]), Some(command));
    }

    let policy = ContentSecurityPolicy { text: "connect-src https://s3.example.com", ..policy };
    assert_eq!(endpoint().within(policy), Ok(endpoint()));

    // A copy without loopback servers, which no `--endpoint` brings back.
    let loopback = CustomEndpoint::parse("http://127.0.0.1:8000", "").expect("an endpoint");
    let problems = loopback.within(policy).expect_err("forbidden");
    assert_eq!(messages::endpoint::command(&problems[0]), None);
}

#[test]
fn a_policy_is_changed_by_directive() {
    let text = "\n default-src 'none';\n  connect-src 'self'\n https://a.example;\n";
    let mut policy = Directives::parse(text);
    policy.sources("connect-src").push("https://s3.example.com");
    policy.sources("frame-ancestors").push("'none'");
    policy.remove("default-src");
    let expected =
        "connect-src 'self' https://a.example https://s3.example.com; frame-ancestors 'none'";
    assert_eq!(policy.to_string(), expected);
}
