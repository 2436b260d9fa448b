"""No file, however damaged, gives a traceback or hangs; and damage to one person never loses the others."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.errors import NetgardenError
from netgarden.formats.registry import read
from netgarden.importing.plan import plan_import
from tests.conftest import CORPUS
from tests.support.gardens import TODAY

FILES = sorted(path for path in CORPUS.glob("*/*") if path.parent.name != "volume") if CORPUS.exists() else []
DATA = {path: path.read_bytes() for path in FILES}

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not there")


def survives(data: bytes, name: str) -> None:
    with suppress(NetgardenError):
        garden = Garden()
        garden.apply(plan_import(garden, [read(data, filename=name)], TODAY).change(garden))
        for contact in garden.contacts.values():
            assert contact.name
            assert "\x1b" not in f"{contact}"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_damaged_files_give_a_sentence_at_worst(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(FILES))
    whole = DATA[path]
    at = data.draw(st.integers(0, len(whole)))
    damaged = data.draw(
        st.sampled_from(["cut", "headless", "doubled", "changed", "nul", "escape", "quote", "inserted"])
    )
    byte = bytes([data.draw(st.integers(0, 255))])
    survives(
        {
            "cut": whole[:at],
            "headless": whole[at:],
            "doubled": whole + whole,
            "changed": whole[:at] + byte + whole[at + 1 :],
            "nul": whole[:at] + bytes(40) + whole[at:],
            "escape": whole[:at] + b"\x1b]0;title\x07[/red]" + whole[at:],
            "quote": whole[:at] + b'"' + whole[at:],
            "inserted": whole[:at] + whole[max(0, at - 50) : at] + whole[at:],
        }[damaged],
        path.name,
    )


@pytest.mark.long
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_cut_and_changed_in_a_hundred_places(path: object) -> None:
    whole = DATA[path]  # type: ignore[index]
    step = max(1, len(whole) // 100)
    for at in range(0, len(whole), step):
        survives(whole[:at], "cut")
        survives(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :], "flipped")
        survives(whole[:at] + b'"' + whole[at + 1 :], "quoted")
        survives(whole[:at] + b"\n" + whole[at + 1 :], "broken")


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".vcf"], ids=lambda path: path.name
)
def test_a_damaged_card_in_front_loses_no_other(path: object) -> None:
    whole = DATA[path]  # type: ignore[index]
    if whole[:2] in (b"\xff\xfe", b"\xfe\xff"):
        pytest.skip("UTF-16 cannot be joined to other bytes")
    alone = {candidate.contact.name for candidate in read(whole).candidates}
    damaged = b'BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:cut=\r\nN;;;\r\nTEL;TYPE="open:1\r\n'
    assert alone <= {candidate.contact.name for candidate in read(damaged + whole).candidates}
