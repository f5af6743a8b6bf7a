//! Orders the functions of a module so that similar ones stand beside each other. They compress better:
//! what brotli copies is nearer, and a distance with fewer digits takes fewer bits.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::{NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

use crate::prelude::*;

/// Functions are as similar as they have runs of this many bytes in common.
const RUN: usize = 4;
/// A run that more functions have says nothing of two of them.
const COMMON: usize = 200;
/// What the runs of the last functions weigh, the last one first.
const WEIGHTS: [usize; 3] = [4, 2, 1];
/// Added to a function's length, so that a tiny function is not similar to all.
const SMALLEST: usize = 20;

/// The module with a name for each function, by which wasm-opt puts them in order.
pub fn name_by_similarity(module: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
            _ => {}
        }
    }
    let mut place = vec![0; bodies.len()];
    for (at, function) in similar_beside_each_other(&bodies).into_iter().enumerate() {
        place[function] = at;
    }
    let mut functions = NameMap::new();
    for (index, at) in (imported..).zip(place) {
        functions.append(index, &format!("{at:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&functions);
    let mut named = module.to_vec();
    section.append_to(&mut named);
    Ok(named)
}

/// An order of functions, from the longest on to whichever is most like the last ones.
fn similar_beside_each_other(bodies: &[&[u8]]) -> Vec<usize> {
    let runs = |body: &&[u8]| body.windows(RUN).map(<[u8]>::to_vec).collect::<BTreeSet<_>>();
    let runs = bodies.iter().map(runs).collect::<Vec<_>>();
    let mut holders = BTreeMap::<_, Vec<usize>>::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(run.as_slice()).or_default().push(function);
        }
    }
    holders.retain(|_, functions| (2..=COMMON).contains(&functions.len()));
    let mut left = (0..bodies.len()).collect::<BTreeSet<_>>();
    let mut order = Vec::<usize>::new();
    while !left.is_empty() {
        let mut common = BTreeMap::<usize, usize>::new();
        for (last, weight) in order.iter().rev().zip(WEIGHTS) {
            for function in
                runs[*last].iter().filter_map(|run| holders.get(run.as_slice())).flatten()
            {
                if left.contains(function) {
                    *common.entry(*function).or_default() += weight;
                }
            }
        }
        let length = |function: usize| runs[function].len() + SMALLEST;
        let most_similar = common.iter().max_by(|(a, in_a), (b, in_b)| {
            (*in_a * length(**b)).cmp(&(*in_b * length(**a))).then(b.cmp(a))
        });
        let longest = || {
            left.iter().max_by_key(|function| (bodies[**function].len(), bodies.len() - **function))
        };
        let next = most_similar.map(|(function, _)| function).or_else(longest);
        let Some(next) = next.copied() else { break };
        left.remove(&next);
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_functions_stand_beside_each_other() {
        let bodies = ["abcdefgh", "01234567", "ABCDEFGHIJ", "ABCDEFG", "0123456", "abcdef"];
        let order = similar_beside_each_other(&bodies.map(str::as_bytes));
        assert_eq!(order, [2, 3, 0, 5, 1, 4]);
    }
}
