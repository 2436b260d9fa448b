"""Kinds: every one has all its words, its name is one of its `Literal`, and an unknown one is shown by its name."""

import string
from collections.abc import Mapping
from typing import get_args

import pytest

from netgarden.due.rules import DEFAULT_MINUTES
from netgarden.messages.templates import TEMPLATES
from netgarden.people.timeline import GROUPS
from netgarden.records import kinds, reason_kinds
from netgarden.records.kinds import (
    INTERACTIONS,
    LOOPS,
    MILESTONES,
    OPEN_KINDS,
    RESULTS,
    WISHES,
    interaction_kind,
    loop_kind,
    milestone_kind,
    open_kind,
)
from netgarden.records.notice_kinds import NOTICES, NoticeName
from netgarden.records.reason_kinds import REASONS, RHYTHMS

SLOTS = {"opened": {"whose", "text"}, "closed": {"whose", "text", "how", "who", "outcome"},
         "calendar": {"who", "what"}, "brief": {"what"}}  # fmt: skip
"""The templates of a loop, and what each may name."""


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (INTERACTIONS, kinds.InteractionName),
        (LOOPS, kinds.LoopName),
        (WISHES, kinds.WishName),
        (MILESTONES, kinds.MilestoneName),
        (REASONS, reason_kinds.ReasonName),
        (RHYTHMS, reason_kinds.RhythmName),
        (NOTICES, NoticeName),
    ],
)
def test_a_kind_is_listed_under_every_name_there_is(table: Mapping[str, object], names: object) -> None:
    assert set(table) == set(get_args(names))


@pytest.mark.parametrize("name", LOOPS)
def test_every_kind_of_loop_has_each_word(name: str) -> None:
    kind = LOOPS[name]
    assert all((kind.label, kind.noun, kind.action, kind.opened, kind.closed, kind.calendar, kind.brief_bare))
    assert set(kind.ends) <= set(RESULTS)
    assert set(kind.settled_by) <= set(TEMPLATES)
    assert bool(kind.settled_by) == bool(kind.closes_with)
    assert kind.waits or kind.reason == "open"
    for template, slots in SLOTS.items():
        named = {slot for _, slot, *_ in string.Formatter().parse(getattr(kind, template)) if slot}
        assert named <= slots


@pytest.mark.parametrize("name", OPEN_KINDS)
def test_what_is_added_by_hand_has_a_prompt_and_an_example(name: str) -> None:
    kind = OPEN_KINDS[name]
    assert kind.label
    assert (bool(kind.key), bool(kind.prompt), bool(kind.hint)) == ((bool(kind.key),) * 3)


def test_no_two_kinds_share_a_key_or_a_place_in_the_list() -> None:
    keys = [kind.key for kind in OPEN_KINDS.values() if kind.key]
    assert len(set(keys)) == len(keys)
    assert len({kind.rank for kind in OPEN_KINDS.values()}) == len(OPEN_KINDS)


@pytest.mark.parametrize("name", REASONS)
def test_every_kind_of_reason_costs_what_is_set_and_has_a_template_that_is_there(
    name: reason_kinds.ReasonName,
) -> None:
    kind = REASONS[name]
    assert kind.costs in ("", *DEFAULT_MINUTES)
    assert kind.template in ("", *TEMPLATES)
    assert (kind.rhythm is not None) == (kind.about == "rhythm")


@pytest.mark.parametrize("name", MILESTONES)
def test_every_kind_of_milestone_has_a_reason_and_a_template(name: str) -> None:
    kind = MILESTONES[name]
    assert kind.noun
    assert REASONS[kind.reason].about == "milestone"
    assert kind.template in TEMPLATES


@pytest.mark.parametrize("name", ["pledge", "{odd}", "{", "a } b"])
def test_an_unknown_kind_is_shown_by_its_own_name(name: str) -> None:
    known = loop_kind(name)
    assert (known.label, known.noun, known.brief_bare) == (name,) * 3
    assert known.opened.format(whose="", text=": x") == f"{name}: x"
    assert known.calendar.format(who="Ada", what="x") == f"{name} Ada: x"
    assert known.brief.format(what="x") == f"{name}: x"
    assert open_kind(name).label == milestone_kind(name).noun == interaction_kind(name).noun == name


@pytest.mark.parametrize("name", INTERACTIONS)
def test_every_kind_of_interaction_has_each_word_and_its_group_is_explained(name: str) -> None:
    kind = INTERACTIONS[name]
    assert kind.noun
    assert kind.past
    assert kind.group in GROUPS


def test_every_group_of_a_timeline_is_explained() -> None:
    assert set(GROUPS) == set(get_args(kinds.Group))


def test_every_kind_of_notice_says_what_was_done_and_all_but_a_missing_file_can_be_acted_on() -> None:
    assert all(kind.detail for kind in NOTICES.values())
    assert [name for name, kind in NOTICES.items() if not kind.offer] == ["missing"]
