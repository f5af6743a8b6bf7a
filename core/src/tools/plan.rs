//! What a person asked for.

use std::net::IpAddr;

use super::table::{TOOLS, Tool};
use crate::aws::iam::Tags;
use crate::aws::{CallerIdentity, Endpoint, KeyOwner, Partition, check_bucket};
use crate::keys::shape;
use crate::{ServerText, Timestamp};

/// The path of the users that are made here.
pub const PATH: &str = "/keycutter/";

/// What the keys of tags begin with.
const TAG: &str = "keycutter:";
/// The tag that says how far a user has come.
const STATE: &str = "state";
/// Its value until the key has its description.
const UNFINISHED: &str = "unfinished";

/// The most characters of a prefix: with it and addresses, every policy is within IAM's 2,048.
const LONGEST_PREFIX: usize = 64;
/// The most characters of inline policies, white space aside.
const LONGEST_POLICY: usize = 2_048;
/// The most characters of a tag's value.
const LONGEST_TAG: usize = 256;

/// Where a policy applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The partition's name in ARNs, such as `aws-cn`.
    pub partition: &'static str,
    /// The account, twelve digits.
    pub account: ServerText,
}

impl Place {
    /// The place of a caller. Other servers have the ARNs of the largest partition.
    #[must_use]
    pub fn of(endpoint: &Endpoint, caller: &CallerIdentity) -> Self {
        let partition = match endpoint {
            Endpoint::Partition(partition) => *partition,
            Endpoint::Custom(_) => Partition::Aws,
        };
        Self { partition: partition.id(), account: caller.account.clone() }
    }
}

/// What a person has typed so far.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The tool.
    pub tool: &'static Tool,
    /// The bucket, where the tool takes one.
    pub bucket: &'a str,
    /// The prefix, where the tool takes one; empty for the whole bucket.
    pub prefix: &'a str,
    /// The name of the user to be made.
    pub user_name: &'a str,
    /// The last day, such as `2027-01-31`; empty for none.
    pub ends: &'a str,
    /// Addresses and networks, separated by spaces or commas; empty for all.
    pub addresses: &'a str,
    /// The policy, where the tool has none.
    pub policy: &'a str,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `Bucket`.
    Bucket,
    /// `Prefix`.
    Prefix,
    /// `User name`.
    UserName,
    /// `Ends on`.
    Ends,
    /// `Only from these addresses`.
    Addresses,
    /// `Policy`, where the person writes it.
    Policy,
}

/// What is wrong with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// Whether what is there looks like a secret access key.
    pub is_secret: bool,
}

/// A draft that is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The tool.
    pub tool: &'static Tool,
    /// The name of the user.
    pub user_name: String,
    /// The bucket; empty for tools without one.
    pub bucket: String,
    /// The beginning of the names of objects; empty for the whole bucket.
    pub prefix: String,
    /// The last day; empty for none.
    pub ends: String,
    /// Addresses and networks, separated by a space; empty for all.
    pub addresses: String,
    /// The policy, where the person wrote it.
    pub policy: String,
}

impl Plan {
    /// Checks a draft. What the tool does not take is left out.
    ///
    /// # Errors
    ///
    /// The first [`Problem`].
    pub fn check(draft: Draft<'_>, now: Timestamp) -> Result<Self, Problem> {
        let Draft { tool, .. } = draft;
        let bucket = if tool.takes_bucket() { draft.bucket.trim() } else { "" };
        let prefix = if tool.takes_prefix { draft.prefix.trim() } else { "" };
        let policy = if tool.has_own_policy() { draft.policy.trim() } else { "" };
        // The policy that the person wrote is left as it is.
        let [ends, addresses] = if tool.has_own_policy() {
            ["", ""]
        } else {
            [draft.ends.trim(), draft.addresses.trim()]
        };
        let addresses = addresses.replace(',', " ");
        let addresses: Vec<_> = addresses.split_ascii_whitespace().collect();
        let (addresses, user_name) = (addresses.join(" "), draft.user_name.trim());
        let checks = [
            (Field::Bucket, bucket, !tool.takes_bucket() || check_bucket(bucket).is_ok()),
            (Field::Prefix, prefix, is_prefix(prefix)),
            (
                Field::UserName,
                user_name,
                user_name.len() <= 64 && KeyOwner::parse_user(user_name).is_ok(),
            ),
            (Field::Ends, ends, ends.is_empty() || is_day_after(ends, now)),
            (
                Field::Addresses,
                &addresses,
                addresses.len() <= LONGEST_TAG
                    && addresses.split_ascii_whitespace().all(is_network),
            ),
            (Field::Policy, policy, !tool.has_own_policy() || is_policy(policy)),
        ];
        if let Some((field, text, _)) = checks.into_iter().find(|(.., is_valid)| !is_valid) {
            return Err(Problem { field, is_secret: shape::is_surely_secret(text) });
        }
        Ok(Self {
            tool,
            user_name: user_name.to_owned(),
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            ends: ends.to_owned(),
            policy: policy.to_owned(),
            addresses,
        })
    }

    /// The tags of the user, from which a later visit knows what is to be done.
    #[must_use]
    pub fn tags(&self) -> Tags {
        let mut tags = vec![tag(STATE, UNFINISHED)];
        let values = [
            ("tool", self.tool.id),
            ("bucket", &self.bucket),
            ("prefix", &self.prefix),
            ("ends", &self.ends),
            ("from", &self.addresses),
        ];
        tags.extend(values.iter().filter(|(_, it)| !it.is_empty()).map(|(key, it)| tag(key, it)));
        tags
    }

    /// The tags that end the work: the state, and the description of the key. The console reads a
    /// description from the tag whose key is the ID of the access key.
    #[must_use]
    pub fn final_tags(&self, key_id: &str) -> Tags {
        // Tags have no parentheses.
        let label = self.tool.label.replace(['(', ')'], "");
        let description = [label.as_str(), " ", &self.bucket].concat().trim_end().to_owned();
        vec![tag(STATE, "done"), (key_id.to_owned(), description)]
    }

    /// The plan of a user whom an earlier visit made and did not finish. `None` for all others, and
    /// for what cannot be gone on with: a policy of the person's own is not in the tags.
    #[must_use]
    pub fn from_tags(
        user_name: &str,
        tags: &[(ServerText, ServerText)],
        now: Timestamp,
    ) -> Option<Self> {
        if !is_unfinished(tags) {
            return None;
        }
        let value = |name| value_of(tags, name);
        let draft = Draft {
            tool: TOOLS.iter().find(|tool| tool.id == value("tool"))?,
            bucket: value("bucket"),
            prefix: value("prefix"),
            user_name,
            ends: value("ends"),
            addresses: value("from"),
            policy: "",
        };
        Self::check(draft, now).ok()
    }
}

/// Whether the tags of a user say that it is not finished.
pub(super) fn is_unfinished(tags: &[(ServerText, ServerText)]) -> bool {
    value_of(tags, STATE) == UNFINISHED
}

fn value_of<'a>(tags: &'a [(ServerText, ServerText)], name: &str) -> &'a str {
    let is_named = |key: &str| key.strip_prefix(TAG) == Some(name);
    tags.iter().find(|(key, _)| is_named(key)).map_or("", |(_, value)| value.as_str())
}

fn tag(name: &str, value: &str) -> (String, String) {
    ([TAG, name].concat(), value.to_owned())
}

/// A name for the user of a tool and its bucket.
#[must_use]
pub fn propose_user_name(tool: &Tool, bucket: &str) -> String {
    let is_of_names = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let separator = if bucket.is_empty() { "" } else { "-" };
    let name = [tool.id, separator, bucket].concat();
    name.chars().filter(is_of_names).take(64).collect()
}

/// A prefix that tags can hold, and that policies read literally.
fn is_prefix(text: &str) -> bool {
    text.len() <= LONGEST_PREFIX
        && !text.starts_with('/')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b" _.:/=+-@".contains(&b))
        && !shape::is_surely_secret(text)
}

/// A day such as `2027-01-31` that is not over yet.
fn is_day_after(text: &str, now: Timestamp) -> bool {
    let end = Timestamp::parse(&[text, "T23:59:59Z"].concat());
    text.len() == 10 && end.is_some_and(|end| end > now)
}

/// An IP address, or a network such as `198.51.100.0/24`.
fn is_network(text: &str) -> bool {
    let (address, length) = text.split_once('/').unwrap_or((text, "0"));
    let most = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    length.parse::<u8>().is_ok_and(|length| length <= most)
}

/// What may be a policy: the server reads it.
fn is_policy(text: &str) -> bool {
    text.starts_with('{')
        && text.ends_with('}')
        && text.chars().filter(|c| !c.is_whitespace()).count() <= LONGEST_POLICY
}
