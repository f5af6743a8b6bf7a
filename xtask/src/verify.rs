//! `verify`: builds the site, with which the crate of that name compares a copy.

use verify::Verify;

use crate::args;
use crate::dist;
use crate::prelude::*;

/// Builds the site and compares the copy with it.
pub fn verify(project: &Project, options: &args::Verify) -> Result<()> {
    // Not into `dist`, which may be the copy.
    let scratch = project.target().join("verify");
    let own = scratch.join("own");
    dist::build_into(&own, &scratch.join("hosting"), project, &options.made)?;
    let args::Verify { place, without_headers, signature, browser, .. } = options;
    let (without_headers, browser) = (*without_headers, *browser);
    Verify { place, own: &own, without_headers, signature: signature.as_deref(), browser }
        .run(&project.sh)
}
