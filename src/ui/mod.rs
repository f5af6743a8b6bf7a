//! The page: Leptos views, and the session they share.
//!
//! One folder a screen ([`unlock`], [`credentials`]); [`parts`] is what several of them use.

#![allow(
    clippy::needless_pass_by_value,
    clippy::too_many_lines,
    reason = "a component takes its props by value, and its view is markup"
)]

mod app;
mod credentials;
mod demo;
mod parts;
mod road;
mod session;
mod unlock;

use leptos::mount::mount_to_body;

use crate::browser::{file, page};
use app::App;

/// Starts the page: takes the shell of `index.html` away and puts the program in its place.
/// Inside of another page it does not.
pub fn mount() {
    // Whoever shows this page inside of another may lay anything over it.
    if page::is_framed() {
        return page::reveal("framed");
    }
    page::reveal_when_stopped("stopped");
    file::keep_from_opening();
    page::remove("shell");
    mount_to_body(App);
}
