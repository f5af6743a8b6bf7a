//! The page's entry point.

/// Wipes everything that is freed, whatever held it: outgrown buffers, and the copies that other
/// crates and the way to JavaScript make, are not ours to wrap.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static WIPES_ON_FREE: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    #[cfg(target_arch = "wasm32")]
    keycutter::ui::mount();
}
