"""`revtrack diff --across-languages`: what two versions in different languages have to do with each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from revtrack.cli.session import Session, put, put_json, say, write_file
from revtrack.errors import UsageError

if TYPE_CHECKING:
    from revtrack.report.views import AcrossView
    from revtrack.workflows.catalogue import Catalogue
    from revtrack.workflows.pairs import Pair

FORMATS = {"text": ".txt", "json": ".json"}


def show_across(
    session: Session,
    catalogue: Catalogue | None,
    pair: Pair,
    asked: Mapping[str, object],
    form: str | None,
    output: str | None,
    *,
    force: bool,
) -> bool:
    """Print the correspondence of a pair, or write it to a file; whether anything differs.

    `asked` are options that choose among changes of words, by name: there are none here, and a given one is refused.
    """
    from revtrack.workflows import across

    for name, value in asked.items():
        if value:
            raise _refused(f"{name} does not go with --across-languages")
    wanted = _format(form or ("json" if session.json else ""), output)
    view = across.correspond_pair(catalogue, pair)
    if output:
        write_file(output, _text(session, view, wanted).encode(), force=force)
        say(session, f"Wrote {output}")
    else:
        _print(session, view, wanted)
    return not across.corresponds(view)


def _format(form: str, output: str | None) -> str:
    """`text` or `json`. Raises UsageError for another form, or a file whose name does not say which."""
    if not output or form:
        if form not in ("", *FORMATS):
            raise _refused(f"-f {form} does not go with --across-languages")
        return form or "text"
    for name, extension in FORMATS.items():
        if Path(output).suffix.lower() == extension:
            return name
    raise UsageError(
        f"'{output}' does not say which format",
        facts=(f"formats across languages, by extension: {', '.join(FORMATS.values())}",),
        tries=("-o pairs.txt",),
    )


def _print(session: Session, view: AcrossView, form: str) -> None:
    from revtrack.report import acrossjson, acrosstext

    if form == "json":
        put_json(acrossjson.across_json(view))
        return
    if session.plain:
        for note in view.notes:
            say(session, f"note: {note}")
    put(session, acrosstext.across_text(view, session.style))


def _text(session: Session, view: AcrossView, form: str) -> str:
    from revtrack.report import acrossjson, acrosstext
    from revtrack.report.jsonframe import dump
    from revtrack.report.style import Style

    if form == "json":
        return dump(acrossjson.across_json(view), to_terminal=False)
    return acrosstext.across_text(view, Style(width=100, verbose=session.verbose))


def _refused(message: str) -> UsageError:
    return UsageError(
        message,
        facts=("across languages words are not compared, and every difference is shown",),
        tries=("revtrack diff OLD NEW --across-languages",),
    )
