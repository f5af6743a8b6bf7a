//! `test hosting`: the settings for web servers, checked by those that read them.
//!
//! nginx and Caddy check theirs. `hosting.py` checks what cannot run here: CloudFront's policy
//! against Amazon's model of it, its function in Node.js, and the workflow for GitHub Pages.

use crate::dist;
use crate::prelude::*;
use crate::tools::{debian, node, peers};

/// nginx's list of media types.
pub const TYPES: &str = "/etc/nginx/mime.types";

/// Checks all settings.
pub fn hosting(project: &Project) -> Result<()> {
    let servers = debian::web_servers(project)?;
    peers::ensure(project)?;
    node::ensure(project)?;
    dist::build_if_changed(project)?;
    let (sh, settings) = (&project.sh, dist::settings(project));
    let python = peers::venv(project).join("bin/python");
    let others = cmd!(sh, "{python} xtask/src/hosting.py {settings}/cloudfront.json").run();
    let others = others.step("CloudFront and GitHub Pages", "fix their files in hosting/");
    let nginx = nginx(project, &servers).step("nginx", "fix hosting/nginx.conf");
    let caddy = cmd!(sh, "{servers}/usr/bin/caddy validate --adapter caddyfile");
    let caddy = caddy.arg("--config").arg(settings.join("Caddyfile")).run();
    others.and(nginx).and(caddy.step("Caddy", "fix hosting/Caddyfile"))
}

/// Checks nginx's settings inside an http block, without the certificate that is not here.
fn nginx(project: &Project, servers: &Path) -> Result<()> {
    let sh = &project.sh;
    let scratch = project.target().join("nginx");
    sh.remove_path(&scratch)?;
    let settings = sh.read_file(dist::settings(project).join("nginx.conf"))?;
    let lines = settings.lines().filter(|line| !line.trim().starts_with("ssl_certificate"));
    // Ports that need no root.
    let settings = lines.collect::<Vec<_>>().join("\n").replace("listen 80;", "listen 20080;");
    let settings = settings.replace("listen 443 ssl;", "listen 20443;");
    let settings = settings.replace(TYPES, &format!("{}{TYPES}", servers.display()));
    // It creates these folders even for a check.
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path temporary;"));
    let settings = format!(
        "pid nginx.pid; events {{}} http {{ access_log off; {} {settings} }}",
        temporary.concat()
    );
    sh.write_file(scratch.join("nginx.conf"), settings)?;
    let nginx = cmd!(sh, "{servers}/usr/sbin/nginx -t -e stderr -p {scratch} -c nginx.conf");
    Ok(nginx.run()?)
}
