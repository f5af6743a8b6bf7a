//! Short names between the program and its script.
//!
//! wasm-bindgen names whatever one calls in the other by what it does and a hash, such as
//! `__wbg_addEventListener_3acb0aad4483804c`. A hash cannot be compressed, and each stands in both
//! files: together they weigh 4 kB over the wire.

use std::collections::{BTreeMap, BTreeSet};

/// Sections of a module that name things
/// ([WebAssembly core specification](https://webassembly.github.io/spec/core/binary/modules.html)).
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// Where the program says each import comes from, and the script that it is.
const MODULE: &str = "./keycutter_bg.js";
const SHORT_MODULE: &str = "_";

/// The long names with the short ones in their place.
struct Names<'a> {
    /// All words of the script.
    words: BTreeSet<&'a str>,
    short: BTreeMap<String, String>,
}

/// Gives what program and script share short names, the same in both. `None` when the program is
/// no module as the specification has it.
pub fn shorten(program: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let mut names = Names { words: words(script).collect(), short: BTreeMap::new() };
    let program = in_program(program, &mut names)?;
    let quoted = |module| format!("\"{module}\"");
    let script = script.replace(&quoted(MODULE), &quoted(SHORT_MODULE));
    Some((program, in_script(&script, &names)))
}

impl Names<'_> {
    /// The short name of one of wasm-bindgen's; any other stays as it is.
    fn short(&mut self, name: &str) -> String {
        if !name.contains("__") {
            return name.to_owned();
        }
        let next = format!("_{}", self.short.len());
        self.short.entry(name.to_owned()).or_insert(next).clone()
    }
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|c| !is_part(c))
}

fn in_script(script: &str, names: &Names) -> String {
    let mut short = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|c| !is_part(c)).unwrap_or(word.len()));
        short.push_str(before);
        short.push_str(names.short.get(word).map_or(word, String::as_str));
        rest = after;
    }
    short + rest
}

fn in_program(program: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (header, mut rest) = program.split_at_checked(8)?;
    let mut short = header.to_vec();
    while let Some((&section, after)) = rest.split_first() {
        let mut reader = Reader(after);
        let size = reader.number()?;
        let content = reader.take(size)?;
        let content = match section {
            IMPORTS => imports(content, names)?,
            EXPORTS => exports(content, names)?,
            _ => content.to_vec(),
        };
        short.push(section);
        push_number(&mut short, content.len());
        short.extend(content);
        rest = reader.0;
    }
    Some(short)
}

fn imports(content: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut reader = Reader(content);
    let mut short = Vec::new();
    let count = reader.number()?;
    push_number(&mut short, count);
    for _ in 0..count {
        let module = reader.name()?;
        push_name(&mut short, if module == MODULE { SHORT_MODULE } else { module });
        push_name(&mut short, &names.short(reader.name()?));
        let before = reader.0;
        match reader.byte()? {
            // A function: its type.
            0 => drop(reader.number()?),
            // A table: what it holds, and its limits.
            1 => {
                reader.byte()?;
                reader.limits()?;
            }
            // A memory.
            2 => reader.limits()?,
            // A global: its type, and whether it changes.
            3 => drop(reader.take(2)?),
            _ => return None,
        }
        short.extend(before.get(..before.len() - reader.0.len())?);
    }
    Some(short)
}

/// What the script calls. Whatever else the program offers has no caller, and one of Leptos's
/// macros puts the path of its own source into a name.
fn exports(content: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut reader = Reader(content);
    let mut called = Vec::new();
    let mut count = 0;
    for _ in 0..reader.number()? {
        let (name, kind, index) = (reader.name()?, reader.byte()?, reader.number()?);
        if names.words.contains(name) {
            push_name(&mut called, &names.short(name));
            called.push(kind);
            push_number(&mut called, index);
            count += 1;
        }
    }
    let mut short = Vec::new();
    push_number(&mut short, count);
    short.extend(called);
    Some(short)
}

/// Reads the binary format from its front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, size: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'a str> {
        let size = self.number()?;
        std::str::from_utf8(self.take(size)?).ok()
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

fn push_number(into: &mut Vec<u8>, mut number: usize) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return into.push(low & 0x7f);
        }
        into.push(low | 0x80);
    }
}

fn push_name(into: &mut Vec<u8>, name: &str) {
    push_number(into, name.len());
    into.extend(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(import module "__wbg_f_0123" (func (type 0)))`, `(import module "memory" (memory 1 300))`
    /// and exports of function 0, with a custom section before and after.
    fn program(module: &str, f: &str, starts: &[&str]) -> Vec<u8> {
        let mut imports = vec![2];
        for (name, what) in [(f, &[0, 0][..]), ("memory", &[2, 1, 1, 0xac, 2])] {
            push_name(&mut imports, module);
            push_name(&mut imports, name);
            imports.extend(what);
        }
        let mut exports = Vec::new();
        push_number(&mut exports, starts.len());
        for start in starts {
            push_name(&mut exports, start);
            exports.extend([0, 0]);
        }
        let custom = vec![7; 200];
        let mut program = b"\0asm\x01\0\0\0".to_vec();
        for (section, content) in [(0, &custom), (2, &imports), (7, &exports), (0, &custom)] {
            program.push(section);
            push_number(&mut program, content.len());
            program.extend(content);
        }
        program
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let script = "{ \"./keycutter_bg.js\": { __wbg_f_0123: () => x.__wbg_f_01234 } }
            wasm.__start(); $__start; memory";
        let long = program(MODULE, "__wbg_f_0123", &["__uncalled", "__start"]);
        let (short, script) = shorten(&long, script).unwrap();
        assert_eq!(short, program("_", "_0", &["_1"]));
        let expected = "{ \"_\": { _0: () => x.__wbg_f_01234 } }
            wasm._1(); $__start; memory";
        assert_eq!(script, expected);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        for program in [&b""[..], b"\0asm", b"\0asm\x01\0\0\0\x02", b"\0asm\x01\0\0\0\x02\x7f\x01"]
        {
            assert_eq!(shorten(program, ""), None);
        }
        let whole = program("m", "__a", &["__b"]);
        assert_eq!(shorten(&whole[..whole.len() - 250], ""), None);
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for number in [0, 1, 127, 128, 300, 16_384, 439_967] {
            let mut written = Vec::new();
            push_number(&mut written, number);
            assert_eq!(Reader(&written).number(), Some(number));
        }
    }
}
