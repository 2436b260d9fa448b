"""Sentences that say that a talk did not take place: cancelled, moved, forgotten, tried or only intended.

Such a sentence is no touch: a touch that did not take place silences a cadence. It is kept as a note about the people
it names, or as a try where somebody could not be reached.
"""

import re

_NOT = r"(?:n['’]?t|\s+not)"
_BEFORE = re.compile(
    r"\b(?:"
    rf"(?:did|could|would|was|were|has|have|had|is|are|do|does|can|should){_NOT}|cannot|never|won['’]?t|unable\s+to"
    r"|cancel(?:l?ed|l?ing|s)?|call(?:ed|ing)?\s+off|postpon(?:ed?|ing|es)|reschedul(?:ed?|ing)"
    r"|put\s+off|delay(?:ed|ing)"
    r"|forgot(?:ten)?|fail(?:ed)?\s+to|miss(?:ed|ing)|skip(?:ped|ping)?|no[- ]?show|stood\s+up|nearly|almost"
    r"|instead\s+of"
    r"|to-?\s?do|reminders?|remember\s+to|remind\s+me|need(?:s|ed)?\s+to|have\s+to|has\s+to|had\s+to|ought\s+to|must"
    r"|should|supposed\s+to|meant\s+to|going\s+to|gonna|want(?:s|ed)?\s+to|hop(?:e|ing)\s+to"
    r"|plan(?:s|ned|ning)?\s+(?:to|a|an)"
    r"|tr(?:y|ied|ying)\s+to|waiting\s+(?:for|on)|hasn['’]?t|haven['’]?t|let['’]?s|shall|will|i['’]ll|we['’]ll|would\s+like"
    r"|thanks?(?:\s+you)?(?:\s+so\s+much)?\s+for|sorry|if|unless|no\s+(?:call|reply|answer|lunch|meeting)s?"
    r"|ask(?:ed)?\s+(?:for|to)|invit(?:ed|e)|propos(?:ed|e)|suggest(?:ed)?|arrang(?:ed?|ing)|schedul(?:ed?|ing)|book(?:ed)?"
    r"|set\s+up|organi[sz](?:ed|e|ing)|declin(?:ed|es?)|turned\s+down|avoid(?:ed)?"
    r")\b",
    re.IGNORECASE,
)
"""Before the word that says the kind, or the first name, these say that it did not take place."""

_AFTER = re.compile(
    r"\b(?:was\s+|got\s+|is\s+|has\s+been\s+|had\s+to\s+be\s+|been\s+|gets\s+)?"
    r"(?:cancel(?:l?ed|s)?|called\s+off|postponed|moved|pushed|bumped|rescheduled|put\s+off|delayed|fell\s+through|off"
    r"|did(?:n['’]?t|\s+not)\s+(?:happen|work|come|take\s+place)|no[- ]?show(?:ed)?|never\s+happened"
    r"|(?:not|n['’]t)\s+happening)\b",
    re.IGNORECASE,
)
"""Behind a kind that is a noun and its people, these take it back: `lunch with Priya moved to Friday`."""

_UNREACHED = re.compile(
    r"\b(?:no\s+(?:answer|reply|luck|response)|voice\s?mail|answering\s+machine|engaged|line\s+busy|busy\s+(?:line|tone|signal)"
    r"|(?:did|was|could)(?:n['’]?t|\s+not)\s+(?:pick(?:ing)?\s+up|answer(?:ing)?|reach|get\s+(?:hold|through))"
    r"|rang\s+out|went\s+to\s+voicemail|left\s+a\s+message|unreachable|not\s+reachable|tried\s+to\s+(?:call|reach|ring|phone))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[:;]|[.!?](?=\s|\Z)|[,–—](?=\s)|\s-\s|\s--\s|\n")
_SENTENCE_END = re.compile(r"[.!?;](?=\s|\Z)|\n")
_PAST_VERB = re.compile(
    r"\b(?:met|called|rang|phoned|emailed|mailed|messaged|texted|visited|introduced|telephoned|pinged|saw|spoke|talked)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!\n]*\?\s*\Z")


def denied(text: str, kind_at: int, name_at: int) -> bool:
    """Return whether the first clause of a line says that no talk took place.

    `kind_at` and `name_at` are the offsets in `text` of the word that says the kind and of the first known name, -1
    where there is none.
    """
    clause = text[: end.start()] if (end := _CLAUSE_END.search(text)) else text
    said = [at for at in (kind_at, name_at) if at >= 0]
    first = min(said, default=len(clause))
    before = _BEFORE.search(clause)
    if before and (before.start() <= first or (kind_at > before.start())):
        return True
    if kind_at < 0 and before and name_at >= 0:
        return True  # “Sean hasn't replied”: nothing else says that anything took place
    if (after := _AFTER.search(clause)) and not _PAST_VERB.match(clause, max(kind_at, 0)):
        return max(said, default=-1) < after.start() or kind_at > after.start()
    return _QUESTION.fullmatch(text) is not None


def unreached(text: str) -> bool:
    """Return whether the first sentence of a line says that somebody could not be reached."""
    sentence = text[: end.start()] if (end := _SENTENCE_END.search(text)) else text
    return _UNREACHED.search(sentence) is not None
