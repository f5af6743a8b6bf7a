//! Identity-based policies, as JSON.

use super::Service;

/// A policy of one statement that allows actions on a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    actions: Vec<String>,
    resource: String,
}

impl Policy {
    /// The smallest policy that allows what an `AccessDenied` message says was denied:
    /// `User: ARN is not authorized to perform: ACTION on resource: RESOURCE because …`.
    ///
    /// The message is the server's to choose, and a policy is pasted where it has effect: the
    /// policy allows no action but the one that was called, and no resource that could be misread.
    #[must_use]
    pub fn for_denied(service: Service, action: &str, message: &str) -> Self {
        let after = |words: &str| {
            let (_, rest) = message.split_once(words)?;
            Some(rest.trim_start())
        };
        let word = |text: &str| {
            let end = text.find([' ', ',']).unwrap_or(text.len());
            text.get(..end).unwrap_or_default().trim_end_matches('.').to_owned()
        };
        let named = after("on resource: ").unwrap_or_default();
        let resource = if named.starts_with("arn:") {
            word(named)
        } else {
            // `user ada`, in the account of the caller.
            let caller = after("User: ").map(word).unwrap_or_default();
            let mut parts = caller.split(':');
            match (parts.nth(1), parts.nth(2), named.strip_prefix("user ")) {
                (Some(partition), Some(account), Some(user)) => {
                    format!("arn:{partition}:iam::{account}:user/{}", word(user))
                }
                _ => "*".to_owned(),
            }
        };
        let is_plain = resource.bytes().all(|b| b.is_ascii_graphic() && !b"\"\\".contains(&b));
        Self {
            actions: vec![format!("{}:{action}", service.signing_name())],
            resource: if is_plain { resource } else { "*".to_owned() },
        }
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
