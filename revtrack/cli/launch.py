"""Start the pager: from a split word list, never through a shell."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence


def page(command: Sequence[str], text: str) -> bool:
    """Show `text` in the pager; False if there is no such program."""
    program = shutil.which(command[0]) if command else None
    if program is None:
        return False
    with subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE) as child:  # noqa: S603 - the person's own pager, a word list, no shell
        try:
            child.communicate(text.encode("utf-8", "replace"))
        except BrokenPipeError:
            return True
    return True
