//! Program and script as they are hosted: light, and started by an end of our own.

use std::fs;
use std::path::Path;

use super::{STEP, names};
use crate::run::Run;
use crate::trouble::{Outcome, Trouble};

/// How wasm-bindgen's script ends: with what it offers to a page's own script. Ours is in it.
const OFFERS: &str = "export { initSync, __wbg_init as default };";

/// Trunk's program, and wasm-bindgen's script up to where it is started.
pub struct Parts {
    /// The program.
    pub program: Vec<u8>,
    /// The script without an end.
    pub script: String,
}

impl Parts {
    /// Gives what both share short names, and takes the script's own end away.
    pub fn lighten(program: &[u8], script: &str) -> Outcome<Self> {
        let unknown = |what| {
            let mend = "look whether wasm-bindgen and wasm-opt are the pinned ones";
            Trouble::new(STEP, format!("{what} not as it should be"), mend)
        };
        let (program, script) = names::shorten(program, script)
            .ok_or_else(|| unknown("the program is no WebAssembly module, or"))?;
        let (script, _) =
            script.rsplit_once(OFFERS).ok_or_else(|| unknown("the end of the script is"))?;
        // Offered to nobody, what only others would call is left out below.
        Ok(Self { program, script: script.replace("export class ", "class ") })
    }
}

/// Makes scripts lighter.
pub struct Minifier<'a> {
    /// esbuild's script for Node.js.
    pub esbuild: &'a Path,
    /// Where to work.
    pub scratch: &'a Path,
}

impl Minifier<'_> {
    /// A module in fewer bytes.
    pub fn module(&self, script: &str) -> Outcome<String> {
        // Nobody disposes of the objects that would be left out.
        self.run(
            script,
            &["--format=esm", "--tree-shaking=true", "--define:Symbol.dispose=undefined"],
        )
    }

    /// A script that is no module in fewer bytes.
    pub fn plain(&self, script: &str) -> Outcome<String> {
        self.run(script, &["--format=iife"])
    }

    fn run(&self, script: &str, options: &[&str]) -> Outcome<String> {
        let path = self.scratch.join("script.js");
        let trouble = |doing, error| Trouble::file(STEP, doing, &path, &error);
        fs::write(&path, script).map_err(|error| trouble("write", error))?;
        Run::new(STEP, "node")
            .arg(self.esbuild)
            .args(["--minify", "--log-level=warning", "--allow-overwrite"])
            .args(options)
            .arg(&path)
            .arg(format!("--outfile={}", path.display()))
            .go_aside()?;
        let light = fs::read_to_string(&path).map_err(|error| trouble("read", error))?;
        fs::remove_file(&path).map_err(|error| trouble("remove", error))?;
        Ok(light.trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_ends_otherwise_is_refused() {
        let program = b"\0asm\x01\0\0\0";
        let script = format!("export class A {{}}\nfunction __wbg_init() {{}}\n{OFFERS}\n");
        let parts = Parts::lighten(program, &script).unwrap();
        assert_eq!(parts.script, "class A {}\nfunction __wbg_init() {}\n");
        assert!(Parts::lighten(program, "export { start };").is_err());
        assert!(Parts::lighten(b"no program", &script).is_err());
    }
}
