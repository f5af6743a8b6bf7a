//! Fetching a program ready-made, where the network allows, and only with the pinned checksum.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::folders::Folders;
use crate::pins::{PREBUILT, Prebuilt};
use crate::run::{Run, on_path};
use crate::trouble::{Outcome, Trouble};

const RELEASES: &str = "https://github.com";

/// The archive of this crate and version for this machine, if its checksum is known.
pub fn find(name: &str, version: &str) -> Option<Prebuilt> {
    let platform = format!("{}-{}", env::consts::OS, env::consts::ARCH);
    PREBUILT
        .iter()
        .find(|it| it.name == name && it.version == version && it.platform == platform)
        .copied()
}

/// Tries to put `program` into `bin`. `false` means it is not to be had here, which is no trouble:
/// it can be built. `KEYCUTTER_RELEASES` names a mirror of the releases.
pub fn fetch(archive: Prebuilt, program: &str, bin: &Path, folders: &Folders) -> Outcome<bool> {
    let base = env::var("KEYCUTTER_RELEASES").unwrap_or_else(|_| RELEASES.to_owned());
    fetch_from(&base, archive, program, bin, folders)
}

fn fetch_from(
    base: &str,
    archive: Prebuilt,
    program: &str,
    bin: &Path,
    folders: &Folders,
) -> Outcome<bool> {
    let folder = folders.unfinished(&format!("{}-{}", archive.name, archive.version))?;
    let file = folder.join("prebuilt.tar.gz");
    let unpacked = folder.join("prebuilt");
    let url = format!("{}/{}", base.trim_end_matches('/'), archive.path);
    eprintln!("Looking for a ready-made one at {url}");
    if !download(&url, &file) {
        eprintln!("It cannot be reached from here.");
        return Ok(false);
    }
    if !has_checksum(&file, archive.sha256)? {
        eprintln!("Its checksum is not the pinned one, so it is not used.");
        return Ok(false);
    }
    crate::folders::remove(&unpacked)?;
    crate::folders::create(&unpacked)?;
    unpack(archive.name, &file, &unpacked)?;
    let Some(found) = find_file(&unpacked, program) else {
        eprintln!("There is no {program} in it, so it is not used.");
        return Ok(false);
    };
    let target = bin.join(program);
    fs::rename(&found, &target)
        .map_err(|error| Trouble::file(archive.name, "write", &target, &error))?;
    crate::folders::remove(&folder)?;
    Ok(true)
}

/// Fetches `url` with whichever of curl and wget is there; gives up soon.
pub fn download(url: &str, file: &Path) -> bool {
    if on_path("curl").is_some() {
        Run::new("Download", "curl")
            .args(["--fail", "--location", "--silent"])
            .args(["--connect-timeout", "5", "--max-time", "180", "--output"])
            .arg(file)
            .arg(url)
            .succeeds()
    } else {
        Run::new("Download", "wget")
            .args(["--quiet", "--tries=1", "--timeout=20", "--connect-timeout=5"])
            .arg("--output-document")
            .arg(file)
            .arg(url)
            .succeeds()
    }
}

/// Unpacks a gzipped archive.
pub fn unpack(step: &str, file: &Path, into: &Path) -> Outcome {
    Run::new(step, "tar")
        .arg("-xzf")
        .arg(file)
        .arg("-C")
        .arg(into)
        .mend("install tar and gzip and run this again")
        .go_aside()
}

/// Whether a file has this SHA-256.
pub fn has_checksum(file: &Path, sha256: &str) -> Outcome<bool> {
    let bytes = fs::read(file).map_err(|error| Trouble::file("Checksum", "read", file, &error))?;
    Ok(hex(&Sha256::digest(&bytes)) == sha256)
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The archives hold their program at the top or one folder down.
fn find_file(folder: &Path, name: &str) -> Option<PathBuf> {
    let folders = fs::read_dir(folder).ok()?.flatten().map(|it| it.path());
    std::iter::once(folder.to_owned())
        .chain(folders.filter(|path| path.is_dir()))
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    const VERSION: &str = "1.0.0";

    /// A mirror that answers its one request with `body`, and the address it listens at.
    fn mirror(body: Vec<u8>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            let found = request[..length].starts_with(b"GET /tool.tar.gz ");
            let status = if found { "200 OK" } else { "404 Not Found" };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(&body).unwrap();
        });
        format!("http://{address}/")
    }

    /// A gzipped archive with `tool` one folder down.
    fn archive(scratch: &Path) -> Vec<u8> {
        let folder = scratch.join("packed/tool-1.0.0");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("tool"), "a program").unwrap();
        let file = scratch.join("tool.tar.gz");
        Run::new("Test", "tar")
            .arg("-czf")
            .arg(&file)
            .arg("-C")
            .arg(scratch.join("packed"))
            .arg("tool-1.0.0")
            .go()
            .unwrap();
        fs::read(file).unwrap()
    }

    /// Fetches from `base` what should have this checksum, in a scratch folder of this name.
    fn fetched(name: &str, sha256: &'static str, base: &str) -> (bool, Option<String>) {
        let scratch = env::temp_dir().join(format!("keycutter-{name}-{}", std::process::id()));
        let pin = Prebuilt {
            name: "tool",
            version: VERSION,
            platform: "any",
            path: "tool.tar.gz",
            sha256,
        };
        let folders = Folders::at(&scratch);
        let bin = scratch.join("bin");
        fs::create_dir_all(&bin).unwrap();
        let whole = fetch_from(base, pin, "tool", &bin, &folders).unwrap();
        let program = fs::read_to_string(bin.join("tool")).ok();
        fs::remove_dir_all(scratch).unwrap();
        (whole, program)
    }

    fn can_download() -> bool {
        on_path("curl").is_some() || on_path("wget").is_some()
    }

    #[test]
    fn the_pinned_archive_is_unpacked() {
        if !can_download() {
            return;
        }
        let scratch = env::temp_dir().join(format!("keycutter-pack-{}", std::process::id()));
        let body = archive(&scratch);
        fs::remove_dir_all(scratch).unwrap();
        let sum: &'static str = hex(&Sha256::digest(&body)).leak();
        let (whole, program) = fetched("pinned", sum, &mirror(body));
        assert!(whole);
        assert_eq!(program.as_deref(), Some("a program"));
    }

    #[test]
    fn an_archive_with_another_checksum_is_refused() {
        let scratch = env::temp_dir().join(format!("keycutter-wrong-{}", std::process::id()));
        let body = archive(&scratch);
        fs::remove_dir_all(scratch).unwrap();
        let wrong = "0000000000000000000000000000000000000000000000000000000000000000";
        assert_eq!(fetched("refused", wrong, &mirror(body)), (false, None));
    }

    #[test]
    fn a_release_that_cannot_be_reached_is_no_trouble() {
        // Port 9 discards what it is sent, where anything listens to it at all.
        assert_eq!(fetched("nowhere", "", "http://127.0.0.1:9"), (false, None));
    }
}
