//! Partitions and custom endpoints.

use keycutter_core::aws::{
    CustomEndpoint, Endpoint, EndpointField, EndpointProblem, Partition, RegionProblem, Service,
    UrlProblem,
};
use proptest::{prop_assert_eq, proptest};
use url::Url;

#[test]
fn each_partition_has_its_hosts_and_regions() {
    for (partition, iam, sts, region) in [
        (Partition::Aws, "iam.amazonaws.com", "sts.us-east-1.amazonaws.com", "us-east-1"),
        (
            Partition::China,
            "iam.cn-north-1.amazonaws.com.cn",
            "sts.cn-north-1.amazonaws.com.cn",
            "cn-north-1",
        ),
        (
            Partition::GovCloud,
            "iam.us-gov.amazonaws.com",
            "sts.us-gov-west-1.amazonaws.com",
            "us-gov-west-1",
        ),
        (
            Partition::EuropeanSovereign,
            "iam.eusc-de-east-1.amazonaws.eu",
            "sts.eusc-de-east-1.amazonaws.eu",
            "eusc-de-east-1",
        ),
    ] {
        let endpoint = Endpoint::Partition(partition);
        assert_eq!(endpoint.url(Service::Iam), format!("https://{iam}/"));
        assert_eq!(endpoint.url(Service::Sts), format!("https://{sts}/"));
        for service in [Service::Iam, Service::Sts] {
            assert_eq!(endpoint.scope(service).region, region);
            assert_eq!(endpoint.scope(service).service, service.signing_name());
        }
    }
}

#[test]
fn a_custom_endpoint_serves_iam_and_sts() {
    let custom = CustomEndpoint::parse(" https://s3.example.com ", " ").expect("an endpoint");
    assert_eq!(custom.region(), "us-east-1");
    let endpoint = Endpoint::Custom(custom);
    assert_eq!(endpoint.url(Service::Iam), "https://s3.example.com/");
    assert_eq!(endpoint.url(Service::Sts), "https://s3.example.com/");
}

/// The signed host is the one that is sent.
#[test]
fn normalizes_a_url_as_browsers_do() {
    for (typed, sent) in [
        ("https://S3.Example.com", "https://s3.example.com/"),
        ("HTTPS://S3.EXAMPLE.COM:9000/Path", "https://s3.example.com:9000/Path"),
        ("http://LocalHost:5000", "http://localhost:5000/"),
        ("https://example.com/iam/v1.0_~-x/", "https://example.com/iam/v1.0_~-x/"),
    ] {
        let custom = CustomEndpoint::parse(typed, "").expect(typed);
        assert_eq!(custom.url(), sent);
    }
}

proptest! {
    /// `url` parses as browsers do.
    #[test]
    fn the_url_that_is_signed_is_the_url_that_is_sent(
        host in "localhost|127\\.0\\.0\\.1(:[0-9]{1,5})?|[a-z.-]{1,8}|(0x)?[0-9a-f.]{1,8}|[!-~]{1,6}",
        path in "(/[a-z.%/\\\\;{}\"|^`ä~_-]{0,9})?|(/(\\.|\\.\\.|%2e|a|~)?){1,4}",
    ) {
        let Ok(custom) = CustomEndpoint::parse(&format!("https://{host}{path}"), "") else {
            return Ok(());
        };
        // A browser sends nothing to a URL that it cannot parse.
        let Ok(sent) = Url::parse(custom.url()) else { return Ok(()) };
        let signed = custom.url().splitn(4, '/').nth(3).expect("a path");
        prop_assert_eq!(sent.path(), format!("/{signed}"));
        let server = custom.authority();
        let (host, port) = server.split_once(':').unwrap_or((server, "443"));
        prop_assert_eq!(sent.host_str(), Some(host));
        prop_assert_eq!(sent.port_or_known_default(), port.parse().ok());
    }
}

#[test]
fn accepts_plain_http_for_loopback_names_only() {
    for url in ["http://localhost:5000", "http://127.0.0.1:4566/"] {
        assert!(CustomEndpoint::parse(url, "").is_ok(), "{url}");
    }
    for url in [
        "http://example.com",
        "http://192.168.1.10",
        "http://localhost.example.com",
        "http://0.0.0.0",
        "http://127.0.0.1.example.com",
        // Loopback names that the page's policy does not have.
        "http://iam.localhost",
        "http://127.9.9.9",
    ] {
        assert_eq!(url_problem(url), UrlProblem::PlainHttp, "{url}");
    }
    assert_eq!(url_problem("http://[::1]:8000"), UrlProblem::UnnameableHost);
}

#[test]
fn says_why_a_url_is_no_endpoint() {
    for (problem, urls) in [
        (
            UrlProblem::NotAUrl,
            &[
                "",
                "s3.example.com",
                "/path",
                "https://",
                "ftp://example.com",
                "https://exa mple.com",
                "https://example.com:70000",
                "https://example.com:",
                "https://example.com:+80",
                // Browsers take these for addresses, and send another host.
                "https://1.2",
                "https://0x7f.1",
                "https://127.0.0.01",
                "javascript:alert(1)",
            ][..],
        ),
        (
            UrlProblem::HasUnusableParts,
            &[
                "https://user:password@example.com",
                "https://example.com/?x=1",
                "https://example.com/#x",
                // A browser sends another path than is typed, or a server may read another one.
                "https://example.com/a/../b",
                "https://example.com/a/./b",
                "https://example.com/..",
                "https://example.com/a//b",
                "https://example.com//",
                "https://example.com/%2e%2e/b",
                "https://example.com/%61",
                "https://example.com/ä",
                "https://example.com/{a}",
                "https://example.com/a\"b",
                "https://example.com/a;b",
            ],
        ),
        (
            UrlProblem::UnnameableHost,
            &[
                "https://[2001:db8::1]",
                "https://[2001:db8::1]:443",
                "https://my_server:9000",
                "https://$(id).example.com",
            ],
        ),
    ] {
        for url in urls {
            assert_eq!(url_problem(url), problem, "{url}");
        }
    }
}

/// The one problem of a URL.
fn url_problem(url: &str) -> UrlProblem {
    let problems = CustomEndpoint::parse(url, "").expect_err(url);
    assert_eq!(problems[0].field(), EndpointField::Url, "{url}");
    match <[EndpointProblem; 1]>::try_from(problems) {
        Ok([EndpointProblem::Url(problem)]) => problem,
        other => panic!("{url}: {other:?}"),
    }
}

/// It is sent in every signature, and stored by the browser.
#[test]
fn refuses_a_region_that_is_malformed_or_looks_like_a_secret() {
    let parse = |region| CustomEndpoint::parse("https://example.com", region);
    let longest = "a".repeat(32);
    for region in ["us-east-1", "eusc-de-east-1", "default", "1", &longest] {
        assert_eq!(parse(region).expect(region).region(), region);
    }
    for (region, expected) in [
        ("eu west", RegionProblem::WrongShape),
        ("EU", RegionProblem::WrongShape),
        ("eu_west", RegionProblem::WrongShape),
        (&format!("{longest}a"), RegionProblem::WrongShape),
        ("NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x", RegionProblem::LooksLikeSecret),
        ("NvlE3LaruSrjLnonWKTn9UGKzEesg61SHE+qaQQ0", RegionProblem::LooksLikeSecret),
    ] {
        let problems = parse(region).expect_err(region);
        assert_eq!(problems, [EndpointProblem::Region(expected)], "{region}");
        assert_eq!(problems[0].field(), EndpointField::Region);
    }
}

#[test]
fn reports_the_problems_of_both_fields() {
    let problems = CustomEndpoint::parse("s3.example.com", "EU").expect_err("two problems");
    let fields: Vec<_> = problems.iter().map(EndpointProblem::field).collect();
    assert_eq!(fields, [EndpointField::Url, EndpointField::Region]);
}
