//! The choice under `Where`.

use keycutter_core::aws::Partition;
use keycutter_core::messages;

/// Where to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// One of AWS's partitions.
    Partition(Partition),
    /// Another server with the same API.
    Custom,
}

impl Where {
    /// All choices, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        Partition::ALL.into_iter().map(Self::Partition).chain([Self::Custom])
    }

    /// The option's value, and how it is stored.
    pub fn id(self) -> &'static str {
        match self {
            Self::Partition(partition) => partition.id(),
            Self::Custom => "custom",
        }
    }

    /// The option's text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Partition(partition) => messages::endpoint::partition(partition),
            Self::Custom => "Custom endpoint",
        }
    }

    /// The choice of an id; AWS for anything unknown.
    pub fn from_id(id: &str) -> Self {
        Self::all().find(|choice| choice.id() == id).unwrap_or(Self::Partition(Partition::Aws))
    }
}
