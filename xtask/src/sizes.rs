//! The sizes of the site's files on their way to a browser: raw, gzip and brotli.

use std::cmp::Reverse;
use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use comfy_table::{CellAlignment, Table, presets};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::prelude::*;
use crate::project::files;
use crate::site::{HEADERS, SINGLE, SUMS};

/// The sizes of one file, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Sizes {
    name: String,
    raw: u64,
    gzip: u64,
    /// Compressed by brotli at its highest level.
    pub brotli: u64,
}

impl Sizes {
    /// Whether a browser loads it along with the page. The others are for hosts and people.
    pub fn is_loaded(&self) -> bool {
        ![SINGLE, HEADERS, SUMS].contains(&self.name.as_str())
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
        let [raw, gzip, brotli] =
            [bytes.len(), gzip.finish()?.len(), brotli.len()].map(|size| size as u64);
        Ok(Self { name, raw, gzip, brotli })
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

/// The files with their sizes, the largest first, and the total of those that a browser loads.
pub fn table(files: &[Sizes]) -> String {
    let (mut loaded, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.is_loaded());
    loaded.sort_by_key(|file| Reverse(file.brotli));
    let total = |size: fn(&Sizes) -> u64| loaded.iter().map(|file| size(file)).sum();
    let total = Sizes {
        name: "Total over the wire".to_owned(),
        raw: total(|file| file.raw),
        gzip: total(|file| file.gzip),
        brotli: total(|file| file.brotli),
    };
    let mut table = plain_table(&["File", "raw", "gzip -9", "brotli -11"]);
    for file in loaded.into_iter().chain([&total]).chain(others) {
        let sizes = [file.raw, file.gzip, file.brotli].map(thousands);
        table.add_row(std::iter::once(file.name.clone()).chain(sizes));
    }
    format!("{}\n", table.trim_fmt())
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
    fn the_total_counts_what_a_browser_loads() {
        let file = |name: &str, brotli| Sizes { name: name.into(), raw: 5_000, gzip: 200, brotli };
        let text = table(&[file("a.js", 900), file("b.wasm", 1_900), file("keycutter.html", 800)]);
        let expected = "File                    raw  gzip -9  brotli -11\n\
            b.wasm                5 000      200       1 900\n\
            a.js                  5 000      200         900\n\
            Total over the wire  10 000      400       2 800\n\
            keycutter.html        5 000      200         800\n";
        assert_eq!(text, expected);
        assert_eq!(thousands(1_234_567), "1 234 567");
    }
}
