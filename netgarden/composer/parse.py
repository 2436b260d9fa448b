"""The parser of composer text, by all of `grammar.md`. It never fails and never loses text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from netgarden.composer.date_words import date_at, ending_date
from netgarden.composer.happened import denied, unreached
from netgarden.composer.head import Head, read_head, read_on
from netgarden.composer.known_names import NameIndex
from netgarden.composer.lines import Draft, read_detail, read_text, read_word, split_lines
from netgarden.composer.people_in_text import MARK, People
from netgarden.composer.words import BULLET, FIRST_VERBS, KIND_AT, KIND_WORDS, TEXT_ONLY, words_in
from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.records.entry import Detail, Doubt, Entry, PersonRef, Span
from netgarden.records.kinds import INTERACTIONS, Direction
from netgarden.text.plain import clean

SHARED = frozenset({"owe", "ask", "gave", "got", "thanks", "done", "tag"})
"""With several people these are everybody's; of the others the preview asks whose."""

_REAL = frozenset({"gave", "got", "ask", "thanks"})
"""Something passed between us: without a kind such an entry is a touch."""

_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
_SEPARATOR = re.compile(r"^[ \t]*(?P<alone>--)[ \t]*$|(?<=[ \t])--[ \t]+", re.MULTILINE)
_TO_PEOPLE = re.compile(r"[ \t]+(?:(?:to|from|with)[ \t]+|w/[ \t]*)?", re.IGNORECASE)
_VERB = re.compile(rf"({'|'.join(FIRST_VERBS)})\s+(?:(?:to|from)\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\+|and\b)\s*", re.IGNORECASE)
_TO = re.compile(r"to(?:\s+|\Z)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;](?=\s|\Z)|[:,–—](?=\s)|\s-\s")
_NOT_A_TALK = frozenset({"note", "event", "conference", "shared", "liked", "support"})
_TIME = r"(?:\s+(?:at\s+)?\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]m|h)?(?:\s+[A-Z]{3,4})?)?"
_BEHIND_DAY = re.compile(rf"(?:,?{_TIME})\s*(?::(?=\s)|[–—-](?=\s)|\.(?=\s))\s*|,?\s+\d{{1,2}}[:.]\d\d\s+")
_BEHIND_BRACKETED = re.compile(rf"(?:,?{_TIME})\s*[\])]\s*[:–—-]?\s*")
_AFTER_NAME = re.compile(r"\s*(?::(?=\s|\Z)|[–—-](?=\s))?\s*")


def parse(
    text: str,
    names: NameIndex,
    today: date,
    *,
    selected: str | tuple[str, ...] | None = None,
    choices: Mapping[str, int] | None = None,
    style: DateStyle = DEFAULT_DATES,
) -> tuple[Entry, ...]:
    """The entries that `text` holds, none if it is blank.

    `today` is the local date it was written on. `selected` is the contact (or contacts) the composer was
    opened for: an entry that names nobody is about them. `choices` holds the answers to doubts, by
    `Doubt.key`; `style` says what `3/12` and “next week” mean.
    """
    # Offsets must stay those of the text as given, so breaks are replaced one by one and all else is cleaned
    # where it is taken out.
    text = text.translate(_BREAKS)
    about = (selected,) if isinstance(selected, str) else selected or ()
    about = tuple(uid for uid in about if uid in names)
    people = People(text, names, about, choices or {})
    entries: list[Entry] = []
    start = 0
    for separator in [*_separators(people), None]:
        end = separator.start() if separator else len(text)
        if clean(text[start:end]):
            entries.append(_Reader(people, len(entries), about, today, style).read(start, end))
        start = separator.end() if separator else end
    return tuple(entries)


def _separators(people: People) -> Iterator[re.Match[str]]:
    """The `--` between entries: alone in a line, or within one before a kind and its people."""
    for separator in _SEPARATOR.finditer(people.text):
        if separator["alone"] is not None or _begins_entry(people, separator.end()):
            yield separator


def _begins_entry(people: People, at: int) -> bool:
    kind = KIND_AT.match(people.text, at)
    if kind is None or kind[0].lower() not in KIND_WORDS:
        return False
    lead = _TO_PEOPLE.match(people.text, kind.end())
    return lead is not None and people.is_name_at(lead.end())


def _is_talk(word: str) -> bool:
    """Return whether a word says a kind of talk, or a try at one."""
    return word.lower() in KIND_WORDS and word.lower() not in _NOT_A_TALK


@dataclass
class _Part:
    """A line of the summary, or a detail whose owner is still open."""

    text: str
    draft: Draft | None = None


@dataclass
class _Reader:
    """Reads one entry."""

    people: People
    number: int
    """The place of the entry in the text, from 0: answers to doubts without a name are kept by it."""
    selected: tuple[str, ...]
    today: date
    style: DateStyle
    head: Head = field(default_factory=lambda: Head(0))
    parts: list[_Part] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    here: list[PersonRef] = field(default_factory=list)
    """The people who took part: named in the head, by `@` in the text, or at a line's start."""
    spoken_of: list[PersonRef] = field(default_factory=list)
    block: tuple[PersonRef, ...] = ()
    """Whose the lines are since the last `@name` at a line's start."""
    own_lines: list[PersonRef] = field(default_factory=list)
    topics: list[tuple[str, tuple[PersonRef, ...]]] = field(default_factory=list)
    """Topics with their owners, as far as these are known."""

    journal_day: date | None = None
    """The day that stands before the line, as in a journal."""

    is_of_others: bool = False
    """True if the line speaks of somebody who took no part: then it is not about the selected person either."""

    about_somebody: bool = True

    def read(self, start: int, end: int) -> Entry:
        """The entry between two offsets."""
        self.people.begin_entry()
        mark = self.people.mark()
        entry = self._read(start, end)
        if self.head.is_doubtful and not (entry.people or entry.mentioned or entry.of_kind("done")):
            self.people.back(mark)
            again = _Reader(self.people, self.number, (), self.today, self.style, about_somebody=False)
            return again._read(start, end)
        return entry

    def _read(self, start: int, end: int) -> Entry:
        for number, (first, last) in enumerate(split_lines(self.people.text, start, end)):
            if number == 0:
                self._first_line(first, last)
            else:
                self._line(first, last)
        return self._entry(clean(self.people.text[start:end], multiline=True))

    # ── lines ────────────────────────────────────────────────────────────────

    def _first_line(self, start: int, end: int) -> None:
        text = self.people.text
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if text.startswith(TEXT_ONLY, start):
            self._line(start, end)
            return
        if self._detail(start, end) or self._verb(start, end):
            return
        begin = BULLET.match(text, start, end)
        start = begin.end() if begin else start
        if self._did_not_happen(start, end):
            return
        start = self._journal_day(start, end)
        about = self.about_somebody
        self.head = read_head(self.people, start, end, self.today, self.style, about_somebody=about)
        if not self.head.people and self._names_others(start, end):
            return
        if self.head.people and not (self.head.on or self.head.has_colon):
            end = self._ending_day(end)
        if self.head.names_nobody:
            self.head = read_on(self.people, self.head, end, self.today, self.style)
        self.here += self.head.people
        self.spoken_of += self.head.mentioned
        self.topics += [(topic, ()) for topic in self.head.topics]
        left = self.head.summary
        if self.head.end == start and not left:
            self._line(start, end)
        elif self.head.is_sentence:
            self._say(self._text(start, end))
        elif not self._detail(self.head.end, end):
            words = self._text(self.head.end, end).lstrip(" ,;.–—-:")
            words = re.sub(r"\Aand\s+", "", words)
            joint = ": " if self.head.has_colon else " "
            self._say(joint.join(part for part in (left, words) if part))
        elif left:
            self.parts.insert(0, _Part(left))

    def _did_not_happen(self, start: int, end: int) -> bool:
        """Read a first line that says that no talk took place: a note about those it names, or a try."""
        line = self.people.text[start:end]
        first_word = KIND_AT.match(line)
        if first_word and first_word[0].lower() == "note":
            return False
        kind = next((word for word in words_in(line, 0, len(line), limit=12) if _is_talk(word.text)), None)
        if kind and KIND_WORDS[kind.text.lower()] == "tried":
            return False  # it says itself that it was no touch
        mark = self.people.mark()
        named, _ = self.people.named_in(start, end)
        was_tried = bool(named) and unreached(line)
        first_name = min((one.start - start for one in named), default=-1)
        if not (was_tried or denied(line, kind.start if kind else -1, first_name)):
            self.people.back(mark)
            return False
        self.head.kind = "tried" if was_tried else "note"
        self.here += named
        self._say(self._text(start, end))
        return True

    def _names_others(self, start: int, end: int) -> bool:
        """Read a first line whose head is not understood but that names somebody: a note about them.

        What nobody understood is not said of whoever the composer was opened for.
        """
        if self.head.has_colon or self.head.via or MARK.search(self.people.text, start, end):
            return False
        named, of_theirs = self.people.named_in(start, end)
        if not named and not of_theirs:
            return False
        self.head = Head(start, kind="note")
        self.here += named
        self.is_of_others = True
        self._say(self._text(start, end))
        return True

    def _ending_day(self, end: int) -> int:
        """Read the day that ends the sentence behind the head; the offset at which the line ends without it."""
        text = self.people.text
        clause = _CLAUSE_END.search(text, self.head.end, end)
        stop = clause.start() if clause else end
        when = ending_date(text[self.head.end : stop], self.today, self.style)
        if when is None:
            return end
        first, last = self.head.end + when.start, self.head.end + when.end
        self.head.on = when.day
        self.people.spans.append(Span(first, last, "date"))
        return first if not text[last:end].strip(" .!") else end

    def _journal_day(self, start: int, end: int) -> int:
        """Read a leading day that stands apart, as in a journal: `[2026-11-20]`, `20 Nov - `, `Mon 10:00: `."""
        text = self.people.text
        at = start + text.startswith(("[", "("), start, end)
        when = date_at(text, at, self.today, "happened", style=self.style)
        if when is None or when.end > end:
            return start
        behind = (_BEHIND_BRACKETED if at > start else _BEHIND_DAY).match(text, when.end, end)
        if behind is None or when.day > self.today:
            return start
        self.journal_day = when.day
        self.people.spans.append(Span(when.start, when.end, "date"))
        return behind.end()

    def _line(self, start: int, end: int) -> None:
        text = self.people.text
        begin = BULLET.match(text, start, end)
        at = begin.end() if begin else start
        if text.startswith(TEXT_ONLY, at):
            self._say(clean(text[at + 1 : end]))
        elif not self._detail(start, end):
            if not MARK.match(text, at) or (after := self._owners(at, end)) is None:
                self._say(self._text(start if ">" in text[start:at] else at, end))
            elif not self._detail(after, end) and (words := self._text(after, end)):
                self._say(f"{', '.join(one.name for one in self.block)}: {words}")

    def _text(self, start: int, end: int) -> str:
        """Running text; the people and topics marked in it belong to the entry."""
        words, people, topics = read_text(self.people, start, end)
        self.here += people
        self.topics += [(topic, self.block) for topic in topics]
        return words

    def _say(self, words: str) -> None:
        if any(letter.isalnum() for letter in words):
            self.parts.append(_Part(words))

    def _owners(self, at: int, end: int) -> int | None:
        """Take the names at a line's start for the owners of what follows; the offset behind them."""
        owners: list[PersonRef] = []
        while MARK.match(self.people.text, at) and (found := self.people.marked(at, end)):
            owners.append(found.person)
            joined = _AND.match(self.people.text, found.end, end)
            if not joined or not MARK.match(self.people.text, joined.end()):
                at = found.end
                break
            at = joined.end()
        if not owners:
            return None
        self.block = tuple(owners)
        self.here += owners
        self.own_lines += owners
        after = _AFTER_NAME.match(self.people.text, at, end)
        return after.end() if after else at

    def _detail(self, start: int, end: int) -> bool:
        """Read the line as a detail, if it is one."""
        word = read_word(self.people, start, end)
        if word is None:
            return False
        begin = BULLET.match(self.people.text, start, end)
        if word.people and begin and MARK.match(self.people.text, begin.end()):
            self.block = word.people
            self.here += word.people
            self.own_lines += word.people
        self._add(word.kind, word.people or self.block, word.end, end)
        return True

    def _verb(self, start: int, end: int) -> bool:
        """`asked Ada for an intro`: a detail without a colon, as the first words only."""
        people, text = self.people, self.people.text
        verb = _VERB.match(text, start, end)
        if not verb:
            return False
        owners: list[PersonRef] = []
        at = verb.end()
        while True:
            words = words_in(text, at, end, limit=8)
            found = None
            if MARK.match(text, at):
                found = people.marked(at, end)
            elif words and words[0].start == at:
                found = people.bare(words, 0, slot=True)
            if found is None:
                break
            owners.append(found.person)
            at = found.end
            joined = _AND.match(text, at, end)
            if not joined:
                break
            at = joined.end()
        if not owners:
            return False
        people.spans.append(Span(start, start + len(verb[1]), "word"))
        at += len(text[at:end]) - len(text[at:end].lstrip())
        if when := date_at(text, at, self.today, "past", style=self.style):
            self.head.on = when.day
            people.spans.append(Span(when.start, when.end, "date"))
            at = when.end
        if after := _AFTER_NAME.match(text, at, end):
            at = after.end()
        kind = FIRST_VERBS[verb[1].lower()]
        if kind == "owe" and (to := _TO.match(text, at, end)):
            at = to.end()
        self.here += owners
        self._add(kind, tuple(owners), at, end)
        return True

    def _add(self, kind: str, owners: tuple[PersonRef, ...], start: int, end: int) -> None:
        text = self.people.text
        for draft in read_detail(self.people, kind, owners, start, end, self.today, self.style):
            self.spoken_of += draft.mentioned
            self.topics += [(topic, owners) for topic in draft.topics]
            if draft.detail.text or draft.detail.by or kind == "thanks":
                self.parts.append(_Part(f"{kind}: {clean(text[start:end])}", draft))

    # ── the entry ────────────────────────────────────────────────────────────

    def _entry(self, raw: str) -> Entry:
        people = self._people()
        summary: list[str] = []
        self._settle(people, summary)
        topics: list[str] = []
        for topic, owners in self.topics:
            owners = owners or people
            known = self.people.names.interest(topic.replace("_", " "))
            if len(owners) == 1:
                self.details.append(Detail("interest", owners, known))
            else:
                topics.append(known)
        if self.head.via and not self._introduces(self.head.via, people):
            summary.insert(0, f"via {self.head.via.name}")
        text = clean(" · ".join(summary))
        real = [detail.kind for detail in self.details if detail.kind in _REAL]
        kind = self.head.kind or (
            "touch" if real or (people and (self._tells() or not (self.parts or self.topics))) else "note"
        )
        return Entry(
            on=self.head.on or self.journal_day or self.today,
            kind=kind,
            explicit=bool(self.head.kind),
            direction=self._direction(kind, real, text),
            weight=INTERACTIONS[kind].weight,
            people=people,
            mentioned=tuple({one.key: one for one in self.spoken_of}.values()),
            own_lines=tuple({one.key: one for one in self.own_lines}.values()),
            via=self.head.via,
            event=self.head.event,
            summary=text or self.head.telling,
            raw=raw,
            topics=tuple(dict.fromkeys(topics)),
            details=tuple(self.details),
            doubts=tuple(self.people.doubts.values()),
            spans=tuple(sorted(self.people.spans)),
        )

    def _introduces(self, via: PersonRef, people: tuple[PersonRef, ...]) -> bool:
        """Return whether somebody is new, or known to be met through them: else `via` is a word of the summary."""
        contacts = [self.people.names.contact(one.uid) for one in people]
        through = {via.uid, via.name} - {""}
        return any(contact is None or contact.met_via in through for contact in contacts)

    def _tells(self) -> bool:
        """Return whether there is more than details: something was said."""
        return any(part.draft is None for part in self.parts)

    def _people(self) -> tuple[PersonRef, ...]:
        """Return who took part; else whose the details are; else through whom; else for whom the composer is;
        else the only one who is spoken of.
        """
        named = self.here or [one for part in self.parts if part.draft for one in part.draft.detail.people]
        if not named and self.head.via and self.head.via.key in {one.key for one in self.head.mentioned}:
            named, self.head.via = [self.head.via], None
        if not named and not self.is_of_others:
            named = [PersonRef(self.people.names.name_of(uid), uid) for uid in self.selected]
        if not named and len({one.key for one in self.spoken_of}) == 1:
            named = self.spoken_of
        people: dict[str, PersonRef] = {}
        for one in named:
            people[one.key] = _joined(people[one.key], one) if one.key in people else one
        return tuple(people.values())

    def _settle(self, people: tuple[PersonRef, ...], summary: list[str]) -> None:
        """Give the details their owners; what nobody owns stays text."""
        questions = 0
        finished = 0
        for part in self.parts:
            if part.draft is None:
                summary.append(part.text)
                continue
            detail = part.draft.detail
            owners = detail.people
            if not part.draft.has_day:
                key = f"when:{part.text}"
                self.people.doubts[key] = Doubt(key, "when", detail.text, ("only text",))
                summary.append(part.text)
                continue
            if not owners and (len(people) < 2 or detail.kind in SHARED):
                owners = people
            elif not owners:
                owners = self._asked_whose(detail, people, questions)
                questions += 1
            if detail.kind == "done":
                asked = f"done:{self.number}.{finished}"
                detail = detail._replace(asked=asked, choice=self.people.choices.get(asked, 0))
                finished += 1
            if not owners and detail.kind != "done":
                summary.append(part.text)
            else:
                self.details.append(detail._replace(people=owners))

    def _asked_whose(
        self, detail: Detail, people: tuple[PersonRef, ...], number: int
    ) -> tuple[PersonRef, ...]:
        key = f"whose:{self.number}.{number}"
        options = ("only text", *(one.name for one in people), "all of them")
        answer = self.people.chosen(key, len(options))
        self.people.doubts[key] = Doubt(key, "whose", f"{detail.kind}: {detail.text}", options, answer)
        if answer == 0:
            return ()
        return people if answer == len(options) - 1 else (people[answer - 1],)

    def _direction(self, kind: str, real: list[str], text: str) -> Direction:
        usual = INTERACTIONS[kind].direction
        if usual == "both":
            return usual
        if self.head.direction:
            return self.head.direction
        return "in" if kind == "touch" and real and set(real) == {"got"} and not text else usual


def _joined(one: PersonRef, other: PersonRef) -> PersonRef:
    """One person named twice, with what both brackets say."""
    return one._replace(facts=one.facts.joined(other.facts))
