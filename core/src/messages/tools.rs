//! Keys for tools: what a policy leaves out, what is wrong in the form, what exists when a step failed.

use super::credentials::SECRET_IN_PLAIN_FIELD;
use crate::ServerText;
use crate::flows::tool_key::{Existence, Failure, Made, State, Step, Work};
use crate::tools::{Field, Problem, Simulation, Tool};

/// What is wrong with a field, and what to do.
#[must_use]
pub const fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem { is_secret: true, .. } => SECRET_IN_PLAIN_FIELD,
        Problem { field: Field::Bucket, .. } => super::key_files::BUCKET,
        Problem { field: Field::Prefix, .. } => {
            "Enter up to 64 letters, digits, spaces and _ . : / = + - @, without a slash at the beginning."
        }
        Problem { field: Field::UserName, .. } => {
            "Enter a user name: up to 64 letters, digits and + = , . @ _ -"
        }
        Problem { field: Field::Ends, .. } => "Enter a day from today on, such as 2027-01-31.",
        Problem { field: Field::Addresses, .. } => {
            "Enter IP addresses or networks, such as 198.51.100.7 or 2001:db8::/64, with spaces between them."
        }
        Problem { field: Field::Policy, .. } => {
            "Paste a policy as JSON, of at most 2,048 characters."
        }
    }
}

/// What the policy of a tool leaves out.
#[must_use]
pub fn not_allowed(tool: &Tool) -> String {
    if tool.has_own_policy() {
        return "What you do not allow is denied.".to_owned();
    }
    if !tool.takes_bucket() {
        return "Nothing else is allowed.".to_owned();
    }
    let abilities = [
        ("s3:GetObject", "reading objects, "),
        ("s3:PutObject", "uploading objects, "),
        ("s3:DeleteObject", "deleting objects, "),
        ("s3:DeleteObjectVersion", "deleting old versions, "),
    ];
    let mut text = "Not allowed: ".to_owned();
    for (action, ability) in abilities {
        if !tool.allows(action) {
            text.push_str(ability);
        }
    }
    text.push_str("changing the bucket's settings, other buckets and other services.");
    text
}

/// Who says that these permissions are the right ones.
#[must_use]
pub const fn confirmation(tool: &Tool) -> &'static str {
    if tool.is_confirmed {
        "The permissions follow this page: "
    } else {
        "The tool's maker does not publish the permissions that it needs. If it refuses to work, it may need more. "
    }
}

/// What IAM's policy simulator says of a key; nothing where it was not asked.
#[must_use]
pub fn simulated(simulation: &Simulation) -> String {
    let list = |actions: &[ServerText]| {
        actions.iter().map(ServerText::as_str).collect::<Vec<_>>().join(", ")
    };
    let [allowed, denied] = [&simulation.allowed, &simulation.denied].map(|it| list(it));
    let about = "This does not consider the policies of the bucket.";
    match (allowed.is_empty(), denied.is_empty()) {
        (true, true) => String::new(),
        (_, true) => format!(
            "By IAM's policy simulator, the key may do all that the tool needs: {allowed}. {about}"
        ),
        (true, _) => format!(
            "By IAM's policy simulator, the key may not do what the tool needs: {denied}. {about}"
        ),
        _ => format!(
            "By IAM's policy simulator, the key may do {allowed}, and may not do {denied}. {about}"
        ),
    }
}

/// What the dialog is doing, for a status.
#[must_use]
pub const fn progress(state: &State) -> &'static str {
    match state {
        State::Filling(_) | State::Stopped(..) | State::Done => "",
        State::Working(_, Step::User) => "Creating the user.",
        State::Working(_, Step::Look | Step::ListKeys) => "Looking what exists.",
        State::Working(_, Step::Policy) => "Giving the user its policy.",
        State::Working(_, Step::Key) => {
            "Creating the access key. Keep this page open: the secret is sent only once."
        }
        State::Working(_, Step::DeleteKey) => "Deleting the lost key.",
        State::Working(_, Step::DeletePolicy) => "Deleting the policy.",
        State::Working(_, Step::DeleteUser) => "Deleting the user.",
        State::Describing(..) => "Describing the access key.",
    }
}

/// What exists where the work stopped, and what the buttons do.
#[must_use]
pub fn stopped(work: &Work, failure: Option<&Failure>) -> String {
    let Work { plan, made: Made { user, policy, key, lost_key }, .. } = work;
    let name = &plan.user_name;
    if failure == Some(&Failure::NameTaken) {
        return format!("Another user is called {name}. Choose Continue, then another name.");
    }
    let start = if failure.is_none() { "An earlier visit left this: " } else { "" };
    let user = match user {
        Existence::No => return "Nothing was created.".to_owned(),
        Existence::Maybe => "may exist",
        Existence::Yes => "exists",
    };
    let policy = match policy {
        Existence::No => "without a policy",
        Existence::Maybe => "perhaps with its policy",
        Existence::Yes => "with its policy",
    };
    let key = match (lost_key, key) {
        (Some(id), _) => format!("with the key {id}, whose secret is lost"),
        (None, Existence::No) => "without a key".to_owned(),
        (None, _) => "perhaps with a key whose secret is lost".to_owned(),
    };
    format!(
        "{start}The user {name} {user}, {policy} and {key}. Continue creates what is missing; Undo deletes what was created."
    )
}
