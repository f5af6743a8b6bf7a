//! What goes into a file, checked.

use super::format::{Detail, Details, Format, Unwritable};
use crate::aws::{CustomEndpoint, Endpoint, Partition, Service, check_bucket, region_problem};
use crate::keys::{NewAccessKey, shape};

/// What goes into a file. The values of the key have no space and no character beyond ASCII; the
/// other texts need no quotes anywhere.
pub(super) struct Contents<'a> {
    pub id: &'a str,
    pub secret: &'a str,
    pub name: &'a str,
    pub bucket: &'a str,
    pub region: String,
    pub server: Server<'a>,
}

/// Whose S3 the key is for.
#[derive(Clone, Copy)]
pub(super) enum Server<'a> {
    Aws(Partition),
    Custom(&'a CustomEndpoint),
}

impl<'a> Contents<'a> {
    pub fn check(
        format: Format,
        new: &'a NewAccessKey,
        endpoint: &'a Endpoint,
        details: Details<'a>,
    ) -> Result<Self, Unwritable> {
        let (id, secret) = (new.key.id.as_str(), new.secret.expose());
        let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        if !is_plain(id) || !is_plain(secret) {
            return Err(Unwritable::Key);
        }
        let name = details.name.trim();
        if format.wants(Detail::Name) && !is_name(name) {
            return Err(Unwritable::Name);
        }
        let bucket = details.bucket.trim();
        if format.wants(Detail::Bucket) {
            check_bucket(bucket).map_err(Unwritable::Bucket)?;
        }
        let region = match details.region.trim() {
            region if format.wants(Detail::Region) && !region.is_empty() => region.to_owned(),
            _ => endpoint.scope(Service::Iam).region,
        };
        if let Some(problem) = region_problem(&region) {
            return Err(Unwritable::Region(problem));
        }
        let server = match endpoint {
            Endpoint::Partition(partition) => Server::Aws(*partition),
            Endpoint::Custom(custom) => Server::Custom(custom),
        };
        if let Server::Aws(partition) = server
            && Partition::of_region(&region) != Some(partition)
        {
            return Err(Unwritable::RegionElsewhere);
        }
        Ok(Self { id, secret, name, bucket, region, server })
    }

    /// The URL of a server that is not AWS, without a slash at its end.
    pub fn endpoint_url(&self) -> Option<&'a str> {
        match self.server {
            Server::Aws(_) => None,
            Server::Custom(custom) => Some(custom.url().trim_end_matches('/')),
        }
    }

    /// The host of AWS's S3 in the region.
    pub fn s3_host(&self, partition: Partition) -> String {
        format!("s3.{}.{}", self.region, partition.dns_suffix())
    }

    /// Refuses a key that has one of these characters.
    pub fn refuse(&self, characters: &str) -> Result<(), Unwritable> {
        let has_one = |text: &str| text.contains(|c| characters.contains(c));
        if has_one(self.id) || has_one(self.secret) { Err(Unwritable::Key) } else { Ok(()) }
    }

    /// Refuses a key that begins with one of these characters.
    pub fn refuse_at_start(&self, characters: &str) -> Result<(), Unwritable> {
        let begins = |text: &str| text.starts_with(|c| characters.contains(c));
        if begins(self.id) || begins(self.secret) { Err(Unwritable::Key) } else { Ok(()) }
    }
}

/// What every tool takes as a name: a letter or digit, then also `. _ -`.
fn is_name(name: &str) -> bool {
    name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        && !shape::is_surely_secret(name)
}
