//! `test hosting`: what is made for web servers, tried by those who are to take it.
//!
//! nginx and Caddy serve the site below a path, by their settings as they are but for address, folder
//! and certificate. What they serve is compared as `verify` compares it, and their headers with
//! `_headers`, which says it for all hosts. CloudFront's policy is held to Amazon's own model of it,
//! and of the workflow for GitHub Pages each command has to be one.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::args::{self, Task};
use crate::dist;
use crate::folders::{self, Folders};
use crate::run::{Run, Started};
use crate::setup;
use crate::setup::peers::Peers;
use crate::setup::unpacked::{CADDY, NGINX, OPENSSL, Unpacked};
use crate::ship;
use crate::sizes;
use crate::trouble::{Outcome, Trouble};
use crate::verify;

const STEP: &str = "hosting";
/// How long a server may take to begin, or to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The path that the site is served below.
const BELOW: &str = "/keys";
/// Paths at which there is nothing, though one looks as if it never changed.
const NOWHERE: [&str; 2] = ["/nowhere", "/nowhere-0123456789abcdef.js"];
/// The name that the settings are written for.
const HOST: &str = "keys.example.com";
/// What a file is called by a host, by its ending, and whether it travels packed.
const KINDS: [(&str, &[&str], bool); 5] = [
    ("html", &["text/html"], true),
    ("js", &["text/javascript", "application/javascript"], true),
    ("wasm", &["application/wasm"], true),
    ("webmanifest", &["application/manifest+json"], false),
    ("svg", &["image/svg+xml"], false),
];

/// Tries them all.
pub fn hosting(folders: &Folders) -> Outcome {
    setup::ensure(folders, &[&NGINX, &OPENSSL, &CADDY, &Peers])?;
    dist::build_if_changed(folders)?;
    let scratch = folders.target().join("hosted");
    folders::remove(&scratch)?;
    let elsewhere = elsewhere(folders);
    let nginx = serve(folders, &NGINX, &scratch.join("nginx"), nginx, speaks_https);
    // It sees to https and to its certificate by itself.
    let caddy = serve(folders, &CADDY, &scratch.join("caddy"), caddy, |_, _| Ok(()));
    elsewhere.and(nginx).and(caddy)
}

/// What is made for hosts that cannot be run here.
fn elsewhere(folders: &Folders) -> Outcome {
    let said = Run::new(STEP, Peers::folder(folders).join("bin/python"))
        .arg(folders.root().join("xtask/src/hosting.py"))
        .arg(dist::settings(folders).join("cloudfront.json"))
        .arg(folders.root().join("hosting/github-pages.yml"))
        .mend("mend it in hosting/")
        .read()?;
    println!("CloudFront would take its policy.");
    let readme = read(&folders.root().join("README.md"))?;
    is_true(&said, &readme).map_err(|what| {
        Trouble::new(STEP, format!("hosting/github-pages.yml {what}"), "mend it, or the README")
    })?;
    println!("The workflow for GitHub Pages says what the README says.");
    Ok(())
}

/// Whether a workflow runs our own commands, as the README names them, and uploads what they make.
fn is_true(workflow: &str, readme: &str) -> Result<(), String> {
    let mut builds = false;
    for line in workflow.lines() {
        match line.split_once(' ') {
            Some(("run", command)) => {
                let words = command.strip_prefix("cargo xtask ").unwrap_or_default();
                let task = args::parse(words.split(' ').map(Into::into));
                if !matches!(task, Ok(Task::Dist(_))) || !readme.contains(command) {
                    return Err(format!("runs `{command}`"));
                }
                builds = true;
            }
            Some(("upload", "dist")) if builds => return Ok(()),
            _ => return Err(format!("says \"{line}\" where it should not")),
        }
    }
    Err("uploads no dist/".to_owned())
}

/// Where a server is to listen, and what it is to serve.
struct Place<'a> {
    port: u16,
    /// Where it is to speak https.
    secure: u16,
    /// Where it is to send on to https.
    onward: u16,
    root: &'a Path,
    /// Where its settings go, and whatever it writes.
    scratch: &'a Path,
}

impl Place<'_> {
    /// The certificate, and its key.
    fn certificate(&self) -> [PathBuf; 2] {
        ["fullchain.pem", "privkey.pem"].map(|name| self.scratch.join(name))
    }
}

/// Serves the site by a server and looks at what comes, and at what this server has besides.
fn serve(
    folders: &Folders,
    server: &Unpacked,
    scratch: &Path,
    command: fn(&Folders, &Place) -> Outcome<Run>,
    besides: fn(&Folders, &Place) -> Outcome,
) -> Outcome {
    let dist = dist::folder(folders);
    let root = scratch.join("site");
    copy(&dist, &root.join(BELOW.trim_start_matches('/')))?;
    let [port, secure, onward] = free_ports()?;
    let place = Place { port, secure, onward, root: &root, scratch };
    let log = scratch.join("log");
    let mut started = command(folders, &place)?.start(&log)?;
    wait_for(&mut started, place.port, server.name, &log)?;
    let url = format!("http://127.0.0.1:{}{BELOW}/", place.port);
    let same = verify::against(&dist, &url, &scratch.join("copy"));
    same.and(compare(&dist, server.name, place.port)).and(besides(folders, &place))
}

fn nginx(folders: &Folders, place: &Place) -> Outcome<Run> {
    let Place { port, secure, onward, root, scratch } = place;
    let [certificate, key] = place.certificate();
    Run::new(STEP, OPENSSL.program(folders))
        .args(["req", "-x509", "-config", "/dev/null", "-newkey", "rsa:2048", "-nodes"])
        .args(["-days", "1", "-subj", &format!("/CN={HOST}"), "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .read()?;
    let types = "/etc/nginx/mime.types";
    let settings = filled(
        &dist::settings(folders).join("nginx.conf"),
        &[
            ("listen 80;", &format!("listen 127.0.0.1:{onward};")),
            // Without https besides, for those who look at what is served.
            (
                "listen 443 ssl;",
                &format!("listen 127.0.0.1:{secure} ssl; listen 127.0.0.1:{port};"),
            ),
            ("/etc/ssl/keycutter/fullchain.pem", &certificate.display().to_string()),
            ("/etc/ssl/keycutter/privkey.pem", &key.display().to_string()),
            ("/srv/keycutter", &root.display().to_string()),
            (types, &NGINX.file(folders, types).display().to_string()),
        ],
    )?;
    write(&scratch.join("keycutter.conf"), &settings)?;
    // One process, which writes nowhere but here.
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path temporary;"));
    let whole = format!(
        "daemon off; master_process off; pid nginx.pid; error_log stderr; events {{}}\n\
         http {{ access_log off; {} include keycutter.conf; }}\n",
        temporary.concat()
    );
    write(&scratch.join("nginx.conf"), &whole)?;
    let run = Run::new(STEP, NGINX.program(folders));
    Ok(run.args(["-e", "stderr", "-c", "nginx.conf", "-p"]).arg(scratch).dir(scratch))
}

/// Speaks https with nginx, and comes to it without.
fn speaks_https(folders: &Folders, place: &Place) -> Outcome {
    let [certificate, _] = place.certificate();
    Run::new(STEP, OPENSSL.program(folders))
        .args(["s_client", "-connect", &format!("127.0.0.1:{}", place.secure)])
        .args(["-verify_return_error", "-CAfile"])
        .arg(certificate)
        .mend("mend what hosting/nginx.conf says of https")
        .read_within(PATIENCE)?;
    let sent = ask(place.onward, &format!("{BELOW}/"))?;
    let to = verify::header(&sent, "Location").unwrap_or("nowhere");
    if to == format!("https://{HOST}{BELOW}/") {
        println!("nginx speaks https, and sends on to it whoever comes without.");
        return Ok(());
    }
    let what = format!("nginx sends on to {to} whoever comes without https");
    Err(Trouble::new(STEP, what, "mend what hosting/nginx.conf listens at"))
}

fn caddy(folders: &Folders, place: &Place) -> Outcome<Run> {
    let Place { port, root, scratch, .. } = place;
    let settings = filled(
        &dist::settings(folders).join("Caddyfile"),
        &[
            (HOST, &format!("http://127.0.0.1:{port}")),
            ("/srv/keycutter", &root.display().to_string()),
        ],
    )?;
    write(&scratch.join("Caddyfile"), &format!("{{\n\tadmin off\n}}\n{settings}"))?;
    let run = Run::new(STEP, CADDY.program(folders));
    Ok(run.args(["run", "--config", "Caddyfile"]).dir(scratch).env("HOME", scratch))
}

/// A template as it was written for this site, with what its reader is told to change changed.
fn filled(path: &Path, changes: &[(&str, &str)]) -> Outcome<String> {
    let mut text = read(path)?;
    for (from, to) in changes {
        if text.matches(from).count() != 1 {
            return Err(Trouble::new(
                STEP,
                format!("{} does not hold \"{from}\" once", path.display()),
                "mend the template in hosting/, or what is changed in it in xtask/src/hosting.rs",
            ));
        }
        text = text.replace(from, to);
    }
    Ok(text)
}

/// Ports from below those that systems give to whoever asks for any.
fn free_ports() -> Outcome<[u16; 3]> {
    const PORTS: std::ops::Range<u32> = 20_000..29_000;
    let count = PORTS.end - PORTS.start;
    // Runs beside this one begin elsewhere.
    let ports = (0..count).map(|n| PORTS.start + (std::process::id() + n) % count);
    let ports = ports.filter_map(|port| u16::try_from(port).ok());
    let free = ports.filter(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    let free: Vec<_> = free.take(3).collect();
    free.try_into()
        .map_err(|_| Trouble::new(STEP, "no port is free on 127.0.0.1", "end what listens there"))
}

fn wait_for(server: &mut Started, port: u16, name: &str, log: &Path) -> Outcome {
    let start = Instant::now();
    while server.is_running() && start.elapsed() < PATIENCE {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    let said = read(log)?;
    let last = said.lines().next_back().unwrap_or_default();
    let what = format!("{name} does not take its settings and says \"{last}\"");
    Err(Trouble::new(STEP, what, "mend them in hosting/"))
}

/// Compares the headers of every file with what is said for all hosts.
fn compare(dist: &Path, name: &str, port: u16) -> Outcome {
    let headers = read(&dist.join(ship::HEADERS))?;
    let names = sizes::files(dist)?;
    let names = names.iter().filter_map(|path| path.strip_prefix(dist).ok());
    let mut paths: Vec<_> = ["/"].iter().chain(&NOWHERE).map(|path| (*path).to_owned()).collect();
    paths.extend(names.map(|name| format!("/{}", name.display())));
    let mut are_right = true;
    for path in &paths {
        let sent = ask(port, &format!("{BELOW}{path}"))?;
        for problem in amiss(path, &headers, &sent) {
            println!("{name}: {path}: {problem}");
            are_right = false;
        }
    }
    if are_right {
        println!("{name} sends the right headers with all {} of its answers.", paths.len());
        return Ok(());
    }
    let what = format!("{name} does not answer as it should");
    Err(Trouble::new(STEP, what, "the lines above say where: mend its settings in hosting/"))
}

/// What is not as it should be in the answer for a path.
fn amiss(path: &str, headers: &str, sent: &str) -> Vec<String> {
    let mut wanted: Vec<_> = verify::wanted_at(path, headers)
        .into_iter()
        .map(|(name, value)| (name, vec![value]))
        .collect();
    let file = if path == "/" { "/index.html" } else { path };
    let is_there = !NOWHERE.contains(&path);
    let kind = KINDS.iter().find(|(ending, ..)| file.ends_with(&format!(".{ending}")));
    if let Some((_, types, is_packed)) = kind.filter(|_| is_there) {
        wanted.push(("Content-Type", types.to_vec()));
        if *is_packed {
            wanted.push(("Content-Encoding", vec!["gzip"]));
        }
    }
    let mut amiss: Vec<_> = wanted
        .into_iter()
        .filter_map(|(name, values)| {
            let found = verify::header(sent, name).unwrap_or("not there");
            let bare = if name == "Content-Type" { found.split(';').next()? } else { found };
            (!values.contains(&bare))
                .then(|| format!("{name} is {found}, and should be {}", values.join(" or ")))
        })
        .collect();
    // It may come yet.
    if !is_there && verify::header(sent, "Cache-Control").is_some_and(|it| it != "no-cache") {
        amiss.push("it may be kept, and is not there".to_owned());
    }
    let status = if is_there { " 200 " } else { " 404 " };
    let first = sent.lines().next().unwrap_or_default();
    if !first.contains(status) {
        amiss.push(format!("its answer is \"{first}\""));
    }
    amiss
}

/// The head of the answer to a browser's question.
fn ask(port: u16, path: &str) -> Outcome<String> {
    let question = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\
         Connection: close\r\n\r\n"
    );
    let answer = TcpStream::connect(("127.0.0.1", port)).and_then(|mut stream| {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(question.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    });
    let answer = answer.map_err(|error| {
        Trouble::new(STEP, format!("{path} was not answered ({error})"), "see the server's log")
    })?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.split("\r\n\r\n").next().unwrap_or_default().to_owned())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    folders::create(to)?;
    for file in sizes::files(from)? {
        let copy: PathBuf = to.join(file.file_name().unwrap_or_default());
        fs::copy(&file, &copy).map_err(|error| Trouble::file(STEP, "write", &copy, &error))?;
    }
    Ok(())
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Trouble::file(STEP, "read", path, &error))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| Trouble::file(STEP, "write", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_lacks_is_told() {
        let headers = "/*\n  A: b\n/k.js\n  C: d\n";
        let sent = "HTTP/1.1 200 OK\r\na: b\r\nC: d\r\nContent-Type: text/javascript; charset=x\r\n\
                    Content-Encoding: gzip";
        assert_eq!(amiss("/k.js", headers, sent), Vec::<String>::new());
        let bare = "HTTP/1.1 404 Not Found\r\nC: e";
        assert_eq!(
            amiss("/k.js", headers, bare),
            [
                "A is not there, and should be b",
                "C is e, and should be d",
                "Content-Type is not there, and should be text/javascript or application/javascript",
                "Content-Encoding is not there, and should be gzip",
                "its answer is \"HTTP/1.1 404 Not Found\"",
            ]
        );
        for path in NOWHERE {
            let sent = "HTTP/1.1 404 Not Found\r\nA: b";
            assert_eq!(amiss(path, headers, sent), Vec::<String>::new());
            let kept = format!("{sent}\r\nCache-Control: public, max-age=31536000, immutable");
            assert_eq!(amiss(path, headers, &kept), ["it may be kept, and is not there"]);
        }
    }

    #[test]
    fn a_workflow_runs_what_the_readme_names_and_uploads_what_it_made() {
        let readme = "cargo xtask dist\ncargo xtask test\n";
        assert_eq!(is_true("run cargo xtask dist\nupload dist\n", readme), Ok(()));
        for workflow in [
            "",
            "run cargo xtask dist\n",
            "upload dist\nrun cargo xtask dist\n",
            "run cargo xtask dist\nupload target\n",
            "run cargo xtask dist --endpoint https://a.example\nupload dist\n",
            "run cargo xtask disk\nupload dist\n",
            "run cargo xtask test\nupload dist\n",
            "run trunk build\nupload dist\n",
        ] {
            assert!(is_true(workflow, readme).is_err(), "{workflow}");
        }
    }
}
