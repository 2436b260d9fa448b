"""Finding people in a text: known names, `@name`, new people with their brackets, and what is in doubt."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netgarden.composer.brackets import bracket_at, read_facts
from netgarden.composer.date_words import date_at
from netgarden.composer.known_names import NameIndex
from netgarden.composer.words import EVERYDAY_NAMES, JOINING, NOT_A_NAME, SLOT_LEADS, Word, words_in
from netgarden.people.namesakes import told_apart
from netgarden.records.entry import Doubt, Facts, PersonRef, Span
from netgarden.text.plain import clean, first_name, fold, word_set

_NAME_GAP = re.compile(r"(?:[ \t]{1,2}|-|\.[ \t]?)\Z")
_QUOTES = {'"': '"', "“": "”"}
_PARTICLES = word_set("van de der den von da dos das del della di du la le al el bin ben ibn ter ten")
_MAX_NEW_WORDS = 5
_ANY_DAY = date(2000, 1, 1)
_MAX_QUOTED = 120
_FAMILY_IN_BRACKETS = re.compile(r"[ \t]*\(([^\W\d_]+)\)")
_OF_THEIRS = re.compile(r"['’]s?\s+[a-z]")
_CODE = re.compile(r"[_(\[/\\@]|\.\w")
"""Characters which, directly behind an unknown `@word`, show that it is code or an address."""
MARK = re.compile(r"(?<![\w@.+/#`-])@(?=[^\W\d_]|(?<!\"@)[\"“])")
"""An `@` that marks a person: directly before a letter or a quotation mark, not within a word or address."""


class Found(NamedTuple):
    """A person found in the text."""

    person: PersonRef
    end: int
    """The offset to read on at: behind the name, its `'s` and its brackets."""


class People:
    """Resolves names for one text: known contacts, and people who are new in it.

    `selected` are the contacts the composer was opened for: of several with one name they come first.
    """

    def __init__(
        self, text: str, names: NameIndex, selected: tuple[str, ...], choices: Mapping[str, int]
    ) -> None:
        self.text = text
        self.names = names
        self.selected = selected
        self.choices = choices
        self._new: dict[str, PersonRef] = {}
        self.begin_entry()

    def begin_entry(self) -> None:
        """Forget what belongs to one entry; new people stay known to the entries after it."""
        self.doubts: dict[str, Doubt] = {}
        self.spans: list[Span] = []
        self._here: dict[str, None] = {}
        """The people who are in the entry already."""

    def mark(self) -> tuple[int, ...]:
        """The state to go `back` to when a reading turns out wrong."""
        return len(self.doubts), len(self.spans), len(self._here), len(self._new)

    def back(self, mark: tuple[int, ...]) -> None:
        """Forget what was found since `mark`."""
        doubts, spans, here, new = mark
        del self.spans[spans:]
        for found, count in ((self.doubts, doubts), (self._here, here), (self._new, new)):
            while len(found) > count:
                found.popitem()

    def chosen(self, key: str, options: int) -> int:
        """The answer to a question so far."""
        return self.choices.get(key, 0) % options

    # ── names ────────────────────────────────────────────────────────────────

    def bare(self, words: list[Word], at: int, *, slot: bool, whole: bool = False) -> Found | None:
        """The person whose name begins at a word, written without `@`.

        `slot` says that a name is expected there, so that it may be in any case; `whole` that nothing but
        names can stand there.
        """
        first = words[at]
        if not (first.is_capital or slot or whole):
            return None
        count, key = self._run(words, at, family=slot and first.is_capital)
        if not count:
            return None
        if count == 1 and (
            first.folded in NOT_A_NAME
            or self.text.startswith("_", first.after)
            or (self._is_everyday(first) and slot + whole + first.is_capital < 2)
        ):
            return None
        if count == 1 and first.is_capital:
            if (letter := self._initial(words, at)) is not None:
                return self._with_initial(key, first, letter)
            if self._goes_on(words, at):
                return None
        return self._found(key, first.start, words[at + count - 1])

    def _next_capital(self, words: list[Word], at: int) -> Word | None:
        """The capitalised word that stands one blank behind a word; None where another sign, or another word, does."""
        if at + 1 >= len(words) or self.text[words[at].end : words[at + 1].start] != " ":
            return None
        return words[at + 1] if words[at + 1].is_capital else None

    def _initial(self, words: list[Word], at: int) -> Word | None:
        """The initial of a family name behind a given name: `Grace K.`; None where there is none."""
        word = self._next_capital(words, at)
        is_initial = word and len(word.text) == 1 and word.text.isalpha() and word.text != "I"
        return word if is_initial else None

    def _with_initial(self, key: str, first: Word, letter: Word) -> Found | None:
        """The one person of that given name whose family name begins so; None if there is none, or several."""
        fitting = [
            uid
            for uid in self._uids(key, family=False)
            if any(word[0] == letter.folded for word in fold(self.names.name_of(uid)).split()[1:])
        ]
        return self._only(fitting, first.start, letter.end + self.text.startswith(".", letter.end))

    def _only(self, uids: list[str], start: int, end: int) -> Found | None:
        """The one contact who fits a name that stands there; None if there is none, or several."""
        if len(uids) != 1:
            return None
        name = self.names.name_of(uids[0])
        return self._with_facts(self._noted(PersonRef(name, uids[0], Facts(), start, end)), end)

    def _goes_on(self, words: list[Word], at: int) -> bool:
        """Return whether a name goes on with a word that is not in the known one: Tom Smith is not Tom Baker."""
        word = self._next_capital(words, at)
        return (
            word is not None
            and not word.text.isupper()
            and word.folded not in NOT_A_NAME
            and not date_at(self.text, word.start, _ANY_DAY, "nearest", slot=True)
        )

    def marked(self, at: int, limit: int) -> Found | None:
        """The person whom the `@` at an offset marks, known or new, not looking beyond `limit`."""
        text = self.text
        if (closing := _QUOTES.get(text[at + 1 : at + 2])) is not None:
            end = text.find(closing, at + 2, min(limit, at + _MAX_QUOTED))
            name = clean(text[at + 2 : end]) if end > 0 else ""
            if not name or "\n" in text[at:end]:
                return None
            key = fold(name)
            if self._uids(key, family=False) or key in self._new:
                return self._with_facts(self._resolve(key, at, end + 1), end + 1)
            return self._with_facts(self._new_person(name, at, end + 1), end + 1)
        words = words_in(text, at + 1, min(limit, at + 200), limit=8)
        if not words or words[0].start != at + 1:
            return None
        count, key = self._run(words, 0, family=True)
        if count:
            return self._found(key, at, words[count - 1])
        if _CODE.match(text, words[0].after):
            return None
        name, last = self.new_name(words)
        return self._with_facts(self._new_person(name, at, last.end), last.after)

    def addressed(self, address: re.Match[str]) -> Found | None:
        """The contact with an email address; an address that nobody has is text."""
        uid = self.names.by_email(address[0])
        if not uid:
            return None
        name = self.names.name_of(uid)
        return Found(
            self._noted(PersonRef(name, uid, start=address.start(), end=address.end())), address.end()
        )

    def unknown(self, words: list[Word], at: int) -> Found | None:
        """A capitalised name that fits nobody, where a name is expected: only text, unless chosen otherwise."""
        first = words[at]
        if not first.is_capital or first.folded in NOT_A_NAME or len(first.folded) < 2:
            return None
        name, last = self.new_name(words[at:])
        key = f"unknown:{fold(name)}"
        near = self.names.near(fold(name))
        options = ("only text", f"new: {name}", *self._described(near))
        answer = self.chosen(key, len(options))
        self.doubts[key] = Doubt(key, "unknown", name, options, answer, first.start, last.end)
        if answer == 0:
            return None
        uid = near[answer - 2] if answer > 1 else ""
        return self._with_facts(
            self._noted(
                PersonRef(self.names.name_of(uid) if uid else name, uid, Facts(), first.start, last.end)
            ),
            last.after,
        )

    def only_names(self, start: int, end: int) -> list[PersonRef] | None:
        """The people between two offsets, where nothing but names, `and`, commas and brackets stand."""
        people: list[PersonRef] = []
        at = start
        mark = self.mark()
        while (at := _skip(self.text, at, end, " \t,&+")) < end:
            words = words_in(self.text, at, min(end, at + 200), limit=8)
            found = None
            if self.text[at] == "@":
                found = self.marked(at, end)
            elif words and words[0].start == at:
                if words[0].folded in JOINING or words[0].folded in SLOT_LEADS:
                    at = words[0].end
                    continue
                found = self.bare(words, 0, slot=True, whole=True)
            if found is None or found.end > end:
                self.back(mark)
                return None
            people.append(found.person)
            at = found.end
        return people

    def is_name_at(self, at: int) -> bool:
        """Return whether a known name, or an `@`, stands at an offset."""
        if MARK.match(self.text, at):
            return True
        words = words_in(self.text, at, at + 200, limit=8)
        if not words or words[0].start != at:
            return False
        return self._run(words, 0, family=False)[0] > 0 and not self._is_everyday(words[0])

    def named_in(self, start: int, end: int) -> tuple[list[PersonRef], bool]:
        """The known people whose names stand in a text, each once, and whether a possessive names somebody else.

        One-word names that are everyday words are left out, since nothing says that a name is expected.
        """
        of_theirs = False
        words = words_in(self.text, start, end)
        found: dict[str, PersonRef] = {}
        at = 0
        while at < len(words):
            mark = self.mark()
            one = (
                self.marked(words[at].start - 1, end) if MARK.match(self.text, words[at].start - 1) else None
            )
            if one is None and not self._is_everyday(words[at]):
                one = self.bare(words, at, slot=False)
            if one is None:
                # Of a name that goes on with a word that is not in the known one, neither is anybody's.
                at += 2 if self._run(words, at, family=False)[0] == 1 and self._goes_on(words, at) else 1
                continue
            if self.is_possessive(one):
                of_theirs = True
                self.back(mark)
            else:
                found.setdefault(one.person.key, one.person)
            while at < len(words) and words[at].start < one.person.end:
                at += 1
        return list(found.values()), of_theirs

    def is_possessive(self, found: Found) -> bool:
        """Return whether it is somebody or something of theirs that is named: `Ada's daughter`."""
        return _OF_THEIRS.match(self.text, found.person.end) is not None

    def names_several(self, words: list[Word], at: int) -> bool:
        """Return whether a word is part of a known name of several words."""
        return self._run(words, at, family=False)[0] > 1 or (
            at > 0 and self._run(words, at - 1, family=False)[0] > 1
        )

    # ── how a name is understood ─────────────────────────────────────────────

    def _run(self, words: list[Word], at: int, *, family: bool) -> tuple[int, str]:
        """Return how many words from `at` make the longest known name, and that name, folded."""
        together = [words[at].folded]
        for before, word in zip(words[at:], words[at + 1 :], strict=False):
            if before.after != before.end or not _NAME_GAP.match(self.text[before.after : word.start]):
                break
            together.append(word.folded)
        count = self.names.run(together, family=family)
        for longer in range(len(together), count, -1):
            if " ".join(together[:longer]) in self._new:
                count = longer
                break
        return count, " ".join(together[:count])

    def _uids(self, key: str, *, family: bool = True) -> tuple[str, ...]:
        return self.names.called(key, family=family, first=(*self._here, *self.selected))

    def _is_everyday(self, word: Word) -> bool:
        """Return whether a one-word name may well be no name: a word of the language, or one letter."""
        letter = len(word.folded) == 1 and word.text.lower() != word.text.upper()
        return letter or word.folded in EVERYDAY_NAMES

    def _found(self, key: str, start: int, last: Word) -> Found:
        if bracketed := _FAMILY_IN_BRACKETS.match(self.text, last.after):
            family = fold(bracketed[1])
            fitting = [uid for uid in self._uids(key) if family in fold(self.names.name_of(uid)).split()[1:]]
            if family not in key.split() and (found := self._only(fitting, start, bracketed.end())):
                return found
        return self._with_facts(self._resolve(key, start, last.end), last.after)

    def _resolve(self, key: str, start: int, end: int) -> PersonRef:
        """Return the person a known name means: one of this entry, else the one known best, else as chosen."""
        uids = self._uids(key, family=False) or self._uids(key)
        if key in self._new and not (uids and uids[0] in self._here):
            return self._noted(self._new[key]._replace(start=start, end=end))
        answer = 0
        if len(uids) > 1 and uids[0] not in self._here:
            question, options = f"name:{key}", self._described(uids)
            answer = self.chosen(question, len(options))
            self.doubts[question] = Doubt(question, "ambiguous", options[answer], options, answer, start, end)
        uid = uids[answer]
        return self._noted(PersonRef(self.names.name_of(uid), uid, Facts(), start, end))

    def _new_person(self, name: str, start: int, end: int) -> PersonRef:
        near = self.names.near(fold(name))
        answer = 0
        if near:
            key, options = f"new:{fold(name)}", (f"new: {name}", *self._described(near))
            answer = self.chosen(key, len(options))
            self.doubts[key] = Doubt(key, "near", name, options, answer, start, end)
        if answer:
            uid = near[answer - 1]
            return self._noted(PersonRef(self.names.name_of(uid), uid, Facts(), start, end))
        return self._noted(PersonRef(name, "", Facts(), start, end))

    def _noted(self, person: PersonRef) -> PersonRef:
        """Remember who is in this entry, and a new person's names for the rest of the text."""
        self.spans.append(Span(person.start, person.end, "person" if person.uid else "new"))
        if person.uid:
            self._here.setdefault(person.uid)
        else:
            words = fold(person.name).split()
            given = fold(first_name(person.name))
            for key in (fold(person.name), given, f"{given} {words[-1]}" if len(words) > 1 else ""):
                if key:
                    self._new.setdefault(key, person)
        return person

    def new_name(self, words: list[Word]) -> tuple[str, Word]:
        """The name that an unknown word begins, with the capitalised words after it."""
        count = 1
        while words[0].is_capital and count < min(len(words), _MAX_NEW_WORDS):
            before, word = words[count - 1], words[count]
            if before.after != before.end or not _NAME_GAP.match(self.text[before.after : word.start]):
                break
            if word.folded in _PARTICLES and count + 1 < len(words) and words[count + 1].is_capital:
                count += 1
                continue
            if not word.is_capital or word.folded in NOT_A_NAME:
                break
            if date_at(self.text, word.start, _ANY_DAY, "nearest", slot=True):
                break
            count += 1
        while count > 1 and words[count - 1].folded in _PARTICLES:
            count -= 1
        name = clean(self.text[words[0].start : words[count - 1].end])
        return (name if words[0].is_capital else name[0].upper() + name[1:]), words[count - 1]

    def _with_facts(self, person: PersonRef, end: int) -> Found:
        """The person with what the brackets behind the name say, if they say anything."""
        opening = _skip(self.text, end, len(self.text), " \t")
        if (
            opening < len(self.text)
            and self.text[opening] == "("
            and (closing := bracket_at(self.text, opening))
        ):
            facts = read_facts(self.text[opening + 1 : closing - 1], self.names.contact(person.uid))
            if facts is not None:
                self.spans.append(Span(opening, closing, "facts"))
                return Found(person._replace(facts=facts), closing)
        return Found(person, end)

    def _described(self, uids: Sequence[str]) -> tuple[str, ...]:
        """Return each person's name with what tells them from others, or the name alone where there is nothing."""
        people = [contact for uid in uids if (contact := self.names.contact(uid))]
        beside = dict(zip((contact.uid for contact in people), told_apart(people), strict=True))
        return tuple(", ".join(filter(None, (self.names.name_of(uid), beside.get(uid)))) for uid in uids)


def _skip(text: str, start: int, end: int, blanks: str) -> int:
    """The first offset from `start` that is none of `blanks`."""
    while start < end and text[start] in blanks:
        start += 1
    return start
