"""The documents of the package as their reader sees them: lists and settings stand where they have placeholders.

`{{list.reasons}}` is a list that the tables of kinds and fields give, `{{budget}}` a setting, see `placeholders`.
"""

from netgarden.cli.placeholders import settings_in
from netgarden.config import Config
from netgarden.docs import document, fill, section
from netgarden.records.kinds import INTERACTIONS, LOOPS
from netgarden.records.reason_kinds import REASONS
from netgarden.records.tables import FIELDS

LIST = "list."


def filled(name: str, config: Config, heading: str = "") -> str:
    """Return a document, or one section of it, with every placeholder filled. Raises KeyError for an unknown one."""
    text, setting = document(name), settings_in(config)
    return fill(
        section(text, heading) if heading else text,
        lambda one: listing(one.removeprefix(LIST)) if one.startswith(LIST) else setting(one),
    )


def listing(name: str) -> str:
    """Return a list in words: the `reasons`, the `loops`, `fields.<table>` or `kinds.<weight>`."""
    group, _, member = name.partition(".")
    if name == "reasons":
        return "\n".join(f"- **{one}** ({kind.band}): {kind.when}" for one, kind in REASONS.items())
    if name == "loops":
        return ", ".join(LOOPS)
    if group == "fields":
        fields = {field: kind for field, kind in FIELDS[member].items() if field not in ("uid", "extra")}
        return ", ".join(
            f"`{field}`" + ("" if kind == "scalar" else f" ({kind})") for field, kind in fields.items()
        )
    if group == "kinds":
        return ", ".join(kind for kind, one in INTERACTIONS.items() if one.weight == member)
    raise KeyError(name)
