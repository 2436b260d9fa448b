"""The index of names that is made beside the session's thread."""

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.session.session import Session
from netgarden.verbs import people as actions
from tests.support.gardens import TODAY, person, uid


def test_what_changes_while_names_are_indexed_is_in_the_index() -> None:
    session = Session(Garden({"contacts": [person(1, "Ada Lovelace"), person(2, "Grace Hopper")]}), TODAY)
    use = session.index_people()
    change, zoe = actions.add_contact(session.garden, Rules(), {"name": "Zoë Quinn"}, TODAY)
    session.do(change)
    session.do(actions.edit_contact(session.garden, Rules(), uid(1), {"name": "Ada King"}, TODAY))
    session.do(actions.delete_contact(session.garden, [uid(2)]))
    use()
    assert session.names.called("zoe") == (zoe,)
    assert session.names.called("ada king") == (uid(1),)
    assert session.names.called("grace") == ()


def test_an_index_that_is_in_use_already_stays() -> None:
    session = Session(Garden({"contacts": [person(1, "Ada Lovelace")]}), TODAY)
    use, names = session.index_people(), session.names
    use()
    assert session.names is names
