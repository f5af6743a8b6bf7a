//! Security Token Service, version 2011-06-15.

use super::query::Form;
use super::xml::Element;
use super::{Action, CallerIdentity, Credentials, MalformedAnswer, Principal, Service};
use crate::keys::{AccessKeyId, shape};
use crate::{Secret, ServerText, Timestamp};

/// [`GetCallerIdentity`](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html):
/// who signed the request. It needs no permission, so it shows whether a key works.
#[derive(Clone, Copy, Debug)]
pub struct GetCallerIdentity;

impl Action for GetCallerIdentity {
    type Answer = CallerIdentity;
    const SERVICE: Service = Service::Sts;
    const NAME: &'static str = "GetCallerIdentity";

    fn fill(&self, _form: &mut Form) {}

    fn read(&self, result: &Element) -> Result<CallerIdentity, MalformedAnswer> {
        let arn = ServerText::line(result.text_of("Arn").ok_or(MalformedAnswer)?);
        Ok(CallerIdentity {
            account: ServerText::line(result.text_of("Account").unwrap_or_default()),
            principal: Principal::from_arn(&arn),
            arn,
        })
    }
}

/// [`GetSessionToken`](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html)
/// with a code of the caller's MFA device: temporary credentials that count as authenticated with
/// MFA.
#[derive(Debug)]
pub struct GetSessionToken {
    /// The device's ARN, or the serial number of a hardware device.
    pub serial_number: String,
    /// The six digits it shows.
    pub token_code: Secret,
}

/// What is wrong with what was typed for an MFA session, by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MfaProblem {
    /// The device.
    Device(MfaDeviceProblem),
    /// The code is not six digits.
    Code,
}

/// What is wrong with the identification of an MFA device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MfaDeviceProblem {
    /// It looks like a secret access key, and would be sent.
    LooksLikeSecret,
    /// It is neither an ARN nor a serial number.
    WrongShape,
}

impl GetSessionToken {
    /// One hour, in seconds: the longest that root may have, and enough to create a key.
    const DURATION: &'static str = "3600";

    /// Validates what a person typed: a device of 9 to 256 of `[\w+=/:,.@-]` (STS API reference,
    /// `GetSessionToken`), and a code of six digits. Surrounding white space is dropped.
    ///
    /// # Errors
    ///
    /// Every [`MfaProblem`].
    pub fn from_fields(device: &str, code: &str) -> Result<Self, Vec<MfaProblem>> {
        let (device, code) = (device.trim(), code.trim());
        let is_code = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
        let problems: Vec<_> = device_problem(device)
            .map(MfaProblem::Device)
            .into_iter()
            .chain((!is_code).then_some(MfaProblem::Code))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self { serial_number: device.to_owned(), token_code: Secret::from(code.to_owned()) })
    }
}

fn device_problem(device: &str) -> Option<MfaDeviceProblem> {
    let is_well_formed = (9..=256).contains(&device.len())
        && device.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+=/:,.@-".contains(&b));
    if shape::is_surely_secret(device) {
        Some(MfaDeviceProblem::LooksLikeSecret)
    } else {
        (!is_well_formed).then_some(MfaDeviceProblem::WrongShape)
    }
}

impl Action for GetSessionToken {
    type Answer = Credentials;
    const SERVICE: Service = Service::Sts;
    const NAME: &'static str = "GetSessionToken";
    // A code can be used once.
    const IDEMPOTENT: bool = false;

    fn fill(&self, form: &mut Form) {
        form.set("DurationSeconds", Self::DURATION);
        form.set("SerialNumber", &self.serial_number);
        form.set("TokenCode", self.token_code.expose());
    }

    fn read(&self, result: &Element) -> Result<Credentials, MalformedAnswer> {
        let credentials = result.child("Credentials").ok_or(MalformedAnswer)?;
        let text = |name| credentials.text_of(name).ok_or(MalformedAnswer);
        let secret = |name| text(name).map(|text| Secret::from(text.to_owned()));
        Ok(Credentials::new(
            AccessKeyId::from_answer(text("AccessKeyId")?),
            secret("SecretAccessKey")?,
            Some(secret("SessionToken")?),
        )
        .until(text("Expiration").ok().and_then(Timestamp::parse)))
    }
}
