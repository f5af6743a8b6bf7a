//! The files of a finished site, with their checksums.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256, Sha384};

use super::STEP;
use crate::folders;
use crate::setup::prebuilt::hex;
use crate::trouble::{Outcome, Trouble};

/// What the list of checksums is called.
pub const SUMS: &str = "SHA256SUMS";

/// Files by name.
#[derive(Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), bytes.into());
    }

    /// Adds a file whose name says what is in it, so that it may be kept for ever. Returns the name.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let name = format!("{stem}-{}.{extension}", &sha256(&bytes)[..16]);
        self.0.insert(name.clone(), bytes);
        name
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What is in a file.
    pub fn get(&self, name: &str) -> &[u8] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every checksum, as `sha256sum --check` reads them.
    pub fn sums(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, (name, bytes)| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}  {name}", sha256(bytes));
            text
        })
    }

    /// Writes them all into a folder that holds nothing else afterwards.
    pub fn write(&self, folder: &Path) -> Outcome {
        folders::remove(folder)?;
        folders::create(folder)?;
        for (name, bytes) in &self.0 {
            let path = folder.join(name);
            fs::write(&path, bytes).map_err(|error| Trouble::file(STEP, "write", &path, &error))?;
        }
        Ok(())
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A checksum as pages name it (W3C SRI).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// A checksum as policies name it.
pub fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_written_as_browsers_read_it() {
        // openssl dgst -sha384 -binary /dev/null | base64
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
        // printf 'init()' | openssl dgst -sha256 -binary | base64
        assert_eq!(source("init()"), "'sha256-w4ujnOpjBoH2vcasx+reJRUwYivG8Q3afx/XevGJod8='");
    }

    #[test]
    fn names_say_what_is_in_a_file_and_sums_are_in_order() {
        let mut files = Files::default();
        files.add("index.html", "b");
        // sha256sum of nothing
        assert_eq!(files.add_hashed("a", "js", ""), "a-e3b0c44298fc1c14.js");
        assert_eq!(
            files.sums(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a-e3b0c44298fc1c14.js\n\
             3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  index.html\n"
        );
    }
}
