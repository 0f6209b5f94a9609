"""What fits the way in which a message is sent: calls, cards, letters, addresses, subjects, recipients."""

import pytest

from tests.checking import check, found, letter

PRIYA = {"interviewers": ["Priya Okafor"], "sender": "Ana Ruiz"}
TWO = {"interviewers": ["Priya Okafor", "Tom Reyes"], "sender": "Ana Ruiz"}
NORTHGATE = {"company": "Northgate Water", "role": "data analyst", "interviewers": ["Priya Okafor"]}


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Hello Ms Okafor, this is Ana Ruiz about the data analyst role. Is this a good time?", ""),
        ("Hello, it's Ana here from Tuesday's interview for data analyst. Have you got a minute?", ""),
        ("Hello, this is Ana Ruiz about the job.", "a question whether the moment suits"),
        ("Hello, about the clerk's job: is this a good time?", "your name"),
        ("Hello, this is [Your Name] about the [role] position. Do you have a moment?", ""),
        ("Hello, Ana Ruiz speaking. Is now convenient?", "the role"),
        ("Hi! I was wondering.", "your name and without the role and without a question whether the moment suits"),
    ],
)
def test_a_call_opens_with_name_role_and_a_question(text: str, missing: str) -> None:
    findings = check("CHN002", text, {"channel": "phone"})
    assert [finding.message for finding in findings] == ([f"The call opens without {missing}"] if missing else [])


def test_a_voicemail_need_not_ask_whether_the_moment_suits() -> None:
    assert found("CHN002", "Hello, this is Ana Ruiz about the data analyst role.", {"channel": "voicemail"}) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("This is Ana Ruiz. Thank you for Tuesday.", "error"),
        ("This is Ana Ruiz, 020 7946 0018. Thank you.", "info"),
        ("This is Ana Ruiz, 020 7946 0018. Thank you. Again: 020 7946 0018.", None),
        ("My number is 555-0147. Once more, +1 (555) 010-0147.", None),
        (
            "Ring oh two oh, seven nine four six, double oh one eight. Again oh two oh seven nine four six double oh one eight.",
            None,
        ),
        ("My number is [phone number]. Again, [phone number].", None),
        ("We met on 2026-03-03, and I worked there 2019-2023.", "error"),
        ("This is Ana Ruiz, 617, 555, 0164. Thank you. Again: 617, 555, 0164.", None),
        ("You have my number. Thank you.", "info"),
        ("Hello, this is Ana Ruiz. I'm on 07700 900 318, 07700 900 318. Thank you, goodbye.", None),
    ],
)
def test_a_voicemail_gives_a_number_twice(text: str, severity: str | None) -> None:
    findings = check("CHN004", text, {"channel": "voicemail"})
    assert [finding.severity.label for finding in findings] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("body", "facts", "flagged"),
    [
        ("My work is at https://example.org/ana.", {}, ["https://example.org/ana"]),
        ("My work is at https://example.org/ana.", {"allow_url": True}, []),
        ("I am attached to the old works.", {}, []),
        ("Please find attached my list.", {}, ["Please find attached"]),
        ("I will send you an email with the list.", {}, []),
    ],
)
def test_a_card_is_no_mail(body: str, facts: dict, flagged: list[str]) -> None:
    assert found("CHN005", letter("Dear Priya,", body), {"channel": "handwritten", **facts}) == flagged


BLOCK = "6 March 2026\n\nPriya Okafor\nNorthgate Water\n1 Mill Lane\n\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BLOCK + letter("Dear Ms Okafor,"), None),
        (letter("Dear Ms Okafor,"), "The letter has no date and no address of the reader"),
        (BLOCK.removeprefix("6 March 2026\n\n") + letter("Dear Ms Okafor,"), "The letter has no date"),
        ("6 March 2026\n\n" + letter("Dear Ms Okafor,"), "The letter has no address of the reader"),
        (BLOCK + letter("Dear Ms Okafor,").replace("Kind regards", "Cheers"), "“Cheers,” is no closing for a letter"),
    ],
)
def test_a_letter_has_its_head(text: str, message: str | None) -> None:
    findings = check("CHN006", text, {"channel": "letter", **NORTHGATE})
    assert [finding.message for finding in findings] == ([message] if message else [])


@pytest.mark.parametrize(
    ("name", "address", "flagged"),
    [
        ("Ana Ruiz", "ana.ruiz@example.org", False),
        ("Ana Ruiz", "aruiz1987@example.org", False),
        ("Ana Ruiz", "party.queen69@example.org", True),
        ("Ana Ruiz", "sexyana@example.org", True),
        ("Ana Ruiz", "ana12345678@example.org", True),
        ("Ana Ruiz", "s1234567@student.uni.example", False),
        ("Angela King", "angela.king@example.org", False),
        ("Ana Kingsley", "kingsley.a@example.org", False),
        ("Ana Ruiz", "xx.ana.xx@example.org", True),
        ("Ana Ruiz", "", False),
    ],
)
def test_addresses(name: str, address: str, flagged: bool) -> None:
    assert bool(check("CHN007", letter("Dear Priya,"), {"sender": {"name": name, "email": address}})) == flagged


def test_an_employers_mailbox_is_named() -> None:
    sender = {"name": "Ana Ruiz", "email": "ana@mail.firm.example", "employer_domain": "firm.example"}
    (finding,) = check("CHN007", letter("Dear Priya,"), {"sender": sender})
    assert "present employer" in finding.message


@pytest.mark.parametrize(
    ("subject", "facts", "flagged"),
    [
        ("Checking in", {}, True),
        ("Re: follow up", {}, True),
        ("Follow-up on the data analyst interview", {}, False),
        ("Thank you", {}, False),
        ("Hello", {}, True),
        ("URGENT: decision", {}, True),
        ("Urgent care nurse: thank you", {}, False),
        ("Thank you!!", {}, True),
        ("THANK YOU FOR THE INTERVIEW", {}, True),
        ("Re: Data analyst interview", {}, False),
        ("Urgent: references", {"kind": "urgent-reply"}, False),
        ("", {}, False),
    ],
)
def test_subjects(subject: str, facts: dict, flagged: bool) -> None:
    assert bool(check("CHN008", letter("Dear Priya,"), {"subject": subject, **facts})) == flagged


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        ({"to": ["Priya Okafor", "Tom Reyes"]}, True),
        ({"to": ["Priya Okafor"], "cc": ["Tom Reyes"]}, True),
        ({"to": ["Priya Okafor"], "cc": ["Jo Hale"]}, False),
        ({"to": ["Priya Okafor", "Tom Reyes"], "panel_note": "coordinator"}, False),
        ({}, False),
    ],
)
def test_several_recipients(facts: dict, flagged: bool) -> None:
    assert bool(check("CHN009", letter("Dear Priya and Tom,"), {**TWO, **facts})) == flagged


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        ({"channel": "message", "platform": "sms"}, True),
        ({"channel": "message"}, False),
        ({"channel": "message", "platform": "sms", "employer_channels": ["sms"]}, False),
        ({"channel": "message", "platform": "social", "employer_channels": ["email"]}, True),
        ({"channel": "message", "platform": "sms", "kind": "nudge"}, False),
        ({"channel": "phone", "employer_channels": ["email"]}, True),
        ({"channel": "phone", "employer_channels": ["phone"]}, False),
        ({"channel": "phone"}, False),
        ({"via": "agency", "to": ["Priya Okafor"]}, True),
        ({"via": "agency", "to": ["Jo Hale"], "agency_contact": "Jo Hale"}, False),
        ({"via": "agency", "to": ["Priya Okafor"], "cc": ["Jo Hale"], "agency_contact": "Jo Hale"}, False),
    ],
)
def test_channels(facts: dict, flagged: bool) -> None:
    assert bool(check("CHN010", letter("Dear Priya,"), {**PRIYA, **facts})) == flagged
