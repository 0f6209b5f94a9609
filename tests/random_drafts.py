"""Random drafts for comparing two runs of the linter: all kinds and channels, all formats, and what is rare in them."""

import base64
import quopri
import random
from collections.abc import Iterator
from pathlib import Path

from followup_lint.examples import unmark
from followup_lint.fields import CHANNELS, KINDS
from followup_lint.ruleset import shipped

CORPUS = Path(__file__).parent / "corpus" / "drafts"

ODD = [
    "😀", "👩🏽‍💻 thanks!!", "Grüße, Ça va, naïve", "i think its to late", "𝒽ello **you**", "> On Monday you wrote:", "\u2028", "",
    "שלום Priya, תודה רבה!!", "مرحبا Tom, I recieve alot", "e\u0301cole ﬁne ½ ①", "ıİſK ǅ ẞ", "\u200bzero\u200dwidth\ufeff", "🇮🇹🇯🇵 awsome",
    "- one\n- two: your the best", "1. first\n2. second", "# A heading", "| a | b |\n|---|---|\n| alot | 😀 |", "```\ni am code!!\n```",
    "<p>Thank you <b>alot</b></p>", "[a link](https://example.org/a_b) and `code`", "*emphasis*, __strong__, ~~gone~~", "---",
    "<!-- followup-lint: ignore MEC004 -->\nI have alot to say.", "&amp; &copy; &#128512;", "\ttabbed\ttext", "word " * 60, "A" * 300,
    "Call me on +44 20 7946 0000, or write to ana@example.org!!!", "Best,\nAna", "On Tue, 3 Mar 2026 at 10:00, Priya <p@example.com> wrote:\n> hi",
]  # fmt: skip
GREETINGS = [
    "Dear Ms Lee,",
    "Hi 😀 Tom,",
    "Hey!!",
    "To whom it may concern",
    "Dear Dr. Müller-Ødegård,",
    "",
    "Dear Mr. Sir",
]
FACTS = [
    "company: Nörd 🚀 Ltd", 'company: "Smith: Sons"', "company: >\n  Two\n  lines", "to: &who [Ann Lee]\ninterviewers: *who",
    "interviewers: [Priya Okafor, {name: Tom Hale, pronouns: he}]", "role: data analyst", "decision_expected: 2026-03-10",
    "sender: Ana Ruiz", "profile: career-office", "subject: 'Thank you 😀'", "round: 2", "urgent: soon", "discussed: [the dam, 'a \"b\"']",
    "last_employer_reply: 2026-03-04", "panel_note: true", "status: rejected", "# a comment", "unheard_of: 1",
]  # fmt: skip


def drafts(count: int) -> dict[str, str]:
    """Return random drafts by file name, the same ones each time."""
    chance = random.Random(6)
    sentences = [*_corpus(), *_examples()]
    return dict(_draft(chance, number, sentences) for number in range(count))


def _corpus() -> Iterator[str]:
    for path in sorted(CORPUS.iterdir()):
        for line in path.read_text("utf-8").splitlines():
            if line.strip("- ") and ":" not in line[:20]:
                yield line


def _examples() -> Iterator[str]:
    for rule in shipped().rules:
        for example in rule.examples:
            yield from (unmark(text)[0] for text in example.values() if isinstance(text, str) and len(text) > 20)


def _draft(chance: random.Random, number: int, sentences: list[str]) -> tuple[str, str]:
    body = [chance.choice(ODD if chance.random() < 0.25 else sentences) for _ in range(chance.randint(1, 14))]
    text = "\n\n".join([chance.choice(GREETINGS), *body, "Ana Ruiz\n"])
    kind, channel = KINDS[number % len(KINDS)], CHANNELS[number // len(KINDS) % len(CHANNELS)]
    suffix = chance.choice(["md", "md", "txt", "eml"])
    if suffix == "eml":
        text = _mail(chance, text)
    elif chance.random() < 0.7:
        more = "".join(f"{line}\n" for line in _some(chance))
        text = (
            f"---\nkind: {kind}\nchannel: {channel}\ninterviews: [{{date: 2026-03-03}}]\n"
            f"send: 2026-03-{chance.randint(1, 28):02}\n{more}---\n\n{text}"
        )
    if chance.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return f"draft{number:04}.{suffix}", text


def _some(chance: random.Random) -> list[str]:
    """Lines of front matter whose keys differ."""
    lines = {line.partition(":")[0]: line for line in chance.sample(FACTS, chance.randint(0, 5))}
    return [line for key, line in lines.items() if key != "interviewers" or "&who" not in str(lines)]


def _mail(chance: random.Random, text: str) -> str:
    subject = chance.choice(["Thank you", "=?utf-8?q?Danke_=F0=9F=98=80?=", "hi", "=?iso-8859-1?b?R3L832U=?="])
    head = f"Subject: {subject}\nFrom: Ana Ruiz <ana@example.org>\nTo: ms.lee@example.com\nDate: Fri, 06 Mar 2026 09:00:00 +0100\n"
    way = chance.randrange(4)
    if way == 0:
        return f"{head}\n{text}"
    coded = base64.encodebytes(text.encode()).decode()
    if way == 1:
        return f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{coded}"
    latin = quopri.encodestring(text.encode("iso-8859-1", "replace")).decode()
    kind = f"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n{latin}"
    if way == 2:
        return f"{head}MIME-Version: 1.0\n{kind}"
    page = f"<html><body>{''.join(f'<p>{part}</p>' for part in text.split(chr(10) * 2))}</body></html>"
    return (
        f"{head}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b0\n\n--b0\n{kind}\n"
        f"--b0\nContent-Type: text/html; charset=utf-8\n\n{page}\n--b0--\n"
    )
