"""Start other programs: the pager, a converter, what shows a file. From a word list, never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


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


def found(name: str) -> str | None:
    """The absolute path of a program; None if this machine has none of that name."""
    path = shutil.which(name)
    return str(Path(path).resolve()) if path else None


def convert(command: Sequence[str], *, home: Path, seconds: float) -> bool:
    """Run a program that turns one file into another, silent and in a home of its own; whether it ended well in time."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}
    try:
        ran = subprocess.run(  # noqa: S603 - a program found by its name, a word list, no shell
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


def view(path: str) -> bool:
    """Show a file in the program that the desktop opens it with, and do not wait; False if there is none to ask."""
    program = next((known for name in ("xdg-open", "open", "wslview") if (known := shutil.which(name))), None)
    if program is None:
        return False
    subprocess.Popen(  # noqa: S603 - a program of the desktop, a word list, no shell
        [program, str(Path(path).resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
