// The end of the script in keycutter.html: decompresses the program, which is inline, and starts it.
const packed = Uint8Array.from(atob("{{program}}"), (c) => c.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
const program = await new Response(unpacked).arrayBuffer();
const started = await WebAssembly.instantiate(program, __wbg_get_imports());
__wbg_finalize_init(started.instance, started.module);
