// The planner page: dates in, the days of an application out, by the same engine as the checker.
import { element, engine, save, states } from "./engine.js";
import { copy } from "./keep.js";
import { takeNewer } from "./offline.js";

const root = document.getElementById("planner");
const form = root.querySelector("form");
const planner = engine(root, states(document.getElementById("state")));
const outcome = root.querySelector(".outcome");
const trouble = document.getElementById("trouble");
let answer = null;
let round = 0;
let touched = false;
root.hidden = false;

async function plan() {
  const value = (name) => form.elements[name].value.trim();
  const days = (...names) => names.map(value).filter(Boolean);
  const mine = ++round;
  if (!value("interview")) {
    outcome.hidden = true;
    trouble.textContent = "";
    return;
  }
  let got;
  try {
    got = await planner.ask("plan", {
      interviews: days("interview", "next"), decision: value("decision"), sent: days("sent"), profile: [value("profile")],
      holidays: value("holidays").split(/[\s,;]+/).filter(Boolean), company: value("company"), role: value("role"),
    });
  } catch {
    return;
  }
  if (mine !== round) return;
  trouble.textContent = got.error ? `The plan ${got.error}.` : "";
  outcome.hidden = Boolean(got.error);
  if (got.error) return;
  answer = got;
  outcome.querySelector("ol").replaceChildren(
    ...got.steps.map((step) =>
      element("li", { class: step.key },
        element("time", { datetime: step.first }, step.when, element("small", {}, step.days)),
        element("span", {}, element("strong", {}, step.title), step.done ? " (done)" : "", step.detail ? element("small", {}, step.detail) : null)),
    ),
  );
  document.getElementById("picture").innerHTML = got.picture; // made by the linter of fixed words and days
}

document.getElementById("load").addEventListener("click", () => planner.agree().then(plan, () => {}));
form.addEventListener("focusin", () => planner.start(), { once: true });
form.addEventListener("input", () => {
  touched = true;
  plan();
});
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("calendar").addEventListener("click", () => save("follow-up.ics", answer.calendar, "text/calendar"));
document.getElementById("copy").addEventListener("click", (event) => copy(answer.text, event.target));
takeNewer(root, () => !touched);
