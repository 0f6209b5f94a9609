"""A template to its page: the note with a button that copies it, what to change, its facts, its checklist."""

from collections.abc import Sequence
from html import escape

from followup_lint.engine import DraftReport
from followup_lint.fields import SPOKEN_CHANNELS
from followup_lint.rulepages.page import packed
from followup_lint.starters import OURS, Template, starter

KIND_NAMES = {
    "thank-you": "thank-you", "nudge": "chaser", "urgent-reply": "urgent reply", "extra-info": "something to add",
    "extension-reply": "reply to a delay", "closing-note": "closing note", "deadline-notice": "note of a deadline",
    "withdrawal": "withdrawal",
}  # fmt: skip
CHANNEL_NAMES = {"email": "e-mail", "handwritten": "card", "phone": "phone call", "message": "short message"}


def page(template: Template, report: DraftReport | None, try_it: bool = False) -> str:
    """Return the Markdown page of a template; `report` is what the linter says of it.

    `try_it` adds links that open the note, and the copy with placeholders, in the checker page.
    """
    kind = KIND_NAMES.get(template.kind, template.kind)
    channel = CHANNEL_NAMES.get(template.channel, template.channel)
    length = _length(template, report)
    subject = str(template.values.get("subject", ""))
    parts = [
        f'---\ntitle: "{template.title}"\ndescription: "{template.summary.replace(chr(34), chr(39))}"\n---\n',
        f"# {template.title}",
        f'<p class="badges"><span class="badge">{kind}</span> <span class="badge">{channel}</span> '
        f'<span class="badge quiet">{length}</span></p>',
        f"{template.summary}\n{{ .lead }}",
        '<section class="template" aria-label="The note">',
        f'<p class="subject"><span>Subject</span> {escape(subject, quote=False)}</p>' if subject else "",
        f'<pre class="note" id="note" tabindex="0">{escape(template.note, quote=False)}</pre>',
        '<p class="copy-line"><button type="button" class="copy" data-copies="note" hidden>Copy the note</button> '
        f'<span class="copied" role="status"></span>{_try_link("Open in the checker", template.source, try_it)}</p>',
        "</section>",
        "## What to change",
        "\n".join(f"{number}. {_lead(point)}" for number, point in enumerate(template.values.get("adapt", ()), 1)),
        "The people and firms are invented. Put in your own, and leave no sentence that is not true of you.",
        "## Start from it",
        "Your own copy, with placeholders in place of our names; the linter points at each one that is left:",
        _try_link("Fill it in in the checker", starter(template), try_it),
        f"```sh\nfollowup-lint new {template.name} thanks.md\n```",
        "<details><summary>The copy with placeholders</summary>\n"
        f'<pre class="note" tabindex="0">{escape(starter(template), quote=False)}</pre>\n</details>',
        _checklist(report),
        "## Its facts",
        "What the linter knows of this draft. With dates and names it can check timing and spelling.",
        f"```yaml\n{_facts(template)}\n```",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _try_link(label: str, text: str, try_it: bool) -> str:
    return f'<a class="try" href="../../check/#d={packed(text)}">{label}</a>' if try_it else ""


def _lead(point: str) -> str:
    head, colon, rest = point.partition(": ")
    return f"**{head}.** {rest[:1].upper()}{rest[1:]}" if colon else point


def _length(template: Template, report: DraftReport | None) -> str:
    if report is None:
        return f"{len(template.note.split())} words"
    spoken = f", {report.spoken_seconds} seconds spoken" if template.channel in SPOKEN_CHANNELS else ""
    return f"{report.words} words{spoken}"


def _checklist(report: DraftReport | None) -> str:
    if report is None:
        return ""
    found = len(report.findings)
    verdict = (
        "The linter has nothing to say against it." if not found else f"The linter has {found} things to say about it."
    )
    met = "".join(
        f'<li class="{"met" if entry.met else "unmet"}">{escape(entry.label, quote=False)}'
        + (f" <q>{escape(entry.text, quote=False)}</q>" if entry.met and entry.text else "")
        + "</li>"
        for entry in report.checklist
    )
    listed = f'<ul class="checklist">{met}</ul>' if met else ""
    return f"## What the linter sees\n\n{verdict}\n\n{listed}"


def _facts(template: Template) -> str:
    """Return the lines of the template's front matter that the linter reads."""
    kept, ours = [], False
    for line in template.source.split("---\n", 2)[1].rstrip().split("\n"):
        if line[:1] not in (" ", "-", ""):
            ours = line.partition(":")[0] in OURS
        if not ours:
            kept.append(line)
    return "\n".join(kept)


def index(templates: Sequence[Template]) -> str:
    """Return the Markdown of the library's first page: the templates under their headings."""
    lines = [
        "---\ntitle: Templates\ndescription: Drafts to start from, each checked by the linter.\n---\n",
        "# Templates",
        f"{len(templates)} drafts to start from. Each is a whole message by an invented person that passes the linter."
        "\n{ .lead }",
        "Take the one that is nearest, keep its shape and put in what only you can know. Not sure which? "
        "[Answer some questions](../which.md).",
    ]
    heading = ""
    for template in templates:
        if template.group != heading:
            lines += ["</ul>"] if heading else []
            heading = template.group
            lines += [f"## {heading}", '<ul class="cards">']
        summary = escape(template.summary, quote=False)
        lines.append(f'<li><a href="{template.name}/">{escape(template.title)}</a><br>{summary}</li>')
    return "\n\n".join([*lines, "</ul>"]).replace("</li>\n\n<li", "</li>\n<li") + "\n"
