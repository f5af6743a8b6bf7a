//! Tests against IAM servers by other authors, without a browser.

#[path = "peers/client.rs"]
mod client;
#[path = "peers/key_files.rs"]
mod key_files;
#[path = "peers/parity/mod.rs"]
mod parity;
#[path = "peers/running.rs"]
mod running;
#[path = "peers/tool_keys.rs"]
mod tool_keys;
