"""Files named on the command line to be written."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from netgarden.errors import NetgardenError
from netgarden.importing.input_files import STDIO
from netgarden.text.cleaning import harmless
from netgarden.text.plain import clean


def write_output(name: str, data: bytes) -> None:
    """Write a file whole or not at all, or to standard output. Raises NetgardenError if it cannot be written.

    What a terminal acts on is left out: files are looked at with `cat`, too.
    """
    text = data.decode("utf-8", "replace")
    data = (text[:1] + harmless(text[1:])).encode()  # a table begins with a byte order mark
    if name == STDIO:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(name).expanduser()
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise NetgardenError(f"{clean(name)} is a folder: name a file in it.")
        path.write_bytes(data)  # a pipe or a device, such as /dev/stdout
        return
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise NetgardenError(f"{clean(name)} cannot be written: {error.strerror or error}.") from error
