//! Signatures by [minisign](https://jedisct1.github.io/minisign/) of the checksums of a release.

use std::io::Cursor;

use minisign::{PublicKey, SecretKey, SignatureBox};

use crate::prelude::*;

/// The file with the signature of `SHA256SUMS`, which has the checksums of all files.
pub const SIGNATURE: &str = "SHA256SUMS.minisig";
/// Where the maintainer puts the public key.
pub const PUBLIC_FILE: &str = "hosting/minisign.pub";
const PUBLIC: &str = include_str!("../../hosting/minisign.pub");

/// The maintainer's public key, once there is one.
pub fn public_key() -> Option<&'static str> {
    PUBLIC.lines().map(str::trim).find(|line| line.starts_with("RW"))
}

/// The signature with a secret key, which has to fit the public one.
///
/// # Errors
///
/// When the keys are not of one pair.
pub fn sign(sums: &[u8], secret: &SecretKey, public: &str, comment: &str) -> Result<String> {
    let own = PublicKey::from_secret_key(secret)?;
    let fix = "take the other key, or change that file";
    let other = StepError::new("release", format!("the key is not the one in {PUBLIC_FILE}"), fix);
    ensure!(own.to_base64() == public, other);
    let signature = minisign::sign(Some(&own), secret, sums, Some(comment), None)?;
    Ok(signature.into_string())
}

/// Checks a signature of checksums with a public key, or with one in a file. Gives the comment that it
/// signs.
///
/// # Errors
///
/// When the key or the signature is not valid.
pub fn check_signature(key: &str, sums: &[u8], signature: &[u8]) -> Result<String> {
    let file = Path::new(key);
    let key = if file.is_file() { PublicKey::from_file(file) } else { PublicKey::from_base64(key) };
    let key = key.context("the key is none of minisign's")?;
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
        let comment = check_signature(&key, b"sums", signature.as_bytes()).unwrap();
        assert_eq!(comment, "keycutter 1.2.3");
        let newer = signature.replace("1.2.3", "1.2.4");
        for (key, sums, signature) in [
            (&*key, "other sums", &*signature),
            (&*others, "sums", &*signature),
            (&*key, "sums", &*newer),
            (&*key, "sums", ""),
            ("RWno", "sums", &*signature),
        ] {
            assert!(
                check_signature(key, sums.as_bytes(), signature.as_bytes()).is_err(),
                "{key} {sums}"
            );
        }
    }

    #[test]
    fn the_readme_has_the_same_key() {
        let readme = include_str!("../../README.md");
        let key = public_key().unwrap_or("no release is signed yet");
        assert!(readme.contains(key), "README.md does not have {key}");
    }
}
