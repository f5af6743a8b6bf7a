//! Chromium, Firefox and WebKitGTK through W3C `WebDriver`: each browser has a fresh profile and
//! download folder, and reaches nothing but loopback.

mod chromium;
mod clipboard;
mod console;
mod engine;
mod files;
mod firefox;
mod heap;
mod launch;
mod listeners;
mod memory;
mod network;
mod requests;
mod screenshot;
mod session;
mod webkit;

pub use engine::Engine;
pub use memory::MemoryUse;
pub use requests::BrowserRequest;
pub use screenshot::Look;
pub use session::Browser;
