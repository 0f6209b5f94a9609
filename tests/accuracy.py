"""How well the linter marks drafts that its authors wrote and labelled by hand, blind: `python -m tests.accuracy`.

The drafts are in `tests/corpus/drafts`, their labels in `tests/corpus/labels.jsonl`. `--write` keeps the figures in
`tests/corpus/baseline.json`, which the tests compare with and from which the site's accuracy page is made.
"""

import argparse
import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from tests.judging import CORPUS, ENTRIES, f1, measure, precision, recall, share, total

BASELINE = CORPUS / "baseline.json"


def _row(name: str, row: Mapping[str, int]) -> list[str]:
    missed = row["labelled"] - row["found"]
    return [name, str(row["labelled"]), str(row["found"]), str(missed), str(row["false"]), share(precision(row)),
            share(recall(row))]  # fmt: skip


HEAD = ["", "labelled", "found", "missed", "false alarms", "precision", "recall"]
GROUP_HEAD = ["", "drafts", *HEAD[1:], "alarms a good draft", "traps hit", *ENTRIES]


def _group_rows(groups: Mapping[str, Any], prefix: str) -> list[list[str]]:
    """Return a row for each group of a kind or channel: totals, false alarms a good draft, traps, checklist."""
    return [
        [name.removeprefix(prefix), str(group["drafts"]), *_row("", total(group))[1:], f"{_per_good(group):.2f}",
         f"{group['traps_hit']}/{group['traps']}",
         *(share(f1(group["checklist"][code]) if code in group["checklist"] else None) for code in ENTRIES)]
        for name, group in sorted(groups.items()) if name.startswith(prefix)
    ]  # fmt: skip


def _per_good(group: Mapping[str, Any]) -> float:
    return float(group["alarms_in_good"] / max(1, group["good"]))


def tables(results: Mapping[str, Any]) -> list[tuple[str, list[str], list[list[str]]]]:
    """Return every table of the results: title, heads, rows."""
    groups = results["groups"]
    every = groups["all"]
    by_recall = sorted(every["types"].items(), key=lambda item: (recall(item[1]) or 0, item[0]))
    return [
        ("All drafts", GROUP_HEAD, _group_rows(groups, "all")),
        ("By type of problem", HEAD, [_row(name, row) for name, row in by_recall]),
        ("By kind", GROUP_HEAD, _group_rows(groups, "kind: ")),
        ("By channel", GROUP_HEAD, _group_rows(groups, "channel: ")),
        ("By rule", HEAD, [_row(code, row) for code, row in sorted(every["rules"].items())]),
    ]


def as_text(results: Mapping[str, Any]) -> str:
    """Return the tables as plain text, with the misses and the false alarms."""
    parts = []
    for title, head, rows in tables(results):
        widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
        lines = ["  ".join(f"{cell:{'<' if not at else '>'}{widths[at]}}" for at, cell in enumerate(row))
                 for row in [head, *rows]]  # fmt: skip
        parts.append("\n".join([title, *lines]))
    parts.append("\n".join(["Missed", *(f"{m['file']}: {m['type']} {m['spans']}" for m in results["misses"])]))
    parts.append("\n".join(["False alarms", *(f"{a['file']}: {a['code']} {a['text']!r}{' (trap)' if a['trap'] else ''}"
                                              for a in results["false_alarms"])]))  # fmt: skip
    return "\n\n".join(parts) + "\n"


METHOD = """We wrote {drafts} drafts for this test and for nothing else: {good} that a careful adviser would pass, and {bad} with
one fault or several. They are meant to sound like many people: trades, dialects, English as a second language, the young
and the retired. About half carry front matter. Each was labelled while it was written: which problems it has, in which
words, and what a good follow-up holds. The drafts and labels were finished before the linter was run on them, and by
eleven writers who had not read the sentences that it was trained on; ten of them had not seen its rules, one the first patterns of
seven tone rules. No training
sentence of five words or more is a sentence of a draft: a test compares the two.

Since then the drafts have been looked at, and rules were widened by what they showed, so these figures are those of drafts
that the linter knows. What it does with drafts that it does not know, its first runs on eight later batches tell, each before anybody had
looked: on 60 drafts it found 73 % of the problems, with 87 % of its findings right and 0.10 false alarms a good draft; on
140, in which half of the faults are subtle on purpose and two drafts of three are good ones full of traps, 67 %,
75 % and 0.19; on the next 60, with as many subtle faults, 65 %, 94 % and 0.07. On 40 good drafts in everyday words it
raised 0.25 false alarms a draft, on 36 further ones 0.08, on 44 thick with traps 0.16 (besides nine words of front matter that
it did not know then); on 36 drafts, most of them chasers with faults told in passing, it found 57 %, with 83 % right and 0.06;
on 44 with every type of problem 72 %, with 80 % right and 0.23 (five alarms, three of them on one script for a call). Expect figures between those and the ones below of yours.

A problem counts as **found** when a warning or an error of a fitting rule stands on the line of the labelled words, which in most of
the drafts is a paragraph. Infos do not count. **Recall** is the share of labelled drafts in which it was found. A finding is a
**false alarm** when its draft has no problem of a type that its rule may find; **precision** is the share of findings that
are not. Most good drafts also hold one or two **traps**, innocent words that a list of bad words would mark.

Beware of four things. The numbers are small: most types stand in six to eight drafts, so one draft more moves a share by an eighth or
more. Labels are one person's judgement. Faults stand closer together here than in
a real letter, so the share of bad drafts says nothing about yours. And a label calls a draft too long only from
300 words on, a call from 200: where the profile's own limit for a card, a voicemail or a chaser is lower, the linter's
finding is counted as a false alarm. The drafts are checked under the profile `{profile}`."""


def accuracy_page(results: Mapping[str, Any]) -> str:
    """Return the site's accuracy page as Markdown, from what `measure` returns or `baseline.json` holds."""
    every = results["groups"]["all"]
    sums = total(every)
    facts = {"drafts": every["drafts"], "good": every["good"], "bad": every["drafts"] - every["good"]}
    parts = [
        '---\ntitle: "How accurate it is"\ndescription: "What followup-lint finds, misses and wrongly marks in '
        f'{every["drafts"]} drafts that were labelled by hand."\n---\n\n# How accurate it is',
        f"In {facts['drafts']} drafts written and labelled without it, the linter found {sums['found']} of {sums['labelled']} labelled problems "
        f"({share(recall(sums))}). Of its warnings and errors, {share(precision(sums))} were right. The {facts['good']} good "
        f"drafts got {every['alarms_in_good']} false alarms between them ({_per_good(every):.2f} a draft), and it fell "
        f"into {every['traps_hit']} of {every['traps']} traps.\n{{ .lead }}",
        "## How it was measured\n\n" + METHOD.format(profile=results["profile"], **facts),
    ]
    notes = {
        "By rule": "Several rules share a type, and a rule is held against every draft of its types: a low recall here is "
        "often another rule's find. Rules that no draft called for, and that said nothing, are left out.",
        "By type of problem": "The worst first.",
    }
    for title, head, rows in tables(results):
        linked = (
            [[f"[{row[0]}](../rules/{row[0].lower()}.md)", *row[1:]] for row in rows] if title == "By rule" else rows
        )
        heads = [f"{cell} F1" if cell in ENTRIES else cell for cell in head]
        parts.append("\n\n".join(filter(None, (f"## {title}", notes.get(title), _table(heads, linked)))))
    parts.append("CON001 is thanks, CON003 interest, CON004 something new, PER004 something particular, CON008 that they are "
                 "busy. F1 is their agreement with the labels: 100 % where both always say the same.")  # fmt: skip
    parts.append("## Known misses\n\n" + _list(
        f"`{miss['file']}`, {miss['type']}" + "".join(f": “{_plain(span)}”" for span in miss["spans"] if span)
        for miss in results["misses"]))  # fmt: skip
    parts.append("## Known false alarms\n\n" + _list(
        f"`{alarm['file']}`, [{alarm['code']}](../rules/{alarm['code'].lower()}.md): “{_plain(alarm['text'])}”"
        + (", a trap" if alarm["trap"] else "") for alarm in results["false_alarms"]))  # fmt: skip
    parts.append("## Measure it yourself\n\n```sh\npython -m tests.accuracy\n```\n\nin a checkout prints these tables for the rules as they "
                 "are there. The tests fail when a figure gets worse.")  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [[cell or " " for cell in head], ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"* {item}" for item in items) or "None."


def _plain(words: str) -> str:
    """Return words of a draft so that Markdown leaves them alone."""
    return re.sub(r"[\\`*_\[\]{}|~#]", lambda match: f"&#{ord(match[0])};", escape(words, quote=False))


def as_json(results: Mapping[str, Any]) -> str:
    """Return the baseline's text: one line a row, so that a change shows as the lines that changed."""
    text = json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True)
    flat = re.compile(r"\{\n\s+(\"(?:false|both|code|file)\"[^{}]*?)\n\s*\}")
    return flat.sub(lambda match: "{" + re.sub(r"\n\s*", " ", match[1]) + "}", text) + "\n"


def main() -> None:
    """Print the tables; keep the figures with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="keep the figures in tests/corpus/baseline.json")
    parser.add_argument("--page", action="store_true", help="print the site's page instead of the tables")
    args = parser.parse_args()
    results = measure()
    if args.write:
        BASELINE.write_text(as_json(results), "utf-8")
    print((accuracy_page if args.page else as_text)(results), end="")


if __name__ == "__main__":
    main()
