// The end of the script in the page of a release build: loads the program by its checksum and starts it.
// Then it registers the service worker, so that the page opens without a network next time.

// The only script URL that the page ever creates, for any input. The Trusted Types policy is created
// first, even where it is not needed: otherwise another script could create one of this name.
let worker = "sw.js";
try {
  worker = trustedTypes.createPolicy("keycutter", { createScriptURL: () => "sw.js" }).createScriptURL("");
} catch {
  // The browser has no Trusted Types, or its host allows no policy: the plain name is used instead.
}

// The program and its parts: the file of each, and its checksum.
const programs = { {{programs}} };
const bytesOf = async (name) => {
  const [file, integrity] = programs[name];
  const load = (cache) => fetch(file, { integrity, cache });
  // A file that was altered once stays in the browser's cache under its name.
  const response = await load("default").catch(() => load("reload"));
  return programOf(await response.arrayBuffer());
};
const started = await WebAssembly.instantiate(await bytesOf("keycutter"), __wbg_get_imports());
// The script does not wait for the page around it, and the program does.
if (document.readyState === "loading") {
  await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed));
}
__wbg_finalize_init(started.instance, started.module);

if (navigator.serviceWorker) {
  // The program loads its parts meanwhile. Once they are there, the worker finds them in the browser's cache.
  for (const part of Object.keys(programs).slice(1)) await loadPart(part).catch(() => {});
  try {
    const kept = await navigator.serviceWorker.register(worker);
    // A new version is offered, and used when the person agrees. Only this tab is reloaded then.
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
    // Refused, as in some private windows: the page then needs a network.
  }
}
