"""Where the files that travel with revtrack lie: schemas and the worked example.

An installed wheel carries them inside the package; a checkout has them beside it. One locator tries both.
"""

from __future__ import annotations

from pathlib import Path

from revtrack.errors import Internal

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `schemas` or `versions`. Internal if the installation lacks it."""
    for candidate in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise Internal(f"this installation of revtrack lacks its folder '{name}'", tries=("install revtrack again",))
