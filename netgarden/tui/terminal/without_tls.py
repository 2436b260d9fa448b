"""asyncio, without TLS: nothing here speaks to a network, and OpenSSL would be loaded before the first screen.

Imported before whatever imports asyncio. Python may be built without TLS, so asyncio does well without; where
`ssl` was imported already, or is later, it is as ever.
"""

import sys

if "ssl" not in sys.modules:
    sys.modules["ssl"] = None  # type: ignore[assignment]  # the documented way to say that a module is not there
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
