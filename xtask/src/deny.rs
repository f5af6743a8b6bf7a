//! `test deny`: licences, sources and advisories of what is built in, by cargo-deny and `deny.toml`.

use crate::http;
use crate::prelude::*;
use crate::tools;
use crate::tools::cargo_tool::cargo_deny;

/// Each lock file's workspace, with what is checked of it. Fuzz targets are not distributed, so
/// their licences do not matter.
const WORKSPACES: [(&str, &[&str]); 2] =
    [("Cargo.toml", &["bans", "licenses", "sources"]), ("fuzz/Cargo.toml", &["bans", "sources"])];
/// How git asks for the database of advisories, which not every machine can reach.
const DATABASE: &str = "https://github.com/RustSec/advisory-db/info/refs?service=git-upload-pack";

/// What a part of the checks leaves out, as a sentence, if anything.
pub type Skipped = Option<String>;

/// Checks both lock files.
pub fn deny(project: &Project) -> Result<Skipped> {
    let tool = cargo_deny();
    tools::ensure(project, &[tool.tool(project)])?;
    let (sh, deny) = (&project.sh, tool.program(project));
    let check = |manifest: &str, checks: &[&str]| {
        let deny = cmd!(sh, "{deny} --manifest-path {manifest} --workspace --locked check");
        let fix = "see above which crate it is; deny.toml says what is allowed";
        deny.args(checks).run().step("deny", fix)
    };
    for (manifest, checks) in WORKSPACES {
        check(manifest, checks)?;
    }
    let database = http::get(DATABASE).and_then(|answer| {
        ensure!(answer.status() == 200, "{DATABASE} answers {}", answer.status());
        Ok(())
    });
    if let Err(why) = database {
        return Ok(Some(format!("advisories and yanked versions were NOT checked: {why:#}.")));
    }
    for (manifest, _) in WORKSPACES {
        check(manifest, &["advisories"])?;
    }
    Ok(None)
}
