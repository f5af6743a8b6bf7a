//! Controls that know nothing of AWS.

pub mod copy_button;
pub mod dialog;
pub mod disclosure;
pub mod drawing;
pub mod dynamic;
pub mod element;
pub mod field;
pub mod keyed_list;
pub mod live_region;
pub mod private;
pub mod template_content;
pub mod timestamp_view;
