//! Controls that know nothing of AWS.

pub mod copy_button;
pub mod dialog;
pub mod disclosure;
pub mod drawing;
pub mod dynamic;
pub mod el;
pub mod field;
pub mod template_content;
pub mod timestamp_view;
