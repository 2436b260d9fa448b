"""Triage: the unplaced one at a time, each placed by one key."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from netgarden.due.rhythm import own_cadence
from netgarden.session.session import Changed, Session
from netgarden.session.triage import Decision, Hint, Triage, Twin
from netgarden.session.walk import Walk
from netgarden.text.plain import plural
from netgarden.tui import screens
from netgarden.tui.commands import bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.overlays.strip import Choice
from netgarden.tui.screens.base import Act
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.screens.walk import NARROW, WalkScreen
from netgarden.tui.views.main import person_lines, record_lines
from netgarden.tui.widgets.card import Card, CardLine
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.progress_line import Progress, ProgressLine
from netgarden.tui.widgets.status import StatusLine

MAX_TWINS = 4
"""So many people who may be the same one are offered; the others can be found."""


class TriageScreen(WalkScreen):
    """Who is this to you? The brief at the left, the answers at the right."""

    HELP = "How close is each of those whom you never placed? That says how often to be in touch."

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help"),
        *(Binding(key, f"place({key})", "Place", key_display="0–5", show=key == "1", id="triage.place",
                  tooltip="Place in a tier, the nearest first; 0 is never due.") for key in "123450"),
        *bindings("as_last", "all_of_org", "next_person", "undo", "same_as", "cadence", "edit", "interests", "archive",
                  "delete", "why", "open_link", "copy", "previous_person", "redo", "palette"),
        Binding("escape", "leave", "Back", id="triage.leave"),
    ]  # fmt: skip

    DEFAULT_CSS = """
    TriageScreen #sides > * { width: 1fr; height: 100%; }
    TriageScreen Card { border: round $border-blurred; border-title-color: $foreground; border-title-style: bold; }
    TriageScreen.-stacked #sides { layout: vertical; }
    TriageScreen.-stacked #sides > * { width: 100%; height: 1fr; }
    TriageScreen.-stacked #answers { height: auto; max-height: 50%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.triage = Triage(session)
        tiers = [name for name, tier in self.rules.tiers.items() if own_cadence(tier.cadence)]
        self._tiers = {str(key): name for key, name in enumerate(tiers[:5], 1)} | {"0": "none"}
        self._colleagues: tuple[str, ...] = ()
        self._twins: list[Twin] = []

    def compose(self) -> ComposeResult:
        """Brief and answers."""
        yield StatusLine()
        yield ProgressLine()
        with Horizontal(id="sides"):
            yield Card(id="brief")
            yield Card(id="answers")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first."""
        for card in self.query(Card):
            card.can_focus = False
        self.show()

    def on_resize(self) -> None:
        """Another width may mean shorter answers."""
        self.show(from_top=False)

    @property
    def walk(self) -> Walk:
        """The unplaced."""
        return self.triage.walk

    # ── what is shown ────────────────────────────────────────────────────────

    def show(self, *, from_top: bool = True) -> None:
        """Show the person, the answers and how far one is."""
        triage, uid, keys = self.triage, self.person, keys_of(self.app)
        brief, answers = self.query_one("#brief", Card), self.query_one("#answers", Card)
        self._colleagues = triage.colleagues(uid) if uid else ()
        self._twins = triage.twins(uid) if uid else []
        answers.display = uid is not None
        if uid is None:
            left = len(self.walk.left)
            words = (
                f"{plural(left, 'person', 'people')} left for another time."
                if left
                else "Everyone is placed."
            )
            brief.border_title = Content("Triage")
            brief.show(
                [
                    CardLine("", words, "bold"),
                    CardLine(
                        "",
                        keys.fill("{previous_person} goes back, {triage.leave} leaves."),
                        "$foreground-muted",
                    ),
                ]
            )
        else:
            contact, decided = self.garden.contacts[uid], triage.decided(uid)
            top = [CardLine("", f"✓ {decided.words}", "$success bold"), CardLine("", "")] if decided else []
            brief.border_title = Content(contact.name)
            # Of whom one hardly knows, an address or a link may say most.
            lines = [
                *top,
                *person_lines(self.session, uid, keys),
                *record_lines(contact, self.garden.contacts, keys),
            ]
            brief.show(lines, from_top=from_top)
            answers.border_title = Content("Who is this to you?")
            answers.show(self._answers(uid))
        tally = triage.tally
        self.query_one(ProgressLine).progress = Progress(tally.words, tally.placed, tally.placed + tally.left)
        self.show_status()

    def _answers(self, uid: str) -> list[CardLine]:
        """What speaks for which tier, the keys, and what they mean for this person."""
        triage, keys = self.triage, keys_of(self.app)
        hint, advice = triage.hint(uid), triage.tally.capacity.advice
        lines = [CardLine("", f"{hint.tier}? {hint.why}", "$accent") if hint else
                 CardLine("", "No talk or word yet to go by.", "$foreground-muted")]  # fmt: skip
        if advice:
            lines.append(CardLine("", advice, "$warning"))
        if self.size.width < NARROW:
            tiers = [f"{key} {tier}" for key, tier in self._tiers.items()]
            lines += [CardLine("", " · ".join(tiers[at : at + 3])) for at in range(0, len(tiers), 3)]
        else:
            lines += [CardLine("", ""), *(self._tier_line(key, hint) for key in self._tiers)]
            lines += [CardLine(keys["cadence"], "another cadence"), CardLine("", "")]
        if triage.last:
            lines.append(CardLine(keys["as_last"], f"as the last one: {triage.last.words}"))
        if len(self._colleagues) > 1:
            org = self.garden.contacts[uid].org
            lines.append(CardLine(keys["all_of_org"], f"all {len(self._colleagues):,} of {org}"))
        twin = next(iter(self._twins), None)
        same = (
            f"the same person as {self.garden.contacts[twin.uid].name}? {twin.words}"
            if twin
            else "the same person as …"
        )
        lines.append(CardLine(keys["same_as"], same, "$accent" if twin else ""))
        return [*lines, CardLine(keys["archive"], "archive"), CardLine(keys["next_person"], "not now")]

    def _tier_line(self, key: str, hint: Hint | None) -> CardLine:
        """A tier with its key, its cadence and how many stand in it."""
        tier = self._tiers[key]
        cadence = own_cadence(self.rules.tiers[tier].cadence) if tier in self.rules.tiers else None
        words = (
            f"{tier:<9} {cadence.words if cadence else 'never due':<15} {self.triage.tally.by_tier[tier]:>6,}"
        )
        return CardLine(key, words, "$accent bold" if hint and hint.tier == tier else "")

    # ── going on ─────────────────────────────────────────────────────────────

    def ended(self) -> None:
        """Say that this was all."""
        self.show()

    def changed(self, changed: Changed) -> None:
        """Count anew and show it."""
        self.triage.follow(changed.touched)
        super().changed(changed)

    def do(self, act: Act) -> bool:
        """Carry out a change, and note what it decided for `as the last one`."""
        uid = self.person
        done = super().do(act)
        if done and uid is not None and uid in self.garden.contacts:
            self.triage.last = self.triage.decided(uid) or self.triage.last
            self.show(from_top=False)
        return done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what there is nothing for."""
        if action == "as_last" and self.triage.last is None:
            return None
        if action == "all_of_org" and len(self._colleagues) < 2:
            return None
        if action == "place" and self.person is None:
            return None
        return super().check_action(action, parameters)

    # ── keys ─────────────────────────────────────────────────────────────────

    def _decide(self, decision: Decision, uids: tuple[str, ...] = ()) -> None:
        """Carry out a decision and go on, also from somebody who was placed before."""
        uid = self.person
        self.do(lambda people: self.triage.decide(decision, uids or people))
        if self.person == uid:
            self.go_on()

    def action_place(self, key: int) -> None:
        """Place in a tier."""
        if tier := self._tiers.get(str(key)):
            self._decide(Decision("tier", tier))

    def action_cadence(self) -> None:
        """Ask for a cadence of their own."""
        self.ask_text(
            f"Cadence of {self.context.who}",
            lambda text: self.triage.decide(Decision("cadence", text), self.people).label,
            lambda text: self._decide(Decision("cadence", text)),
            placeholder="10d · 2w · 1m · 3m · 1y · none",
        )

    def action_as_last(self) -> None:
        """Decide as for the last one."""
        if self.triage.last:
            self._decide(self.triage.last)

    def action_all_of_org(self) -> None:
        """Place all of this organisation: as this one is placed already, else as asked."""
        uid, people = self.person, self._colleagues
        if uid is None:
            return
        if decided := self.triage.decided(uid):
            self._decide(decided, people)
            return
        choices = [Choice(key, tier) for key, tier in self._tiers.items()]
        title = f"All {len(people):,} of {self.garden.contacts[uid].org}"
        self.ask(title, choices, lambda key: self._decide(Decision("tier", self._tiers[key]), people))

    def action_same_as(self) -> None:
        """Make one contact of this one and somebody else: the likely ones are offered, anyone can be found."""
        uid, twins = self.person, self._twins[:MAX_TWINS]
        if uid is None:
            return

        def merge(other: str) -> None:
            self.do(lambda _: self.triage.merge(uid, other))

        def found(one: NextStep | None) -> None:
            if one is not None and one.uid:
                merge(one.uid)

        def chosen(key: str) -> None:
            if key == "f":
                self.app.push_screen(screens.FindScreen(self.session), found)
            else:
                merge(twins[int(key) - 1].uid)

        if not twins:
            chosen("f")
            return
        choices = [Choice(str(at), f"{self.garden.contacts[twin.uid].name} ({twin.words})")
                   for at, twin in enumerate(twins, 1)]  # fmt: skip
        title = f"{self.garden.contacts[uid].name} is the same person as"
        self.ask(title, [*choices, Choice("f", "find")], chosen)
