//! `verify` against hosts that lie: each test is one lie.

use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

/// What a host answers. It may go on for ever, or stop in the middle.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    end: End,
}

#[derive(PartialEq)]
enum End {
    Complete,
    Endless,
    Stalled,
}

impl Answer {
    fn header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    fn write(&self, mut to: impl Write) -> std::io::Result<()> {
        write!(to, "HTTP/1.1 {} x\r\nConnection: close\r\n", self.status)?;
        for (name, value) in &self.headers {
            write!(to, "{name}: {value}\r\n")?;
        }
        if self.end == End::Stalled {
            write!(to, "Content-Length: 100000\r\n")?;
        }
        write!(to, "\r\n")?;
        to.write_all(&self.body)?;
        if self.end == End::Endless {
            // Until the other side has had enough.
            loop {
                to.write_all(&self.body)?;
            }
        }
        to.flush()
    }
}

/// A small site.
fn own() -> Files {
    let headers =
        "/*\n  content-security-policy: default-src 'none'\n/\n  cache-control: no-cache\n";
    let files =
        [(PAGE, "page"), ("k.wasm", "k"), ("sw.js", "w"), (HEADERS, headers), (SUMS, "sums")];
    files.map(|(name, text)| (name.to_owned(), text.into())).into()
}

fn honest(path: &str) -> Answer {
    let (own, name) = (own(), path.trim_start_matches('/'));
    let mut headers = super::headers::wanted(&text(&own, HEADERS), name);
    let kind = match name {
        "" | PAGE => "text/html; charset=utf-8",
        "k.wasm" => "application/wasm",
        "sw.js" => "text/javascript",
        _ => "text/plain",
    };
    headers.extend([("content-type".to_owned(), kind.to_owned()), ("server".into(), "x".into())]);
    let body = own[if name.is_empty() { PAGE } else { name }].clone();
    let status = if name == HEADERS { 404 } else { 200 };
    Answer { status, headers, body, end: End::Complete }
}

fn answer(mut stream: TcpStream, lie: impl Fn(&str, &str, &mut Answer)) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).is_ok_and(|read| read > 0) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut answer = honest(&path);
    lie(&path, &head.to_lowercase(), &mut answer);
    // Fails when the other side has had enough.
    if answer.write(&mut stream).is_ok() && answer.end == End::Stalled {
        let _ = reader.read(&mut [0]);
    }
}

/// What is found at a host that changes an honest answer, by the path and the head of the request.
fn found(lie: impl Fn(&str, &str, &mut Answer) + Copy + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/{PAGE}?", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream, lie));
        }
    });
    let (own, mut findings) = (own(), Findings::default());
    Host::new(&url, &own, false, Duration::from_secs(2)).check(&mut findings);
    let lines = findings.0.iter().map(|(what, at)| format!("{what} [{}]\n", at.join("|")));
    lines.collect()
}

#[test]
fn an_honest_host_has_no_findings() {
    assert_eq!(found(|_, _, _| {}), "");
    // As Cloudflare does.
    let short = found(|path, _, answer| {
        if path == "/index.html" {
            answer.status = 308;
            answer.header("location", "/");
        }
    });
    assert_eq!(short, "");
}

#[test]
fn another_page_at_index_html() {
    let found = found(|path, _, answer| {
        if path == "/index.html" {
            answer.body = b"other".into();
        }
    });
    assert_eq!(found, format!("{DIFFERS} [/index.html]\n"));
}

#[test]
fn another_page_for_browsers() {
    for header in ["user-agent: mozilla", "sec-fetch-dest: document", "accept-encoding: gzip"] {
        let found = found(move |_, head, answer| {
            if head.contains(header) {
                answer.body = b"other".into();
            }
        });
        assert!(found.starts_with(DIFFERS), "{header}: {found}");
        assert!(found.contains("/ (only when a browser asks)|"), "{header}: {found}");
    }
}

#[test]
fn another_page_for_programs() {
    let found = found(|_, head, answer| {
        if head.contains("user-agent: ureq") {
            answer.body = b"other".into();
        }
    });
    assert!(found.contains("/ (only when a program asks)|"), "{found}");
}

#[test]
fn another_worker_where_browsers_register_one() {
    let found = found(|_, head, answer| {
        if head.contains("service-worker: script") {
            answer.body = b"other".into();
        }
    });
    assert_eq!(found, format!("{DIFFERS} [/sw.js (only when a browser asks)]\n"));
}

#[test]
fn another_page_in_a_compressed_form() {
    let found = found(|_, head, answer| {
        if head.contains("gzip") {
            answer.body = gzip(b"other");
            answer.header("content-encoding", "gzip");
        }
    });
    assert!(found.starts_with(DIFFERS), "{found}");
}

#[test]
fn the_page_itself_in_a_compressed_form_is_no_lie() {
    let found = found(|_, head, answer| {
        if head.contains("gzip") {
            answer.body = gzip(&answer.body);
            answer.header("content-encoding", "gzip");
        }
    });
    assert_eq!(found, "");
}

#[test]
fn headers_that_act() {
    for (name, value, means) in [
        ("refresh", "0; url=https://b.example", "sends visitors to another page"),
        ("link", "<https://b.example/x.js>; rel=modulepreload", "load files"),
        ("set-cookie", "a=b", "recognise visitors"),
        ("service-worker-allowed", "/", "control more than this page"),
        ("content-type", "text/html; charset=utf-7", "for something else"),
        ("content-security-policy", "default-src *", "is not the policy of this build"),
        ("cache-control", "max-age=31536000", "for longer"),
        ("x-unknown", "\u{202e}a", "browsers may act on it"),
    ] {
        let found = found(move |path, _, answer| {
            if path == "/" {
                answer.header(name, value);
            }
        });
        assert!(found.contains(means) && found.ends_with(" [/]\n"), "{name}: {found}");
        assert!(found.trim_end().chars().all(|c| c == ' ' || c.is_ascii_graphic()), "{found}");
    }
}

#[test]
fn a_second_policy() {
    let found = found(|_, _, answer| {
        answer.headers.push(("Content-Security-Policy".into(), "sandbox".into()));
    });
    assert!(found.contains("is not the policy of this build"), "{found}");
}

#[test]
fn no_policy() {
    let found = found(|_, _, answer| answer.headers.retain(|(name, _)| !name.contains("policy")));
    assert!(found.contains("content-security-policy is missing"), "{found}");
}

#[test]
fn a_redirect_even_to_the_same_file() {
    let found = found(|path, _, answer| {
        if path != "/k.wasm" {
            return;
        }
        answer.status = 302;
        answer.header("location", "/k.wasm?2");
    });
    assert!(found.contains("The status is 302 and leads to /k.wasm?2, so"), "{found}");
}

#[test]
fn a_missing_file() {
    let found = found(|path, _, answer| {
        if path == "/sw.js" {
            answer.status = 404;
        }
    });
    assert_eq!(found, format!("{MISSING} [/sw.js]\n"));
}

#[test]
fn an_endless_body() {
    let found = found(|path, _, answer| {
        if path == "/k.wasm" {
            answer.end = End::Endless;
        }
    });
    assert!(found.contains("it has more than 65"), "{found}");
}

#[test]
fn a_small_body_that_unpacks_to_a_large_one() {
    let found = found(|path, _, answer| {
        if path == "/k.wasm" {
            answer.body = gzip(&vec![0; 1_000_000]);
            answer.header("content-encoding", "gzip");
        }
    });
    assert!(found.contains("it has more than 65"), "{found}");
}

#[test]
fn a_body_that_never_ends() {
    let found = found(|path, _, answer| {
        if path == "/k.wasm" {
            answer.end = End::Stalled;
        }
    });
    assert!(found.contains("cannot be loaded") && found.contains("timeout"), "{found}");
}

#[test]
fn plain_http_is_open_except_on_this_machine() {
    let own = own();
    let is_open = |url| Host::new(url, &own, false, Duration::ZERO).is_open();
    for open in ["http://a.example/", "http://127.0.0.1.example/", "http://localhost.example:80"] {
        assert!(is_open(open), "{open}");
    }
    for closed in
        ["https://a.example/", "http://127.0.0.2:80/", "http://localhost/", "http://[::1]:80/"]
    {
        assert!(!is_open(closed), "{closed}");
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}
