//! How the simulator differs from IAM servers by other authors: one script of requests to each, and a
//! table of every difference with its reason.
//!
//! A difference that is not in the table fails, and so does a row that is no longer true.

mod differences;
mod recorder;
mod script;
mod server;

use std::fmt::Write as _;

use support::PeerKind;

use differences::{Row, TABLE};
use server::{Real, Simulated};

fn differs_as_listed(kind: PeerKind) {
    let (simulated, real) = (script::run(&Simulated::new()), script::run(&Real::new(kind)));
    let mut listed: Vec<_> =
        TABLE.iter().filter(|row| row.server == kind).flat_map(Row::each).collect();
    let mut report = String::new();
    for (simulated, real) in simulated.iter().zip(&real) {
        let Some(difference) = simulated.difference(real) else { continue };
        let known =
            |(step, listed, _): &(_, _, _)| *step == simulated.step && *listed == difference;
        if let Some(index) = listed.iter().position(known) {
            let (step, _, reason) = listed.remove(index);
            println!("{kind:?} | {step} | {difference} | {reason}");
        } else {
            let (step, ours, theirs) = (simulated.step, &simulated.body, &real.body);
            let _ = writeln!(report, "not listed: {step} | {difference}\n  {ours}\n  {theirs}");
        }
    }
    for (step, difference, _) in listed {
        let _ = writeln!(report, "no longer true: {step} | {difference}");
    }
    assert_eq!(simulated.len(), real.len());
    assert!(report.is_empty(), "{kind:?}:\n{report}");
}

#[test]
fn the_simulator_differs_from_moto_as_listed() {
    differs_as_listed(PeerKind::Moto);
}

#[test]
fn the_simulator_differs_from_ministack_as_listed() {
    differs_as_listed(PeerKind::Ministack);
}
