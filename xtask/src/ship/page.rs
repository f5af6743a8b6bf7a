//! `index.html` as it is hosted, and the page in one file.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use miniz_oxide::deflate::compress_to_vec_zlib;

use super::STEP;
use super::files::{integrity, source};
use super::policy::Policy;
use crate::seal::html::{self, attribute, map_tags};
use crate::trouble::{Outcome, Trouble};

/// The page as Trunk left it.
pub struct Page<'a>(&'a str);

/// The files the page loads. The program is not among them, since its script fetches it: said ahead
/// of need, WebKit would load it twice.
pub struct Loads<'a> {
    /// The script's name.
    pub script: &'a str,
    /// What is in the script.
    pub text: &'a [u8],
    /// The icon's name.
    pub icon: &'a str,
    /// The manifest's name.
    pub manifest: &'a str,
}

impl<'a> Page<'a> {
    /// The page, if it is one that is known.
    pub fn new(page: &'a str) -> Outcome<Self> {
        let bootstraps = html::inline(page, "script").len();
        if bootstraps == 1 && page.contains("</head>") && policy(page).is_some() {
            return Ok(Self(page));
        }
        Err(Trouble::new(
            STEP,
            "Trunk's index.html does not hold one inline script, a head and a policy",
            "see what Trunk writes there",
        ))
    }

    /// What the page may do, without the script that Trunk put into it.
    pub fn policy(&self) -> Policy {
        let mut policy = Policy::parse(policy(self.0).unwrap_or_default());
        policy.sources("script-src").retain(|source| !source.starts_with("'sha"));
        policy
    }

    /// The name of the icon's file.
    pub fn icon(&self) -> Option<&'a str> {
        let mut icon = None;
        map_tags(self.0, "link", |tag| {
            if attribute(tag, "rel") == Some("icon") {
                icon = attribute(tag, "href");
            }
            String::new()
        });
        icon.map(|icon| icon.trim_start_matches("./"))
    }

    /// The page as a host serves it: the script has its checksum beside its name.
    pub fn hosted(&self, policy: &Policy, loads: &Loads) -> String {
        let Loads { script, text, icon, manifest } = loads;
        let links = format!(
            "<link rel=\"manifest\" href=\"./{manifest}\">\
             <script type=\"module\" src=\"./{script}\" integrity=\"{}\"></script>",
            integrity(text),
        );
        self.with(policy, &format!("./{icon}"), &links)
    }

    /// The page in one file: nothing in it is loaded from anywhere.
    pub fn single(&self, mut policy: Policy, script: &str, icon: &[u8]) -> Outcome<String> {
        // Inside a script, these would end it or change how it is read.
        if script.contains("</script") || script.contains("<!--") {
            return Err(Trouble::new(
                STEP,
                "the script cannot stand inside a page",
                "see where </script or <!-- comes from in it",
            ));
        }
        let own = policy.sources("script-src");
        own.retain(|source| source != "'self'");
        own.insert(0, source(script));
        policy.sources("connect-src").retain(|source| source != "'self'");
        *policy.sources("img-src") = vec!["data:".to_owned()];
        // It hands the browser no code, and a name nobody takes would be a stranger's to take.
        *policy.sources("trusted-types") = vec!["'none'".to_owned()];
        for unused in ["manifest-src", "worker-src"] {
            policy.remove(unused);
        }
        let icon = format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(icon));
        Ok(self.with(&policy, &icon, &format!("<script type=\"module\">{script}</script>")))
    }

    fn with(&self, policy: &Policy, icon: &str, links: &str) -> String {
        let page = html::without_inline(self.0, "script");
        let page = map_tags(&page, "link", |tag| match attribute(tag, "rel") {
            Some("modulepreload" | "preload") => String::new(),
            Some("icon") => format!("<link rel=\"icon\" href=\"{icon}\">"),
            _ => tag.to_owned(),
        });
        let page = map_tags(&page, "meta", |tag| {
            if is_policy(tag) {
                format!("<meta http-equiv=\"{CSP}\" content=\"{policy}\">")
            } else {
                tag.to_owned()
            }
        });
        page.replacen("</head>", &format!("{links}</head>"), 1)
    }
}

/// A program as it stands inside a script.
pub fn packed(program: &[u8]) -> String {
    BASE64_STANDARD.encode(compress_to_vec_zlib(program, 10))
}

const CSP: &str = "Content-Security-Policy";

fn is_policy(tag: &str) -> bool {
    attribute(tag, "http-equiv") == Some(CSP)
}

/// The text of the page's policy.
fn policy(page: &str) -> Option<&str> {
    let mut found = None;
    map_tags(page, "meta", |tag| {
        if is_policy(tag) {
            found = attribute(tag, "content");
        }
        String::new()
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta\nhttp-equiv=\"Content-Security-Policy\"\ncontent=\"\
        script-src 'self' 'wasm-unsafe-eval' 'sha256-x='; img-src 'self'; worker-src 'self';\n\
        connect-src 'self'\nhttps://a.example;\ntrusted-types k\"\n/>\n<meta name=\"a\">\
        <link rel=\"icon\" href=\"./icon-1.svg\" integrity=\"sha384-y\"/>\
        <script type=\"module\">import init from './k.js'</script>\
        <link rel=\"modulepreload\" href=\"./k.js\"><link rel=\"preload\" href=\"./k.wasm\"></head>";

    #[test]
    fn a_hosted_page_loads_by_checksum_and_runs_nothing_inline() {
        let page = Page::new(PAGE).unwrap();
        assert_eq!(page.icon(), Some("icon-1.svg"));
        let loads =
            Loads { script: "k-2.js", text: b"", icon: "icon-2.svg", manifest: "m-2.webmanifest" };
        let empty = integrity(b"");
        assert_eq!(
            page.hosted(&page.policy(), &loads),
            format!(
                "<head><meta http-equiv=\"Content-Security-Policy\" content=\"\
                 script-src 'self' 'wasm-unsafe-eval'; img-src 'self'; worker-src 'self'; \
                 connect-src 'self' https://a.example; trusted-types k\">\n<meta name=\"a\">\
                 <link rel=\"icon\" href=\"./icon-2.svg\">\
                 <link rel=\"manifest\" href=\"./m-2.webmanifest\">\
                 <script type=\"module\" src=\"./k-2.js\" integrity=\"{empty}\"></script></head>"
            )
        );
    }

    #[test]
    fn the_page_in_one_file_runs_that_script_and_loads_nothing() {
        let page = Page::new(PAGE).unwrap();
        let single = page.single(page.policy(), "init()", b"").unwrap();
        let hash = source("init()");
        let policy = format!(
            "content=\"script-src {hash} 'wasm-unsafe-eval'; img-src data:; \
             connect-src https://a.example; trusted-types 'none'\""
        );
        assert!(single.contains(&policy), "{single}");
        assert!(single.ends_with("<script type=\"module\">init()</script></head>"), "{single}");
        assert!(single.contains("href=\"data:image/svg+xml;base64,\"") && !single.contains("./"));
        assert!(page.single(page.policy(), "'</script>'", b"").is_err());
    }

    #[test]
    fn a_page_that_is_not_as_trunk_leaves_it_is_refused() {
        assert!(Page::new("<head></head>").is_err());
        assert!(Page::new(&PAGE.replace("Content-Security-Policy", "x")).is_err());
    }

    #[test]
    fn a_program_is_packed_the_same_every_time() {
        assert_eq!(packed(b"aaaaaaaa"), packed(b"aaaaaaaa"));
        let bytes = BASE64_STANDARD.decode(packed(b"program")).unwrap();
        assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&bytes).unwrap(), b"program");
    }
}
