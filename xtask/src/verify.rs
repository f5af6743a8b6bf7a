//! `verify`: a copy of the site, on a host or in a folder, compared with what this checkout gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::build::{self, DIRTY};
use crate::dist;
use crate::endpoint::Endpoint;
use crate::folders::{self, Folders};
use crate::run::{Run, on_path};
use crate::seal::html::{attribute, inline, map_tags};
use crate::setup::prebuilt::download;
use crate::ship::{self, sha256};
use crate::sizes;
use crate::table;
use crate::trouble::{Outcome, Trouble};

const STEP: &str = "Verifying the copy";
const PAGE: &str = "index.html";
/// What no comparison from here can tell of a host.
const UNSEEN: &str = "Whether a browser is given these very files cannot be seen from here, and the \
    headers above decide nothing.";

/// What to compare with what.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// The copy: a folder, or an address.
    pub place: String,
    /// The servers of one's own that it was made for.
    pub endpoints: Vec<Endpoint>,
}

/// A copy of the site.
enum Copy {
    /// In a folder.
    Folder(PathBuf),
    /// At an address that ends in a slash, fetched into a folder.
    Hosted { url: String, scratch: PathBuf },
}

/// How a file of the copy compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Same,
    Differs,
    Missing,
    /// Netlify and Cloudflare read `_headers` and do not serve it.
    KeptByHost,
    /// The copy has it, and this build does not.
    Foreign,
}

impl Verdict {
    fn text(self) -> &'static str {
        match self {
            Self::Same => "the same",
            Self::Differs => "DIFFERS",
            Self::Missing => "MISSING",
            Self::KeptByHost => "kept by its host",
            Self::Foreign => "NOT IN THIS BUILD",
        }
    }

    fn is_fine(self) -> bool {
        matches!(self, Self::Same | Self::KeptByHost)
    }
}

/// Builds the site and compares the copy with it, file by file.
pub fn verify(folders: &Folders, options: &Options) -> Outcome {
    let scratch = folders.target().join("verify");
    let copy = Copy::at(&options.place, &scratch.join("copy"))?;
    // Not into `dist`, which may be the copy that is asked about.
    let own = scratch.join("own");
    dist::build_into(&own, &scratch.join("hosting"), folders, &options.endpoints)?;
    judge(&own, &copy, &options.place)
}

/// Compares a copy with a site that is there already.
pub fn against(own: &Path, place: &str, scratch: &Path) -> Outcome {
    judge(own, &Copy::at(place, scratch)?, place)
}

fn judge(own: &Path, copy: &Copy, place: &str) -> Outcome {
    let verdicts = compare(own, copy)?;
    println!("\n{}", draw(&verdicts));
    if let Copy::Hosted { url, scratch } = copy {
        println!("{}", headers(own, url, &scratch.join("headers")));
    }
    let told = |page: &[u8]| build::told(&String::from_utf8_lossy(page)).unwrap_or_default();
    let (here, there) =
        (told(&read(&own.join(PAGE))?), told(&copy.file(PAGE)?.unwrap_or_default()));
    let different = verdicts.values().filter(|verdict| !verdict.is_fine()).count();
    if different == 0 {
        println!("{place} is what this checkout gives: {here}.");
        if matches!(copy, Copy::Hosted { .. }) {
            println!("{UNSEEN}");
        }
        return Ok(());
    }
    let all = verdicts.len();
    let what = format!(
        "{place} differs from what this checkout gives, {here}, in {different} of {all} files"
    );
    Err(Trouble::new(STEP, what, why(&here, &there)))
}

/// What a copy that differs tells of itself, and what to make of it. It is the copy's own text, so it
/// is told in a way that no terminal obeys.
fn why(here: &str, there: &str) -> String {
    let is_same = there == here;
    let there = there.escape_debug().to_string();
    if there.is_empty() {
        "the copy does not say what it is of".to_owned()
    } else if there.contains(DIRTY) {
        format!(
            "it says it is of {there}, a checkout with changes in it that nobody else has: have it \
             made of a commit, and ask again"
        )
    } else if is_same {
        "it says it is of the same: so it was made with other --endpoint servers, or somebody \
         changed it"
            .to_owned()
    } else {
        format!(
            "it says it is of {there}: check out that commit, take that compiler, and ask again"
        )
    }
}

impl Copy {
    fn at(place: &str, scratch: &Path) -> Outcome<Self> {
        if place.starts_with("https://") || place.starts_with("http://") {
            folders::remove(scratch)?;
            folders::create(scratch)?;
            let url = place.split(['?', '#']).next().unwrap_or(place);
            let url = url.strip_suffix(PAGE).unwrap_or(url).trim_end_matches('/');
            return Ok(Self::Hosted { url: format!("{url}/"), scratch: scratch.to_owned() });
        }
        let folder = PathBuf::from(place);
        if folder.is_dir() {
            return Ok(Self::Folder(folder));
        }
        Err(Trouble::new(
            STEP,
            format!("{place} is neither a folder nor an address"),
            "give the folder of a copy, or the address of a hosted page with its https://",
        ))
    }

    /// A file of the copy, if it has it.
    fn file(&self, name: &str) -> Outcome<Option<Vec<u8>>> {
        let path = match self {
            Self::Folder(folder) => folder.join(name),
            Self::Hosted { url, scratch } => {
                let path = scratch.join(name);
                // The page is what stands at the address itself.
                let address = format!("{url}{}", if name == PAGE { "" } else { name });
                if !path.is_file() && !download(&address, &path) {
                    return Ok(None);
                }
                path
            }
        };
        if path.is_file() { read(&path).map(Some) } else { Ok(None) }
    }

    /// Every file the copy is known to have, but for the list of checksums.
    fn names(&self) -> Outcome<Vec<String>> {
        Ok(match self {
            Self::Folder(folder) => sizes::files(folder)?
                .iter()
                .filter_map(|path| path.strip_prefix(folder).ok())
                .map(|path| path.display().to_string())
                .filter(|name| name != ship::SUMS)
                .collect(),
            Self::Hosted { .. } => {
                let sums = self.file(ship::SUMS)?.unwrap_or_default();
                let page = self.file(PAGE)?.unwrap_or_default();
                let mut names = loaded(&String::from_utf8_lossy(&page));
                names.extend(listed(&String::from_utf8_lossy(&sums)).into_keys());
                names
            }
        })
    }
}

/// Compares a copy with a site by the latter's list of checksums.
fn compare(own: &Path, copy: &Copy) -> Outcome<BTreeMap<String, Verdict>> {
    let Some(page) = copy.file(PAGE)? else {
        return Err(Trouble::new(
            STEP,
            format!("there is no {PAGE} to be had"),
            "check the folder or the address, and that `curl` or `wget` reaches it",
        ));
    };
    let sums = String::from_utf8_lossy(&read(&own.join(ship::SUMS))?).into_owned();
    let sums = listed(&sums);
    let mut verdicts = BTreeMap::new();
    for (name, sum) in &sums {
        let verdict = match copy.file(name)? {
            Some(bytes) if sha256(&bytes) == *sum => Verdict::Same,
            Some(_) => Verdict::Differs,
            None if name == ship::HEADERS && matches!(copy, Copy::Hosted { .. }) => {
                Verdict::KeptByHost
            }
            None => Verdict::Missing,
        };
        verdicts.insert(name.clone(), verdict);
    }
    for name in copy.names()?.into_iter().filter(|name| !sums.contains_key(name)) {
        verdicts.insert(name, Verdict::Foreign);
    }
    // None of ours stands inside the page.
    if !inline(&String::from_utf8_lossy(&page), "script").is_empty() {
        verdicts.insert(format!("a script inside {PAGE}"), Verdict::Foreign);
    }
    Ok(verdicts)
}

/// The checksums of a list, by name.
fn listed(sums: &str) -> BTreeMap<String, String> {
    let lines = sums.lines().filter_map(|line| line.split_once("  "));
    lines.map(|(sum, name)| (name.to_owned(), sum.to_owned())).collect()
}

/// Whatever a page loads by script and link.
fn loaded(page: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (tag, address) in [("script", "src"), ("link", "href")] {
        map_tags(page, tag, |tag| {
            names.extend(attribute(tag, address).map(|it| it.trim_start_matches("./").to_owned()));
            String::new()
        });
    }
    names
}

/// The verdicts as a table. The copy chose some of the names, and no terminal is to obey them.
fn draw(verdicts: &BTreeMap<String, Verdict>) -> String {
    let mut rows = vec![["File", "in the copy"].map(str::to_owned).to_vec()];
    rows.extend(
        verdicts.iter().map(|(name, verdict)| {
            vec![name.escape_debug().to_string(), verdict.text().to_owned()]
        }),
    );
    table::draw(&rows)
}

/// How the headers of a hosted page compare. Not every host can send them, so they are told of and
/// decide nothing.
fn headers(own: &Path, url: &str, scratch: &Path) -> String {
    let sent = on_path("curl").and_then(|_| {
        let asked = Run::new(STEP, "curl")
            .args(["--silent", "--location", "--max-time", "60", "--dump-header"])
            .arg(scratch)
            .args(["--output", if cfg!(windows) { "NUL" } else { "/dev/null" }])
            .arg(url)
            .succeeds();
        asked.then(|| fs::read_to_string(scratch).ok()).flatten()
    });
    let Some(sent) = sent else {
        return "The headers of the page could not be looked at: that takes `curl`.".to_owned();
    };
    let wanted = fs::read_to_string(own.join(ship::HEADERS)).unwrap_or_default();
    compare_headers(&wanted, &sent)
}

/// Compares what belongs to every path with what came.
fn compare_headers(wanted: &str, sent: &str) -> String {
    let mut rows = vec![["Header of the page", "in the copy"].map(str::to_owned).to_vec()];
    for (name, value) in wanted_at("", wanted) {
        let found = header(sent, name);
        let verdict = match found {
            Some(found) if found == value => Verdict::Same,
            Some(_) => Verdict::Differs,
            None => Verdict::Missing,
        };
        rows.push(vec![name.to_owned(), verdict.text().to_owned()]);
    }
    table::draw(&rows)
}

/// The headers that a file of Netlify's form wants at a path, those of every path among them.
pub fn wanted_at<'a>(path: &str, wanted: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut is_of_it = false;
    let mut found = Vec::new();
    for line in wanted.lines() {
        if !line.starts_with(' ') {
            is_of_it = line == "/*" || line == path;
        } else if is_of_it {
            found.extend(line.trim().split_once(": "));
        }
    }
    found
}

/// The value of a header in what a server sent. After redirections, the last one counts.
pub fn header<'a>(sent: &'a str, name: &str) -> Option<&'a str> {
    sent.lines().rev().find_map(|line| {
        let (sent, value) = line.split_once(':')?;
        sent.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| Trouble::file(STEP, "read", path, &error))
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    const OWN_PAGE: &str = "<head><script src=\"./k.js\"></script></head>";

    /// A scratch folder with a finished site in it, removed at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let folder = env::temp_dir().join(format!("keycutter-{name}-{}", std::process::id()));
            let scratch = Self(folder);
            let files = [(PAGE, OWN_PAGE), ("k.js", "start()"), (ship::HEADERS, "/*\n  A: b\n")];
            let sums = files.map(|(name, text)| format!("{}  {name}\n", sha256(text.as_bytes())));
            scratch.fill("own", &files);
            scratch.fill("own", &[(ship::SUMS, &sums.concat())]);
            scratch
        }

        fn fill(&self, folder: &str, files: &[(&str, &str)]) -> PathBuf {
            let folder = self.0.join(folder);
            fs::create_dir_all(&folder).unwrap();
            for (name, text) in files {
                fs::write(folder.join(name), text).unwrap();
            }
            folder
        }

        fn verdicts(&self, copy: &Copy) -> Vec<(String, Verdict)> {
            compare(&self.0.join("own"), copy).unwrap().into_iter().collect()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    /// A host with these files below `/keys/`, and its address.
    fn host(files: &'static [(&str, &str)]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap();
                let line = String::from_utf8_lossy(&request[..length]).into_owned();
                let path = line.split(' ').nth(1).unwrap_or_default().trim_start_matches("/keys/");
                let found = files.iter().find(|(name, _)| *name == path);
                let (status, body) = found.map_or(("404 Not Found", ""), |it| ("200 OK", it.1));
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status}\r\nA: b\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        format!("http://{address}/keys")
    }

    fn verdict(name: &str, verdict: Verdict) -> (String, Verdict) {
        (name.to_owned(), verdict)
    }

    #[test]
    fn a_true_copy_in_a_folder_is_the_same() {
        let scratch = Scratch::new("true");
        let copy = Copy::at(&scratch.0.join("own").display().to_string(), &scratch.0).unwrap();
        let expected = [ship::HEADERS, PAGE, "k.js"].map(|name| verdict(name, Verdict::Same));
        assert_eq!(scratch.verdicts(&copy), expected);
    }

    #[test]
    fn whatever_differs_is_told() {
        let scratch = Scratch::new("false");
        let page = "<head><script>evil()</script></head>";
        let copy =
            scratch.fill("copy", &[(PAGE, page), ("evil.js", ""), (ship::HEADERS, "/*\n  A: b\n")]);
        let expected = [
            verdict(ship::HEADERS, Verdict::Same),
            verdict("a script inside index.html", Verdict::Foreign),
            verdict("evil.js", Verdict::Foreign),
            verdict(PAGE, Verdict::Differs),
            verdict("k.js", Verdict::Missing),
        ];
        assert_eq!(scratch.verdicts(&Copy::Folder(copy)), expected);
    }

    #[test]
    fn a_hosted_copy_is_fetched_and_compared() {
        if on_path("curl").is_none() && on_path("wget").is_none() {
            return;
        }
        let scratch = Scratch::new("hosted");
        let fetched = scratch.0.join("fetched");
        let url = host(&[("", OWN_PAGE), ("k.js", "start()")]);
        let copy = Copy::at(&format!("{url}/index.html#top"), &fetched).unwrap();
        let expected = [
            verdict(ship::HEADERS, Verdict::KeptByHost),
            verdict(PAGE, Verdict::Same),
            verdict("k.js", Verdict::Same),
        ];
        assert_eq!(scratch.verdicts(&copy), expected);
        if on_path("curl").is_some() {
            let table = headers(&scratch.0.join("own"), &format!("{url}/"), &fetched.join("h"));
            assert!(table.contains("the same"), "{table}");
        }

        let evil = "<head><script src=\"https://evil.example/x.js\"></script></head>";
        let url = host(Box::leak(Box::new([("", evil), ("k.js", "start() ")])));
        let copy = Copy::at(&url, &fetched).unwrap();
        let expected = [
            verdict(ship::HEADERS, Verdict::KeptByHost),
            verdict("https://evil.example/x.js", Verdict::Foreign),
            verdict(PAGE, Verdict::Differs),
            verdict("k.js", Verdict::Differs),
        ];
        assert_eq!(scratch.verdicts(&copy), expected);
    }

    #[test]
    fn what_is_no_copy_is_said() {
        let scratch = Scratch::new("none");
        assert!(Copy::at("/no/such/folder", &scratch.0).is_err());
        let empty = Copy::Folder(scratch.fill("empty", &[]));
        assert!(compare(&scratch.0.join("own"), &empty).is_err());
    }

    #[test]
    fn why_a_copy_differs_goes_by_what_it_tells_of_itself() {
        let clean = "0.1.0 0123456789ab rustc 1.99.0";
        assert!(why(clean, "").contains("does not say"));
        let older = why(clean, "0.1.0 ba9876543210 rustc 1.98.0");
        assert!(older.contains("ba9876543210 rustc 1.98.0: check out"), "{older}");
        assert!(why(clean, clean).contains("somebody changed it"));
        let dirty = "0.1.0 0123456789ab-dirty rustc 1.99.0";
        assert!(why(dirty, dirty).contains("a checkout with changes"));
        assert!(why(clean, dirty).contains("a checkout with changes"));
        assert!(why(dirty, clean).contains("check out"));
    }

    #[test]
    fn a_copy_cannot_write_to_the_terminal() {
        if on_path("curl").is_none() && on_path("wget").is_none() {
            return;
        }
        // It would clear the screen, and what follows would be read as ours.
        let page = "<head><script src=\"\u{1b}[2J\u{202e}all is well\"></script></head>";
        let sums = "00  \u{1b}[1Ak.js\rthe same\n";
        let scratch = Scratch::new("terminal");
        let url = host(Box::leak(Box::new([("", page), (ship::SUMS, sums)])));
        let copy = Copy::at(&url, &scratch.0.join("fetched")).unwrap();
        let table = draw(&compare(&scratch.0.join("own"), &copy).unwrap());
        assert!(table.contains("\\u{1b}[2J") && table.contains("\\u{1b}[1A"), "{table:?}");
        let told = why("0.1.0 here", "0.1.0 \u{1b}[2J there");
        assert!(told.contains("of 0.1.0 \\u{1b}[2J there: check out"), "{told:?}");
        for text in [table, told] {
            let is_plain = |c: char| c == '\n' || c == ' ' || c.is_ascii_graphic();
            assert!(text.chars().all(is_plain), "{text:?}");
        }
    }

    #[test]
    fn a_path_wants_its_own_headers_and_those_of_every_path() {
        let wanted = "/*\n  A: b\n/\n  C: d\n/e\n  F: g: h\n";
        assert_eq!(wanted_at("", wanted), [("A", "b")]);
        assert_eq!(wanted_at("/e", wanted), [("A", "b"), ("F", "g: h")]);
    }

    #[test]
    fn headers_are_compared_by_name_in_any_case() {
        let wanted = "/*\n  Content-Security-Policy: a\n  B: c\n  D: e\n/\n  Cache-Control: x\n";
        let sent = "HTTP/2 302\r\ncontent-security-policy: old\r\n\r\nHTTP/2 200\r\n\
            content-security-policy: a\r\nb: d\r\n\r\n";
        assert_eq!(
            compare_headers(wanted, sent),
            "Header of the page       in the copy\n\
             Content-Security-Policy     the same\n\
             B                            DIFFERS\n\
             D                            MISSING\n"
        );
    }
}
