// Loads a part of the program when the program asks for it; `bytesOf` stands below. The program
// goes on in `callback` with `data`, and asks again if the part could not be loaded.
const loads = (part) => async (callback, data) => {
  let isLoaded = false;
  try {
    await WebAssembly.instantiate(await bytesOf(part), { __wasm_split: wasm });
    isLoaded = true;
  } catch {
    // The network failed, or the host has another version by now. The program says so.
  }
  wasm.__indirect_function_table.get(callback)(data, isLoaded);
};
