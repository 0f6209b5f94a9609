// What outlives the page, only where the person asks for it: the draft in local storage, and the link that holds it.
import { pack, unpack } from "./engine.js";

const KEY = "followup-lint-draft";
const TYPED = /\.(eml|txt)$/i;

// Returns whether the browser kept it.
export function keep(kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // Nothing was kept, or the browser keeps nothing.
  }
}

export function drop() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be kept, nothing is to be forgotten.
  }
}

export async function linkTo(text, name, profile) {
  const address = new URL(location.href);
  const as = name.match(TYPED)?.[1].toLowerCase();
  address.hash = new URLSearchParams({ d: await pack(text), ...(profile && { profile }), ...(as && { as }) });
  return address.href;
}

// Returns { text, name, profile } of the page's own address, or null where it holds no draft; throws where it is cut off.
export async function linked() {
  const told = new URLSearchParams(location.hash.slice(1));
  if (!told.has("d")) return null;
  const as = ["eml", "txt"].includes(told.get("as")) ? told.get("as") : "md";
  return { text: await unpack(told.get("d")), name: `draft.${as}`, profile: told.get("profile") };
}

export async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => (button.textContent = before), 1500);
}
