"""Files that commands write with -o: whole or not at all, and never over what somebody else wrote or touched."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from revtrack.errors import OutputExists, OutputNotWritable

LARGEST = 64 * 1024 * 1024
"""A file beyond this many bytes is not looked into for revtrack's mark: revtrack writes none so large."""


def refuse_existing(path: str, *, force: bool) -> None:
    """Raise what `write_file` would raise for what is there already, so that no long work is done in vain.

    A file with revtrack's own mark that nobody touched since may be overwritten; any other only with `force`.
    """
    target = Path(path).expanduser()
    try:
        if not target.exists():
            return
    except OSError as error:
        raise _not_writable(path, error.strerror or str(error)) from error
    if not target.is_file():
        raise _not_writable(path, "it is a folder" if target.is_dir() else "it is no ordinary file")
    if not force and not _is_own(target):
        raise OutputExists(
            f"{path} exists and was not overwritten", tries=("the same command with --force, or another -o FILE",)
        )


def write_file(path: str, data: bytes, *, force: bool) -> None:
    """Write an output file whole or not at all. OutputExists without `force`, OutputNotWritable if the disk refuses."""
    refuse_existing(path, force=force)
    target = Path(path).expanduser()
    target = target.resolve() if target.is_symlink() else target
    beside = target.with_name(f".revtrack-{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise _not_writable(path, error.strerror or str(error)) from error


def _is_own(target: Path) -> bool:
    """Whether the file bears revtrack's mark and its digest still fits."""
    from revtrack.report.ownfile import is_own_untouched

    try:
        return target.stat().st_size <= LARGEST and is_own_untouched(target.read_bytes())
    except OSError:
        return False


def _not_writable(path: str, why: str) -> OutputNotWritable:
    return OutputNotWritable(f"{path} cannot be written", facts=(why,), tries=("name another file with -o",))
