//! What a user does with Keycutter, as stories in three browsers.
//!
//! The stories are in the test target `e2e`, one file each. The test target `peers` runs the pure
//! client against the same servers without a browser, and lists how the simulator differs from
//! them. `cargo xtask test e2e` runs both.
