//! Every sentence of the core: what went wrong, what was found, what something is called.
//!
//! The other modules return enums that hold what a sentence needs. The functions here turn them
//! into American English, by `match`, one file a subject, and hold no other logic: so all sentences
//! can be read in one sitting, and a second language is a second set of these files with the same
//! functions.
//!
//! | file | subject |
//! |---|---|
//! | [`credentials`] | problems of the credential and MFA fields, and of user names |
//! | [`endpoint`] | names of servers, problems of the endpoint fields |
//! | [`error`] and `denial` | errors: what happened, likely causes, what to do ([`explanation`]) |
//! | [`check`] | the result of checking a self-hosted endpoint |
//! | [`keys`] | the list of access keys |
//! | [`descriptions`] | descriptions of keys |
//! | [`key_files`] | the formats in which a key is taken home |
//! | [`test_key`] | whether a new key works yet |
//! | [`tools`] | keys for tools |
//! | [`waiting`] | why a request waits, and a clock that is off |
//! | [`paste`] | what was found in pasted text |
//! | [`duration`] | lengths of time |
//! | [`demo`] | the scenes of the demo |

pub mod check;
pub mod credentials;
pub mod demo;
mod denial;
pub mod descriptions;
pub mod duration;
pub mod endpoint;
pub mod error;
pub mod explanation;
pub mod key_files;
pub mod keys;
pub mod paste;
pub mod test_key;
pub mod tools;
pub mod waiting;
