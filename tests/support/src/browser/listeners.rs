//! Scripts that listen in a page that has just loaded, and change nothing in it.

/// Keeps the program's linear memory in `window.testMemory`.
///
/// No page offers its WebAssembly memory to a script. But every text that passes between the
/// program and the browser is a view of that memory, and passes through one of these functions.
/// A memory that grows has another buffer, which is found the same way.
pub(super) const MEMORY: &str = "
    const listen = (of, name) => {
      const original = of.prototype[name];
      of.prototype[name] = function (...parameters) {
        for (const view of parameters) if (ArrayBuffer.isView(view)) window.testMemory = view.buffer;
        return original.apply(this, parameters);
      };
    };
    listen(TextDecoder, 'decode');
    listen(TextEncoder, 'encodeInto');";

/// Collects errors in `window.testErrors`: WebKit's driver has no console log. What is logged
/// before the page has loaded is missed; a page that fails so early shows nothing, which every
/// story notices.
pub(super) const CONSOLE: &str = "
    const errors = [];
    const log = console.error;
    console.error = (...words) => { errors.push(words.map(String).join(' ')); log.apply(console, words); };
    addEventListener('error', (event) => errors.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
    window.testErrors = errors;";
