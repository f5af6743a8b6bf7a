//! The heap of JavaScript: Chromium alone hands it out.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};

use super::Browser;
use crate::secrets::Secret;

/// How far back from a string the way to it is told.
const FAR: usize = 8;
/// By what the driver holds on to whatever it has once looked at.
const DRIVERS_OWN: &str = "DevTools console";

/// chromedriver's own way to a heap snapshot: by the DevTools protocol it comes in events, which
/// `WebDriver` does not hand on.
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
    /// Everything on the heap of JavaScript that could not be collected, and that holds a secret or a
    /// piece of one: each as the way to it, from what holds it down to the string. What the test's
    /// own driver alone holds is left out, and nothing else.
    ///
    /// # Panics
    ///
    /// When the driver refuses, or its snapshot is not as V8 writes it.
    #[must_use]
    pub fn heap_holding(&self, secrets: &[Secret]) -> Vec<String> {
        self.devtools("HeapProfiler.collectGarbage", &json!({}));
        let command = Command::ExtensionCommand(Box::new(TakeSnapshot));
        let snapshot = self
            .run(async |driver| driver.handle().cmd(command).await?.value::<String>())
            .unwrap_or_else(|e| panic!("no heap snapshot: {e}"));
        let snapshot = serde_json::from_str(&snapshot).expect("a snapshot is JSON");
        Heap::read(&snapshot).expect("a heap snapshot").ways_to(secrets)
    }
}

/// A snapshot, as far as it is read: see `HeapSnapshotJSONSerializer` in V8.
struct Heap<'s> {
    strings: Vec<&'s str>,
    /// Kind and name of each node.
    nodes: Vec<(&'s str, usize)>,
    /// Whom each node holds, by which name.
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
        let place = |fields: &[&str], name| fields.iter().position(|field| *field == name);
        let (kind, name, count) = (
            place(&node_fields, "type")?,
            place(&node_fields, "name")?,
            place(&node_fields, "edge_count")?,
        );
        let raw_nodes = numbers(&snapshot["nodes"])?;
        let raw_edges = numbers(&snapshot["edges"])?;
        let (edge_kind, edge_name, edge_to) = (
            place(&edge_fields, "type")?,
            place(&edge_fields, "name_or_index")?,
            place(&edge_fields, "to_node")?,
        );
        let mut nodes = Vec::new();
        let mut edges = Vec::new();
        let mut rest = raw_edges.chunks_exact(edge_fields.len());
        for node in raw_nodes.chunks_exact(node_fields.len()) {
            nodes.push((*node_kinds.get(node[kind])?, node[name]));
            let mut held = Vec::new();
            for edge in rest.by_ref().take(node[count]) {
                let kind = *edge_kinds.get(edge[edge_kind])?;
                // A weak hold keeps nothing alive.
                if kind == "weak" {
                    continue;
                }
                let name = match kind {
                    "element" | "hidden" => edge[edge_name].to_string(),
                    _ => (*strings.get(edge[edge_name])?).to_owned(),
                };
                held.push((name, edge[edge_to] / node_fields.len()));
            }
            edges.push(held);
        }
        Some(Self { strings, nodes, edges })
    }

    fn ways_to(&self, secrets: &[Secret]) -> Vec<String> {
        let parts: Vec<_> = secrets
            .iter()
            .flat_map(|secret| secret.shapes().into_iter().chain(secret.pieces()))
            .collect();
        let holds = |text: &str| parts.iter().any(|(_, part)| text.contains(part));
        let found: BTreeSet<usize> =
            (0..self.strings.len()).filter(|at| holds(self.strings[*at])).collect();
        let holders = self.holders();
        let nodes = self.nodes.iter().enumerate();
        nodes
            .filter(|(node, (_, name))| found.contains(name) && holders[*node].is_some())
            .map(|(node, _)| self.way_to(node, &holders))
            .collect()
    }

    /// By whom and by which name each node is held on the shortest way from the root to it that is
    /// not the driver's own; none where there is no such way.
    fn holders(&self) -> Vec<Option<(usize, &str)>> {
        const ROOT: usize = 0;
        let mut holders = vec![None; self.nodes.len()];
        let mut next = VecDeque::from([ROOT]);
        while let Some(from) = next.pop_front() {
            for (name, to) in &self.edges[from] {
                if *to != ROOT && holders[*to].is_none() && !name.contains(DRIVERS_OWN) {
                    holders[*to] = Some((from, name.as_str()));
                    next.push_back(*to);
                }
            }
        }
        holders
    }

    fn way_to(&self, node: usize, holders: &[Option<(usize, &str)>]) -> String {
        let mut way = vec![self.tell(node)];
        let mut at = node;
        while let Some((from, name)) = holders[at].filter(|_| way.len() < FAR) {
            way.push(format!("{} .{name}", self.tell(from)));
            at = from;
        }
        way.reverse();
        way.join(" → ")
    }

    fn tell(&self, node: usize) -> String {
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

    /// A root that holds the driver's things, with two secrets in them, and the page, which holds
    /// one of them too.
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
    fn what_the_page_holds_is_told_though_the_driver_holds_it_as_well() {
        let snapshot = snapshot();
        let heap = Heap::read(&snapshot).unwrap();
        let ways = heap.ways_to(&[Secret::Key(KEY.to_owned())]);
        let told = "synthetic \"root\" .window → object \"page\" .field → string \"one ";
        assert!(ways.len() == 1 && ways[0].starts_with(told), "{ways:?}");
    }
}
