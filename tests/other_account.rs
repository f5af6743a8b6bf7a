//! An account in the answer that is not the one in the key's ID.

use keycutter_core::ServerText;
use keycutter_core::aws::{CallerIdentity, CustomEndpoint, Endpoint, Partition, Principal};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages;

/// Its account is 123456789012.
const ID: &str = "AKIARZPUZDIKJ445QZCB";
const AWS: Endpoint = Endpoint::Partition(Partition::Aws);

fn other_account(id: &str, endpoint: &Endpoint, answered: &str) -> Option<String> {
    let caller = CallerIdentity {
        account: ServerText::line(answered),
        arn: ServerText::default(),
        principal: Principal::Root,
    };
    caller.other_account(&AccessKeyId::from_answer(id), endpoint)
}

#[test]
fn the_alarm_names_both_accounts() {
    let expected = other_account(ID, &AWS, "210987654321").expect("an alarm");
    let sentence = messages::credentials::other_account(&expected, "210987654321");
    assert!(sentence.contains("123456789012") && sentence.contains("210987654321"), "{sentence}");
    let temporary = other_account("ASIAY34FZKBOKMUTVV7A", &AWS, "123456789012");
    assert_eq!(temporary.as_deref(), Some("609629065308"));
}

#[test]
fn the_account_of_the_id_raises_no_alarm() {
    assert_eq!(other_account(ID, &AWS, "123456789012"), None);
    assert_eq!(other_account("AKIAQAAAAAAA32PIZ25G", &AWS, "000000000001"), None);
}

/// The account is encoded in newer IDs of the commercial partition only, as far as it is known.
#[test]
fn an_id_that_may_encode_no_account_raises_no_alarm() {
    for id in [
        "AKIAIOSFODNN7EXAMPLE",
        "AKIAI34FZKBOKMUTVV7A",
        "AKIAJ34FZKBOKMUTVV7A",
        "ASIAJ34FZKBOKMUTVV7A",
        "AKIADEMOFAKE445QZCBA",
        "AKIAP34FZKBOKMUTVV7A",
        "AKIARZPUZDIKJ445QZC1",
        "0555B35654AD1656D804",
        "",
    ] {
        assert_eq!(other_account(id, &AWS, "210987654321"), None, "{id}");
    }
    let custom = CustomEndpoint::parse("https://s3.example.com", "").expect("an endpoint");
    let others = [Partition::China, Partition::GovCloud, Partition::EuropeanSovereign];
    for endpoint in others.map(Endpoint::Partition).into_iter().chain([Endpoint::Custom(custom)]) {
        assert_eq!(other_account(ID, &endpoint, "210987654321"), None, "{endpoint:?}");
    }
}
