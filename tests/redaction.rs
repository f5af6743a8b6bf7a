//! Errors whose message quotes a secret.

mod canned;

use canned::{Canned, ID, SECRET, answer, ready};
use keycutter_core::Secret;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Credentials, Error, Server};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages::error::explain;

/// AWS quotes the whole request that it expected, with the session token. Other servers may quote a
/// secret as in a URL, over several lines, or in part.
#[test]
fn drops_a_message_that_quotes_a_secret() {
    let token = "IQoJb3JpZ2lu/2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD=";
    for quoted in [
        token,
        SECRET,
        "IQoJb3JpZ2lu%2F2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD%3D",
        "wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY",
        &SECRET[..12],
        &SECRET[28..],
        &token.replace("VzLW", "VzLW\n  "),
    ] {
        assert_eq!(detail(quoted, SECRET, token), None, "{quoted}");
    }
    // Percent-encoded, a secret may have no long run of its own characters.
    assert_eq!(detail("a%2Fb%2Bc%2Fd%2Be%2Ff%2B", "a/b+c/d+e/f+", token), None);
    for other in [
        ID,
        "iam:CreateAccessKey on resource: user ada",
        // Eleven of forty characters are no quotation.
        &SECRET[..11],
        &SECRET[29..],
    ] {
        let told = detail(other, SECRET, token).expect(other);
        assert!(told.contains(other), "{told}");
    }
    // The secret of a self-hosted server may be a word.
    let told = detail("what is expected is 'test'", "test", token);
    assert!(told.is_some());
}

/// What a server returns is shown: nobody's answer has the caller's own secret in it.
#[test]
fn refuses_an_answer_that_quotes_a_secret() {
    let token = "IQoJb3JpZ2lu/2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD=";
    let ask = |arn: &str| {
        let result = format!("<GetCallerIdentityResult><Arn>{arn}</Arn></GetCallerIdentityResult>");
        let canned = Canned::new(&[(200, &answer("GetCallerIdentity", &result))]);
        let client = canned.client();
        let [secret, token] = [SECRET, token].map(|text| Secret::from(text.to_owned()));
        client.renew(Credentials::new(AccessKeyId::from_answer(ID), secret, Some(token)));
        ready(client.call(&GetCallerIdentity))
    };
    for quoted in [token, SECRET, &token[5..17], &token.replace('/', "%2F").replace('=', "%3D")] {
        let refused = ask(&format!("arn:aws:iam::123456789012:user/{quoted}"));
        let expected = Error::Unreadable { action: "GetCallerIdentity", status: 200 };
        assert_eq!(refused, Err(expected), "{quoted}");
    }
    assert!(ask("arn:aws:iam::123456789012:user/ada").is_ok());
}

/// A code may be a quotation as well.
#[test]
fn drops_a_code_that_quotes_a_secret() {
    for code in [SECRET, &SECRET[..12], "IQoJb3JpZ2lu"] {
        let body = format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>");
        let canned = Canned::new(&[(403, &body)]);
        let client = canned.client();
        let token = Secret::from("IQoJb3JpZ2lu/2VjEHsaCXVzLWVhc3QtMSJHMEUCIQD=".to_owned());
        let secret = Secret::from(SECRET.to_owned());
        client.renew(Credentials::new(AccessKeyId::from_answer(ID), secret, Some(token)));
        let error = ready(client.call(&GetCallerIdentity)).expect_err("refused");
        assert!(!format!("{error:?}").contains(code), "{error:?}");
        assert_eq!(explain(&error, Server::Aws).code, "HTTP 403");
    }
}

#[test]
fn drops_a_request_id_that_quotes_a_secret() {
    let body = format!(
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error>\
         <RequestId>{SECRET}</RequestId></ErrorResponse>"
    );
    let canned = Canned::new(&[(403, &body)]);
    let client = canned.client();
    let (id, secret) = (AccessKeyId::from_answer(ID), Secret::from(SECRET.to_owned()));
    client.renew(Credentials::new(id, secret, None));
    let error = ready(client.call(&GetCallerIdentity)).expect_err("refused");
    assert!(!format!("{error:?}").contains(SECRET));
    assert_eq!(explain(&error, Server::Aws).detail, None);
}

/// The detail that is shown for a message that quotes a text, with these credentials.
fn detail(quoted: &str, secret: &str, token: &str) -> Option<String> {
    let body = format!(
        "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we \
         calculated does not match. The Canonical String for this request should have been 'POST\n/\n\n\
         x-amz-security-token:{quoted}\n'</Message></Error></ErrorResponse>"
    );
    let canned = Canned::new(&[(403, &body)]);
    let client = canned.client();
    let [secret, token] = [secret, token].map(|text| Secret::from(text.to_owned()));
    client.renew(Credentials::new(AccessKeyId::from_answer(ID), secret, Some(token)));
    let error = ready(client.call(&GetCallerIdentity)).expect_err("refused");
    let told = explain(&error, Server::Aws);
    assert!(told.meaning.contains("does not belong"), "{}", told.meaning);
    assert!(told.detail.is_some() || !format!("{error:?}").contains(quoted));
    told.detail
}
