"""Templates are filled in before they are read, and every place maps back."""

import pytest

from followup_lint.readers import read
from followup_lint.source import Source

HEAD = "---\ntemplate: true\nplaceholders: {Your Name: Ana Ruiz, first_name: Dana, ROLE: data analyst, x: ''}\n"


@pytest.mark.parametrize("style", ["[Your Name]", "{{your_name}}", "{{ Your-Name }}", "{your name}", "<YOUR_NAME>", "%YOUR_NAME%", "«Your Name»", "${your_name}"])  # fmt: skip
def test_declared_placeholders_in_any_style(style: str) -> None:
    text = f"{HEAD}---\n\nDear Dana,\n\nThank you.\n\nBest,\n{style}\n"
    draft = read(Source("a.md", text))
    signature = draft.parts["signature"][0]
    assert draft.prose[slice(*signature)] == "Ana Ruiz"
    assert text[slice(*draft.locate(signature))] == style


def test_undeclared_placeholders_stay() -> None:
    draft = read(Source("a.md", f"{HEAD}---\n\nDear <first name>,\n\nThank you for [Day] and {{{{x}}}} [Role](y).\n"))
    assert " ".join(draft.prose.split()) == "Dear Dana, Thank you for [Day] and Role ."


def test_places_map_back() -> None:
    text = f"{HEAD}---\n\nHi {{{{first_name}}}},\n\nthe *[ROLE]* role is good. Thank you.\n"
    draft = read(Source("a.md", text))
    found = [text[slice(*draft.locate(sentence.span))] for sentence in draft.sentences]
    assert found == ["the *[ROLE]* role is good.", "Thank you."]
    at = draft.prose.index("analyst")
    assert text[slice(*draft.locate(draft.sentences[0].span._replace(start=at, end=at + 7)))] == "[ROLE]"
    assert draft.facts.value("to") == ("Dana",)
    assert len(draft.origin.starts) == len(draft.prose) + 1 == len(draft.origin.ends) + 1


def test_headers_and_subjects_are_filled_in() -> None:
    body = "Subject: the [ROLE] post\n\nDear Dana,\n"
    draft = read(Source("a.md", f"{HEAD}---\n{body}"))
    assert draft.facts.value("subject") == "the data analyst post"
    assert draft.source.text[slice(*draft.facts.span("subject"))] == "the [ROLE] post"
    declared = read(Source("a.md", f"{HEAD}subject: the {{role}} post\n---\n\nDear Dana,\n"))
    assert declared.facts.value("subject") == "the data analyst post"


def test_without_template_nothing_is_filled_in() -> None:
    text = HEAD.replace("template: true\n", "") + "---\n\nDear [first_name],\n"
    draft = read(Source("a.md", text))
    assert draft.origin is None
    assert "[first_name]" in draft.prose


def test_plain_text_templates() -> None:
    draft = read(Source("a.txt", f"{HEAD}---\nDear {{first_name}},\n"))
    assert draft.prose.strip() == "Dear Dana,"
