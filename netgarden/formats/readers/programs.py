"""Tables of known programs, recognised by headers that only they have: Google, Outlook, Thunderbird."""

from netgarden.formats.readers.header_words import Column
from netgarden.text.plain import fold

SIGNATURES: dict[str, tuple[frozenset[str], ...]] = {
    "google": (
        frozenset({"given name yomi"}),
        frozenset({"phonetic first name", "labels"}),
        frozenset({"organization 1 name"}),
        frozenset({"group membership", "given name"}),
        frozenset({"e mail 1 value"}),
        frozenset({"phone 1 value"}),
    ),
    "thunderbird": (
        frozenset({"primary email", "display name"}),
        frozenset({"screen name", "secondary email"}),
    ),
    "outlook": (
        frozenset({"e mail address", "business phone"}),
        frozenset({"e mail address", "e mail 2 address"}),
        frozenset({"e mail adresse", "telefon geschaftlich"}),
        frozenset({"e mail adresse", "vorname", "firma"}),
        frozenset({"adresse de messagerie", "prenom"}),
        frozenset({"e mail display name"}),
    ),
}
"""Format name to sets of folded headers; a table that has all of one set is of that format."""


def adjusted(program: str, columns: list[Column]) -> list[Column]:
    """The columns as the program means them: Outlook's `Location` is an office, not where somebody lives."""
    if program != "outlook":
        return columns
    return [Column("extra") if column.field == "place" else column for column in columns]


def program_of(header: list[str]) -> str:
    """The format name of a table, `csv` where no program shows."""
    folded = {fold(name) for name in header}
    return next((name for name, sets in SIGNATURES.items() if any(one <= folded for one in sets)), "csv")
