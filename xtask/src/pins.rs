//! The version of every tool, in one place, with the checksums of what is fetched ready-made.
//!
//! wasm-bindgen is not here: its version is the one in `Cargo.lock`. The Python peers are in
//! `peers.txt`, the crates in `Cargo.lock`.

/// Builds and serves the page.
pub const TRUNK: &str = "0.21.14";
/// Drives Firefox.
pub const GECKODRIVER: &str = "0.37.1";
/// Looks through what is built in. Built here too: it takes less than a minute.
pub const CARGO_DENY: &str = "0.20.2";
/// Carries `wasm-opt`, from npm.
pub const BINARYEN: NpmPackage = NpmPackage {
    name: "binaryen",
    version: "132.0.0",
    sha256: "6543555fb29bb92548f325c7dc18e9ab7dbb1215edda25993d1e3f71d85b8618",
};
/// What `wasm-opt --version` of [`BINARYEN`] prints.
pub const WASM_OPT: &str = "132";
/// Checks the page for accessibility, from npm.
pub const AXE: NpmPackage = NpmPackage {
    name: "axe-core",
    version: "4.14.1",
    sha256: "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
};

/// Minifies wasm-bindgen's script, from npm.
pub const ESBUILD: NpmPackage = NpmPackage {
    name: "esbuild-wasm",
    version: "0.28.2",
    sha256: "61594de12ce998652be2aa0ab72dda54bfa49407fb37ee3464468a2aac306baa",
};

/// A package of the npm registry.
pub struct NpmPackage {
    /// Its name.
    pub name: &'static str,
    /// The one version that is used.
    pub version: &'static str,
    /// The checksum of its archive.
    pub sha256: &'static str,
}

/// An archive with a program built by its makers.
#[derive(Clone, Copy)]
pub struct Prebuilt {
    /// The crate.
    pub name: &'static str,
    /// Its version: other versions have other checksums.
    pub version: &'static str,
    /// `OS-ARCH` as `std::env::consts` names them.
    pub platform: &'static str,
    /// Where it is, below the releases of its host.
    pub path: &'static str,
    /// The checksum of the archive.
    pub sha256: &'static str,
}

/// Every ready-made program that may be used.
pub const PREBUILT: &[Prebuilt] = &[
    Prebuilt {
        name: "trunk",
        version: TRUNK,
        platform: "linux-x86_64",
        path: "trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz",
        sha256: "f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b",
    },
    Prebuilt {
        name: "trunk",
        version: TRUNK,
        platform: "linux-aarch64",
        path: "trunk-rs/trunk/releases/download/v0.21.14/trunk-aarch64-unknown-linux-gnu.tar.gz",
        sha256: "b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9",
    },
    Prebuilt {
        name: "trunk",
        version: TRUNK,
        platform: "macos-x86_64",
        path: "trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-apple-darwin.tar.gz",
        sha256: "f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95",
    },
    Prebuilt {
        name: "trunk",
        version: TRUNK,
        platform: "macos-aarch64",
        path: "trunk-rs/trunk/releases/download/v0.21.14/trunk-aarch64-apple-darwin.tar.gz",
        sha256: "764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e",
    },
    Prebuilt {
        name: "wasm-bindgen-cli",
        version: "0.2.118",
        platform: "linux-x86_64",
        path: "wasm-bindgen/wasm-bindgen/releases/download/0.2.118/wasm-bindgen-0.2.118-x86_64-unknown-linux-musl.tar.gz",
        sha256: "00b519c9fc2d6e087265da1a00f29160bfcc6a823993482bc2e691910287427b",
    },
    Prebuilt {
        name: "wasm-bindgen-cli",
        version: "0.2.118",
        platform: "linux-aarch64",
        path: "wasm-bindgen/wasm-bindgen/releases/download/0.2.118/wasm-bindgen-0.2.118-aarch64-unknown-linux-gnu.tar.gz",
        sha256: "e8b75bf5055c189af5e4842bf7c58f616880fb8505a10f7cd575353a9f4e2dba",
    },
    Prebuilt {
        name: "wasm-bindgen-cli",
        version: "0.2.118",
        platform: "macos-x86_64",
        path: "wasm-bindgen/wasm-bindgen/releases/download/0.2.118/wasm-bindgen-0.2.118-x86_64-apple-darwin.tar.gz",
        sha256: "2f1c1586c0b5bad9a25e6704825d6b1a9ccdd7c6830d57198645411545b566ad",
    },
    Prebuilt {
        name: "wasm-bindgen-cli",
        version: "0.2.118",
        platform: "macos-aarch64",
        path: "wasm-bindgen/wasm-bindgen/releases/download/0.2.118/wasm-bindgen-0.2.118-aarch64-apple-darwin.tar.gz",
        sha256: "f76553ae8d084dc3e96a7cef748813bf2dac4d78326166409328fc74646eef76",
    },
];

/// The version of a package in the text of a `Cargo.lock`.
pub fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    lines.next()?;
    lines.next()?.trim().strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.68"

[[package]]
name = "wasm-bindgen"
version = "0.2.118"
source = "registry"
"#;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.118"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
        assert_eq!(locked_version("", "wasm-bindgen"), None);
    }

    #[test]
    fn every_checksum_is_whole() {
        let npm = [BINARYEN.sha256, AXE.sha256, ESBUILD.sha256];
        for sum in PREBUILT.iter().map(|it| it.sha256).chain(npm) {
            assert!(sum.len() == 64 && sum.chars().all(|c| c.is_ascii_hexdigit()));
        }
    }

    #[test]
    fn the_locked_wasm_bindgen_can_be_had_ready_made() {
        let lock = include_str!("../../Cargo.lock");
        let locked = locked_version(lock, "wasm-bindgen").unwrap();
        assert!(
            PREBUILT.iter().any(|it| it.name == "wasm-bindgen-cli" && it.version == locked),
            "add the checksums of wasm-bindgen-cli {locked} to PREBUILT"
        );
    }
}
