//! The simulator's responses to arbitrary requests.

mod canned;
mod simulated;

use keycutter_core::Timestamp;
use keycutter_core::aws::Request;
use keycutter_core::aws::xml::Element;
use keycutter_core::keys::shape;
use keycutter_core::simulator::{Scene, Simulator};
use proptest::collection::vec;
use proptest::prelude::*;
use simulated::{ACCOUNT, Demo, IAM, STS, sign_at};
use zeroize::Zeroizing;

/// Every action, and an unknown one.
const ACTIONS: [&str; 10] = [
    "GetUser&Version=2010-05-08",
    "ListUsers&Version=2010-05-08",
    "ListAccessKeys&Version=2010-05-08",
    "CreateAccessKey&Version=2010-05-08",
    "UpdateAccessKey&Version=2010-05-08",
    "DeleteAccessKey&Version=2010-05-08",
    "GetAccessKeyLastUsed&Version=2010-05-08",
    "GetCallerIdentity&Version=2011-06-15",
    "GetSessionToken&Version=2011-06-15",
    "%00%3C%26+%ff",
];
const PARAMETERS: &str =
    "UserName|AccessKeyId|Status|Marker|MaxItems|TokenCode|SerialNumber|DurationSeconds|[a-z]{0,3}";
const VALUES: &str = "ada|ci-deploy|Active|Inactive|[0-9]{1,10}|%|%ff|%00%3C%26|\\+|AKIADEMOFAKE[A-Z2-7]{8}|\\PC{0,12}";

/// A form of an action with arbitrary parameters.
fn form() -> impl Strategy<Value = String> {
    let pair = (PARAMETERS, VALUES).prop_map(|(name, value)| format!("&{name}={value}"));
    (prop::sample::select(&ACTIONS[..]), vec(pair, 0..4))
        .prop_map(|(action, pairs)| format!("Action={action}{}", pairs.concat()))
}

fn assert_is_xml(simulator: &mut Simulator, request: &Request, now: Timestamp) {
    if let Ok(answer) = simulator.answer(request, now) {
        assert!(Element::parse(&answer.body).is_ok(), "{}", *answer.body);
    }
}

proptest! {
    #[test]
    fn responds_to_any_request_in_xml(
        body in "(?s).{0,200}",
        authorization in prop_oneof![
            "(?s).{0,120}",
            "AWS4-HMAC-SHA256 Credential=AKIADEMO[A-Z/]{0,40}/20261123/us-east-1/iam/aws4_request, .{0,40}",
        ],
        date in "(?s).{0,20}|[0-9]{8}T[0-9]{6}Z",
        token in "(?s).{0,40}",
        scene in prop::sample::select(&Scene::ALL[..]),
        now in any::<i64>(),
    ) {
        let now = Timestamp::from_millis(now);
        let headers = [("authorization", authorization), ("x-amz-date", date), ("x-amz-security-token", token)];
        let headers = headers.map(|(name, value)| (name, Zeroizing::new(value))).into();
        let request = Request { url: IAM.to_owned(), headers, body };
        assert_is_xml(&mut Simulator::new(scene, now, 7), &request, now);
    }

    #[test]
    fn responds_to_any_signed_form_in_xml(
        forms in vec(form(), 1..6),
        scene in prop::sample::select(&Scene::ALL[..]),
    ) {
        let demo = Demo::new(scene);
        for body in forms {
            for (url, service) in [(IAM, "iam"), (STS, "sts")] {
                let mut request = Request { url: url.to_owned(), headers: Vec::new(), body: body.clone() };
                sign_at(&demo, &mut request, service, demo.now.get());
                assert_is_xml(&mut demo.simulator.borrow_mut(), &request, demo.now.get());
            }
        }
    }

    #[test]
    fn every_key_says_that_it_is_not_real(seed in any::<u64>()) {
        let now = Timestamp::from_millis(1_795_000_000_000);
        for scene in Scene::ALL {
            let credentials = Simulator::new(scene, now, seed).credentials();
            let id = credentials.access_key_id();
            let account = id.account();
            prop_assert_eq!(account.as_deref(), Some(ACCOUNT));
            prop_assert!(id.as_str()[4..].starts_with("DEMO"));
            prop_assert!(shape::is_surely_secret(credentials.secret_access_key().expose()));
            prop_assert!(credentials.secret_access_key().expose().starts_with("DemoKeyNotReal/"));
        }
    }
}
