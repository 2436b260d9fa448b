"""Cleaning of text from outside: escape sequences, controls, invisible and bidi characters."""

import re
import unicodedata

# An escape sequence goes as a whole (CSI, OSC, DCS, SOS, PM, APC, then two-byte ones): leaving its letters
# behind would turn "\x1b[31mAda" into "[31mAda".
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Controls, bidi overrides and isolates, tag characters, interlinear marks, non-characters, surrogates.
# U+200C and U+200D stay: Persian, Indic scripts and emoji families need them. U+200E, U+200F and U+061C only
# ever change the order of what stands around them, so they go.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_ODD_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_MARKS = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")


def harmless(text: str) -> str:
    """Return a whole file without controls, bidi and invisible characters; its lines and blanks stay."""
    return _ODD_BREAKS.sub(" ", _HIDDEN.sub("", text))


def clean_once(text: str, multiline: bool) -> str:
    """`text` without what acts on a terminal or hides; what is left may have to go through it once more."""
    text = _ESCAPES.sub("", text)
    text = _BREAKS.sub("\n", text)
    text = _HIDDEN.sub("", text)
    text = _MARKS.sub(r"\1", unicodedata.normalize("NFC", text))
    text = _JOINERS.sub(r"\1", text)
    if not multiline:
        return " ".join(text.split())
    return "\n".join(_BLANKS.sub(_keep_indent, line).rstrip() for line in text.split("\n")).strip("\n")


def _keep_indent(run: re.Match[str]) -> str:
    """Tabs become spaces; runs of spaces stay, since notes are indented by hand."""
    return run[0].expandtabs(4).replace("\u00a0", " ") if set(run[0]) <= {" ", "\t", "\u00a0"} else " "
