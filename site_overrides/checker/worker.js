// The linter, in a worker: messages in, messages out. It is started from a blob: address, so the page's policy binds it.
let python;
let got = 0;

const early = new Map();
const load = self.fetch.bind(self);
const types = { wasm: "application/wasm", zip: "application/zip" };

// What is packed on the server is fetched packed, counted on its way, and unpacked here.
self.fetch = (address, options) => {
  const url = String(address.url ?? address);
  const found = early.get(url);
  early.delete(url);
  return found ?? (/\.(zip|wasm)$/.test(url) ? unpacked(url, options) : load(address, options));
};

async function unpacked(address, options) {
  const answer = await load(`${address}.gz`, options);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  const count = new TransformStream({
    transform(part, out) {
      got += part.byteLength;
      self.postMessage({ state: "loading", got });
      out.enqueue(part);
    },
  });
  // A server that names .gz an encoding has had it unpacked already.
  const body = answer.headers.get("content-encoding")
    ? answer.body.pipeThrough(count)
    : answer.body.pipeThrough(count).pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": types[address.split(".").pop()] } });
}

// Nothing made by a start becomes garbage, so the collector looks only at what comes after it: an eighth of the start's Python.
const START = `
import gc, sys
gc.disable()
sys.path.insert(0, "/app.zip")
from followup_lint import browser
browser.ruleset()
browser.check(r'{"text": "Dear Ms Lee,\\n\\nThank you for your time.\\n\\nAnn"}')
gc.freeze()
gc.enable()
`;

async function start(base) {
  // Pyodide asks for its parts one after another; asked for at once, and compiled, they are there when it does.
  const compiled = WebAssembly.compileStreaming(unpacked(`${base}pyodide.asm.wasm`));
  early.set(`${base}pyodide.asm.wasm`, new Response());
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  early.set(`${base}library.zip`, unpacked(`${base}library.zip`));
  import(`${base}pyodide.asm.mjs`).catch(() => {});
  const app = fetch(`${base}app.zip`).then((answer) => answer.arrayBuffer());
  const [{ loadPyodide }, memory] = await Promise.all([import(`${base}pyodide.mjs`), recalled(base)]);
  const load = async (more) => {
    const places = { indexURL: base, lockFileURL: `${base}pyodide-lock.json`, stdLibURL: `${base}library.zip` };
    // Both, since Pyodide waits for ever where its code did not come.
    const [engine] = await Promise.all([loadPyodide({ ...places, packages: [], ...more }), compiled]);
    engine.FS.writeFile("/app.zip", new Uint8Array(await app));
    return engine;
  };
  const anew = async () => {
    const engine = await load({ _makeSnapshot: true });
    engine.runPython(START);
    // Now, because no draft has been in this memory yet; written when the draft that waits has its findings.
    const memory = engine.makeMemorySnapshot();
    setTimeout(() => remember(base, memory), CALM);
    return engine;
  };
  let kept = Boolean(memory);
  const engine = kept ? await load({ _loadSnapshot: memory }).catch(() => ((kept = false), anew())) : await anew();
  const browser = engine.globals.get("browser");
  python = { check: browser.check, plan: browser.plan };
  self.postMessage({ state: "ready", kept });
}

// The memory of a started engine, kept in the browser beside the engine's parts: with it the next start need not run Python's.
const CALM = 500;
const cacheOf = (base) => caches.open(`followup-lint engine-${base.split("/").at(-2)}`);
const memoryOf = (base) => `${base}memory?${encodeURIComponent(navigator.userAgent)}`;

async function recalled(base) {
  try {
    const found = await (await cacheOf(base)).match(memoryOf(base));
    return found && new Uint8Array(await found.arrayBuffer());
  } catch {
    return undefined; // private windows keep nothing
  }
}

async function remember(base, memory) {
  try {
    const cache = await cacheOf(base);
    const others = (await cache.keys()).filter(({ url }) => url.startsWith(`${base}memory?`));
    await Promise.all(others.map((request) => cache.delete(request)));
    await cache.put(memoryOf(base), new Response(memory));
  } catch {
    // A full disk: the next start is as long as this one was.
  }
}

self.onmessage = async ({ data }) => {
  if (data.start) {
    try {
      await start(data.start);
    } catch (error) {
      self.postMessage({ state: "failed", reason: String(error) });
    }
    return;
  }
  const begun = performance.now();
  try {
    const answer = JSON.parse(python[data.call](JSON.stringify(data.request)));
    self.postMessage({ id: data.id, answer, took: performance.now() - begun });
  } catch (error) {
    self.postMessage({ id: data.id, answer: { error: "could not be checked: the checker met an error of its own" }, reason: String(error) });
  }
};
