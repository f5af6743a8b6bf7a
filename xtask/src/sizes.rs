//! What the page weighs on its way to a browser: every file raw, gzipped and by brotli.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::Run;
use crate::ship;
use crate::table;
use crate::trouble::{Outcome, Trouble};

const STEP: &str = "Measuring the page";
/// Node is there whenever wasm-opt is, and has both compressors: so none is compiled here.
const SCRIPT: &str = "
const { readFileSync } = require('node:fs');
const { gzipSync, brotliCompressSync, constants } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const raw = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  };
  const gzip = gzipSync(raw, { level: 9 });
  console.log(raw.length, gzip.length, brotliCompressSync(raw, { params }).length);
}";

/// One file of the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Sized {
    name: String,
    raw: u64,
    gzip: u64,
    /// Its size by brotli at the highest level.
    pub brotli: u64,
}

impl Sized {
    /// Whether a browser loads it along with the page. The others are for hosts and people.
    pub fn is_loaded(&self) -> bool {
        ![ship::SINGLE, ship::HEADERS, ship::SUMS].contains(&self.name.as_str())
    }
}

/// Measures every file below `dist`.
pub fn measure(dist: &Path) -> Outcome<Vec<Sized>> {
    let files = files(dist)?;
    let said = Run::new(STEP, "node")
        .args(["-e", SCRIPT])
        .args(&files)
        .mend("install Node.js 18 or newer and run this again")
        .read()?;
    let sizes = said.lines().map(parse).collect::<Option<Vec<_>>>();
    let sizes = sizes.filter(|sizes| sizes.len() == files.len());
    let sizes = sizes.ok_or_else(|| {
        Trouble::new(
            STEP,
            "`node` printed something else than sizes",
            "check that `node` on the PATH is Node.js 18 or newer",
        )
    })?;
    Ok(files
        .iter()
        .zip(sizes)
        .map(|(file, [raw, gzip, brotli])| Sized {
            name: file.strip_prefix(dist).unwrap_or(file).display().to_string(),
            raw,
            gzip,
            brotli,
        })
        .collect())
}

fn parse(line: &str) -> Option<[u64; 3]> {
    let sizes: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    sizes.try_into().ok()
}

/// Every file below a folder, by name.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let trouble = |error| Trouble::file(STEP, "read", folder, &error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let path = entry.map_err(trouble)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The files with their sizes, the largest first, and the total of those a browser loads.
pub fn table(files: &[Sized]) -> String {
    let loaded = || files.iter().filter(|file| file.is_loaded());
    let total = |size: fn(&Sized) -> u64| loaded().map(size).sum::<u64>();
    let row = |name: &str, sizes: [u64; 3]| {
        let mut row = vec![name.to_owned()];
        row.extend(sizes.map(thousands));
        row
    };
    let of_file = |file: &Sized| row(&file.name, [file.raw, file.gzip, file.brotli]);
    let mut by_weight: Vec<_> = loaded().collect();
    by_weight.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    let mut rows = vec![["File", "raw", "gzip -9", "brotli -11"].map(str::to_owned).to_vec()];
    rows.extend(by_weight.into_iter().map(of_file));
    rows.push(row(
        "Total over the wire",
        [total(|file| file.raw), total(|file| file.gzip), total(|file| file.brotli)],
    ));
    let beside: Vec<_> = files.iter().filter(|file| !file.is_loaded()).map(of_file).collect();
    if !beside.is_empty() {
        rows.push(vec!["Beside the page:".to_owned()]);
        rows.extend(beside);
    }
    table::draw(&rows)
}

/// A number with its thousands apart.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_threes() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(160_000), "160 000");
        assert_eq!(thousands(1_234_567), "1 234 567");
    }

    #[test]
    fn only_three_numbers_are_sizes() {
        assert_eq!(parse("3 2 1"), Some([3, 2, 1]));
        assert_eq!(parse("3 2"), None);
        assert_eq!(parse("v20"), None);
    }

    #[test]
    fn the_heaviest_file_comes_first_and_the_total_last() {
        let file =
            |name: &str, brotli| Sized { name: name.to_owned(), raw: 5_000, gzip: 2_000, brotli };
        let text = table(&[file("a.js", 900), file("b.wasm", 1_900), file("keycutter.html", 800)]);
        assert_eq!(
            text,
            "File                    raw  gzip -9  brotli -11\n\
             b.wasm                5 000    2 000       1 900\n\
             a.js                  5 000    2 000         900\n\
             Total over the wire  10 000    4 000       2 800\n\
             Beside the page:\n\
             keycutter.html        5 000    2 000         800\n"
        );
    }
}
