//! Text that a server chose, as it is shown.

mod canned;

use canned::{Canned, ada, members, ready};
use keycutter_core::ServerText;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Error, Server};
use keycutter_core::messages::error::explain;
use keycutter_core::messages::explanation::Explanation;

#[test]
fn what_hides_or_turns_text_around_is_spelled_out() {
    for (text, shown) in [
        ("user/ada", "user/ada"),
        ("Zo\u{eb} \u{5d0}\u{5d1} \u{1f511}", "Zo\u{eb} \u{5d0}\u{5d1} \u{1f511}"),
        ("a\u{202e}b", "a<U+202E>b"),
        ("\u{2066}\u{2069}\u{61c}\u{200f}", "<U+2066><U+2069><U+061C><U+200F>"),
        ("a\u{200b}\u{feff}\u{ad}b", "a<U+200B><U+FEFF><U+00AD>b"),
        ("a\u{0}\u{1b}[31m\nb", "a<U+0000><U+001B>[31m<U+000A>b"),
        ("\u{e0041}", "<U+E0041>"),
    ] {
        assert_eq!(ServerText::line(text).as_str(), shown, "{text:?}");
    }
    assert_eq!(ServerText::message("one\n\ttwo\u{2028}").as_str(), "one\n\ttwo<U+2028>");
}

#[test]
fn text_is_bounded() {
    let long = "\u{e9}".repeat(900_000);
    assert_eq!(ServerText::line(&long).chars().count(), 1_025);
    assert_eq!(ServerText::message(&long).chars().count(), 4_097);
    assert!(ServerText::line(&long).ends_with('\u{2026}'));
}

/// The explanation of a refusal with this code.
fn explained(code: &str, server: Server) -> Explanation {
    let body = format!(
        "<ErrorResponse><Error><Code>{code}</Code><Message>No.</Message></Error></ErrorResponse>"
    );
    let canned = Canned::new(&[(403, &body)]);
    let error = ready(canned.client().call(&GetCallerIdentity)).expect_err("refused");
    assert!(matches!(error, Error::Service(_)));
    explain(&error, server)
}

#[test]
fn a_code_is_the_servers_and_looks_like_one() {
    let usual = explained("Client.Odd2", Server::SelfHosted);
    assert_eq!((usual.code.as_str(), usual.code_label), ("Client.Odd2", "The server's response:"));
    assert_eq!(explained("AccessDenied", Server::Aws).code_label, "AWS's response:");
    for odd in ["Your account is locked. Call +1 555 0100", "a\u{202e}b", "<![CDATA[<b>]]>", "1st"]
    {
        let odd = explained(odd, Server::Aws);
        assert_eq!(odd.code, "HTTP 403");
        assert!(odd.detail.is_some_and(|detail| detail.ends_with(" No.")));
    }
    let long = explained(&"A".repeat(900_000), Server::Aws);
    assert_eq!(long.code, "HTTP 403");
    assert!(long.detail.is_some_and(|detail| detail.chars().count() <= 4_097));
}

#[test]
fn names_and_ids_of_a_list_are_spelled_out() {
    let member = "<member><UserName>a\u{202e}da</UserName><AccessKeyId>AK\u{200b}IA</AccessKeyId>\
                  <Status>Act\u{2067}ive</Status></member>";
    let canned = canned::canned([members(&[member.to_owned()])]);
    let key = ready(canned.client().access_keys(&ada(), None)).expect("a list").remove(0);
    assert_eq!(key.user_name.as_deref(), Some("a<U+202E>da"));
    assert_eq!(key.id.as_str(), "AK<U+200B>IA");
    assert_eq!(key.status.as_str(), "Act<U+2067>ive");
}
