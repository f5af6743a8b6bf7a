//! `test hosting`: the settings for web servers, checked by those that read them.
//!
//! nginx and Caddy serve the site with theirs, and `verify` has to find nothing. `hosting.py` checks what
//! cannot run here: CloudFront's policy against Amazon's model of it, its function in Node.js, and the
//! workflow for GitHub Pages.

use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use verify::{Files, Findings, Host, browser, get, in_folder};

use crate::dist;
use crate::prelude::*;
use crate::run::Running;
use crate::tools::debian::{self, Browser};
use crate::tools::{node, peers};

/// nginx's list of media types.
pub const TYPES: &str = "/etc/nginx/mime.types";
const TIMEOUT: Duration = Duration::from_secs(10);

/// Checks all settings.
pub fn hosting(project: &Project) -> Result<()> {
    let servers = debian::web_servers(project)?;
    peers::ensure(project)?;
    node::ensure(project)?;
    debian::ensure_browsers(project, &[Browser::Chromium])?;
    dist::build_if_changed(project)?;
    let (sh, settings) = (&project.sh, dist::settings(project));
    let python = peers::venv(project).join("bin/python");
    let others = cmd!(sh, "{python} xtask/src/hosting.py {settings}/cloudfront.json").run();
    let others = others.step("CloudFront and GitHub Pages", "fix their files in hosting/");
    let own = in_folder(sh, &dist::folder(project))?;
    let nginx = serve(
        |port| nginx(project, &servers, port),
        |url| {
            verify(url, &own)?;
            in_browser(sh, url, &own)
        },
    );
    let caddy = serve(|port| caddy(project, &servers, port), |url| verify(url, &own));
    others
        .and(nginx.step("nginx", "fix hosting/nginx.conf"))
        .and(caddy.step("Caddy", "fix hosting/Caddyfile"))
}

/// Starts a server with its settings, and does something while it runs.
fn serve<'a>(
    server: impl FnOnce(u16) -> Result<Cmd<'a>>,
    visit: impl FnOnce(&str) -> Result<()>,
) -> Result<()> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let _running = Running::start(server(port)?)?;
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(start.elapsed() < TIMEOUT, "it does not listen");
        thread::sleep(Duration::from_millis(50));
    }
    visit(&format!("http://127.0.0.1:{port}/"))
}

fn verify(url: &str, own: &Files) -> Result<()> {
    let mut findings = Findings::default();
    Host::new(url, own, false, TIMEOUT).check(&mut findings);
    findings.conclude(url, "see above")?;
    let worker = get(&format!("{url}evil.js"), &[("Service-Worker", "script")], 10_000, TIMEOUT)?;
    let is_ours = String::from_utf8_lossy(worker.body()).contains("registration.unregister()");
    ensure!(worker.status() == 200 && is_ours, "it does not replace a foreign service worker");
    Ok(())
}

/// Chromium runs this build there, and notices when the service worker is another one.
fn in_browser(sh: &Shell, url: &str, own: &Files) -> Result<()> {
    let look = |own: &Files| {
        let mut findings = Findings::default();
        browser::check(sh, &Host::new(url, own, false, TIMEOUT), &mut findings).map(|()| findings)
    };
    look(own)?.conclude(url, "see above")?;
    let mut other = own.clone();
    other.insert("sw.js".to_owned(), b"another worker".into());
    ensure!(look(&other)?.conclude(url, "").is_err(), "another service worker is not noticed");
    println!("As it should: that worker is not the one that was looked for.");
    Ok(())
}

/// nginx with its settings inside an http block, without the certificate that is not here.
fn nginx<'a>(project: &'a Project, servers: &Path, port: u16) -> Result<Cmd<'a>> {
    let sh = &project.sh;
    let scratch = project.target().join("nginx");
    sh.remove_path(&scratch)?;
    let settings = sh.read_file(dist::settings(project).join("nginx.conf"))?;
    let lines = settings.lines().filter(|line| {
        !["ssl_certificate", "listen 80;"].iter().any(|it| line.trim().starts_with(it))
    });
    let settings = lines.collect::<Vec<_>>().join("\n");
    let settings =
        settings.replace("listen 443 ssl;", &format!("listen 127.0.0.1:{port} default_server;"));
    let settings = settings.replace(TYPES, &format!("{}{TYPES}", servers.display()));
    let settings = settings.replace("/srv/keycutter", &dist::folder(project).display().to_string());
    // It creates these folders.
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path temporary;"));
    let settings = format!(
        "pid nginx.pid; daemon off; master_process off; events {{}} http {{ access_log off; {} {settings} }}",
        temporary.concat()
    );
    sh.write_file(scratch.join("nginx.conf"), settings)?;
    Ok(cmd!(sh, "{servers}/usr/sbin/nginx -e stderr -p {scratch} -c nginx.conf"))
}

/// Caddy with its settings, without a certificate, which it would ask for elsewhere.
fn caddy<'a>(project: &'a Project, servers: &Path, port: u16) -> Result<Cmd<'a>> {
    let sh = &project.sh;
    let scratch = project.target().join("caddy");
    let settings = sh.read_file(dist::settings(project).join("Caddyfile"))?;
    let site = format!("{{\n\tadmin off\n}}\nhttp://127.0.0.1:{port} {{");
    let settings = settings.replace("keys.example.com {", &site);
    let settings = settings.replace("/srv/keycutter", &dist::folder(project).display().to_string());
    let file = scratch.join("Caddyfile");
    sh.write_file(&file, settings)?;
    let caddy = cmd!(sh, "{servers}/usr/bin/caddy run --adapter caddyfile --config {file}");
    Ok(caddy.env("XDG_DATA_HOME", &scratch).env("XDG_CONFIG_HOME", &scratch))
}
