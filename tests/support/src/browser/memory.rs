//! Memory use after garbage collection, which only Chromium reports.

use std::fmt;

use serde_json::{Value, json};

use super::session::Browser;

/// Memory use of a page.
#[derive(Clone, Copy, Debug)]
pub struct MemoryUse {
    /// The program's linear memory, in bytes: it grows and never shrinks.
    pub program: i64,
    /// The heap of JavaScript, in bytes.
    pub script: i64,
    /// DOM nodes, detached ones included.
    pub nodes: i64,
    /// Event listeners.
    pub listeners: i64,
}

impl MemoryUse {
    /// The growth since an earlier measurement.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        Self {
            program: self.program - before.program,
            script: self.script - before.script,
            nodes: self.nodes - before.nodes,
            listeners: self.listeners - before.listeners,
        }
    }
}

impl fmt::Display for MemoryUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { program, script, nodes, listeners } = self;
        write!(f, "program {program} B, script {script} B, {nodes} nodes, {listeners} listeners")
    }
}

impl Browser {
    /// Collects garbage, and measures what remains.
    ///
    /// # Panics
    ///
    /// When the driver refuses, or the program's memory is not known.
    #[must_use]
    pub fn memory_use(&self) -> MemoryUse {
        self.devtools("Performance.enable", &json!({}));
        self.devtools("HeapProfiler.collectGarbage", &json!({}));
        let heap = self.devtools("Runtime.getHeapUsage", &json!({}));
        let counts = self.devtools("Memory.getDOMCounters", &json!({}));
        let program = self.script("return window.testMemory.byteLength", vec![]);
        let number = |from: &Value, name: &str| {
            #[expect(clippy::cast_possible_truncation, reason = "bytes and counts, sent as floats")]
            let number = from[name].as_f64().unwrap_or_else(|| panic!("{name} is missing")) as i64;
            number
        };
        MemoryUse {
            program: program.ok().and_then(|it| it.as_i64()).expect("the program's memory"),
            script: number(&heap, "usedSize"),
            nodes: number(&counts, "nodes"),
            listeners: number(&counts, "jsEventListeners"),
        }
    }
}
