//! Where requests go: a partition of AWS, or a self-hosted server.

use std::net::Ipv4Addr;

use super::url::UrlParts;
use super::{Partition, Scope, Service};
use crate::csp::ContentSecurityPolicy;
use crate::keys::shape;

/// The form field that a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointField {
    /// The endpoint's URL.
    Url,
    /// The region to sign with.
    Region,
}

/// Why what was typed cannot be an endpoint, by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointProblem {
    /// In the URL.
    Url(UrlProblem),
    /// In the region.
    Region(RegionProblem),
}

/// What is wrong with an endpoint's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlProblem {
    /// It is not an absolute `https` or `http` URL.
    NotAUrl,
    /// It has a user name, a query or a fragment, or a path that browsers and servers may change.
    HasUnusableParts,
    /// A content security policy cannot name its host.
    UnnameableHost,
    /// It is plain `http` and its host is not a loopback name.
    PlainHttp,
    /// The content security policy of this copy of the page does not allow it.
    Forbidden {
        /// Scheme, host and port.
        origin: String,
    },
}

/// What is wrong with a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionProblem {
    /// It looks like a secret access key, and would be sent in every signature.
    LooksLikeSecret,
    /// It is not up to 32 lower-case letters, digits and hyphens.
    WrongShape,
}

impl EndpointProblem {
    /// The field it belongs to.
    #[must_use]
    pub const fn field(&self) -> EndpointField {
        match self {
            Self::Url(_) => EndpointField::Url,
            Self::Region(_) => EndpointField::Region,
        }
    }
}

/// A self-hosted server that answers IAM and STS at one URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomEndpoint {
    url: String,
    region: String,
}

impl CustomEndpoint {
    /// The region that self-hosted servers usually expect in a signature.
    pub const DEFAULT_REGION: &'static str = "us-east-1";

    /// Validates an endpoint. An empty region means [`Self::DEFAULT_REGION`].
    ///
    /// # Errors
    ///
    /// Every [`EndpointProblem`]: the URL must be absolute and `https`, or `http` to a loopback
    /// name; it must have no user name, query or fragment, a host that a content security policy can
    /// name, which `[::1]` is not, and a path that is sent as it is signed.
    pub fn parse(url: &str, region: &str) -> Result<Self, Vec<EndpointProblem>> {
        let region = match region.trim() {
            "" => Self::DEFAULT_REGION,
            region => region,
        };
        let region_problem = region_problem(region).map(EndpointProblem::Region);
        match (normalize(url.trim()), region_problem) {
            (Ok(url), None) => Ok(Self { url, region: region.to_owned() }),
            (url, problem) => {
                Err(url.err().map(EndpointProblem::Url).into_iter().chain(problem).collect())
            }
        }
    }

    /// The same endpoint, if the page's policy allows calling it.
    ///
    /// # Errors
    ///
    /// [`UrlProblem::Forbidden`].
    pub fn within(self, policy: ContentSecurityPolicy<'_>) -> Result<Self, Vec<EndpointProblem>> {
        if policy.allows(&self.url) {
            return Ok(self);
        }
        let origin = self.origin().to_owned();
        Err(vec![EndpointProblem::Url(UrlProblem::Forbidden { origin })])
    }

    /// Host and port, as in `127.0.0.1:8000`.
    #[must_use]
    pub fn authority(&self) -> &str {
        let origin = self.origin();
        origin.split_once("://").map_or(origin, |(_, authority)| authority)
    }

    /// Whether it runs on this computer.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let authority = self.authority();
        is_loopback(authority.split_once(':').map_or(authority, |(host, _)| host))
    }

    /// The URL without its path.
    fn origin(&self) -> &str {
        let path = self.url.match_indices('/').nth(2);
        path.map_or(&self.url, |(at, _)| &self.url[..at])
    }

    /// The URL, ending in a slash when it has no path.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The region to sign with.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }
}

/// A region is part of every signature, and is stored by the browser.
pub(crate) fn region_problem(region: &str) -> Option<RegionProblem> {
    let is_well_formed = region.len() <= LONGEST_REGION
        && region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if shape::is_surely_secret(region) {
        Some(RegionProblem::LooksLikeSecret)
    } else {
        (!is_well_formed).then_some(RegionProblem::WrongShape)
    }
}

/// Twice the length of AWS's longest region, and less than that of its secrets.
const LONGEST_REGION: usize = 32;

/// The URL as a browser sends it, with the host in lower case and an explicit root path, so that
/// the text shown, signed and sent is the same.
fn normalize(text: &str) -> Result<String, UrlProblem> {
    if text.contains(['?', '#', '@']) {
        return Err(UrlProblem::HasUnusableParts);
    }
    let UrlParts { scheme, host, port, path } = UrlParts::of(text).ok_or(UrlProblem::NotAUrl)?;
    if !host.bytes().all(|b| b.is_ascii_graphic()) || is_noncanonical_address(host) {
        return Err(UrlProblem::NotAUrl);
    }
    if !host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-') {
        return Err(UrlProblem::UnnameableHost);
    }
    let is_http = scheme.eq_ignore_ascii_case("http");
    if is_http && !is_loopback(host) {
        return Err(UrlProblem::PlainHttp);
    }
    if !is_http && !scheme.eq_ignore_ascii_case("https") {
        return Err(UrlProblem::NotAUrl);
    }
    // Browsers remove dot segments and encode other characters; servers may merge slashes.
    let mut last = 0;
    for byte in path.bytes() {
        let is_kept = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~');
        if !is_kept && (last == b'/' || !matches!(byte, b'/' | b'.')) {
            return Err(UrlProblem::HasUnusableParts);
        }
        last = byte;
    }
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Ok(format!("{}://{}{port}{path}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase()))
}

/// Whether browsers send another host than this one: they take `1.2` and `0x7f.1` for addresses
/// ([WHATWG URL](https://url.spec.whatwg.org/#ends-in-a-number-checker), *ends in a number*).
fn is_noncanonical_address(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit())
        || last.get(..2).is_some_and(|sign| sign.eq_ignore_ascii_case("0x"));
    is_number && host.parse::<Ipv4Addr>().is_err()
}

/// The loopback names in the page's content security policy, which cannot hold `[::1]`.
fn is_loopback(host: &str) -> bool {
    ["127.0.0.1", "localhost"].iter().any(|name| host.eq_ignore_ascii_case(name))
}

/// Who runs a server: the likely causes of an error depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// AWS.
    Aws,
    /// Someone else, with the same API.
    SelfHosted,
}

impl Server {
    /// How many access keys an identity may have, inactive ones included: two at AWS (IAM quotas,
    /// `AccessKeysPerUser`). Other servers have other limits, which only their refusals tell.
    #[must_use]
    pub const fn access_key_quota(self) -> Option<usize> {
        match self {
            Self::Aws => Some(2),
            Self::SelfHosted => None,
        }
    }
}

/// Where a session's requests go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// AWS.
    Partition(Partition),
    /// A self-hosted server.
    Custom(CustomEndpoint),
}

impl Endpoint {
    /// The URL of a service.
    #[must_use]
    pub fn url(&self, service: Service) -> String {
        match self {
            Self::Partition(partition) => {
                let host = match service {
                    Service::Iam => partition.iam_host(),
                    Service::Sts => partition.sts_host(),
                };
                format!("https://{host}/")
            }
            Self::Custom(custom) => custom.url.clone(),
        }
    }

    /// Who runs it.
    #[must_use]
    pub const fn server(&self) -> Server {
        match self {
            Self::Partition(_) => Server::Aws,
            Self::Custom(_) => Server::SelfHosted,
        }
    }

    /// The credential scope of a service's requests.
    #[must_use]
    pub fn scope(&self, service: Service) -> Scope {
        let region = match self {
            Self::Partition(partition) => partition.region(),
            Self::Custom(custom) => custom.region(),
        };
        Scope { region: region.to_owned(), service: service.signing_name() }
    }

    /// Whether it is on this computer, which needs no network.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        matches!(self, Self::Custom(custom) if custom.is_loopback())
    }
}
