"""From the domain's data to what the widgets show."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from netgarden.change.garden import Garden
from netgarden.due.queue import Row
from netgarden.people.brief import Brief
from netgarden.people.brief_lines import brief_lines
from netgarden.people.forest import MIN_KNOWN, Forest, Health, Standing, diversity_word
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.session.session import Session
from netgarden.text.dates_in_words import long_day
from netgarden.tui.keys import Keys
from netgarden.tui.look.glyphs import UNICODE, GlyphSet
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.forest import TreeLine
from netgarden.tui.widgets.queue import QueueLine
from netgarden.tui.widgets.status import Status

HEALTH_STYLES: dict[Health, str] = {
    "thriving": "",
    "thirsty": "$warning",
    "wilting": "$error",
    "resting": "$foreground-muted",
}
"""How the glyph of each health is coloured."""

BAND_STYLES = {"A": "$error", "B": "$accent", "C": "", "D": "$foreground-muted"}
"""How the reason of a row is coloured, by band."""

SHOWN = 50
"""Entries that stand on the card of the main screen; all are laid out anew whenever the cursor moves on."""

MOST_TEXT = 4_000
"""Characters that are shown of one text; where it is edited all of it is there."""

LABEL_STYLES = {"I owe": "$accent", "Owes me": "$accent", "Begin": "italic"}


def tree_line(
    contact: Contact, standing: Standing, *, placed: bool, note: str, glyphs: GlyphSet = UNICODE
) -> TreeLine:
    """Return the row of the forest for a person; without health where nobody has placed them yet."""
    health = glyphs.healths[standing.health] if placed or contact.paused_on else " "
    words = standing_words(contact, standing, placed=placed)
    style = HEALTH_STYLES[standing.health]
    return TreeLine(contact.name, note, glyphs.stages[standing.stage], health, style, words)


def standing_words(contact: Contact, standing: Standing, *, placed: bool) -> str:
    """`sapling · thirsty`"""
    return f"{standing.stage} · {standing.health if placed or contact.paused_on else 'not placed'}"


def queue_lines(rows: Iterable[Row], garden: Garden) -> list[QueueLine]:
    """The rows of the queue; of several reasons the leading one and how many more."""
    lines = []
    for row in rows:
        more = f" +{len(row.reasons) - 1}" if len(row.reasons) > 1 else ""
        name = garden.contacts[row.uid].name
        lines.append(QueueLine(row.uid, name, row.lead.text + more, BAND_STYLES[row.band]))
    return lines


def card_lines(brief: Brief) -> list[CardLine]:
    """The brief as the card shows it."""
    lines: list[CardLine] = []
    for label, text in brief_lines(brief):
        if label and all(not line.label for line in lines):
            lines.append(CardLine("", ""))
        # What goes on from a labelled line stands under its text.
        shown = label or (" " if lines and lines[-1].label else "")
        lines.append(CardLine(shown, text, LABEL_STYLES.get(label, "")))
    return lines


def person_lines(session: Session, uid: str, keys: Keys) -> list[CardLine]:
    """All there is to know about somebody: the brief, then everything that happened."""
    lines = card_lines(session.brief(uid))
    conflicts = [conflict for conflict in session.conflicts if conflict.uid == uid]
    if conflicts:
        from netgarden.session.decisions import conflict_words

        words = [conflict_words(session, conflict).partition(" · ")[2] for conflict in conflicts]
        lines += [
            CardLine("", ""),
            *(CardLine("Decide", f"{text} ({keys['decide']})", "$warning") for text in words),
        ]
    if entries := session.garden.interactions_of(uid):
        lines += [CardLine("", ""), CardLine("", "Timeline", "bold $primary")]
        lines += timeline_lines(entries[:SHOWN], session.today)
        if len(entries) > SHOWN:
            more = f"{len(entries) - SHOWN:,} more · {keys['card']} shows all"
            lines.append(CardLine("", more, "$foreground-muted"))
    return lines


def record_lines(contact: Contact, contacts: Mapping[str, Contact], keys: Keys) -> list[CardLine]:
    """The fields of a record with the key that edits them; none where there is nothing but the name.

    `contacts` are those of the garden.
    """
    fields = field_lines(contact, contacts)
    heading = [CardLine("", ""), CardLine("", f"Record · {keys['edit']} edits", "bold $primary")]
    return [*heading, *fields] if fields else []


def field_lines(contact: Contact, contacts: Mapping[str, Contact]) -> list[CardLine]:
    """Return what a record says besides the name, as it is edited; `contacts` are those of the garden."""
    from netgarden.records.fields import EDITABLE, field_text

    return [
        CardLine(field.label, text)
        for field in EDITABLE
        if field.name != "name" and (text := field_text(contact, field.name, contacts))
    ]


def timeline_lines(entries: Iterable[Interaction], today: date) -> list[CardLine]:
    """Everything that happened, newest first: the day and kind, then what was said."""
    lines: list[CardLine] = []
    for entry in entries:
        if entry.part_of:
            continue
        lines.append(CardLine("", _when_and_how(entry, today), "bold"))
        lines.extend(CardLine("", text, style) for text, style in _said(entry))
        lines.append(CardLine("", ""))
    return lines


def entry_lines(garden: Garden, entry: Interaction, today: date, keys: Keys) -> list[CardLine]:
    """The whole of an entry: who took part, what was said, and the text as typed."""
    names = [contact.name for uid in entry.people if (contact := garden.contacts.get(uid))]
    lines = [CardLine("", _when_and_how(entry, today), "bold"), CardLine("", ", ".join(names), "$success")]
    lines.extend(CardLine("", text, style) for text, style in _said(entry))
    if entry.raw and entry.raw != entry.summary:
        lines += [CardLine("", ""), CardLine("", "As typed", "$foreground-muted")]
        lines.extend(CardLine("", line) for line in _clipped(entry.raw).split("\n"))
    return [
        *lines,
        CardLine("", ""),
        CardLine("", keys.fill("{list.open} edits · {delete} deletes"), "$foreground-muted"),
    ]


def _when_and_how(entry: Interaction, today: date) -> str:
    arrow = {"in": "←", "out": "→", "both": "↔"}[entry.direction]
    planned = " · planned" if entry.on > today else ""
    return f"{long_day(entry.on, today)} · {entry.kind} {arrow}{planned}"


def _said(entry: Interaction) -> Iterator[tuple[str, str]]:
    """The texts of an entry and how each is coloured."""
    if entry.summary:
        yield _clipped(entry.summary), ""
    for word, text in (("gave:", entry.gave), ("got:", entry.got), ("at", entry.event)):
        if text:
            yield f"{word} {_clipped(text)}", "$foreground-muted"
    if entry.topics:
        yield " ".join(f"#{topic}" for topic in entry.topics), "$foreground-muted"


def _clipped(text: str) -> str:
    return (
        text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}… {len(text) - MOST_TEXT:,} characters more"
    )


def forest_words(forest: Forest) -> Iterator[str]:
    """`density 2.1 linked · diversity 0.82 varied · not known: …`, shorter and shorter; nothing where there are
    no data yet.
    """
    score = forest.diversity
    if forest.people < MIN_KNOWN or (not forest.ties and score is None):
        return
    varied = "" if score is None else diversity_word(score)
    linked, density, named = ("no ties yet",) * 3
    if forest.ties:
        linked, density = (f"{word} {forest.density:.1f}" for word in (forest.density_word, "density"))
        named = f"{density} {forest.density_word}"
    diversity = "diversity not known" if score is None else f"diversity {score:.2f}"
    told = f"{named} · {diversity} {varied}".rstrip()
    if forest.missing_words:
        yield f"{told} · {forest.missing_words}"
    yield told
    yield f"{density} · {diversity}"
    yield linked if score is None else f"{linked} · {varied} {score:.2f}"


def session_status(session: Session, keys: Keys, minutes: int | None = None, marked: str = "") -> Status:
    """Return the status line; `minutes` are those of today, where they were set, `marked` who is marked."""
    due = ""
    if session.garden.contacts and session.knows_who_is_due:
        queue = session.queue(minutes)
        waiting = f" · {len(queue.waiting):,} can wait" if queue.waiting else ""
        due = f"{len(queue.rows)} today{waiting}"
    due += f" · {marked}" if marked else ""
    saved, alarm = session.saved_words
    if open_questions := len(session.conflicts) + len(session.notices):
        saved += f" · {open_questions} to decide ({keys['decide']})"
    return Status(
        session.name, due, saved, alarm, f"{long_day(session.today, session.today)} {session.today.year}"
    )
