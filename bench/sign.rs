//! Signs a request a thousand times, as the page does. `bench/sign.js` calls `main` and takes the time.

use std::hint::black_box;

use keycutter_core::aws::{Credentials, Request, Scope, sign};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::{Secret, Timestamp};
use zeroize::Zeroizing;

/// As in the page.
#[global_allocator]
static WIPES_ON_FREE: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    let credentials = Credentials::new(
        AccessKeyId::from_answer("AKIAAAAAAAAAAAAAAAAA"),
        Secret::from("bench/+7".repeat(5)),
        None,
    );
    let scope = Scope { region: "us-east-1".to_owned(), service: "iam" };
    for n in 0..1000 {
        let mut request = Request {
            url: "https://iam.amazonaws.com/".to_owned(),
            headers: vec![(
                "content-type",
                Zeroizing::new("application/x-www-form-urlencoded; charset=utf-8".to_owned()),
            )],
            body: "Action=ListAccessKeys&Version=2010-05-08".to_owned(),
        };
        let at = Timestamp::from_millis(1_790_000_000_000 + n);
        let signed = sign(&mut request, black_box(&credentials), &scope, at);
        assert!(signed.is_ok(), "the request can be signed");
        black_box(&request);
    }
}
