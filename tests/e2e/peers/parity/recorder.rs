//! Requests of the script, and the responses to them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use keycutter_core::aws::query::Form;
use keycutter_core::aws::{Credentials, Request, Scope, Service, sign};

use super::server::{Server, credentials};

/// How a request is invalid.
pub struct Defect {
    pub region: &'static str,
    pub service: Option<&'static str>,
    /// How far the signer's clock is ahead, in milliseconds.
    pub ahead: i64,
    /// A change after signing.
    pub tamper: fn(&mut Request),
}

/// A valid request.
pub const NONE: Defect = Defect { region: "us-east-1", service: None, ahead: 0, tamper: |_| () };

/// A server's response to a step.
pub struct Observation {
    /// The step's name.
    pub step: &'static str,
    /// Status, and error code if there is one.
    outcome: String,
    /// The names of the response's elements.
    shape: BTreeSet<String>,
    /// The response's body.
    pub body: String,
}

impl Observation {
    /// The text of the last element of a name.
    pub fn text(&self, name: &str) -> String {
        let found = self.body.rsplit_once(&format!("<{name}>"));
        let text = found.and_then(|(_, rest)| rest.split('<').next());
        text.unwrap_or_else(|| panic!("{}: no {name} in {}", self.step, self.body)).to_owned()
    }

    /// The credentials in the response.
    pub fn credentials(&self) -> Credentials {
        let token = self.shape.contains("SessionToken").then(|| self.text("SessionToken"));
        credentials(&self.text("AccessKeyId"), &self.text("SecretAccessKey"), token.as_deref())
    }

    /// How another server's response differs, if it does.
    pub fn difference(&self, other: &Self) -> Option<String> {
        assert_eq!(self.step, other.step);
        if self.outcome != other.outcome {
            return Some(format!("{} → {}", self.outcome, other.outcome));
        }
        let names: Vec<_> = self.shape.symmetric_difference(&other.shape).collect();
        let mark = |name: &&String| {
            let sign = if self.shape.contains(*name) { '-' } else { '+' };
            format!("{sign}{name}")
        };
        (!names.is_empty()).then(|| names.iter().map(mark).collect::<Vec<_>>().join(" "))
    }
}

/// Runs the steps of the script and records the responses.
pub struct Recorder<'s> {
    pub server: &'s dyn Server,
    pub observations: Vec<Observation>,
}

impl Recorder<'_> {
    /// Calls an action of IAM.
    pub fn iam(
        &mut self,
        step: &'static str,
        by: &Credentials,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> &Observation {
        self.step(step, by, Service::Iam, action, parameters, &NONE)
    }

    /// Calls an action of STS.
    pub fn sts(
        &mut self,
        step: &'static str,
        by: &Credentials,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> &Observation {
        self.step(step, by, Service::Sts, action, parameters, &NONE)
    }

    /// Lists keys with an invalid request.
    pub fn defective(&mut self, step: &'static str, by: &Credentials, defect: &Defect) {
        let parameters = [("UserName", "ada")];
        self.step(step, by, Service::Iam, "ListAccessKeys", &parameters, defect);
    }

    fn step(
        &mut self,
        step: &'static str,
        by: &Credentials,
        service: Service,
        action: &str,
        parameters: &[(&str, &str)],
        defect: &Defect,
    ) -> &Observation {
        let mut form = Form::new(action, service.version());
        for (name, value) in parameters {
            form.set(name, value);
        }
        let content_type = "application/x-www-form-urlencoded; charset=utf-8".to_owned();
        let mut request = Request {
            url: self.server.url(service),
            headers: vec![("content-type", content_type.into())],
            body: form.encode(),
        };
        let scope = Scope {
            region: defect.region.to_owned(),
            service: defect.service.unwrap_or(service.signing_name()),
        };
        let at = self.server.now().plus(defect.ahead);
        sign(&mut request, by, &scope, at).expect("signable");
        (defect.tamper)(&mut request);
        let (status, body) = self.server.send(request);
        let shape = names(&body);
        let mut observation = Observation { step, outcome: status.to_string(), shape, body };
        if observation.shape.contains("Code") {
            let code = observation.text("Code");
            let _ = write!(observation.outcome, " {code}");
        }
        self.observations.push(observation);
        self.observations.last().expect("just pushed")
    }
}

/// The names of a response's elements, without order and number. An HTML page is one name.
fn names(body: &str) -> BTreeSet<String> {
    if body.contains("<html") {
        return BTreeSet::from(["html".to_owned()]);
    }
    let tags = body.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_alphabetic()));
    tags.map(|tag| tag.split([' ', '>', '/']).next().unwrap_or_default().to_owned()).collect()
}
