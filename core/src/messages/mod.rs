//! Every sentence that the core says, by subject.
//!
//! The other modules return enums with what a sentence needs, and write no prose. Each function
//! here maps one kind of enum to text, so that another language is another set of these files.

pub mod paste;
