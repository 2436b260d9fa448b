"""Results of a search: people, how well they fit, and where in them the words stand."""

import msgspec


class FieldMatch(msgspec.Struct, frozen=True):
    """One field of a person in which words of the query were found."""

    field: str
    """The record's field: `name`, `org`, `interests`, …"""
    text: str
    """The value found, such as one interest; of a long text the lines around the first word found."""
    spans: tuple[tuple[int, int], ...]
    """The matched letters in `text`: character offsets, start and end, in order, never touching."""


class Match(msgspec.Struct, frozen=True):
    """One person found."""

    uid: str
    name: str
    org: str
    score: float
    """0 to 100; 100 where every word was found as typed."""
    matched: tuple[FieldMatch, ...]
    """The name first if it matched, then the other fields."""
