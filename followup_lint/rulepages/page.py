"""A rule to the Markdown of its page."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from followup_lint.examples import compose, front_matter, run, unmark
from followup_lint.rulepages.limits import by_profile, limits_used
from followup_lint.rulepages.words import GROUPS, HOW, cite, declared, severity_of, slug
from followup_lint.ruleset import Rule, Ruleset

LISTS = (
    ("any", "phrase it looks for", "phrases it looks for"),
    ("remarks", "phrase that is a remark (info)", "phrases that are remarks (infos)"),
    ("cues", "list of cues that it shares", "lists of cues that it shares"),
    ("hints", "hint word", "hint words"),
    ("replace", "phrase it would replace", "phrases it would replace"),
    ("unless", "phrase that keeps it silent", "phrases that keep it silent"),
)
"""Lists of a check that its page shows, with what one and several of their items are called."""


def page(rule: Rule, ruleset: Ruleset, known: Mapping[str, Any] | None = None, scorer: Mapping[str, Any] | None = None,
         try_it: bool = False) -> str:  # fmt: skip
    """Return the Markdown page of a rule. `known` holds the keys of clauses and sources that have a page; `scorer` the
    figures of `scorer.json`; `try_it` adds links that open examples in the checker page."""
    head = f'---\ntitle: "{rule.code}: {rule.name}"\ndescription: "{_plain(rule.summary)}"\n---\n\n'
    parts = [
        f"# {rule.name} `{rule.code}` {{#{rule.code.lower()}}}",
        _badges(rule),
        rule.summary + "\n{ .lead }",
        "## What you see\n\n" + _sample(rule, ruleset),
        "## Why\n\n" + cite(rule.why.strip(), known) if rule.why.strip() else "",
        "## Examples\n\n" + "\n".join(_examples(rule, ruleset, try_it)),
        "## How it decides\n\n" + "\n\n".join(_how(rule, ruleset, scorer)),
        _limits_section(rule, ruleset),
        "## Switch it off\n\n" + _off(rule),
        "## Where it comes from\n\n" + _origin(rule, known),
    ]
    return head + "\n\n".join(part for part in parts if part) + "\n"


def _plain(text: str) -> str:
    return text.replace("\\", "").replace('"', "'").replace("\n", " ").strip()


def _badges(rule: Rule) -> str:
    group = GROUPS.get(rule.code[:3], (rule.group.capitalize(), ""))[0]
    fix = {"safe": "safe fix", "unsafe": "fix to look over"}.get(rule.fix, "")
    level = severity_of(rule)
    badges = [f'<span class="badge {level}">{level}</span>', f'<a class="badge" href="../#{slug(group)}">{group}</a>']
    if fix:
        badges.append(f'<span class="badge">{fix}</span>')
    for key in ("kinds", "channels"):
        badges += [f'<span class="badge quiet">{value}</span>' for value in rule.applies.get(key, ())]
    return '<p class="badges">' + " ".join(badges) + "</p>"


def _sample(rule: Rule, ruleset: Ruleset) -> str:
    """The finding as a reader sees it: what the linter says of the first example."""
    message, advice = _said(rule, ruleset)
    return (
        f'<div class="finding {severity_of(rule)}"><p>{escape(message, quote=False)}</p>'
        f"<p>{escape(advice, quote=False)}</p></div>"
    )


def _said(rule: Rule, ruleset: Ruleset) -> tuple[str, str]:
    """Return message and advice of a rule on its first flagged example; with their blanks where there is none."""
    for example in rule.examples:
        if "bad" in example:
            reports, _ = run(rule, "bad", example, ruleset)
            for finding in (finding for report in reports for finding in report.findings):
                if finding.code == rule.code:
                    return finding.message, finding.advice
    marked = re.search(r"<mark>(.*?)</mark>", str(rule.examples[0].get("bad", "")), re.DOTALL)
    message = rule.message.replace("{match}", marked[1]) if marked else rule.message
    return re.sub(r"\{\w+\}", "…", message), rule.advice


def sample_letter(rule: Rule, ruleset: Ruleset) -> str:
    """Return a small letter with a rule's first example in it, what the linter says, and better words: for the home page."""
    note = f"Dear Priya,\n\nThank you for your time on Tuesday. {_marked(str(rule.examples[0]['bad']))}\n\nKind regards,\nAna Ruiz"
    message, _ = _said(rule, ruleset)
    better = _marked(str(rule.examples[0].get("good", "")))
    return (
        f'<div class="sample"><pre class="note">{note}</pre>'
        f'<div class="finding {severity_of(rule)}"><p>{escape(message, quote=False)}</p></div>'
        f'<p class="better"><span class="label">Better</span> {better}</p></div>'
    )


def _examples(rule: Rule, ruleset: Ruleset, try_it: bool) -> Iterator[str]:
    labels = (("bad", "Flagged"), ("good", "Better"), ("innocent", "Fine as it is"))
    for example in rule.examples:
        yield '<div class="examples">'
        for role, label in labels:
            if role in example:
                facts = dict(example.get("facts", {}))
                if role == "good":
                    facts |= example.get("good_facts", {})
                link = _try_link(rule, example, role, facts, ruleset) if try_it else ""
                head = f'<p class="label">{label}{link}</p>'
                yield f'<div class="example {role}">{head}{_shown(example[role])}{_given(facts, example)}</div>'
        yield "</div>\n"


def _shown(text: Any) -> str:
    if isinstance(text, dict):
        return "".join(_drafts(text))
    if "\n" in text.strip():
        return f'<pre class="note">{_marked(text.strip())}</pre>'
    return f"<blockquote>{_marked(text.strip())}</blockquote>"


def _marked(text: str) -> str:
    return escape(text, quote=False).replace("&lt;mark&gt;", "<mark>").replace("&lt;/mark&gt;", "</mark>")


def _drafts(values: Mapping[str, Any]) -> Iterator[str]:
    if "application" in values:
        facts = escape(front_matter(values["application"]), quote=False)
        yield f'<pre class="note"><small># application.yml\n{facts}</small></pre>'
    for number, draft in enumerate(values.get("drafts", ()), 1):
        facts = escape(front_matter(draft.get("facts", {})), quote=False)
        name = f"sent/{number}.md" if draft.get("sent") else f"{number}.md"
        head = f"<small># {name}\n{facts.strip()}</small>\n"
        yield f'<pre class="note">{head}{_marked(draft["text"].strip())}</pre>'


def _given(facts: Mapping[str, Any], example: Mapping[str, Any]) -> str:
    given = declared(facts)
    given += [f"{key}: {example[key]}" for key in ("profile", "today") if key in example]
    shown = ", ".join(f"<code>{escape(line, quote=False)}</code>" for line in given)
    return f'<p class="given">with {shown}</p>' if given else ""


def _try_link(rule: Rule, example: Mapping[str, Any], role: str, facts: dict[str, Any], ruleset: Ruleset) -> str:
    if not isinstance(example[role], str):  # the checker reads one message
        return " <small>to try it, save the files in a folder: <code>followup-lint check FOLDER</code></small>"
    text, _ = unmark(compose(rule, example[role], facts, ruleset, whole=example.get("whole", False)))
    hidden = f'<span class="visually-hidden"> ({role} example of {rule.code})</span>'
    profile = f"&amp;profile={example['profile']}" if "profile" in example else ""
    return f' <a class="try" href="../../check/#d={packed(text)}{profile}">Try it{hidden}</a>'


def packed(text: str) -> str:
    """Return a draft as the checker page takes it in an address: base64url of raw DEFLATE, without padding."""
    from base64 import urlsafe_b64encode
    from zlib import compressobj

    packer = compressobj(9, wbits=-15)
    return urlsafe_b64encode(packer.compress(text.encode()) + packer.flush()).decode().rstrip("=")


def _how(rule: Rule, ruleset: Ruleset, scorer: Mapping[str, Any] | None) -> Iterator[str]:
    check = rule.check
    yield HOW.get(check["kind"], "")
    if check.get("thresholds"):
        figures = (scorer or {}).get("figures", {})
        for label, threshold in check["thresholds"].items():
            hint = check.get("hint_thresholds", {}).get(label)
            told = f"A sentence counts as *{label}* from a score of {threshold:g}"
            told += f" (from {hint:g} where one of the hint words stands in it)." if hint is not None else "."
            told += " That alone is a remark (info)." if label in check.get("remark_labels", ()) else ""
            sure = check.get("warns_from", {}).get(label)
            told += f" Below {sure:g} it is a remark (info)." if sure is not None else ""
            yield told + _measured(figures.get(label))
    if "scored" in check:
        yield _sentence_that_meets(check["scored"]) + _measured(
            (scorer or {}).get("figures", {}).get(check["scored"]["label"])
        )
    if rule.needs:
        keys = ", ".join("`" + "` or `".join(need.split("|")) + "`" for need in rule.needs)
        yield f"It needs {keys}, and is silent without."
    if rule.off_when:
        tests = ", ".join(f"`{key}` is {_test(value)}" for key, value in rule.off_when.items())
        yield f"It stays off where {tests}."
    if rule.yields_to:
        links = ", ".join(_rule_link(code, ruleset) for code in rule.yields_to)
        yield f"Where {links} marks the same words, this rule leaves them to it."
    if rule.languages != "any":
        yield "It runs on drafts in English only."
    for key, one, many in LISTS:
        listed = check.get(key)
        if listed and not (key == "any" and check["kind"] == "pattern"):
            yield _list(key, listed, f"{len(listed)} {one if len(listed) == 1 else many}", ruleset)


def _sentence_that_meets(spec: Mapping[str, Any]) -> str:
    """Say when a sentence is what a rule requires."""
    told = f"A sentence meets it as *{spec['label']}* from a score of {spec['threshold']:g}"
    if not spec.get("margin"):
        return told + "."
    told += f", and from {spec['threshold'] - spec['margin']:.2g} unless it reads as a fault"
    plain = f" or fewer than {spec['plain']:.0%} of the draft’s words are uncommon" if "plain" in spec else ""
    return told + plain + "."


def _rule_link(code: str, ruleset: Ruleset) -> str:
    return f"[{code}]({code.lower()}.md)" if code in ruleset.by_name else code


def _measured(figure: Any) -> str:
    if not isinstance(figure, Mapping) or "precision" not in figure:
        return ""
    return (
        f" On sentences by writers whom the model had not read {figure['precision']:.0%} of what it flagged was right, "
        f"and it found {figure['recall']:.0%} of what there was."
    )


def _test(value: Any) -> str:
    if isinstance(value, dict):
        if "present" in value:
            return "declared" if value["present"] else "not declared"
        return " and ".join(f"{name} {option}" for name, option in value.items())
    return " or ".join(f"`{str(item).lower()}`" for item in (value if isinstance(value, list) else [value]))


def _list(key: str, listed: Any, title: str, ruleset: Ruleset) -> str:
    items = [f"{old} → {new}" for old, new in listed.items()] if isinstance(listed, dict) else list(listed)
    if key == "cues":
        items = [f"{name}: {', '.join(ruleset.cues.get(name, [])[:6])} …" for name in items]
    entries = "".join(f"<li><code>{escape(str(item), quote=False)}</code></li>" for item in items)
    return f'<details class="phrases"><summary>{title}</summary><ul>{entries}</ul></details>'


def _limits_section(rule: Rule, ruleset: Ruleset) -> str:
    rows = by_profile(rule, ruleset)
    if len(rows) < 2 and not limits_used(rule):
        return ""
    lines = ["| profile | severity | limits |", "|---|---|---|"]
    lines += [f"| `{name}` | {level} | {limits or '–'} |" for name, level, limits in rows]
    same = [name for name in ruleset.profiles if name not in {row[0] for row in rows}]
    note = f"\n\nAs in `seed`: {', '.join(f'`{name}`' for name in same)}." if same else ""
    return "## By profile\n\n" + "\n".join(lines) + note


def _off(rule: Rule) -> str:
    return (
        "In one place, with the reason, on the line or the line before:\n\n"
        f"```markdown\n<!-- followup-lint: ignore[{rule.code}] the reason -->\n```\n\n"
        f"In one draft, in its front matter:\n\n```yaml\nlint: {{ignore: [{rule.code}]}}\n```\n\n"
        f'In all drafts of a folder, in `followup-lint.toml`:\n\n```toml\nignore = ["{rule.code}"]\n```'
    )


def _origin(rule: Rule, known: Mapping[str, Any] | None) -> str:
    lines = []
    if rule.guide:
        lines.append(f"* Guide: [{_guide_name(rule.guide)}](../{rule.guide})")
    if rule.guidance:
        lines.append("* Clauses of the source article: " + cite(", ".join(f"[{key}]" for key in rule.guidance), known))
    if rule.sources:
        lines.append("* Sources: " + cite(", ".join(f"[{key}]" for key in rule.sources), known))
    return "\n".join(lines) or "* A rule of the linter itself."


def _guide_name(target: str) -> str:
    path, _, anchor = target.partition("#")
    return (anchor or path.rsplit("/", 1)[-1].removesuffix(".md")).replace("-", " ").capitalize()
