"""Typed facts from front matter, what is wrong with it, where, and which layer wins."""

import json
import pickle
import re
from datetime import date, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from followup_lint.facts import Complaint, Fact, check_dates, facts_of_yaml, merge, read_application, read_facts
from followup_lint.fields import (
    FIELDS,
    MAPS,
    SHORT,
    Contact,
    ContactPolicy,
    Interview,
    Item,
    LetterBlock,
    Moment,
    Person,
    Token,
    Urgent,
)
from followup_lint.frontmatter import parse, whole
from followup_lint.schema import draft_schema, draft_schema_text
from followup_lint.source import Source
from followup_lint.values import READERS

CONTENT = Path(__file__).parent.parent / "content"


def layer(text: str, origin: str = "declared") -> tuple[dict[str, Fact], tuple[Complaint, ...]]:
    source = Source("a.yml", text)
    return read_facts(parse(source, whole(source)), origin)


def bare(value: Any) -> Any:
    """A value without its places."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        items = {name: bare(item) for name, item in zip(value._fields, value, strict=True)}
        return value.__class__(**{**items, **({"span": None} if "span" in items else {})})
    return tuple(map(bare, value)) if isinstance(value, tuple) else value


def day(text: str) -> Moment:
    return Moment(date.fromisoformat(text), None, text)


THIRD = day("2026-03-03")


RIGHT: list[tuple[str, Any]] = [
    ("kind: thank-you", "thank-you"),
    ("channel: email", "email"),
    ("platform: sms", "sms"),
    ("language: de", "de"),
    ("language: no", "no"),
    ("language: pt-BR", "pt-BR"),
    ("profile: seed", "seed"),
    ("profile: [seed, strict]", ("seed", "strict")),
    ("subject: 'Interview: thank you'", "Interview: thank you"),
    ("subject:", ""),
    ("subject: '   '", ""),
    ("company: No", "No"),
    ("company: 3M", "3M"),
    ("company: >-\n  Northgate\n  Water", "Northgate Water"),
    ("sender: Ana Ruiz", Person("Ana Ruiz")),
    ("sender: Null", Person("Null")),
    ("sender: Ana Ruiz <ana@example.org>", Person("Ana Ruiz", "ana@example.org")),
    ("sender: {name: Ana Ruiz, email: ana@example.org, phone: 020 7946 0018, employer_domain: x.example}",
     Person("Ana Ruiz", "ana@example.org", "020 7946 0018", employer_domain="x.example")),
    ("sender: {name: Ana, phone: +44 20 7946 0018}", Person("Ana", phone="+44 20 7946 0018")),
    ("interviewers: [Dana Lee]", (Person("Dana Lee"),)),
    ("interviewers: Dana Lee", (Person("Dana Lee"),)),
    ("interviewers: Dana Lee and Tom Reyes", (Person("Dana Lee"), Person("Tom Reyes"))),
    ("interviewers: [Professor Alun Maddox, Dr Keiko Sato]",
     (Person("Alun Maddox", courtesy_title="Professor"), Person("Keiko Sato", courtesy_title="Dr"))),
    ("interviewers:\n- name: Priya Okafor\n  title: Head of Data\n  courtesy_title: Dr\n  pronouns: she/her\n"
     "  also_called: [Pri]", (Person("Priya Okafor", title="Head of Data", courtesy_title="Dr", pronouns="she/her",
                                     also_called=("Pri",)),)),
    ("interviewers: {name: Dana Lee}", (Person("Dana Lee"),)),
    ("to: Dana Lee", ("Dana Lee",)),
    ("to: [Dana Lee, tom@example.org]", ("Dana Lee", "tom@example.org")),
    ("to: Dana Lee <dana@example.org>, Tom Reyes", ("Dana Lee <dana@example.org>", "Tom Reyes")),
    ("to: {name: Dana Lee, email: dana@example.org}", ("Dana Lee <dana@example.org>",)),
    ("cc: [Jo]", ("Jo",)),
    ("interviews: [{date: 2026-03-03, round: 1}]", (Interview(THIRD, 1),)),
    ("interviews: 2026-03-03", (Interview(THIRD),)),
    ("interviews: {date: 2026-03-03}", (Interview(THIRD),)),
    ("interviews:\n- date: 2026-03-03\n  with: Dana Lee\n  format: panel\n  discussed: sampling\n  follow_up: none",
     (Interview(THIRD, None, "panel", ("Dana Lee",), ("sampling",), "none", None, (Person("Dana Lee"),)),)),
    ("interviews: [{with: [Dana Lee, Tom]}]",
     (Interview(with_=("Dana Lee", "Tom"), people=(Person("Dana Lee"), Person("Tom"))),)),
    ("round: 2", 2),
    ("round: '2'", 2),
    ("send: 2026-03-03", THIRD),
    ("send: '2026-03-03'", THIRD),
    ("send: 2026-03-06T09:40", Moment(date(2026, 3, 6), time(9, 40), "2026-03-06T09:40")),
    ("decision_expected: 2026-03", Moment(date(2026, 3, 31), None, "2026-03")),
    ("last_employer_reply: 2026-03-03", THIRD),
    ("earlier_contacts:\n- {date: 2026-03-03, kind: thank-you, channel: email, to: Dana Lee, requested: yes}",
     (Contact(THIRD, "thank-you", "email", ("Dana Lee",), True),)),
    ("earlier_contacts: [2026-03-03]", (Contact(THIRD),)),
    ("follow_ups_sent: 0", 0),
    ("urgent: {requested: 2026-03-03, deadline: 2026-03-03}", Urgent(THIRD, THIRD)),
    ("urgent: true", Urgent()),
    ("urgent: false", None),
    ("requested_items: [references, {item: transcript, delivered: attached}]",
     (Item("references"), Item("transcript", "attached"))),
    ("concerns: [{item: the commute, answer_words: [travel, train]}]",
     (Item("the commute", None, ("travel", "train")),)),
    ("open_questions: which method", (Item("which method"),)),
    ("discussed: [backlog, 'control room']", ("backlog", "control room")),
    ("discussed: backlog", ("backlog",)),
    ("discussed: []", ()),
    ("discussed:\n- a\n-\n- b", ("a", "b")),
    ("process_extended: yes", True),
    ("offer_received: False", False),
    ("contact_policy: none", ContactPolicy(none=True)),
    ("contact_policy: {wait_until: 2026-03-03, max: 1, channels: [email], via: agency}",
     ContactPolicy(False, THIRD, 1, ("email",), "agency")),
    ("employer_channels: [sms, email]", ("sms", "email")),
    ("via: agency", "agency"),
    ("token: {item: mug, value: 8.50, currency: EUR, home_made: no}", Token("mug", 8.5, "EUR", False)),
    ("token: mug", Token("mug")),
    ("letter: {date: 2026-03-03, recipient: Dana Lee, address: [1 High St, Leeds]}",
     LetterBlock(THIRD, "Dana Lee", "1 High St\nLeeds")),
    ("placeholders: {first_name: Dana, n: 3}", {"first_name": "Dana", "n": "3"}),
    ("holidays: [2026-04-03, 2026-04-06]", (date(2026, 4, 3), date(2026, 4, 6))),
    ("template: true", True),
    # nothing said, or another tool's
    ("kind:", None), ("kind: ~", None), ("company: null", None), ("company: ''", None), ("status: draft", None),
    ("template: main.html", None), ("date: tomorrow", None), ("today: 2026-02-30", None), ("tags: [a]", None),
]  # fmt: skip
"""One key each, and its value."""


@pytest.mark.parametrize(("text", "value"), RIGHT)
def test_values(text: str, value: Any) -> None:
    facts, complaints = layer(text)
    key = text.partition(":")[0]
    assert complaints == ()
    assert (bare(facts[key].value) if key in facts else None) == value


SAFE = "safe"


WRONG = [
    # keys
    ("Send: 2026-03-03", "FMT001", "Send", "Send", "send", SAFE),
    ("decision-expected: 2026-03", "FMT001", "decision-expected", "decision-expected", "decision_expected", SAFE),
    ("followUpsSent: 1", "FMT001", "followUpsSent", "followUpsSent", "follow_ups_sent", SAFE),
    ("'Last Employer Reply': 2026-03-03", "FMT001", "Last Employer Reply", "Last Employer Reply",
     "last_employer_reply", SAFE),
    ("interviewer: Dana", "FMT001", "interviewer", "interviewer", "interviewers", None),
    ("comapny: x", "FMT001", "comapny", "comapny", "company", None),
    ("interview_date: 2026-03-03", "FMT001", "interview_date", "interview_date", "interviews", None),
    ("send: 2026-03-03\nSend: 2026-03-04", "FMT001", "Send", "Send", "send", None),
    ("sender: {name: Ana, e-mail: a@b.c}", "FMT001", "e-mail", "sender.e-mail", "email", SAFE),
    ("lint: {disable: [TON005]}", "FMT001", "disable", "lint.disable", "ignore", None),
    # dates
    ("send: 2026-3-5", "FMT002", "2026-3-5", "send", "2026-03-05", SAFE),
    ("send: '5 March 2026'", "FMT002", "5 March 2026", "send", "2026-03-05", SAFE),
    ("send: 13/04/2026", "FMT002", "13/04/2026", "send", "2026-04-13", None),
    ("send: 03/04/2026", "FMT002", "03/04/2026", "send", "", None),
    ("send: 2026-02-30", "FMT002", "2026-02-30", "send", "", None),
    ("send: 2026-03", "FMT002", "2026-03", "send", "", None),
    ("interviews: [{date: 2026-3-5}]", "FMT002", "2026-3-5", "interviews.date", "2026-03-05", SAFE),
    ("interviews: [Dana Lee]", "FMT002", "Dana Lee", "interviews", "", None),
    ("holidays: [2026-04-03, Easter]", "FMT002", "Easter", "holidays", "", None),
    ("decision_expected: March 2026", "FMT002", "March 2026", "decision_expected", "2026-03", SAFE),
    # values
    ("kind: followup", "FMT004", "followup", "kind", "nudge", None),
    ("kind: reminder", "FMT004", "reminder", "kind", "nudge", None),
    ("kind: nugde", "FMT004", "nugde", "kind", "nudge", None),
    ("kind: poem", "FMT004", "poem", "kind", "", None),
    ("channel: [email]", "FMT004", "[email]", "channel", "", None),
    ("company: [x, y]", "FMT004", "[x, y]", "company", "", None),
    ("discussed: [a, {b: c}]", "FMT004", "{b: c}", "discussed", "", None),
    ("round: first", "FMT004", "first", "round", "", None),
    ("round: 2nd", "FMT004", "2nd", "round", "2", None),
    ("round: -1", "FMT004", "-1", "round", "", None),
    ("follow_ups_sent: 1.5", "FMT004", "1.5", "follow_ups_sent", "", None),
    ("follow_ups_sent: 99999999999999999999", "FMT004", "99999999999999999999", "follow_ups_sent", "", None),
    ("token: {value: €8}", "FMT004", "€8", "token.value", "8", None),
    ("process_extended: maybe", "FMT004", "maybe", "process_extended", "", None),
    ("language: English", "FMT004", "English", "language", "en", SAFE),
    ("language: en_GB", "FMT004", "en_GB", "language", "en-GB", SAFE),
    ("language: the Queen's", "FMT004", "the Queen's", "language", "", None),
    ("sender: {email: ''}", "FMT004", "{email: ''}", "sender", "", None),
    ("sender: [Ana]", "FMT004", "[Ana]", "sender", "", None),
    ("contact_policy: maybe", "FMT004", "maybe", "contact_policy", "", None),
    ("contact_policy: {max: some}", "FMT004", "some", "contact_policy.max", "", None),
    ("urgent: soon", "FMT004", "soon", "urgent", "", None),
    ("urgent: {requested: [2026-03-03]}", "FMT004", "[2026-03-03]", "urgent.requested", "", None),
    ("employer_channels: [email, pigeon]", "FMT004", "pigeon", "employer_channels", "", None),
    ("status: ofer", "FMT004", "ofer", "status", "offer", None),
    ("placeholders: Dana", "FMT004", "Dana", "placeholders", "", None),
    ("lint: off", "FMT004", "off", "lint", "", None),
    ("requested_items: [{delivered: by post}]", "FMT004", "{delivered: by post}", "requested_items", "", None),
]  # fmt: skip
"""Text, code, the words marked, key, suggestion, and whether there is a safe fix."""


@pytest.mark.parametrize(("text", "code", "at", "key", "suggestion", "fixed"), WRONG)
@pytest.mark.parametrize("before", ["", "\ufefftitle: 🎉\r\n"])
def test_what_is_wrong_is_shown_where_it_stands(
    before: str, text: str, code: str, at: str, key: str, suggestion: str, fixed: str | None
) -> None:
    text = before + text + "\nrole: data analyst\n"
    facts, complaints = layer(text)
    (complaint,) = complaints
    assert (complaint.code, text[slice(*complaint.span)]) == (code, at)
    assert (complaint.values["key"], complaint.values["suggestion"]) == (key, suggestion)
    assert set(complaint.values) == {"key", "value", "suggestion", "expected", "reason"}
    assert all(isinstance(value, str) for value in complaint.values.values())
    assert facts["role"].value == "data analyst"
    assert (complaint.fix is not None) == (fixed == SAFE)
    if complaint.fix:
        (edit,) = complaint.fix.edits
        mended = text[: edit.span.start] + edit.text + text[edit.span.end :]
        assert complaint.fix.safe
        again, left = layer(mended)
        assert left == () and set(again) >= set(facts)


@pytest.mark.parametrize(
    "key",
    [
        "title",
        "date",
        "layout",
        "tags",
        "author",
        "draft",
        "slug",
        "categories",
        "description",
        "type",
        "lang",
        "locale",
        "name",
        "summary",
        "url",
        "path",
        "weight",
        "keywords",
        "aliases",
        "image",
        "cover",
        "toc",
        "css",
        "published",
        "permalink",
        "category",
        "updated",
        "version",
        "id",
        "comments",
        "source",
        "section",
        "order",
        "hide",
        "icon",
        "theme",
        "output",
        "format",
        "link",
        "links",
        "list",
        "line",
        "gender",
        "vector",
        "find",
        "sound",
        "notes",
        "object",
        "rule",
        "state",
        "today",
        "topics",
        "page",
    ],
)
def test_other_tools_keys_are_ignored(key: str) -> None:
    assert layer(f"{key}: [1, {{a: b}}]") == ({}, ())


def test_a_value_that_differs_in_case_or_hyphen_alone_is_read_without_a_word() -> None:
    facts, complaints = layer("kind: Thank_You\nchannel: Email\nCompany: Northgate\n")
    assert (facts["kind"].value, facts["channel"].value, facts["company"].value) == ("thank-you", "email", "Northgate")
    assert [complaint.span and complaint.code for complaint in complaints] == ["FMT001"]


def test_the_rest_of_a_list_or_map_is_read() -> None:
    facts, complaints = layer(
        "interviews: [{date: 2026-02-30, round: 1, with: Dana}, {date: 2026-03-03}]\nholidays: [x, 2026-04-03]\n"
        "sender: {name: Ana, email: [x]}\n"
    )
    assert [complaint.code for complaint in complaints] == ["FMT002", "FMT002", "FMT004"]
    assert [(i.date and i.date.text, i.round) for i in facts["interviews"].value] == [(None, 1), ("2026-03-03", None)]
    assert facts["holidays"].value == (date(2026, 4, 3),) and facts["sender"].value.name == "Ana"


def test_places_of_facts() -> None:
    text = "discussed: [one, 'two']\nsend: 2026-03-03\nsender: Ana Ruiz\nlint: {ignore: [TON005, MEC]}\n"
    facts = merge(layer(text)[0])
    cut = [text[slice(*span)] for span in facts["discussed"].spans]
    assert cut == ["one", "two"]
    assert text[slice(*facts.value("send").span)] == "2026-03-03"
    assert text[slice(*facts.value("sender").span)] == "Ana Ruiz"
    assert [text[slice(*span)] for span in facts.value("lint").spans] == ["TON005", "MEC"]
    assert facts.value("lint").ignore == ("TON005", "MEC")
    span = facts.span("sender")
    assert span and text[slice(*span)] == "Ana Ruiz"


def test_earlier_layers_win_and_only_the_drafts_places_stay() -> None:
    text = "company: A\nrole: R\nsend: 2026-03-03\ninterviews: [2026-03-02]\n"
    application = facts_of_yaml(Source("application.yml", text))
    inferred = {"kind": Fact("nudge", "inferred"), "role": Fact("x", "inferred")}
    header = {"subject": Fact("Hi", "header", (3, 5))}  # type: ignore[arg-type]
    facts = merge({"role": Fact("C", "command-line")}, layer("company: B\n")[0], application, header, inferred)
    assert [facts.value(key) for key in ("company", "role", "kind", "subject")] == ["B", "C", "nudge", "Hi"]
    assert facts.origin("company") == "declared" and facts.origin("send") == "application"
    assert facts.span("company") and facts.span("subject") and not facts.span("send")
    assert application.span("send") and facts.value("send").span is None
    assert facts.value("interviews")[0].span is None and facts.value("interviews")[0].date.span is None
    assert facts.value("interviews")[0].date.day == date(2026, 3, 2)
    assert all(facts.declared(key) for key in ("role", "company", "send", "subject"))
    assert not facts.declared("kind") and not facts.declared("cc")
    assert facts.value("cc") is None and facts.value("cc", ()) == () and facts.origin("cc") is None


def test_interviewers_are_those_of_the_interviews() -> None:
    text = "interviews:\n- {date: 2026-03-03, with: [Dana Lee, Dr Tom Reyes]}\n- {with: dana lee}\n"
    application = facts_of_yaml(Source("application.yml", text))
    assert [person.name for person in application.value("interviewers")] == ["Dana Lee", "Tom Reyes"]
    assert [p.name for p in merge(layer(text)[0]).value("interviewers")] == ["Dana Lee", "Tom Reyes"]
    assert [p.name for p in merge({}, application).value("interviewers")] == ["Dana Lee", "Tom Reyes"]
    assert merge({}, application).origin("interviewers") == "application"
    # whom somebody names goes before whom somebody's interviews name
    named = merge(layer("interviews: [{with: Jo Hale}]\n")[0], application)
    assert [person.name for person in named.value("interviewers")] == ["Jo Hale"]
    stated = merge(layer("interviews: [{with: Jo Hale}]\n")[0], layer("interviewers: [Ada Roth]\n", "application")[0])
    assert [person.name for person in stated.value("interviewers")] == ["Ada Roth"]


def test_topics_are_those_of_the_interviews_unless_they_are_declared() -> None:
    interviews = (
        "interviews: [{date: 2026-03-03, discussed: [sampling, leaks]}, {date: 2026-03-17, discussed: [leaks, rota]}]\n"
    )
    assert merge(layer(interviews)[0]).value("discussed") == ("sampling", "leaks", "rota")
    assert merge(layer(interviews + "discussed: [meters]")[0]).value("discussed") == ("meters",)
    assert "discussed" not in merge(layer("interviews: [{date: 2026-03-03}]")[0])


def test_facts_are_a_mapping_that_travels() -> None:
    facts = merge(layer("company: A\nsend: 2026-03-03\n")[0])
    assert list(facts) == ["company", "send"] and len(facts) == 2 and "company" in facts and "role" not in facts
    assert pickle.loads(pickle.dumps(facts)) == facts
    assert "company" in repr(facts)
    assert read_facts(None, "declared") == ({}, ())


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("send: 2026-03-02\ninterviews: [2026-03-03]", "2026-03-02", "is before the interview of 2026-03-03"),
        ("send: 2026-03-03T09:00\ninterviews: [2026-03-03T14:00]", "2026-03-03T09:00", "is before the interview of"),
        ("urgent: {requested: 2026-03-10, deadline: 2026-03-09}", "2026-03-09", "is before the request of 2026-03-10"),
        ("send: 2026-03-05\nearlier_contacts: [{date: 2026-03-06}]", "2026-03-06", "is after the draft is sent"),
        ("send: 2026-03-05\nlast_employer_reply: 2026-03-06", "2026-03-06", "is after the draft is sent"),
        ("kind: urgent-reply\nsend: 2026-03-05\nurgent: {requested: 2026-03-06}", "2026-03-06", "is after the draft"),
        ("decision_expected: 2026-03-01\ninterviews: [2026-03-03]", "2026-03-01", "is before the interview of"),
        ("interviews: [{date: 2026-03-17, round: 1}, {date: 2026-03-03, round: 2}]", "2026-03-03", "is before round 1"),
        # all possible
        ("send: 2026-03-03\ninterviews: [2026-03-03]", None, ""),
        ("send: 2026-03-03T09:00\ninterviews: [2026-03-03]", None, ""),
        ("send: 2026-03-06\ninterviews: [2026-03-03, 2026-03-17]", None, ""),
        ("kind: withdrawal\nsend: 2026-03-02\ninterviews: [2026-03-03]", None, ""),
        ("send: 2026-03-06\ninterviews: [{round: 1}]", None, ""),
        ("send: 2026-03-06\ninterviews: []", None, ""),
        ("urgent: {requested: 2026-03-09, deadline: 2026-03-09}", None, ""),
        ("urgent: {requested: 2026-03-09T15:00, deadline: 2026-03-09}", None, ""),
        ("send: 2026-03-05\nearlier_contacts: [{date: 2026-03-05}, {kind: nudge}]", None, ""),
        ("send: 2026-03-05\nkind: thank-you\nurgent: {requested: 2026-03-06}", None, ""),
        ("decision_expected: 2026-03\ninterviews: [2026-03-03]", None, ""),
        ("interviews: [{date: 2026-03-03, round: 1}, {date: 2026-03-03, round: 2}, {round: 3}]", None, ""),
        ("interviews: [{date: 2026-03-17, round: 1}, {date: 2026-03-03, round: 1}]", None, ""),
        ("", None, ""),
    ],
)
def test_dates_that_rule_each_other_out(text: str, at: str | None, reason: str) -> None:
    facts, wrong = layer(text)
    assert wrong == ()
    complaints = check_dates(merge(facts))
    assert [text[slice(*complaint.span)] for complaint in complaints] == ([at] if at else [])
    assert all(c.code == "FMT002" and c.values["reason"].startswith(reason) for c in complaints)


def test_an_application_runs_on_after_its_first_draft() -> None:
    source = Source(
        "application.yml",
        "interviews: [2026-03-03]\nearlier_contacts: [2026-03-20]\nlast_employer_reply: 2026-03-21\nurgent: "
        "{requested: 2026-03-20}\n",
    )
    application, complaints = read_application(source)
    assert complaints == ()
    assert check_dates(merge(layer("send: 2026-03-05\nkind: urgent-reply\n")[0], application)) == ()
    (complaint,) = check_dates(merge(layer("send: 2026-03-01\n")[0], application))
    assert complaint.span == (6, 16)
    assert read_application(Source("application.yml", "urgent: {requested: 2026-03-09, deadline: 2026-03-01}"))[1]


# The table of fields, the code that reads it and the schema agree.


def test_every_type_has_a_reader_and_every_key_a_description() -> None:
    inner = [field for table in MAPS.values() for field in table.values()]
    types = {field.type for field in [*FIELDS.values(), *inner]}
    assert types == set(READERS)
    assert all(field.about.endswith(".") and len(field.about) < 120 for field in [*FIELDS.values(), *inner])
    assert all(short in MAPS[name] for name, short in SHORT.items())
    assert not {"date", "today"} & set(FIELDS)


def test_the_schema_in_the_repo_is_made_from_the_table() -> None:
    path = CONTENT / "rules" / "draft.schema.json"
    assert path.read_text("utf-8") == draft_schema_text(), (
        'run: python -c "from pathlib import Path; from followup_lint.schema import draft_schema_text; '
        "Path('content/rules/draft.schema.json').write_text(draft_schema_text(), 'utf-8')\""
    )
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(FIELDS)


SCHEMA = jsonschema.Draft202012Validator(draft_schema())


class _Strings(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates and `yes` are strings."""


_Strings.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in entries if not tag.endswith((":timestamp", ":bool"))]
    for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Strings.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?i:true|false)$"), list("tTfF"))


@pytest.mark.parametrize("text", [case[0] for case in RIGHT])
def test_the_schema_takes_what_the_code_takes(text: str) -> None:
    values = yaml.load(text, _Strings)
    if text != "round: '2'":  # the code is milder with quoted numbers
        assert [error.message for error in SCHEMA.iter_errors(values)] == []


@pytest.mark.parametrize("text", [case[0] for case in WRONG if case[1] != "FMT001"])
def test_the_schema_refuses_what_the_code_refuses(text: str) -> None:
    if text not in ("send: 2026-02-30", "sender: {email: ''}"):  # how long a month is, and empty texts, it cannot tell
        assert not SCHEMA.is_valid(yaml.load(text, _Strings))


@pytest.mark.parametrize("path", sorted((CONTENT / "templates").glob("*.md")), ids=lambda path: path.stem)
def test_front_matter_of_the_templates_is_right(path: Path) -> None:
    text = path.read_text("utf-8").split("---\n")[1]
    facts, complaints = layer(text)
    assert facts and complaints == () and check_dates(merge(facts)) == ()
    assert SCHEMA.is_valid(yaml.load(text, _Strings))


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("kind: Thank_You", "kind", "thank-you"), ("kind: thanks", "kind", "thank-you"), ("kind: chaser", "kind", "nudge"),
        ("channel: card", "channel", "handwritten"), ("channel: SMS", "channel", "message"), ("channel: e-mail", "channel", "email"),
    ],
)  # fmt: skip
def test_other_words_for_a_value_are_read(text: str, key: str, value: str) -> None:
    found, complaints = layer(text)
    assert (found[key].value, complaints) == (value, ())
