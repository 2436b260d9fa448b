"""People of the volume corpus with orgs and interests, and queries that mean one of them, damaged by kind."""

import csv
import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from netgarden.records.contact import Contact
from netgarden.search.given_names import variants
from netgarden.text.plain import clean, fold

VOLUME = Path(__file__).parents[2].parent / "shared" / "corpus" / "volume"
KINDS_OF_ORG = (
    "Capital",
    "Labs",
    "Systems",
    "University",
    "Institute",
    "Foundation",
    "Partners",
    "Health",
    "Energy",
)


PARTICLES = {"van", "von", "de", "di", "da", "la", "el", "del", "der", "le", "mc", "st.", "san", "du", "al"}


class Asked(NamedTuple):
    """A query and the contact it means."""

    kind: str
    text: str
    meant: Contact


def people(count: int, seed: int = 7) -> list[Contact]:
    """`count` contacts: the real names of the corpus, then real given and family names put together anew.

    Three in four have one of some 1,200 orgs, named like firms after the family names of others, and up to
    four of the real interests. Skips the test where the corpus is absent.
    """
    if not VOLUME.is_dir():
        pytest.skip(f"no corpus at {VOLUME}")
    rng = random.Random(seed)
    speakers = [row for part in (1, 2) for row in json.loads(_read(f"pyvideo_speakers_{part}.json"))]
    names = [
        *(
            row["name"]
            for part in (1, 2)
            for row in csv.DictReader(_read(f"openstates_legislators_{part}.csv").split("\n"))
        ),
        *(row["name"] for row in speakers),
        *(f"{row['first']} {row['last']}" for row in json.loads(_read("us_congress_current.json"))),
        *(row["name"] for row in json.loads(_read("rust_team.json"))),
    ]
    names = [name for name in map(clean, names) if fold(name)]
    rng.shuffle(names)
    interests = sorted({interest for row in speakers for interest in row["interests"] if len(interest) < 30})
    words = [name.split() for name in names if len(name.split()) > 1]
    orgs = sorted({f"{rng.choice(words)[-1]} {rng.choice(KINDS_OF_ORG)}" for _ in range(1200)})
    while len(names) < count:
        names.append(f"{rng.choice(words)[0]} {rng.choice(words)[-1]}")
    return [
        Contact(
            uid=f"{number:012}",
            name=name,
            org=rng.choice(orgs) if rng.random() < 0.75 else "",
            interests=tuple(sorted(rng.sample(interests, rng.randint(0, 4)))),
        )
        for number, name in enumerate(names[:count])
    ]


def _read(name: str) -> str:
    return (VOLUME / name).read_text(encoding="utf-8")


# ── damage ───────────────────────────────────────────────────────────────────

NEAR_KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqewrtyuioasdfghjkxzxcvb", strict=False))


def typo(word: str, rng: random.Random) -> str:
    """One slip after the first letter: a letter swapped, lost, doubled, hit beside or wrong."""
    if len(word) < 3:
        return word
    at = rng.randrange(1, len(word))
    other = rng.choice("abcdefghijklmnopqrstuvwxyz")
    match rng.randrange(5):
        case 0:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case 3:
            return word[:at] + NEAR_KEYS.get(word[at].lower(), other) + word[at + 1 :]
        case _:
            return word[:at] + other + word[at + 1 :]


def bare(text: str) -> str:
    """The text without accents, as one types it on a keyboard that has none."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("łŁøØđĐß’", "lLoOdDs'"))


def _three_letters(c: Contact, rng: random.Random) -> str:
    return " ".join(word[:3] for word in c.name.split())


def _typo_in_family(c: Contact, rng: random.Random) -> str:
    *given, family = c.name.split()
    return " ".join([*given, typo(family, rng)])


def _typo_in_both(c: Contact, rng: random.Random) -> str:
    first, *middle, family = c.name.split()
    return " ".join([typo(first, rng), *middle, typo(family, rng)])


def _reversed(c: Contact, rng: random.Random) -> str:
    *given, family = c.name.split()
    return " ".join([family, *given])


def _family_and_org(c: Contact, rng: random.Random) -> str:
    family, org = c.name.split()[-1], c.org.split()
    which = rng.randrange(2)
    return f"{typo(family, rng)} {c.org}" if which else f"{family} {typo(org[0], rng)} {' '.join(org[1:])}"


def _given_interest_org(c: Contact, rng: random.Random) -> str:
    return f"{c.name.split()[0]} {rng.choice(c.interests)} {c.org.split()[0]}"


def _wrong_first_letter(c: Contact, rng: random.Random) -> str:
    *given, family = c.name.split()
    return " ".join([*given, rng.choice("bcdfgklmnprstw") + family[1:]])


def _two_slips_in_family(c: Contact, rng: random.Random) -> str:
    *given, family = c.name.split()
    return " ".join([*given, typo(typo(family, rng), rng)])


def _joined(c: Contact, rng: random.Random) -> str:
    return c.name.replace(" ", "").lower()


def _wrong_word_more(c: Contact, rng: random.Random) -> str:
    return f"{c.name} {rng.choice(KINDS_OF_ORG)}"


def _initial(c: Contact, rng: random.Random) -> str:
    words = c.name.split()
    return f"{words[0][0]} {words[-1]}"


def _short_form(c: Contact, rng: random.Random) -> str:
    words = c.name.split()
    return f"{rng.choice(sorted(variants(fold(words[0]))))} {words[-1]}"


def _misspelt_letters(c: Contact, rng: random.Random) -> str:
    words = c.name.split()
    return f"{words[0]} {typo(words[-1][:4], rng)}"


def _given_and_org(c: Contact, rng: random.Random) -> str:
    return f"{c.name.split()[0]} {c.org}"


_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("sch", "sh"), ("th", "t"), ("ie", "y"), ("ey", "y"), ("ee", "ea"), ("ll", "l"),
    ("nn", "n"), ("tt", "t"), ("ss", "s"), ("rr", "r"), ("z", "s"), ("c", "k"), ("y", "i"), ("v", "w"), ("ou", "oo"),
    ("ai", "ay"), ("mm", "m"), ("son", "sen"), ("er", "ar"), ("gh", "g"), ("x", "ks"), ("i", "e"), ("a", "e"),
)  # fmt: skip


def _by_ear(c: Contact, rng: random.Random) -> str:
    words = [bare(word).lower() for word in c.name.split()]
    return " ".join(
        next(
            (word[0] + word[1:].replace(said, heard, 1) for said, heard in _SOUNDS if said in word[1:]), word
        )
        for word in words
    )


def _middle_left_out(c: Contact, rng: random.Random) -> str:
    words = c.name.split()
    return f"{words[0]} {typo(words[-1], rng)}"


def _being_typed(c: Contact, rng: random.Random) -> str:
    *given, family = c.name.split()
    return " ".join([*given, family[: max(3, len(family) * 2 // 3)]])


def _other_hyphens(c: Contact, rng: random.Random) -> str:
    return c.name.replace("-", rng.choice(["", " "]))


def _comma_and_typo(c: Contact, rng: random.Random) -> str:
    *given, family = c.name.split()
    return f"{typo(family, rng)}, {' '.join(given)}"


def _parts_together(c: Contact, rng: random.Random) -> str:
    *given, particle, family = c.name.split()
    return " ".join([*given, particle + family.lower()])


def _lower(c: Contact, rng: random.Random) -> str:
    return fold(c.name)


def _latin(c: Contact) -> bool:
    return c.name.isascii() and all(len(fold(word)) > 1 for word in c.name.split())


def _two_names(c: Contact) -> bool:
    return len(c.name.split()) > 1 and all(len(fold(word)) > 1 for word in c.name.split())


Damage = Callable[[Contact, random.Random], str]
KINDS: dict[str, tuple[Damage, Callable[[Contact], bool]]] = {
    "full name": (lambda c, _: c.name, lambda _: True),
    "three letters of each": (_three_letters, _two_names),
    "typo in family": (_typo_in_family, _two_names),
    "typo in both": (_typo_in_both, _two_names),
    "reversed": (_reversed, _two_names),
    "family + org, typo": (_family_and_org, lambda c: bool(c.org) and _two_names(c)),
    "given + interest + org": (_given_interest_org, lambda c: bool(c.org and c.interests) and _two_names(c)),
    "accents dropped": (lambda c, _: bare(c.name), lambda c: not c.name.isascii() and bare(c.name).isascii()),
    "wrong first letter": (_wrong_first_letter, lambda c: _two_names(c) and len(c.name.split()[-1]) > 3),
    "two slips in family": (_two_slips_in_family, lambda c: _two_names(c) and len(c.name.split()[-1]) > 5),
    "joined": (_joined, lambda c: _latin(c) and _two_names(c)),
    "a wrong word more": (_wrong_word_more, _two_names),
    "initial + family": (_initial, _two_names),
    "short form": (_short_form, lambda c: _two_names(c) and bool(variants(fold(c.name.split()[0])))),
    "given + 4 misspelt": (_misspelt_letters, lambda c: _two_names(c) and len(c.name.split()[-1]) > 4),
    "given + org": (_given_and_org, lambda c: bool(c.org) and _two_names(c)),
    "by ear": (_by_ear, lambda c: _two_names(c) and bare(c.name).isascii()),
    "middle left out, typo": (_middle_left_out, lambda c: _two_names(c) and len(c.name.split()) > 2),
    "being typed": (_being_typed, _two_names),
    "other hyphens": (_other_hyphens, lambda c: "-" in c.name[2:-2] and " - " not in c.name),
    "family, given, typo": (_comma_and_typo, _two_names),
    "particle together": (
        _parts_together,
        lambda c: len(c.name.split()) > 2 and c.name.split()[-2].lower() in PARTICLES,
    ),
    "folded": (_lower, lambda _: True),
}
"""Kind to what it does to a contact's words and whom it can be done to. The first eight are the yardstick."""

YARDSTICK = tuple(KINDS)[:8]


def queries(contacts: list[Contact], each: int, seed: int) -> list[Asked]:
    """`each` queries of every kind, drawn with `seed`."""
    rng = random.Random(seed)
    asked = []
    for kind, (damage, fits) in KINDS.items():
        fitting = [contact for contact in contacts if fits(contact)]
        chosen = rng.sample(fitting, min(each, len(fitting)))
        asked.extend(Asked(kind, damage(contact, rng), contact) for contact in chosen)
    return asked
