"""Encodings: from the bytes of a file to its characters."""

import codecs
from typing import NamedTuple

from netgarden.errors import UsageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip


class Text(NamedTuple):
    """Decoded text, the encoding it was read as, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool = False


def known(encoding: str) -> str:
    """The codec's own name of a character set, or empty if there is none such for text."""
    try:
        info = codecs.lookup(encoding.strip().strip("\"'"))
        b"a".decode(info.name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    return "cp932" if info.name == "shift_jis" else info.name


def check(encoding: str) -> str:
    """The codec's name of an encoding given by hand. Raises UsageError if there is none such."""
    if name := known(encoding):
        return name
    raise UsageError(
        f"“{encoding}” is not an encoding: try utf-8, cp1252, cp1250, cp1251, shift_jis or gb18030"
    )


def by_mark(data: bytes) -> str:
    """The Unicode encoding that a byte order mark or the pattern of NUL bytes tells, or empty."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    start = data[:512]
    if len(start) >= 4 and start.count(0) * 3 > len(start):
        even, odd = start[0::2].count(0), start[1::2].count(0)
        if start[:2] == b"\0\0" or start[2:4] == b"\0\0":
            return "utf-32-be" if start[0] == 0 else "utf-32-le"
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def decode(data: bytes, encoding: str | None = None) -> Text:
    """The text of a file: by the encoding given, its mark, as UTF-8, else by a guess. Never raises for any bytes.

    Raises UsageError if `encoding` is not one.
    """
    if encoding:
        name = check(encoding)
        return Text(data.decode(name, "replace"), name)
    if name := by_mark(data):
        return Text(data.decode(name, "replace"), name.removesuffix("-sig"))
    try:
        return Text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.reason == "unexpected end of data":
            return Text(data.decode("utf-8", "ignore"), "utf-8")
    name = guess(data)
    return Text(data.decode(name, "replace"), name, guessed=True)


def _has_kana(data: bytes, name: str) -> bool:
    """Return whether bytes are good Japanese in an encoding: they have wide kana, as no other language does."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return False
    wide = [c for c in text if c > "\xff"]
    kana = sum("\u3041" <= c <= "\u30fe" for c in wide)
    return kana > 0 and kana * 10 >= len(wide) and not any("\uff61" <= c <= "\uff9f" for c in wide)


def guess(data: bytes) -> str:
    """The likeliest 8-bit or East Asian encoding of bytes that are not UTF-8; Windows-1252 where nothing tells.

    Bytes that are UTF-8 but for one damaged place in a hundred are UTF-8 all the same.
    """
    damaged = data.decode("utf-8", "replace").count("\ufffd")
    high = sum(byte > 127 for byte in data[:1_000_000])
    if damaged * 100 <= high:
        return "utf-8"
    # Of a long file only the lines that tell something are looked at.
    telling = b"\n".join(line for line in data[:1_000_000].split(b"\n") if not line.isascii())[:20_000]
    if high < 6 or not telling:
        return "cp1252"
    for name in ("cp932", "euc_jp"):
        if _has_kana(telling, name):
            return name
    from charset_normalizer import from_bytes

    best = from_bytes(telling, cp_isolation=_USUAL, threshold=0.6, preemptive_behaviour=False).best()
    name = known(best.encoding) if best is not None else "cp1252"
    same = name.startswith("cp125") and telling.decode(name, "replace") == telling.decode("cp1252", "replace")
    return "cp1252" if same else name
