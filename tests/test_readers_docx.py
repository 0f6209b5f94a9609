"""Word files: paragraphs are lines, hostile archives are refused before they are unpacked, and nothing edits them."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Letter

from followup_lint.errors import UnreadableInput
from followup_lint.limits import WORD_MEMBERS
from followup_lint.readers import decode, read
from tests.conftest import Run

Lint = Callable[..., Run]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = [
    "Dear Ms Okafor,",
    "",
    "Thank you for showing me round the pumping station on Tuesday. I remain very interested!!",
    "I did not say that I have kept a rain gauge since 2021. I need an answer by Friday.",
]


def letter(paragraphs: list[str] = BODY) -> Letter:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    ending = made.add_paragraph("Kind regards,")
    ending.add_run().add_break()
    ending.add_run("Ana Ruiz")
    return made


def bytes_of(made: Letter) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(name: str, data: str | bytes) -> bytes:
    """A letter's archive with other bytes in one of its members."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(bytes_of(letter()))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, data)
    return file.getvalue()


def with_body(xml: str, head: str = "") -> bytes:
    return with_part("word/document.xml", f"{head}<w:document {W}><w:body>{xml}</w:body></w:document>")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "letter.docx"
    letter().save(str(path))
    return path


def test_paragraphs_are_lines_and_parts_are_found() -> None:
    made = letter()
    made.add_heading("Plans", 2)
    made.add_paragraph("a first point", style="List Bullet")
    made.add_paragraph("a second point", style="List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    source = decode("a.docx", bytes_of(made))
    assert source.text.split("\n")[:4] == BODY
    assert source.text.split("\n")[4:] == [
        "Kind regards,\u2028Ana Ruiz", "Plans", "a first point", "a second point", "left", "right",
    ]  # fmt: skip
    draft = read(decode("a.docx", bytes_of(letter())))
    assert [draft.prose[a:b] for a, b in draft.paragraphs] == BODY[2:]
    assert {name: draft.prose[slice(*spans[0])] for name, spans in draft.parts.items() if name != "body"} == {
        "greeting": "Dear Ms Okafor,", "closing": "Kind regards,", "signature": "Ana Ruiz",
    }  # fmt: skip
    assert draft.facts.value("sender").name == "Ana Ruiz"


def test_headings_and_lists_are_told_from_paragraphs() -> None:
    made = docx.Document()
    made.add_heading("Draft", 1)
    for text, style in (("Dear Dana,", None), ("I can do:", None), ("one", "List Bullet"), ("two", "List Number")):
        made.add_paragraph(text, style)
    made.add_paragraph("- three\n- four")
    draft = read(decode("a.docx", bytes_of(made)))
    assert [draft.prose[a:b] for a, b in draft.paragraphs] == ["I can do:", "one", "two", "three", "four"]
    assert draft.prose[slice(*draft.parts["greeting"][0])] == "Dear Dana,"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/></w:r>", "one\ttwo-"),
        ("<w:del><w:r><w:delText>no</w:delText><w:t>no</w:t></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins>", "yes"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a field</w:t></w:r></w:sdtContent></w:sdt>", "a field"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        ("<w:r><w:t>one\ntwo\u2028three</w:t></w:r>", "one two three"),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>", ""),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_the_text(xml: str, text: str) -> None:
    assert decode("a.docx", with_body(f"<w:p>{xml}</w:p><w:p><w:r><w:t>end</w:t></w:r></w:p>")).text == f"{text}\nend"


def test_findings_name_paragraph_and_column(lint: Lint, path: Path) -> None:
    run = lint("--select", "TON005", path)
    assert run.code == 1
    assert "  paragraph 4, column 57  error  tone.pressure  TON005\n" in run.out
    (draft,) = lint("--select", "TON005", "--format", "json", path).json["drafts"]
    (finding,) = draft["findings"]
    assert finding["start"] == {"line": 4, "column": 57, "offset": 163, "paragraph": 4}
    assert finding["end"]["column"] == 57 + len("I need an answer by")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("checklist", "“Dear Ms Okafor,” (paragraph 1)"),
        ("github", "::Paragraph 4, column 57: “I need"),
        ("gitlab", "Paragraph 4, column 57: “I need"),
        ("junit", "letter.docx: paragraph 4, column 57: error: “I need"),
        ("html", "paragraph 4: “I need"),
        ("markdown", "| paragraph | | what"),
    ],
)
def test_every_form_says_the_paragraph(lint: Lint, path: Path, form: str, words: str) -> None:
    assert words in lint("--format", form, path.name).out


def test_sarif_gives_no_region_of_a_binary_file(lint: Lint, path: Path) -> None:
    (run,) = json.loads(lint("--select", "TON005", "--format", "sarif", path).out)["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["logicalLocations"] == [{"name": "paragraph 4", "kind": "element"}]
    assert "region" not in location["physicalLocation"]


def test_fixes_are_refused_and_none_is_offered(lint: Lint, path: Path) -> None:
    data = path.read_bytes()
    for option in ("--fix", "--unsafe-fixes", "--diff"):
        run = lint(option, path)
        assert run.code == 2
        assert "letter.docx: is a Word file, which no fix changes; change it in Word" in run.err
    assert path.read_bytes() == data
    summary = lint("--format", "json", path).json["summary"]
    assert summary["warning"] >= 1 and summary["fixable"] == 0
    (path.parent / "loud.md").write_text("Dear Ana,\n\nThank you!!\n\nBest,\nBo\n", encoding="utf-8")
    assert "Fixed 1 draft." in lint("--fix", path, path.parent / "loud.md").err


def test_a_folder_leaves_word_files_out_and_an_application_takes_one_by_name(lint: Lint, path: Path) -> None:
    assert "no drafts found" in lint(path.parent).err
    (path.parent / "application.yml").write_text(
        "company: Northgate Water\ninterviews: [2026-03-03]\n", encoding="utf-8"
    )
    (draft,) = lint("--format", "json", path).json["drafts"]
    assert draft["facts"]["company"] == {"value": "Northgate Water", "from": "application"}


def test_facts_come_from_the_command_line(lint: Lint, path: Path) -> None:
    given = ("--fact", "send=2026-03-04", "--fact", "interviews=[{date: 2026-03-03}]", "--fact", "company=Re: A, B")
    (draft,) = lint("--format", "json", *given, path).json["drafts"]
    assert draft["facts"]["company"] == {"value": "Re: A, B", "from": "command-line"}
    assert "TIM001" in [finding["code"] for finding in draft["findings"]]


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("sent=2026-03-04", "is no fact, did you mean 'send'?"),
        ("send", "has no value"),
        ("send=", "has no value"),
        ("send=2026-02-30", "has day 30"),
        ("interviews=[{", "--fact"),
        ("\x1b[2J=x", "is no fact"),
    ],
)
def test_a_wrong_fact_is_one_line(lint: Lint, path: Path, fact: str, words: str) -> None:
    run = lint("--fact", fact, path)
    assert run.code == 2
    assert words in run.err and "Traceback" not in run.err and "\x1b" not in run.err


BOMB = "<w:p/>" * 1_700_000
MANY = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 70_000
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 50}">' for at in range(6)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: b"PK", "is no Word file"),
        (lambda: b"", "is no Word file"),
        (lambda: b"plain text", "is no Word file"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "has a password"),
        (lambda: bytes_of(letter())[:9000], "is no Word file"),
        (lambda: with_part("word/document.xml", "<not>"), "is no Word file"),
        (lambda: with_part("[Content_Types].xml", "<a/>"), "is no Word file"),
        (lambda: with_body("<w:p>" * 5000 + "</w:p>" * 5000), "is no Word file"),
        (lambda: with_body("<w:p><w:r><w:t>&g;</w:t></w:r></w:p>", LAUGHS), "is no Word file"),
        (lambda: with_body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", OUTSIDE), "is no Word file"),
        (lambda: with_body(BOMB), "unpacks to more than 10 MB"),
        (lambda: with_part("word/media/a.png", b"\0" * 10_000_000), "unpacks to more than 10 MB"),
        (lambda: with_body(MANY), "very many parts"),
        (lambda: b"PK" + b"\0" * 10_000_000, "unpacks to more than 10 MB"),
    ],
    ids=str,
)
def test_hostile_files_are_one_line(data: Callable[[], bytes], words: str) -> None:
    with pytest.raises(UnreadableInput, match=words) as error:
        decode("a.docx", data())
    assert "\n" not in str(error.value)


def test_the_size_in_the_directory_is_looked_at_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_body(BOMB)
    monkeypatch.setattr(docx, "Document", lambda file: pytest.fail("opened"))
    with pytest.raises(UnreadableInput, match="unpacks to more than"):
        decode("a.docx", bomb)
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(WORD_MEMBERS + 1):
            archive.writestr(str(number), "")
    with pytest.raises(UnreadableInput, match="very many parts"):
        decode("a.docx", many.getvalue())


def test_without_the_extra_one_line_says_what_to_install(path: Path) -> None:
    script = "import sys; sys.modules['docx'] = None\nfrom followup_lint.cli import entry\nentry()"
    run = subprocess.run(
        [sys.executable, "-c", script, "check", str(path)], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 2
    assert run.stderr.strip().endswith("letter.docx: is a Word file: pip install 'followup-lint[docx]' to read it")


def test_a_changed_word_file_is_new_as_a_whole(lint: Lint, path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=path.parent, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    assert lint("--changed-since", "HEAD", path).code == 0
    letter([*BODY, "I look forward to your answer."]).save(str(path))
    assert lint("--changed-since", "HEAD", path).code == 1


def test_a_baseline_knows_a_word_file(lint: Lint, path: Path) -> None:
    assert lint("--write-baseline", "known.json", path).code == 0
    letter(["Monday", *BODY]).save(str(path))
    assert lint("--baseline", "known.json", "--select", "TON", path).code == 0
