"""The text level of vCard: which characters a value stands for, and its escapes, parts and lists."""

import re
from collections import Counter
from collections.abc import Sequence

from netgarden.formats.encoding import guess, known
from netgarden.formats.readers.vcard_lines import Card, Property

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANING = {"n": "\n", "N": "\n"}
_SEMICOLONS = re.compile(r"(?<!\\)((?:\\\\)*);")
_COMMAS = re.compile(r"(?<!\\)((?:\\\\)*),")
_CARET = {"^n": "\n", "^^": "^", "^'": '"'}


def unescape(text: str) -> str:
    r"""Undo the escapes of a value: `\n`, `\,`, `\;`, `\:` and `\\`."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _MEANING.get(match[1], match[1]), text)


def escape(text: str) -> str:
    """The opposite of `unescape`, as RFC 6350 has it."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def parts(text: str) -> list[str]:
    """The parts of a structured value (N, ORG, ADR), still with their escapes."""
    return _split(text, _SEMICOLONS)


def items(text: str) -> list[str]:
    """The members of a list (CATEGORIES, NICKNAME), unescaped.

    Some programs escape the very commas that separate: where all are escaped, they count as separators.
    """
    found = _split(text, _COMMAS)
    if len(found) == 1 and "\\, " in text:
        found = text.split("\\,")
    return [unescape(one).strip() for one in found]


def unescape_param(text: str) -> str:
    """Undo the caret escapes of a parameter (RFC 6868)."""
    return re.sub(r"\^[n^']", lambda match: _CARET[match[0]], text) if "^" in text else text


def _split(text: str, separators: re.Pattern[str]) -> list[str]:
    if "\\" not in text:
        return text.split(";" if separators is _SEMICOLONS else ",")
    found, start = [], 0
    for match in separators.finditer(text):
        found.append(text[start : match.end(1)])
        start = match.end()
    return [*found, text[start:]]


class Decoder:
    """Decodes the values of one file.

    A value is read by its own CHARSET, else by the encoding given for the file, else as UTF-8, else by the
    CHARSET of a neighbour in the same card or file, else by a guess over all such values of the file.
    """

    def __init__(self, cards: Sequence[Card], encoding: str | None = None) -> None:
        self._cards = cards
        self._given = encoding
        self._fallback: str | None = None
        self.guessed: Counter[str] = Counter()
        """Encoding to the number of values that had to be guessed."""
        self.unknown: set[str] = set()
        """CHARSETs that are none."""

    def decode(self, prop: Property, card: Card) -> str:
        """The text of a value. Never raises."""
        value = prop.value
        charset = prop.params.get(b"CHARSET")
        if charset is not None and (text := self._by_charset(charset, value)) is not None:
            return text
        if value.isascii():
            return value.decode("ascii")
        if self._given:
            return value.decode(self._given, "replace")
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":
                return value.decode("utf-8", "ignore")
        encoding = _charset_hint((card,)) or self._file_encoding()
        self.guessed[encoding] += 1
        return value.decode(encoding, "replace")

    def _by_charset(self, charset: bytes, value: bytes) -> str | None:
        name = charset.decode("ascii", "replace")
        codec = known(name)
        if not codec:
            self.unknown.add(name)
            return None
        try:
            return value.decode(codec)
        except UnicodeDecodeError:
            return None

    def _file_encoding(self) -> str:
        if self._fallback is None:
            self._fallback = _charset_hint(self._cards) or guess(b"\n".join(self._undecodable()))
        return self._fallback

    def _undecodable(self) -> list[bytes]:
        found = []
        for card in self._cards:
            for prop in card.properties:
                if b"CHARSET" not in prop.params and not prop.value.isascii():
                    try:
                        prop.value.decode("utf-8")
                    except UnicodeDecodeError:
                        found.append(prop.value)
        return found


def _charset_hint(cards: Sequence[Card]) -> str:
    """The commonest CHARSET of the cards that is not UTF-8, or empty."""
    names = Counter(
        known(charset.decode("ascii", "replace"))
        for card in cards
        for prop in card.properties
        if (charset := prop.params.get(b"CHARSET")) is not None
    )
    return next((name for name, _ in names.most_common() if name and name not in ("utf-8", "ascii")), "")
