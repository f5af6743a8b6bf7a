//! The sizes of the site's files on their way to a browser: raw, gzip and brotli.

use std::cmp::Reverse;
use std::fs;

use comfy_table::{CellAlignment, Table, presets};

use crate::prelude::*;
use crate::program::NAME;
use crate::project::files;
use crate::sbom::SBOM;
use crate::{COMPRESSED, HEADERS, SINGLE, SUMS, is_compressed};

/// The sizes of one file in bytes: raw, by gzip and by brotli.
pub struct Sizes {
    name: String,
    bytes: [u64; 3],
}

impl Sizes {
    /// Compressed by brotli.
    #[must_use]
    pub fn brotli(&self) -> u64 {
        self.bytes[2]
    }

    /// Whether a browser loads it. The others are for hosts and people.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        ![SINGLE, HEADERS, SUMS, SBOM].contains(&self.name.as_str())
    }

    /// Whether a browser loads it before the first screen works, and not when it is asked for.
    #[must_use]
    pub fn is_first(&self) -> bool {
        let is_program = Path::new(&self.name).extension().is_some_and(|it| it == "wasm");
        self.is_loaded() && (!is_program || self.name.starts_with(NAME))
    }

    fn total<'a>(name: &str, files: impl Iterator<Item = &'a Self>) -> Self {
        let bytes = files
            .fold([0; 3], |total, file| [0, 1, 2].map(|column| total[column] + file.bytes[column]));
        Self { name: name.to_owned(), bytes }
    }
}

/// Measures every file below `dist`. What has no compressed form is sent as it is.
///
/// # Errors
///
/// When a file cannot be read.
pub fn measure(dist: &Path) -> Result<Vec<Sizes>> {
    let mut measured = Vec::new();
    for file in files(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
        if !is_compressed(&name) {
            let raw = fs::metadata(&file)?.len();
            let size = |ending| {
                let form = fs::metadata(dist.join(name.clone() + ending));
                form.map_or(raw, |form| form.len())
            };
            let [gzip, brotli] = COMPRESSED.map(size);
            measured.push(Sizes { name, bytes: [raw, gzip, brotli] });
        }
    }
    Ok(measured)
}

/// What a browser loads before the first screen works.
#[must_use]
pub fn first_visit(files: &[Sizes]) -> Sizes {
    Sizes::total("First visit", files.iter().filter(|file| file.is_first()))
}

/// What a browser ever loads.
#[must_use]
pub fn all_parts(files: &[Sizes]) -> Sizes {
    Sizes::total("With all parts", files.iter().filter(|file| file.is_loaded()))
}

/// The files with their sizes, the largest first: what the first screen needs and its total, what is
/// loaded later and the total of both, and what no browser loads.
#[must_use]
pub fn table(files: &[Sizes]) -> String {
    let totals = [first_visit(files), all_parts(files)];
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|file| Reverse(file.brotli()));
    let (first, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.is_first());
    let (later, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|file| file.is_loaded());
    let rows = first.into_iter().chain([&totals[0]]).chain(later).chain([&totals[1]]).chain(others);
    let mut table = plain_table(&["File", "raw", "gzip -9", "brotli -11"]);
    for file in rows {
        table.add_row(std::iter::once(file.name.clone()).chain(file.bytes.map(thousands)));
    }
    table.trim_fmt() + "\n"
}

/// A table without lines: the first column to the left, the others to the right.
fn plain_table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        if column.index > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A number with its thousands apart.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_totals_count_what_a_browser_loads() {
    let names = ["a.js", "keycutter-1.wasm", "keycutter.html", "paste-1.wasm"];
    let files = names.map(|name| Sizes { name: name.to_owned(), bytes: [5_000, 700, 600] });
    assert_eq!(first_visit(&files).bytes, [10_000, 1_400, 1_200]);
    assert_eq!(all_parts(&files).bytes, [15_000, 2_100, 1_800]);
    let table = table(&files);
    let order = table.lines().map(|line| line.split("  ").next().unwrap_or_default());
    let expected = ["File", "a.js", names[1], "First visit", names[3], "With all parts", names[2]];
    assert_eq!(order.collect::<Vec<_>>(), expected);
    assert_eq!(thousands(1_234_567), "1 234 567");
}
