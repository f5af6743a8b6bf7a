//! Making, changing and deleting a user.

use crate::aws::query::Form;

/// Keys and values of tags.
pub type Tags = Vec<(String, String)>;

/// A change of a user, by an action that returns nothing that is needed. They share one type, and so
/// one way through the client: [`Client::change_user`](crate::aws::Client::change_user).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserChange {
    /// [`CreateUser`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html): a
    /// user without permissions.
    Create {
        /// The path, which begins and ends with a slash.
        path: &'static str,
        /// Its tags.
        tags: Tags,
    },
    /// [`PutUserPolicy`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html):
    /// adds an inline policy, or replaces the one of that name.
    PutPolicy {
        /// The policy's name.
        name: &'static str,
        /// The policy, as JSON.
        document: String,
    },
    /// [`TagUser`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html): adds tags,
    /// or replaces those of the same keys.
    Tag(Tags),
    /// [`UntagUser`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html): removes
    /// the tags of these keys, where there are any.
    Untag(Vec<String>),
    /// [`DeleteUserPolicy`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html).
    DeletePolicy {
        /// The policy's name.
        name: &'static str,
    },
    /// [`DeleteUser`](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html), which
    /// has no keys and policies left.
    Delete,
}

impl UserChange {
    /// The action's name.
    pub(in crate::aws) const fn action(&self) -> &'static str {
        match self {
            Self::Create { .. } => "CreateUser",
            Self::PutPolicy { .. } => "PutUserPolicy",
            Self::Tag(_) => "TagUser",
            Self::Untag(_) => "UntagUser",
            Self::DeletePolicy { .. } => "DeleteUserPolicy",
            Self::Delete => "DeleteUser",
        }
    }

    /// Whether it may be called again where its outcome is unknown. What was deleted is not found the
    /// second time.
    pub(in crate::aws) const fn may_be_repeated(&self) -> bool {
        !matches!(self, Self::Create { .. })
    }

    /// Adds the parameters to the form.
    pub(in crate::aws) fn fill(&self, user_name: &str, form: &mut Form) {
        form.set("UserName", user_name);
        match self {
            Self::Create { path, tags } => {
                form.set("Path", path);
                set_tags(form, tags);
            }
            Self::PutPolicy { name, document } => {
                form.set("PolicyName", name);
                form.set("PolicyDocument", document);
            }
            Self::Tag(tags) => set_tags(form, tags),
            Self::Untag(keys) => {
                for (n, key) in (1..).zip(keys) {
                    form.set(&format!("TagKeys.member.{n}"), key);
                }
            }
            Self::DeletePolicy { name } => form.set("PolicyName", name),
            Self::Delete => {}
        }
    }
}

/// Adds tags, which are counted from one.
fn set_tags(form: &mut Form, tags: &Tags) {
    for (n, (key, value)) in (1..).zip(tags) {
        form.set(&format!("Tags.member.{n}.Key"), key);
        form.set(&format!("Tags.member.{n}.Value"), value);
    }
}
