//! The seeds of the fuzz target.

use std::fs;

use super::*;

#[test]
fn of_the_fuzz_target_are_understood() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/paste");
    for entry in fs::read_dir(folder).expect("the seeds") {
        let path = entry.expect("a seed").path();
        let text = decode(&fs::read(&path).expect("a seed")).expect("text");
        let is_ambiguous = path.ends_with("ambiguous.txt");
        assert_eq!(read(&text).is_err(), is_ambiguous, "{}", path.display());
    }
}
