"""The app: the only package that imports textual."""

import netgarden.tui.without_tls  # noqa: F401
