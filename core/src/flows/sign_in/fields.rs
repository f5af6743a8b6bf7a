//! The fields of the form, from text to what can be sent.

use crate::Timestamp;
use crate::aws::sts::{GetSessionToken, MfaProblem};
use crate::aws::{
    Checks, CredentialProblem, Credentials, CustomEndpoint, Endpoint, EndpointProblem, Fields,
    Partition, Shapes,
};
use crate::csp::ContentSecurityPolicy;
use crate::keys::shape;

/// The fields of the form, as typed.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The key and its token.
    pub credentials: Fields<'a>,
    /// Where to sign in.
    pub place: Place<'a>,
    /// The MFA device; ignored without a code.
    pub mfa_device: &'a str,
    /// The MFA code; empty for none.
    pub mfa_code: &'a str,
}

/// The choice under `Where`, with the fields that belong to it.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// AWS.
    Partition(Partition),
    /// Another server.
    Custom {
        /// Its URL.
        url: &'a str,
        /// The region to sign with; empty for the usual one.
        region: &'a str,
        /// What this copy of the page may call.
        policy: ContentSecurityPolicy<'a>,
    },
}

/// What a valid form says.
#[derive(Debug)]
pub struct Attempt {
    /// What to sign with.
    pub credentials: Credentials,
    /// Where to.
    pub endpoint: Endpoint,
    /// The MFA session to ask for first.
    pub mfa: Option<GetSessionToken>,
}

/// How sure it is that the person means the server of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The URL in the form comes from an earlier visit, perhaps from someone else's.
    pub is_remembered: bool,
    /// The URL that the person has confirmed or signed in to, in this visit; empty for none.
    pub confirmed: String,
}

impl Trust {
    /// Whether the person has chosen this server in this visit, or confirmed it.
    #[must_use]
    pub fn covers(&self, server: &CustomEndpoint) -> bool {
        !self.is_remembered || self.confirmed == server.url()
    }
}

impl Attempt {
    /// Whether to ask before anything is sent: AWS's credentials would go to a server that is not
    /// AWS's, and that the person has not confirmed; one on this computer needs only to be chosen.
    #[must_use]
    pub fn is_questionable(&self, trust: &Trust) -> bool {
        let Endpoint::Custom(server) = &self.endpoint else { return false };
        let is_sure =
            trust.confirmed == server.url() || (server.is_loopback() && !trust.is_remembered);
        shape::is_id(self.credentials.access_key_id().as_str()) && !is_sure
    }
}

/// What is wrong with a form, by subject; empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// In the key and its token.
    pub credentials: Vec<CredentialProblem>,
    /// In the endpoint.
    pub endpoint: Vec<EndpointProblem>,
    /// In the MFA device and code.
    pub mfa: Vec<MfaProblem>,
}

/// Validates the whole form.
///
/// # Errors
///
/// All [`Problems`] at once, not only the first.
pub fn validate(form: &Form<'_>, now: Timestamp) -> Result<Attempt, Problems> {
    let shapes = match form.place {
        Place::Partition(_) => Shapes::Aws,
        Place::Custom { .. } => Shapes::Any,
    };
    let credentials = Credentials::from_fields(&form.credentials, Checks { shapes, now });
    let mfa = validate_mfa(form.mfa_device, form.mfa_code);
    match (credentials, validate_place(form.place), mfa) {
        (Ok(credentials), Ok(endpoint), Ok(mfa)) => Ok(Attempt { credentials, endpoint, mfa }),
        (credentials, endpoint, mfa) => Err(Problems {
            credentials: credentials.err().unwrap_or_default(),
            endpoint: endpoint.err().unwrap_or_default(),
            mfa: mfa.err().unwrap_or_default(),
        }),
    }
}

/// Validates where to sign in.
///
/// # Errors
///
/// Every [`EndpointProblem`].
pub fn validate_place(place: Place<'_>) -> Result<Endpoint, Vec<EndpointProblem>> {
    match place {
        Place::Partition(partition) => Ok(Endpoint::Partition(partition)),
        Place::Custom { url, region, policy } => {
            CustomEndpoint::parse(url, region)?.within(policy).map(Endpoint::Custom)
        }
    }
}

/// Validates new credentials for an endpoint that is known already.
///
/// # Errors
///
/// Every [`CredentialProblem`].
pub fn validate_credentials(
    fields: &Fields<'_>,
    endpoint: &Endpoint,
    now: Timestamp,
) -> Result<Credentials, Vec<CredentialProblem>> {
    let shapes = match endpoint {
        Endpoint::Partition(_) => Shapes::Aws,
        Endpoint::Custom(_) => Shapes::Any,
    };
    Credentials::from_fields(fields, Checks { shapes, now })
}

fn validate_mfa(device: &str, code: &str) -> Result<Option<GetSessionToken>, Vec<MfaProblem>> {
    if code.trim().is_empty() {
        return Ok(None);
    }
    GetSessionToken::from_fields(device, code).map(Some)
}
