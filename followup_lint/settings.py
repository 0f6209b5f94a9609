"""What is asked of a run, and the rules that this leaves to be run on a draft of some kind and channel."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from followup_lint.checks import CHECKS
from followup_lint.facts import Fact
from followup_lint.finding import Hit, Proof, Severity
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule


class Settings(NamedTuple):
    """What decides which rules run, and how loud they are; `facts` are those that the command line states."""

    profile: tuple[str, ...] = ()
    selected: frozenset[str] | None = None
    ignored: frozenset[str] = frozenset()
    severity: dict[str, str] = {}
    today: date | None = None
    base_url: str | None = None
    facts: dict[str, Fact] = {}


class Step(NamedTuple):
    """A rule to be run, its check (None where it is not run on one draft alone), and whether its findings are wanted."""

    rule: Rule
    check: Callable[[Reading, Rule], Iterator[Hit | Proof]] | None
    wanted: bool


class Plan(NamedTuple):
    """The rules to be run on a draft, in order, and the codes of those that concern it but are off or not selected."""

    steps: tuple[Step, ...]
    unheard: frozenset[str]


def plan_for(reading: Reading, settings: Settings, foreign: bool) -> Plan:
    """Return the plan for a draft; `foreign` leaves the rules about English out. It is made once for all drafts alike."""
    named, promoted = reading.limits.get("severity", {}), reading.limits.get("promote") or {}
    key = (
        reading.kind, reading.channel, foreign, *named.items(), None, *promoted.items(), None,
        settings.selected, settings.ignored, *settings.severity.items(),
    )  # fmt: skip
    plan: Plan | None = reading.ruleset.plans.get(key)
    if plan is None:
        plan = reading.ruleset.plans[key] = _plan(reading, settings, foreign)
    return plan


def _plan(reading: Reading, settings: Settings, foreign: bool) -> Plan:
    steps, unheard = [], set()
    for rule in reading.ruleset.rules:
        if not rule.concerns(reading.kind, reading.channel) or (foreign and rule.languages != "any"):
            continue
        wanted, off = wants(rule, settings), loudness(rule, None, reading, settings) is None
        if off or not wanted:
            unheard.add(rule.code)
        if not off and (wanted or rule.checklist):
            steps.append(Step(rule, CHECKS.get(rule.check["kind"]), wanted))
    return Plan(tuple(steps), frozenset(unheard))


def wants(rule: Rule, settings: Settings) -> bool:
    """Return whether the settings select a rule."""
    return rule.code not in settings.ignored and (settings.selected is None or rule.code in settings.selected)


def loudness(rule: Rule, hit: Hit | None, reading: Reading, settings: Settings) -> Severity | None:
    """Return the severity of a rule, or of one of its hits; None where it is off.

    The settings win over the profile, the profile over the hit, the hit over the rule.
    """
    level = hit.severity if hit and hit.severity else rule.severity
    promoted = reading.limits.get("promote")
    if level and promoted and level.label in promoted:
        level = Severity[promoted[level.label].upper()]
    for named in (reading.limits.get("severity", {}), settings.severity):
        if word := named.get(rule.code):
            level = None if word == "off" else Severity[word.upper()]
    return level
