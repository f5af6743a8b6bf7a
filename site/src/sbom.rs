//! What the page is made of, as a [CycloneDX](https://cyclonedx.org) bill of materials: every crate of
//! the program and of its build, as `cargo tree` lists them. Without time and serial number, so that the
//! same source gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::prelude::*;
use crate::project::WASM;

/// The name of the file.
pub const SBOM: &str = "sbom.cdx.json";

/// The bill of materials of this checkout, with this compiler.
///
/// # Errors
///
/// When Cargo does not list the crates.
pub fn sbom(project: &Project, compiler: &str) -> Result<String> {
    let sh = &project.sh;
    let tree =
        cmd!(sh, "cargo tree --package keycutter --locked --target {WASM} --edges normal,build")
            .args(["--prefix=depth", "--format={p}|{l}"]);
    describe(&tree.read()?, &sh.read_file("Cargo.lock")?, compiler)
}

fn describe(tree: &str, lock: &str, compiler: &str) -> Result<String> {
    let (mut components, mut edges) = (BTreeMap::new(), BTreeMap::<_, BTreeSet<_>>::new());
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines() {
        let (package, license) = line.split_once('|').context("cargo tree has another format")?;
        let name = package.trim_start_matches(|c: char| c.is_ascii_digit());
        let depth: usize = package[..package.len() - name.len()].parse()?;
        let (name, version) = name.split_once(" v").context("cargo tree names no version")?;
        let version = version.split(' ').next().unwrap_or_default();
        let id = format!("pkg:cargo/{name}@{version}");
        above.truncate(depth);
        edges.entry(id.clone()).or_default();
        if let Some(parent) = above.last() {
            edges.entry(parent.clone()).or_default().insert(id.clone());
        }
        above.push(id.clone());
        // Cargo marks what it has listed before, and takes an older form of `OR`.
        let license = license.trim_end_matches(" (*)").replace('/', " OR ");
        let sum = checksum(lock, name, version);
        let hashes = sum.map(|sum| json!({"alg": "SHA-256", "content": sum}));
        let component = json!({
            "type": "library", "bom-ref": id, "purl": id, "name": name, "version": version,
            "licenses": [{"expression": license}], "hashes": Vec::from_iter(hashes),
        });
        components.insert(id, component);
    }
    let (page, _) =
        edges.iter().find(|(id, _)| id.starts_with("pkg:cargo/keycutter@")).context("no page")?;
    let mut page = components.remove(page).unwrap_or_default();
    page["type"] = "application".into();
    let std = json!({"type": "framework", "bom-ref": "std", "name": "std", "version": compiler});
    let components = components.into_values().chain([std]);
    let edges = edges.into_iter().map(|(id, on)| json!({"ref": id, "dependsOn": on}));
    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": page},
        "components": components.collect::<Vec<_>>(),
        "dependencies": edges.collect::<Vec<Value>>(),
    });
    Ok(format!("{bill:#}\n"))
}

/// The checksum of a package in the text of a `Cargo.lock`.
fn checksum<'lock>(lock: &'lock str, name: &str, version: &str) -> Option<&'lock str> {
    let (_, package) = lock.split_once(&format!("name = \"{name}\"\nversion = \"{version}\""))?;
    let package = package.split("\n\n").next()?;
    package.split_once("checksum = \"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_is_listed_once_with_its_checksum_and_what_it_depends_on() {
        let tree = "0keycutter v0.1.0 (/folder)|MIT\n1paste v1.0.0 (proc-macro)|MIT/Zlib\n\
            1a v2.0.0|MIT\n2paste v1.0.0 (proc-macro)|MIT/Zlib (*)\n";
        let lock = "name = \"a\"\nversion = \"2.0.0\"\n\nname = \"paste\"\nversion = \"1.0.0\"\n\
            checksum = \"00ff\"\n";
        let bill = describe(tree, lock, "rustc 1.99.0").unwrap();
        let bill: Value = serde_json::from_str(&bill).unwrap();
        assert_eq!(bill["metadata"]["component"]["name"], "keycutter");
        let names = bill["components"].as_array().unwrap().iter().map(|it| &it["name"]);
        assert!(names.eq(["a", "paste", "std"]));
        let paste = &bill["components"][1];
        assert_eq!(paste["hashes"][0]["content"], "00ff");
        assert_eq!(paste["licenses"][0]["expression"], "MIT OR Zlib");
        assert_eq!(bill["components"][0]["hashes"], json!([]));
        assert_eq!(bill["dependencies"][0]["dependsOn"], json!(["pkg:cargo/paste@1.0.0"]));
    }
}
