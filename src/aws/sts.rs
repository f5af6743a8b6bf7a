//! Security Token Service, version 2011-06-15.

use super::query::Form;
use super::xml::Element;
use super::{Action, CallerIdentity, MalformedAnswer, Principal, Service};

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
