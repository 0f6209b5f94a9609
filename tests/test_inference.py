"""What a bare draft shows of itself."""

import pytest

from followup_lint.draft import Draft
from followup_lint.inference import company, follow_ups_sent, kind, language, role
from followup_lint.readers import read
from followup_lint.source import Source


def draft(text: str, path: str = "draft.md") -> Draft:
    return read(Source(path, text))


KINDS = {
    "Thank you for the interview on Tuesday. I enjoyed meeting the team.": "thank-you",
    "It was kind of you to see me yesterday, and to show me the kiln.": "thank-you",
    "Just a short note to say thank you for Monday's chat.": "thank-you",
    "Thank you for meeting me. Could you tell me what the next steps are?": "thank-you",
    "I met you on 3 March and have not heard back yet. Is there any news about the role?": "nudge",
    "It has been three weeks since we spoke, and I wondered whether a decision has been made.": "nudge",
    "I am still interested. Could you tell me where things stand?": "nudge",
    "You mentioned that you hoped to decide by the end of last week. Has the timeline moved?": "nudge",
    "Has the evening position at the Norquay home been filled?": "nudge",
    "I need an answer. Why have you not replied to my last two emails?": "nudge",
    "May I ask if the clerk's job has been given to somebody?": "nudge",
    "Thank you for letting me know of your decision. If another post opens, I would be glad to hear of it.": "closing-note",
    "I was sorry to learn that I was not selected, and I thank you for telling me yourself.": "closing-note",
    "Thank you for your call. I understand that the position has been filled.": "closing-note",
    "So you've now filled the place. I wish the new nurse well.": "closing-note",
    "As requested, I attach my references. Both people expect your call.": "urgent-reply",
    "Thank you for your message of this morning. Attached are the certificates you asked for.": "urgent-reply",
    "Thank you for letting me know that the process will take longer. I am happy to wait.": "extension-reply",
    "Thanks for telling me that the decision won't be made until June.": "extension-reply",
    "One small correction: I gave you the wrong number for my referee.": "extra-info",
    "I was unclear about the method, and would like to add one fact.": "extra-info",
    "I am writing to withdraw my application.": "withdrawal",
    "Hello.": "thank-you",
}


@pytest.mark.parametrize("text", KINDS)
def test_kinds(text: str) -> None:
    assert kind(text, "", "draft.md") == KINDS[text]


def test_the_file_name_and_the_subject_help() -> None:
    assert kind("I hope you are well.", "", "02-chaser.md") == "nudge"
    assert kind("I hope you are well.", "Any news on the analyst role?", "draft.md") == "nudge"


CHANNELS = {
    "Hello Ms Okafor, this is Ana Ruiz. Is this a good time?\n\nThank you. Goodbye.": "phone",
    "Hello, may I speak to Ms Okafor?\n\nThis is Ana Ruiz. Thank you for Tuesday.": "phone",
    "Good afternoon, Ms Okafor. Ana Ruiz speaking, from Tuesday.\n\nThank you. Goodbye, Ms Okafor.": "phone",
    "Good day, Ms Okafor, it is about Tuesday.\n\n(pause)\n\nI wish to thank you.": "phone",
    "[Call to Ms Okafor, after four]\n\nI wish to thank you for Tuesday.": "phone",
    "Me: Hello, this is Ana.\nHer: Hello.\nMe: Thank you for Tuesday.": "phone",
    "Hello, this is Ana Ruiz calling. Sorry I missed you.\n\nMy number is 020 7946 0018.": "voicemail",
    "Hello, this is a message for Mr Tench. It's Ana Ruiz.\n\nI will call again.": "voicemail",
    "5 March 2026\n\nPriya Okafor\nNorthgate Water\n1 Mill Lane\n\nDear Priya,\n\nThank you.\n\nYours,\nAna": "letter",
    "Dear Dana,\n\nThis is a note to thank you for the call on Tuesday.\n\nBest,\nAna": "email",
    "Hi Dana, it's Ana from the interview on Tuesday. Thank you for it.\n\nBest,\nAna": "email",
    "Subject: call\n\nHello Dana, this is Ana Ruiz calling about Tuesday.": "email",
}


@pytest.mark.parametrize("text", CHANNELS)
def test_channels(text: str) -> None:
    fact = draft(text).facts["channel"]
    assert (fact.value, fact.origin) == (CHANNELS[text], "inferred")


@pytest.mark.parametrize(
    ("path", "channel"),
    [
        ("02-voicemail.md", "voicemail"), ("phone-script.txt", "phone"), ("thank-you-call.md", "phone"),
        ("thanks-after-phone-screen.md", "email"), ("card.md", "handwritten"), ("scorecard.md", "email"),
        ("thank-you-letter.md", "letter"), ("mail/thanks.md", "email"),
    ],
)  # fmt: skip
def test_channels_by_file_name(path: str, channel: str) -> None:
    assert draft("Dear Dana,\n\nThank you for Tuesday.\n\nBest,\nAna", path).facts.value("channel") == channel


RECIPIENTS = {
    "Dear Dana,": ("Dana",),
    "Dear Ms. Lee and Mr. Park,": ("Ms. Lee", "Mr. Park"),
    "Hi Dana, Tom & Priya,": ("Dana", "Tom", "Priya"),
    "Dear Mr. and Mrs. Pell,": ("Mr. and Mrs. Pell",),
    "Good afternoon Sir Joselito,": None,
    "Hi Dana and team,": ("Dana",),
    "To whom it may concern,": None,
    "Dear Hiring Manager,": None,
    "Dear Sir or Madam,": None,
    "Dear [Hiring Manager],": None,
    "Dear Professor,": None,
    "Hello again, Dana,": ("Dana",),
}


@pytest.mark.parametrize("greeting", RECIPIENTS)
def test_recipients(greeting: str) -> None:
    assert draft(f"{greeting}\n\nThank you for Tuesday.\n\nBest,\nAna").facts.value("to") == RECIPIENTS[greeting]


@pytest.mark.parametrize(
    ("ending", "name", "email", "phone"),
    [
        ("Best,\nAna Ruiz", "Ana Ruiz", "", ""),
        ("Best,\nDr. Ana Ruiz, RN\nana@example.org | 020 7946 0018", "Ana Ruiz", "ana@example.org", "020 7946 0018"),
        ("- Ana", "Ana", "", ""),
        ("Best,\n[Your Name]", None, "", ""),
        ("I hope to hear from you.", None, "", ""),
    ],
)
def test_senders(ending: str, name: str | None, email: str, phone: str) -> None:
    sender = draft(f"Dear Dana,\n\nThank you for Tuesday.\n\n{ending}\n").facts.value("sender")
    assert (sender and sender.name) == name
    if sender:
        assert (sender.email, sender.phone) == (email, phone)


def test_callers_say_who_they_are() -> None:
    facts = draft("Hello, is that Mrs Ruane? My name's Patrick Nolan. Is this a good time?\n\nGoodbye.").facts
    assert facts.value("sender").name == "Patrick Nolan"
    assert facts.value("to") == ("Mrs Ruane",)


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("I am keen on the data analyst role.", "", "data analyst"),
        ("I was seen for the post of track maintenance operative.", "", "track maintenance operative"),
        ("Thank you for seeing me about the verger's post.", "", "verger"),
        ("Thank you for your time.", "Data analyst interview: thank you", "Data analyst"),
        ("Thank you for the interview for this role.", "", None),
        ("I would do the job well, and any other role.", "", None),
        ("You met me about the Thursday evening job.", "", None),
    ],
)
def test_roles(text: str, subject: str, expected: str | None) -> None:
    assert role(text, subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am keen on the analyst role at Northgate Water.", "Northgate Water"),
        ("Thank you for the interview at the Norquay home.", None),
        ("I enjoyed the interview with Mr Lee. I came for the job at Lee & Sons, as you know.", "Lee & Sons"),
        ("I saw the role at Northgate, and the role at Severn.", None),
    ],
)
def test_companies(text: str, expected: str | None) -> None:
    assert company(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thank you for the interview on Tuesday. I enjoyed meeting you and the team.", None),
        ("vielen Dank für das Gespräch am Dienstag. Ich habe mich sehr gefreut, Sie und Ihr Team zu treffen.", "de"),
        ("merci pour notre entretien de mardi. Je reste très intéressé par le poste et par votre équipe.", "fr"),
        ("muchas gracias por la entrevista del martes. Me gustó mucho conocer a su equipo y la empresa.", "es"),
        ("bedankt voor het gesprek van dinsdag. Ik vond het erg leuk om u en het team te ontmoeten.", "nl"),
        ("dziękuję za rozmowę we wtorek. Bardzo się cieszę, że mogłam poznać zespół i firmę.", "pl"),
        ("Спасибо за интервью во вторник. Мне было очень приятно с вами познакомиться.", "ru"),
        ("火曜日は面接のお時間をいただき、ありがとうございました。", "ja"),
        ("Merci!", None),
        ("", None),
        ("Ana Ruiz Priya Okafor Dana Lee Tom Reyes Lena Brandt Jo Hale Sam Iqbal", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language(text) == code


def test_dates_are_never_inferred() -> None:
    facts = draft(
        "5 March 2026\n\nDear Dana,\n\nThank you for 3 March. You decide on 9 March 2026.\n\nBest,\nAna"
    ).facts
    assert not {"send", "interviews", "decision_expected", "last_employer_reply"} & set(facts)


def test_what_is_declared_is_not_inferred() -> None:
    facts = draft("---\nkind: nudge\nto: Tom Reyes\n---\n\nDear Dana,\n\nThank you for Tuesday.\n\nBest,\nAna").facts
    assert (facts.value("kind"), facts.origin("kind")) == ("nudge", "declared")
    assert facts.value("to") == ("Tom Reyes",)
    assert facts.origin("sender") == "inferred"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("This is my fourth e-mail about the job.", 3),
        ("This is my F\u0130FTH message.", 4),
        ("Now the \u017fixth time I write.", 5),
        ("msg no 4, still keen", 3),
        ("It is the third time I have called you.", 2),
        ("This is the third of my little emails to you.", 2),
        ("Sorry to trouble you a third time.", 2),
        ("I have now emailed you three times.", 3),
        ("My last two messages may have gone astray.", 2),
        ("My last two calls of the shift were the hardest.", None),
        ("I emailed the council three times about the drain.", None),
        ("My second message crossed with yours.", None),
        ("The third call of the night shift was the worst.", None),
        ("I wrote on 4 March and again on the 9th.", None),
    ],
)
def test_messages_that_a_text_counts_itself(text: str, before: int | None) -> None:
    assert follow_ups_sent(text) == before
