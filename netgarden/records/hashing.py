"""The one hash that netgarden uses, without what `hashlib` loads besides: all of OpenSSL, at every start.

`hashlib.blake2b` is this very function.
"""

try:
    from _blake2 import blake2b
except ImportError:  # a Python that was built without its own
    from hashlib import blake2b

__all__ = ["blake2b"]
