//! Counts the bytes that the reader looks at, to keep its time linear.
//!
//! A text must not be able to make the reader scan the same bytes over and over: a file of one
//! megabyte would block the tab, and its idle lock, for minutes. Every loop over the text reports
//! here how many bytes it looks at, and with debug assertions on (in tests and under the fuzzer)
//! [`super::read`] asserts at its end that the total stayed proportional to the length. Unlike a
//! measured time, the count is the same on every machine. Release builds contain none of it.

use std::cell::Cell;

/// The most looks at a byte, on average, that any text may cause.
const MOST: usize = 256;

thread_local! {
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

/// Counts a look at so many bytes.
pub fn spend(bytes: usize) {
    if cfg!(debug_assertions) {
        LOOKS.set(LOOKS.get() + bytes);
    }
}

/// Resets the count, and returns whether it was within the budget of a text of this length.
pub fn was_kept(length: usize) -> bool {
    LOOKS.take() <= MOST * (length + 1)
}

/// How many bytes from here on satisfy a condition.
pub fn run(text: &[u8], at: usize, is: fn(u8) -> bool) -> usize {
    let length = text[at..].iter().take_while(|byte| is(**byte)).count();
    spend(length + 1);
    length
}
