//! Counts the bytes that the reader looks at, to keep its time linear.
//!
//! A text must not be able to make the reader scan the same bytes over and over: a file of one
//! megabyte would block the tab, and its idle lock, for minutes. Every loop over the text reports
//! here how many bytes it looks at. With debug assertions on (in tests and under the fuzzer) a total
//! that is not proportional to the length panics at once, rather than after those minutes. Unlike a
//! measured time, the count is the same on every machine. Release builds contain none of it.

use std::cell::Cell;

/// The most looks at a byte, on average, that any text may cause.
const MOST: usize = 256;

thread_local! {
    /// The looks that are left for this text.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Begins to count, for a text of this length.
pub fn begin(length: usize) {
    if cfg!(debug_assertions) {
        LEFT.set(MOST * (length + 1));
    }
}

/// Counts a look at so many bytes.
pub fn spend(bytes: usize) {
    if cfg!(debug_assertions) {
        let left = LEFT.get();
        assert!(bytes <= left, "the text is scanned over and over");
        LEFT.set(left - bytes);
    }
}

/// How many bytes from here on satisfy a condition.
pub fn run(text: &[u8], at: usize, is: fn(u8) -> bool) -> usize {
    let length = text[at..].iter().take_while(|byte| is(**byte)).count();
    spend(length + 1);
    length
}
