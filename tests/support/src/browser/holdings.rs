//! What a page holds once all that can be collected is: Chromium alone tells.

use std::fmt;

use serde_json::{Value, json};

use super::Browser;

/// What a page holds.
#[derive(Clone, Copy, Debug)]
pub struct Holdings {
    /// The program's linear memory, in bytes: it grows and never shrinks.
    pub program: i64,
    /// The heap of JavaScript, in bytes.
    pub script: i64,
    /// Nodes of the document, and those beside it that something still holds.
    pub nodes: i64,
    /// Event listeners.
    pub listeners: i64,
}

impl Holdings {
    /// What has been added since.
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

impl fmt::Display for Holdings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { program, script, nodes, listeners } = self;
        write!(f, "program {program} B, script {script} B, {nodes} nodes, {listeners} listeners")
    }
}

impl Browser {
    /// Collects what can be collected, and counts the rest.
    ///
    /// # Panics
    ///
    /// When the driver refuses, or the program's memory has not been seen.
    #[must_use]
    pub fn holdings(&self) -> Holdings {
        self.devtools("Performance.enable", &json!({}));
        self.devtools("HeapProfiler.collectGarbage", &json!({}));
        let heap = self.devtools("Runtime.getHeapUsage", &json!({}));
        let counts = self.devtools("Memory.getDOMCounters", &json!({}));
        let program = self.script("return window.memoryForTheTest.byteLength", vec![]);
        let number = |from: &Value, name: &str| {
            #[expect(clippy::cast_possible_truncation, reason = "bytes and counts, told as floats")]
            let number =
                from[name].as_f64().unwrap_or_else(|| panic!("{name} was not told")) as i64;
            number
        };
        Holdings {
            program: program.ok().and_then(|it| it.as_i64()).expect("the program's memory"),
            script: number(&heap, "usedSize"),
            nodes: number(&counts, "nodes"),
            listeners: number(&counts, "jsEventListeners"),
        }
    }
}
