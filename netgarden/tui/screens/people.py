"""What screens with people in them share: the verbs, the same keys everywhere."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from netgarden.change.change import Change
from netgarden.due.holds import is_paused
from netgarden.due.queue import Row
from netgarden.due.reasons import Reason
from netgarden.due.touches import touches_of
from netgarden.errors import UsageError
from netgarden.people.brief_lines import brief_lines
from netgarden.records.record import Plain
from netgarden.settings import WEEKDAYS
from netgarden.text.cadence import Cadence, plus_days
from netgarden.text.dates_in_words import long_day
from netgarden.tui import screens
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.base import BaseScreen
from netgarden.tui.screens.next_step import NextStep
from netgarden.verbs import people as actions


class PeopleScreen(BaseScreen):
    """The verbs on people. They act on the one under the cursor, or on all who are marked."""

    # ── verbs ────────────────────────────────────────────────────────────────

    def action_log(self) -> None:
        """Write down what happened."""
        if self.person:
            self.write(self.person)

    def action_note(self) -> None:
        """Write a note."""
        if self.person:
            self.write(self.person, "note: ")

    def action_tried(self) -> None:
        """Tried to reach them, no answer."""
        from netgarden.verbs.entries import tried

        self.do(lambda people: tried(self.garden, people, self.today, self.session.now_text()))

    def action_snooze(self) -> None:
        """Ask until when, and snooze."""
        today, style = self.today, self.rules.date_style

        from netgarden.composer.day_input import future_day

        def until(key: str) -> None:
            days = {"w": 7, "n": 7 - (today.weekday() - style.first_weekday) % 7}
            if key == "d":
                self.ask_text(
                    f"Snooze {self._who} until",
                    lambda text: long_day(future_day(text, today, style), today),
                    lambda text: snooze(future_day(text, today, style)),
                    placeholder="fri · in 3w · 12 dec",
                )
            elif key == "m":
                snooze(Cadence(1, "m").after(today))
            else:
                snooze(plus_days(today, days.get(key) or int(key)))

        def snooze(day: date) -> None:
            self.do(lambda people: actions.snooze(self.garden, self.rules, people, day, today))

        week = screens.Choice("n", WEEKDAYS[style.first_weekday].capitalize())
        choices = [
            screens.Choice("w", "week"),
            screens.Choice("m", "month"),
            week,
            screens.Choice("d", "date"),
        ]
        self.ask(f"Snooze {self._who}", choices, until, digits="days")

    def action_skip(self) -> None:
        """Let this round pass."""
        self.do(lambda people: actions.skip(self.garden, people, self.today))

    def action_pause(self) -> None:
        """Let it rest, or wake it."""
        today = self.today
        resting = [self._is_paused(uid) for uid in self.people]
        if resting and all(resting):
            self.do(lambda people: actions.resume(self.garden, people, today))
            return

        from netgarden.composer.day_input import future_day

        def meant(text: str) -> tuple[date | None, str]:
            until, _, why = text.partition(":")
            return (future_day(until, today, self.rules.date_style) if until.strip() else None), why.strip()

        def said(text: str) -> str:
            until, why = meant(text)
            words = f"until {long_day(until, today)}" if until else "until you wake it"
            return f"{words} · {why}" if why else words

        def pause(text: str) -> None:
            until, why = meant(text)
            self.do(lambda people: actions.pause(self.garden, people, today, until=until, why=why))

        self.ask_text(f"Let {self._who} rest until", said, pause, placeholder="3 mar: parental leave")

    def _is_paused(self, uid: str) -> bool:
        session = self.session
        return is_paused(
            session.garden.contacts[uid], touches_of(session.garden, uid, session.today), session.today
        )

    def action_cadence(self) -> None:
        """Ask for a tier or a cadence; of whom another one was suggested for just now, if that is so."""
        offer = self._offer if self._offer and self._offer[0] in self.garden.contacts else None
        about = (offer[0],) if offer else self.people
        who = actions.who(self.garden, about)
        tiers = [name for name, tier in self.rules.tiers.items() if tier.cadence != "none"][:5]

        def change(text: str, people: tuple[str, ...]) -> Change:
            return actions.set_cadence(self.garden, self.rules, people, text, self.today)

        def typed(text: str) -> None:
            self.do(lambda _: change(text, about))

        def placed(key: str) -> None:
            if key == "c" and offer:
                typed(str(offer[1].cadence))
                return
            if key == "e":
                hint = "10d · 2w · 1m · 3m · 1y · none; empty: the tier's"
                self.ask_text(
                    f"Cadence of {who}",
                    lambda text: change(text, about).label,
                    typed,
                    placeholder=hint,
                )
                return
            tier = "none" if key == "0" else tiers[int(key) - 1]
            self.do(lambda _: actions.set_tier(self.garden, self.rules, about, tier, self.today))

        choices = [
            screens.Choice(str(at), f"{name} {self.rules.tiers[name].cadence}")
            for at, name in enumerate(tiers, 1)
        ]
        suggested = [screens.Choice("c", f"{offer[1].cadence.words}, as suggested")] if offer else []
        choices = [*suggested, *choices, screens.Choice("0", "none"), screens.Choice("e", "type it")]
        self.ask(f"How close is {who}?", choices, placed)

    def action_edit(self) -> None:
        """Edit the fields of one person."""
        self._edit("name")

    def action_interests(self) -> None:
        """Edit interests and tags; of several people add some to all."""
        if len(self.people) < 2:
            self._edit("interests")
            return

        def wanted(text: str) -> dict[str, list[str]]:
            words = [word.strip() for word in text.split(",") if word.strip(" #")]
            if not words:
                raise UsageError("Write tags, or interests with # before them, with commas between.")
            interests = [word.strip("# ") for word in words if word.startswith("#")]
            return {"interests": interests, "tags": [word for word in words if not word.startswith("#")]}

        def said(text: str) -> str:
            named = {field: ", ".join(members) for field, members in wanted(text).items() if members}
            return " · ".join(f"{field}: {members}" for field, members in named.items())

        def add(people: tuple[str, ...], text: str) -> Change:
            changes = [
                actions.add_members(self.garden, people, field, members)
                for field, members in wanted(text).items()
                if members
            ]
            label = f"add {text.strip()} to {actions.who(self.garden, people)}"
            return Change(label, tuple(patch for change in changes for patch in change.patches))

        def chosen(text: str) -> None:
            self.do(lambda people: add(people, text))

        self.ask_text(f"Add to {self._who}", said, chosen, placeholder="board, alumni, #sailing")

    def _edit(self, first: str) -> None:
        uid = self.person
        if uid is None:
            return
        contact = self.garden.contacts[uid]

        def change(texts: dict[str, str]) -> Change:
            return actions.edit_contact(self.garden, self.rules, uid, self._parsed(texts), self.today)

        def edited(texts: dict[str, str] | None) -> None:
            if texts:
                self.do(lambda _: change(texts))

        from netgarden.records.fields import EDITABLE, field_text

        values = {field.name: field_text(contact, field.name, self.garden.contacts) for field in EDITABLE}
        self.app.push_screen(
            screens.EditScreen(contact.name, values, change, rules=self.rules, first=first),
            edited,
        )

    def _parsed(self, texts: Mapping[str, str]) -> dict[str, Plain]:
        """The values that the texts of a form write."""
        from netgarden.records.fields import parse_field

        return {name: parse_field(name, text, self.garden.contacts) for name, text in texts.items()}

    def action_add(self, words: str = "") -> None:
        """Add a person; `words` are their name so far."""
        added: list[str] = []

        def change(texts: dict[str, str]) -> Change:
            values = {"name": words, **self._parsed(texts)}
            made, uid = actions.add_contact(self.garden, self.rules, values, self.today)
            added[:] = [uid]
            return made

        def filled_in(texts: dict[str, str] | None) -> None:
            if texts is not None and (texts or words) and self.do(lambda _: change(texts)):
                self.go_to(added[0])

        title = "A new person · the name is enough"
        self.app.push_screen(screens.EditScreen(title, {"name": words}, change, rules=self.rules), filled_in)

    def go_to(self, uid: str) -> None:
        """Put the cursor on somebody, where the screen has one."""

    def action_draft(self) -> None:
        """Draft a message to one person."""
        if self.person:
            self.app.push_screen(screens.DraftScreen(self.session, self.person), self._write_found)

    def action_loops(self) -> None:
        """List what is outstanding with one person."""
        if self.person:
            self.app.push_screen(screens.LoopsScreen(self.session, self.person), self._write_found)

    def _write_found(self, found: NextStep | None) -> None:
        """Go on with an entry that another screen has begun."""
        if found is not None:
            self.write(found.uid, found.words)

    def action_archive(self) -> None:
        """Put them out of sight, or bring them back."""
        garden = self.garden
        away = all(garden.contacts[uid].archived for uid in self.people)
        self.do(lambda people: (actions.unarchive if away else actions.archive)(garden, people))

    def action_delete(self) -> None:
        """Delete them, with what is only about them."""
        self.do(lambda people: actions.delete_contact(self.garden, people))

    def action_close_loop(self) -> None:
        """Close what the row shows."""
        row = self.session.row(self.person or "")
        if self.person and not (row and self._close_reason(row)):
            loops = self.garden.open_loops_of(self.person)
            if not loops:
                self.say("Nothing is open with them.")
            else:
                self._close(loops[0].uid, loops[0].kind)

    def is_closable(self, reason: Reason) -> bool:
        """Whether the reason is something that can be closed: a loop, a milestone, a birthday."""
        return (
            reason.subject in self.garden.loops
            or self.garden.find("milestones", reason.subject) is not None
            or (reason.kind == "milestone" and reason.due_on is not None)
        )

    def _close_reason(self, row: Row) -> bool:
        """Close what the leading reason is about; whether it is something that can be closed."""
        from netgarden.verbs import loops as actions_loops

        garden, today, reason = self.garden, self.today, row.lead
        if not self.is_closable(reason):
            return False
        if reason.subject in garden.loops:
            self._close(reason.subject, reason.kind)
        elif garden.find("milestones", reason.subject):
            self.do(lambda _: actions_loops.mark_milestone(garden, reason.subject, today))
        elif day := reason.due_on:
            self.do(lambda _: actions_loops.mark_birthday(garden, row.uid, day, today))
        return True

    def _close(self, loop: str, kind: str) -> None:
        from netgarden.verbs import loops as actions_loops

        garden, today = self.garden, self.today
        if kind in ("planned", "happened") and (garden.loops[loop].due_on or date.max) <= today:
            self.do(lambda _: actions_loops.confirm_planned(garden, loop, today))
            return
        if garden.loops[loop].kind != "ask":
            self.do(lambda _: actions_loops.close_loop(garden, loop, today))
            return
        results = {"y": "yes", "n": "no", "r": "no answer"}

        def answered(key: str) -> None:
            if key == "g":
                self.do(lambda _: actions_loops.nudge(garden, loop, today))
            else:
                self.do(lambda _: actions_loops.close_loop(garden, loop, today, result=results[key]))

        keys = {
            "y": "they said yes",
            "n": "they said no",
            "g": "nudged them today",
            "r": "no answer, rest it",
        }
        choices = [screens.Choice(*key) for key in keys.items()]
        self.ask(f"Asked: {garden.loops[loop].text}", choices, answered)

    def action_why(self) -> None:
        """Why they are where they are."""
        session = self.session
        if self.person:
            from netgarden.due.explain import explain

            lines = explain(session.garden, session.rules, self.person, session.today)
            self.app.push_screen(screens.TextSheet(session.garden.contacts[self.person].name, lines))

    def action_copy(self) -> None:
        """Copy an email, a phone number or the brief."""
        if not self.person:
            return
        contact = self.garden.contacts[self.person]
        texts = {
            f"{label} {value}".strip(): value
            for value, label in (*contact.emails.items(), *contact.phones.items())
        }
        brief = self.session.brief(self.person)
        texts["the brief"] = "\n".join(
            [contact.name, *(f"{label:9}{text}" for label, text in brief_lines(brief))]
        )
        self._choose("Copy", texts, self._copied)

    def _copied(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        first, _, _ = text.partition("\n")
        self.say(f"✓ copied {first}")

    def action_open_link(self) -> None:
        """Open their mail address or a link."""
        if not self.person:
            return
        contact = self.garden.contacts[self.person]
        links = link_addresses(contact.emails, contact.links)
        if not links:
            self.say(
                f"{contact.name} has no mail address or link yet · {keys_of(self.app)['edit']} to add one"
            )
            return
        self._choose("Open", links, self.app.open_url)

    def _choose(self, title: str, texts: dict[str, str], then: Callable[[str], None]) -> None:
        """Take the only one of some texts, or ask which of the first nine."""
        choices = list(texts.items())[:9]
        if len(choices) == 1:
            then(choices[0][1])
            return
        keys = [screens.Choice(str(place), label) for place, (label, _) in enumerate(choices, 1)]
        self.ask(title, keys, lambda key: then(choices[int(key) - 1][1]))


def link_addresses(emails: Mapping[str, str], links: Mapping[str, str]) -> dict[str, str]:
    """What can be opened of somebody: as it is written, to the address that a browser or mail program takes."""
    from netgarden.messages.drafts import mailto

    found = {address: mailto((address,), "", "") for address in emails}
    for link in links:
        if link.startswith(("https://", "http://")):
            found[link] = link
        elif _BARE_LINK.match(link):
            found[link] = f"https://{link}"
    return found


_BARE_LINK = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?\Z")
"""`linkedin.com/in/ada`: a web address as it is written on a card."""
