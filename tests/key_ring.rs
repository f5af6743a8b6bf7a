//! The keys of one identity, their glyphs and their age.

use keycutter_core::Timestamp;
use keycutter_core::aws::Server;
use keycutter_core::keys::{
    AccessKey, AccessKeyId, KeyRing, LastUse, LastUsed, RowActions, Status, key_glyph,
};
use keycutter_core::messages;

const OLD: &str = "AKIAAAAAAAAAAAAAAOLD";
const NEW: &str = "AKIAAAAAAAAAAAAAANEW";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a timestamp")
}

fn id(text: &str) -> AccessKeyId {
    AccessKeyId::parse(text).expect("an id")
}

fn key(text: &str, created: Option<&str>, status: Status) -> AccessKey {
    AccessKey { id: id(text), status, created: created.map(at), user_name: None }
}

/// A ring with AWS's quota.
fn ring(keys: Vec<AccessKey>) -> KeyRing {
    KeyRing::new(keys, Server::Aws.access_key_quota())
}

fn two_keys() -> KeyRing {
    ring(vec![
        key(OLD, Some("2019-01-10T00:00:00Z"), Status::Inactive),
        key(NEW, Some("2026-11-03T00:00:00Z"), Status::Active),
    ])
}

fn shown(ring: &KeyRing) -> Vec<(&str, &str)> {
    ring.rows().iter().map(|row| (row.key.id.as_str(), messages::keys::status(row))).collect()
}

#[test]
fn a_key_that_is_listed_twice_has_one_row() {
    let listed = [Status::Active, Status::Inactive].map(|status| key(NEW, None, status));
    let ring = ring(listed.into());
    assert_eq!(ring.ids(), [id(NEW)]);
    assert_eq!(ring.row(&id(NEW)).map(|row| &row.key.status), Some(&Status::Inactive));
}

#[test]
fn sorts_the_newest_first_and_the_undated_last() {
    let ring = ring(vec![
        key("AKIAAAAAAAAAAUNDATED", None, Status::Active),
        key(OLD, Some("2019-01-10T00:00:00Z"), Status::Inactive),
        key(NEW, Some("2026-11-03T00:00:00Z"), Status::Active),
    ]);
    let order: Vec<_> = shown(&ring).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, [NEW, OLD, "AKIAAAAAAAAAAUNDATED"]);
}

#[test]
fn inactive_keys_count_and_deleted_ones_do_not() {
    let mut ring = two_keys();
    assert!(ring.is_full());
    ring.mark_deleted(&id(OLD), at("2026-11-23T18:02:00Z"));
    assert_eq!(ring.live(), 1);
    assert!(!ring.is_full());
    assert_eq!(shown(&ring), [(NEW, "Active"), (OLD, "Deleted")]);
}

#[test]
fn only_aws_is_known_to_allow_two_keys() {
    let keys = || vec![key(OLD, None, Status::Active), key(NEW, None, Status::Active)];
    let at_aws = KeyRing::new(keys(), Server::Aws.access_key_quota());
    assert!(at_aws.is_full());
    assert_eq!(messages::keys::count(&at_aws).as_deref(), Some("2 of 2"));
    let elsewhere = KeyRing::new(keys(), Server::SelfHosted.access_key_quota());
    assert!(!elsewhere.is_full() && !elsewhere.refreshed(keys()).is_full());
    assert_eq!(messages::keys::count(&elsewhere).as_deref(), Some("2"));
    assert_eq!(messages::keys::count(&ring(vec![])), None);
}

#[test]
fn a_row_offers_what_its_status_allows() {
    let mut ring = ring(vec![
        key(NEW, None, Status::Active),
        key(OLD, None, Status::Inactive),
        key("AKIAAAAAAAAAAEXPIRED", None, Status::Expired),
    ]);
    let offers = |ring: &KeyRing, text| ring.row(&id(text)).expect("a row").actions();
    let none = RowActions { activate: false, deactivate: false, delete: false };
    assert_eq!(offers(&ring, NEW), RowActions { deactivate: true, delete: true, ..none });
    assert_eq!(offers(&ring, OLD), RowActions { activate: true, delete: true, ..none });
    assert_eq!(offers(&ring, "AKIAAAAAAAAAAEXPIRED"), RowActions { delete: true, ..none });
    ring.mark_deleted(&id(NEW), at("2026-11-23T18:02:00Z"));
    assert_eq!(offers(&ring, NEW), none);
}

#[test]
fn a_lagging_list_does_not_bring_a_deleted_key_back() {
    let mut ring = two_keys();
    let used = LastUse::Known(LastUsed { at: None, service: None, region: None });
    ring.set_last_use(&id(NEW), used.clone());
    ring.mark_deleted(&id(OLD), at("2026-11-23T18:02:00Z"));
    let ring = ring.refreshed(vec![
        key(OLD, Some("2019-01-10T00:00:00Z"), Status::Inactive),
        key(NEW, Some("2026-11-03T00:00:00Z"), Status::Inactive),
    ]);
    assert_eq!(shown(&ring), [(NEW, "Inactive"), (OLD, "Deleted")]);
    assert_eq!(ring.row(&id(NEW)).expect("a row").last_use, used);
}

#[test]
fn a_key_deleted_elsewhere_is_removed() {
    let ring = two_keys().refreshed(vec![key(NEW, None, Status::Active)]);
    assert_eq!(shown(&ring), [(NEW, "Active")]);
}

/// The list may have been requested before the key was created.
#[test]
fn a_lagging_list_does_not_drop_a_new_key() {
    let old = || key(OLD, Some("2019-01-10T00:00:00Z"), Status::Active);
    let new = || key(NEW, Some("2026-11-23T00:00:00Z"), Status::Active);
    let mut ring = ring(vec![old()]);
    ring.insert(new());
    let never = ring.row(&id(NEW)).expect("a row").last_use.clone();
    let lagging = ring.refreshed(vec![old()]).refreshed(vec![old()]);
    assert_eq!(shown(&lagging), [(NEW, "Active"), (OLD, "Active")]);
    assert!(lagging.is_full());

    // Once listed, it can be deleted elsewhere like any other.
    let listed = lagging.refreshed(vec![old(), AccessKey { status: Status::Inactive, ..new() }]);
    assert_eq!(shown(&listed), [(NEW, "Inactive"), (OLD, "Active")]);
    assert_eq!(listed.row(&id(NEW)).expect("a row").last_use, never);
    assert_eq!(shown(&listed.refreshed(vec![old()])), [(OLD, "Active")]);
}

#[test]
fn a_key_created_and_deleted_before_it_was_listed_stays_deleted() {
    let mut ring = ring(vec![]);
    ring.insert(key(NEW, None, Status::Active));
    ring.mark_deleted(&id(NEW), at("2026-11-23T18:02:00Z"));
    let ring = ring.refreshed(vec![]).refreshed(vec![key(NEW, None, Status::Active)]);
    assert_eq!(shown(&ring), [(NEW, "Deleted")]);
}

#[test]
fn a_new_key_is_added_once() {
    let mut ring = ring(vec![]);
    ring.insert(key(NEW, None, Status::Active));
    ring.insert(key(NEW, None, Status::Active));
    assert_eq!(ring.live(), 1);
}

#[test]
fn an_unknown_status_is_shown_unchanged() {
    let mut ring = two_keys();
    ring.set_status(&id(NEW), Status::from_answer("Quarantined"));
    assert_eq!(shown(&ring)[0].1, "Quarantined");
}

#[test]
fn recognizes_access_key_ids() {
    for text in ["", "AKIA", "AKIAIOSFODNN7EXAMPL!", "AKIAIOSFODNN7 EXAMPLE", &"A".repeat(129)] {
        assert!(AccessKeyId::parse(text).is_err(), "{text}");
    }
    assert!(AccessKeyId::parse(" AKIAIOSFODNN7EXAMPLE\n").is_ok());
}

#[test]
fn a_glyph_depends_only_on_the_id() {
    let of = |text| key_glyph::bitting(&AccessKeyId::from_answer(text));
    assert_eq!(of("AKIAIOSFODNN7EXAMPLE"), of("AKIAIOSFODNN7EXAMPLE"));
    assert_ne!(of("AKIAIOSFODNN7EXAMPLE"), of("AKIAIOSFODNN7EXAMPLF"));
    assert!(of("AKIAIOSFODNN7EXAMPLE").iter().all(|depth| *depth < key_glyph::DEPTHS));
    // Short and foreign IDs have a glyph too.
    assert_eq!(of(""), key_glyph::BLANK);
    let path = key_glyph::outline(&of("ключ"));
    assert!(path.starts_with('M') && path.ends_with('Z') && path.is_ascii());
}

#[test]
fn each_of_the_last_sixteen_characters_has_its_own_cut() {
    let base = "AKIAAAAAAAAAAAAAAAAA";
    for position in 4..20 {
        let mut text = base.to_owned();
        text.replace_range(position..=position, "B");
        let (one, other) = (key_glyph::bitting(&id(base)), key_glyph::bitting(&id(&text)));
        let differing: Vec<_> = (0..key_glyph::CUTS).filter(|n| one[*n] != other[*n]).collect();
        assert_eq!(differing, [position - 4]);
    }
}

#[test]
fn a_key_is_to_be_rotated_after_90_days() {
    for (days, words) in [
        (-1, "today"),
        (0, "today"),
        (1, "1 day old"),
        (89, "89 days old"),
        (90, "90 days old, rotate"),
        (400, "13 months old, rotate"),
    ] {
        assert_eq!(messages::keys::age(days), words);
    }
}

#[test]
fn reads_the_account_in_newer_ids() {
    for (text, account) in [
        ("ASIAY34FZKBOKMUTVV7A", "609629065308"),
        ("AKIARZPUZDIKJ445QZCB", "123456789012"),
        ("AKIAQAAAAAAA32PIZ25G", "000000000001"),
    ] {
        assert_eq!(id(text).account().as_deref(), Some(account), "{text}");
    }
}

#[test]
fn older_ids_examples_and_ids_of_other_servers_have_no_account() {
    for text in [
        "AKIAIOSFODNN7EXAMPLE",
        "ASIAY34FZKBOKEXAMPLE",
        "AKIAJ34FZKBOKMUTVV7A",
        "AKIAI34FZKBOKMUTVV7A",
        "AIDAY34FZKBOKMUTVV7A",
        "AKIAY34FZKBOKMUTVV7",
        "AKIAY34FZKBOKMUTVV71",
        "AKIA7777777777777777",
        "0555b35654ad1656d804",
        "ÄÄÄÄÄÄÄÄÄÄ",
        "",
    ] {
        assert_eq!(AccessKeyId::from_answer(text).account(), None, "{text}");
    }
}
