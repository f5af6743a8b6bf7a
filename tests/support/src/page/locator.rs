//! How elements are found.

use std::fmt;

use serde_json::{Value, json};

/// Which element: by role, by accessible name unless any will do, and by description where names
/// repeat.
#[derive(Clone, Debug)]
pub(super) struct Locator {
    pub role: &'static str,
    pub name: Option<String>,
    pub description: Option<String>,
}

impl Locator {
    pub fn new(role: &'static str, name: &str) -> Self {
        Self { role, name: Some(name.to_owned()), description: None }
    }

    /// Every element of a role.
    pub fn all(role: &'static str) -> Self {
        Self { role, name: None, description: None }
    }

    pub fn to_json(&self) -> Value {
        json!({ "role": self.role, "name": self.name, "description": self.description })
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role)?;
        if let Some(name) = &self.name {
            write!(f, " \"{name}\"")?;
        }
        if let Some(description) = &self.description {
            write!(f, " ({description})")?;
        }
        Ok(())
    }
}
