//! Short names for what the program, its parts and its script call in each other.
//!
//! wasm-bindgen names each by what it does and a hash, such as
//! `__wbg_addEventListener_3acb0aad4483804c`. A hash cannot be compressed, and each is in both
//! files: together 4 kB over the wire. wasm-opt's `--minify-imports-and-exports-and-modules` saves
//! 0.4 kB less: it encodes the whole program again, and keeps exports without a caller.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Export, Import, Parser, Payload};

use crate::prelude::*;

/// The module that the program imports from: its script.
const MODULE: &str = "./keycutter_bg.js";
const SHORT_MODULE: &str = "_";

/// Short names by long names.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The short name of one of wasm-bindgen's; any other stays as it is.
    fn short(&mut self, name: &str) -> String {
        if !name.contains("__") {
            return name.to_owned();
        }
        let next = format!("_{}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }
}

/// Gives the main program, its parts and its script the same short names.
pub fn shorten(
    main: &mut Vec<u8>,
    parts: &mut BTreeMap<String, Vec<u8>>,
    script: &mut String,
) -> Result<()> {
    const INVALID: &str = "the program is not valid WebAssembly";
    let mut names = Names::default();
    let mut called: BTreeSet<_> = script.split(|c| !is_part(c)).collect();
    for part in parts.values() {
        called.extend(imported(part).context(INVALID)?);
    }
    let short_main = in_program(main, &called, &mut names).context(INVALID)?;
    let short_parts = parts.iter().map(|(name, part)| {
        let part = in_program(part, &called, &mut names).context(INVALID)?;
        Ok((name.clone(), part))
    });
    let short_parts = short_parts.collect::<Result<_>>()?;
    let short_script = script.replace(&format!("\"{MODULE}\""), &format!("\"{SHORT_MODULE}\""));
    (*main, *parts, *script) = (short_main, short_parts, in_script(&short_script, &names));
    Ok(())
}

/// What a part imports from the main program.
fn imported(part: &[u8]) -> Result<Vec<&str>> {
    let mut imported = Vec::new();
    for payload in Parser::new(0).parse_all(part) {
        if let Payload::ImportSection(section) = payload? {
            for import in section {
                imported.push(import?.name);
            }
        }
    }
    Ok(imported)
}

fn in_program(program: &[u8], called: &BTreeSet<&str>, names: &mut Names) -> Result<Vec<u8>> {
    let mut short = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section {
                    let Import { module, name, ty } = import?;
                    let module = if module == MODULE { SHORT_MODULE } else { module };
                    imports.import(module, &names.short(name), EntityType::try_from(ty)?);
                }
                short.section(&imports);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section {
                    let Export { name, kind, index } = export?;
                    // One of Leptos's that the script does not call holds a path of its source.
                    if called.contains(name) {
                        exports.export(&names.short(name), ExportKind::from(kind), index);
                    }
                }
                short.section(&exports);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    short.section(&RawSection { id, data: &program[range] });
                }
            }
        }
    }
    Ok(short.finish())
}

fn in_script(script: &str, names: &Names) -> String {
    // Runs of word characters and runs of others alternate.
    let words = script.as_bytes().chunk_by(|a, b| is_part((*a).into()) == is_part((*b).into()));
    let words = words.map(String::from_utf8_lossy);
    words.map(|word| names.0.get(&*word).cloned().unwrap_or(word.into_owned())).collect()
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, TypeSection};

    use super::*;

    /// A module that imports a function, and exports it by these names.
    fn program(module: &str, function: &str, exported: &[&str]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        imports.import(module, function, EntityType::Function(0));
        let mut exports = ExportSection::new();
        for name in exported {
            exports.export(name, ExportKind::Func, 0);
        }
        let custom = CustomSection { name: "c".into(), data: (&[7; 200]).into() };
        let mut program = Module::new();
        program.section(&types).section(&imports).section(&exports).section(&custom);
        program.finish()
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let script = "{ \"./keycutter_bg.js\": { __wbg_f_0123: () => x.__wbg_f_01234 } } \
            wasm.__start(); $__start; memory; \"…\"";
        let exported = ["__uncalled", "__start", "__table", "memory"];
        let main = program(MODULE, "__wbg_f_0123", &exported);
        let part = program("main", "__table", &[]);
        let parts = |part| BTreeMap::from([("part".to_owned(), part)]);
        let (mut short, mut short_parts) = (main.clone(), parts(part));
        let mut short_script = script.to_owned();
        shorten(&mut short, &mut short_parts, &mut short_script).unwrap();
        assert_eq!(short, program("_", "_0", &["_1", "_2", "memory"]));
        assert_eq!(short_parts, parts(program("main", "_2", &[])));
        let expected = "{ \"_\": { _0: () => x.__wbg_f_01234 } } \
            wasm._1(); $__start; memory; \"…\"";
        assert_eq!(short_script, expected);
        for invalid in [b"", &main[..4], &main[..main.len() - 230], &main[..main.len() - 1]] {
            let mut invalid = invalid.to_vec();
            assert!(shorten(&mut invalid, &mut BTreeMap::new(), &mut String::new()).is_err());
        }
    }
}
