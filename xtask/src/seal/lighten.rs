//! Makes program and script of a release lighter, and their checksums in the page right again.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha384};

use super::{STEP, names};
use crate::run::Run;
use crate::trouble::{Outcome, Trouble};

/// Lightens what is in the folder, and gives the page with the new checksums.
pub fn lighten(minifier: &OsStr, folder: &Path, page: &str) -> Outcome<String> {
    let (program, script) = (only(folder, "wasm")?, only(folder, "js")?);
    let before = [checksum(&program)?, checksum(&script)?];

    let short = names::shorten(&read(&program)?, &String::from_utf8_lossy(&read(&script)?));
    let (short_program, short_script) = short.ok_or_else(|| {
        Trouble::new(
            STEP,
            format!("{} is not a WebAssembly module as it should be", program.display()),
            "look whether wasm-bindgen and wasm-opt are the pinned ones",
        )
    })?;
    write(&program, &short_program)?;
    write(&script, short_script.as_bytes())?;
    Run::new(STEP, "node")
        .arg(minifier)
        .args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"])
        .arg(&script)
        .arg(format!("--outfile={}", script.display()))
        .go_aside()?;

    let after = [checksum(&program)?, checksum(&script)?];
    let pairs = before.iter().zip(&after);
    pairs
        .into_iter()
        .try_fold(page.to_owned(), |page, (before, after)| replaced(&page, before, after))
}

/// The one file of a kind that Trunk makes.
fn only(folder: &Path, extension: &str) -> Outcome<PathBuf> {
    let entries =
        fs::read_dir(folder).map_err(|error| Trouble::file(STEP, "read", folder, &error))?;
    let mut files = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension() == Some(OsStr::new(extension)));
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file),
        _ => Err(Trouble::new(
            STEP,
            format!("{} does not hold exactly one .{extension} file", folder.display()),
            "see what Trunk writes there",
        )),
    }
}

/// Puts a checksum in another's place. Not to find it would mean a page that refuses its own parts.
fn replaced(page: &str, before: &str, after: &str) -> Outcome<String> {
    if page.contains(before) {
        return Ok(page.replace(before, after));
    }
    Err(Trouble::new(
        STEP,
        format!("index.html does not hold the checksum {before}"),
        "see how Trunk writes integrity attributes",
    ))
}

/// A file's subresource integrity (W3C SRI), as Trunk writes it.
fn checksum(path: &Path) -> Outcome<String> {
    Ok(format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(read(path)?))))
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| Trouble::file(STEP, "read", path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|error| Trouble::file(STEP, "write", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_that_is_not_there_is_not_replaced() {
        assert_eq!(replaced("a sha384-x b", "sha384-x", "sha384-y").unwrap(), "a sha384-y b");
        assert!(replaced("a b", "sha384-x", "sha384-y").is_err());
    }

    #[test]
    fn a_checksum_is_written_as_browsers_read_it() {
        let path = std::env::temp_dir().join(format!("keycutter-sri-{}", std::process::id()));
        fs::write(&path, "").unwrap();
        // openssl dgst -sha384 -binary /dev/null | base64
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(checksum(&path).unwrap(), empty);
        fs::remove_file(&path).unwrap();
    }
}
