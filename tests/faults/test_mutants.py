"""Each decision of the join, taken the other way, must be seen by the laws or the oracle."""

import inspect
import types

import pytest

from netgarden.change import join
from netgarden.storage import edits
from tests.change import test_join as laws

pytestmark = [pytest.mark.fault, pytest.mark.long]

MUTANTS = [
    (join, "if dot in held or not covers(their_seen, dot)", "if not covers(their_seen, dot)"),
    (join, "if dot in held or not covers(their_seen, dot)", "if dot in held"),
    (join, "if dot in held or not covers(their_seen, dot)", "if True"),
    (join, "_kept(here, there, their_seen)", "_kept(here, there, my_seen)"),
    (join, "_kept(there, here, my_seen)", "_kept(there, here, their_seen)"),
    (join, "joined.get(value, frozenset()) | dots", "dots"),
    (join, "return {value: dots for value, dots in kept.items() if dots}", "return kept"),
    (join, "max(one.get(device, 0), other.get(device, 0))", "min(one.get(device, 0), other.get(device, 0))"),
    (join, "<= seen.get(device, 0)", "< seen.get(device, 0)"),
    (join, "bool(gone) and all(", "bool(gone) and any("),
    (join, "bool(gone) and all(", "bool(gone) or all("),
    (join, "key=lambda value: (len(value), value)", "key=len"),
    (join, "-counts[stamp], stamp", "-counts[stamp]"),
    (join, "for path in sorted(parts):", "for path in parts:"),
    (join, "in sorted(parts[path].items())", "in parts[path].items()"),
    (join, "sorted(gone.items())", "gone.items()"),
    (edits, "if other not in known", "if True"),
    (edits, "if other not in known", "if False"),
    (edits, "standing.get(value, frozenset()) | {dot}", "frozenset({dot})"),
    (edits, "back and path ==", "False and path =="),
    (edits, "join_seen(record.get(GONE, {}), known_seen)", "known_seen"),
]
"""Module, a piece of its source, and what takes its place."""

LAWS = [test for name, test in vars(laws).items() if name.startswith("test_") and callable(test)]


def mutated(module, old, new):
    """The module with one piece of its source changed."""
    source = inspect.getsource(module)
    assert source.count(old) >= 1, f"the source no longer holds: {old}"
    changed = types.ModuleType(module.__name__)
    changed.__file__ = module.__file__
    exec(compile(source.replace(old, new, 1), module.__file__, "exec"), changed.__dict__)
    return changed


def is_seen():
    """Whether any law fails."""
    for test in LAWS:
        cases = [()]
        for mark in getattr(test, "pytestmark", []):
            if mark.name == "parametrize":
                cases = mark.args[1]
        for case in cases:
            try:
                test(*case)
            except Exception:
                return True
    return False


@pytest.mark.parametrize(("module", "old", "new"), MUTANTS)
def test_a_decision_taken_the_other_way_is_seen(module, old, new, monkeypatch):
    changed = mutated(module, old, new)
    for name, value in vars(module).items():
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__:
            monkeypatch.setattr(value, "__code__", vars(changed)[name].__code__)
    assert is_seen()


def test_control_without_a_change_nothing_is_seen():
    assert not is_seen()
