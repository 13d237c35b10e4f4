"""Folders that commands write with -o: whole or not at all, and never into a folder that holds something."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from revtrack.errors import OutputExists, OutputNotWritable

if TYPE_CHECKING:
    from revtrack.report.export.forms import ExportedFile


def refuse_filled(path: str) -> None:
    """Raise what `write_folder` would raise for what is there already. An empty folder may be filled.

    Nothing is offered that would empty a folder: what lies in it may be somebody's only copy.
    """
    target = Path(path).expanduser()
    try:
        if not target.is_symlink() and not target.exists():
            return
        if not target.is_dir():
            raise OutputExists(f"{path} is there and is no folder; nothing was written", tries=("another -o FOLDER",))
        if any(target.iterdir()):
            raise OutputExists(f"{path} is not empty; nothing was written", tries=("another -o FOLDER, new or empty",))
    except OSError as error:
        raise _not_writable(path, error) from error


def write_folder(path: str, files: Iterable[ExportedFile], told: Callable[[ExportedFile], None]) -> None:
    """Write files into a new or empty folder: beside it first, and renamed when all are there. `told` hears of each.

    Raises OutputExists, OutputNotWritable, and whatever the giving of files raises; nothing is left then.
    """
    refuse_filled(path)
    target = Path(path).expanduser().resolve()
    beside = target.with_name(f".revtrack-{os.getpid()}.part")
    try:
        _fill(path, beside, files, told)
        try:
            beside.replace(target)
        except OSError as error:
            raise _not_writable(path, error) from error
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _fill(path: str, beside: Path, files: Iterable[ExportedFile], told: Callable[[ExportedFile], None]) -> None:
    try:
        beside.mkdir()
    except OSError as error:
        raise _not_writable(path, error) from error
    for file in files:
        place = beside.joinpath(*file.path.split("/"))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as opened:
                opened.write(file.data)
        except OSError as error:
            raise _not_writable(path, error) from error
        told(file)


def _not_writable(path: str, error: OSError) -> OutputNotWritable:
    why = error.strerror or str(error)
    return OutputNotWritable(f"{path} cannot be written", facts=(why,), tries=("name another folder with -o",))
