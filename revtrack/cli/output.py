"""What commands that compare have in common: the store they may do without, and the format a file is written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from revtrack.cli.session import Session
from revtrack.errors import NoStore, UsageError

if TYPE_CHECKING:
    from revtrack.workflows.catalogue import Catalogue


def catalogue_for(session: Session, names: Sequence[str], *, exact: bool = False) -> Catalogue | None:
    """The store's catalogue, `exact` where something is written by it; None where only files are compared without a store."""
    from revtrack.model.addresses import is_path

    try:
        return session.exact_catalogue if exact else session.catalogue
    except NoStore:
        if len(names) > 1 and all(is_path(name.partition("#")[0]) for name in names):
            return None
        raise


def format_for(output: str, form: str | None, formats: Mapping[str, str], *, example: str) -> str:
    """The format asked for, else that of the file's extension. UsageError, with an example, for an extension unknown."""
    by_extension = {extension: name for name, extension in formats.items()}
    wanted = form or by_extension.get(Path(output).suffix.lower())
    if wanted is None:
        raise UsageError(
            f"'{output}' does not say which format",
            facts=(f"formats by extension: {', '.join(formats.values())}",),
            tries=(example,),
        )
    return wanted
