//! The heap of JavaScript: Chromium alone hands it out.

use std::collections::BTreeSet;
use std::sync::Arc;

use hyper::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};

use super::Browser;
use crate::secrets::Secret;

/// How far back from a string the way to it is told.
const FAR: usize = 8;

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
    /// Everything on the heap of JavaScript that nobody could collect, and that holds a secret or a
    /// piece of one: each as the way to it, from what holds it down to the string.
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
    /// Who holds whom, by which name.
    edges: Vec<(usize, String, usize)>,
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
        for (at, node) in raw_nodes.chunks_exact(node_fields.len()).enumerate() {
            nodes.push((*node_kinds.get(node[kind])?, node[name]));
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
                edges.push((at, name, edge[edge_to] / node_fields.len()));
            }
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
        let nodes = self.nodes.iter().enumerate();
        nodes
            .filter(|(_, (_, name))| found.contains(name))
            .map(|(node, _)| self.way_to(node))
            .collect()
    }

    /// The way to a node, by the first that is found to hold it.
    fn way_to(&self, node: usize) -> String {
        let mut way = vec![self.tell(node)];
        let mut passed = BTreeSet::from([node]);
        let mut at = node;
        while way.len() < FAR {
            let holder =
                self.edges.iter().find(|(from, _, to)| *to == at && !passed.contains(from));
            let Some((from, name, _)) = holder else { break };
            way.push(format!("{} .{name}", self.tell(*from)));
            passed.insert(*from);
            at = *from;
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
