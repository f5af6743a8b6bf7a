// Loads a part of the program when the program asks for it; `bytesOf` stands below. The program goes on in
// `callback` with `data`. It asks again if the part could not be loaded: the network failed, or the host has
// another version by now.
const loading = {};
const loadPart = (part) =>
  // The program may ask for one part in several places.
  (loading[part] ??= bytesOf(part)
    .then((bytes) => WebAssembly.instantiate(bytes, { __wasm_split: wasm }))
    .catch((error) => {
      delete loading[part];
      throw error;
    }));
const loads = (part) => async (callback, data) => {
  const isLoaded = await loadPart(part).then(
    () => true,
    () => false,
  );
  wasm.__indirect_function_table.get(callback)(data, isLoaded);
};
