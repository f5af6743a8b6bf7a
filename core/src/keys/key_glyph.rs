//! A glyph for an access key id: the outline of a door key.
//!
//! Its blade has sixteen cuts, one for each of the id's last sixteen characters, each of one of eight
//! depths (the key's bitting). The same id always has the same glyph, so that two rows are easily
//! distinguished. It proves nothing.

use std::fmt::Write as _;

use super::AccessKeyId;

/// How many cuts a key has.
pub const CUTS: usize = 16;

/// How many depths a cut can have; depth 0 is no cut.
pub const DEPTHS: u8 = 8;

/// The drawing's left, top, width and height in its own units: pixels at its natural size.
pub const VIEW_BOX: &str = "0 0 96 24";

/// The depths of the sixteen cuts, from the bow (the handle) to the tip.
pub type Bitting = [u8; CUTS];

/// The bitting of an id. Ids shorter than sixteen characters have no cuts next to the bow.
#[must_use]
pub fn bitting(id: &AccessKeyId) -> Bitting {
    let mut depths = [0; CUTS];
    for (depth, byte) in depths.iter_mut().rev().zip(id.as_str().bytes().rev()) {
        // Ids are base32 (A–Z, 2–7). An odd factor spreads neighbouring letters over the depths.
        let digit = if byte.is_ascii_alphabetic() { byte & 31 } else { byte.wrapping_add(10) };
        *depth = digit.wrapping_mul(5) % DEPTHS;
    }
    depths
}

/// A key without cuts, for where there is no id yet.
pub const BLANK: Bitting = [0; CUTS];

/// The outline as SVG path data in the [`VIEW_BOX`]: a round bow with its hole, a
/// straight back, and the cuts along the lower edge. Edges lie on half pixels, so that a one-pixel
/// stroke is crisp at natural size.
#[must_use]
pub fn outline(bitting: &Bitting) -> String {
    // The hole, then the bow's upper half, and along the back to the tip.
    let mut path = String::from(
        "M9.5 9a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5Z\
         M19.5 6.5A9 9 0 1 0 19.5 16.5H23.5V19.5H25.5",
    );
    for (n, depth) in (0u32..).zip(bitting) {
        // Four units per cut: one down, two along, one to the next.
        let x = 26 + 4 * n;
        let y = 19 - u32::from(*depth);
        // Writing to a String cannot fail.
        let _ = write!(path, "L{x}.5 {y}.5H{}.5", x + 2);
    }
    path.push_str("L91.5 16.5L94.5 11.5L89.5 6.5Z");
    path
}
