// Loads a part of the program when the program asks for it; `bytesOf` stands below. The program goes on in
// `callback` with `data`. It asks again if the part could not be loaded.
const loading = {};
const loads = (part) => async (callback, data) => {
  // The program may ask for one part in several places.
  loading[part] ??= bytesOf(part).then((bytes) => WebAssembly.instantiate(bytes, { __wasm_split: wasm }));
  let isLoaded = true;
  try {
    await loading[part];
  } catch {
    // The network failed, or the host has another version by now.
    isLoaded = false;
    delete loading[part];
  }
  wasm.__indirect_function_table.get(callback)(data, isLoaded);
};
