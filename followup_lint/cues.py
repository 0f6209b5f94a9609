"""The words by which a text shows what it is for and which language it is in."""

from functools import cache

from followup_lint.lines import word_set

_SHORT = {
    "JOB": r"(?:role|position|post|job|vacancy|opening|place|traineeship)",
    "THANKS": r"(?:thank\w*|grateful|appreciat\w+|pleasure|enjoyed|kind of you|good of you|meant a lot|cheers for)",
    "TALK": r"(?:interview|hour|evening|last night|time|meeting|met|seeing|see me|spoke|speaking|talking|conversation|chat|tour|visit"
    r"|show(?:ing|ed)|discussion|welcom\w+|morning|afternoon|yesterday|today|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|(?:the|our|this|phone|video) call|having me|hosting|letting me (?!know))",
}
"""What the words in capitals stand for below."""

_KIND_CUES: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("thank-you", 2, (
        r"\bTHANKS\b(?:(?! again)[^.!?]){0,60}\bTALK\b",
    )),
    ("thank-you", 1, (
        r"^(?:[^.!?]*[.!?]){0,2}[^.!?]*\bTHANKS\b(?:(?! again)[^.!?]){0,80}\bTALK\b",
    )),
    ("thank-you", 1, (
        r"\b(?:enjoyed|pleasure|nice|lovely|great|good) (?:to meet|to talk|to speak|meeting|talking|speaking"
        r"|hearing|seeing|our)\b",
    )),
    ("thank-you", 1, (
        r"\b(?:short|brief|quick) (?:card|note|line) (?:to|of) (?:say )?thank",
    )),
    ("nudge", 2.5, (
        r"\b(?:silence|ignor(?:ed|ing)|unanswered|(?:no|without (?:a |any )?) ?(?:reply|response|answer|word)"
        r"|(?:still |been )waiting|waiting (?:to hear|for (?:an?|your|some|any) )|(?:second|third|final|last)"
        r" (?:e-?mail|message|follow-?up|enquiry|call))\b",
    )),
    ("nudge", 1.5, (
        r"\bi need (?:an answer|to know|a decision|a reply)",
        r"\b(?:expect|await|want|deserve) (?:an answer|your (?:answer|decision|reply)|a reply|to (?:hear|be"
        r" told))",
        r"\bwhy (?:have|has|did|haven't|hasn't) ",
    )),
    ("nudge", 2.5, (
        r"\bhave you (?:decided|made up|chosen|come to)\b",
        r"\bwhere (?:i|we|you|it|my) [^.?!]{0,30}\b(?:stands?|are|am)\b",
        r"\bstate of play\b",
        r"\bstill under (?:review|consideration)",
    )),
    ("nudge", 1.5, (
        r"\b(?:following|follow) up\b",
        r"\bi(?:'d| would) (?:have )?(?:hear|heard)\b",
        r"\bpromised (?:me )?(?:an?|to) (?:call|answer|reply|phone|ring|get back|let)",
    )),
    ("nudge", 2.5, (
        r"\bany (?:further |new |more )?(?:news|update|updates|word|progress|developments?|information (?:on"
        r"|about))\b",
    )),
    ("nudge", 2.5, (
        r"\b(?:have not|haven't|not|never|nothing|yet to|did not|didn't) (?:yet |since )?(?:been |to"
        r" )?(?:heard?|received|had) (?:anything |a reply |back |from |an? (?:answer|reply|update))",
    )),
    ("nudge", 2.5, (
        r"\b(?:wonder(?:ed|ing)?|ask(?:ing)?|know|enquir\w+|inquir\w+|see|find out|check(?:ing)?|tell me|hear) (?:if"
        r"|whether|how|where|when) (?:the |a |an |any |things|you|there|it|your|my|i"
        r" )[^.?!]{0,60}\b(?:decision|decided|decide|progress\w*|filled|stands?|search|process|status"
        r"|timeline|next step|update|news|going|consideration|candidate|moved|chosen|still)",
    )),
    ("nudge", 2, (
        r"\b(?:status|outcome|progress|state) of (?:my|the|your) (?:application|candidacy|interview|search"
        r"|hiring|recruitment|role|position|process|selection)",
    )),
    ("nudge", 2, (
        r"\b(?:where|how) (?:things|matters|the (?:search|process|hiring|role|decision)) (?:stands?|are|is"
        r"|lies?)\b",
    )),
    ("nudge", 2, (
        r"\b(?:following|follow|followed|wanted to follow|writing to follow) up (?:on|about|regarding|with"
        r" you (?:on|about)|concerning|after|to)\b[^.]{0,50}\b(?:interview|application|candidacy|position"
        r"|role|conversation|email|message|note|meeting|see|ask|check)",
    )),
    ("nudge", 2, (
        r"\bit (?:has|'s|is) (?:now )?(?:been )?(?:\w+ ){0,3}(?:weeks?|days?|fortnight|month)s?(?: now)?,?"
        r" since\b",
    )),
    ("nudge", 1.5, (
        r"\b(?:weeks?|fortnight|a month|days) (?:ago|have (?:now )?(?:gone|passed)|since)\b",
    )),
    ("nudge", 2, (
        r"\byou(?: had|'d)? (?:mentioned|said|told me|expected|hoped|thought|indicated"
        r"|gave)\b[^.?!]{0,80}\b(?:decision|decide|hear|by (?:the )?(?:end|mid|\d|next|this|last|early)"
        r"|within|likely date|let (?:people|me|us|candidates) know|timeline)",
    )),
    ("nudge", 1.5, (
        r"\bnew (?:date|timeline|timescale)\b",
        r"\b(?:time ?line|time ?scale|time ?frame|timetable)\b",
    )),
    ("nudge", 2, (
        r"\b(?:checking in|check in|touch(?:ing)? base|circling back|chas(?:e|ing))\b",
    )),
    ("nudge", 2, (
        r"\bhave you (?:had (?:a|the) chance|made|come to|reached)\b",
        r"\b(?:decision|choice) (?:has|had) been (?:made|reached|taken)\b",
    )),
    ("nudge", 2, (
        r"\b(?:whether|if) (?:the |this |that )?(?:\w+ ){0,3}JOB (?:has (?:now |already )?been filled|is"
        r" still|had been filled)",
    )),
    ("nudge", 2, (
        r"\bi (?:wrote|emailed|e-mailed|rang|called|sent)(?: to)?(?: you)? (?:on|last|a |two|about|in|an)",
        r"\bmy (?:last|previous|earlier|first) (?:e-?mail|message|note|letter|call)",
    )),
    ("nudge", 1, (
        r"\bstill (?:\w+ ){0,2}(?:interested|keen|hopeful|eager|in the running|under consideration)\b",
    )),
    ("nudge", 0.4, (
        r"\bremain (?:\w+ ){0,2}(?:interested|keen|hopeful|eager|in the running|under consideration)\b",
    )),
    ("nudge", 1, (
        r"\b(?:when|whether) you (?:expect|hope|plan|might) to (?:decide|make|let|hear)",
        r"\bupdate (?:on|about|regarding|me)\b",
    )),
    ("nudge", 2.5, (
        r"\bhas (?:the|this|that|your)\b[^.?!]{0,60}\b(?:been )?(?:filled|decided|settled|made|moved"
        r"|changed)\b",
    )),
    ("nudge", 2, (
        r"\b(?:may|might|could|can) i (?:only |just |please )?(?:ask|know|enquire|inquire) (?:if|whether|when"
        r"|how|what)",
        r"\b(?:only |just )?(?:wanted|writing|ringing|calling|like) to (?:ask|enquire|inquire|find out) (?:if"
        r"|whether|when|how|what|about|after)",
    )),
    ("nudge", 1.5, (
        r"\b(?:i|we|just) (?:was |am |had |have )?wonder(?:ed|ing)? (?:if|whether|how|when)\b",
    )),
    ("nudge", 1.5, (
        r"\b(?:don't|do not|not|didn't|did not) expect(?:ing|ed)? (?:an? (?:answer|decision|reply)|to hear"
        r"|that|any)",
    )),
    ("nudge", 1.5, (
        r"\btell me (?:roughly |please )?(?:when|whether|if|how) (?:you|there|a|the)\b",
    )),
    ("closing-note", 3.5, (
        r"(?:^|[.!?] )(?:(?!\b(?:whether|if|ask|has the)\b)[^.!?]){0,120}\bJOB (?:has|had|was|is) (?:now "
        r"|already |since )?(?:been )?(?:filled|given to|offered to|gone to|taken)\b",
    )),
    ("closing-note", 4, (
        r"\b(?:was|were|am|have|had|i'm|be)(?: not|n't) (?:been )?(?:selected|successful|chosen|offered"
        r"|moving forward|progressing|the one)\b",
        r"\bunsuccessful\b",
        r"\b(?:form letter|rejection (?:letter|e-?mail|notice|note)|(?:passed (?:me )?over)|the real reason|burn(?:s|ing)? (?:the|this|my) bridge)",
        r"\byou(?: have| had|'ve|'d)? (?:now |already |since )?(?:filled|given away) (?:the|that|this) ",
    )),
    ("closing-note", 4, (
        r"\b(?:chosen|chose|selected|appointed|hired|gone with|going with|decided on|picked|offered (?:it|the"
        r" \w+) to|went with|moved? forward with) (?:an?other|someone|somebody|a different|other|an internal)",
    )),
    ("closing-note", 3, (
        r"\b(?:let(?:ting)? me know|tell(?:ing)? me|inform(?:ing)? me|hear(?:ing)?|learn(?:ing|ed)?|your"
        r" (?:e-?mail|letter|call|note|message)) (?:\w+ ){0,3}(?:about |of |on |that )?(?:the|your|my|this)?"
        r" ?(?:\w+ )?(?:decision|outcome|result|rejection)\b",
    )),
    ("closing-note", 3, (
        r"\b(?:sorry|sad|disappointed|disappointing|saddened)\b[^.?!]{0,60}\b(?:not|learn|hear|news|decision"
        r"|outcome|join|get|result|missed)\b",
        r"\b(?:naturally|of course) disappointed",
        r"\bdisappoint\w+",
    )),
    ("closing-note", 2.5, (
        r"\b(?:if|should|when) (?:a |an |any |another |anything )?(?:\w+ ){0,3}(?:role|position|post|opening"
        r"|vacancy|job|opportunit\w+|else|place|something|anything)s? (?:\w+ ){0,4}(?:opens?|open up|comes?"
        r" up|comes? free|arises?|becomes? (?:free|available))\b",
    )),
    ("closing-note", 2, (
        r"\bkeep me in mind\b",
        r"\bbe (?:thought of|considered|remembered) (?:again|for|if|when|should)",
        r"\b(?:future|other) (?:openings|vacancies|opportunities|roles)\b",
        r"\bwish (?:you|the)\b[^.]{0,40}\b(?:well|success|good|best|luck)",
    )),
    ("closing-note", 1.5, (
        r"\b(?:successful|chosen) (?:candidate|applicant|person)\b",
        r"\b(?:stay|keep|remain|be) in touch\b",
        r"\bwish(?:es)? (?:you|the|them|your|whoever|him|her) ",
        r"\b(?:decided|chosen|chose) (?:not to|against)\b",
        r"\bnot (?:be )?(?:going|moving|taking me|progressing) (?:ahead|forward|further|on)\b",
        r"\bturned (?:me )?down\b",
        r"\brejection\b",
    )),
    ("closing-note", 3, (
        r"\b(?:consider me|be considered|keep me on file|keep my (?:cv|résumé|resume|details|application|name))\b",
        r"\b(?:understand|respect|accept) (?:the|your|this|that) (?:\w+ )?decision\b",
        r"\bnot (?:the )?(?:outcome|news|answer|result) (?:i|we|that i)\b",
        r"\bany (?:\w+ )?feedback (?:on|about|you|that|for me|would|from (?:you|the))\b",
    )),
    ("extension-reply", 2, (
        r"\bno (?:decision|final decision)\b",
        r"\bstill (?:deciding|interviewing|reviewing|meeting|seeing)\b",
        r"\b(?:take all the time|take your time)\b",
        r"\b(?:keeping|keep) me (?:informed|updated|posted|in the picture|in the loop)\b",
    )),
    ("withdrawal", 5, (
        r"\bwithdraw(?:ing|n)? (?:my|from)\b",
        r"\b(?:remove|take) (?:me|my name|my application) (?:from|out of)\b",
        r"\bno longer (?:wish|want) to be considered",
    )),
    ("extension-reply", 3.5, (
        r"\b(?:process|decision|search|time ?line|timetable|recruitment|hiring|appointment|deadline"
        r"|selection)\b[^.?!]{0,40}\b(?:extended|delayed|postponed|put back|pushed|moved (?:back|to)"
        r"|tak(?:ing|es?|en) longer|needs? (?:more|longer)|held up|on hold|paused)\b",
    )),
    ("extension-reply", 4, (
        r"\bthank(?:s| you) (?:\w+ ){0,2}for (?:letting me know|telling me|writing to say|the (?:news|word))"
        r" (?:that |about )[^.?!]{0,80}\b(?:until|later|stay(?:ing)? open|extended|after|now be|postponed"
        r"|delay\w*|longer|not be|won't be|new date|moved|more time|weeks?)\b",
    )),
    ("extension-reply", 2.5, (
        r"\b(?:extended|extend|extending|extension|delay|postponement|need more time|longer than (?:planned"
        r"|expected))\b",
    )),
    ("extension-reply", 1.5, (
        r"\b(?:happy|content|glad|no trouble|no difficulty|fine) (?:for me )?(?:to wait|with the (?:new"
        r"|later)|to be patient)",
        r"\b(?:that|the (?:new|later)) (?:timing|date) (?:works|suits|is no)",
    )),
    ("extension-reply", 2.5, (
        r"\b(?:thank(?:s| you) for|grateful for|appreciate) (?:the update|your update|letting me know|telling"
        r" me|keeping me|your (?:e-?mail|message|note|call)[^.]{0,40}(?:delay|timeline|process|schedule))",
    )),
    ("extension-reply", 2, (
        r"\b(?:second|third|further|final|additional|another|next) (?:interview|round|conversation"
        r"|meeting)\b[^.?!]{0,60}\b(?:confirm|glad|happy|suits?|works?|free|available|attend|accept|look"
        r" forward)",
    )),
    ("urgent-reply", 3.5, (
        r"^re: ?(?:urgent|asap|request|please (?:confirm|reply|send))\b",
        r"^re:[^.?!]*[.?!]+ (?:\S+ ){0,6}(?:yes|i confirm|i can confirm|confirmed)\b",
        r"\bas (?:requested|promised on|you (?:asked|requested|wished)|asked)\b",
        r"\byou(?:'ve| have| had|'d)? (?:just |urgently )?(?:asked for|ask (?:me )?for|asked me (?:for|to (?:send|provide"
        r"|share|confirm|supply|forward))|requested|wanted (?:to see|me to send)|needed)\b",
    )),
    ("urgent-reply", 3, (
        r"\b(?:in (?:reply|response|answer) to|thank(?:s| you) (?:very much )?for|replying to|received)"
        r" (?:your|the) (?:\w+ )?(?:message|e-?mail|call|request|note|question|voicemail|text)\b",
    )),
    ("urgent-reply", 2, (
        r"\byour (?:\w+ )?(?:message|e-?mail|call|request|note|question|voicemail|text)(?: of)? (?:this"
        r" morning|today|yesterday|just now|an hour ago)",
    )),
    ("urgent-reply", 2, (
        r"\b(?:attached|attach|enclosed?|here (?:are|is)|below (?:are|is))\b[^.?!]{0,60}\b(?:references?"
        r"|referees?|transcripts?|certificates?|documents?|forms?|licen[cs]e|availability|permit|passport"
        r"|proof|details|signed|contacts?|list|copy|copies)\b",
    )),
    ("urgent-reply", 3, (
        r"\b(?:thank(?:s| you)(?: very much| so much)? for|delighted (?:by|with|to (?:receive|get)|at)"
        r"|received|happy (?:with|to (?:receive|get))|accept) (?:the|your|an|this) (?:\w+ ){0,2}offer\b",
        r"\boffer of the\b",
    )),
    ("urgent-reply", 2, (
        r"\b(?:both|all (?:two|three)|my) (?:people|referees|references)\b[^.?!]{0,60}\b(?:expect|ready|happy"
        r"|know|aware|told)\b",
    )),
    ("extra-info", 4, (
        r"\b(?:a|one|small|quick|short) correction\b",
        r"\bcorrect (?:something|myself|an|one|what|that|the|my)\b",
        r"\bmisspoke\b",
        r"\bmix-?up\b",
        r"\b(?:wrong|old|incorrect|mistaken)\b[^.?!]{0,40}\b(?:number|date|year|figure|name|answer|address"
        r"|impression|title)\b",
    )),
    ("extra-info", 3, (
        r"\b(?:was|were) (?:unclear|not clear|wrong|mistaken|muddled)\b",
        r"\b(?:clarify|clear up|put right|set right|set the record)\b",
        r"\bgave you (?:the|a|an) (?:wrong|old|incomplete|half)",
    )),
    ("extra-info", 1.5, (
        r"\b(?:further|additional|more|extra) information\b",
        r"\b(?:like|wanted|want|meant|hoped|write|writing|ringing|calling) to add\b",
        r"\badd (?:one|a|something|to (?:what|my))\b",
    )),
    ("extra-info", 1, (
        r"\bi (?:forgot|failed|neglected|omitted|meant|did not (?:get to|manage to|think to|mention)|didn't"
        r" (?:get to|mention|think to)) (?:to )?(?:mention|say|tell|add|bring|give|send)?\b",
        r"\bshould have (?:said|told|mentioned|added|given)\b",
    )),
    ("extra-info", 1, (
        r"\b(?:since (?:we|our|the|my|then)|further to (?:our|my|the))\b[^.?!]{0,60}\b(?:passed|received"
        r"|completed|finished|heard|found|looked|been (?:awarded|told)|qualified|published)\b",
    )),
    ("extra-info", 0.5, (
        r"\byou(?:'d| had)?(?: also)? (?:asked|wondered|wanted to know)\b",
    )),
)  # fmt: skip
"""What a kind of message says: the kind, a cue's weight, and patterns for lower-case text, any of which will do."""


@cache
def kind_cues() -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    """Return kinds with what a cue of theirs weighs and the expressions of which one must match, in lower case."""
    return tuple((kind, weight, tuple(map(_written_out, expressions))) for kind, weight, expressions in _KIND_CUES)


def _written_out(expression: str) -> str:
    for word, meaning in _SHORT.items():
        expression = expression.replace(word, meaning)
    return expression


NAME_CUES: dict[str, frozenset[str]] = {
    "thank-you": word_set("thank thanks thankyou ty"),
    "nudge": word_set("nudge chaser chase chasing reminder status update checkin"),
    "closing-note": word_set("closing rejection rejected declined unsuccessful"),
    "extension-reply": word_set("extension extended delay delayed"),
    "urgent-reply": word_set("urgent references requested offer"),
    "extra-info": word_set("extra correction clarification addition additional misunderstanding"),
    "withdrawal": word_set("withdrawal withdraw withdrawing"),
}
"""Words of a file's name that tell its kind."""

LANGUAGES: dict[str, frozenset[str]] = {
    "en": word_set(
        "the and to of for you i my in is it that was with your on have at be this thank would we as are me about from"
        " will not so can had an if or been has"
    ),
    "de": word_set(
        "und der die das ich sie für mit ist nicht ein eine einen ihnen ihre ihr auf dass zu im wir habe haben vielen"
        " dank den dem von mich mir sehr war bei über noch auch wie"
    ),
    "fr": word_set(
        "et le la les de des du je vous pour une un est que dans notre votre merci nous avec sur ai au ce cette mon ma"
        " qui par plus été votre vos en très"
    ),
    "es": word_set(
        "y el la los las de del que por para una un con su sus gracias me en es nos como muy mi al lo fue este esta"
        " usted ha he se le tiempo"
    ),
    "pt": word_set(
        "e o a os as de do da que por para uma um com seu sua obrigado obrigada me em é muito na no foi mais minha meu"
        " à ao não pela pelo você"
    ),
    "it": word_set(
        "e il la lo i gli di del della che per una un con suo sua grazie mi in è molto sono ho le nel al da come vostro"
        " questo stato anche lei"
    ),
    "nl": word_set(
        "en de het een ik u voor met is niet van op dat uw bedankt graag mijn te aan ook was heb om er bij we zijn"
        " over nog hebben"
    ),
    "pl": word_set(
        "i w na z że się do za dziękuję nie jest pan pani jestem bardzo oraz o to po jak dla mnie był była czy od moje"
    ),
    "sv": word_set("och att det som en för jag är på med tack ni er av om har ett i till vi mycket den inte var min"),
    "da": word_set("og at det som en for jeg er på med tak af om har et i til vi meget den ikke var min jer"),
    "fi": word_set("ja on että en se oli kiitos kanssa olen teidän myös minä mutta tai kun ei hyvin"),
    "cs": word_set("a v na se že za děkuji je jsem s do to pro jsme velmi byl byla o ale jak mi vás"),
    "tr": word_set("ve bir bu için ile teşekkür ederim çok da de olarak ben size daha olan gibi görüşme"),
    "ro": word_set("și de la în pentru că cu o un vă mulțumesc este am mai din pe să nu a fost"),
    "hu": word_set("a az és hogy nem is egy köszönöm meg volt nagyon ez de mint vagyok el"),
    "id": word_set("dan yang di untuk dengan saya terima kasih ini itu pada dari atas kepada anda tidak akan"),
    "tl": word_set("ang ng sa na at mga ako po ko salamat ay para kayo ninyo inyong"),
    "vi": word_set("và của tôi cho là các không được với có trong này đã cảm ơn một"),
}
"""Everyday words by language code."""
