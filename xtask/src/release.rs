//! `release`: the site, built from a commit, with a minisign signature of its checksums.

use std::io::{Cursor, stdin};

use minisign::{PublicKey, SecretKey, SignatureBox};

use crate::args::Release;
use crate::dist;
use crate::prelude::*;
use crate::site::SUMS;
use crate::site::build_info::{BuildInfo, DIRTY};
use crate::verify::Files;

/// The signature of [`SUMS`], which has the checksums of all files.
pub const SIGNATURE: &str = "SHA256SUMS.minisig";
/// Where the maintainer puts the public key.
const PUBLIC_FILE: &str = "hosting/minisign.pub";
const PUBLIC: &str = include_str!("../../hosting/minisign.pub");

/// The maintainer's public key, once there is one.
pub fn public_key() -> Option<&'static str> {
    PUBLIC.lines().map(str::trim).find(|line| line.starts_with("RW"))
}

/// Builds the site and signs it with a key that is asked for and not kept.
pub fn release(project: &Project, options: &Release) -> Result<()> {
    let sh = &project.sh;
    let fix = "make a pair with `minisign -G`, keep the secret key off this checkout, and put the public one \
        into the file and into the README";
    let public = public_key().with_context(|| format!("{PUBLIC_FILE} has no key"));
    let public = public.step("The key of releases", fix)?;
    let commit = BuildInfo::new(project, &[]).commit;
    let is_commit = commit != "unknown" && !commit.ends_with(DIRTY);
    ensure!(is_commit, StepError::new("release", "there are uncommitted changes", "commit them"));
    dist::dist(project, &options.made.endpoints)?;

    let asked = || {
        eprintln!("The file of the secret key:");
        stdin().lines().next().transpose().map(|line| line.unwrap_or_default().trim().into())
    };
    let file = options.key.clone().map_or_else(asked, Ok)?;
    // Asks for its password on the terminal.
    let secret = SecretKey::from_file(&file, None)
        .step("The secret key", "give the file that `minisign -G` wrote, and its password")?;
    let folder = dist::folder(project);
    let sums = sh.read_binary_file(folder.join(SUMS))?;
    let comment = format!("keycutter {} {commit}", env!("CARGO_PKG_VERSION"));
    let signature = sign(&sums, &secret, public, &comment)?;
    sh.write_file(folder.join(SIGNATURE), signature)?;
    println!("Signed: {comment}. Upload all of dist/. To check it anywhere, once it is hosted:");
    println!("  cargo xtask verify --signature {public} https://…");
    Ok(())
}

/// The signature with a secret key, which has to fit the public one.
fn sign(sums: &[u8], secret: &SecretKey, public: &str, comment: &str) -> Result<String> {
    let own = PublicKey::from_secret_key(secret)?;
    let fix = "take the other key, or change that file";
    let other = StepError::new("release", format!("the key is not the one in {PUBLIC_FILE}"), fix);
    ensure!(own.to_base64() == public, other);
    let signature = minisign::sign(Some(&own), secret, sums, Some(comment), None)?;
    Ok(signature.into_string())
}

/// Checks the signature of a copy with a public key, or one in a file. Gives the comment that it signs.
pub fn check_signature(key: &str, copy: &Files) -> Result<String> {
    let file = Path::new(key);
    let key = if file.is_file() { PublicKey::from_file(file) } else { PublicKey::from_base64(key) };
    let key = key.context("the key is none of minisign's")?;
    let file = |name| copy.get(name).with_context(|| format!("the copy has no {name}"));
    let (sums, signature) = (file(SUMS)?, file(SIGNATURE)?);
    let signature = SignatureBox::from_string(str::from_utf8(signature)?)?;
    minisign::verify(&key, &signature, Cursor::new(sums), true, false, false)?;
    Ok(signature.trusted_comment()?)
}

#[cfg(test)]
mod tests {
    use minisign::KeyPair;

    use super::*;

    #[test]
    fn only_checksums_that_were_signed_with_the_key_are_valid() {
        let [own, other] = [(); 2].map(|()| KeyPair::generate_unencrypted_keypair().unwrap());
        let [key, others] = [&own, &other].map(|pair| pair.pk.to_base64());
        let signature = sign(b"sums", &own.sk, &key, "keycutter 1.2.3").unwrap();
        assert!(
            sign(b"sums", &own.sk, &others, "").unwrap_err().to_string().contains("not the one")
        );
        let copy = |sums: &str, signature: &str| -> Files {
            [(SUMS, sums), (SIGNATURE, signature)].map(|(k, v)| (k.to_owned(), v.into())).into()
        };
        assert_eq!(check_signature(&key, &copy("sums", &signature)).unwrap(), "keycutter 1.2.3");
        let newer = signature.replace("1.2.3", "1.2.4");
        for (key, sums, signature) in [
            (&*key, "other sums", &*signature),
            (&*others, "sums", &*signature),
            (&*key, "sums", &*newer),
            (&*key, "sums", ""),
            ("RWno", "sums", &*signature),
        ] {
            assert!(check_signature(key, &copy(sums, signature)).is_err(), "{key} {sums}");
        }
        assert!(check_signature(&key, &Files::new()).is_err());
    }

    #[test]
    fn the_readme_has_the_same_key() {
        let readme = include_str!("../../README.md");
        let key = public_key().unwrap_or("no release is signed yet");
        assert!(readme.contains(key), "README.md does not have {key}");
    }
}
