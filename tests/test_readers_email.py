"""Mail: transfer encodings, HTML, headers, quoted replies, and mail that is broken."""

import base64
import quopri
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_lint.draft import Draft
from followup_lint.errors import UnreadableInput
from followup_lint.fields import Person
from followup_lint.readers import read
from followup_lint.source import Source, Span, decode

BODY = "Dear Priya,\n\nThank you for your time on Tuesday – I enjoyed “it”, Zoë.\n\nKind regards,\nAna Ruiz\n"
HEAD = (
    'From: "Ruiz, Ana" <ana.ruiz@example.org>\n'
    "To: Priya Okafor <p.okafor@northgate.example>, Tom Reyes <tom@northgate.example>\n"
    "Cc: hr@northgate.example\n"
    "Subject: =?utf-8?q?Data_analyst=3A_danke_sch=C3=B6n?=\n"
    "Date: Fri, 06 Mar 2026 09:40:00 +0000\n"
    "In-Reply-To: <abc@northgate.example>\n"
    "MIME-Version: 1.0\n"
)


def mail(text: str, newline: str = "\n") -> Draft:
    return read(decode("a.eml", text.replace("\n", newline).encode()))


def said(draft: Draft) -> str:
    return " ".join(draft.prose.split())


def sources(draft: Draft) -> list[str]:
    """What stands in the source for each sentence."""
    return [draft.source.text[slice(*draft.locate(sentence.span))] for sentence in draft.sentences]


def test_headers_are_facts() -> None:
    draft = mail(f"{HEAD}Content-Language: en-GB, de\n\n{BODY}")
    facts, text = draft.facts, draft.source.text
    assert facts.value("sender")[:2] == Person("Ruiz, Ana", "ana.ruiz@example.org")[:2]
    assert facts.value("to") == ("Priya Okafor <p.okafor@northgate.example>", "Tom Reyes <tom@northgate.example>")
    assert facts.value("cc") == ("hr@northgate.example",)
    assert facts.value("subject") == "Data analyst: danke schön"
    assert text[slice(*facts.span("subject"))] == "=?utf-8?q?Data_analyst=3A_danke_sch=C3=B6n?="
    assert facts.value("send").day.isoformat() == "2026-03-06"
    assert facts.value("send").time.isoformat().startswith("09:40")
    assert facts.value("in_reply_to") == "<abc@northgate.example>"
    assert facts.value("language") == "en-GB"
    assert facts.value("attachments") == ()
    assert facts.value("channel") == "email"
    assert {facts.origin(key) for key in ("sender", "to", "cc", "subject", "send", "attachments")} == {"header"}
    assert facts.origin("kind") == "inferred"
    assert draft.notes == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_plain_mail_keeps_its_places(newline: str) -> None:
    draft = mail(f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{BODY}", newline)
    assert {name: [draft.prose[a:b] for a, b in spans] for name, spans in draft.parts.items()} == {
        "greeting": ["Dear Priya,"], "body": ["Thank you for your time on Tuesday – I enjoyed “it”, Zoë."],
        "closing": ["Kind regards,"], "signature": ["Ana Ruiz"],
    }  # fmt: skip
    assert sources(draft) == ["Thank you for your time on Tuesday – I enjoyed “it”, Zoë."]


def test_quoted_printable_maps_to_the_characters_that_encode_it() -> None:
    encoded = quopri.encodestring(BODY.encode()).decode()
    draft = mail(
        f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: Quoted-Printable\n\n{encoded}"
    )
    assert said(draft) == " ".join(BODY.split())
    assert sources(draft)[0].startswith("Thank you for your time on Tuesday =E2=80=93 I enjoyed =E2=80=9Cit")
    at = draft.prose.index("ë")
    assert draft.source.text[slice(*draft.locate(Span(at, at + 1)))] == "=C3=AB"


def test_soft_line_breaks_of_quoted_printable_vanish() -> None:
    draft = mail(
        f"{HEAD}Content-Transfer-Encoding: quoted-printable\n\nDear Priya,\n\nThank you for your t=\nime. a=3Db   \n",
        "\r\n",
    )
    assert [draft.prose[slice(*s.span)] for s in draft.sentences] == ["Thank you for your time.", "a=b"]
    assert sources(draft) == ["Thank you for your t=\r\nime.", "a=3Db"]


def test_base64_maps_to_the_letters_that_encode_it() -> None:
    encoded = base64.encodebytes(BODY.encode()).decode()
    draft = mail(f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{encoded}")
    assert said(draft) == " ".join(BODY.split())
    found = draft.locate(draft.sentences[0].span)
    start = draft.source.text.index(encoded)
    assert start < found.start < found.end < start + len(encoded)


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16", "shift_jis", "iso-2022-jp"])
def test_character_sets(charset: str) -> None:
    words = "Zoë war da." if charset in ("iso-8859-1", "windows-1252", "utf-16") else "本日は Tuesday."
    encoded = base64.encodebytes(f"Hallo,\n\n{words}\n".encode(charset)).decode()
    draft = mail(f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{encoded}")
    assert words in draft.prose


@pytest.mark.parametrize(
    ("charset", "expected"),
    [("iso-8859-1", "Zoë"), ('"windows-1252"', "Zoë"), ("rot13", "Zo\ufffd"), ("x-unknown", "Zo\ufffd")],
)
def test_eight_bit_mail_that_is_not_utf_8(charset: str, expected: str) -> None:
    data = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\nHi {{}}.\n"
    draft = read(decode("a.eml", data.encode().replace(b"{}", "Zoë".encode("latin-1"))))
    assert expected in draft.prose
    assert draft.source.encoding == "latin-1"


def test_html_alone() -> None:
    html = (
        "<html><head><title>No</title><style>p {color: red}</style></head><body><!-- no -->"
        "<p>Dear&nbsp;Priya,</p>\n<p>Thank you for\n your <b>time</b> &amp; care.<br>I enjoyed it.</p>"
        "<ul><li>one</li><li>two</li></ul><div>Kind regards,</div><div><br></div><div>Ana Ruiz</div>"
        '<blockquote class="gmail_quote"><p>old words</p></blockquote></body></html>'
    )
    draft = mail(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{html}\n")
    assert [draft.prose[a:b] for a, b in draft.paragraphs] == [
        "Thank you for your time & care.\nI enjoyed it.",
        "one",
        "two",
    ]
    assert sources(draft)[0] == "Thank you for\n your <b>time</b> &amp; care."
    assert draft.prose[slice(*draft.parts["signature"][0])] == "Ana Ruiz"
    assert draft.facts.value("to")[0].startswith("Priya")
    assert "old" not in draft.prose
    at = draft.prose.index("&")
    assert draft.source.text[slice(*draft.locate(Span(at, at + 1)))] == "&amp;"


def alternative() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Ruiz <ana@example.org>"
    message["To"] = "Priya Okafor <p@northgate.example>"
    message["Subject"] = "Thank you"
    message.set_content(BODY, cte="quoted-printable")
    message.add_alternative("<p>Another text.</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Referenz-Übersicht.pdf")
    return message


def test_multipart_mail() -> None:
    draft = read(decode("a.eml", alternative().as_bytes()))
    assert said(draft) == " ".join(BODY.split())
    assert draft.facts.value("attachments") == ("Referenz-Übersicht.pdf",)
    assert "=E2=80=93" in sources(draft)[0]


def test_pictures_in_the_text_are_no_attachments() -> None:
    text = (
        "Subject: x\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Thank you.</p>\n"
        "--b\nContent-Type: image/png; name=logo.png\nContent-ID: <l>\nContent-Disposition: inline; filename=logo.png\n\nx\n--b--\n"
    )
    draft = mail(text)
    assert draft.facts.value("attachments") == ()
    assert draft.prose.strip() == "Thank you."


def test_an_empty_plain_part_gives_way_to_html() -> None:
    text = (
        "Subject: x\nContent-Type: multipart/alternative; boundary=\"b c\"\n\n--b c\nContent-Type: text/plain\n\n \n"
        "--b c\nContent-Type: text/html\n\n<p>Thank you.</p>\n--b c--\n"
    )  # fmt: skip
    assert mail(text).prose.strip() == "Thank you."


def test_flowed_text_is_joined() -> None:
    text = "Dear Priya,\n\nThank you for \nyour time.\n From here on.\n-- \nAna\n"
    draft = mail(f"{HEAD}Content-Type: text/plain; format=flowed\n\n{text}")
    assert [draft.prose[slice(*s.span)] for s in draft.sentences] == ["Thank you for your time.", "From here on."]
    assert sources(draft)[0] == "Thank you for \nyour time."


def test_quoted_reply_and_signature_are_set_aside() -> None:
    text = f"{BODY}\n-- \nAna Ruiz | Severn Labs\nWe think you should act ASAP.\n\nOn Tue, 3 Mar 2026, Priya wrote:\n> Hello!!\n"
    draft = mail(f"{HEAD}\n{text}")
    assert "ASAP" not in draft.prose and "Hello" not in draft.prose
    assert draft.prose[slice(*draft.parts["signature"][0])] == "Ana Ruiz"
    alone = mail(f"{HEAD}\nDear Priya,\n\nThank you.\n\n-- \nAna Ruiz\n")
    assert alone.prose[slice(*alone.parts["signature"][0])] == "Ana Ruiz"


def test_our_own_headers_hold_any_fact() -> None:
    text = (
        "From: ana@example.org\nSubject: x\nX-Followup-Kind: nudge\nX-Followup-Role: data analyst\n"
        "X-Followup-Interview: [{date: 2026-03-03, with:\n  Dana Lee}]\nX-Followup-Discussed: [leaks, pipes]\n"
        "X-Followup-Send: 2026-13-01\nX-Followup-Bad: [\n\nDear Dana,\n"
    )
    draft = mail(text)
    facts = draft.facts
    assert (facts.value("kind"), facts.value("role")) == ("nudge", "data analyst")
    assert facts.value("interviews")[0].date.day.isoformat() == "2026-03-03"
    assert facts.value("interviewers")[0].name == "Dana Lee"
    assert facts.value("discussed") == ("leaks", "pipes")
    assert [(note.code, text[slice(*note.span)]) for note in draft.notes] == [("FMT002", "2026-13-01")]
    assert text[slice(*facts.value("interviews")[0].date.span)] == "2026-03-03"


def test_an_unsent_draft_has_no_date() -> None:
    assert "send" not in mail(f"{HEAD}X-Unsent: 1\n\n{BODY}").facts


def test_mail_without_a_subject() -> None:
    assert mail("From: ana@example.org\n\nHi.\n").facts["subject"][:3] == ("", "header", Span(0, 0))


def test_application_facts_win_over_headers() -> None:
    from followup_lint.facts import facts_of_yaml

    application = facts_of_yaml(Source("application.yml", "sender: Ana Maria Ruiz\n"))
    draft = read(Source("a.eml", f"{HEAD}\n{BODY}"), application)
    assert draft.facts.value("sender").name == "Ana Maria Ruiz"


@pytest.mark.parametrize("text", ["", "\n\n", "Dear Dana,\n\nThank you.\n", "<html></html>"])
def test_what_is_no_mail_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput, match="no mail headers"):
        mail(text)


BROKEN = {
    "no body": "Subject: x\n",
    "no blank line": "Subject: x\nDear Dana,\nThank you.\n",
    "boundary never comes": "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\nThank you.\n",
    "boundary never ends": "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nThank you.\n",
    "no boundary": "Subject: x\nContent-Type: multipart/mixed\n\nThank you.\n",
    "empty boundary": 'Subject: x\nContent-Type: multipart/mixed; boundary=""\n\nThank you.\n',
    "endless nesting": "Subject: x\n" + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 60 + "\nThank you.\n",
    "bad base64": "Subject: x\nContent-Transfer-Encoding: base64\n\nVGhhbmsgeW91Lg=!=\n",
    "short base64": "Subject: x\nContent-Transfer-Encoding: base64\n\nVGhhb\n",
    "bad quoted-printable": "Subject: x\nContent-Transfer-Encoding: quoted-printable\n\nThank =ZZ you=\n",
    "bad addresses": "From: <<a@@b>, ;\nTo: undisclosed-recipients:;\nCc: ,,\nSubject: x\n\nHi.\n",
    "bad words": "Subject: =?utf-8?q?=ZZ?= =?nope?b?!!?=\nFrom: =?x?= <a>\n\nHi.\n",
    "bad date": "Subject: x\nDate: the day after\n\nHi.\n",
    "far date": "Subject: x\nDate: Fri, 31 Dec 9999 99:99:99 +9999\n\nHi.\n",
    "bad types": "Subject: x\nContent-Type: ; charset=\nContent-Disposition: ;;=\n\nHi.\n",
    "bad html": "Subject: x\nContent-Type: text/html\n\n<p <b 'a>Hi</ & &#x110000; &#0; <!-- <script>\n",
    "open script": "Subject: x\nContent-Type: text/html\n\n<script>Hi\n",
    "long header": "Subject: " + "x" * 5000 + "\n\nHi.\n",
    "headers of odd names": "Subject: x\nX-Followup-: y\nX-Followup-__class__: z\n: v\n\nHi.\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_mail_is_read_as_far_as_it_goes(text: str) -> None:
    draft = mail(text)
    for sentence in draft.sentences:
        start, end = draft.locate(sentence.span)
        assert 0 <= start <= end <= len(text)


PIECES = [
    "Subject: x\n", "From: Ana <a@b.c>\n", "To: \n", " folded\n", "\n", "\r\n", "Content-Type: text/html\n",
    "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/plain; charset=utf-16\n", "--b\n", "--b--\n",
    "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=E2=80", "=\n", "VGhhbms=",
    "<p>", "</div>", "<blockquote>", "&eacute;", "<!--", "-->", "Dear Dana,\n", "> old\n", "-- \nAna\n", "é", "😀", "\u2028",
    "X-Followup-Send: 2026-03-05\n", "X-Followup-To: [a, {b: c}\n", "Date: Fri, 06 Mar 2026 09:40:00 -0000\n", "\x0c", "Thank you. ",
]  # fmt: skip


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_no_mail_is_too_broken(text: str) -> None:
    draft = mail("Subject: x\n" + text)
    assert draft.origin is not None
    starts = list(draft.origin.starts)
    assert len(starts) == len(draft.prose) + 1
    assert starts == sorted(starts)
    assert all(start <= end for start, end in zip(starts, draft.origin.ends, strict=False))
    assert starts[-1] <= len(draft.source.text)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", "é", "“", "𝒳", " ", "\n", "=", ".", "Dear Dana,\n\n"]), max_size=40).map("".join), st.sampled_from(["base64", "quoted-printable", "8bit"]))  # fmt: skip
def test_every_character_maps_to_what_encodes_it(text: str, transfer: str) -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("x" + text + "x", charset="utf-8", cte=transfer)
    draft = read(decode("a.eml", message.as_bytes()))
    plain = ("x" + text + "x").replace("\n", " ").rstrip()
    assert draft.prose.replace("\n", " ").rstrip()[:1] == "x"
    assert len(draft.prose.rstrip()) == len(plain)
    if transfer != "base64":
        for at, char in enumerate(draft.prose.rstrip()):
            if char not in " \n":
                piece = draft.source.text[slice(*draft.locate(Span(at, at + 1)))]
                assert piece == char or bytes.fromhex(piece.replace("=\n", "").replace("=", "")).decode() == char
