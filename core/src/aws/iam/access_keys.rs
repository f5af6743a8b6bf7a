//! The actions on access keys.

use crate::aws::query::Form;
use crate::aws::xml::Element;
use crate::aws::{Action, KeyOwner, MalformedAnswer, Service};
use crate::keys::{AccessKey, AccessKeyId, LastUsed, NewAccessKey, Status, shape};
use crate::{Secret, ServerText, Timestamp};

/// [`ListAccessKeys`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html):
/// one page of an owner's keys. [`Client::access_keys`](crate::aws::Client::access_keys) reads all
/// pages.
#[derive(Clone, Debug)]
pub struct ListAccessKeys<'a> {
    /// Whose keys.
    pub owner: &'a KeyOwner,
    /// The marker of the page before.
    pub marker: Option<String>,
    /// Page size, 1 to 1000; the server's default when `None`.
    pub max_items: Option<u16>,
}

/// A page of keys. It may be short without being the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPage {
    /// The keys.
    pub keys: Vec<AccessKey>,
    /// The marker of the next page; `None` on the last.
    pub next: Option<String>,
}

impl Action for ListAccessKeys<'_> {
    type Answer = KeyPage;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "ListAccessKeys";

    fn fill(&self, form: &mut Form) {
        form.set_if("UserName", self.owner.user_name());
        form.set_if("Marker", self.marker.as_deref());
        form.set_if("MaxItems", self.max_items.map(|n| n.to_string()).as_deref());
    }

    fn read(&self, result: &Element) -> Result<KeyPage, MalformedAnswer> {
        let keys = result
            .child("AccessKeyMetadata")
            .ok_or(MalformedAnswer)?
            .children("member")
            .map(read_key)
            .collect::<Result<_, _>>()?;
        let truncated = result.text_of("IsTruncated") == Some("true");
        let next = match result.text_of("Marker") {
            Some(marker) if truncated => Some(marker.to_owned()),
            None if truncated => return Err(MalformedAnswer),
            _ => None,
        };
        Ok(KeyPage { keys, next })
    }
}

/// [`CreateAccessKey`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html):
/// creates a key and returns its secret, only this once. **Not idempotent**: never retried when it
/// may have run.
#[derive(Clone, Debug)]
pub struct CreateAccessKey<'a> {
    /// Whose key.
    pub owner: &'a KeyOwner,
}

impl Action for CreateAccessKey<'_> {
    type Answer = NewAccessKey;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "CreateAccessKey";
    const IDEMPOTENT: bool = false;

    fn fill(&self, form: &mut Form) {
        form.set_if("UserName", self.owner.user_name());
    }

    fn read(&self, result: &Element) -> Result<NewAccessKey, MalformedAnswer> {
        let element = result.child("AccessKey").ok_or(MalformedAnswer)?;
        let secret = element.text_of("SecretAccessKey").ok_or(MalformedAnswer)?;
        let key = read_key(element)?;
        // Spreadsheets open the file that both are written to, so neither may be a formula. The list
        // of keys is shown unchanged.
        if AccessKeyId::parse(key.id.as_str()).is_err() || !secret.bytes().all(is_of_secrets) {
            return Err(MalformedAnswer);
        }
        Ok(NewAccessKey { key, secret: Secret::from(secret.to_owned()) })
    }
}

/// A character of AWS's secrets or of other servers': base64, and its URL-safe variant.
fn is_of_secrets(byte: u8) -> bool {
    shape::is_base64(byte) || b"=-_.~".contains(&byte)
}

/// [`UpdateAccessKey`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html):
/// makes a key active or inactive. Idempotent.
#[derive(Clone, Debug)]
pub struct UpdateAccessKey<'a> {
    /// Whose key.
    pub owner: &'a KeyOwner,
    /// Which.
    pub id: &'a AccessKeyId,
    /// [`Status::Active`] or [`Status::Inactive`].
    pub status: &'a Status,
}

impl Action for UpdateAccessKey<'_> {
    type Answer = ();
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "UpdateAccessKey";

    fn fill(&self, form: &mut Form) {
        form.set_if("UserName", self.owner.user_name());
        form.set("AccessKeyId", self.id.as_str());
        form.set("Status", self.status.as_str());
    }

    fn read(&self, _result: &Element) -> Result<(), MalformedAnswer> {
        Ok(())
    }
}

/// [`DeleteAccessKey`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html):
/// deletes a key. The second time the server returns `NoSuchEntity`.
#[derive(Clone, Debug)]
pub struct DeleteAccessKey<'a> {
    /// Whose key.
    pub owner: &'a KeyOwner,
    /// Which.
    pub id: &'a AccessKeyId,
}

impl Action for DeleteAccessKey<'_> {
    type Answer = ();
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "DeleteAccessKey";

    fn fill(&self, form: &mut Form) {
        form.set_if("UserName", self.owner.user_name());
        form.set("AccessKeyId", self.id.as_str());
    }

    fn read(&self, _result: &Element) -> Result<(), MalformedAnswer> {
        Ok(())
    }
}

/// [`GetAccessKeyLastUsed`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html):
/// when a key last signed a request, as far as AWS has recorded it.
#[derive(Clone, Debug)]
pub struct GetAccessKeyLastUsed<'a> {
    /// Which key.
    pub id: &'a AccessKeyId,
}

impl Action for GetAccessKeyLastUsed<'_> {
    type Answer = LastUsed;
    const SERVICE: Service = Service::Iam;
    const NAME: &'static str = "GetAccessKeyLastUsed";

    fn fill(&self, form: &mut Form) {
        form.set("AccessKeyId", self.id.as_str());
    }

    fn read(&self, result: &Element) -> Result<LastUsed, MalformedAnswer> {
        let used = result.child("AccessKeyLastUsed").ok_or(MalformedAnswer)?;
        // `N/A` stands for "never" in the service and region of an unused key.
        let known = |name| used.text_of(name).filter(|text| *text != "N/A").map(ServerText::line);
        Ok(LastUsed {
            at: used.text_of("LastUsedDate").and_then(Timestamp::parse),
            service: known("ServiceName"),
            region: known("Region"),
        })
    }
}

/// Reads a key. Only the id is in every response.
fn read_key(element: &Element) -> Result<AccessKey, MalformedAnswer> {
    let id = element.text_of("AccessKeyId").ok_or(MalformedAnswer)?;
    Ok(AccessKey {
        id: AccessKeyId::from_answer(id),
        status: Status::from_answer(element.text_of("Status").unwrap_or("Unknown")),
        created: element.text_of("CreateDate").and_then(Timestamp::parse),
        user_name: element.text_of("UserName").map(|name| ServerText::line(name).into()),
    })
}
