// Answers the checker and the planner from what was kept of one version of the site. The site's build fills in what that is.
const { version, engine, page, parts } = KEPT;
const HERE = new URL(registration.scope).pathname;
const SHELL = `followup-lint ${HERE} ${version} engine-${engine}`;
const CORE = `followup-lint engine-${engine}`;
const BASE = new URL("./", location.href).href;
const PARTS = new Set(parts.map((name) => BASE + name));
const ALL = new Set([...PARTS, ...Object.keys(page).map((name) => BASE + name)]);

// What belongs to the page is asked for with its hash: of a site that changes meanwhile, no mixture is kept.
addEventListener("install", (event) =>
  event.waitUntil(
    (async () => {
      const shell = await caches.open(SHELL);
      await shell.addAll(Object.entries(page).map(([name, integrity]) => new Request(BASE + name, { integrity, cache: "no-cache" })));
      const core = await caches.open(CORE);
      const there = new Set((await core.keys()).map((request) => request.url));
      await core.addAll([...PARTS].filter((address) => !there.has(address)));
    })(),
  ),
);

// Older versions of this page go; an engine stays as long as the other page's version still names it.
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith(`followup-lint ${HERE} `) && name !== SHELL);
      await Promise.all(old.map((name) => caches.delete(name)));
      const left = await caches.keys();
      const shells = left.filter((name) => name.startsWith("followup-lint /"));
      const engines = left.filter((name) => name.startsWith("followup-lint engine-"));
      await Promise.all(engines.filter((name) => !shells.some((shell) => shell.endsWith(name.split(" ")[1]))).map((name) => caches.delete(name)));
      await clients.claim();
    })(),
  ),
);

addEventListener("message", (event) => event.data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  const address = event.request.url.replace(/[?#].*/, "");
  if (event.request.method === "GET" && ALL.has(address)) event.respondWith(kept(address, event.request));
});

async function kept(address, request) {
  const found = await caches.match(address, { cacheName: PARTS.has(address) ? CORE : SHELL, ignoreVary: true });
  return found ?? fetch(request);
}
