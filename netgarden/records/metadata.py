"""What is said of a record's field, at the field: how people call it, and where it is shown, typed and found.

A field is annotated with it, `role: Annotated[str, Field(hint="what they do there")] = ""`, and everything that shows
or reads fields goes by `fields.EDITABLE`: the edit form, the options of `add` and `edit`, find, the brief, tables.
What is not said has a usual value, by which the field is in each of these places; None keeps it out of one.
"""

from typing import Final, Literal, TypeAlias

import msgspec

FieldKind: TypeAlias = Literal["scalar", "set", "map"]
"""A text, date or flag; a set of texts; a map of text to text."""

Check: TypeAlias = Literal[
    "", "tier", "cadence", "date", "how met", "time zone", "person", "email", "phone", "link"
]
"""What the text has to be, or each member: a date may be partial, a person is a contact or a name in plain words."""


class Field(msgspec.Struct, frozen=True):
    """What is said of a field."""

    label: str = ""
    """In the form and on the card; usually the name."""
    hint: str = ""
    """For the form: an example, or the values it takes. In it and in `help`, `{tiers}` stands for those configured."""
    multiline: bool = False
    """Whether line breaks in its text are kept."""
    check: Check = ""
    option: str | None = ""
    """The option of `add` and `edit`; usually the name. Fields may share one: the first that takes a value has it."""
    help: str = ""
    """For the option, a sentence; usually the hint, else the label."""
    metavar: str = "TEXT"
    """What the option takes, in its help."""
    find: float | None = 0.6
    """What finding a word here costs more than in the name."""
    shared: bool = False
    """Whether many people have the same words in it: find forgives slips in them, the shell completes them."""
    column: str | None = ""
    """The header of its column in a table; usually the label. None: the table's last column has it."""
    brief: str | None = ""
    """The label of its line in the brief; usually the label. None: the brief tells it in other words, or not."""
    is_edited: bool = True
    """Whether people write it; else it is bookkeeping, set by verbs of its own."""
    name: str = ""
    """In the record; known from the record."""
    kind: FieldKind = "scalar"
    """Known from the record."""

    def of(self, name: str, kind: FieldKind) -> "Field":
        """The field of this name and kind, with its usual values where nothing else is said."""
        label = self.label or name.replace("_", " ").capitalize()
        words = self.hint or label
        return msgspec.structs.replace(
            self,
            name=name,
            kind=kind,
            label=label,
            option=f"--{name.replace('_', '-')}" if self.option == "" else self.option,
            help=self.help or f"{words[:1].upper()}{words[1:]}.",
            column=label if self.column == "" else self.column,
            brief=label if self.brief == "" else self.brief,
        )


BOOKKEEPING: Final = Field(option=None, find=None, column=None, brief=None, is_edited=False)
"""A field that verbs of its own set; only the file and what carries all of a record has it."""

KEPT_AS_IT_IS: Final = msgspec.structs.replace(BOOKKEEPING, multiline=True)
"""Bookkeeping with text from elsewhere, line breaks and all."""
