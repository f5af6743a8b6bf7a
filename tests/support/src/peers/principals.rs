//! Users and roles of a peer.

use serde_json::json;

use super::credentials::{Credentials, text};
use super::peer::Peer;
use super::policy::{self, KEY_ACTIONS};

impl Peer {
    /// A new user who may manage access keys and nothing else. The name is made unique.
    pub fn user(&self, name: &str) -> User<'_> {
        self.user_named(&self.unique(name))
    }

    /// A new user of exactly this name.
    pub fn user_named(&self, name: &str) -> User<'_> {
        self.admin("iam", "CreateUser", &json!({ "UserName": name }));
        let user = User { peer: self, name: name.to_owned() };
        user.allow("story", &KEY_ACTIONS);
        user
    }

    /// A new role that may manage access keys. The name is made unique.
    pub fn role(&self, name: &str) -> Role<'_> {
        let name = self.unique(name);
        let parameters =
            json!({ "RoleName": name, "AssumeRolePolicyDocument": policy::trust_everyone() });
        let created = self.admin("iam", "CreateRole", &parameters);
        let role = Role { peer: self, name, arn: text(&created["Role"]["Arn"]) };
        role.allow(&KEY_ACTIONS);
        role
    }

    /// Temporary credentials of a new role that may manage access keys.
    pub fn assume_role(&self, name: &str) -> Credentials {
        self.role(name).session()
    }
}

/// A user of a peer.
#[derive(Debug)]
pub struct User<'p> {
    peer: &'p Peer,
    name: String,
}

impl User<'_> {
    /// The user name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A new access key of this user, created by the administrator.
    #[must_use]
    pub fn create_key(&self) -> Credentials {
        let answer = self.peer.admin("iam", "CreateAccessKey", &json!({ "UserName": self.name }));
        Credentials::from_response(&answer["AccessKey"])
    }

    /// The keys on the server: id and status.
    ///
    /// # Panics
    ///
    /// When the server refuses.
    #[must_use]
    pub fn keys(&self) -> Vec<(String, String)> {
        let answer = self.peer.admin("iam", "ListAccessKeys", &json!({ "UserName": self.name }));
        let keys = answer["AccessKeyMetadata"].as_array().cloned().unwrap_or_default();
        keys.iter().map(|key| (text(&key["AccessKeyId"]), text(&key["Status"]))).collect()
    }

    /// Allows actions, by an inline policy of this name.
    pub fn allow(&self, policy: &str, actions: &[&str]) {
        self.peer.put_user_policy(&self.name, policy, &policy::allow(actions));
    }

    /// Denies an action.
    pub fn deny(&self, action: &str) {
        self.peer.put_user_policy(&self.name, "denied", &policy::deny(&[action]));
    }

    /// Deletes a key, as another administrator might.
    pub fn delete(&self, id: &str) {
        let parameters = json!({ "UserName": self.name, "AccessKeyId": id });
        self.peer.admin("iam", "DeleteAccessKey", &parameters);
    }

    /// Sets a key's status, as another administrator might.
    pub fn set_status(&self, id: &str, status: &str) {
        let parameters = json!({ "UserName": self.name, "AccessKeyId": id, "Status": status });
        self.peer.admin("iam", "UpdateAccessKey", &parameters);
    }
}

/// A role of a peer.
#[derive(Debug)]
pub struct Role<'p> {
    peer: &'p Peer,
    name: String,
    arn: String,
}

impl Role<'_> {
    /// Temporary credentials of this role, others each time.
    #[must_use]
    pub fn session(&self) -> Credentials {
        let parameters = json!({ "RoleArn": self.arn, "RoleSessionName": "story" });
        let answer = self.peer.admin("sts", "AssumeRole", &parameters);
        Credentials::from_response(&answer["Credentials"])
    }

    /// Allows more actions, by a policy of its own.
    pub fn allow(&self, actions: &[&str]) {
        let parameters = json!({
            "RoleName": self.name,
            "PolicyName": self.peer.unique("policy"),
            "PolicyDocument": policy::allow(actions),
        });
        self.peer.admin("iam", "PutRolePolicy", &parameters);
    }
}
