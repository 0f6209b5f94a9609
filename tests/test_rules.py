"""The rule file: its schema, its examples, and what holds between its entries."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from followup_lint.automaton import Automaton
from followup_lint.checks import CHECKS
from followup_lint.checks.applications import APPLICATION_CHECKS
from followup_lint.examples import outcomes
from followup_lint.expressions import trouble
from followup_lint.ruleset import Rule, compile_values, content_folder, from_compiled, read_yaml, shipped
from followup_lint.scorer import Scorer

FOLDER = content_folder() / "rules"
RULES = shipped()
CLAUSES = {f"S{number}" for number in range(1, 40)}
GUIDE_ONLY = {"S6", "S23", "S37", "S38"}
"""Clauses that no rule can check: what kinds there are, why it is worth it, and choosing between them."""


@pytest.mark.parametrize("name", ["rules", "profiles"])
def test_files_are_as_their_schemas_say(name: str) -> None:
    schema = json.loads((FOLDER / f"{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    errors = list(Draft202012Validator(schema).iter_errors(read_yaml(FOLDER / f"{name}.yml")))
    assert not errors, [f"{list(error.absolute_path)[:3]}: {error.message[:200]}" for error in errors]


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.code)
def test_examples_do_what_they_say(rule: Rule) -> None:
    failures = [f"example {o.number}: {o.role} {o.failure}" for o in outcomes(rule, RULES) if o.failure]
    assert not failures


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.code)
def test_every_rule_has_examples_of_each_kind(rule: Rule) -> None:
    roles = {role for example in rule.examples for role in ("bad", "good", "innocent") if role in example}
    wanted = {"bad"} if rule.check["kind"] == "engine" else {"bad", "good", "innocent"}
    assert wanted <= roles


def test_codes_and_names_are_unique_and_agree() -> None:
    assert len({rule.code for rule in RULES.rules}) == len({rule.name for rule in RULES.rules}) == len(RULES.rules)
    groups: dict[str, set[str]] = {}
    for rule in RULES.rules:
        groups.setdefault(rule.code[:3], set()).add(rule.group)
    assert all(len(names) == 1 for names in groups.values()), groups
    assert len(RULES.rules) >= 96


def test_every_clause_that_can_be_checked_is_checked() -> None:
    cited = {clause for rule in RULES.rules for clause in rule.guidance}
    assert cited <= CLAUSES
    assert cited | GUIDE_ONLY == CLAUSES | (cited & GUIDE_ONLY)


def test_every_check_has_its_function() -> None:
    for rule in RULES.rules:
        kind = rule.check["kind"]
        assert kind in CHECKS or kind in ("application", "engine"), rule.code
        if kind == "application":
            assert rule.check["of"] in APPLICATION_CHECKS, rule.code


def test_references_between_entries_exist() -> None:
    codes = {rule.code for rule in RULES.rules}
    for rule in RULES.rules:
        assert set(rule.yields_to) <= codes - {rule.code}, rule.code
        assert set(rule.check.get("cues", ())) <= set(RULES.cues), rule.code
        for label in rule.check.get("thresholds", {}):
            assert label in RULES.scorer.index, rule.code
    for name, profile in RULES.profiles.items():
        assert set(profile.get("severity", {})) <= codes, name


def test_messages_say_no_figure_and_blame_nobody() -> None:
    for rule in RULES.rules:
        assert not re.search(r"\d ?%|per cent|percent", rule.message + rule.advice), rule.code
        assert not re.search(r"\b(AI|machine-written|ChatGPT|cheat)", rule.message + rule.advice, re.IGNORECASE), (
            rule.code
        )


def test_expressions_keep_the_bounds_set_for_those_of_others() -> None:
    expressions = [
        expression for rule in RULES.rules if rule.check["kind"] == "pattern"
        for key in ("any", "unless") for expression in rule.check.get(key, ())
    ]  # fmt: skip
    assert len(expressions) > 50
    assert [expression for expression in expressions if trouble(expression)] == []


def test_the_compiled_form_is_the_same() -> None:
    values, profiles = read_yaml(FOLDER / "rules.yml"), read_yaml(FOLDER / "profiles.yml")
    again = from_compiled(json.loads(json.dumps(compile_values(values, profiles, FOLDER))), Scorer.load(FOLDER))
    assert again.rules == RULES.rules
    assert (again.cues, again.profiles, again.standards) == (RULES.cues, RULES.profiles, RULES.standards)


def test_the_compiled_automaton_is_plain_values() -> None:
    dumped = RULES.automaton.dump()
    assert Automaton.load(json.loads(json.dumps(dumped))).dump() == dumped
