//! What several screens use.

pub mod answer;
pub mod banner;
pub mod branch;
pub mod cut;
pub mod dialog;
pub mod failure;
pub mod field;
pub mod moment;
pub mod task;
pub mod theme;
