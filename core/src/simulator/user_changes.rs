//! Making, changing and deleting users. Policies are kept and not read: a new user may call nothing
//! but `GetCallerIdentity`.

use super::account::{Account, Note};
use super::actions::{Call, Outcome};
use super::form::Form;
use super::people::{ACCOUNT, Person};
use super::refusal::Refusal;
use super::xml::Xml;

impl Account {
    /// Carries out an action that changes a user, other than its keys.
    pub fn change_user(
        &mut self,
        caller: &'static Person,
        call: &Call<'_>,
        xml: &mut Xml,
    ) -> Outcome {
        let Call { action, form, .. } = *call;
        let name = form.required("UserName")?;
        let path = form.get("Path").unwrap_or_else(|| "/".to_owned());
        // No one may do this to themselves alone.
        caller.authorize(
            action,
            None,
            ["arn:aws:iam::", ACCOUNT, &[":user", &path, &name].concat()],
        )?;
        let found = self.people.iter().copied().find(|it| it.name() == Some(&name));
        if action == "CreateUser" {
            if found.is_some() {
                let message = ["User with name ", &name, " already exists."];
                return Err(Refusal::new(409, "EntityAlreadyExists", &message));
            }
            let id = self.random.id(false).replacen("AKIA", "AIDA", 1);
            let person = Person::new_user(&path, &name, id);
            self.people.push(person);
            self.tag(person, form);
            xml.open("User");
            xml.user(person, &call.now.to_string());
            xml.close("User");
            return Ok(());
        }
        let person = found.ok_or_else(|| {
            let message = ["The user with name ", &name, " cannot be found."];
            Refusal::new(404, "NoSuchEntity", &message)
        })?;
        match action {
            "PutUserPolicy" => {
                let document = form.required("PolicyDocument")?;
                self.set_note(person, true, form.required("PolicyName")?, document);
            }
            "DeleteUserPolicy" => {
                let policy = form.required("PolicyName")?;
                if !self.remove_note(person, true, &policy) {
                    let message = ["The user policy with name ", &policy, " cannot be found."];
                    return Err(Refusal::new(404, "NoSuchEntity", &message));
                }
            }
            _ => return self.delete_user(person),
        }
        Ok(())
    }

    /// The tags of a user.
    pub fn tags_of(&self, person: &Person) -> impl Iterator<Item = (&str, &str)> {
        let tags = self.notes.iter().filter(|it| !it.is_policy && it.holder.is(person));
        tags.map(|it| (it.name.as_str(), it.text.as_str()))
    }

    fn delete_user(&mut self, person: &Person) -> Outcome {
        let has_policy = self.notes.iter().any(|it| it.is_policy && it.holder.is(person));
        let rest = if self.keys_of(person).next().is_some() {
            "access keys"
        } else if has_policy {
            "policies"
        } else {
            self.people.retain(|it| !it.is(person));
            self.notes.retain(|it| !it.holder.is(person));
            return Ok(());
        };
        let message = ["Cannot delete entity, must delete ", rest, " first."];
        Err(Refusal::new(409, "DeleteConflict", &message))
    }

    pub(super) fn tag(&mut self, person: &'static Person, form: Form<'_>) {
        for n in 1..=50 {
            let member = |part: &str| form.get(&["Tags.member.", &n.to_string(), part].concat());
            let (Some(key), Some(value)) = (member(".Key"), member(".Value")) else { break };
            self.set_note(person, false, key, value);
        }
    }

    pub(super) fn untag(&mut self, person: &Person, form: Form<'_>) {
        for n in 1..=50 {
            let Some(key) = form.get(&["TagKeys.member.", &n.to_string()].concat()) else { break };
            self.remove_note(person, false, &key);
        }
    }

    fn set_note(&mut self, holder: &'static Person, is_policy: bool, name: String, text: String) {
        self.remove_note(holder, is_policy, &name);
        self.notes.push(Note { holder, is_policy, name, text });
    }

    fn remove_note(&mut self, person: &Person, is_policy: bool, name: &str) -> bool {
        let before = self.notes.len();
        self.notes
            .retain(|it| it.is_policy != is_policy || it.name != name || !it.holder.is(person));
        self.notes.len() < before
    }
}
