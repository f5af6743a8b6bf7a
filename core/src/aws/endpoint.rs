//! Where requests go: AWS's partitions, or a server of one's own.
//!
//! Hosts and signing regions: [IAM endpoints](https://docs.aws.amazon.com/general/latest/gr/iam-service.html),
//! [STS endpoints](https://docs.aws.amazon.com/general/latest/gr/sts.html).

use http::Uri;

use super::{Scope, about_secret};
use crate::csp::ContentSecurityPolicy;

/// The two services a page calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Identity and Access Management.
    Iam,
    /// Security Token Service.
    Sts,
}

impl Service {
    /// The name in the credential scope.
    #[must_use]
    pub const fn signing_name(self) -> &'static str {
        match self {
            Self::Iam => "iam",
            Self::Sts => "sts",
        }
    }

    /// The version of its Query API.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::Iam => "2010-05-08",
            Self::Sts => "2011-06-15",
        }
    }
}

/// A group of AWS regions with accounts, keys and endpoints of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Partition {
    /// The commercial regions, `aws`.
    #[default]
    Aws,
    /// `aws-cn`.
    China,
    /// `aws-us-gov`.
    GovCloud,
    /// `aws-eusc`.
    EuropeanSovereign,
}

impl Partition {
    /// All, in the order a person would look for them.
    pub const ALL: [Self; 4] = [Self::Aws, Self::China, Self::GovCloud, Self::EuropeanSovereign];

    /// The name in ARNs, such as `aws-cn`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::China => "aws-cn",
            Self::GovCloud => "aws-us-gov",
            Self::EuropeanSovereign => "aws-eusc",
        }
    }

    /// The name a person knows.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::China => "AWS China",
            Self::GovCloud => "AWS GovCloud (US)",
            Self::EuropeanSovereign => "AWS European Sovereign Cloud",
        }
    }

    /// IAM's one host.
    #[must_use]
    pub const fn iam_host(self) -> &'static str {
        match self {
            Self::Aws => "iam.amazonaws.com",
            Self::China => "iam.cn-north-1.amazonaws.com.cn",
            Self::GovCloud => "iam.us-gov.amazonaws.com",
            Self::EuropeanSovereign => "iam.eusc-de-east-1.amazonaws.eu",
        }
    }

    /// The regional STS host: the global one has no proven CORS.
    #[must_use]
    pub const fn sts_host(self) -> &'static str {
        match self {
            Self::Aws => "sts.us-east-1.amazonaws.com",
            Self::China => "sts.cn-north-1.amazonaws.com.cn",
            Self::GovCloud => "sts.us-gov-west-1.amazonaws.com",
            Self::EuropeanSovereign => "sts.eusc-de-east-1.amazonaws.eu",
        }
    }

    /// The partition of a region, by its prefix; `None` for one that this page cannot reach.
    /// ([Regions](https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html))
    #[must_use]
    pub fn of_region(region: &str) -> Option<Self> {
        let (area, rest) = region.split_once('-')?;
        match area {
            "cn" => Some(Self::China),
            "eusc" => Some(Self::EuropeanSovereign),
            "us" if rest.starts_with("gov-") => Some(Self::GovCloud),
            // The isolated regions of the United States and of Europe.
            _ if rest.starts_with("iso") => None,
            _ => Some(Self::Aws),
        }
    }

    /// The region IAM signs with; STS is called in the same one.
    #[must_use]
    pub const fn region(self) -> &'static str {
        match self {
            Self::Aws => "us-east-1",
            Self::China => "cn-north-1",
            Self::GovCloud => "us-gov-west-1",
            Self::EuropeanSovereign => "eusc-de-east-1",
        }
    }
}

/// The field of the form a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointField {
    /// `Endpoint URL`.
    Url,
    /// `Region`.
    Region,
}

/// Why what was typed cannot be an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointProblem {
    /// Where.
    pub field: EndpointField,
    /// What is wrong and what to do, as a sentence.
    pub message: &'static str,
    /// Where this copy of the page may not call the endpoint: the command that makes one that may.
    pub command: Option<String>,
}

impl EndpointProblem {
    const fn new(field: EndpointField, message: &'static str) -> Self {
        Self { field, message, command: None }
    }
}

/// A server that speaks IAM and STS at one URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomEndpoint {
    url: String,
    region: String,
}

impl CustomEndpoint {
    /// The region other servers usually expect in a signature.
    pub const DEFAULT_REGION: &'static str = "us-east-1";

    /// Checks an endpoint. An empty region means [`Self::DEFAULT_REGION`].
    ///
    /// # Errors
    ///
    /// Every [`EndpointProblem`] found: the URL must be absolute and `https`, or `http` to this
    /// very machine, where no network can listen; it must carry no user name, query or fragment,
    /// and its host must be one that the page's policy can name, which `[::1]` is not.
    pub fn parse(url: &str, region: &str) -> Result<Self, Vec<EndpointProblem>> {
        let mut problems = Vec::new();
        let url = normal_url(url.trim());
        if let Err(message) = url {
            problems.push(EndpointProblem::new(EndpointField::Url, message));
        }
        let region = match region.trim() {
            "" => Self::DEFAULT_REGION,
            region => region,
        };
        if let Some(message) = wrong_region(region) {
            problems.push(EndpointProblem::new(EndpointField::Region, message));
        }
        match url {
            Ok(url) if problems.is_empty() => Ok(Self { url, region: region.to_owned() }),
            _ => Err(problems),
        }
    }

    /// The same endpoint, if the page's policy lets it be called.
    ///
    /// # Errors
    ///
    /// The [`EndpointProblem`] that it does not.
    pub fn within(self, policy: ContentSecurityPolicy<'_>) -> Result<Self, Vec<EndpointProblem>> {
        if policy.allows(&self.url) {
            return Ok(self);
        }
        let message =
            "The security policy of this copy of Keycutter does not let it call this server.";
        let command = Some(format!("cargo xtask dist --endpoint {}", self.origin()));
        Err(vec![EndpointProblem { command, ..EndpointProblem::new(EndpointField::Url, message) }])
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

/// A region stands in every signature, and is remembered: so it is held to what regions are.
fn wrong_region(region: &str) -> Option<&'static str> {
    let shaped = region.len() <= LONGEST_REGION
        && region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    about_secret(region).or((!shaped).then_some(
        "A region is no more than 32 small letters, digits and hyphens, such as us-east-1.",
    ))
}

/// Twice as long as AWS's longest, and shorter than its secrets.
const LONGEST_REGION: usize = 32;

fn normal_url(text: &str) -> Result<String, &'static str> {
    const NOT_A_URL: &str = "Enter a whole URL: https:// and the server's name, or http://127.0.0.1:8000 for a \
                             server on this computer.";
    if text.contains(['?', '#', '@']) {
        return Err(
            "The URL must hold no user name, no ? and no #: only the server, and a path if it needs one.",
        );
    }
    let uri: Uri = text.parse().map_err(|_| NOT_A_URL)?;
    let (Some(scheme), Some(server)) = (uri.scheme_str(), uri.authority()) else {
        return Err(NOT_A_URL);
    };
    // Nor could a content security policy name it, or a shell be handed it.
    if !server.host().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-') {
        return Err(
            "A security policy cannot name this server, so no page could call it. Use a host name of letters, digits, dots and hyphens.",
        );
    }
    match scheme {
        "https" => {}
        "http" if is_loopback(server.host()) => {}
        "http" => {
            return Err(
                "Plain http would let the network read along. Use https, or http only for 127.0.0.1 or localhost.",
            );
        }
        _ => return Err(NOT_A_URL),
    }
    // As a browser sends it, the server in small letters and the root path written out: what is
    // shown, signed and sent is one and the same text.
    Ok(format!("{scheme}://{}{}", server.as_str().to_ascii_lowercase(), uri.path()))
}

/// Whose server is asked: what can be wrong with it depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// AWS's.
    Aws,
    /// One that somebody else runs, with the same API.
    SelfHosted,
}

impl Server {
    /// What to call it, to begin a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::SelfHosted => "The server",
        }
    }
}

/// The names of this machine that the page's policy has. It cannot have `[::1]`.
fn is_loopback(host: &str) -> bool {
    ["127.0.0.1", "localhost"].iter().any(|name| host.eq_ignore_ascii_case(name))
}

/// Where a session goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// AWS.
    Partition(Partition),
    /// A server of one's own.
    Custom(CustomEndpoint),
}

impl Endpoint {
    /// The URL a service answers at.
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

    /// Whose server that is.
    #[must_use]
    pub const fn server(&self) -> Server {
        match self {
            Self::Partition(_) => Server::Aws,
            Self::Custom(_) => Server::SelfHosted,
        }
    }

    /// What signatures for a service are good for.
    #[must_use]
    pub fn scope(&self, service: Service) -> Scope {
        let region = match self {
            Self::Partition(partition) => partition.region(),
            Self::Custom(custom) => custom.region(),
        };
        Scope { region: region.to_owned(), service: service.signing_name() }
    }

    /// Whether it is this very machine, which is reached without a network.
    #[must_use]
    pub fn is_this_machine(&self) -> bool {
        // Scheme, nothing, host, and what may follow.
        let host = |url: &str| url.split([':', '/']).nth(3).is_some_and(is_loopback);
        matches!(self, Self::Custom(custom) if host(&custom.url))
    }

    /// What to call it on the page.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Partition(partition) => partition.label(),
            Self::Custom(custom) => custom.url(),
        }
    }
}
