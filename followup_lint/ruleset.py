"""Rule files and profiles to a rule set, and the selection of rules by code or name."""

import json
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from followup_lint.automaton import Automaton, Match
from followup_lint.cues import kind_cues
from followup_lint.errors import ConfigError, RuleFileError
from followup_lint.finding import Severity
from followup_lint.gates import Gate, gate, remember
from followup_lint.limits import TEXT_BYTES
from followup_lint.phrases import PhraseError
from followup_lint.scorer import Scorer
from followup_lint.source import bounded
from followup_lint.tokens import Tokens

PACKAGED = Path(__file__).parent / "_content"
CHECKOUT = Path(__file__).parent.parent / "content"
PHRASE_LISTS = ("any", "unless", "hints", "remarks")
"""Keys of a check that hold phrases."""


class Rule(NamedTuple):
    """One entry of a rule file; the fields are those of `rules.schema.json`."""

    code: str
    name: str
    severity: Severity | None
    summary: str
    message: str
    advice: str
    why: str = ""
    guide: str = ""
    guidance: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    applies: dict[str, list[str]] = {}
    off_when: dict[str, Any] = {}
    yields_to: tuple[str, ...] = ()
    checklist: str = ""
    languages: str = "en"
    check: dict[str, Any] = {}
    fix: str = "none"
    examples: tuple[dict[str, Any], ...] = ()

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]

    def concerns(self, kind: str, channel: str) -> bool:
        """Return whether the rule is for drafts of this kind and channel."""
        kinds, channels = self.applies.get("kinds"), self.applies.get("channels")
        return (not kinds or kind in kinds) and (not channels or channel in channels)


@dataclass(frozen=True)
class Ruleset:
    """All rules in the order of their files, with the cue lists, profiles and examples' drafts that they share."""

    rules: tuple[Rule, ...]
    cues: dict[str, list[str]]
    profiles: dict[str, dict[str, Any]]
    standards: dict[str, str]
    automaton: Automaton
    scorer: Scorer

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return every phrase of every rule and cue list found in the words of a text, by tag."""
        return self.automaton.scan(tokens)

    @cached_property
    def by_name(self) -> dict[str, Rule]:
        """Rules by code and by name."""
        return {key: rule for rule in self.rules for key in (rule.code, rule.name)}

    def find(self, key: str) -> Rule:
        """Return the rule with a code or a name; raises ConfigError with the nearest names where there is none."""
        rule = self.by_name.get(key) or self.by_name.get(key.upper()) or self.by_name.get(key.lower())
        if rule is None:
            raise ConfigError(
                f"there is no rule {key!r}{did_you_mean(key, self.by_name)}; `followup-lint rules` lists them"
            )
        return rule

    def select(self, patterns: Iterable[str]) -> frozenset[str]:
        """Return the codes of the rules whose code or name begins with one of the patterns (`ALL` is every rule).

        Raises ConfigError for a pattern that no rule begins with.
        """
        chosen: set[str] = set()
        for pattern in patterns:
            found = {rule.code for rule in self.rules if begins(rule, pattern)}
            if not found:
                raise ConfigError(
                    f"no rule begins with {pattern!r}{did_you_mean(pattern, self.by_name)}; `followup-lint rules` lists them"
                )
            chosen |= found
        return frozenset(chosen)

    @cached_property
    def plans(self) -> dict[Hashable, Any]:
        """Which rules are run on which drafts, as far as it was worked out before (`settings.plan_for`)."""
        return {}

    @cached_property
    def faults(self) -> dict[int, float]:
        """The places in a score of the labels that rules mark, and the values from which they do."""
        thresholds = (rule.check.get("thresholds", {}) for rule in self.rules)
        index = self.scorer.index
        return {index[label]: least for known in thresholds for label, least in known.items() if label in index}

    @cached_property
    def _merged(self) -> dict[tuple[str, ...], dict[str, Any]]:
        return {}

    def profile(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the values of a profile with all that it extends; later names win over earlier ones.

        The map is kept for the next to ask, so it is to be left as it is. Raises ConfigError for an unknown profile.
        """
        chosen = tuple(names)
        merged = self._merged.get(chosen)
        if merged is None:
            merged = self._merged[chosen] = self._merge(chosen)
        return merged

    def _merge(self, names: Iterable[str]) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for name in names:
            if name not in self.profiles:
                raise ConfigError(
                    f"there is no profile {name!r}{did_you_mean(name, self.profiles)}; "
                    f"choose from {', '.join(self.profiles)}"
                )
            values = self.profiles[name]
            if parent := values.get("extends"):
                merged = merge(merged, self.profile([parent] if isinstance(parent, str) else parent))
            merged = merge(merged, {key: value for key, value in values.items() if key != "extends"})
        return merged


def begins(rule: Rule, pattern: str) -> bool:
    """Return whether a rule's code or name begins with a pattern; `ALL` begins every rule."""
    return (
        pattern.upper() == "ALL"
        or rule.code.startswith(pattern.upper())
        or (rule.name == pattern.lower() or rule.name.startswith(pattern.lower().rstrip(".") + "."))
    )


def merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Return two maps merged key by key, maps in them too; a null takes a key away."""
    merged = dict(base)
    for key, value in over.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `, did you mean 'x'?` for the known word nearest to a wrong one, or nothing."""
    from difflib import get_close_matches  # 3 ms to import: only when something is wrong

    lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), lower, 1, 0.6)
    return f", did you mean {lower[near[0]]!r}?" if near else ""


def fill(text: str, values: dict[str, str]) -> str:
    """Put values in a message's `{placeholders}`; one without a value stays as it is."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def said(rule: Rule, case: str) -> str | None:
    """Return the rule's own words for a case among its check's `messages`, where it has some."""
    message = rule.check.get("messages", {}).get(case)
    return None if message is None else str(message)


def rule_url(rule: Rule, base: str | None) -> str | None:
    """Return the address of a rule's page below the site's address, or None without one."""
    return f"{base.rstrip('/')}/rules/{rule.code.lower()}/" if base else None


# -- loading -----------------------------------------------------------------------------------------------------


def shipped() -> Ruleset:
    """Return the rule set that comes with the package: its compiled form where that is current, else the YAML files."""
    folder = content_folder() / "rules"
    compiled = PACKAGED / "rules.json"
    files = [folder / "rules.yml", folder / "profiles.yml"]
    makers = [Path(__file__), Path(__file__).with_name("automaton.py")]
    if compiled.exists() and (
        folder.is_relative_to(PACKAGED)
        or all(p.stat().st_mtime_ns <= compiled.stat().st_mtime_ns for p in files + makers)
    ):
        return from_compiled(json.loads(compiled.read_bytes()), Scorer.load(folder))
    return from_values(read_yaml(files[0]), read_yaml(files[1]), folder)


def content_folder() -> Path:
    """Return the folder with `rules` and `templates`: the packaged copy, else the checkout's `content`."""
    return PACKAGED if (PACKAGED / "rules" / "rules.yml").exists() else CHECKOUT


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the map that a YAML file holds; raises RuleFileError with the line for anything else."""
    import yaml  # 28 ms to import: the compiled rules do without

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        values = yaml.load(bounded(str(path), TEXT_BYTES).decode(), loader)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(f"cannot be read ({error}); give the path of a rule file", path=str(path)) from None
    except (RecursionError, ValueError) as error:  # such as a date that is in no calendar
        raise RuleFileError(f"is no valid YAML: {error}", path=str(path)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise RuleFileError(f"is no valid YAML: {problem}", path=str(path), line=mark.line + 1 if mark else 0) from None
    if not isinstance(values, dict):
        raise RuleFileError("holds no map of keys; a rule file begins with `rules:`", path=str(path))
    return values


def from_values(values: dict[str, Any], profiles: dict[str, Any], folder: Path) -> Ruleset:
    """Return the rule set of a rule file's and a profile file's values; raises RuleFileError for a phrase that is broken."""
    rules = tuple(make_rule(entry) for entry in values["rules"])
    cues = values.get("cues", {})
    return Ruleset(rules, cues, profiles, values.get("standards", {}), automaton_of(rules, cues), Scorer.load(folder))


def make_rule(entry: dict[str, Any]) -> Rule:
    """Return the rule that an entry of a rule file describes."""
    values = dict(entry)
    severity = values.pop("severity")
    for key in ("guidance", "sources", "needs", "yields_to", "examples"):
        values[key] = tuple(values.get(key, ()))
    return Rule(severity=None if severity == "off" else Severity[severity.upper()], **values)


def phrases_of(rules: Iterable[Rule], cues: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield every list of phrases with its tag: `cue.thanks`, `TON005.any`, `LEN005.replace`."""
    for name, phrases in cues.items():
        yield f"cue.{name}", phrases
    for rule in rules:
        for key in PHRASE_LISTS:
            if rule.check.get(key) and rule.check["kind"] != "pattern":
                yield f"{rule.code}.{key}", rule.check[key]
        if rule.check.get("replace") and rule.check["kind"] == "phrases":
            yield f"{rule.code}.replace", list(rule.check["replace"])


def automaton_of(rules: Iterable[Rule], cues: dict[str, list[str]]) -> Automaton:
    """Return the automaton of all phrases; raises RuleFileError with the list's tag for one that is broken."""
    automaton = Automaton()
    for tag, phrases in phrases_of(rules, cues):
        try:
            automaton.add(tag, phrases)
        except PhraseError as error:
            raise RuleFileError(f"{tag}: {error}") from None
    return automaton


def compile_values(values: dict[str, Any], profiles: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the compiled form of the shipped files, for JSON: the same values with the automaton worked out."""
    ruleset = from_values(values, profiles, folder)
    return {**values, "profiles": profiles, "automaton": ruleset.automaton.dump(), "gates": list(_gates(ruleset.rules))}


def _gates(rules: Iterable[Rule]) -> Iterator[tuple[str, bool, Gate]]:
    """Yield each expression of `pattern` rules and of kinds with whether its case counts, and what it needs."""
    for rule in rules:
        if rule.check["kind"] == "pattern":
            cased = rule.check.get("cased", False)
            for expression in rule.check["any"]:
                yield expression, cased, gate(expression, cased)
    for _, _, expressions in kind_cues():
        for expression in expressions:
            yield expression, True, gate(expression, True)


def from_compiled(values: dict[str, Any], scorer: Scorer) -> Ruleset:
    """Return the rule set of a compiled form."""
    remember(values["gates"])
    return Ruleset(
        tuple(make_rule(entry) for entry in values["rules"]),
        values.get("cues", {}),
        values["profiles"],
        values.get("standards", {}),
        Automaton.load(values["automaton"]),
        scorer,
    )
