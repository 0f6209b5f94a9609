"""The linter's findings on labelled drafts, held against their labels: what was found, missed and wrongly marked.

The drafts are in `tests/corpus/drafts`, their labels in `tests/corpus/labels.jsonl`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from followup_lint.api import DraftReport, Finding, Severity, lint_files

CORPUS = Path(__file__).parent / "corpus"
PROFILE = "career-office"

CODES: dict[str, tuple[str, ...]] = {
    "TON001": ("desperate",), "TON002": ("desperate", "overshares", "negative"),
    "TON003": ("arrogant", "entitled", "names-other-candidates"), "TON004": ("entitled", "arrogant"),
    "TON005": ("pressure", "desperate", "entitled"), "TON006": ("pressure", "negative"), "TON007": ("over-apologetic",),
    "TON008": ("negative", "over-apologetic"), "TON009": ("gushing",), "TON010": ("informal",), "TON011": ("cliche",),
    "TON012": ("cliche",), "TON013": ("exclamations",), "LEN001": ("too-long", "call-too-long"), "LEN005": ("cliche",),
    "CON001": ("missing-thanks",), "CON003": ("missing-interest",), "CON004": ("nothing-new",),
    "CON010": ("pressure",), "CON012": ("salary-talk", "entitled"), "CON013": ("off-topic",),
    "STR001": ("nameless-greeting",), "STR002": ("no-signoff", "no-signature"), "STR004": ("placeholder",),
    "STR005": ("placeholder",), "PER001": ("nameless-greeting", "wrong-name", "gendered-greeting"),
    "PER002": ("wrong-name",), "PER003": ("wrong-company",), "PER004": ("nothing-new",),
    "PER006": ("gendered-greeting",), "TIM001": ("too-soon",), "TIM002": ("too-late",), "TIM003": ("too-late",),
    "TIM004": ("too-soon",), "TIM005": ("too-soon",), "SEQ001": ("too-many-follow-ups",), "SEQ002": ("too-soon",),
    "SEQ005": ("copy-paste",), "CHN001": ("call-too-long",), "MEC001": ("shouting",), "MEC002": ("doubled-word",),
    "MEC005": ("broken-markup",), "MEC006": ("broken-markup",), "ETH001": ("gift-too-valuable",),
    "ETH002": ("gift-too-valuable",), "ETH003": ("gift-too-valuable",), "ETH004": ("gift-too-valuable",),
    "ETH005": ("overshares",), "ETH006": ("off-topic", "names-other-candidates"),
    "ETH007": ("names-other-candidates", "arrogant", "negative"), "ETH009": ("overshares",),
    "ETH012": ("gendered-greeting", "nameless-greeting"),
}  # fmt: skip
"""What each rule may find; a false alarm of the rule counts against the first."""

ENTRIES = {
    "CON001": "has_thanks", "CON003": "has_interest", "CON004": "has_new_info", "PER004": "has_specific_reference",
    "CON008": "acknowledges_busy",
}  # fmt: skip
"""The label that each entry of the checklist should agree with."""

COUNTS = ("labelled", "found", "quiet", "right", "false")
"""Drafts with the problem, drafts in which it was found (`quiet`: with infos), findings that are right, false alarms."""


class Label(NamedTuple):
    """What a person marked in one draft; `problems` holds the spans of each type, an empty one for something missing."""

    file: str
    kind: str
    channel: str
    labels: dict[str, bool]
    problems: dict[str, list[str]]
    traps: list[str]


def labels(folder: Path = CORPUS) -> list[Label]:
    """Return the labels of all drafts, in the order of the file."""
    found = []
    for line in (folder / "labels.jsonl").read_text("utf-8").strip().split("\n"):
        record = json.loads(line)
        problems: dict[str, list[str]] = {}
        for problem in record.pop("problems"):
            problems.setdefault(problem["type"], []).append(problem["span"])
        found.append(Label(problems=problems, **record))
    return found


def measure(folder: Path = CORPUS, profile: str = PROFILE) -> dict[str, Any]:
    """Lint the drafts and return all figures: the same groups, misses and false alarms that `baseline.json` keeps."""
    reports: dict[str, DraftReport] = {}
    for report in lint_files([str(folder / "drafts")], profile=profile):
        if not isinstance(report, DraftReport):
            raise report
        reports[Path(report.path).name] = report
    groups: dict[str, dict[str, Any]] = {}
    misses: list[dict[str, Any]] = []
    alarms: list[dict[str, Any]] = []
    for label in labels(folder):
        judged = judge(label, reports[label.file])
        for name in ("all", f"kind: {label.kind}", f"channel: {label.channel}"):
            _add(groups.setdefault(name, _group()), label, judged)
        misses += [{"file": label.file, "type": kind, "spans": label.problems[kind]} for kind in judged.missed]
        alarms += [
            {"file": label.file, "code": finding.code, "text": _words(finding, reports[label.file]), "trap": trap}
            for finding, trap in judged.alarms
        ]
    return {"profile": profile, "groups": groups, "misses": misses, "false_alarms": alarms}


class Judged(NamedTuple):
    """What became of one draft: counts by type and by rule, types missed, false alarms (and whether in a trap)."""

    types: dict[str, Counter[str]]
    rules: dict[str, Counter[str]]
    missed: list[str]
    alarms: list[tuple[Finding, bool]]
    traps_hit: int
    checklist: dict[str, tuple[bool, bool]]


def judge(label: Label, report: DraftReport) -> Judged:
    """Hold one report against its labels.

    A problem is found where a warning or an error of a fitting rule stands on a line of its words (anywhere, where it is
    something missing). A finding is right in a draft that has a problem of a fitting type, since labels name the plainest
    words and not all of them. Another is a false alarm, but in a draft with problems only if a label could have been its.
    """
    types: dict[str, Counter[str]] = {kind: Counter(labelled=1) for kind in label.problems}
    rules: dict[str, Counter[str]] = {
        code: Counter(labelled=1) for code, kinds in CODES.items() if set(kinds) & set(label.problems)
    }
    alarms: list[tuple[Finding, bool]] = []
    text = report.source.text
    traps = [_place(text, trap) for trap in label.traps]
    for finding in report.findings:
        kinds = CODES.get(finding.code, ())
        right = [kind for kind in kinds if kind in label.problems]
        here = [kind for kind in right if _meets(finding, label.problems[kind], text)]
        for kind in here:
            types[kind]["quiet"] = 1
        if finding.severity is Severity.INFO or not (kinds or not label.problems):
            continue
        rule = rules.setdefault(finding.code, Counter())
        if right:
            for kind in right:
                types[kind].update(right=1)
            rule.update(right=1)
            for kind in here:
                types[kind]["found"] = rule["found"] = 1
        else:
            rule.update(false=1)
            if kinds:
                types.setdefault(kinds[0], Counter()).update(false=1)
            alarms.append((finding, any(_touches(finding, *trap) for trap in traps)))
    hit = sum(any(_touches(finding, *trap) for finding, _ in alarms) for trap in traps)
    missed = [kind for kind in label.problems if not types[kind]["found"]]
    met = {entry.code: entry.met for entry in report.checklist}
    agreed = {code: (met[code], label.labels[name]) for code, name in ENTRIES.items() if code in met}
    return Judged(types, rules, missed, alarms, hit, agreed)


def _place(text: str, words: str) -> tuple[int, int]:
    """Return where the words stand; they must be there."""
    at = text.index(words)
    return at, at + len(words)


def _meets(finding: Finding, spans: Iterable[str], text: str) -> bool:
    """Whether a finding stands on a line of one of the spans."""
    for span in spans:
        start, end = _place(text, span)
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1)
        if not span or (finding.start.offset <= last and first <= finding.end.offset):
            return True
    return False


def _touches(finding: Finding, start: int, end: int) -> bool:
    return finding.start.offset < end and start < finding.end.offset


def _words(finding: Finding, report: DraftReport) -> str:
    words = report.source.text[finding.start.offset : finding.end.offset]
    return " ".join(words.split())[:90]


def _group() -> dict[str, Any]:
    return {"drafts": 0, "good": 0, "alarms_in_good": 0, "traps": 0, "traps_hit": 0, "types": {}, "rules": {},
            "checklist": {}}  # fmt: skip


def _add(group: dict[str, Any], label: Label, judged: Judged) -> None:
    """Add one draft to a group's figures."""
    group["drafts"] += 1
    if not label.problems:
        group["good"] += 1
        group["alarms_in_good"] += len(judged.alarms)
    group["traps"] += len(label.traps)
    group["traps_hit"] += judged.traps_hit
    for table, counters in (("types", judged.types), ("rules", judged.rules)):
        for name, counter in counters.items():
            row = group[table].setdefault(name, dict.fromkeys(COUNTS, 0))
            for key in COUNTS:
                row[key] += counter[key]
    for code, (met, labelled) in judged.checklist.items():
        row = group["checklist"].setdefault(code, {"both": 0, "linter": 0, "label": 0, "neither": 0})
        row["both" if met and labelled else "linter" if met else "label" if labelled else "neither"] += 1


def recall(row: Mapping[str, int]) -> float | None:
    """Return the share of labelled drafts in which it was found; None where there are none."""
    return row["found"] / row["labelled"] if row["labelled"] else None


def precision(row: Mapping[str, int]) -> float | None:
    """Return the share of findings that are right; None where there are none."""
    every = row["right"] + row["false"]
    return row["right"] / every if every else None


def f1(row: Mapping[str, int]) -> float | None:
    """Return the agreement of an entry of the checklist with its label; None where neither ever holds."""
    every = 2 * row["both"] + row["linter"] + row["label"]
    return 2 * row["both"] / every if every else None


def share(value: float | None) -> str:
    """Return a share as told: `86 %`, or a hyphen where there was nothing to measure."""
    return "-" if value is None else f"{100 * value:.0f} %"


def total(group: Mapping[str, Any]) -> dict[str, int]:
    """Return the sums over all types; findings are counted by rule, so that one that meets two types counts once."""
    sums = {key: sum(row[key] for row in group["types"].values()) for key in COUNTS}
    return sums | {key: sum(row[key] for row in group["rules"].values()) for key in ("right", "false")}


def worse(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[str]:
    """Return what is worse now, a line each; a corpus that has changed needs a new baseline and says so."""
    here, there = now["groups"]["all"], then["groups"]["all"]
    found: list[str] = []
    for name in sorted(here["types"].keys() | there["types"].keys()):
        empty = dict.fromkeys(COUNTS, 0)
        new, old = here["types"].get(name, empty), there["types"].get(name, empty)
        if new["labelled"] != old["labelled"]:
            found.append(
                f"{name}: {new['labelled']} drafts are labelled, were {old['labelled']}; write the baseline again"
            )
        found += _lower(f"{name}: recall", recall(new), recall(old))
        found += _lower(f"{name}: precision", precision(new), precision(old))
    found += _lower("precision of all findings", precision(total(here)), precision(total(there)))
    for code in here["checklist"].keys() | there["checklist"].keys():
        rows = here["checklist"].get(code), there["checklist"].get(code)
        found += _lower(f"checklist {code}", rows[0] and f1(rows[0]), rows[1] and f1(rows[1]))
    for key, words in (("alarms_in_good", "false alarms in good drafts"), ("traps_hit", "traps hit")):
        if here[key] > there[key]:
            found.append(f"{words}: {here[key]}, was {there[key]}")
    if (falses := total(here)["false"]) > total(there)["false"]:
        found.append(f"false alarms: {falses}, was {total(there)['false']}")
    return found


def _lower(what: str, new: float | None, old: float | None) -> Iterator[str]:
    """Yield a line where a share fell; a precision without findings is judged by its recall."""
    if new is not None and old is not None and new < old - 1e-9:
        yield f"{what}: {share(new)}, was {share(old)}"
