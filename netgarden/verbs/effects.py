"""Effects of entries on the garden: the records they add, change, open and close (`rules.md`, `grammar.md`).

The same effects make the preview in the composer and the change that is saved, so the two cannot differ.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from netgarden.change.garden import Garden
from netgarden.people.news import read_news
from netgarden.records.contact import Contact
from netgarden.records.entry import Detail, Doubt, Entry
from netgarden.records.ids import derived_uid
from netgarden.records.interaction import CROWD, Interaction
from netgarden.records.kinds import interaction_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.reason_kinds import FOLLOW_UP_DAYS
from netgarden.records.record import sorted_set
from netgarden.records.want import Offer, Want
from netgarden.text.cadence import plus_days
from netgarden.text.plain import fold
from netgarden.verbs.entry_people import EntryPeople
from netgarden.verbs.finished import ending, finished
from netgarden.verbs.loops import put_closed


class Effect(NamedTuple):
    """The effect of one entry."""

    entry: Entry
    interaction: Interaction
    added: tuple[Contact, ...]
    """New people, as the whole text leaves them."""
    changed: tuple[tuple[Contact, Contact], ...]
    """Known people before and after."""
    opened: tuple[Loop, ...]
    closed: tuple[Loop, ...]
    """Loops as they are after closing."""
    wants: tuple[Want, ...]
    """Wants and offers."""
    milestones: tuple[Milestone, ...]
    parts: tuple[Interaction, ...]
    """What passed with only some of the people."""
    doubts: tuple[Doubt, ...]
    """The doubts of the entry, and which loop a `done:` means."""


class Effects:
    """Works out entries one after the other; each sees what those before it do. `builder` holds the change."""

    def __init__(self, garden: Garden, today: date, at: str) -> None:
        self.garden = garden
        self.today = today
        self.at = at
        self.builder = garden.builder()
        self.people = EntryPeople(garden, self.builder, today)
        self._loops: dict[str, Loop] = {}
        self.wants: list[Want] = []
        """The wants and offers of the entries so far."""

    def add(self, entry: Entry, again: Interaction | None = None) -> Effect:
        """Work out one entry; `again` is the interaction that it replaces."""
        return _Working(self, entry, again).effect()

    # ── shared by the entries ────────────────────────────────────────────────

    def open_loops(self, people: Iterable[str], closed_on: date | None = None) -> list[Loop]:
        """The loops that stand with these people, or with anybody if none are given.

        With them those that were closed on a day: an entry that is written again closed them already.
        """
        known = [loop for uid in people for loop in self.garden.loops_of(uid)] or (
            [] if people else list(self.garden.loops.values())
        )
        mine = [loop for loop in self._loops.values() if not people or set(loop.people) & set(people)]
        found: dict[str, Loop] = {}
        for loop in (*known, *mine):
            current = self.builder.get(Loop, loop.uid)
            if current is not None and current.closed_on in (None, closed_on):
                found[loop.uid] = current
        return list(found.values())

    def put_loop(self, loop: Loop) -> None:
        """Open a loop, so that later entries can close it."""
        self._loops[loop.uid] = loop
        self.builder.put(loop)


class _Working:
    """One entry being worked out."""

    def __init__(self, whole: Effects, entry: Entry, again: Interaction | None) -> None:
        self.whole, self.garden, self.builder, self.people = whole, whole.garden, whole.builder, whole.people
        self.entry, self.again = entry, again
        self.uid = again.uid if again else self.garden.new_uid()
        self.at = (again and again.at) or whole.at
        self.is_plan = entry.on > whole.today
        self.on = whole.today if self.is_plan else entry.on
        self.opened: dict[str, Loop] = {}
        self.closed: dict[str, Loop] = {}
        self.wants: list[Want] = []
        self.milestones: list[Milestone] = []
        self.parts: list[Interaction] = []
        self.doubts: list[Doubt] = []
        self.words: list[str] = [entry.summary] if entry.summary else []

    def effect(self) -> Effect:
        """Do everything the entry says, the people first."""
        entry = self.entry
        self.people.begin(entry)
        people = self.people.uids(entry.people)
        fresh = self.people.fresh(people, self.uid, self.on)
        for detail in entry.details:
            self._detail(detail)
        self._finish(entry.of_kind("done"))
        people = people or tuple(dict.fromkeys(uid for loop in self.closed.values() for uid in loop.people))
        interaction = self._interaction(people)
        self.builder.put(interaction)
        if self.is_plan:
            self._plan(people)
        else:
            self._follow_up(fresh)
            self._settle(interaction)
        return Effect(
            entry,
            interaction,
            self.people.added,
            self.people.changed,
            tuple(self.opened.values()),
            tuple(self.closed.values()),
            tuple(self.wants),
            tuple(self.milestones),
            tuple(self.parts),
            (*entry.doubts, *self.doubts),
        )

    # ── details ──────────────────────────────────────────────────────────────

    def _detail(self, detail: Detail) -> None:
        people = self.people.uids(detail.people)
        if not people:
            return
        if detail.kind in ("owe", "ask"):
            self._open(
                self.garden.new_uid(), detail.kind, people, detail.text, due=detail.by, nudge=detail.nudge
            )
        elif detail.kind == "next":
            self._open(
                self.garden.new_uid(), "planned", people, detail.text, due=detail.by, channel=detail.channel
            )
        elif detail.kind in ("wants", "can"):
            for uid in people:
                self._want(Want if detail.kind == "wants" else Offer, uid, detail.text)
        elif detail.kind == "got" and not self.entry.of_kind("thanks"):
            for uid in people:
                self._owe_thanks(uid, detail.text)
        elif detail.kind == "thanks":
            self._thank(people, detail.text)
        elif detail.kind == "news":
            for uid in people:
                self._news(uid, detail)
        elif detail.kind in ("tag", "interest"):
            for uid in people:
                self.people.add_member(uid, "tags" if detail.kind == "tag" else "interests", detail.text)

    def _open(
        self,
        uid: str,
        kind: str,
        people: tuple[str, ...],
        text: str,
        *,
        due: date | None = None,
        nudge: date | None = None,
        channel: str = "",
    ) -> None:
        """Open a loop; one of the same derived uid that is there already keeps its state."""
        loop = self.builder.get(Loop, uid) or Loop(uid=uid, kind=kind, opened_on=self.on)
        loop = replace(
            loop,
            people=sorted_set(*people),
            text=text,
            due_on=due,
            not_before=nudge,
            channel=channel,
            interaction=self.uid,
        )
        self.opened[uid] = loop
        self.whole.put_loop(loop)

    def _close(self, loop: Loop, result: str = "done", outcome: str = "") -> None:
        if (loop.closed_on, loop.result, loop.outcome) == (self.on, result, outcome):
            self.closed[loop.uid] = loop
            return
        put_closed(self.builder, loop, self.on, result=result, outcome=outcome)
        closed = self.builder.get(Loop, loop.uid)
        assert closed is not None
        self.closed[loop.uid] = closed
        report = self.builder.get(Loop, derived_uid("report-back", loop.uid))
        if report is not None and result == "yes":
            self.opened[report.uid] = report

    def _want(self, kind: type[Want], uid: str, text: str) -> None:
        """Note a want or offer; the same said again is as new as today."""
        before = self.garden.wants_of(uid) if kind is Want else self.garden.offers_of(uid)
        said = [want for want in (*before, *self.whole.wants) if type(want) is kind and want.contact == uid]
        again = next((w for w in said if w.closed_on is None and fold(w.text) == fold(text)), None)
        want = (
            replace(again, said_on=max(again.said_on, self.on))
            if again
            else kind(
                uid=self.garden.new_uid(), contact=uid, text=text, said_on=self.on, interaction=self.uid
            )
        )
        self.wants = [one for one in self.wants if one.uid != want.uid] + [want]
        self.whole.wants.append(want)
        self.builder.put(want)

    def _owe_thanks(self, uid: str, text: str) -> None:
        """Thanks for what they did, due next working day."""
        thanks = derived_uid(self.uid, "thanks", uid)
        before = self.opened.get(thanks)
        words = f"{before.text}; {text}" if before else text
        self._open(thanks, "thanks", (uid,), words, due=next_working_day(self.on))

    def _thank(self, people: tuple[str, ...], text: str) -> None:
        for loop in self.whole.open_loops(people):
            if loop.kind == "thanks":
                self._close(loop)
        self.words.append(
            f"thanks {text}" if text.casefold().startswith("for ") else f"thanks: {text}".rstrip(": ")
        )

    def _news(self, uid: str, detail: Detail) -> None:
        news, contact = read_news(detail), self.people.get(uid)
        if contact is None:
            return
        if news.birthday:
            self.people.put(replace(contact, birthday=news.birthday))
            return
        self.people.put(replace(contact, org=news.org or contact.org, role=news.role or contact.role))
        milestone = Milestone(
            uid=self.garden.new_uid(),
            contact=uid,
            what=detail.text,
            kind=news.kind,
            on=detail.on or self.on.isoformat(),
            interaction=self.uid,
        )
        self.milestones.append(milestone)
        self.builder.put(milestone)

    def _finish(self, details: tuple[Detail, ...]) -> None:
        """Close what is said to be done; what fits nothing, or several, stays text and is asked."""
        for detail in details:
            people = self.people.uids(detail.people)
            standing = self.whole.open_loops(people, self.on if self.again else None)
            loops = [loop for loop in standing if loop.interaction != self.uid and loop.kind != "follow-up"]
            done = finished(detail.text, loops, self.people.name_of, detail.choice)
            if done.offered or done.loop is None:
                options = ("only text", *(self._described(loop) for loop in done.offered))
                chosen = detail.choice % len(options)
                self.doubts.append(Doubt(detail.asked, "done", detail.text, options, chosen))
            if done.loop is None:
                self.words.append(f"done: {detail.text}")
            else:
                self._close(done.loop, *ending(detail.text, done.loop))

    def _described(self, loop: Loop) -> str:
        return f"{loop.text or loop.kind} ({', '.join(map(self.people.name_of, loop.people))})"

    # ── what happened ────────────────────────────────────────────────────────

    def _interaction(self, people: tuple[str, ...]) -> Interaction:
        """The record of the entry itself; what passed with only some of its people is a part of its own."""
        entry = self.entry
        passed: dict[str, list[str]] = {"gave": [], "got": []}
        for detail in entry.of_kind("gave", "got"):
            whose = self.people.uids(detail.people)
            if set(whose) == set(people):
                passed[detail.kind].append(detail.text)
            elif whose:
                self._part(detail, whose)
        return Interaction(
            uid=self.uid,
            on=self.on,
            at=self.at,
            extra=self.again.extra if self.again else {},
            kind="note" if self.is_plan else entry.kind,
            direction="out" if self.is_plan else entry.direction,
            weight="none" if self.is_plan else entry.weight,
            people=sorted_set(*people),
            own_lines=sorted_set(*self.people.uids(entry.own_lines)) if len(people) > CROWD else (),
            summary=" · ".join(self.words),
            raw=entry.raw,
            topics=sorted_set(*entry.topics),
            event=entry.event,
            gave="; ".join(passed["gave"]),
            got="; ".join(passed["got"]),
        )

    def _part(self, detail: Detail, people: tuple[str, ...]) -> None:
        uid = derived_uid(self.uid, detail.kind, *sorted(people))
        before = self.builder.get(Interaction, uid) if any(part.uid == uid for part in self.parts) else None
        text = f"{getattr(before, detail.kind)}; {detail.text}" if before else detail.text
        part = Interaction(
            uid=uid,
            on=self.on,
            at=self.at,
            kind="note",
            direction="in" if detail.kind == "got" else "out",
            people=sorted_set(*people),
            part_of=self.uid,
            gave=text if detail.kind == "gave" else "",
            got=text if detail.kind == "got" else "",
        )
        self.parts = [one for one in self.parts if one.uid != uid] + [part]
        self.builder.put(part)

    def _plan(self, people: tuple[str, ...]) -> None:
        """An entry dated after today is a plan; its text is kept as a note of today."""
        if people:
            entry = self.entry
            self._open(
                derived_uid(self.uid, "planned"),
                "planned",
                people,
                entry.summary,
                due=entry.on,
                channel=entry.kind if entry.explicit and entry.kind != "note" else "",
            )

    def _settle(self, entry: Interaction) -> None:
        """A touch out closes follow-ups, a talk on or after the day what was planned for it."""
        for uid in entry.people:
            weight = entry.weight_for(uid)
            if weight == "none":
                continue
            for loop in self.whole.open_loops((uid,)):
                if loop.interaction == self.uid or loop.opened_on > entry.on:
                    continue
                is_answer = loop.kind == "follow-up" and entry.direction != "in"
                was_planned = loop.kind == "planned" and loop.due_on is not None and loop.due_on <= entry.on
                if is_answer or (was_planned and (weight == "talk" or loop.channel == entry.kind)):
                    self._close(loop)

    def _follow_up(self, fresh: list[str]) -> None:
        """Follow up with who is new, next working day; a promise or a planned talk takes its place."""
        entry = self.entry
        reached_out = entry.explicit and interaction_kind(entry.kind).reaches_out and entry.direction == "out"
        if reached_out or plus_days(self.on, FOLLOW_UP_DAYS) < self.whole.today:
            return
        promised = {uid for detail in entry.of_kind("owe") for uid in self.people.uids(detail.people)}
        planned = {uid for loop in self.opened.values() if loop.kind == "planned" for uid in loop.people}
        for uid in fresh:
            if uid not in promised | planned:
                due = next_working_day(self.on)
                self._open(derived_uid(self.uid, "follow-up", uid), "follow-up", (uid,), "", due=due)


def next_working_day(day: date) -> date:
    """The next Monday to Friday after a day."""
    return plus_days(day, max(1, 7 - day.weekday() if day.weekday() >= 4 else 1))
