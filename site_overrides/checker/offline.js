// Keeps the page and its engine for use without a connection, once the engine has been wanted; takes a newer version up.
const workers = navigator.serviceWorker;
const page = new URL("./", location.href).pathname;

export async function offline(root, tell) {
  if (!workers) return;
  try {
    const kept = await workers.register(new URL(root.dataset.offline, location.href), { scope: page, updateViaCache: "none" });
    const newer = () => kept.waiting && kept.active && tell("newer");
    const watch = () => kept.installing?.addEventListener("statechange", newer);
    kept.addEventListener("updatefound", watch);
    watch();
    if (!kept.active) {
      const first = kept.installing ?? kept.waiting;
      await new Promise((done, failed) => {
        first.addEventListener("statechange", () => (first.state === "activated" ? done() : first.state === "redundant" && failed()));
      });
    }
    if (root.querySelector("[data-state]").dataset.state === "ready") tell("offline");
    newer();
  } catch {
    // Where it cannot be kept (private windows, full disks), the page works with a connection.
  }
}

export async function takeNewer(root, untouched) {
  // A version that came while the page was last open is taken up, and the page begins again, if nobody has typed yet.
  if (!workers?.controller) return;
  // The browser may let it wait for half a minute; a page that somebody reads by then is left alone.
  const again = () => untouched() && performance.now() < 5000 && location.reload();
  workers.addEventListener("controllerchange", again);
  const kept = await workers.getRegistration(page);
  if (untouched()) kept?.waiting?.postMessage("take over");
  // It may have been taken up while this page was on its way: then the page that is kept is another one by now.
  const now = await (await fetch(page)).text();
  if (!now.includes(`data-version="${root.dataset.version}"`)) again();
}
