//! What is wrong with the form, for the fields that show it.

use crate::ui::screens::unlock::form::Form;
use keycutter_core::aws::sts::MfaProblem;
use keycutter_core::aws::{CredentialField, EndpointField, Fix};
use keycutter_core::messages;

impl Form {
    /// What is wrong with a credential field.
    pub fn credential_problem(self, field: CredentialField) -> Option<&'static str> {
        self.problems.with(|problems| {
            let problem = problems.credentials.iter().find(|problem| problem.field() == field)?;
            Some(messages::credentials::problem(*problem))
        })
    }

    /// What is wrong with an endpoint field.
    pub fn endpoint_problem(self, field: EndpointField) -> Option<&'static str> {
        self.problems.with(|problems| {
            let problem = problems.endpoint.iter().find(|problem| problem.field() == field)?;
            Some(messages::endpoint::problem(problem))
        })
    }

    /// The command that makes a copy of the page which may call the endpoint, where this one may
    /// not.
    pub fn command(self) -> Option<String> {
        self.problems
            .with(|problems| problems.endpoint.iter().find_map(messages::endpoint::command))
    }

    /// What is wrong with the MFA device.
    pub fn mfa_device_problem(self) -> Option<&'static str> {
        self.mfa_problem(|problem| matches!(problem, MfaProblem::Device(_)))
    }

    /// What is wrong with the MFA code.
    pub fn mfa_code_problem(self) -> Option<&'static str> {
        self.mfa_problem(|problem| matches!(problem, MfaProblem::Code))
    }

    fn mfa_problem(self, is_meant: fn(&MfaProblem) -> bool) -> Option<&'static str> {
        self.problems.with(|problems| {
            let problem = problems.mfa.iter().find(|problem| is_meant(problem))?;
            Some(messages::credentials::mfa_problem(*problem))
        })
    }

    /// Whether swapping the id and the secret may help.
    pub fn may_swap(self) -> bool {
        self.problems
            .with(|problems| problems.credentials.iter().any(|it| it.fix() == Some(Fix::Swap)))
    }

    /// Whether a field that is folded away at first has a text or a problem, or will need a text.
    pub fn needs_folded_fields(self) -> bool {
        self.access_key_id.follow(|id| id.trim_start().starts_with("ASIA"))
            || [self.session_token, self.mfa_device, self.mfa_code]
                .iter()
                .any(|field| field.follow(|text| !text.is_empty()))
            || self.mfa_device_problem().is_some()
            || self.mfa_code_problem().is_some()
            || self.credential_problem(CredentialField::SessionToken).is_some()
    }

    /// The text of a credential field has changed.
    pub fn note_edited(self, field: CredentialField) {
        self.problems.update(|problems| problems.credentials.retain(|it| it.field() != field));
    }

    /// The endpoint or the region has changed.
    pub fn note_endpoint_edited(self, field: EndpointField) {
        self.problems.update(|problems| problems.endpoint.retain(|it| it.field() != field));
        if field == EndpointField::Url {
            self.note_chosen();
        }
    }

    /// The MFA device or code has changed.
    pub fn note_mfa_edited(self) {
        self.problems.update(|problems| problems.mfa.clear());
    }

    /// The credentials have been replaced.
    pub(super) fn clear_credential_problems(self) {
        self.problems.update(|problems| problems.credentials.clear());
    }
}
