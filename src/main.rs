//! Keycutter: create and manage AWS access keys in a browser tab.
//!
//! A static page, all of it Rust compiled to WebAssembly. It signs IAM requests in the tab, sends
//! them to AWS and to no other server, and forgets everything when it is locked or closed. What it
//! knows and decides is the crate `keycutter-core`; here is what needs a browser: thin effects in
//! `browser`, Leptos views in `ui`.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod ui;

/// Wipes everything that is freed, whatever held it: outgrown buffers, and the copies that other
/// crates and the way to JavaScript make, are not ours to wrap.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static WIPES_ON_FREE: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    #[cfg(target_arch = "wasm32")]
    ui::mount();
}
