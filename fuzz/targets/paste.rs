//! The bytes of a file, decoded and read as a paste.
#![no_main]

use keycutter_core::Timestamp;
use keycutter_core::formats::paste;
use keycutter_core::messages;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = paste::decode(bytes) else { return };
    match paste::read(&text) {
        Ok(found) => {
            assert!(!found.is_empty());
            for (at, one) in found.iter().enumerate() {
                // One half of a key may stand alone, and then only by itself.
                let halves = [!one.access_key_id.is_empty(), !one.secret_access_key.is_empty()];
                assert!(halves == [true; 2] || (found.len() == 1 && halves != [false; 2]));
                let now = Timestamp::from_millis(0);
                assert!(!messages::paste::found(one, now).is_empty());
                assert!(found.len() == 1 || !messages::paste::label(one, now).is_empty());
                assert!(found[..at].iter().all(|other| other.label() != one.label()));
            }
        }
        Err(missed) => assert!(!messages::paste::not_understood(missed).is_empty()),
    }
});
