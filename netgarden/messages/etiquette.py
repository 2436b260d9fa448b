"""A check of etiquette for a message: what a good first line and body do, in words and with a hint.

It reads plain English for signs and never forbids: it stands beside the draft and says what it sees.
"""

import re
from typing import NamedTuple

from netgarden.text.plain import plural

MAX_WORDS = 120
"""A message to somebody one wants to keep is read in under a minute."""


class Sign(NamedTuple):
    """One thing that the check looks for."""

    good: bool
    words: str
    """The finding in words: `says why you write`, `asks 3 things`."""
    hint: str = ""
    """Advice on how to mend it; empty where all is well."""


_WHY = re.compile(
    r"\b(because|thank(s| you)|congratulat\w+|happy birthday|sorry|promised|i write|writing|wrote to you"
    r"|introduc\w+|came to my mind|thought of you|think of you|wanted to|would like to|heard|read your|saw your"
    r"|remember\w*|wonder(ed|ing)?|look forward|it has been|glad to|helped me|good to (meet|see|talk))\b",
    re.I,
)
_OFFER = re.compile(
    r"\b((happy|glad|pleased) to|i can (help|introduce|send|share|offer|put)"
    r"|(can|could|may) i (help|send|introduce|offer)|let me know if i can|if i can (help|do)|in return"
    r"|here (is|are)|attached|i('d| would) (gladly|love to help)|i (thought|know) of (a|some|you and))\b",
    re.I,
)
_ASK = re.compile(
    r"\b(((c|w)ould|can|will) you|please|are you (free|around|available)|do you (have (time|a moment)|know)"
    r"|would it|shall we|any chance|may i ask|could we|can we|i need you|let me know (when|whether|what|by))\b",
    re.I,
)
_THANKS = re.compile(r"\b(thank(s|ful)?|grateful|gratitude|appreciate\w*)\b", re.I)
_PUSHY = re.compile(
    r"\b(asap|urgent(ly)?|immediately|right away|just checking in|still waiting|as per my|why (haven't|have you not)"
    r"|did you (get|see|read) my|by (the )?end of (the )?day|i expect|last chance|following up again)\b|!!",
    re.I,
)


def etiquette(text: str) -> tuple[Sign, ...]:
    """Check what a message does and lacks: why, offer, one ask, thanks, length, no pressure."""
    asks = sum(bool(_ASK.search(sentence)) for sentence in re.split(r"(?<=[.!?])\s+|\n+", text))
    count = len(text.split())
    pushy = _PUSHY.search(text)
    return (
        _sign(_WHY.search(text), "says why you write", "does not say why you write", "begin with the reason"),
        _sign(
            _OFFER.search(text),
            "offers something",
            "offers nothing",
            "what could help them? a name, a link, a hand",
        ),
        _sign(asks <= 1, "one ask at most", f"asks {plural(asks, 'thing')}", "keep the most important one"),
        _sign(_THANKS.search(text), "thanks them", "does not thank them", "what are you grateful for?"),
        _sign(
            count <= MAX_WORDS,
            f"short · {plural(count, 'word')}",
            f"long · {count} words",
            f"under {MAX_WORDS} is read at once",
        ),
        _sign(
            not pushy,
            "leaves them free",
            f"presses: “{pushy[0] if pushy else ''}”",
            "leave room for a no or a later",
        ),
    )


def _sign(good: object, words: str, lack: str, hint: str) -> Sign:
    return Sign(True, words) if good else Sign(False, lack, hint)
