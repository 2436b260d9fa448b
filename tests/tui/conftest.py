"""A garden of a few people, small enough to say what each test expects of it."""

from collections.abc import Callable

import pytest
from textual.app import App

from netgarden.change.garden import Garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from tests.support.gardens import ADA, GRACE, NOW, PLACED, SAM, TODAY, ZOE, call, small_garden  # noqa: F401 (tests may take them from here)


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a link starts no program of the machine."""
    monkeypatch.setattr("webbrowser.open", lambda *_, **__: True)


@pytest.fixture(autouse=True)
def _toasts_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Toasts stay for a minute: on a busy machine four seconds pass between two keys of a test."""
    notify = App.notify
    monkeypatch.setattr(
        App, "notify", lambda self, *words, **how: notify(self, *words, **how | {"timeout": 60})
    )


@pytest.fixture
def session() -> Session:
    """The small garden, in memory."""
    return Session(small_garden(), TODAY, now=lambda: NOW)


@pytest.fixture
def app(session: Session) -> NetgardenApp:
    """The app on the small garden."""
    return NetgardenApp(session, lambda: TODAY)


@pytest.fixture
def app_on() -> Callable[[Garden], NetgardenApp]:
    """Makes the app on a garden."""
    return lambda garden: NetgardenApp(Session(garden, TODAY, now=lambda: NOW), lambda: TODAY)
