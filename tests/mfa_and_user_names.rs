//! Validation of the fields of an MFA session, and of user names.

use keycutter_core::aws::sts::{GetSessionToken, MfaDeviceProblem, MfaProblem};
use keycutter_core::aws::{KeyOwner, UserNameProblem};

const SECRET: &str = "NvlE3LaruSrjLnonWKTn9UGKzEesg61SHE+qaQQ0";

#[test]
fn an_mfa_session_needs_a_device_and_six_digits() {
    for device in ["arn:aws:iam::123456789012:mfa/ops/ada@example.com", " GAHT12345678 "] {
        let session = GetSessionToken::from_fields(device, " 123456\n").expect(device);
        assert_eq!(session.serial_number, device.trim());
        assert_eq!(session.token_code.expose(), "123456");
    }
    for (device, expected) in [
        ("", MfaDeviceProblem::WrongShape),
        ("12345678", MfaDeviceProblem::WrongShape),
        ("two words", MfaDeviceProblem::WrongShape),
        (&"1".repeat(257), MfaDeviceProblem::WrongShape),
        (SECRET, MfaDeviceProblem::LooksLikeSecret),
    ] {
        let problems = GetSessionToken::from_fields(device, "123456").expect_err(device);
        assert_eq!(problems, [MfaProblem::Device(expected)], "{device}");
    }
    for code in ["", "12345", "1234567", "12345a", "１２３４５６"] {
        let problems = GetSessionToken::from_fields("GAHT12345678", code).expect_err(code);
        assert_eq!(problems, [MfaProblem::Code], "{code}");
    }
    assert_eq!(GetSessionToken::from_fields("", "").expect_err("both").len(), 2);
}

#[test]
fn a_user_name_has_iams_characters_and_is_no_secret() {
    for name in ["ada", " ada@example.com ", "a_b+c=d,e.f-g", &"a".repeat(128)] {
        let user = KeyOwner::parse_user(name).expect(name);
        assert_eq!(user.user_name(), Some(name.trim()));
    }
    for (name, expected) in [
        ("", UserNameProblem::WrongShape),
        ("not a user name!", UserNameProblem::WrongShape),
        (&"a".repeat(129), UserNameProblem::WrongShape),
        (SECRET, UserNameProblem::LooksLikeSecret),
        (&SECRET.replace('+', "x"), UserNameProblem::LooksLikeSecret),
    ] {
        assert_eq!(KeyOwner::parse_user(name), Err(expected), "{name}");
    }
}
