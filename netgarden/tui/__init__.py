"""The app: the only package that imports textual."""

import netgarden.tui.terminal.without_tls  # noqa: F401

SOON = 0.01
"""Seconds after the first screen is drawn at which what it does not need begins; meanwhile it is written."""
