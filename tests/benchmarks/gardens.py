"""Gardens of any size for the benchmarks: invented people, the same in every run."""

import random
from datetime import timedelta
from pathlib import Path

from netgarden.change.garden import Garden
from netgarden.paths import Paths
from netgarden.records.contact import HOW_MET, Contact
from netgarden.records.ids import UidSource
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import INTERACTIONS
from netgarden.session.session import Session
from tests.support.gardens import TODAY

ENTRIES_EACH = 5

GIVEN = ("Ada", "Grace", "Zoë", "Łukasz", "Chidi", "Joana", "Søren", "Mei", "Omar", "Ingrid", "Tomás", "Yuki")
FAMILY = (
    "Lovelace",
    "Hopper",
    "Quinn",
    "Nowak",
    "Okafor",
    "Reis",
    "Ångström",
    "Lin",
    "Haddad",
    "Berg",
    "Díaz",
)
TOPICS = (
    "climate",
    "open source",
    "cycling",
    "sailing",
    "music",
    "health",
    "energy",
    "education",
    "film",
    "chess",
)
PLACES = ("Lisbon", "Berlin", "Kraków", "Lagos", "Oslo", "Osaka", "London", "Montréal")
TIERS = ("inner", "close", "steady", "wide", "yearly", "none", "", "", "", "")
TEXT = "talked about the move, the new team and who could help with the pilot before the winter"


def large_garden(people: int, entries_each: int = ENTRIES_EACH) -> Garden:
    """People with an org, place, topics and tier, and so many entries each, over two years."""
    draw = random.Random(people)
    milliseconds = iter(range(1_700_000_000_000, 1_800_000_000_000))
    new_uid = UidSource(milliseconds=lambda: next(milliseconds), random_bits=draw.getrandbits)
    contacts = [_contact(number, new_uid(), draw) for number in range(people)]
    entries = [
        _entry(contact.uid, new_uid(), draw)
        for contact in contacts
        for _ in range(draw.randint(0, 2 * entries_each))
    ]
    return Garden({"contacts": contacts, "interactions": entries}, new_uid=new_uid)


def _contact(number: int, uid: str, draw: random.Random) -> Contact:
    given, family = draw.choice(GIVEN), draw.choice(FAMILY)
    org = f"Org {draw.randint(1, 400)}"
    return Contact(
        uid=uid,
        name=f"{given} {family} {number}",
        org=org,
        role=draw.choice(("Partner", "Engineer", "Founder", "Researcher", "")),
        emails={f"{number}@example.org": "work"},
        phones={f"+351 900 {number:06}": "mobile"} if draw.random() < 0.4 else {},
        place=draw.choice(PLACES),
        interests=tuple(sorted(draw.sample(TOPICS, draw.randint(0, 2)))),
        tags=tuple(sorted(draw.sample(("board", "vip", "press", "alumni"), draw.randint(0, 1)))),
        tier=draw.choice(TIERS),
        cadence_set_on=TODAY - timedelta(400),
        added_on=TODAY - timedelta(500),
        met_how=draw.choice(list(HOW_MET)),
        birthday=f"--{draw.randint(1, 12):02}-{draw.randint(1, 28):02}" if draw.random() < 0.3 else "",
    )


def _entry(contact: str, uid: str, draw: random.Random) -> Interaction:
    kind = draw.choice([kind for kind in INTERACTIONS if kind != "skip"])
    return Interaction(
        uid=uid,
        on=TODAY - timedelta(draw.randint(0, 700)),
        kind=kind,
        direction=INTERACTIONS[kind].direction,
        weight=INTERACTIONS[kind].weight,
        people=(contact,),
        summary=TEXT,
        raw=f"{kind} @them: {TEXT}",
    )


def planted(folder: Path, people: int) -> Paths:
    """A garden file of so many people in a folder, with its state directory beside it."""
    paths = Paths(folder / f"{people}.json", folder / f"state-{people}", folder / "config.toml")
    if paths.garden.exists():
        return paths
    session = Session.open(paths, TODAY)
    builder = session.garden.builder()
    garden = large_garden(people)
    for table in (garden.contacts, garden.interactions):
        for record in table.values():
            builder.put(record)
    session.do(builder.build("plant"))
    session.save(120)
    session.close()
    return paths
