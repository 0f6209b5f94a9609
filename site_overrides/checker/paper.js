// The text area over a mirror of underlines: marks are { start, end, severity, number } in characters.
import { element } from "./engine.js";

const LOUD = { error: 3, warning: 2, info: 1 };

export function paper(draft, mirror) {
  let marks = [];
  let drawn = "";
  let current = -1;

  function draw(text, ranges, number = -1) {
    current = number;
    const edges = [...new Set([0, text.length, ...ranges.flatMap((range) => [range.start, range.end])])].sort((a, b) => a - b);
    const parts = [];
    for (let at = 0; at + 1 < edges.length; at++) {
      const [from, to] = [edges[at], edges[at + 1]];
      const over = ranges.filter((range) => range.start <= from && range.end >= to);
      const piece = text.slice(from, to);
      if (!over.length) parts.push(piece);
      else {
        const loud = over.reduce((a, b) => (LOUD[b.severity] > LOUD[a.severity] ? b : a));
        const here = over.some((range) => range.number === current) ? " here" : "";
        parts.push(element("mark", { class: loud.severity + here }, piece));
      }
    }
    mirror.replaceChildren(...parts, "\n ");
    [marks, drawn] = [ranges, text];
  }

  // After a change: the marks that it leaves whole, at their new places.
  function shift() {
    const text = draft.value;
    let head = 0;
    let tail = 0;
    const most = Math.min(text.length, drawn.length);
    while (head < most && text[head] === drawn[head]) head++;
    while (tail < most - head && text[text.length - 1 - tail] === drawn[drawn.length - 1 - tail]) tail++;
    const [edge, by] = [drawn.length - tail, text.length - drawn.length];
    const moved = (mark) =>
      mark.end <= head ? mark : mark.start >= edge ? { ...mark, start: mark.start + by, end: mark.end + by } : null;
    draw(text, marks.map(moved).filter(Boolean), current);
  }

  // As typed, so that the browser's own undo takes it back.
  function replace(text) {
    draft.focus();
    let [from, to] = [0, draft.value.length];
    while (from < to && from < text.length && text[from] === draft.value[from]) from++;
    let end = text.length;
    while (to > from && end > from && text[end - 1] === draft.value[to - 1]) [to, end] = [to - 1, end - 1];
    draft.setSelectionRange(from, to);
    const done = end > from ? document.execCommand("insertText", false, text.slice(from, end)) : document.execCommand("delete");
    if (!done || draft.value !== text) draft.value = text;
  }

  // The number of the shortest mark under the cursor, or null.
  function pointed() {
    if (draft.selectionStart !== draft.selectionEnd || draft.value !== drawn) return null;
    const at = draft.selectionStart;
    const over = marks.filter((mark) => mark.start <= at && at <= mark.end).sort((a, b) => a.end - a.start - (b.end - b.start));
    return over.length ? over[0].number : null;
  }

  function highlight(number) {
    draw(draft.value, marks, number);
  }

  function select(start, end) {
    draft.focus({ preventScroll: true });
    draft.setSelectionRange(start, end);
    mirror.querySelector(".here")?.scrollIntoView({ block: "nearest" });
  }

  return { draw, shift, replace, pointed, highlight, select };
}
