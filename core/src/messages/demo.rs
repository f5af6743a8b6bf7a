//! The scenes of the demo.

use crate::simulator::Scene;

/// The name of a scene.
#[must_use]
pub const fn label(scene: Scene) -> &'static str {
    match scene {
        Scene::User => "An IAM user with one key",
        Scene::Quota => "At the quota",
        Scene::Root => "The root user",
        Scene::NewAccount => "A new account",
        Scene::Role => "A role",
        Scene::Denied => "No permissions",
        Scene::Clock => "Wrong clock",
        Scene::Throttled => "Throttled",
        Scene::Lost => "A lost response",
        Scene::Broken => "A broken connection",
        Scene::Secret => "A wrong secret",
        Scene::Expiring => "Credentials about to expire",
    }
}

/// What to try in a scene, and what happens.
#[must_use]
pub const fn lesson(scene: Scene) -> &'static str {
    match scene {
        Scene::User => {
            "The key is 200 days old, and this tab is signed in with it. Create a second key and save its file. Then \
             make the old one inactive: the page warns you first, and then locks."
        }
        Scene::Quota => {
            "A user can have two keys, and inactive ones count. Delete one to make room."
        }
        Scene::Root => {
            "The page warns you before it continues: root keys can do anything, and AWS advises against having any."
        }
        Scene::NewAccount => {
            "Root with temporary credentials, as in CloudShell, and no access key yet. Choose New key for a tool, \
             which makes a user of its own for it, instead of a key of root."
        }
        Scene::Role => "A role has no access keys of its own. The page asks whose keys to manage.",
        Scene::Denied => {
            "The key works, but no policy allows it to do anything. See which policy would."
        }
        Scene::Clock => {
            "The server's clock is 26 minutes ahead of this device's, so the first signature is refused. The page \
             reads the server's time from the error and signs again."
        }
        Scene::Throttled => {
            "Each request is throttled once or twice. The page shows that it is waiting, and you can cancel."
        }
        Scene::Lost => {
            "Create a key: it is created, but the response with its secret is lost. The page checks the list instead of \
             creating another."
        }
        Scene::Broken => {
            "Create a key: the request is lost, so no key is created. Try again, and the network fails for a while: \
             whether a key was created is not known until you refresh."
        }
        Scene::Secret => {
            "The secret does not belong to this key, so every signature is wrong. See what the page says, then choose \
             another scene."
        }
        Scene::Expiring => {
            "The session expires in three minutes. The page counts down, asks for new credentials and continues where \
             you were."
        }
    }
}
