//! Security Token Service, version 2011-06-15.

use super::query::Form;
use super::xml::Element;
use super::{
    Action, CallerIdentity, Credentials, MalformedAnswer, Principal, Service, about_secret,
};
use crate::keys::AccessKeyId;
use crate::{Secret, Timestamp};

/// [`GetCallerIdentity`](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html):
/// who signed this. Needs no permission, so it proves that a key works.
#[derive(Clone, Copy, Debug)]
pub struct GetCallerIdentity;

impl Action for GetCallerIdentity {
    type Answer = CallerIdentity;
    const SERVICE: Service = Service::Sts;
    const NAME: &'static str = "GetCallerIdentity";

    fn fill(&self, _form: &mut Form) {}

    fn read(&self, result: &Element) -> Result<CallerIdentity, MalformedAnswer> {
        let arn = result.text_of("Arn").ok_or(MalformedAnswer)?;
        Ok(CallerIdentity {
            account: result.text_of("Account").unwrap_or_default().to_owned(),
            arn: arn.to_owned(),
            principal: Principal::from_arn(arn),
        })
    }
}

/// [`GetSessionToken`](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html)
/// with a code of the caller's MFA device: temporary credentials that count as made with MFA.
#[derive(Debug)]
pub struct GetSessionToken {
    /// The device's ARN, or its serial number where it is a piece of hardware.
    pub serial_number: String,
    /// The six digits it shows.
    pub token_code: Secret,
}

/// What is wrong with what was typed for an MFA device, if anything: `[\w+=/:,.@-]`, 9 to 256
/// characters (STS API reference, `GetSessionToken`).
#[must_use]
pub fn wrong_device(device: &str) -> Option<&'static str> {
    let shaped = (9..=256).contains(&device.len())
        && device.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+=/:,.@-".contains(&b));
    about_secret(device).or((!shaped).then_some(
        "Enter the device's ARN, such as arn:aws:iam::123456789012:mfa/ada, or its serial number.",
    ))
}

impl GetSessionToken {
    /// An hour, in seconds: as long as root may have, and long enough to cut a key.
    const DURATION: &'static str = "3600";
}

impl Action for GetSessionToken {
    type Answer = Credentials;
    const SERVICE: Service = Service::Sts;
    const NAME: &'static str = "GetSessionToken";
    // A code is good for one session.
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
