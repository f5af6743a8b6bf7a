//! Requests in, responses out, with what a scene does to either.

use zeroize::Zeroizing;

use super::Simulator;
use super::actions::{Call, Outcome};
use super::form::Form;
use super::refusal::Refusal;
use super::scene::Scene;
use super::xml::Xml;
use crate::Timestamp;
use crate::aws::{Endpoint, Headers, Partition, Request, Response, Service, TransportError};

/// Requests for the list of keys until the page stops retrying twice: once to find out whether a key
/// was created, once to show the table again.
const LIST_REQUESTS: u32 = 8;

impl Simulator {
    /// Responds to a request as AWS's hosts would at this time of the device.
    ///
    /// # Errors
    ///
    /// [`TransportError::NoAnswer`] for any other host, and where a scene loses a request or its
    /// response.
    pub fn answer(
        &mut self,
        request: &Request,
        now: Timestamp,
    ) -> Result<Response, TransportError> {
        let now = self.scene.server_time(now);
        let endpoint = Endpoint::Partition(Partition::Aws);
        let service = [Service::Iam, Service::Sts]
            .into_iter()
            .find(|service| endpoint.url(*service) == request.url)
            .ok_or(TransportError::NoAnswer)?;
        let call = Call {
            request,
            service,
            action: &Form(&request.body).get("Action").unwrap_or_default(),
            form: Form(&request.body),
            now,
        };
        if self.loses_request(call.action) {
            return Err(TransportError::NoAnswer);
        }
        let mut headers = Headers::default();
        let mut result = Xml::default();
        let outcome = self
            .throttle(&request.body, &mut headers)
            .and_then(|()| self.account.run(&call, &mut result));
        let is_creation = call.action == "CreateAccessKey";
        if self.scene == Scene::Lost && is_creation && self.creations == 1 && outcome.is_ok() {
            return Err(TransportError::NoAnswer);
        }
        let (status, body) = self.document(&call, outcome, &result);
        Ok(Response { status, headers, body: Zeroizing::new(body) })
    }

    /// The status and the body of a response.
    fn document(&mut self, call: &Call<'_>, outcome: Outcome, result: &Xml) -> (u16, String) {
        let request_id = self.account.random.request_id();
        let mut inside = Xml::default();
        match outcome {
            Ok(()) => {
                inside.around(&[call.action, "Result"].concat(), result);
                inside.open("ResponseMetadata");
                inside.leaf("RequestId", &request_id);
                inside.close("ResponseMetadata");
                (200, inside.document(call.service, &[call.action, "Response"].concat()))
            }
            Err(refusal) => {
                inside.open("Error");
                inside.leaf("Type", "Sender");
                inside.leaf("Code", refusal.code);
                inside.leaf("Message", &refusal.message);
                inside.close("Error");
                inside.leaf("RequestId", &request_id);
                (refusal.status, inside.document(call.service, "ErrorResponse"))
            }
        }
    }

    /// Whether a request is lost. With a broken connection, the first creation of a key is, and the
    /// second with all requests for what became of it.
    fn loses_request(&mut self, action: &str) -> bool {
        if action == "CreateAccessKey" {
            self.creations += 1;
            self.to_lose = match (self.scene, self.creations) {
                (Scene::Broken, 1) => 1,
                (Scene::Broken, 2) => 1 + LIST_REQUESTS,
                _ => 0,
            };
        }
        let is_lost = self.to_lose > 0;
        self.to_lose = self.to_lose.saturating_sub(1);
        is_lost
    }

    /// With throttling, a form of even length is refused once; others are refused twice, with
    /// `Retry-After`.
    fn throttle(&mut self, body: &str, headers: &mut Headers) -> Outcome {
        if self.scene != Scene::Throttled {
            return Ok(());
        }
        let is_odd = body.len() % 2 == 1;
        let refused = self.throttled.iter().filter(|it| *it == body).count();
        if refused > usize::from(is_odd) {
            self.throttled.retain(|it| it != body);
            return Ok(());
        }
        self.throttled.push(body.to_owned());
        headers.retry_after = is_odd.then(|| "2".to_owned());
        Err(Refusal::new(400, "Throttling", &["Rate exceeded"]))
    }
}
