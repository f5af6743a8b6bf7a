//! AWS's partitions and the two services the page calls.
//!
//! Hosts and signing regions: [IAM endpoints](https://docs.aws.amazon.com/general/latest/gr/iam-service.html),
//! [STS endpoints](https://docs.aws.amazon.com/general/latest/gr/sts.html).

/// A service of the Query API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Identity and Access Management.
    Iam,
    /// Security Token Service.
    Sts,
}

impl Service {
    /// The name in the credential scope and in the actions of policies.
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
    /// All partitions, the largest first.
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

    /// The regional STS host: for the global one no CORS support is documented.
    #[must_use]
    pub const fn sts_host(self) -> &'static str {
        match self {
            Self::Aws => "sts.us-east-1.amazonaws.com",
            Self::China => "sts.cn-north-1.amazonaws.com.cn",
            Self::GovCloud => "sts.us-gov-west-1.amazonaws.com",
            Self::EuropeanSovereign => "sts.eusc-de-east-1.amazonaws.eu",
        }
    }

    /// What the names of its hosts end with.
    #[must_use]
    pub const fn dns_suffix(self) -> &'static str {
        match self {
            Self::Aws | Self::GovCloud => "amazonaws.com",
            Self::China => "amazonaws.com.cn",
            Self::EuropeanSovereign => "amazonaws.eu",
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
