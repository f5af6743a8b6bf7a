//! Looks at the text, counted.
//!
//! Whoever makes a text must not be able to make its reader look at the same bytes again and again:
//! a file of a megabyte would hold the tab, and its idle lock, for as long. So every loop over the
//! text tells here how many bytes it looks at, and where debug assertions are on, which is in tests
//! and under the fuzzer, [`super::read`] ends by asserting that they were few. A clock would tell
//! less, and not on every machine. In the page none of this is left.

use std::cell::Cell;

/// More looks at a byte than any text brings about, on the average.
const MOST: usize = 256;

thread_local! {
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

/// So many bytes are looked at.
pub fn add(bytes: usize) {
    if cfg!(debug_assertions) {
        LOOKS.set(LOOKS.get() + bytes);
    }
}

/// Begins anew after a text of such a length, and tells whether the looks at it were few.
pub fn were_few(length: usize) -> bool {
    LOOKS.take() <= MOST * (length + 1)
}

/// How many bytes from here on are such.
pub fn run(text: &[u8], at: usize, is: fn(u8) -> bool) -> usize {
    let length = text[at..].iter().take_while(|byte| is(**byte)).count();
    add(length + 1);
    length
}
