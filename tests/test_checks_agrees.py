"""Drafts against declared facts: names, titles, companies and days."""

import pytest

from tests.checking import check, found, letter, rules

PRIYA = {"interviewers": ["Priya Okafor"], "sender": "Ana Ruiz"}
TWO = {"interviewers": ["Priya Okafor", "Tom Reyes"], "sender": "Ana Ruiz"}
NORTHGATE = {"company": "Northgate Water", "role": "data analyst", "interviewers": ["Priya Okafor"]}


@pytest.mark.parametrize(
    ("greeting", "flagged"),
    [
        ("To whom it may concern,", ["To whom it may concern"]),
        ("Dear Hiring Manager,", ["Dear Hiring Manager"]),
        ("Dear Sir or Madam,", ["Dear Sir or Madam"]),
        ("Hello all,", ["Hello all"]),
        ("Hi there,", ["Hi there"]),
        ("Dear Team,", ["Dear Team"]),
        ("Dear Northgate team,", ["Dear Northgate team"]),
        ("Dear members of the selection panel,", ["Dear members of the selection panel"]),
        ("Dear Priya,", []),
        ("hi priya,", []),
        ("Dear Priya and team,", []),
        ("Dear team and Priya,", []),
        ("Dear Dr Okafor,", []),
        ("Dear Professor,", []),
        ("Dear [Hiring Manager],", []),
        ("Dear {{first_name}},", []),
        ("Dear Xiu,", []),
    ],
)
def test_a_greeting_names_somebody(greeting: str, flagged: list[str]) -> None:
    assert found("PER001", letter(greeting)) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Hello, this is Ana Ruiz. Thank you for Tuesday.", ["Hello"]),
        ("Good morning. I have rung four times now.", ["Good morning"]),
        ("Hello, is that Mrs Coyle? This is Ana Ruiz. Thank you for Tuesday.", []),
        ("Hello, it's Ana Ruiz, calling for Mr Amin. Thank you for Tuesday.", []),
        ("Hello, a message for Rebecca Stein from Ana Ruiz. Thank you for Tuesday.", []),
        ("Hello, is that [NAME OF MANAGER]? Thank you for Tuesday.", []),
        ("Hello, this is Ana Ruiz. Thank you for Tuesday, Priya.", []),
    ],
)
def test_a_call_names_somebody_in_its_first_words(text: str, flagged: list[str]) -> None:
    assert found("PER001", text, {**PRIYA, "channel": "voicemail", "sender": "Ana Ruiz"}) == flagged


def test_a_greeting_to_the_unknown_passes_where_nobody_is_known() -> None:
    assert found("PER001", letter("Dear Hiring Manager,"), {"to_unknown": True}) == []


@pytest.mark.parametrize(
    ("text", "facts", "flagged"),
    [
        (letter("Dear Pria,"), PRIYA, ["Pria"]),
        (letter("Dear Priya,"), PRIYA, []),
        (letter("Dear priya,"), PRIYA, []),
        (letter("Dear Ms Okafo,"), PRIYA, ["Okafo"]),
        (letter("Dear Okafor Priya,"), PRIYA, []),
        (letter("Dear P. Okafor,"), PRIYA, []),
        (letter("Dear Tom,"), PRIYA, ["Tom"]),
        (letter("Dear Priya Sharma,"), PRIYA, ["Priya Sharma"]),
        (letter("Dear Priya-ji,"), PRIYA, []),
        (letter("Hi Ms Okafor (I know, Priya),"), PRIYA, []),
        (letter("Woezor, Ms Okafor,"), PRIYA, []),
        (letter("Oli otya, Madam Priya,"), PRIYA, []),
        (letter("Dear Tom,"), TWO, []),
        (letter("Dear Tom,"), {}, []),
        (letter("Dear Tom,"), {**PRIYA, "known_names": ["Tom Hale"]}, []),
        (letter("Dear Tom,"), {**PRIYA, "to": ["hiring@example.org"]}, []),
        (letter("Dear Hiring Team,"), PRIYA, []),
        (letter("Dear Kate,"), {"interviewers": ["Katherine Hill"]}, []),
        (letter("Dear Zoe,"), {"interviewers": ["Zoë Ødegård"]}, []),
        (letter("Dear Ms Odegard,"), {"interviewers": ["Zoë Ødegård"]}, []),
        (letter("Dear Mr Hughes,"), {"interviewers": ["Dan"]}, []),
        (letter("Dear Priya,", "Please thank Mr Reyez as well."), TWO, ["Reyez"]),
        (letter("Dear Priya,", "Pria's idea about sampling stayed with me."), PRIYA, ["Pria"]),
        (letter("Dear Priya,", "Priyaa Okafor's idea about sampling stayed with me."), PRIYA, ["Priyaa"]),
        (letter("Dear Priya,", "As Okafo said, the backlog is long."), PRIYA, ["Okafo"]),
        (
            letter("Dear Priya,", "I met Mr Hussain on the stairs."),
            {"interviewers": ["Priya Okafor", "Ali Hassan"]},
            [],
        ),
        (
            letter("Dear Peter,", "That's all. Morning shifts suit me."),
            {"interviewers": ["Peter Thanet", "Al Manning"]},
            [],
        ),
        (letter("Dear Priya,", "It was good of Okaforr to come."), PRIYA, ["Okaforr"]),
        (
            letter("Dear Priya,", "I know Java and the Excel of old."),
            {"interviewers": ["Priya Okafor", "Jana Axel"]},
            [],
        ),
        (letter("Dear Tom,", "In March we met at Marsham House."), {"interviewers": ["Tom Marsh"]}, []),
        (letter("Dear Priya,", "Thank you.").replace("Ana Ruiz", "Ana Riuz"), PRIYA, ["Riuz"]),
    ],
)
def test_names_are_those_declared(text: str, facts: dict, flagged: list[str]) -> None:
    assert found("PER002", text, facts) == flagged


def test_the_fix_for_a_name_is_the_declared_spelling() -> None:
    (finding,) = check("PER002", letter("Dear Pria,"), PRIYA)
    assert finding.fix and not finding.fix.safe
    assert finding.fix.edits[0].text == "Priya"


@pytest.mark.parametrize(
    ("body", "facts", "flagged"),
    [
        ("I would love to work at Severn Utilities.", {"other_companies": ["Severn Utilities"]}, ["Severn Utilities"]),
        ("I would love to work at Severn Utilities.", {}, ["Severn Utilities"]),
        ("I worked at Severn Utilities for two years.", {}, []),
        ("At Severn Labs I built the reports.", {}, []),
        ("In the role at Severn Labs I managed three people.", {}, []),
        ("I left my previous job at Severn Labs in May.", {}, []),
        ("Since joining Severn Labs I have hoped for more.", {}, []),
        ("I remain keen on the role at Severn Labs.", {}, ["Severn Labs"]),
        ("I remain keen on the role at Northgate.", {}, []),
        ("I hope to join the Northgate Water team.", {}, []),
        ("I hope to join NW.", {}, []),
        ("I hope to join Priya in the lab.", {}, []),
        ("I would like to work at Leeds.", {}, []),
        ("I am excited to work with Python and SQL.", {}, []),
        ("I look forward to working with Tom.", {}, []),
        ("I look forward to working with Severn Labs.", {}, ["Severn Labs"]),
        ("Severn Labs' mission is one that I share.", {}, ["Severn Labs"]),
        ("Severn Energy's team was kind.", {}, ["Severn Energy"]),
        ("Tom's team was kind.", {}, []),
        ("I hope to join Marketing one day.", {}, []),
        ("I would be glad to join Severn Water plc.", {}, ["Severn Water"]),
        ("Northgate Waters stayed with me.", {}, ["Northgate Waters"]),
        ("Nortgate Water stayed with me.", {}, ["Nortgate Water"]),
        ("Northgate Water's works stayed with me.", {}, []),
        ("I would love to work at Severn Labs.", {"may_mention": ["Severn Labs"]}, []),
        ("I remain keen on the business analyst role.", {"other_roles": ["business analyst"]}, ["business analyst"]),
        ("I remain keen on the business analyst role.", {}, ["business analyst"]),
        (
            "I remain keen on the senior data analyst role.",
            {"other_roles": ["data analyst"], "role": "senior data analyst"},
            [],
        ),
        ("I remain keen on the junior analyst role.", {}, []),
        ("My business analyst role ended in May.", {}, []),
        ("I would love to work at Severn Utilities.", {"company": None}, []),
        ("I remain keen on the job at Nortgate.", {}, ["Nortgate"]),
        ("I remain keen on the lab analyst role.", {"role": "laboratory analyst"}, []),
    ],
)
def test_company_and_role_are_those_declared(body: str, facts: dict, flagged: list[str]) -> None:
    declared = {key: value for key, value in {**NORTHGATE, **facts}.items() if value is not None}
    got = found("PER003", letter("Dear Priya,", body), declared)
    assert [words.removesuffix(" plc") for words in got] == flagged


def test_the_subject_is_searched_for_another_company_too() -> None:
    facts = {**NORTHGATE, "subject": "Severn Utilities: thank you", "other_companies": ["Severn Utilities"]}
    assert found("PER003", letter("Dear Priya,"), facts) == ["Severn Utilities"]


@pytest.mark.parametrize(
    ("body", "send", "flagged"),
    [
        ("Thank you for the interview yesterday.", "2026-03-04", []),
        ("Thank you for the interview yesterday.", "2026-03-05", ["yesterday"]),
        ("Thank you for your time today.", "2026-03-03", []),
        ("Thank you for your time today.", "2026-03-04", ["today"]),
        ("Thank you for your time on Tuesday.", "2026-03-06", []),
        ("Thank you for your time on Wednesday.", "2026-03-06", ["Wednesday"]),
        ("On Wednesday we talked about the backlog.", "2026-03-06", ["Wednesday"]),
        ("Thank you for the interview last week.", "2026-03-06", ["last week"]),
        ("Thank you for the interview last week.", "2026-03-09", []),
        ("Thank you for the interview last week.", "2026-03-08", []),
        ("We met two days ago.", "2026-03-05", []),
        ("We met two days ago.", "2026-03-06", ["two days ago"]),
        ("Thank you for the meeting on 3 March.", "2026-03-06", []),
        ("Thank you for the meeting on March 4th.", "2026-03-06", ["March 4th"]),
        ("Thank you for the meeting on Tuesday 3 March.", "2026-03-06", []),
        ("Thank you for the meeting on Monday, 3 March.", "2026-03-06", ["Monday, 3 March"]),
        ("I look forward to our second meeting on Wednesday.", "2026-03-06", []),
        ("Could we talk on Wednesday?", "2026-03-06", []),
        ("Thank you for the talk about the Saturday shift.", "2026-03-06", []),
        ("It was good to see how you work today.", "2026-03-06", []),
        ("Thank you for your call yesterday.", "2026-03-06", []),
        ("You mentioned a panel meeting in the last week of May.", "2026-03-06", []),
        ("I know that the panel sits on Thursday.", "2026-03-06", []),
        ("I saw your vans in the lane twice last week.", "2026-03-20", []),
        ("Thank you for the interview yesterday.", None, []),
    ],
)
def test_days_agree_with_the_dates(body: str, send: str | None, flagged: list[str]) -> None:
    facts = {"interviews": [{"date": "2026-03-03"}]} | ({"send": send} if send else {})
    assert found("PER005", letter("Dear Priya,", body), facts) == flagged


def test_any_interview_so_far_will_do() -> None:
    facts = {
        "interviews": [{"date": "2026-03-03"}, {"date": "2026-03-05"}, {"date": "2026-03-11"}],
        "send": "2026-03-06",
    }
    assert (
        found("PER005", letter("Dear Priya,", "Thank you for Tuesday's talk and the interview yesterday."), facts) == []
    )
    assert found("PER005", letter("Dear Priya,", "Thank you for the interview on Wednesday."), facts) == ["Wednesday"]


@pytest.mark.parametrize(
    ("greeting", "person", "flagged"),
    [
        ("Dear Ms Okafor,", {"name": "Priya Okafor", "courtesy_title": "Dr"}, [("Ms Okafor", "warning")]),
        ("Dear Dr. Okafor,", {"name": "Priya Okafor", "courtesy_title": "Dr"}, []),
        ("Dear Professor Okafor,", {"name": "Priya Okafor", "courtesy_title": "Prof."}, []),
        ("Dear Ms Okafor,", {"name": "Priya Okafor", "title": "Dr"}, [("Ms Okafor", "warning")]),
        ("Dear Ms Okafor,", {"name": "Priya Okafor", "title": "Head of Care"}, []),
        ("Dear Ms Okafor,", {"name": "Priya Okafor"}, []),
        ("Dear Mr Okafor,", {"name": "Priya Okafor"}, []),
        ("Dear Mrs Okafor,", {"name": "Priya Okafor"}, [("Mrs Okafor", "info")]),
        ("Dear Miss Okafor,", {"name": "Priya Okafor"}, [("Miss Okafor", "info")]),
        ("Dear Mrs Okafor,", {"name": "Priya Okafor", "courtesy_title": "Mrs"}, []),
        ("Dear Mr Okafor,", {"name": "Priya Okafor", "pronouns": "she/her"}, [("Mr Okafor", "warning")]),
        ("Dear Ms Okafor,", {"name": "Priya Okafor", "pronouns": "they/them"}, [("Ms Okafor", "warning")]),
        ("Dear Mr and Mrs Okafor,", {"name": "Tom Reyes"}, []),
    ],
)
def test_titles_agree(greeting: str, person: dict, flagged: list[tuple[str, str]]) -> None:
    text, facts = letter(greeting), {"interviewers": [person]}
    words = found("PER006", text, facts)
    assert list(zip(words, [f.severity.label for f in check("PER006", text, facts)])) == flagged


def test_one_of_two_people_of_a_name_is_enough_for_a_title() -> None:
    people = [{"name": "Ann Lee", "courtesy_title": "Dr"}, {"name": "Tom Lee", "courtesy_title": "Mr"}]
    assert found("PER006", letter("Dear Mr Lee,"), {"interviewers": people}) == []


@pytest.mark.parametrize(
    ("pronouns", "flagged"),
    [("he", ["she"]), ("he, him", ["she"]), ("she", []), ("they/them", ["she"]), ("she/they", []), ("any", [])],
)
def test_pronouns_may_be_declared_in_any_form(pronouns: str, flagged: list[str]) -> None:
    facts = {"interviewers": [{"name": "Priya Okafor", "pronouns": pronouns}]}
    assert found("PER006", letter("Dear all,", "Please thank Priya, she was very kind."), facts) == flagged


def test_a_pronoun_next_to_the_name_agrees() -> None:
    facts = {"interviewers": [{"name": "Priya Okafor", "pronouns": "she/her"}]}
    assert found("PER006", letter("Dear all,", "Please thank Priya and tell him that I am keen."), facts) == ["him"]
    assert (
        found("PER006", letter("Dear all,", "Please thank Priya and the driver, who told me that he swims."), facts)
        == []
    )


@pytest.mark.parametrize(
    ("new", "old", "count"),
    [
        (["SQL Server course"], ["leak-detection backlog"], 0),
        (["SQL Server course"], ["SQL Server course certificate"], 1),
        (["leak-detection project at Severn Labs"], ["leak-detection project"], 1),
        (["course on leak detection"], ["leak-detection backlog"], 0),
        (["SQL Server course"], ["SQL"], 0),
        (["reports", "course"], ["reporting"], 1),
    ],
)
def test_new_information_is_new(new: list[str], old: list[str], count: int) -> None:
    assert len(check("PER007", letter("Dear Priya,"), {"new_information": new, "discussed": old})) == count


def test_every_agrees_and_application_rule_names_a_check_that_exists() -> None:
    from followup_lint.checks import APPLICATION_CHECKS
    from followup_lint.checks.agrees import AGREES
    from followup_lint.checks.dates import DATES

    tables = {"agrees": ("with", AGREES), "application": ("of", APPLICATION_CHECKS), "dates": ("of", DATES)}
    for rule in rules().rules:
        if rule.check["kind"] in tables:
            key, table = tables[rule.check["kind"]]
            assert rule.check[key] in table, rule.code


@pytest.mark.parametrize(
    ("company", "body", "words"),
    [
        ("Grey Heron Media", "I remain very interested in working with Blue Heron Media.", ["Blue Heron Media"]),
        ("Brookvale Diagnostics", "I would really enjoy working at Brookvale Dental.", ["Brookvale Dental"]),
        ("Isbister Wool", "I hope that Ingram Wool will see it my way.", ["Ingram Wool"]),
        ("Hollin Timber", "I'd be made up to run the yard at Holland Timbers.", ["Holland Timbers"]),
        ("Isbister Wool", "I learnt the trade at Ingram Wool.", []),
        ("Isbister Wool", "I would love to join Isbister Wool, as I did Ingram Wool.", []),
        ("Brookvale Diagnostics", "I would enjoy working at Brookvale House.", []),
        ("Halcyon Air", "I would love to fly with Meridian Jet.", ["Meridian Jet"]),
        ("Pell Marine", "I should be glad to bring that pace to Trident Underwriting.", ["Trident Underwriting"]),
        ("Pell Marine", "I would love to learn with Ms Okafor, and to bring my skills to Leeds.", []),
        ("Pell Marine", "I would like to train for Ironman.", []),
    ],
)
def test_a_name_built_like_the_employers(company: str, body: str, words: list[str]) -> None:
    assert found("PER003", letter("Dear Priya,", body), {"company": company}) == words


def test_a_letter_addressed_to_another_firm() -> None:
    block = "Ana Ruiz\n4 Mill Lane, Ashby\n\n2 April 2026\n\n{firm}\nUnit 9, Castle Park\nWestborough\n\n"
    text = block + letter("Dear Priya,", "Thank you for the hour.")
    facts = {"company": "Hartnell Logistics", "channel": "letter"}
    assert found("PER003", text.replace("{firm}", "Hanley Brothers Ltd"), facts) == ["Hanley Brothers Ltd"]
    assert found("PER003", text.replace("{firm}", "Hartnell Logistics Ltd"), facts) == []
    assert found("PER003", text.replace("{firm}", "Hanley Brothers Ltd"), {**facts, "via": "agency"}) == []
