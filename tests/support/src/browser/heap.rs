//! The JavaScript heap, which only Chromium exposes.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};

use super::session::Browser;
use crate::secrets::Secret;

/// How many edges of a path are shown, from its end.
const SHOWN: usize = 8;
/// The edge by which the driver retains whatever a script returned to it.
const DRIVER: &str = "DevTools console";

/// chromedriver's own command for a heap snapshot: by the DevTools protocol it comes in events,
/// which `WebDriver` does not pass on.
#[derive(Debug)]
struct TakeSnapshot;

impl ExtensionCommand for TakeSnapshot {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        "/chromium/heap_snapshot".into()
    }
}

impl Browser {
    /// Every string on the JavaScript heap that holds a secret or a fragment of one after garbage
    /// collection, each as the path that retains it. Only strings that the driver alone retains are
    /// left out.
    ///
    /// # Panics
    ///
    /// When the driver refuses, or its snapshot is not as V8 writes it.
    #[must_use]
    pub fn heap_paths_to(&self, secrets: &[Secret]) -> Vec<String> {
        self.devtools("HeapProfiler.collectGarbage", &json!({}));
        let command = Command::ExtensionCommand(Box::new(TakeSnapshot));
        let snapshot = self
            .run(async |driver| driver.handle().cmd(command).await?.value::<String>())
            .unwrap_or_else(|e| panic!("no heap snapshot: {e}"));
        let snapshot = serde_json::from_str(&snapshot).expect("a snapshot is JSON");
        Heap::read(&snapshot).expect("a heap snapshot").paths_to(secrets)
    }
}

/// The parts of a snapshot that are read: see `HeapSnapshotJSONSerializer` in V8.
struct Heap<'s> {
    strings: Vec<&'s str>,
    /// Kind and name of each node.
    nodes: Vec<(&'s str, usize)>,
    /// The nodes that each node retains, by the names of the edges.
    edges: Vec<Vec<(String, usize)>>,
}

impl<'s> Heap<'s> {
    fn read(snapshot: &'s Value) -> Option<Self> {
        let strings: Vec<_> = texts(&snapshot["strings"])?;
        let meta = &snapshot["snapshot"]["meta"];
        let (node_fields, edge_fields) =
            (texts(&meta["node_fields"])?, texts(&meta["edge_fields"])?);
        let node_kinds = texts(&meta["node_types"][0])?;
        let edge_kinds = texts(&meta["edge_types"][0])?;
        let index = |fields: &[&str], name| fields.iter().position(|field| *field == name);
        let (kind, name, count) = (
            index(&node_fields, "type")?,
            index(&node_fields, "name")?,
            index(&node_fields, "edge_count")?,
        );
        let raw_nodes = numbers(&snapshot["nodes"])?;
        let raw_edges = numbers(&snapshot["edges"])?;
        let (edge_kind, edge_name, edge_to) = (
            index(&edge_fields, "type")?,
            index(&edge_fields, "name_or_index")?,
            index(&edge_fields, "to_node")?,
        );
        let mut nodes = Vec::new();
        let mut edges = Vec::new();
        let mut rest = raw_edges.chunks_exact(edge_fields.len());
        for node in raw_nodes.chunks_exact(node_fields.len()) {
            nodes.push((*node_kinds.get(node[kind])?, node[name]));
            let mut retained = Vec::new();
            for edge in rest.by_ref().take(node[count]) {
                let kind = *edge_kinds.get(edge[edge_kind])?;
                // A weak edge keeps nothing alive.
                if kind == "weak" {
                    continue;
                }
                let name = match kind {
                    "element" | "hidden" => edge[edge_name].to_string(),
                    _ => (*strings.get(edge[edge_name])?).to_owned(),
                };
                retained.push((name, edge[edge_to] / node_fields.len()));
            }
            edges.push(retained);
        }
        Some(Self { strings, nodes, edges })
    }

    fn paths_to(&self, secrets: &[Secret]) -> Vec<String> {
        let forms: Vec<_> = secrets.iter().flat_map(Secret::forms).collect();
        let holds = |text: &str| forms.iter().any(|form| text.contains(&form.text));
        let found: BTreeSet<usize> =
            (0..self.strings.len()).filter(|at| holds(self.strings[*at])).collect();
        let retainers = self.retainers();
        let nodes = self.nodes.iter().enumerate();
        nodes
            .filter(|(node, (_, name))| found.contains(name) && retainers[*node].is_some())
            .map(|(node, _)| self.path_to(node, &retainers))
            .collect()
    }

    /// For each node, the node and edge that precede it on the shortest path from the root that does
    /// not lead through the driver.
    fn retainers(&self) -> Vec<Option<(usize, &str)>> {
        const ROOT: usize = 0;
        let mut retainers = vec![None; self.nodes.len()];
        let mut next = VecDeque::from([ROOT]);
        while let Some(from) = next.pop_front() {
            for (name, to) in &self.edges[from] {
                if *to != ROOT && retainers[*to].is_none() && !name.contains(DRIVER) {
                    retainers[*to] = Some((from, name.as_str()));
                    next.push_back(*to);
                }
            }
        }
        retainers
    }

    fn path_to(&self, node: usize, retainers: &[Option<(usize, &str)>]) -> String {
        let mut path = vec![self.describe(node)];
        let mut at = node;
        while let Some((from, name)) = retainers[at].filter(|_| path.len() < SHOWN) {
            path.push(format!("{} .{name}", self.describe(from)));
            at = from;
        }
        path.reverse();
        path.join(" → ")
    }

    fn describe(&self, node: usize) -> String {
        let (kind, name) = self.nodes[node];
        let name: String = self.strings[name].chars().take(40).collect();
        format!("{kind} {name:?}")
    }
}

fn texts(list: &Value) -> Option<Vec<&str>> {
    list.as_array()?.iter().map(Value::as_str).collect()
}

fn numbers(list: &Value) -> Option<Vec<usize>> {
    list.as_array()?.iter().map(|number| usize::try_from(number.as_u64()?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// A root that retains the driver's objects, with two secrets, and the page, which retains one
    /// of these too.
    fn snapshot() -> Value {
        json!({
            "snapshot": { "meta": {
                "node_fields": ["type", "name", "edge_count"],
                "node_types": [["synthetic", "object", "string"]],
                "edge_fields": ["type", "name_or_index", "to_node"],
                "edge_types": [["property", "element", "weak"]],
            } },
            "nodes": [0, 0, 3, 1, 1, 2, 1, 2, 2, 2, 3, 0, 2, 4, 0],
            "edges": [
                0, 5, 3, 0, 6, 6, 2, 7, 12,
                1, 0, 9, 1, 1, 12,
                0, 7, 9, 2, 7, 12,
            ],
            "strings": [
                "root", "looked at", "page", format!("one {KEY}"), format!("two {KEY}"),
                "1 / DevTools console", "window", "field",
            ],
        })
    }

    #[test]
    fn finds_what_the_page_retains_beside_the_driver() {
        let snapshot = snapshot();
        let heap = Heap::read(&snapshot).unwrap();
        let paths = heap.paths_to(&[Secret::Key(KEY.to_owned())]);
        let start = "synthetic \"root\" .window → object \"page\" .field → string \"one ";
        assert!(paths.len() == 1 && paths[0].starts_with(start), "{paths:?}");
    }
}
