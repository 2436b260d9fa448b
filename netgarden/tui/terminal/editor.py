"""Other programs: the user's editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from netgarden.errors import NetgardenError


def edited_outside(text: str) -> str:
    """The text after it was edited in `$VISUAL` or `$EDITOR`; to be called while the app is suspended.

    Raises NetgardenError where there is no editor or it ended with an error; the text then stands as it was.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise NetgardenError("No editor is set: say which in the variable EDITOR.")
    with tempfile.TemporaryDirectory(prefix="netgarden-") as folder:
        file = Path(folder) / "entry.txt"
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(file)], check=True)
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise NetgardenError(
                f"The editor {editor} did not work: {error}. The entry stands as it was."
            ) from error
        return file.read_text(encoding="utf-8", errors="replace").rstrip("\n")
