//! What is typed on the first screen, and what is wrong with it.

use crate::browser::preferences::Preference;
use crate::browser::{clock, environment};
use crate::ui::context::confirmed_server::ConfirmedServer;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::unlock::where_choice::Where;
use crate::ui::widgets::field::FieldState;
use keycutter_core::aws::{Credentials, CustomEndpoint, Endpoint, Fields, Partition};
use keycutter_core::csp::ContentSecurityPolicy;
use keycutter_core::flows::sign_in::fields::{self, Attempt, Place, Problems, Trust};
use keycutter_core::formats::paste::Found;
use keycutter_core::messages;
use keycutter_core::{Secret, Timestamp};

/// The fields, and what is known to be wrong with them.
#[derive(Clone, Copy)]
pub struct Form {
    /// `Access key ID`.
    pub access_key_id: FieldState,
    /// `Secret access key`.
    pub secret_access_key: FieldState,
    /// `Session token`; empty for none.
    pub session_token: FieldState,
    /// `MFA device`; only used together with a code.
    pub mfa_device: FieldState,
    /// `MFA code`; empty for none.
    pub mfa_code: FieldState,
    /// `Where`.
    pub place: LocalSignal<Where>,
    /// `Endpoint URL`.
    pub endpoint: FieldState,
    /// `Region`.
    pub region: FieldState,
    /// How sure it is that the person means the custom endpoint.
    pub(super) trust: LocalSignal<Trust>,
    /// When the pasted credentials expire, if the text said so.
    expires: LocalSignal<Option<Timestamp>>,
    /// What the last validation found, but for what was changed since.
    pub(super) problems: LocalSignal<Problems>,
}

impl Form {
    /// An empty form with the place of the last visit.
    pub fn remembered() -> Self {
        let region = match Preference::Region.load() {
            region if region.is_empty() => CustomEndpoint::DEFAULT_REGION.to_owned(),
            region => region,
        };
        Self {
            access_key_id: FieldState::new(""),
            secret_access_key: FieldState::new(""),
            session_token: FieldState::new(""),
            mfa_device: FieldState::new(""),
            mfa_code: FieldState::new(""),
            place: LocalSignal::new(Where::from_id(&Preference::Where.load())),
            trust: LocalSignal::new(Trust {
                is_remembered: true,
                confirmed: ConfirmedServer::expect().url(),
            }),
            endpoint: FieldState::new(Preference::Endpoint.load()),
            region: FieldState::new(region),
            expires: LocalSignal::new(None),
            problems: LocalSignal::new(Problems::default()),
        }
    }

    /// Fills in what was found in a paste. Half a key leaves the other half as it is: they may be
    /// pasted one after the other. What is said of a partition that was chosen because of it.
    pub fn fill(self, found: &Found) -> String {
        let token = found.session_token.as_ref();
        let is_half = found.access_key_id.is_empty() || found.secret_access_key.is_empty();
        let set = |field: FieldState, text: Secret| {
            if !(is_half && text.is_empty()) {
                field.set(text);
            }
        };
        set(self.access_key_id, Secret::from(found.access_key_id.clone()));
        set(self.secret_access_key, found.secret_access_key.duplicate());
        set(self.session_token, token.map(Secret::duplicate).unwrap_or_default());
        if !is_half || token.is_some() {
            self.expires.set(found.expires);
        }
        if let Some(device) = &found.mfa_serial {
            self.mfa_device.set(Secret::from(device.clone()));
        }
        self.clear_credential_problems();
        self.choose_partition(found).unwrap_or_default()
    }

    /// Chooses the partition that the paste belongs to, if another one was chosen.
    fn choose_partition(self, found: &Found) -> Option<String> {
        let (partition, region) = (found.partition()?, found.region.as_deref()?);
        let Where::Partition(chosen) = self.place.get_untracked() else { return None };
        if chosen == partition {
            return None;
        }
        self.place.set(Where::Partition(partition));
        let name = messages::endpoint::partition(partition);
        Some(format!(" {}", messages::paste::partition_suggested(region, name)))
    }

    /// Whether this server is the endpoint already.
    pub fn has_endpoint(self, url: &str) -> bool {
        self.place.get() == Where::Custom && self.endpoint.value() == url
    }

    /// Makes a server the endpoint, as the person asked.
    pub fn use_endpoint(self, url: &str) {
        self.endpoint.set(Secret::from(url.to_owned()));
        self.place.set(Where::Custom);
        self.note_chosen();
        self.problems.update(|problems| problems.endpoint.clear());
    }

    /// Whether everything that is needed is filled in, and right as far as the form can tell.
    pub fn is_complete(self) -> bool {
        self.read(|form| fields::validate(&form, clock::now()).is_ok())
    }

    /// Fills in credentials of the demo.
    pub fn fill_demo(self, credentials: &Credentials) {
        self.fill_credentials(credentials);
        self.place.set(Where::Partition(Partition::Aws));
    }

    /// Fills in credentials that are known already.
    pub(super) fn fill_credentials(self, credentials: &Credentials) {
        let token = credentials.session_token().map(Secret::duplicate);
        self.access_key_id.set(Secret::from(credentials.access_key_id().to_string()));
        self.secret_access_key.set(credentials.secret_access_key().duplicate());
        self.session_token.set(token.unwrap_or_default());
        self.expires.set(credentials.expires());
        self.clear_credential_problems();
    }

    /// Swaps the id and the secret.
    pub fn swap(self) {
        let (id, secret) = (self.access_key_id.take(), self.secret_access_key.take());
        self.access_key_id.set(secret);
        self.secret_access_key.set(id);
        self.clear_credential_problems();
    }

    /// Whether neither half of a key is typed.
    pub fn lacks_key(self) -> bool {
        let is_empty = |field: FieldState| field.read(str::is_empty);
        is_empty(self.access_key_id) && is_empty(self.secret_access_key)
    }

    /// Whether anything but the place is typed.
    pub fn holds(self) -> bool {
        [self.access_key_id, self.secret_access_key, self.session_token, self.mfa_code]
            .iter()
            .any(|field| field.read(|text| !text.is_empty()))
    }

    /// Follows every field, and the place.
    pub fn follow_all(self) {
        for field in [
            self.access_key_id,
            self.secret_access_key,
            self.session_token,
            self.mfa_device,
            self.mfa_code,
            self.endpoint,
            self.region,
        ] {
            field.follow(|_| ());
        }
        self.place.with(|_| ());
    }

    /// Wipes the credentials, not the place.
    pub fn wipe(self) {
        self.access_key_id.set(Secret::default());
        self.secret_access_key.set(Secret::default());
        self.session_token.set(Secret::default());
        self.mfa_code.set(Secret::default());
        self.expires.set(None);
        self.problems.set(Problems::default());
    }

    /// Validates everything. `None` when something is wrong, which each field then shows.
    pub fn validate(self) -> Option<Attempt> {
        let attempt = self.read(|form| fields::validate(&form, clock::now()));
        self.note(attempt)
    }

    /// Validates the credentials alone, for an endpoint that is known.
    pub fn validate_credentials(self, endpoint: &Endpoint) -> Option<Credentials> {
        let credentials = self
            .read(|form| fields::validate_credentials(&form.credentials, endpoint, clock::now()));
        self.note(
            credentials.map_err(|credentials| Problems { credentials, ..Problems::default() }),
        )
    }

    /// Validates where to sign in, alone.
    pub fn validate_place(self) -> Option<Endpoint> {
        match self.read(|form| fields::validate_place(form.place)) {
            Ok(endpoint) => {
                self.problems.update(|problems| problems.endpoint.clear());
                Some(endpoint)
            }
            Err(endpoint) => {
                self.problems.update(|problems| problems.endpoint = endpoint);
                None
            }
        }
    }

    /// Stores the place for the next visit.
    pub fn remember_place(self) {
        let place = self.place.get_untracked();
        Preference::Where.save(place.id());
        // More may have been typed while the answer was on its way.
        if place == Where::Custom && self.validate_place().is_some() {
            self.endpoint.read(|url| Preference::Endpoint.save(url));
            self.region.read(|region| Preference::Region.save(region));
        }
    }

    fn note<T>(self, validated: Result<T, Problems>) -> Option<T> {
        // Expired once, they are refused once: whoever corrects the fields by hand has others.
        if self.expires.get_untracked().is_some_and(|at| at <= clock::now()) {
            self.expires.set(None);
        }
        match validated {
            Ok(valid) => {
                self.problems.set(Problems::default());
                Some(valid)
            }
            Err(problems) => {
                self.problems.set(problems);
                None
            }
        }
    }

    /// Reads all fields.
    pub(super) fn read<T>(self, read: impl FnOnce(fields::Form<'_>) -> T) -> T {
        let texts = [
            self.access_key_id,
            self.secret_access_key,
            self.session_token,
            self.mfa_device,
            self.mfa_code,
        ]
        .map(|field| field.read(|text| Secret::from(text.to_owned())));
        let [access_key_id, secret_access_key, session_token, mfa_device, mfa_code] =
            texts.each_ref().map(Secret::expose);
        let credentials = Fields {
            access_key_id,
            secret_access_key,
            session_token,
            expires: self.expires.get_untracked(),
        };
        let (text, origin) = (environment::content_security_policy(), environment::origin());
        self.endpoint.read(|url| {
            self.region.read(|region| {
                let policy = ContentSecurityPolicy { text: &text, origin: &origin };
                let place = match self.place.get_untracked() {
                    Where::Partition(partition) => Place::Partition(partition),
                    Where::Custom => Place::Custom { url, region, policy },
                };
                read(fields::Form { credentials, place, mfa_device, mfa_code })
            })
        })
    }
}
