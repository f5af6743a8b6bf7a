//! `verify --browser`: the page loaded in Chromium, and what ran there compared with this build.
//!
//! Chromium's debugger tells of each script and program as the engine got it, in the page and in workers,
//! over a pipe ([DevTools protocol](https://chromedevtools.github.io/devtools-protocol/)).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};
use site::{NAME, Parts, is_compressed, sha256, unpack};
use which::which;

use crate::findings::{Findings, PAGE, quoted, text};
use crate::host::Host;
use crate::prelude::*;

/// What to do when Chromium cannot be used.
pub const FIX: &str = "install Chromium so that it is on the PATH, and run this again";
const PROGRAMS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Nothing more runs after this time without an event, once all is there that should run.
const QUIET: Duration = Duration::from_secs(2);
const TIMEOUT: Duration = Duration::from_mins(1);

/// Loads the page, with a new profile, until nothing more runs.
///
/// # Errors
///
/// When Chromium cannot be used.
pub fn check(sh: &Shell, host: &Host, findings: &mut Findings) -> Result<()> {
    let profile = sh.create_temp_dir()?;
    let mut chromium = Chromium::start(sh, profile.path())?;
    let mut visit = Visit::new(host)?;
    let start = Instant::now();
    while start.elapsed() < TIMEOUT {
        let wait = if visit.expected.is_empty() { QUIET } else { TIMEOUT };
        let Ok(event) = chromium.events.recv_timeout(wait) else { break };
        visit.take(&event, &mut chromium, findings)?;
    }
    for name in visit.expected {
        let sentences = "Chromium did not run this file, so the page does not work, or something else ran. \
            Open it in a browser and see.";
        findings.add(sentences, name);
    }
    println!("\nIn Chromium ran, with its checksum:");
    for (name, sum) in visit.ran {
        println!("  {sum}  {name}");
    }
    Ok(())
}

/// A running Chromium.
struct Chromium {
    process: Child,
    to: ChildStdin,
    events: Receiver<Value>,
    calls: u64,
}

impl Chromium {
    fn start(sh: &Shell, profile: &Path) -> Result<Self> {
        let program =
            PROGRAMS.iter().find_map(|name| which(name).ok()).context("there is no Chromium")?;
        let version = cmd!(sh, "{program} --version").ignore_stderr().read()?;
        let is_number = |it: &&str| it.starts_with(|c: char| c.is_ascii_digit());
        let major = version.split([' ', '.']).find(is_number).context("it has no version")?;
        // Without the word "Headless".
        let agent = format!(
            "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/{major}.0.0.0 Safari/537.36"
        );
        let is_root = cmd!(sh, "id -u").read()? == "0";
        // The pipe is at file descriptors 3 and 4.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"])
            .arg(program)
            .args(["--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-extensions", "--disable-dev-shm-usage", "--disable-gpu"])
            // Its first page would be one of Chromium's own.
            .arg("--no-startup-window")
            .args(is_root.then_some("--no-sandbox"))
            .args([agent, format!("--user-data-dir={}", profile.display())])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let to = child.stdin.take().context("no pipe")?;
        let from = BufReader::new(child.stdout.take().context("no pipe")?);
        let (events_in, events) = channel();
        thread::spawn(move || {
            for message in from.split(0).map_while(Result::ok) {
                let event = serde_json::from_slice(&message).unwrap_or_default();
                if events_in.send(event).is_err() {
                    break;
                }
            }
        });
        let mut chromium = Self { process: child, to, events, calls: 0 };
        chromium.call("", "Target.setAutoAttach", &attach())?;
        chromium.call("", "Target.createTarget", &json!({"url": "about:blank"}))?;
        Ok(chromium)
    }

    /// Calls a method of a target, and gives the number that its answer will have.
    fn call(&mut self, session: &str, method: &str, params: &Value) -> Result<u64> {
        self.calls += 1;
        let mut call = json!({"id": self.calls, "method": method, "params": params});
        if !session.is_empty() {
            call["sessionId"] = session.into();
        }
        write!(self.to, "{call}\0").context("Chromium has ended")?;
        Ok(self.calls)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Every new target waits until its debugger listens.
fn attach() -> Value {
    json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true})
}

/// What is known of a visit so far.
struct Visit<'a> {
    host: &'a Host<'a>,
    /// The names of all that may run, by checksum.
    known: BTreeMap<String, String>,
    /// What has to run and has not yet.
    expected: BTreeSet<String>,
    ran: BTreeMap<String, String>,
    /// Calls for the bytes of something, with its address, and the paused request if it is a document.
    asked: BTreeMap<u64, (String, Value)>,
    has_page: bool,
}

impl<'a> Visit<'a> {
    fn new(host: &'a Host) -> Result<Self> {
        let own = host.own;
        let mut known = BTreeMap::new();
        for (name, bytes) in own {
            let is_program = Path::new(name).extension().is_some_and(|it| it == "wasm");
            let runs = if is_program { sha256(&unpack(bytes)?) } else { sha256(bytes) };
            known.insert(runs, name.clone());
        }
        for script in Parts::read(&text(own, PAGE))?.scripts {
            known.insert(sha256(script.as_bytes()), "the script of index.html".to_owned());
        }
        let is_expected = |name: &&String| {
            let is_program = name.starts_with(&format!("{NAME}-")) && !is_compressed(name);
            is_program
                || *name == PAGE
                || name.starts_with("the script")
                || (*name == "sw.js" && !host.is_open())
        };
        let expected = known.values().filter(is_expected).cloned().collect();
        let (ran, asked) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { host, known, expected, ran, asked, has_page: false })
    }

    fn take(
        &mut self,
        event: &Value,
        chromium: &mut Chromium,
        findings: &mut Findings,
    ) -> Result<()> {
        let (params, session) = (&event["params"], event["sessionId"].as_str().unwrap_or_default());
        let url = |value: &Value| value["url"].as_str().unwrap_or_default().to_owned();
        match event["method"].as_str().unwrap_or_default() {
            "Target.attachedToTarget" => {
                let session = params["sessionId"].as_str().unwrap_or_default();
                let none = json!({});
                chromium.call(session, "Target.setAutoAttach", &attach())?;
                chromium.call(session, "Network.enable", &none)?;
                let documents =
                    json!({"patterns": [{"resourceType": "Document", "requestStage": "Response"}]});
                chromium.call(session, "Fetch.enable", &documents)?;
                chromium.call(session, "Debugger.enable", &none)?;
                chromium.call(session, "Runtime.runIfWaitingForDebugger", &none)?;
                if params["targetInfo"]["type"] == "page" && !self.has_page {
                    self.has_page = true;
                    let page = json!({"url": format!("{}/", self.host.url)});
                    chromium.call(session, "Page.navigate", &page)?;
                }
            }
            "Debugger.scriptParsed" => {
                let script = json!({"scriptId": params["scriptId"]});
                let call = chromium.call(session, "Debugger.getScriptSource", &script)?;
                self.asked.insert(call, (url(params), Value::Null));
            }
            "Network.requestWillBeSent" => {
                let url = url(&params["request"]);
                if !self.is_own(&url) {
                    let sentences = "Chromium asked for something that is not of this build. Find out which file \
                        of the host asks for it.";
                    findings.add(sentences, quoted(&url));
                }
            }
            // A document waits until its bytes are read: afterwards they may be gone.
            "Fetch.requestPaused" => {
                let paused = json!({"requestId": params["requestId"]});
                let call = chromium.call(session, "Fetch.getResponseBody", &paused)?;
                self.asked.insert(call, (url(&params["request"]), paused));
            }
            _ => self.answer(event, chromium, findings)?,
        }
        Ok(())
    }

    /// Whether an address is that of a file of this build, or of bytes that are in one.
    fn is_own(&self, url: &str) -> bool {
        let url = url.split('#').next().unwrap_or_default();
        let name = url.strip_prefix(self.host.url).and_then(|it| it.strip_prefix('/'));
        let is_file = name.is_some_and(|name| name.is_empty() || self.host.own.contains_key(name));
        is_file || url == "about:blank" || url.starts_with("data:")
    }

    /// Takes the bytes of something that ran, or will.
    fn answer(
        &mut self,
        event: &Value,
        chromium: &mut Chromium,
        findings: &mut Findings,
    ) -> Result<()> {
        let asked = event["id"].as_u64().and_then(|id| self.asked.remove(&id));
        let Some((url, paused)) = asked else { return Ok(()) };
        if !paused.is_null() {
            let session = event["sessionId"].as_str().unwrap_or_default();
            chromium.call(session, "Fetch.continueRequest", &paused)?;
        }
        let result = &event["result"];
        let text = |name: &str| result[name].as_str();
        let packed = text("bytecode").or(text("body").filter(|_| result["base64Encoded"] == true));
        let bytes = match packed {
            Some(packed) => BASE64_STANDARD.decode(packed).unwrap_or_default(),
            None => text("scriptSource").or(text("body")).unwrap_or_default().into(),
        };
        let sum = sha256(&bytes);
        if let Some(name) = self.known.get(&sum) {
            self.expected.remove(name);
            self.ran.insert(name.clone(), sum);
        } else {
            let sentences = "Chromium ran something that is not of this build. Find out where the host has it from.";
            findings.add(sentences, format!("{sum}  {}", quoted(&url)));
        }
        Ok(())
    }
}
