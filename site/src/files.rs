//! The files of a finished site, with their checksums and compressed forms.

use std::collections::BTreeMap;
use std::io::Read as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use brotli::CompressorReader;
use flate2::Compression;
use flate2::read::GzEncoder;
use sha2::{Digest, Sha256, Sha384};

use crate::prelude::*;

/// The endings of the names of compressed forms: by gzip and by brotli.
pub const COMPRESSED: [&str; 2] = [".gz", ".br"];
/// The list of checksums.
pub const SUMS: &str = "SHA256SUMS";

/// Files by name.
#[derive(Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), bytes.into());
    }

    /// Adds a file with its checksum in its name, so that it can be cached forever. Returns the
    /// name.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let name = format!("{stem}-{}.{extension}", &sha256(&bytes)[..16]);
        self.0.insert(name.clone(), bytes);
        name
    }

    /// The files with their names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Every checksum, as `sha256sum --check` reads them.
    pub fn sums(&self) -> String {
        let lines = self.iter().map(|(name, bytes)| sha256(bytes) + "  " + name + "\n");
        lines.collect()
    }

    /// The compressed forms of all files, each at the highest level. A host may send one in place of
    /// its file; none has a checksum of its own, since browsers check what it decompresses to.
    pub fn compressed(&self) -> Result<Self> {
        let mut forms = Self::default();
        for (name, bytes) in self.iter() {
            let [mut gzip, mut brotli] = [Vec::new(), Vec::new()];
            GzEncoder::new(bytes, Compression::best()).read_to_end(&mut gzip)?;
            CompressorReader::new(bytes, 4096, 11, 24).read_to_end(&mut brotli)?;
            for (ending, form) in COMPRESSED.into_iter().zip([gzip, brotli]) {
                forms.add(&format!("{name}{ending}"), form);
            }
        }
        Ok(forms)
    }

    /// Adds all files of the other.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Writes them into a folder, which holds nothing else afterwards.
    pub fn write(&self, sh: &Shell, folder: &Path) -> Result<()> {
        sh.remove_path(folder)?;
        for (name, bytes) in self.iter() {
            sh.write_file(folder.join(name), bytes)?;
        }
        Ok(())
    }
}

/// Whether a file is the compressed form of another.
#[must_use]
pub fn is_compressed(name: &str) -> bool {
    COMPRESSED.iter().any(|ending| name.ends_with(ending))
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// A checksum as pages name it ([SRI](https://www.w3.org/TR/sri/)).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// A checksum as content security policies name it.
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_written_as_browsers_and_sha256sum_read_them() {
        // openssl dgst -sha384 -binary /dev/null | base64
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
        // printf 'init()' | openssl dgst -sha256 -binary | base64
        assert_eq!(hash_source("init()"), "'sha256-w4ujnOpjBoH2vcasx+reJRUwYivG8Q3afx/XevGJod8='");
        let mut files = Files::default();
        files.add("b", "b");
        // sha256sum /dev/null
        let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let name = files.add_hashed("a", "js", "");
        assert_eq!(name, "a-e3b0c44298fc1c14.js");
        assert!(files.sums().starts_with(&format!("{sum}  {name}\n3e23e8160039594a")));
    }
}
