//! Where requests go.

use keycutter_core::aws::{CustomEndpoint, Endpoint, EndpointField, Partition, Service};

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
        let place = Endpoint::Partition(partition);
        assert_eq!(place.url(Service::Iam), format!("https://{iam}/"));
        assert_eq!(place.url(Service::Sts), format!("https://{sts}/"));
        for service in [Service::Iam, Service::Sts] {
            assert_eq!(place.scope(service).region, region);
            assert_eq!(place.scope(service).service, service.signing_name());
        }
    }
}

#[test]
fn a_custom_endpoint_serves_both() {
    let custom = CustomEndpoint::parse(" https://s3.example.com ", " ").expect("a good one");
    assert_eq!(custom.region(), "us-east-1");
    let place = Endpoint::Custom(custom);
    assert_eq!(place.url(Service::Iam), "https://s3.example.com/");
    assert_eq!(place.url(Service::Sts), "https://s3.example.com/");
}

/// Signatures are made for the host that is sent.
#[test]
fn a_server_is_written_as_browsers_send_it() {
    for (typed, sent) in [
        ("https://S3.Example.com", "https://s3.example.com/"),
        ("HTTPS://S3.EXAMPLE.COM:9000/Path", "https://s3.example.com:9000/Path"),
        ("http://LocalHost:5000", "http://localhost:5000/"),
    ] {
        let custom = CustomEndpoint::parse(typed, "").expect(typed);
        assert_eq!(custom.url(), sent);
    }
}

#[test]
fn plain_http_is_for_this_machine_alone() {
    for url in ["http://localhost:5000", "http://127.0.0.1:4566/"] {
        assert!(CustomEndpoint::parse(url, "").is_ok(), "{url}");
    }
    for url in [
        "http://example.com",
        "http://192.168.1.10",
        "http://localhost.example.com",
        "http://0.0.0.0",
        "http://127.0.0.1.example.com",
        "http://[::1]:8000",
        // This machine too, by names that the page's policy does not have.
        "http://iam.localhost",
        "http://127.9.9.9",
    ] {
        assert!(CustomEndpoint::parse(url, "").is_err(), "{url}");
    }
}

#[test]
fn what_is_no_endpoint_is_refused_at_its_field() {
    for url in [
        "",
        "s3.example.com",
        "/path",
        "https://",
        "ftp://example.com",
        "https://user:password@example.com",
        "https://example.com/?x=1",
        "https://example.com/#x",
        "https://exa mple.com",
        "https://[2001:db8::1]",
        "https://my_server:9000",
        "https://$(id).example.com",
        "javascript:alert(1)",
    ] {
        let problems = CustomEndpoint::parse(url, "").expect_err(url);
        assert_eq!(problems.len(), 1, "{url}");
        assert_eq!(problems[0].field, EndpointField::Url, "{url}");
    }
}

/// It is sent in every signature, and remembered.
#[test]
fn a_region_is_a_short_word_and_no_secret() {
    let parse = |region| CustomEndpoint::parse("https://example.com", region);
    let longest = "a".repeat(32);
    for region in ["us-east-1", "eusc-de-east-1", "default", "1", &longest] {
        assert_eq!(parse(region).expect(region).region(), region);
    }
    for (region, told) in [
        ("eu west", "32 small letters"),
        ("EU", "32 small letters"),
        ("eu_west", "32 small letters"),
        (&format!("{longest}a"), "32 small letters"),
        ("NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x", "looks like a secret access key"),
        ("NvlE3LaruSrjLnonWKTn9UGKzEesg61SHE+qaQQ0", "looks like a secret access key"),
    ] {
        let problems = parse(region).expect_err(region);
        assert_eq!((problems.len(), problems[0].field), (1, EndpointField::Region));
        assert!(problems[0].message.contains(told), "{region}: {}", problems[0].message);
    }
}
