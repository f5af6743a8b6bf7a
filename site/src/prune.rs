//! Removes exports that only wasm-bindgen asks for, and that nothing here uses.
//!
//! The linker keeps whatever is exported, and all that it reaches. For each function that a crate
//! declares in JavaScript, wasm-bindgen exports another that describes its types, whether the program
//! calls it or not; and Leptos's server functions bring classes for streams.

use std::collections::BTreeSet;

use wasm_encoder::{CustomSection, ExportKind, ExportSection, Module, RawSection};
use wasmparser::{BinaryReader, CustomSectionReader, Export, Parser, Payload};

use crate::prelude::*;

/// What describes a function's types is named by the function, after this.
const DESCRIBE: &str = "__wbindgen_describe_";
/// The section in which wasm-bindgen finds what each use of its macro declares.
const DECLARATIONS: &str = "__wasm_bindgen_unstable";
/// In the names of the classes for streams, in lower case.
const UNUSED: &str = "intounderlying";

/// The program without them, as the linker made it otherwise.
pub fn unused_exports(program: &[u8]) -> Result<Vec<u8>> {
    let mut imported = BTreeSet::new();
    let mut pruned = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone() {
                    imported.insert(import?.name);
                }
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section.clone() {
                    let Export { name, kind, index } = export?;
                    let described = name.strip_prefix(DESCRIBE);
                    let is_unused = described.is_some_and(|it| !imported.contains(it));
                    if !is_unused && !is_of_streams(name.as_bytes()) {
                        exports.export(name, ExportKind::from(kind), index);
                    }
                }
                pruned.section(&exports);
                continue;
            }
            Payload::CustomSection(section) if section.name() == DECLARATIONS => {
                let data = declarations(section)?.into();
                pruned.section(&CustomSection { name: DECLARATIONS.into(), data });
                continue;
            }
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            pruned.section(&RawSection { id, data: &program[range] });
        }
    }
    Ok(pruned.finish())
}

/// The declarations without those of the classes for streams. Each is two byte strings: a version,
/// and what is declared.
fn declarations(section: &CustomSectionReader) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    let mut reader = BinaryReader::new(section.data(), 0);
    while !reader.eof() {
        let start = reader.current_position();
        let _version = byte_string(&mut reader)?;
        if !is_of_streams(byte_string(&mut reader)?) {
            kept.extend_from_slice(&section.data()[start..reader.current_position()]);
        }
    }
    Ok(kept)
}

fn byte_string<'a>(reader: &mut BinaryReader<'a>) -> Result<&'a [u8]> {
    let length = reader.read_u32()?;
    Ok(reader.read_bytes(usize::try_from(length)?)?)
}

fn is_of_streams(name: &[u8]) -> bool {
    name.to_ascii_lowercase().windows(UNUSED.len()).any(|part| part == UNUSED.as_bytes())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ImportSection, TypeSection};

    use super::*;

    fn program(exported: &[&str], declared: &[u8]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        imports.import("__wbindgen_placeholder__", "__wbg_called", EntityType::Function(0));
        let mut exports = ExportSection::new();
        for name in exported {
            exports.export(name, ExportKind::Func, 0);
        }
        let declared = CustomSection { name: DECLARATIONS.into(), data: declared.into() };
        let mut program = Module::new();
        program.section(&types).section(&imports).section(&exports).section(&declared);
        program.finish()
    }

    #[test]
    fn only_what_is_used_stays_exported() {
        let called = "__wbindgen_describe___wbg_called";
        let unused = ["__wbindgen_describe___wbg_uncalled", "intounderlyingsink_close"];
        let declared = *b"\x01\0\0\0v\x02\0\0\0ab";
        let streams = *b"\x01\0\0\0v\x0e\0\0\0IntoUnderlying";
        let exported = ["main", unused[0], called, unused[1]];
        let linked = program(&exported, &[&declared[..], &streams, &declared].concat());
        let expected = program(&["main", called], &[declared, declared].concat());
        assert_eq!(unused_exports(&linked).unwrap(), expected);
        for cut in [program(&[], &declared[..9]), program(&[], &declared[..2]), vec![0]] {
            assert!(unused_exports(&cut).is_err());
        }
    }
}
