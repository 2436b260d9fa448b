"""`netgarden stats`: the garden in numbers, each with its words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, open_session
from netgarden.cli.output import Line, columns, show
from netgarden.due.capacity import capacity
from netgarden.people.balance import promises_kept
from netgarden.people.forest import HEALTHS, STAGES, Diversity, forest_of, standing_of
from netgarden.records.kinds import LOOPS
from netgarden.session.session import Session
from netgarden.text.cadence import plus_days
from netgarden.text.plain import plural

RECENT_DAYS = 90


@click.command("stats", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def stats_command(as_json: bool) -> None:
    """The garden in numbers: how many, how near, how well tended, what is open, what your tiers ask for a day."""
    show(StatsView(open_session()), as_json)


class StatsView(NamedTuple):
    """The garden in numbers."""

    session: Session

    def lines(self) -> Iterator[Line]:
        """A line for each subject."""
        found = self.plain()
        people, queue, today = found["people"], self.session.queue(), self.session.today
        contacts = self.session.garden.contacts.values()
        room = capacity(contacts, self.session.rules, today)
        forest, kept = forest_of(self.session.garden, today), promises_kept(self.session.garden, today)
        archived = f" · {people['archived']:,} archived" if people["archived"] else ""
        due = f"{len(queue.rows):,} today · {len(queue.waiting):,} can wait"
        rows = [
            ("people", f"{people['alive']:,}{archived} · {people['unplaced']:,} unplaced"),
            ("tiers", _counted(found["tiers"])),
            ("stage", _counted(found["stage"])),
            ("health", _counted(found["health"])),
            ("due", due),
            ("open", _counted(found["open_loops"]) or "nothing"),
            ("promises", f"kept on time {kept.words}" if kept.all else ""),
            (
                "touches",
                f"{found['touches']:,} in {RECENT_DAYS} days with {plural(found['touched'], 'person', 'people')}",
            ),
            ("a day", room.words + (f": {room.advice}" if room.advice else "")),
            ("density", forest.density_words),
            ("network", _diversity(forest.network)),
            ("attention", _diversity(forest.attention)),
            ("", forest.missing_words),
        ]
        yield from columns((row for row in rows if row[1]), ("dim",))

    def plain(self) -> dict[str, Any]:
        """Every number by its name."""
        session = self.session
        garden, rules, today = session.garden, session.rules, session.today
        alive = [uid for uid, contact in garden.contacts.items() if not contact.archived]
        since = plus_days(today, -RECENT_DAYS)
        recent = [
            entry
            for entry in garden.interactions.values()
            if since < entry.on <= today and entry.weight in ("talk", "word")
        ]
        placed = Counter(
            garden.contacts[uid].tier or "own cadence"
            for uid in alive
            if rules.is_placed(garden.contacts[uid])
        )
        standings = [standing_of(garden, rules, uid, today) for uid in alive]
        stages: Counter[str] = Counter(one.stage for one in standings)
        healths: Counter[str] = Counter(one.health for one in standings)
        loops = Counter(loop.kind for loop in garden.loops.values() if loop.is_open)
        kept, room, forest = (
            promises_kept(garden, today),
            capacity(garden.contacts.values(), rules, today),
            forest_of(garden, today),
        )
        return {
            "today": today.isoformat(),
            "people": {
                "alive": len(alive),
                "archived": len(garden.contacts) - len(alive),
                "unplaced": len(alive) - placed.total(),
            },
            "tiers": {tier: placed[tier] for tier in (*rules.tiers, "own cadence") if placed[tier]},
            "stage": {stage: stages[stage] for stage in STAGES},
            "health": {health: healths[health] for health in HEALTHS},
            "due": len(session.queue().rows),
            "can_wait": len(session.queue().waiting),
            "open_loops": {
                kind: loops[kind] for kind in (*LOOPS, *sorted(loops.keys() - LOOPS.keys())) if loops[kind]
            },
            "promises": {"kept_on_time": kept.on_time, "of": kept.all, "year": kept.year},
            "touches": len(recent),
            "touched": len({uid for entry in recent for uid in entry.people}),
            "interactions": len(garden.interactions),
            "capacity": {"asked": round(room.asked, 2), "able": round(room.able, 2), "fits": room.fits},
            "ties": forest.ties,
            "density": round(forest.density, 2),
            "network": {part.field: part.score and round(part.score, 2) for part in forest.network},
            "attention": {part.field: part.score and round(part.score, 2) for part in forest.attention},
        }


def _counted(counts: dict[str, int]) -> str:
    return " · ".join(f"{count:,} {name}" for name, count in counts.items() if count)


def _diversity(parts: tuple[Diversity, ...]) -> str:
    return " · ".join(f"{part.field} {part.words}" for part in parts)
