//! `bench`: the page measured beside peers. The measuring is done by `bench/measure.js`.

use site::WASM;

use crate::build_env::Profile;
use crate::dist;
use crate::prelude::*;
use crate::tools::debian::{self, Browser};
use crate::tools::node;

/// Measures and writes `docs/bench.md`.
pub fn bench(project: &Project) -> Result<()> {
    debian::ensure_browsers(project, &[Browser::Chromium])?;
    dist::build_if_changed(project)?;
    let (sh, site) = (&project.sh, dist::folder(project));
    let work = sh.create_dir(project.target().join("bench"))?;
    // What signs in the page, built as the page is but for what splits that.
    let vars = Profile::Site.vars(project);
    cmd!(sh, "cargo build --package bench --release --locked --target {WASM}").envs(vars).run()?;
    let linked = project.target().join(WASM).join("release/sign.wasm");
    let (wasm_opt, program) = (node::bin(project).join("wasm-opt"), work.join("sign.wasm"));
    cmd!(sh, "{wasm_opt} --all-features -Oz --output {program} {linked}").run()?;

    cmd!(sh, "npm ci --ignore-scripts --no-audit --no-fund --prefix bench").run()?;
    let measure = cmd!(sh, "node bench/measure.js {site} {program} {work}");
    let report = measure.env("KEYCUTTER_CHROMIUM", which("chromium")?).read()?;
    Ok(sh.write_file("docs/bench.md", report + "\n")?)
}
