//! What is typed on the first screen, and what is wrong with it.

use crate::browser::preferences::Preference;
use crate::browser::{clock, environment};
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::field::FieldState;
use keycutter_core::aws::sts::{GetSessionToken, MfaProblem};
use keycutter_core::aws::{
    Checks, CredentialField, Credentials, CustomEndpoint, Endpoint, EndpointField, Fields, Fix,
    Partition, Shapes,
};
use keycutter_core::csp::ContentSecurityPolicy;
use keycutter_core::formats::paste::Found;
use keycutter_core::messages;
use keycutter_core::{Secret, Timestamp};

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
            Self::Partition(partition) => messages::endpoint::partition(partition),
            Self::Custom => "Custom endpoint",
        }
    }

    /// The choice of an id; AWS for anything unknown.
    pub fn from_id(id: &str) -> Self {
        Self::all().find(|choice| choice.id() == id).unwrap_or(Self::Partition(Partition::Aws))
    }
}

/// The session with MFA to ask for first, if one is wanted.
pub struct Mfa(pub Option<GetSessionToken>);

/// The fields as they stand, unchecked.
#[derive(Clone, Copy)]
pub struct Form {
    /// `Access key ID`.
    pub access_key_id: FieldState,
    /// `Secret access key`.
    pub secret_access_key: FieldState,
    /// `Session token`; empty for none.
    pub session_token: FieldState,
    /// `MFA device`; only asked for together with a code.
    pub mfa_device: FieldState,
    /// `MFA code`; empty for none.
    pub mfa_code: FieldState,
    /// Whether the id and the secret seem to stand in each other's fields.
    pub swapped: LocalSignal<bool>,
    /// When what was pasted runs out, if it said so.
    expires: LocalSignal<Option<Timestamp>>,
    /// `Where`.
    pub place: LocalSignal<Where>,
    /// `Endpoint URL`.
    pub endpoint: FieldState,
    /// Where this copy of the page may not call that: the command that makes one that may.
    pub command: LocalSignal<String>,
    /// `Region`.
    pub region: FieldState,
}

impl Form {
    /// An empty form at the place remembered from last time.
    pub fn remembered() -> Self {
        let region = Preference::Region.load();
        Self {
            access_key_id: FieldState::new(""),
            secret_access_key: FieldState::new(""),
            session_token: FieldState::new(""),
            mfa_device: FieldState::new(""),
            mfa_code: FieldState::new(""),
            swapped: LocalSignal::new(false),
            expires: LocalSignal::new(None),
            place: LocalSignal::new(Where::from_id(&Preference::Where.load())),
            endpoint: FieldState::new(Preference::Endpoint.load()),
            command: LocalSignal::new(String::new()),
            region: FieldState::new(if region.is_empty() {
                CustomEndpoint::DEFAULT_REGION.to_owned()
            } else {
                region
            }),
        }
    }

    /// Takes over what a paste was understood to say. One half of a key leaves the other as it is:
    /// they may come one after the other.
    pub fn fill(self, found: &Found) {
        let token = found.session_token.as_ref();
        let is_half = found.access_key_id.is_empty() || found.secret_access_key.is_empty();
        let put = |typed: FieldState, text: Secret| {
            if !(is_half && text.is_empty()) {
                typed.set(text);
            }
        };
        put(self.access_key_id, Secret::from(found.access_key_id.clone()));
        put(self.secret_access_key, found.secret_access_key.duplicate());
        put(self.session_token, token.map(Secret::duplicate).unwrap_or_default());
        if !is_half || token.is_some() {
            self.expires.set(found.expires);
        }
        self.swapped.set(false);
    }

    /// What a paste has left missing, as a sentence to follow what was found.
    pub fn missing(self) -> &'static str {
        self.access_key_id
            .read(|id| self.secret_access_key.read(|secret| messages::paste::missing(id, secret)))
    }

    /// Takes over credentials of the demo.
    pub fn hand(self, credentials: &Credentials) {
        let token = credentials.session_token().map(Secret::duplicate);
        self.access_key_id.set(Secret::from(credentials.access_key_id().to_string()));
        self.secret_access_key.set(credentials.secret_access_key().duplicate());
        self.session_token.set(token.unwrap_or_default());
        self.expires.set(credentials.expires());
        self.place.set(Where::Partition(Partition::Aws));
    }

    /// Puts the id and the secret into each other's fields.
    pub fn swap(self) {
        let id = self.access_key_id.take();
        self.access_key_id.set(self.secret_access_key.take());
        self.secret_access_key.set(id);
        self.swapped.set(false);
    }

    /// Whether anything is typed that is not the place.
    pub fn holds(self) -> bool {
        [self.access_key_id, self.secret_access_key, self.session_token, self.mfa_code]
            .iter()
            .any(|typed| typed.read(|text| !text.is_empty()))
    }

    /// Forgets the credentials, not the place.
    pub fn wipe(self) {
        self.access_key_id.set(Secret::default());
        self.secret_access_key.set(Secret::default());
        self.session_token.set(Secret::default());
        self.mfa_code.set(Secret::default());
        self.expires.set(None);
    }

    /// Checks everything. `None` when something is wrong; each field then says what.
    pub fn check(self) -> Option<(Credentials, Endpoint, Mfa)> {
        let place = self.check_place();
        let credentials = self.check_credentials(match self.place.get_untracked() {
            Where::Partition(_) => Shapes::Aws,
            Where::Custom => Shapes::Any,
        });
        let mfa = self.check_mfa();
        Some((credentials?, place?, mfa?))
    }

    /// Checks the credentials alone.
    pub fn check_credentials(self, shapes: Shapes) -> Option<Credentials> {
        let credentials = self.access_key_id.read(|id| {
            let expires = self.expires.get_untracked();
            if expires.is_some_and(|at| at <= clock::now()) {
                // Said once: whoever mends the fields by hand must not be held to it.
                self.expires.set(None);
            }
            self.secret_access_key.read(|secret| {
                self.session_token.read(|token| {
                    let fields = Fields {
                        access_key_id: id,
                        secret_access_key: secret,
                        session_token: token,
                        expires,
                    };
                    Credentials::from_fields(&fields, Checks { shapes, now: clock::now() })
                })
            })
        });
        let problems = credentials.as_ref().err();
        let problem = |field| {
            let problem = problems?.iter().find(|problem| problem.field() == field)?;
            Some(messages::credentials::problem(*problem))
        };
        self.access_key_id.mark(problem(CredentialField::AccessKeyId));
        self.secret_access_key.mark(problem(CredentialField::SecretAccessKey));
        self.session_token.mark(problem(CredentialField::SessionToken));
        self.swapped.set(problems.is_some_and(|problems| {
            problems.iter().any(|problem| problem.fix() == Some(Fix::Swap))
        }));
        credentials.ok()
    }

    /// The session to ask for first, if there is a code; `None` when something is wrong with it.
    fn check_mfa(self) -> Option<Mfa> {
        let code = self.mfa_code.read(|code| Secret::from(code.trim().to_owned()));
        let device = self.mfa_device.read(|device| device.trim().to_owned());
        if code.is_empty() {
            self.mfa_code.mark(None);
            self.mfa_device.mark(None);
            return Some(Mfa(None));
        }
        let session = GetSessionToken::from_fields(&device, code.expose());
        let problems = session.as_ref().err();
        let problem = |is_code: bool| {
            let is_there = |problem: &&MfaProblem| (**problem == MfaProblem::Code) == is_code;
            problems?.iter().find(is_there).map(|it| messages::credentials::mfa_problem(*it))
        };
        self.mfa_code.mark(problem(true));
        self.mfa_device.mark(problem(false));
        session.ok().map(|session| Mfa(Some(session)))
    }

    /// Checks where to sign in.
    pub fn check_place(self) -> Option<Endpoint> {
        let place = match self.place.get_untracked() {
            Where::Partition(partition) => return Some(Endpoint::Partition(partition)),
            Where::Custom => self
                .endpoint
                .read(|url| self.region.read(|region| CustomEndpoint::parse(url, region)))
                .and_then(|endpoint| {
                    let (text, origin) =
                        (&environment::content_security_policy(), &environment::origin());
                    endpoint.within(ContentSecurityPolicy { text, origin })
                }),
        };
        let problems = place.as_ref().err();
        let problem = |field| problems?.iter().find(|problem| problem.field() == field);
        let url = problem(EndpointField::Url);
        self.command.set(url.and_then(messages::endpoint::command).unwrap_or_default());
        self.endpoint.mark(url.map(messages::endpoint::problem));
        self.region.mark(problem(EndpointField::Region).map(messages::endpoint::problem));
        place.ok().map(Endpoint::Custom)
    }

    /// Remembers the place for next time.
    pub fn remember_place(self) {
        let place = self.place.get_untracked();
        Preference::Where.save(place.id());
        // More may have been typed while the answer was on its way.
        if place == Where::Custom && self.check_place().is_some() {
            self.endpoint.read(|url| Preference::Endpoint.save(url));
            self.region.read(|region| Preference::Region.save(region));
        }
    }
}
