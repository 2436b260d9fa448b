"""A record that is taken as it is has nothing in it that cleaning would change."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netgarden.storage.foreign import _cleaned, _is_plain
from netgarden.text.plain import MAX_LINE

texts = st.text(st.sampled_from("aZ 9.\n\t\"\\/'\x00\x1b\x7f\x85é\u202e\ud800") | st.characters(), max_size=6)
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=500)
@given(st.dictionaries(texts, values, max_size=4), st.booleans())
@example({"name": " Ada"}, False)
@example({"name": "Ada "}, False)
@example({"name": " "}, True)
@example({"a  b": "c"}, False)
@example({"notes": "x" * (MAX_LINE + 1)}, False)
@example({"number": float("inf")}, False)
def test_what_is_plain_is_clean(record, multiline):
    if _is_plain(record):
        assert _cleaned(record, multiline=multiline) == record


@pytest.mark.parametrize(
    "record", [{}, {"name": "Ada Lovelace", "tags": ["a", "b"], "emails": {"a@b.example": "work"}}]
)
def test_most_records_are_plain(record):
    assert _is_plain(record)
