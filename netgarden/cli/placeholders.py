"""Placeholders of the documents, filled from the configuration: `{{budget}}`, `{{minutes.email}}`, `{{key.undo}}`."""

from collections.abc import Callable

from netgarden.config import ENTRIES, Config, current
from netgarden.settings import WEEKDAYS
from netgarden.text.cadence import parse_cadence

_DATE_ORDERS = {"dmy": "day and month", "mdy": "month and day"}


def settings_in(config: Config) -> Callable[[str], str]:
    """Return what gives the value of a placeholder in words. It raises KeyError for a name that is no setting."""

    def value(name: str) -> str:
        group, _, member = name.partition(".")
        if group == "key":
            return keys_of(config, member)
        if group == "minutes":
            return str(config.rules.minutes[member])
        if name == "tiers":
            return _tiers(config)
        if name == "weights":
            return ", ".join(
                f"{tier}: {one.weight:g}" for tier, one in config.rules.tiers.items() if tier != "none"
            )
        setting = current(config, _ENTRIES[name])
        if name == "date_order":
            return _DATE_ORDERS[str(setting)]
        if name == "first_weekday":
            return str(setting).capitalize()
        return _listed(setting) if isinstance(setting, list) else str(setting)

    return value


def keys_of(config: Config, command: str) -> str:
    """Return the keys of a command as a keyboard shows them. Raises KeyError for an unknown command."""
    from netgarden.tui.keys import Keys, key_name

    return " ".join(map(key_name, Keys(config.keymap).names_of(command)))


_ENTRIES = {entry.key: entry for entry in ENTRIES}


def _listed(days: list[str]) -> str:
    return "every day" if len(days) == len(WEEKDAYS) else ", ".join(map(str.capitalize, days))


def _tiers(config: Config) -> str:
    """The tiers with their cadences: `inner: fortnightly, close: monthly`."""
    named = []
    for name, tier in config.rules.tiers.items():
        if name == "none":
            continue
        cadence = parse_cadence(tier.cadence)
        named.append(f"{name}: {cadence.words if cadence else 'never'}")
    return ", ".join(named)
