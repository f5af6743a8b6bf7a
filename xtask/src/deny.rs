//! `test deny`: licences, sources and advisories of what is built in, by cargo-deny and `deny.toml`.

use crate::prelude::*;
use crate::tools::cargo_tool::CARGO_DENY;

/// Each lock file's workspace, with what is checked of it. Fuzz targets are not distributed, so
/// their licences do not matter.
const WORKSPACES: [(&str, &[&str]); 2] =
    [("Cargo.toml", &["bans", "licenses", "sources"]), ("fuzz/Cargo.toml", &["bans", "sources"])];
/// What is left out where the database of advisories, which is a git repository, is out of reach.
const SKIPPED: &str = "advisories and yanked versions were NOT checked, since RustSec's database \
    cannot be fetched";

/// Checks both lock files. Returns what was left out, if anything was.
pub fn deny(project: &Project) -> Result<Option<&'static str>> {
    CARGO_DENY.ensure(project)?;
    let (sh, deny) = (&project.sh, CARGO_DENY.program(project));
    let check = |manifest: &str, checks: &[&str]| {
        let deny = cmd!(sh, "{deny} --manifest-path {manifest} --workspace --locked check");
        let fix = "see above which crate it is; deny.toml says what is allowed";
        deny.args(checks).run().step("deny", fix)
    };
    for (manifest, checks) in WORKSPACES {
        check(manifest, checks)?;
    }
    if cmd!(sh, "{deny} fetch db").run().is_err() {
        return Ok(Some(SKIPPED));
    }
    for (manifest, _) in WORKSPACES {
        check(manifest, &["advisories"])?;
    }
    Ok(None)
}
