//! The screens, one folder each.

pub mod security_credentials;
pub mod unlock;
