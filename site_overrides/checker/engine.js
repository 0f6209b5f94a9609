// Starts the engine when it is first wanted, and again when it dies; ask() is all that the pages know of it.
import { offline } from "./offline.js";

const LIMIT = 2000;
const CALM = 1500;

export function engine(root, tell) {
  const base = new URL(root.dataset.engine, document.baseURI).href;
  const size = Number(root.dataset.bytes);
  const source = new URL("worker.js", import.meta.url).href;
  const waiting = new Map();
  let worker = null;
  let ready = null;
  let last = 0;
  let deaths = 0;
  let agreed = !navigator.connection?.saveData && !matchMedia("(prefers-reduced-data: reduce)").matches;

  async function spawn() {
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      tell("unable");
      throw new Error("no WebAssembly");
    }
    tell("loading", 0);
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`${answer.status} for ${source}`);
    const address = URL.createObjectURL(new Blob([await answer.text()], { type: "text/javascript" }));
    worker = new Worker(address, { type: "module" });
    worker.onmessage = ({ data }) => receive(data);
    await new Promise((done, failed) => {
      worker.ready = done;
      worker.failed = failed;
      worker.onerror = (event) => failed(new Error(event.message || "the worker did not start"));
      worker.postMessage({ start: base });
    });
    URL.revokeObjectURL(address);
    tell("ready");
    // Keeping reads the whole engine again; the draft that waits for its findings goes first.
    setTimeout(() => offline(root, tell), CALM);
  }

  function receive(data) {
    if (data.state === "loading") tell("loading", Math.min(1, data.got / size));
    else if (data.state === "ready") {
      root.dataset.start = data.kept ? "kept" : "new";
      worker.ready();
    }
    else if (data.state === "failed") worker.failed(new Error(data.reason));
    else if (waiting.has(data.id)) {
      const { done, timer } = waiting.get(data.id);
      clearTimeout(timer);
      waiting.delete(data.id);
      deaths = 0;
      if (data.reason) console.warn(data.reason);
      done({ ...data.answer, took: data.took });
    }
  }

  function kill() {
    worker?.terminate();
    worker = null;
    ready = null;
    for (const { done, timer } of waiting.values()) {
      clearTimeout(timer);
      done({ error: "took too long to check; the checker was started again" });
    }
    waiting.clear();
    deaths += 1;
    if (deaths < 3) start().catch(() => {});
    else tell("died");
  }

  function start() {
    if (!agreed) {
      tell("asks");
      return Promise.reject(new Error("the person saves data"));
    }
    ready ??= spawn().catch((error) => {
      worker?.terminate();
      worker = null;
      ready = null;
      if (error.message !== "no WebAssembly") tell("failed", error.message);
      throw error;
    });
    return ready;
  }

  async function ask(call, request) {
    await start();
    const id = ++last;
    return new Promise((done) => {
      waiting.set(id, { done, timer: setTimeout(kill, LIMIT) });
      worker.postMessage({ id, call, request });
    });
  }

  function agree() {
    agreed = true;
    return start();
  }

  return { start: () => start().catch(() => {}), agree, ask };
}

export function states(place) {
  // What the engine does, in words that screen readers are told of; a bar that they are not, since it moves all the time.
  const size = `${place.dataset.size} MB`;
  const words = place.querySelector("[role=status]");
  const bar = place.querySelector("progress");
  const said = {
    asks: () => `Your browser is set to save data, so the checker (${size}) waits for you.`,
    loading: () => `Loading the checker (${size}, once).`,
    ready: () => "Ready. Nothing you type leaves this page.",
    offline: () => "Ready, from now on without a connection too. Nothing you type leaves this page.",
    newer: () => "A newer version of this page is ready; you get it when you next open the page.",
    unable: () => "This browser cannot run the checker: it lacks WebAssembly. Use a newer browser, or the command line below.",
    failed: (reason) => `The checker did not load (${reason}). Check your connection, then try again.`,
    died: () => "The checker stopped three times. Reload the page; if it happens again with this text, please report it.",
  };
  return (state, value) => {
    place.dataset.state = state;
    place.querySelector("button").hidden = !["asks", "failed"].includes(state);
    bar.hidden = state !== "loading";
    if (state === "loading") bar.value = value;
    const text = said[state](value);
    if (words.textContent !== text) words.textContent = text;
  };
}

export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpack(packed) {
  const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new TextDecoder("utf-8", { fatal: true }).decode(await new Response(stream).arrayBuffer());
}

export function save(name, text, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside.filter((part) => part !== null && part !== undefined));
  return made;
}
