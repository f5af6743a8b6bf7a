// Ends the page's script in a release: fetches the program, whose checksum is checked on the way,
// and starts it. Then it sees to it that the page opens without a network next time.

// All that this page ever hands to the browser as code to run, whatever it is asked. The policy is
// made before anything else, needed or not: a name that nobody took would be a stranger's to take.
let worker = "sw.js";
try {
  worker = trustedTypes.createPolicy("keycutter", { createScriptURL: () => "sw.js" }).createScriptURL("");
} catch {
  // The browser has no trusted types, or its host allows none: then the plain name has to do.
}

const program = await fetch(new URL("{{program}}", import.meta.url), { integrity: "{{integrity}}" });
const started = await WebAssembly.instantiate(await program.arrayBuffer(), __wbg_get_imports());
__wbg_finalize_init(started.instance, started.module);

if (navigator.serviceWorker) {
  try {
    const kept = await navigator.serviceWorker.register(worker);
    // A new version is told of, and taken when the person says so; this tab alone is loaded anew.
    const look = () => {
      const { active, installing, waiting } = kept;
      installing?.addEventListener("statechange", look);
      if (!active || !waiting) return;
      document.getElementById("update").hidden = false;
      document.getElementById("take-update").onclick = () => {
        waiting.onstatechange = () => waiting.state === "activated" && location.reload();
        waiting.postMessage("take over");
      };
    };
    kept.addEventListener("updatefound", look);
    look();
  } catch {
    // Refused, as in some private windows: the page then needs its network.
  }
}

export { wasm as default };
