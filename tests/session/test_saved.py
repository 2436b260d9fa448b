"""What the session says of the file while a change is told."""

from pathlib import Path

from netgarden.records.contact import Contact
from netgarden.session.session import Changed, Session
from tests.support.gardens import TODAY, paths_in


def test_whoever_is_told_of_a_change_is_not_told_that_it_is_saved(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    session = Session.open(paths, TODAY)
    said: list[tuple[str, bool]] = []

    def listen(changed: Changed) -> None:
        said.append((session.saved_words[0], paths.garden.exists()))

    session.subscribe(listen)
    builder = session.garden.builder()
    builder.put(Contact(uid=session.garden.new_uid(), name="Ada"))
    session.do(builder.build("add"))
    assert all(is_there for words, is_there in said if words == "saved")
    assert said
    session.save()
    assert session.saved_words[0] == "saved"
    assert paths.garden.exists()
