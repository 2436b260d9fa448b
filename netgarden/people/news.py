"""News in an entry: a birthday, a milestone good or hard, a new place of work (`rules.md`, `grammar.md`)."""

import re
from typing import NamedTuple

from netgarden.records.entry import Detail
from netgarden.records.kinds import MilestoneName

_BIRTHDAY = re.compile(r"(?:birthday|bday|born)\b", re.IGNORECASE)
_HARD = re.compile(
    r"\b(?:lost|losing|laid off|lay-?offs?|fired|redundan\w*|unemployed|ill|illness|sick|cancer|diagnos\w+|died"
    r"|dead|death|passed away|funeral|divorc\w+|separated|break-?up|miscarr\w+|accident|hospital|surgery"
    r"|burn(?:ed|t)?[ -]?out|bankrupt\w*|insolven\w+|shut(?:ting)? down|grie\w+)\b",
    re.IGNORECASE,
)
_NAME = r"(?P<org>[^\Wa-z_].*?)"
_ROLE = r"\s+as\s+(?:an?\s+|the\s+)?(?P<role>\S.*)"
_JOBS = (
    re.compile(
        rf"(?i:new\s+(?:job|role|position|gig)|start(?:s|ed|ing)(?:\s+work)?|works?|working|hired)"
        rf"(?i:\s+as\s+(?:an?\s+|the\s+)?(?P<first>\S.*?))?\s+(?i:at|with|for)\s+{_NAME}(?:{_ROLE})?\Z"
    ),
    re.compile(rf"(?i:join(?:s|ed|ing))\s+{_NAME}(?:{_ROLE})?\Z"),
    re.compile(r"(?i:promoted)\s+(?i:to)\s+(?P<role>\S.*)\Z"),
    re.compile(r"(?i:new\s+(?:role|position))\s*(?i:as|:)\s*(?:an?\s+)?(?P<role>\S.*)\Z"),
)


_ASIDE = re.compile(r"\s*\([^()]*\)|[,;]\s+(?:remote|hybrid|part[ -]time|full[ -]time)\b.*\Z", re.IGNORECASE)
"""Words beside the matter, as in `Director at ITV (remote)`."""

_START = re.compile(
    r"[,;]?\s*\b(?:starting|starts?|from|as\s+of|beginning|effective|since)\s*\Z", re.IGNORECASE
)
"""Words that a day which was read leaves behind at the end."""

_LATER = re.compile(
    r"\b(?:from|starting|starts|start|beginning|as\s+of|effective|since|until|in)\s+"
    r"(?:on\s+|in\s+|early\s+|mid[- ]?|late\s+)?(?:the\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|new|spring|summer|autumn|fall|winter|mon|tue|wed|thu|fri"
    r"|\d|q[1-4])",
    re.IGNORECASE,
)
"""A start that is no day the detail knows."""


class News(NamedTuple):
    """The changes that a piece of news makes."""

    birthday: str = ""
    """A partial date; then nothing else is set."""
    kind: MilestoneName = "good"
    org: str = ""
    role: str = ""


def read_news(detail: Detail) -> News:
    """Read a piece of news. A job that was lost leaves the org as it is: it is still how one knows them."""
    if detail.on and _BIRTHDAY.match(detail.text):
        return News(birthday=detail.on)
    if _HARD.search(detail.text):
        return News(kind="hard")
    text = _START.sub("", _ASIDE.sub("", detail.text))
    if _LATER.search(text):
        return News()  # it holds from a day that is not here yet, or not told: the org stays until then
    for job in _JOBS:
        if match := job.match(text):
            found = match.groupdict()
            return News(org=found.get("org") or "", role=found.get("role") or found.get("first") or "")
    return News()
