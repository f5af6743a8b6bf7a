//! The parts of an explained error.

/// An error, explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The server's error code, or a short name where there was no response.
    pub code: String,
    /// What introduces the code, and says whose it is.
    pub code_label: &'static str,
    /// What happened and what it means.
    pub meaning: String,
    /// What to do next; before a list of causes, its introduction.
    pub advice: String,
    /// What may have caused it, the likeliest first.
    pub causes: &'static [&'static str],
    /// Policies that allow what was denied, the smallest first. Empty where no policy would help.
    pub policies: Vec<PolicyOffer>,
    /// What the page can lead to.
    pub remedy: Option<Remedy>,
    /// The server's own message, if it had one, and the request's id, which AWS Support asks for.
    pub detail: Option<String>,
}

/// A policy to hand to an administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyOffer {
    /// Its name.
    pub name: &'static str,
    /// The label of a button that copies it.
    pub copy: &'static str,
    /// What it allows, to introduce it.
    pub purpose: &'static str,
    /// The policy as JSON.
    pub document: String,
}

/// A way out that the page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Sign in again with an MFA code.
    SignInWithMfa,
    /// Do the same once more: the cause may be over.
    TryAgain,
}

/// The introduction of a list of causes.
pub(super) const CAUSES: &str = "Likely causes:";

/// An explanation without causes and policies.
pub(super) fn explanation(
    code: &str,
    meaning: impl Into<String>,
    advice: impl Into<String>,
) -> Explanation {
    Explanation {
        code: code.to_owned(),
        code_label: "Code:",
        meaning: meaning.into(),
        advice: advice.into(),
        ..Explanation::default()
    }
}
