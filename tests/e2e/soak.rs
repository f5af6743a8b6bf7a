//! A thousand keys in one tab, and five hundred at once: `cargo xtask test soak`.
//!
//! What remains after garbage collection is measured: the memory of program and script, DOM nodes and
//! listeners. How long five hundred keys take to render is only printed: a time is no test.

use std::process::ExitCode;
use std::sync::Arc;

use support::{Engine, Environment, Fault, MemoryUse, Story};

use crate::case::{Case, on_moto};
use crate::steps::sign_in;

const CYCLE: &str = include_str!("soak.js");

/// Sessions of the demo, in sequence in one document.
const SESSIONS: usize = 40;
/// Keys created and deleted in each.
const KEYS: usize = 25;
/// Keys per script, since a driver waits thirty seconds at most.
const BATCH: usize = 5;
/// How much memory may grow, in bytes.
const GROWTH: i64 = 1024 * 1024;
/// How many keys the long list has.
const LONG_LIST: usize = 500;

/// Runs both in Chromium, or those with one of these words in their name.
pub fn run(environment: &Arc<Environment>, words: &[String]) -> ExitCode {
    let mut parts = vec![
        on_moto("soak::a_thousand_keys", a_thousand_keys),
        on_moto("soak::a_long_list", a_long_list),
    ];
    parts.retain(|it| words.is_empty() || words.iter().any(|word| it.name.contains(&**word)));
    let mut failed = 0;
    for Case { name, peer, steps, .. } in &parts {
        match environment.run(Engine::Chromium, name, *peer, steps) {
            Ok(()) => println!("test {name} ... ok"),
            Err(error) => {
                failed += 1;
                println!("test {name} ... FAILED\n{error}");
            }
        }
    }
    println!("{} passed, {failed} failed", parts.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn a_thousand_keys(story: &Story) {
    story.open();
    // The first session fills what stays: compiled code, hidden classes, caches.
    session(story);
    let before = story.browser().memory_use();
    for number in 1..=SESSIONS {
        session(story);
        if number % 10 == 0 {
            println!("after {:>4} keys: {}", number * KEYS, story.browser().memory_use());
        }
    }
    let after = story.browser().memory_use();
    println!("before:         {before}\nafter:          {after}");
    let MemoryUse { program, script, nodes, listeners } = after.since(&before);
    assert!(program <= GROWTH, "the program's memory has grown by {program} bytes");
    assert!(script <= GROWTH, "the script's memory has grown by {script} bytes");
    assert!(nodes <= 20, "{nodes} nodes remain");
    assert!(listeners <= 5, "{listeners} listeners remain");
}

/// A demo session from start to end.
///
/// All of it by script: a driver retains every element it finds, and with it all its ancestors.
fn session(story: &Story) {
    let run = |steps: &str| {
        let script = format!("return (async () => {{ {CYCLE} {steps} }})()");
        let outcome = story.browser().script(&script, vec![]);
        outcome.unwrap_or_else(|e| panic!("a session did not end: {e}"))
    };
    run("await press('Try the demo'); await rows(1);");
    for _ in 0..KEYS / BATCH {
        let length = run(&format!(
            "let length = 0;
             for (let n = 0; n < {BATCH}; n += 1) length += await cycle();
             return length;"
        ));
        assert_eq!(length, 40 * BATCH, "secrets have forty characters");
    }
    run(&format!(
        "await rows(1 + {KEYS}); await press('Leave the demo'); await button('Try the demo');"
    ));
}

/// An account with more keys than AWS allows, since some servers have no quota.
fn a_long_list(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);
    let members: Vec<_> = (0..LONG_LIST)
        .map(|n| {
            let id = format!("AKIACROWD{n:0>11}");
            format!(
                "<member><UserName>ada</UserName><AccessKeyId>{id}</AccessKeyId>\
                 <Status>Active</Status><CreateDate>2026-01-01T00:00:00Z</CreateDate></member>"
            )
        })
        .collect();
    let members = members.concat();
    let answer = format!(
        "<ListAccessKeysResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
         <ListAccessKeysResult><IsTruncated>false</IsTruncated><AccessKeyMetadata>{members}\
         </AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>"
    );
    story.proxy().always("ListAccessKeys", Fault::Fixed(200, answer));
    story.proxy().always("UpdateAccessKey", Fault::Fixed(200, update_response()));
    // From the press of the button to the frame that shows the result.
    let timed = |press: &str, done: &str| {
        let script = format!(
            "return (async () => {{ {CYCLE}
               const start = performance.now();
               const found = seen('the result', () => {done});
               await press('{press}');
               await found;
               await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
               return Math.round(performance.now() - start); }})()"
        );
        let millis = story.browser().script(&script, vec![]).expect("a time");
        println!("{press} with {LONG_LIST} keys: {millis} ms");
    };
    timed("Refresh", &format!("document.querySelectorAll('tbody tr').length === {LONG_LIST}"));
    let id = "AKIACROWD00000000250";
    timed(
        &format!("Make Inactive {id}"),
        &format!(
            "[...document.querySelectorAll('button')].some((it) => nameOf(it) === 'Make Active {id}')"
        ),
    );
    page.table("Access keys").see_rows(LONG_LIST);
}

fn update_response() -> String {
    "<UpdateAccessKeyResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
     <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId>\
     </ResponseMetadata></UpdateAccessKeyResponse>"
        .to_owned()
}
