//! The sizes of the site's files on their way to a browser: raw, gzip and brotli.

use std::cmp::Reverse;
use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use comfy_table::{CellAlignment, Table, presets};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::prelude::*;
use crate::project::files;
use crate::site::program::NAME;
use crate::site::{HEADERS, SINGLE, SUMS};

/// The columns of the table.
const HEADER: [&str; 4] = ["File", "raw", "gzip -9", "brotli -11"];

/// The sizes of one file in bytes: raw, by gzip and by brotli, each at its highest level.
pub struct Sizes {
    name: String,
    bytes: [u64; 3],
}

impl Sizes {
    /// Compressed by brotli at its highest level.
    pub fn brotli(&self) -> u64 {
        self.bytes[2]
    }

    /// Whether a browser loads it. The others are for hosts and people.
    pub fn is_loaded(&self) -> bool {
        ![SINGLE, HEADERS, SUMS].contains(&self.name.as_str())
    }

    /// Whether a browser loads it before the first screen works, and not when it is asked for.
    pub fn is_first(&self) -> bool {
        let is_program = Path::new(&self.name).extension().is_some_and(|it| it == "wasm");
        self.is_loaded() && (!is_program || self.name.starts_with(NAME))
    }

    fn of(name: String, bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let parameters = BrotliEncoderParams {
            quality: 11,
            lgwin: 24,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
        let bytes = [bytes.len(), gzip.finish()?.len(), brotli.len()].map(|size| size as u64);
        Ok(Self { name, bytes })
    }
}

/// Measures every file below `dist`.
pub fn measure(project: &Project, dist: &Path) -> Result<Vec<Sizes>> {
    let sh = &project.sh;
    let measured = files(dist)?.into_iter().map(|file| {
        let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
        Sizes::of(name, &sh.read_binary_file(&file)?)
    });
    measured.collect()
}

/// The files with their sizes, the largest first: what the first screen needs and its total, what is
/// loaded later and the total of both, and what no browser loads.
pub fn table(files: &[Sizes]) -> String {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|file| Reverse(file.brotli()));
    let (first, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.is_first());
    let (later, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|file| file.is_loaded());
    let first_total = total("First visit", &first);
    let all = total("With all parts", &[first.as_slice(), &later].concat());
    let first = first.into_iter().chain([&first_total]);
    let mut table = plain_table(&HEADER);
    for file in first.chain(later).chain([&all]).chain(others) {
        table.add_row(std::iter::once(file.name.clone()).chain(file.bytes.map(thousands)));
    }
    format!("{}\n", table.trim_fmt())
}

fn total(name: &str, files: &[&Sizes]) -> Sizes {
    let total = |column: usize| files.iter().map(|file| file.bytes[column]).sum();
    Sizes { name: name.to_owned(), bytes: [0, 1, 2].map(total) }
}

/// A table without lines: the first column to the left, the others to the right.
pub fn plain_table(header: &[&str]) -> Table {
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
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_totals_count_what_a_browser_loads() {
        let file = |name: &str, brotli| Sizes { name: name.into(), bytes: [5_000, 200, brotli] };
        let files = [
            file("a.js", 900),
            file("keycutter-1.wasm", 1_900),
            file("keycutter.html", 3_800),
            file("paste-1.wasm", 700),
        ];
        let text = table(&files);
        let expected = "File                 raw  gzip -9  brotli -11\n\
            keycutter-1.wasm   5 000      200       1 900\n\
            a.js               5 000      200         900\n\
            First visit       10 000      400       2 800\n\
            paste-1.wasm       5 000      200         700\n\
            With all parts    15 000      600       3 500\n\
            keycutter.html     5 000      200       3 800\n";
        assert_eq!(text, expected);
        assert_eq!(thousands(1_234_567), "1 234 567");
    }
}
