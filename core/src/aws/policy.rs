//! Identity-based policies that allow what was denied, as JSON.

use super::Service;

/// A policy of one statement that allows actions on a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    actions: Vec<String>,
    resource: String,
}

/// The actions that managing one's own access keys takes.
const OWN_KEYS: [&str; 5] = [
    "iam:ListAccessKeys",
    "iam:CreateAccessKey",
    "iam:UpdateAccessKey",
    "iam:DeleteAccessKey",
    "iam:GetAccessKeyLastUsed",
];

impl Policy {
    /// The smallest policy that allows what the message of an `AccessDenied` error says was denied:
    /// `User: ARN is not authorized to perform: ACTION on resource: RESOURCE because …`.
    ///
    /// The message is the server's to choose, and a policy is pasted where it has effect: so the
    /// policy allows only the action that was called. `None` where the message names no resource, or
    /// one that could be misread: a policy for the keys of all users would be no small one.
    #[must_use]
    pub fn for_denied(service: Service, action: &str, message: &str) -> Option<Self> {
        let resource = match service {
            // STS has no resources for the actions that are called.
            Service::Sts => "*".to_owned(),
            Service::Iam => resource(message).filter(|it| is_plain(it))?,
        };
        Some(Self { actions: vec![format!("{}:{action}", service.signing_name())], resource })
    }

    /// The policy that allows managing all access keys of the same user, if this one allows one of
    /// the actions for it.
    #[must_use]
    pub fn for_all_own_keys(&self) -> Option<Self> {
        let is_part = self.actions.iter().all(|action| OWN_KEYS.contains(&action.as_str()));
        let is_user = self.resource.split(':').nth(5).is_some_and(|it| it.starts_with("user/"));
        (is_part && is_user).then(|| Self {
            actions: OWN_KEYS.map(str::to_owned).into(),
            resource: self.resource.clone(),
        })
    }

    /// The policy document, formatted as IAM's own editor does.
    #[must_use]
    pub fn to_json(&self) -> String {
        let quoted: Vec<_> = self.actions.iter().map(|action| format!("\"{action}\"")).collect();
        let actions = match quoted.as_slice() {
            [one] => one.clone(),
            several => format!("[\n      {}\n    ]", several.join(",\n      ")),
        };
        format!(
            "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{{\n    \"Effect\": \"Allow\",\n    \
             \"Action\": {actions},\n    \"Resource\": \"{}\"\n  }}]\n}}",
            self.resource
        )
    }
}

/// The ARN of the resource that a message names by its ARN, by the name of a user, or by the ID of an
/// access key. An access key, and what a message without a resource is about, belongs to the caller.
fn resource(message: &str) -> Option<String> {
    let caller = after(message, "User: ").map(word).unwrap_or_default();
    let is_caller_user = caller.split(':').nth(5).is_some_and(|it| it.starts_with("user/"));
    let Some(named) = after(message, "on resource: ") else {
        return is_caller_user.then(|| caller.to_owned());
    };
    if named.starts_with("arn:") {
        // IAM names a list of users by its path.
        let arn = word(named);
        let wildcard = if arn.ends_with('/') { "*" } else { "" };
        return Some(format!("{arn}{wildcard}"));
    }
    if named.starts_with("access key ") && is_caller_user {
        return Some(caller.to_owned());
    }
    let user = word(named.strip_prefix("user ")?);
    // With its path, which the name alone does not tell.
    if is_caller_user && caller.rsplit('/').next() == Some(user) {
        return Some(caller.to_owned());
    }
    let mut parts = caller.split(':');
    let (partition, account) = (parts.nth(1)?, parts.nth(2)?);
    Some(format!("arn:{partition}:iam::{account}:user/{user}"))
}

fn after<'a>(message: &'a str, words: &str) -> Option<&'a str> {
    let (_, rest) = message.split_once(words)?;
    Some(rest.trim_start().trim_start_matches('"'))
}

/// The first word of a text, without what ends a sentence.
fn word(text: &str) -> &str {
    let end = text.find([' ', ',', '"']).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches('.')
}

/// Whether a text has no characters that would need quoting, or could be read as others.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic() && !b"\"\\<>".contains(&b))
}
