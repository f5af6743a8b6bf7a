//! What several screens use.

pub mod answer;
pub mod banner;
pub mod branch;
pub mod clip;
pub mod copyable;
pub mod cut;
pub mod dialog;
pub mod drawing;
pub mod el;
pub mod failure;
pub mod field;
pub mod idle;
pub mod kept;
pub mod moment;
pub mod prose;
pub mod state;
pub mod task;
pub mod theme;
pub mod waiting;
