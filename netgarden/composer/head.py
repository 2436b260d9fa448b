"""The head of an entry: `[kind] [to|from|with|via] people [when] [at Event]:` (`grammar.md`)."""

import re
from dataclasses import dataclass, field
from datetime import date

from netgarden.composer.brackets import bracket_at
from netgarden.composer.date_words import date_at
from netgarden.composer.people_in_text import MARK, Found, People
from netgarden.composer.words import (
    FILLERS,
    KIND_AT,
    KIND_NOUNS,
    KIND_WORDS,
    NOT_A_KIND_AFTER,
    NOT_A_NAME,
    SPEAKING_WORDS,
    TELLING_WORDS,
    TO_ME,
    TOPIC,
    words_in,
)
from netgarden.due.rules import DateStyle
from netgarden.records.entry import PersonRef, Span
from netgarden.records.kinds import Direction
from netgarden.text.plain import clean, word_set

MAX_LENGTH = 300
"""A colon further into the line ends no head, and no run of understood words is longer."""

_CHUNK = re.compile(r"\S+")
_LEAD = re.compile(r"(?:(to|from|with|for|via)\s+|w/\s*|w\s+)", re.IGNORECASE)
_SPACED_WORD = re.compile(r"\s+([a-z-]+)(?![\w'’-])", re.IGNORECASE)
_AND = re.compile(r"(?:and\s|[,&+])\s*", re.IGNORECASE)
_THEN_AND = re.compile(rf"\s*{_AND.pattern}", re.IGNORECASE)
_OVER = re.compile(r"(?:for|over)\s+(?:an?\s+|some\s+)?([a-z]+)(?![\w'’-])", re.IGNORECASE)
_ON = re.compile(r"on\s+", re.IGNORECASE)
_AT = re.compile(r"at\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_EVENT_QUOTED = re.compile(r"[\"“]([^\"”\n]{1,100})[\"”]")
_EVENT_INNER = word_set("of the for and & de la des")
_ABOUT = word_set(
    "about re regarding concerning from of who that which he she they it since until till his her their our"
)
"""A day behind one of these in a head belongs to what was spoken of."""

_REST = re.compile(r"[,;–—-]\s*\S|(?:about|re|on|regarding)\s", re.IGNORECASE)
"""Behind the people of `call: Priya, about her move` a text may follow."""

_MOST_LEFT = 4
"""A head without a kind and with more words than this that mean nothing is a sentence that has a colon."""


@dataclass
class Head:
    """The meaning of a head."""

    end: int
    """The offset at which the text after the head begins."""
    has_colon: bool = False
    is_doubtful: bool = False
    """True if it is only a kind or a day without a colon: a head only if the entry is about somebody."""
    kind: str = ""
    kind_word: str = ""
    on: date | None = None
    direction: Direction | None = None
    people: list[PersonRef] = field(default_factory=list)
    via: PersonRef | None = None
    """Through whom: a contact, a new person (then also in `mentioned`), or a name in plain words."""
    mentioned: list[PersonRef] = field(default_factory=list)
    event: str = ""
    topics: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Words that mean nothing here; they belong to the summary."""

    @property
    def is_sentence(self) -> bool:
        """True if it begins a sentence, which reads best as a whole: `ran into Ada at the fair`."""
        return not self.has_colon and any(word.lower() in SPEAKING_WORDS for word in self.left)

    @property
    def names_nobody(self) -> bool:
        """True if only a day or a kind stands before the colon: `tue: coffee with Chen`, `lunch: Ada and Bob`."""
        return self.has_colon and self.kind != "note" and not (self.people or self.topics or self.left)

    @property
    def summary(self) -> str:
        """The words left over, without those at the ends that say nothing."""
        words = list(self.left)
        while words and words[0].lower() in FILLERS:
            words.pop(0)
        while words and words[-1].lower() in FILLERS:
            words.pop()
        return clean(" ".join(words)).strip(" ,;")

    @property
    def telling(self) -> str:
        """The kind word where it says more than the kind: `lunch`."""
        return self.kind_word if self.kind_word in TELLING_WORDS else ""


def read_head(
    people: People, start: int, end: int, today: date, style: DateStyle, *, about_somebody: bool
) -> Head:
    """The head of the line between two offsets; one that says nothing ends where it starts.

    `about_somebody` says that the entry names people elsewhere, or is about the person selected: then a kind
    or a day alone, without a colon, makes a head.
    """
    stop = min(end, start + MAX_LENGTH)
    mark = people.mark()
    if (colon := _colon(people.text, start, stop)) is not None:
        for whole in (True, False):
            head = _Scan(people, start, colon, today, style, whole=whole).read(to_the_end=True)
            if whole and head.left:
                people.back(mark)
                mark = people.mark()
                continue
            if head.kind or ((head.people or head.on) and len(head.left) <= _MOST_LEFT):
                head.end, head.has_colon = colon + 1, True
                return head
            people.back(mark)
            mark = people.mark()
    head = _Scan(people, start, stop, today, style, whole=False).read(to_the_end=False)
    says = (head.kind != "", head.on is not None, head.event != "").count(True)
    head.is_doubtful = not head.people and says == 1
    if head.people or says > 1 or (head.is_doubtful and about_somebody):
        return head
    doubts = dict(people.doubts)
    people.back(mark)
    people.doubts = doubts
    return Head(start)


def read_on(people: People, head: Head, end: int, today: date, style: DateStyle) -> Head:
    """The head of a line after a first one that names nobody: behind a day anything, behind a kind nothing but
    people.
    """
    start = head.end + len(people.text[head.end : end]) - len(people.text[head.end : end].lstrip())
    mark = people.mark()
    more = read_head(people, start, end, today, style, about_somebody=not head.kind)
    rest = people.text[more.end : end].strip(" .")
    goes_on = rest and not _REST.match(rest)
    if head.kind and (more.kind or more.left or not more.people or goes_on):
        people.back(mark)
        return head
    more.kind, more.kind_word = more.kind or head.kind, more.kind_word or head.kind_word
    more.on, more.event = more.on or head.on, more.event or head.event
    return more


def _colon(text: str, start: int, stop: int) -> int | None:
    """The first colon followed by a blank or the end, outside quotes and brackets."""
    quoted, depth = False, 0
    for at in range(start, stop):
        letter = text[at]
        if letter in '"“”':
            quoted = not quoted
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter == ":" and not quoted and not depth and (at + 1 >= len(text) or text[at + 1].isspace()):
            return at
    return None


class _Scan:
    """One reading of a head from left to right."""

    def __init__(
        self, people: People, start: int, stop: int, today: date, style: DateStyle, *, whole: bool
    ) -> None:
        self.people, self.text = people, people.text
        self.start, self.stop = start, stop
        self.today, self.style, self.whole = today, style, whole
        self.at = start
        self.slot = False
        self.head = Head(start)
        self.kind_start = self._kind_start()

    def _kind_start(self) -> int:
        """Return where the kind stands among the first three words; -1 if it does not."""
        before = ""
        counted = 0
        for chunk in _CHUNK.finditer(self.text, self.start, self.stop):
            if counted == 3:
                break
            counted += chunk[0].lower() not in FILLERS
            word = KIND_AT.match(self.text, chunk.start(), self.stop)
            if word and word[0].lower() in KIND_WORDS and before not in NOT_A_KIND_AFTER:
                return chunk.start()
            before = chunk[0].lower()
        return -1

    def read(self, *, to_the_end: bool) -> Head:
        """Read on until the end, or until the first word that means nothing."""
        while True:
            while self.at < self.stop and (self.text[self.at] == "," or self.text[self.at].isspace()):
                self.slot = self.slot or (self.text[self.at] == "," and bool(self.head.people))
                self.at += 1
            if self.at >= self.stop:
                break
            if (
                self._kind()
                or self._date()
                or self._person()
                or self._topic()
                or self._event()
                or self._over()
                or self._aside()
            ):
                continue
            chunk = _CHUNK.match(self.text, self.at, self.stop)
            assert chunk is not None
            if self.head.kind and chunk[0].lower() in TO_ME:
                self.at = chunk.end()
                continue
            if not to_the_end and self.at >= self.kind_start and not self._opens(chunk[0]):
                break
            self.head.left.append(chunk[0])
            self.at = chunk.end()
            self.slot = False
        self.head.end = self.at
        return self.head

    def _aside(self) -> bool:
        """Words in brackets behind a person that say nothing of them, between two people: `Sam (vegan) and Zoë`."""
        if not self.head.people or self.text[self.at] != "(":
            return False
        if (end := bracket_at(self.text, self.at)) is None:
            return False
        joined = _THEN_AND.match(self.text, end, self.stop)
        if joined is None or not self.people.is_name_at(joined.end()):
            return False
        self.head.left.append(f"{self.head.people[-1].name} {self.text[self.at : end]}")
        self.at = end
        return True

    def _opens(self, word: str) -> bool:
        """Return whether a word may stand before the people: `caught up with Ada`."""
        return not self.head.people and word.lower() in SPEAKING_WORDS

    def _kind(self) -> bool:
        if self.at != self.kind_start or self.head.kind:
            return False
        word = KIND_AT.match(self.text, self.at, self.stop)
        assert word is not None
        self.head.kind, self.head.kind_word = KIND_WORDS[word[0].lower()], word[0].lower()
        end = word.end()
        while (more := _SPACED_WORD.match(self.text, end, self.stop)) and more[1].lower() in KIND_NOUNS:
            end = more.end()
        self.people.spans.append(Span(self.at, end, "kind"))
        self.at, self.slot = end, True
        return True

    def _over(self) -> bool:
        """`for coffee`, `over lunch` behind a kind that says less."""
        over = _OVER.match(self.text, self.at, self.stop)
        if not over or KIND_WORDS.get(over[1].lower()) != self.head.kind:
            return False
        self.head.kind_word = over[1].lower()
        self.people.spans.append(Span(self.at, over.end(), "kind"))
        self.at = over.end()
        return True

    def _date(self) -> bool:
        if self.head.on or any(word.lower().strip(",") in _ABOUT for word in self.head.left):
            return False
        lead = _ON.match(self.text, self.at, self.stop)
        start = lead.end() if lead else self.at
        when = date_at(self.text, start, self.today, "happened", style=self.style, slot=lead is not None)
        if when is None or when.end > self.stop or self._is_known_name(start):
            return False
        self.head.on = when.day
        self.people.spans.append(Span(self.at, when.end, "date"))
        self.at = when.end
        return True

    def _is_known_name(self, start: int) -> bool:
        """Return whether a name of several words begins here: `Jan Kowalski`, `April Jones`."""
        words = words_in(self.text, start, self.stop, limit=3)
        return len(words) > 1 and words[0].is_capital and self.people.names.run([w.folded for w in words]) > 1

    def _person(self) -> bool:
        lead = _LEAD.match(self.text, self.at, self.stop)
        joined = _AND.match(self.text, self.at, self.stop) if self.head.people else None
        how = (lead[1] or "with").lower() if lead else ""
        start = lead.end() if lead else joined.end() if joined else self.at
        found = self._name_at(start, slot=bool(lead or joined or self.slot))
        if found is None:
            return how == "via" and self._via_words(start)
        if how == "via":
            self.head.via = found.person
            self.head.mentioned.append(found.person)
        else:
            self.head.people.append(found.person)
        if how in ("to", "from"):
            self.head.direction = "out" if how == "to" else "in"
        self.at, self.slot = found.end, False
        return True

    def _name_at(self, start: int, *, slot: bool) -> Found | None:
        if MARK.match(self.text, start):
            return self.people.marked(start, self.stop)
        if address := _ADDRESS.match(self.text, start, self.stop):
            return self.people.addressed(address)
        words = words_in(self.text, start, self.stop, limit=8)
        if not words or words[0].start != start:
            return None
        mark = self.people.mark()
        found = self.people.bare(words, 0, slot=slot, whole=self.whole)
        if found is not None and self.people.is_possessive(found):
            self.people.back(mark)
            return None
        if found is None and slot and not self._starts_event(start):
            found = self.people.unknown(words, 0)
        return found

    def _starts_event(self, start: int) -> bool:
        is_event = self.head.kind == "event" and self.kind_start == self.start
        return is_event and not self.head.event and start == self.at

    def _via_words(self, start: int) -> bool:
        """`via zoom` says the kind, `via Tom Baker` names somebody who is no contact."""
        word = KIND_AT.match(self.text, start, self.stop)
        if word and not self.head.kind and word[0].lower() in KIND_WORDS:
            self.head.kind, self.head.kind_word = KIND_WORDS[word[0].lower()], word[0].lower()
            self.people.spans.append(Span(self.at, word.end(), "kind"))
            self.at = word.end()
            return True
        words = words_in(self.text, start, self.stop, limit=4)
        if not words or words[0].start != start or not words[0].is_capital or self.head.via:
            return False
        name, last = self.people.new_name(words)
        self.head.via = PersonRef(name, start=start, end=last.end)
        self.people.spans.append(Span(self.at, last.end, "person"))
        self.at = last.after
        return True

    def _topic(self) -> bool:
        match = TOPIC.match(self.text, self.at, self.stop)
        if not match:
            return False
        self.head.topics.append(match["topic"])
        self.people.spans.append(Span(self.at, match.end(), "topic"))
        self.at = match.end()
        return True

    def _event(self) -> bool:
        lead = _AT.match(self.text, self.at, self.stop)
        if self.head.event or not (lead or self._starts_event(self.at)):
            return False
        start = lead.end() if lead else self.at
        if quoted := _EVENT_QUOTED.match(self.text, start, self.stop):
            self.head.event, end = clean(quoted[1]), quoted.end()
        else:
            end = self._event_end(start)
            self.head.event = clean(self.text[start:end])
        if not self.head.event:
            return False
        self.people.spans.append(Span(self.at, end, "event"))
        self.at = end
        return True

    def _event_end(self, start: int) -> int:
        """Behind the capitalised words and numbers from `start`; `start` itself if there are none."""
        end = before = start
        for word in words_in(self.text, start, self.stop, limit=8):
            gap, before = self.text[before : word.start], word.after
            if gap.strip(" -'’&.") or (word.start == start and not word.is_capital):
                break
            if word.is_capital or (word.text[0].isdigit() and end > start):
                if date_at(self.text, word.start, self.today, "past", style=self.style):
                    break
                if word.folded in NOT_A_NAME and word.folded not in _EVENT_INNER:
                    break
                end = word.after
            elif word.text not in _EVENT_INNER:
                break
        return end
