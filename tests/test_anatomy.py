"""The parts of drafts: greetings, closings, signatures, postscripts, letter blocks, quoted mail, scripts."""

import pytest

from followup_lint.anatomy import anatomy

BODY = "Thank you for your time on Tuesday. I enjoyed it very much."


def parts(text: str, **settings: object) -> dict[str, list[str]]:
    found = anatomy(text, **settings)  # type: ignore[arg-type]
    return {name: [text[start:end] for start, end in spans] for name, spans in found.parts.items()}


GREETINGS = """
Priya, hello.
Good day to you, Mr. Osei.
Dear Dana,
Dear Dr. Okafor:
DEAR MS LEE,
dear dana
Dear Hiring Team
Dear Sir/Madam,
Dear Dana, Tom and Priya,
Dear Ms Lee, Mr Park, and Dr Roth,
Dear Mr. and Mrs. Pell,
Dear Dana & team,
Dear Ms. O'Neil-Smith,
Dear [Hiring Manager],
Dear {{first_name}},
Dear ____,
Dear <Interviewer name>,
My dear Ms Lee,
Hi Dana!
Dear Dana!!
Hi Dana :)
Dear Dana! :-)
Hi there,
Hi Dana 😊
Hey Dana –
Hello all
Hello, Dana,
Good morning Ms. Lee,
Good afternoon, Ms. Lee.
Good day
Greetings from Leeds, Dana,
To whom it may concern:
To the hiring committee,
To Angie and all at the Hut,
Woezor, Mr. Agbeko,
Shikamoo Mzee Juma Mrisho,
A Mháire, a chara,
Now then, Jean,
Praise be for good panels, Mr. Ssebunya!
Respected Sir,
Esteemed Mr Park,
Namaste,
Annwyl Mrs Prothero,
Sehr geehrte Frau Lee,
Bonjour Madame Roy,
Estimada Sra. Lee:
Dana,
Dana Lee:
Dana
Ms. Lee -
Team,
""".strip().split("\n")


@pytest.mark.parametrize("greeting", GREETINGS)
def test_greetings_on_their_own_line(greeting: str) -> None:
    found = parts(f"{greeting}\n\n{BODY}\n\nKind regards,\nAna Ruiz\n")
    assert found == {"greeting": [greeting], "body": [BODY], "closing": ["Kind regards,"], "signature": ["Ana Ruiz"]}


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi Dana,",
        "Hello Ms Okafor,",
        "Dana,",
        "Hi Dana -",
        "Good morning.",
        "Hi!",
        "Dear Dana.",
        "Hello, Dana.",
        "Hey,",
    ],
)
def test_greetings_that_the_text_follows(greeting: str) -> None:
    found = parts(f"{greeting} {BODY} Best, Ana")
    assert found == {"greeting": [greeting], "body": [BODY], "closing": ["Best,"], "signature": ["Ana"]}


@pytest.mark.parametrize(
    "opening", ["Today,", "Unfortunately,", "Thanks Dana!", "Thank you,", "On Tuesday - as you know -"]
)
def test_no_greeting(opening: str) -> None:
    assert "greeting" not in parts(f"{opening} we met and I enjoyed it.\n\n{BODY}\n\nBest,\nAna\n")


ENDINGS = {
    "Kind regards,\nAna Ruiz\n020 7946 0018\nana@example.org": (
        "Kind regards,",
        "Ana Ruiz\n020 7946 0018\nana@example.org",
    ),
    "Best regards\n\nAna": ("Best regards", "Ana"),
    "KIND REGARDS,\nANA RUIZ": ("KIND REGARDS,", "ANA RUIZ"),
    "kind regards\nana ruiz": ("kind regards", "ana ruiz"),
    "Kind regards, Ana Ruiz": ("Kind regards,", "Ana Ruiz"),
    "Sincerely Ana Ruiz": ("Sincerely", "Ana Ruiz"),
    "Thank you,\nAna Ruiz": ("Thank you,", "Ana Ruiz"),
    "Thanks again!\nAna": ("Thanks again!", "Ana"),
    "Thank you for your time and consideration,\nAna": ("Thank you for your time and consideration,", "Ana"),
    "Looking forward to hearing from you,\nAna": ("Looking forward to hearing from you,", "Ana"),
    "Thank you again for the day, and greetings to the ladies who gave me soup.\n\nAna Ruiz": (
        "Thank you again for the day, and greetings to the ladies who gave me soup.",
        "Ana Ruiz",
    ),
    "Thanks again,\n\nBest,\nAna": ("Thanks again,\n\nBest,", "Ana"),
    "With gratitude and best wishes,\n[Your Name]\n[Phone]": (
        "With gratitude and best wishes,",
        "[Your Name]\n[Phone]",
    ),
    "Best wishes to you and the team,\nAna Ruiz": ("Best wishes to you and the team,", "Ana Ruiz"),
    "Ever hopeful,\nAna Ruiz": ("Ever hopeful,", "Ana Ruiz"),
    "Yours,\nA. R.": ("Yours,", "A. R."),
    "Yours in service,\nAna": ("Yours in service,", "Ana"),
    "Respectfully yours,\nAna Ruiz\n14 Mill Lane\nLeeds": ("Respectfully yours,", "Ana Ruiz\n14 Mill Lane\nLeeds"),
    "Take care, and thank you again.\nAna": ("Take care, and thank you again.", "Ana"),
    "Cheers\nAna": ("Cheers", "Ana"),
    "See you soon!\n\nAna R.": ("See you soon!", "Ana R."),
    "Sincerely,\n\n\n\nAna Ruiz\nEnclosure: résumé": ("Sincerely,", "Ana Ruiz\nEnclosure: résumé"),
    "Mit freundlichen Grüßen\nAna Ruiz": ("Mit freundlichen Grüßen", "Ana Ruiz"),
    "Warmly,\nAna Ruiz, RN\nWard 4\n\nSent from my iPhone": ("Warmly,", "Ana Ruiz, RN\nWard 4\n\nSent from my iPhone"),
    "Best,\n\n-- \nAna Ruiz\nAnalyst | Leeds": ("Best,", "Ana Ruiz\nAnalyst | Leeds"),
    "Best,\n\nSent from my iPhone": ("Best,", None),
    "Sincerely,\nThandi Mokoena, Ph.D.": ("Sincerely,", "Thandi Mokoena, Ph.D."),
    "Thanks,": ("Thanks,", None),
    "Thank you.": ("Thank you.", None),
    "Ana Ruiz": (None, "Ana Ruiz"),
    "- Ana": (None, "- Ana"),
    "ana": (None, "ana"),
    "-- \nAna Ruiz": (None, "Ana Ruiz"),
    "Ana Ruiz\nCandidate for Data Analyst\nana@example.org": (
        None,
        "Ana Ruiz\nCandidate for Data Analyst\nana@example.org",
    ),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_endings(ending: str) -> None:
    closing, signature = ENDINGS[ending]
    found = parts(f"Dear Dana,\n\n{BODY}\n\n{ending}\n")
    assert found["body"] == [BODY]
    assert found.get("closing", [None])[0] == closing
    assert found.get("signature", [None])[0] == signature


@pytest.mark.parametrize(
    "ending", ["I met Tom\nReyes", "Please call me on\n020 7946 0018", "Thanks to the tour, I know the wards.", "Thank you for your time.", "See you on\nMonday"]
)  # fmt: skip
def test_last_lines_that_are_text(ending: str) -> None:
    assert parts(f"Dear Dana,\n\n{BODY}\n\n{ending}\n") == {"greeting": ["Dear Dana,"], "body": [f"{BODY}\n\n{ending}"]}


def test_greetings_line_by_line_are_one() -> None:
    assert parts(f"Dear Dana,\nDear Tim,\n\n{BODY}")["greeting"] == ["Dear Dana,\nDear Tim,"]


def test_a_sentence_of_thanks_above_the_closing_is_text() -> None:
    found = parts(f"Dear Dana,\n\n{BODY}\n\nThank you for your time and consideration.\n\nSincerely,\nAna")
    assert found["body"] == [f"{BODY}\n\nThank you for your time and consideration."]
    assert found["closing"] == ["Sincerely,"]


def test_text_below_the_signature_is_text_again() -> None:
    found = parts(f"Dear Dana,\n\n{BODY}\n\nBest,\nAna\n\nI forgot to say that I can start in May.\n")
    assert found["signature"] == ["Ana"]
    assert found["body"][1] == "I forgot to say that I can start in May."


@pytest.mark.parametrize("mark", ["P.S.", "PS:", "p.s.", "PS", "PS -", "P.P.S."])
def test_postscripts_before_and_after_the_signature(mark: str) -> None:
    note = f"{mark} The report is here.\nIt is short."
    for text in (f"{BODY}\n\nBest,\nAna\n\n{note}\n", f"{BODY}\n\n{note}\n\nBest,\nAna\n"):
        found = anatomy(text)
        assert parts(text)["postscript"] == [note]
        assert parts(text)["signature"] == ["Ana"]
        assert [s.part for s in found.sentences].count("postscript") >= 1


def test_letter_block() -> None:
    block = "Ana Ruiz\n14 Mill Lane\n\n5 March 2026\n\nDr Priya Okafor\nNorthgate Water Ltd.\n1 Mill Lane"
    text = f"{block}\n\nDear Dr Okafor,\n\nRe: Data analyst\n\n{BODY}\n\nYours sincerely,\n\nAna Ruiz"
    assert parts(text) == {
        "letter-block": [block, "Re: Data analyst"], "greeting": ["Dear Dr Okafor,"], "body": [BODY],
        "closing": ["Yours sincerely,"], "signature": ["Ana Ruiz"],
    }  # fmt: skip


def test_letter_block_without_a_greeting() -> None:
    assert parts(f"5 March 2026\nNorthgate Water\n\n{BODY}\n\nAna Ruiz")["letter-block"] == [
        "5 March 2026\nNorthgate Water"
    ]


def test_text_above_a_greeting_stays_text() -> None:
    found = parts(f"This is what I would like to send to her next week.\n\nDear Dana,\n\n{BODY}")
    assert found["greeting"] == ["Dear Dana,"]
    assert "letter-block" not in found


QUOTED = {
    "reply": "On Tue, 3 Mar 2026 at 10:12, Dana Lee <dana@example.org> wrote:\n> Hello\n>\n> there",
    "wrapped head": "On Tue, 3 Mar 2026 at 10:12, Dana Lee\n<dana@example.org> wrote:\n\nHello there\nmore",
    "outlook": "From: Dana Lee\nSent: Tuesday\nTo: Ana\nSubject: x\n\nHello",
    "divider": "-----Original Message-----\nFrom: Dana\n\nHello",
    "forward": "---------- Forwarded message ---------\nFrom: Dana\n\nHello",
    "german": "Am 3. März 2026 um 10:12 schrieb Dana Lee <dana@example.org>:\n> Hallo",
    "lines": "> Hello\n> there",
}


@pytest.mark.parametrize("quote", QUOTED.values(), ids=QUOTED)
def test_quoted_mail_is_blank(quote: str) -> None:
    text = f"Dear Dana,\n\n{BODY}\n\nBest,\nAna\n\n{quote}\n"
    found = anatomy(text)
    assert parts(text)["quoted"] == [quote]
    assert parts(text)["signature"] == ["Ana"]
    assert found.prose.rstrip() == f"Dear Dana,\n\n{BODY}\n\nBest,\nAna"


def test_answers_below_quoted_lines_are_text() -> None:
    text = f"> Can you start in May?\n\nYes, I can.\n\n> And the visa?\nIt is valid. {BODY}\n\nBest,\nAna"
    found = anatomy(text)
    assert [found.prose[a:b] for a, b in found.paragraphs] == ["Yes, I can.", f"It is valid. {BODY}"]


def spoken(text: str, own: tuple[str, ...] = ()) -> str:
    found = anatomy(text, spoken=True, own=own)
    return " ".join(found.prose.split())


SCRIPTS = {
    "directions": (
        "Hello, this is Ana.\n(If she picks up)\n> wait\n[pause]\n[Listen.]\nThank you. [beat] Goodbye. (smile)",
        "Hello, this is Ana. Thank you. Goodbye.",
    ),
    "words in brackets that are said": ("I worked (it was long) at [Company Name].", "I worked (it was long) at [Company Name]."),
    "placeholder lines": ("Hello [name].\n[Your Name]", "Hello [name]. [Your Name]"),
    "speakers": ("Me: Hello.\nHer: Hello Ana.\nAnd more.\nMe: Thank you.\n\nDana: Fine.\n\nMe: Bye.", "Hello. Thank you. Bye."),
    "names": (
        "Dana Lee: Dana Lee speaking.\nAna: Hello, this is Ana Ruiz.\nDana Lee: Hi.\nAna: Thank you.",
        "Hello, this is Ana Ruiz. Thank you.",
    ),
    "headings": (
        "Call script\n\nOpening: Hello, this is Ana.\nNote: have the CV ready\nIf no answer: I will call again.\nClosing: Bye.",
        "Hello, this is Ana. I will call again. Bye.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SCRIPTS.values(), ids=SCRIPTS)
def test_scripts_are_left_with_what_the_caller_says(text: str, said: str) -> None:
    assert spoken(text) == said


def test_the_callers_own_name_is_a_label() -> None:
    assert spoken("Tom: Yes?\nAna: Hello.", own=("ana", "ruiz")) == "Hello."


def test_a_call_ends_without_a_closing() -> None:
    assert "closing" not in parts("Hello, this is Ana.\n\nThank you, and goodbye.", spoken=True)
    assert parts("Hello, this is Ana.\n\nThank you, and goodbye.\n\nAna Ruiz", spoken=True)["signature"] == ["Ana Ruiz"]


def test_headings_and_list_items_are_paragraphs_of_their_own() -> None:
    text = "Dear Dana,\n\nI can:\none\ntwo\n\nHead\ntext."
    items = {text.index("one"), text.index("two")}
    found = anatomy(text, titles={text.index("Head")}, items=items)
    assert [text[a:b] for a, b in found.paragraphs] == ["I can:", "one", "two", "Head", "text."]
    assert [s.paragraph for s in found.sentences] == [0, 1, 2, 3, 4]
    assert [s.index for s in found.sentences] == [0, 1, 2, 3, 4]


def test_a_title_above_the_greeting_is_no_part() -> None:
    text = f"Thank-you note\n\nDear Dana,\n\n{BODY}"
    assert "letter-block" not in parts(text, titles={0})


@pytest.mark.parametrize("text", ["", " \n\n", ">", "\r\r", "PS", "--", "Dear", "Best,", "\f\n\u2028"])
def test_scraps(text: str) -> None:
    for said in (False, True):
        found = anatomy(text, spoken=said)
        assert len(found.prose) == len(text)


def test_a_paragraph_in_brackets_below_the_name_is_a_postscript() -> None:
    found = parts(
        f"Dear Dana,\n\n{BODY}\n\nYours with sawdust,\nAna Ruiz\n\n(Phone: 555 0100. It is off in the shop.)\n"
    )
    assert found["closing"] == ["Yours with sawdust,"] and found["signature"] == ["Ana Ruiz"]
    assert found["postscript"] == ["(Phone: 555 0100. It is off in the shop.)"]


def test_a_list_below_the_name_is_a_postscript() -> None:
    added = "Register, then and now\n- Aleppo: one book\n- here: one page for each drug, strength and form, and an entry on the same day or the next"
    found = parts(f"Dear Dana,\n\n{BODY}\n\nWith esteem,\nAna Ruiz\n\n{added}\n")
    assert found["closing"] == ["With esteem,"] and found["postscript"]


@pytest.mark.parametrize("closing", ["Vinaka vakalevu", "Terveisin / regards", "Vennlig hilsen"])
def test_a_few_words_above_the_name_close_in_any_language(closing: str) -> None:
    found = parts(f"Dear Dana,\n\n{BODY}\n\n{closing}\nAna Ruiz\n555 010 0199\n")
    assert found["closing"] == [closing] and found["body"] == [BODY]


def test_a_name_that_greets_is_found_before_a_greeting_that_says_goodbye() -> None:
    found = parts("Dana,\n\na small card.\n\nThanks for Tuesday and for the lesson.\n\nCiao,\nPaolo Ghezzi\n")
    assert found["greeting"] == ["Dana,"] and found["closing"] == ["Ciao,"]
