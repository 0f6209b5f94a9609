"""Lint one draft, or all drafts of one application: rules and drafts in, reports out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from followup_lint.checks import APPLICATION_CHECKS
from followup_lint.conditions import holds
from followup_lint.draft import Application, Draft
from followup_lint.errors import ConfigError, UnreadableInput
from followup_lint.facts import Complaint
from followup_lint.finding import Edit, Evidence, Finding, Fix, Hit, Proof, Severity
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, Ruleset, fill, rule_url
from followup_lint.settings import Settings as Settings
from followup_lint.settings import loudness, plan_for, wants
from followup_lint.source import Source
from followup_lint.suppress import UNUSED, Suppressed, suppress

MOST_HITS = 2_000
"""How many places of one draft a rule marks at most, so that a hostile draft cannot fill the memory with findings."""

UNDECLARED = "FMT003"
"""The rule that speaks where a draft declares nothing."""


class DraftReport(NamedTuple):
    """What is to be said of one draft (or of an `application.yml`, whose kind is `application`)."""

    source: Source
    kind: str
    channel: str
    words: int
    spoken_seconds: int
    findings: tuple[Finding, ...]
    checklist: tuple[Evidence, ...]
    skipped: dict[str, tuple[str, ...]]
    facts: dict[str, tuple[Any, str]]
    suppressed: int
    language: str

    @property
    def path(self) -> str:
        return self.source.path


def lint(
    drafts: Iterable[Draft],
    ruleset: Ruleset,
    settings: Settings,
    application: Application | None = None,
    settings_for: Callable[[str], Settings] | None = None,
) -> list[DraftReport]:
    """Lint drafts that belong together: those of one application, or strangers (then `application` is None).

    `settings_for` gives the settings of a draft by its path, `settings` those of all and of the application. Raises
    UnreadableInput for a draft whose profile does not exist.
    """
    drafts = list(drafts)
    own = [settings_for(draft.source.path) if settings_for else settings for draft in drafts]
    readings = [read_for(draft, ruleset, its, application) for draft, its in zip(drafts, own)]
    home = None
    if application:
        home = read_for(Draft(application.source, "", application.facts), ruleset, settings, application)
    shared: dict[int, list[tuple[Rule, Hit]]] = {}
    if home and application and application.notes:
        shared[-1] = [pair for pair in _complaints(home, application.notes) if wants(pair[0], settings)]
    for rule in ruleset.rules:
        if rule.check["kind"] == "application" and any(wants(rule, its) for its in (settings, *own)):
            for at, hit in APPLICATION_CHECKS[rule.check["of"]](readings, home, rule):
                if wants(rule, settings) if at < 0 else _is_on(rule, readings[at]):
                    shared.setdefault(at, []).append((rule, hit))
    reports = [report(reading, its, shared.get(at, [])) for at, (reading, its) in enumerate(zip(readings, own))]
    if home and (hits := shared.get(-1)):
        reports.append(_application_report(home, hits, settings))
    return reports


def _is_on(rule: Rule, reading: Reading) -> bool:
    """Whether a rule about several drafts speaks on this one."""
    return rule.concerns(reading.kind, reading.channel) and not (rule.off_when and holds(rule.off_when, reading))


def read_for(draft: Draft, ruleset: Ruleset, settings: Settings, application: Application | None = None) -> Reading:
    """Return the reading of a draft under its profile; raises as `limits_for` does."""
    return Reading(draft, ruleset, limits_for(draft, ruleset, settings), settings.today, application)


def limits_for(draft: Draft, ruleset: Ruleset, settings: Settings) -> dict[str, Any]:
    """Return the limits of the settings' profile, else of the draft's own, else of `seed`.

    Raises UnreadableInput where the draft names a profile that does not exist.
    """
    named = settings.profile or draft.facts.value("profile") or "seed"
    try:
        return ruleset.profile((named,) if isinstance(named, str) else tuple(named))
    except ConfigError as error:
        if settings.profile:
            raise
        span = draft.facts.span("profile")
        line = draft.source.position(span.start).line if span else 0
        raise UnreadableInput(error.message, path=draft.source.path, line=line) from None


def report(reading: Reading, settings: Settings, shared: Iterable[tuple[Rule, Hit]] = ()) -> DraftReport:
    """Run all rules on one reading and return what is to be said."""
    draft, kind, channel = reading.draft, reading.kind, reading.channel
    language = str(draft.facts.value("language", "en") or "en")
    foreign = not language.lower().startswith("en")
    hits: list[tuple[Rule, Hit]] = [*shared, *_complaints(reading, draft.notes)]
    checklist: list[Evidence] = []
    skipped: dict[str, list[str]] = {}
    plan = plan_for(reading, settings, foreign)
    unheard = set(plan.unheard)
    for rule, check, wanted in plan.steps:
        if rule.off_when and holds(rule.off_when, reading):
            continue
        missing = missing_facts(rule, reading) if rule.needs else None
        if missing:
            unheard.add(rule.code)
            if wanted and (rule.check["kind"] != "application" or (missing == "--today") == bool(reading.application)):
                skipped.setdefault(missing, []).append(rule.code)
            continue
        if check is None:
            if rule.check["kind"] == "application" and not reading.application:
                unheard.add(rule.code)
            continue
        results = list(islice(check(reading, rule), MOST_HITS))
        found = [(rule, result) for result in results if isinstance(result, Hit)]
        if rule.checklist:
            proof = next((result for result in results if isinstance(result, Proof)), None)
            checklist.append(_evidence(draft, rule, proof if not found else None))
        if wanted:
            hits += found
    hits += _undeclared(reading, skipped)
    findings = [
        _finding(reading, rule, hit, level, settings)
        for rule, hit in _precedence(hits)
        if wants(rule, settings) and (level := loudness(rule, hit, reading, settings)) is not None
    ]
    kept: Suppressed = suppress(draft, findings, reading.ruleset, settings.base_url, unheard)
    return DraftReport(
        source=draft.source, kind=kind, channel=channel, words=draft.body_words,
        spoken_seconds=round(draft.spoken_seconds(reading.limit("$voice.words_a_minute") or 150)),
        findings=in_order(kept.findings),
        checklist=tuple(checklist),
        skipped={need: tuple(codes) for need, codes in sorted(skipped.items(), key=lambda item: -len(item[1]))},
        facts={key: (fact.value, fact.origin) for key, fact in draft.facts.items()},
        suppressed=kept.silenced, language=language,
    )  # fmt: skip


def _complaints(reading: Reading, notes: Iterable[Complaint]) -> Iterator[tuple[Rule, Hit]]:
    """Yield what is wrong with the front matter, as hits of the rules that speak of it."""
    text = reading.draft.source.text
    for note in notes:
        rule = reading.ruleset.by_name.get(note.code)
        if rule:
            values = {"match": text[note.span.start : note.span.end], **note.values}
            yield rule, Hit(note.span, values, note.fix, in_source=True)


def _undeclared(reading: Reading, skipped: dict[str, list[str]]) -> Iterator[tuple[Rule, Hit]]:
    """Yield a hit for front matter that declares nothing of ours, with the key that would switch on most rules.

    Of a draft without any, the one line of the run says as much.
    """
    rule, draft = reading.ruleset.by_name.get(UNDECLARED), reading.draft
    fenced = draft.source.text.startswith(("---", "\ufeff---"))
    if rule and skipped and fenced and not any(draft.facts.declared(key) for key in draft.facts):
        need, codes = max(skipped.items(), key=lambda item: len(item[1]))
        yield rule, Hit(reading.first_line(), {"key": need, "count": str(len(codes))})


def with_findings(
    done: DraftReport, reading: Reading, hits: Iterable[tuple[Rule, Hit]], settings: Settings
) -> DraftReport:
    """Return a report with the findings of further hits among its own, as far as the settings want them."""
    more = [
        _finding(reading, rule, hit, level, settings)
        for rule, hit in hits
        if wants(rule, settings) and (level := loudness(rule, hit, reading, settings)) is not None
    ]
    kept = suppress(reading.draft, more, reading.ruleset, settings.base_url)
    findings = [*done.findings, *(finding for finding in kept.findings if finding.code != UNUSED)]
    return done._replace(findings=in_order(findings), suppressed=done.suppressed + kept.silenced)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by place, the louder first."""
    return tuple(sorted(findings, key=lambda finding: (finding.start.offset, -finding.severity, finding.code)))


def missing_facts(rule: Rule, reading: Reading) -> str | None:
    """Return the first fact that a rule needs and the draft lacks; `a|b` needs either."""
    facts = reading.draft.facts
    for need in rule.needs:
        if need == "today":
            if reading.today is None:
                return "--today"
        elif not any(facts.value(name) is not None for name in need.split("|")):
            return need.partition("|")[0]
    return None


def _precedence(hits: list[tuple[Rule, Hit]]) -> Iterator[tuple[Rule, Hit]]:
    """Yield the hits without those whose words a rule with precedence marks too.

    A rule yields to those that it names, but certain words never to a mere score, and nobody to a hit that has yielded
    itself: however rules name one another, one of them speaks. Of two scored hits the one further past its threshold does.
    """
    left = dict(enumerate(hits))
    overlapping = _overlaps(hits)
    for at, (rule, hit) in enumerate(hits):
        rivals = [left[other] for other in overlapping.get(at, ()) if other in left]
        if any(_outranks(other, rival, rule, hit) for other, rival in rivals):
            del left[at]
    yield from left.values()


def _overlaps(hits: list[tuple[Rule, Hit]]) -> dict[int, list[int]]:
    """Return the places in a list of the hits of other rules on the same words, by the place of each hit that has some.

    One sweep over the text: only the hits that are open at a word are compared with those that begin there.
    """
    found: dict[int, list[int]] = {}
    for in_source in (False, True):
        places = (at for at, (_, hit) in enumerate(hits) if hit.in_source == in_source)
        opened: list[int] = []
        for at in sorted(places, key=lambda at: hits[at][1].span):
            rule, (start, end) = hits[at][0], hits[at][1].span
            opened = [other for other in opened if hits[other][1].span.end > start]
            for other in opened:
                if hits[other][0].code != rule.code and hits[other][1].span.start < end:
                    found.setdefault(at, []).append(other)
                    found.setdefault(other, []).append(at)
            opened.append(at)
    return found


def _outranks(other: Rule, rival: Hit, rule: Rule, hit: Hit) -> bool:
    """Whether a rival's hit on the same words speaks in place of a rule's."""
    if bool(rival.weight) != bool(hit.weight):
        related = rule.code in other.yields_to or other.code in rule.yields_to
        return bool(hit.weight) and (related or other.check["kind"] == "scored")
    return other.code in rule.yields_to or rival.weight > hit.weight


def _finding(reading: Reading, rule: Rule, hit: Hit, level: Severity, settings: Settings) -> Finding:
    draft = reading.draft
    span = hit.span if hit.in_source else draft.locate(hit.span)
    words = hit.values.get("match") or " ".join(draft.source.text[span.start : span.end].split())
    values = {"match": words if len(words) <= 60 else words[:57].rstrip() + "…", **hit.values}
    fix = hit.fix if draft.source.is_editable else None
    if fix and draft.origin is not None and not hit.in_source:
        fix = Fix(fix.safe, tuple(Edit(draft.locate(edit.span), edit.text) for edit in fix.edits))
    return Finding(
        path=draft.source.path, code=rule.code, name=rule.name, severity=level,
        message=fill(hit.message or rule.message, values), advice=fill(rule.advice, values),
        start=draft.source.position(span.start), end=draft.source.position(span.end),
        fix=fix, url=rule_url(rule, settings.base_url), because=hit.because,
    )  # fmt: skip


def _evidence(draft: Draft, rule: Rule, proof: Proof | None) -> Evidence:
    if proof is None:
        return Evidence(rule.code, rule.checklist, False)
    span = draft.locate(proof.span)
    if span.start == span.end:
        return Evidence(rule.code, rule.checklist, True)
    text = " ".join(draft.source.text[span.start : span.end].split())
    return Evidence(rule.code, rule.checklist, True, draft.source.position(span.start), text)


def _application_report(home: Reading, hits: list[tuple[Rule, Hit]], settings: Settings) -> DraftReport:
    """The report of an `application.yml`: what is missing from the application as a whole."""
    findings = [
        _finding(home, rule, hit, level, settings)
        for rule, hit in hits if (level := loudness(rule, hit, home, settings)) is not None
    ]  # fmt: skip
    return DraftReport(home.draft.source, "application", "", 0, 0, in_order(findings), (), {}, {}, 0, "en")
