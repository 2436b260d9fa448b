"""Pastes: what stands between the brackets of a paste is text, and never a key.

Textual looks for keys in it too, so that an escape in a pasted text would act: with a `D` behind it, it would
delete somebody. Most terminals take escapes out of what they paste; for the others that is done here.
"""

import re
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PlainPastes(XTermParser):
    """Textual's reader of what a terminal sends, without controls in what is pasted."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasting = False
        self._rest = ""
        """What may go on as a bracket in the next piece; outside a paste it was read already."""

    def feed(self, data: str) -> Iterable[Message]:
        """Read a piece of what the terminal sends; an empty one is the end."""
        plain = self.plain(data)
        return super().feed(plain) if plain or not data else ()

    def plain(self, data: str) -> str:
        """The piece without controls in what is pasted, as far as it is known what they belong to."""
        found: list[str] = []
        while data:
            if self._pasting:
                text, end, data = (self._rest + data).partition(END)
                kept = 0 if end else max(n for n in range(len(END)) if text.endswith(END[:n]))
                self._rest = text[len(text) - kept :]
                found.append(_CONTROLS.sub("", text[: len(text) - kept]) + end)
                self._pasting = not end
            else:
                joined = self._rest + data
                at = joined.find(BEGIN)
                self._pasting = at >= 0
                read = at + len(BEGIN) - len(self._rest) if self._pasting else len(data)
                self._rest = "" if self._pasting else joined[1 - len(BEGIN) :]
                found.append(data[:read])
                data = data[read:]
        return "".join(found)


def install() -> None:
    """Have Textual read with it."""
    linux_driver.XTermParser = PlainPastes  # type: ignore[attr-defined]
