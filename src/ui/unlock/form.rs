//! What is typed on the first screen, and what is wrong with it.

use leptos::prelude::*;

use crate::Secret;
use crate::aws::{CredentialField, Credentials, CustomEndpoint, EndpointField, Partition, Place};
use crate::browser::preferences::Preference;
use crate::formats::paste::Found;
use crate::ui::parts::field::Typed;

/// The choice under `Where`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// One of AWS's partitions.
    Partition(Partition),
    /// A server of one's own.
    Custom,
}

impl Where {
    /// All choices, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        Partition::ALL.into_iter().map(Self::Partition).chain([Self::Custom])
    }

    /// The option's value, and how it is remembered.
    pub fn id(self) -> &'static str {
        match self {
            Self::Partition(partition) => partition.id(),
            Self::Custom => "custom",
        }
    }

    /// The option's text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Partition(partition) => partition.label(),
            Self::Custom => "Custom endpoint",
        }
    }

    /// The choice of an id; AWS for anything unknown.
    pub fn from_id(id: &str) -> Self {
        Self::all().find(|choice| choice.id() == id).unwrap_or(Self::Partition(Partition::Aws))
    }
}

/// The fields as they stand, unchecked.
#[derive(Clone, Copy)]
pub struct Form {
    /// `Access key ID`.
    pub access_key_id: Typed,
    /// `Secret access key`.
    pub secret_access_key: Typed,
    /// `Session token`; empty for none.
    pub session_token: Typed,
    /// `Where`.
    pub place: RwSignal<Where>,
    /// `Endpoint URL`.
    pub endpoint: Typed,
    /// `Region`.
    pub region: Typed,
}

impl Form {
    /// An empty form at the place remembered from last time.
    pub fn remembered() -> Self {
        let region = Preference::Region.load();
        Self {
            access_key_id: Typed::new(""),
            secret_access_key: Typed::new(""),
            session_token: Typed::new(""),
            place: RwSignal::new(Where::from_id(&Preference::Place.load())),
            endpoint: Typed::new(Preference::Endpoint.load()),
            region: Typed::new(if region.is_empty() {
                CustomEndpoint::DEFAULT_REGION.to_owned()
            } else {
                region
            }),
        }
    }

    /// Takes over what a paste was understood to say.
    pub fn fill(self, found: Found) {
        self.access_key_id.set(Secret::from(found.access_key_id));
        self.secret_access_key.set(found.secret_access_key);
        self.session_token.set(found.session_token.unwrap_or_default());
    }

    /// Forgets the credentials, not the place.
    pub fn wipe(self) {
        self.access_key_id.set(Secret::default());
        self.secret_access_key.set(Secret::default());
        self.session_token.set(Secret::default());
    }

    /// Checks everything. `None` when something is wrong; each field then says what.
    pub fn check(self) -> Option<(Credentials, Place)> {
        let credentials = self.access_key_id.read(|id| {
            self.secret_access_key.read(|secret| {
                self.session_token.read(|token| Credentials::from_fields(id, secret, token))
            })
        });
        let problems = credentials.as_ref().err();
        let problem = |field| {
            let problem = problems?.iter().find(|problem| problem.field == field)?;
            Some(problem.message)
        };
        self.access_key_id.mark(problem(CredentialField::AccessKeyId));
        self.secret_access_key.mark(problem(CredentialField::SecretAccessKey));
        self.session_token.mark(problem(CredentialField::SessionToken));
        credentials.ok().zip(self.check_place())
    }

    fn check_place(self) -> Option<Place> {
        let place = match self.place.get_untracked() {
            Where::Partition(partition) => return Some(Place::Partition(partition)),
            Where::Custom => self
                .endpoint
                .read(|url| self.region.read(|region| CustomEndpoint::parse(url, region))),
        };
        let problems = place.as_ref().err();
        let problem = |field| {
            let problem = problems?.iter().find(|problem| problem.field == field)?;
            Some(problem.message)
        };
        self.endpoint.mark(problem(EndpointField::Url));
        self.region.mark(problem(EndpointField::Region));
        place.ok().map(Place::Custom)
    }

    /// Remembers the place for next time.
    pub fn remember_place(self) {
        let place = self.place.get_untracked();
        Preference::Place.save(place.id());
        if place == Where::Custom {
            self.endpoint.read(|url| Preference::Endpoint.save(url));
            self.region.read(|region| Preference::Region.save(region));
        }
    }
}
