// The end of the script in keycutter.html: decompresses the program, which is inline, and starts it.
// The parts of the program are inline too.
const programs = { {{programs}} };
const bytesOf = async (name) => {
  const compressed = Uint8Array.from(atob(programs[name]), (c) => c.charCodeAt(0));
  const decompressed = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return programOf(await new Response(decompressed).arrayBuffer());
};
const started = await WebAssembly.instantiate(await bytesOf("keycutter"), __wbg_get_imports());
__wbg_finalize_init(started.instance, started.module);
