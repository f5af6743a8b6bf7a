//! The page: Leptos views, and the session they share.
//!
//! [`app`] chooses the screen. [`context`] is what all [`screens`] share; [`features`] stand on
//! several of them; [`widgets`] know nothing of AWS.

#![allow(clippy::needless_pass_by_value, reason = "a component takes its props by value")]

mod app;
mod context;
mod features;
mod reactive;
mod screens;
mod widgets;

use leptos::mount::mount_to_body;

use crate::browser::{document, environment, file};
use app::App;

/// Starts the page: takes the shell of `index.html` away and puts the program in its place.
/// Where another page controls this one, it does not.
pub fn mount() {
    // Whoever shows this page inside of another may lay anything over it, and whoever opened it may
    // put another page in its place while someone types.
    if environment::is_controlled() {
        return document::reveal("controlled");
    }
    document::reveal_when_stopped("stopped");
    file::keep_from_opening();
    document::remove("shell");
    mount_to_body(App);
}
