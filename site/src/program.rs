//! The program in parts, from what the linker made: what the first screen needs, and what is loaded
//! when it is asked for (`src/part.rs`).
//!
//! wasm-split-cli moves what only one part reaches to a file of its own. Code and data that several
//! parts reach, and the first screen does not, are few, and go back into the main program.

use std::collections::BTreeMap;

use super::{names, order, prune, streams};
use crate::prelude::*;
use crate::project::WASM;

/// The name of the main program, and of its script.
pub const NAME: &str = "keycutter";
/// What the main program imports the loaders of parts from.
const LOADERS: &str = "./__wasm_split.js";
/// What parts import from: the main program.
const MAIN: &str = "__wasm_split";
const LOADER: &str = include_str!("../../web/parts.js");
/// What the compiler and wasm-bindgen make use of.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
const OPTIMIZE: [&str; 8] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--coalesce-locals-learning",
    "-Oz",
    "--converge",
    FULLER,
];
/// That pass makes code shorter, and the compressed file larger.
const FULLER: &str = "--skip-pass=simplify-locals";
/// Without the first, code would be written less tightly than it was read.
const REORDER: [&str; 5] =
    ["-Oz", FULLER, "--reorder-functions-by-name", "--strip-producers", "--strip-target-features"];

/// The main program with its parts, as they are hosted, and the script that joins them to the browser.
pub struct Program {
    /// What the first screen needs.
    pub main: Vec<u8>,
    /// What is loaded later, by name.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// wasm-bindgen's, with what loads the parts, and with short names.
    pub script: String,
}

impl Program {
    /// The main program and the parts, by the names of their files.
    pub fn named(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let parts = self.parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        std::iter::once((NAME, self.main.as_slice())).chain(parts)
    }
}

/// The programs that make a site.
pub struct Tools {
    /// wasm-bindgen.
    pub bindgen: PathBuf,
    /// wasm-split-cli.
    pub splitter: PathBuf,
    /// The folder of esbuild, wasm-opt and wasm-merge.
    pub node: PathBuf,
}

/// Splits and optimises what the linker made.
pub fn build(project: &Project, tools: &Tools) -> Result<Program> {
    let sh = &project.sh;
    let work = project.target().join("parts");
    sh.remove_path(&work)?;
    let split = sh.create_dir(work.join("split"))?;
    let linked = project.target().join(WASM).join("release/keycutter.wasm");
    let splitter = &tools.splitter;
    let pruned = work.join("pruned.wasm");
    sh.write_file(&pruned, prune::unused_exports(&sh.read_binary_file(linked)?)?)?;
    run(cmd!(sh, "{splitter} {pruned} {split} --out-name {NAME}"))?;
    let bindgen = &tools.bindgen;
    let bindgen =
        cmd!(sh, "{bindgen} --target=web --no-typescript --keep-lld-exports --out-dir={work}");
    run(bindgen.arg("--out-name").arg(NAME).arg(split.join(NAME).with_extension("wasm")))?;

    let mut shared = vec![work.join(format!("{NAME}_bg.wasm"))];
    let mut parts = BTreeMap::new();
    for file in sh.read_dir(&split)? {
        match stem(&file).split_once('_') {
            Some(("split", part)) => {
                parts.insert(part.to_owned(), sh.read_binary_file(&file)?);
            }
            Some(("chunk", _)) => shared.push(file),
            _ => {}
        }
    }
    let mut main = merge(sh, tools, &shared, &work.join("merged.wasm"))?;
    let script = sh.read_file(work.join(format!("{NAME}.js")))?;
    let mut script = with_loaders(&script, parts.keys());
    // First, so that what only a dropped export calls is dropped too.
    names::shorten(&mut main, &mut parts, &mut script)?;
    main = optimize(sh, tools, &work.join(NAME), &main)?;
    for (name, part) in &mut parts {
        *part = optimize(sh, tools, &work.join(name), part)?;
    }
    Ok(Program { main, parts, script })
}

/// Puts into the first of these modules what the others have, which import from it.
fn merge(sh: &Shell, tools: &Tools, modules: &[PathBuf], merged: &Path) -> Result<Vec<u8>> {
    let merge = tools.node.join("wasm-merge");
    let named = modules.iter().enumerate().flat_map(|(index, module)| {
        let name = if index == 0 { MAIN.to_owned() } else { format!("chunk_{index}") };
        [module.clone().into_os_string(), name.into()]
    });
    run(cmd!(sh, "{merge} {FEATURES...} --output {merged}").args(named))?;
    Ok(sh.read_binary_file(merged)?)
}

/// A module as it is hosted, by way of files of this name.
fn optimize(sh: &Shell, tools: &Tools, file: &Path, module: &[u8]) -> Result<Vec<u8>> {
    let optimize = tools.node.join("wasm-opt");
    let [input, named, output] =
        ["long.wasm", "named.wasm", "small.wasm"].map(|it| file.with_extension(it));
    sh.write_file(&input, module)?;
    run(cmd!(sh, "{optimize} {FEATURES...} {OPTIMIZE...} --output {output} {input}"))?;
    sh.write_file(&named, order::name_by_similarity(&sh.read_binary_file(&output)?)?)?;
    run(cmd!(sh, "{optimize} {FEATURES...} {REORDER...} --output {output} {named}"))?;
    streams::pack(&sh.read_binary_file(output)?)
}

/// Runs a command. It warns of parts of the name section that it does not know, which only a failure
/// shows.
fn run(cmd: Cmd) -> Result<()> {
    let output = cmd.quiet().ignore_status().output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(())
}

/// A file's name without its extension.
fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// wasm-bindgen's script with the loaders of parts in place of imports.
fn with_loaders<'a>(script: &str, parts: impl Iterator<Item = &'a String>) -> String {
    let loaders = parts.map(|part| format!("__wasm_split_load_{part}: loads(\"{part}\"),"));
    let loaders = loaders.collect::<Vec<_>>().join(" ");
    // One import for each part, all of the same module.
    let lines = script.lines().filter(|line| !line.contains(LOADERS));
    let lines = lines.map(|line| match line.trim() {
        "\"./keycutter_bg.js\": import0," => format!("{line} \"{LOADERS}\": {{ {loaders} }},\n"),
        _ => format!("{line}\n"),
    });
    LOADER.to_owned() + &lines.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_take_the_place_of_imports() {
        let script = "import * as import1 from \"./__wasm_split.js\"\n\
            return {\n  \"./keycutter_bg.js\": import0,\n  \"./__wasm_split.js\": import1,\n};\n";
        let parts = ["a".to_owned(), "b".to_owned()];
        let script = with_loaders(script, parts.iter());
        assert_eq!(
            script.strip_prefix(LOADER).unwrap(),
            "return {\n  \"./keycutter_bg.js\": import0, \"./__wasm_split.js\": \
             { __wasm_split_load_a: loads(\"a\"), __wasm_split_load_b: loads(\"b\"), },\n};\n"
        );
    }
}
