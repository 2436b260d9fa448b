"""Guards against files that are asked about before they are believed: many people gone, or an older version."""

from netgarden.change.join import Seen
from netgarden.storage.device import Device
from netgarden.storage.edits import Edit, edited
from netgarden.storage.lines import Copy, decode_line, encode_line, is_trash, shown

MANY = 25
"""So many people are never taken away unasked,"""

MANY_SHARE = 0.2
"""nor such a share of all,"""

FEW = 5
"""unless they are fewer than this."""

Keys = frozenset[tuple[str, int]]


def taken_away(before: Copy, after: Copy) -> Keys:
    """Table and document id of the records that were there before and are not after."""
    gone = []
    for table, lines in before.tables.items():
        there = after.tables.get(table, {})
        for number, line in lines.items():
            now = there.get(number)
            if now is not line and now != line and (now is None or is_trash(now)) and not is_trash(line):
                gone.append((table, number))
    return frozenset(gone)


def are_many(before: Copy, gone: Keys) -> bool:
    """Return whether these are so many people that it may be an accident."""
    people = sum(table == "contacts" for table, _ in gone)
    total = len(before.tables.get("contacts", {}))
    return people >= MANY or (people >= FEW and people >= MANY_SHARE * total)


def revived(before: Copy, after: Copy, gone: Keys, device: Device) -> Copy:
    """`after` with these records alive again, as by a save of this device."""
    name, number = device.dot(after.seen)
    tables = {table: dict(lines) for table, lines in after.tables.items()}
    for table, uid in gone:
        was, now = before.tables[table][uid], after.line(table, uid)
        trash = decode_line(now) if now else None
        edit = Edit(deletes=True, created=shown(decode_line(was)))
        record = edited(table, edit, trash, trash, after.seen, f"{name}.{number}")
        assert record is not None
        tables.setdefault(table, {})[uid] = encode_line(table, uid, record)
    return Copy(after.garden, after.seen | {name: number}, tables, after.schema)


def is_older(seen: Seen, than: Seen) -> bool:
    """Return whether a copy that has seen `seen` is an earlier state of one that has seen `than`."""
    return seen != than and all(number <= than.get(device, 0) for device, number in seen.items())


def differing(one: Copy, other: Copy) -> Keys:
    """Table and document id of the lines that the two do not have alike."""
    found: set[tuple[str, int]] = set()
    for table in {*one.tables, *other.tables}:
        here, there = one.tables.get(table, {}), other.tables.get(table, {})
        if here is not there:
            found.update((table, number) for number, line in here.items() if there.get(number) != line)
            found.update((table, number) for number in there.keys() - here.keys())
    return frozenset(found)
