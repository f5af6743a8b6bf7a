//! What a user does with Keycutter, told as stories in three browsers.
//!
//! The stories are in the test target `e2e`, one file each; the test target `peers` proves the pure
//! client against the same servers without a browser, and lists how the simulator differs from
//! them. `cargo xtask test e2e` runs both.
