// What the linter says of a text, as elements: findings, checklist, facts, and the sums above them.
import { element } from "./engine.js";

export const SHOWN = { error: "must change", warning: "should change", info: "worth a thought" };

function count(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

export function finding(found, number, { rules, go, mend }) {
  const mends = found.fix?.safety === "safe" ? "Apply fix" : "Apply fix, then read it";
  return element(
    "li",
    { class: found.severity },
    element("p", { class: "what" },
      element("span", { class: `badge ${found.severity}` }, SHOWN[found.severity]), " ",
      element("strong", {}, found.message), "."),
    element("p", { class: "advice" }, found.advice),
    found.because.length ? element("p", { class: "because" }, `Because of: ${found.because.map((words) => `“${words}”`).join(", ")}.`) : null,
    element("p", { class: "doing" },
      element("button", { type: "button", onclick: () => go(number), "aria-label": `Line ${found.start.line}: show finding ${number + 1} in the text` }, `Line ${found.start.line}`),
      found.fix ? element("button", { type: "button", class: "mend", onclick: () => mend(number), "aria-label": `Apply fix of finding ${number + 1}` }, mends) : null,
      element("a", { href: `${rules}${found.code.toLowerCase()}/` }, `${found.code}: why`)),
  );
}

export function item(check) {
  const words = check.text ? element("small", {}, ` “${check.text.length > 90 ? `${check.text.slice(0, 88)}…` : check.text}”`) : null;
  const sign = element("span", { class: check.met ? "yes" : "no" }, check.met ? "✓" : "○");
  return element("li", {}, sign, element("span", { class: "visually-hidden" }, check.met ? "done: " : "open: "), ` ${check.label}`, words);
}

export function fact([key, { value, from }]) {
  return [element("dt", {}, key.replaceAll("_", " ")), element("dd", {}, spelled(value), element("small", {}, ` ${from}`))];
}

function spelled(value) {
  if (Array.isArray(value)) return value.map(spelled).join(", ");
  if (value && typeof value === "object") return value.name ?? value.date ?? Object.values(value).map(spelled).join(", ");
  return String(value);
}

export function silent(skipped) {
  const idle = skipped.map((one) => `${one.codes.length} for want of “${one.needs.replaceAll("_", " ")}”`);
  return idle.length ? `Rules that had to stay silent: ${idle.join(", ")}.` : "";
}

export function measure(answer) {
  const seconds = answer.spoken_seconds;
  const spoken = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${count(answer.words, "word")}, ${spoken} aloud · read as ${answer.kind.replace("-", " ")}, ${answer.channel}`;
}

export function sum(findings) {
  if (!findings.length) return "No findings. Read it aloud once, then send it.";
  const levels = Object.keys(SHOWN).map((level) => [level, findings.filter((found) => found.severity === level).length]);
  const told = levels.filter(([, number]) => number).map(([level, number]) => `${number} ${SHOWN[level]}`);
  return `${count(findings.length, "finding")}: ${told.join(", ")}.`;
}

export function spoken(found, number, all) {
  return `Finding ${number + 1} of ${all}, ${SHOWN[found.severity]}: ${found.message}. ${found.advice}`;
}
