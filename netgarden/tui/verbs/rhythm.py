"""When people are due: snooze, skip a round, pause, and how often to be in touch."""

from datetime import date

from netgarden.change.change import Change
from netgarden.due.holds import is_paused
from netgarden.due.touches import touches_of
from netgarden.settings import WEEKDAYS
from netgarden.text.cadence import Cadence, plus_days
from netgarden.text.dates_in_words import long_day
from netgarden.tui import screens
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import PersonVerb
from netgarden.verbs import people as actions


class Snooze(PersonVerb):
    """Hide what the row shows until a day."""

    def run(self, context: Context) -> None:
        """Ask until when, and snooze."""
        session = context.session
        today, style = session.today, session.rules.date_style

        from netgarden.composer.day_input import future_day

        def until(key: str) -> None:
            days = {"w": 7, "n": 7 - (today.weekday() - style.first_weekday) % 7}
            if key == "d":
                context.ask_text(
                    f"Snooze {context.who} until",
                    lambda text: long_day(future_day(text, today, style), today),
                    lambda text: snooze(future_day(text, today, style)),
                    placeholder="fri · in 3w · 12 dec",
                )
            elif key == "m":
                snooze(Cadence(1, "m").after(today))
            else:
                snooze(plus_days(today, days.get(key) or int(key)))

        def snooze(day: date) -> None:
            context.do(lambda people: actions.snooze(session.garden, session.rules, people, day, today))

        choices = [
            screens.Choice("w", "week"),
            screens.Choice("m", "month"),
            screens.Choice("n", WEEKDAYS[style.first_weekday].capitalize()),
            screens.Choice("d", "date"),
        ]
        context.ask(f"Snooze {context.who}", choices, until, digits="days")


class Skip(PersonVerb):
    """Let this round pass: the cadence starts again today."""

    def run(self, context: Context) -> None:
        """Skip it at once."""
        session = context.session
        context.do(lambda people: actions.skip(session.garden, people, session.today))


class Pause(PersonVerb):
    """Let the relationship rest for a season, or wake it again."""

    def run(self, context: Context) -> None:
        """Wake them if all of them rest; else ask until when, and why."""
        session = context.session
        garden, today = session.garden, session.today
        resting = [
            is_paused(garden.contacts[uid], touches_of(garden, uid, today), today) for uid in context.people
        ]
        if resting and all(resting):
            context.do(lambda people: actions.resume(garden, people, today))
            return

        from netgarden.composer.day_input import future_day

        def meant(text: str) -> tuple[date | None, str]:
            until, _, why = text.partition(":")
            day = future_day(until, today, session.rules.date_style) if until.strip() else None
            return day, why.strip()

        def said(text: str) -> str:
            until, why = meant(text)
            words = f"until {long_day(until, today)}" if until else "until you wake it"
            return f"{words} · {why}" if why else words

        def pause(text: str) -> None:
            until, why = meant(text)
            context.do(lambda people: actions.pause(garden, people, today, until=until, why=why))

        context.ask_text(f"Let {context.who} rest until", said, pause, placeholder="3 mar: parental leave")


class SetCadence(PersonVerb):
    """Say how close somebody is: a tier or a cadence."""

    def when(self, context: Context) -> bool:
        """Return whether there is anybody, or another rhythm was suggested a moment ago."""
        return super().when(context) or context.offer is not None

    def run(self, context: Context) -> None:
        """Ask for it; if another rhythm was suggested a moment ago, for the person of whom that was said."""
        session, offer = context.session, context.offer
        garden, rules, today = session.garden, session.rules, session.today
        about = (offer[0],) if offer else context.people
        who = actions.who(garden, about)
        tiers = [name for name, tier in rules.tiers.items() if tier.cadence != "none"][:5]

        def change(text: str) -> Change:
            return actions.set_cadence(garden, rules, about, text, today)

        def typed(text: str) -> None:
            context.do(lambda _: change(text))

        def placed(key: str) -> None:
            if key == "c" and offer:
                typed(str(offer[1].cadence))
            elif key == "e":
                hint = "10d · 2w · 1m · 3m · 1y · none; empty: the tier's"
                context.ask_text(
                    f"Cadence of {who}", lambda text: change(text).label, typed, placeholder=hint
                )
            else:
                tier = "none" if key == "0" else tiers[int(key) - 1]
                context.do(lambda _: actions.set_tier(garden, rules, about, tier, today))

        suggested = [screens.Choice("c", f"{offer[1].cadence.words}, as suggested")] if offer else []
        choices = [
            screens.Choice(str(at), f"{name} {rules.tiers[name].cadence}") for at, name in enumerate(tiers, 1)
        ]
        other = [screens.Choice("0", "none"), screens.Choice("e", "type it")]
        context.ask(f"How close is {who}?", [*suggested, *choices, *other], placed)


VERBS = {"snooze": Snooze(), "skip": Skip(), "pause": Pause(), "cadence": SetCadence()}
