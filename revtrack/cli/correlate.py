"""`revtrack correlate`: the correlation table of two versions, or of more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.output import catalogue_for, format_for
from revtrack.cli.session import (
    Session,
    put,
    put_bytes,
    put_json,
    read_input,
    refuse_existing,
    say,
    session_of,
    telling,
    write_file,
)
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.csvtext import Csv
    from revtrack.report.style import Style
    from revtrack.report.views import CorrelationView

FORMATS = {"text": ".txt", "md": ".md", "csv": ".csv", "xlsx": ".xlsx", "json": ".json"}
STYLES = ("official", "working")
DIRECTIONS = ("destination", "derivation")


@revtrack_command(
    "correlate",
    examples=(
        ("revtrack correlate demo@1 demo@2", "the table as an act prints it"),
        ("revtrack correlate demo@1 demo@2 --style working", "with what happened, and how sure it is"),
        ("revtrack correlate demo@1 demo@2 demo@3", "a column for each version, oldest first"),
        ("revtrack correlate eupl@1.1 eupl@1.2 --direction derivation", "in the order of the new text"),
        ("revtrack correlate eupl@1.1 eupl@1.2 -o table.xlsx", "for a spreadsheet; or -o table.csv"),
        ("revtrack correlate demo@2 demo@3 --confirm 8=7", "say that a pairing holds, here and in every diff"),
        ("revtrack correlate 9956/14 demo@1 --across-languages", "two languages: what paired each row"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("words", nargs=-1, metavar="[OLD] [NEW]|[V1 V2 V3...]")
@click.option("--style", type=click.Choice(STYLES), default="official", help="official (*): places alone; working")
@click.option(
    "--direction",
    type=click.Choice(DIRECTIONS),
    default="destination",
    help="destination (*): by the old text; derivation: by the new",
)
@click.option(
    "--group/--no-group", default=None, help="neighbours that shift alike in one row (* official), or one row each"
)
@click.option("--confirm", multiple=True, metavar="OLD=NEW", help="this pairing holds: 2,3=2  fn2=fn3 (repeatable)")
@click.option("--reject", multiple=True, metavar="OLD=NEW", help="these do not belong together (repeatable)")
@click.option("--across-languages", "across", is_flag=True, help="pair two languages; words are not compared")
@click.option("-f", "form", type=click.Choice(list(FORMATS)), help="text (*), md, csv, xlsx, json")
@click.option("-o", "output", metavar="FILE", help="write to a file; the format follows its extension")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.pass_context
def command(
    context: click.Context,
    *,
    words: tuple[str, ...],
    style: str,
    direction: str,
    group: bool | None,
    confirm: tuple[str, ...],
    reject: tuple[str, ...],
    across: bool,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Say which paragraph of one version became which of the next: the correlation table."""
    from msgspec.structs import replace

    from revtrack.report.views import Direction
    from revtrack.workflows import correlation, pairs

    session = session_of(context)
    _check_whole(words)
    wanted = format_for(output, form, FORMATS, example="-o table.csv") if output else form or "text"
    if output:
        refuse_existing(output, force=force)
    catalogue = catalogue_for(session, words, exact=bool(confirm or reject))
    sides = pairs.sides_of(catalogue, words, read_input, command="correlate")
    ruled = correlation.rule(catalogue, sides, confirm=confirm, reject=reject, author=session.author, across=across)
    correlate = correlation.correlate_across if across else correlation.correlate
    with telling("the rulings are stored" if ruled else ""):
        view = replace(correlate(sides, catalogue=catalogue, direction=Direction(direction)), ruled=ruled)
        drawing = _Drawing(view, style, group)
        _notes(session, view, wanted)
        if output:
            write_file(output, _file(session, drawing, wanted), force=force)
            say(session, f"Wrote {output}")
        else:
            _print(session, drawing, "json" if session.json else wanted)


def _notes(session: Session, view: CorrelationView, form: str) -> None:
    """On stderr what was decided, and what the form asked for has no room to say."""
    from revtrack.report.rulingstext import rulings_text

    if view.ruled:
        say(session, rulings_text(view.ruled, session.style).rstrip("\n"))
    if form == "csv" or session.plain:
        for note in view.notes:
            say(session, f"note: {note}")


def _check_whole(words: tuple[str, ...]) -> None:
    """A table is of whole texts: a place is refused rather than passed over."""
    for word in words:
        if word.partition("#")[2]:
            raise UsageError(
                f"'{word}' names a place, and a correlation table is of whole texts",
                tries=("revtrack diff OLD NEW '#7'   compares one paragraph",),
            )


class _Drawing:
    """A view in the form asked for; each form is imported when it is drawn."""

    def __init__(self, view: CorrelationView, style: str, group: bool | None) -> None:
        from revtrack.report.correlaterows import TableStyle, table

        self.view = view
        self.style = TableStyle(style)
        grouped = self.style is TableStyle.OFFICIAL if group is None else group
        self.table = table(view, self.style, group=grouped)

    def text(self, style: Style) -> str:
        from revtrack.report.correlatetext import correlation_plain, correlation_text

        if style.plain:
            return correlation_plain(self.view, style, table_style=self.style)
        return correlation_text(self.view, self.table, style)

    def markdown(self) -> str:
        from revtrack.report.correlatemd import correlation_markdown

        return correlation_markdown(self.view, self.table)

    def csv(self) -> Csv:
        from revtrack.report.correlatecsv import correlation_csv

        return correlation_csv(self.table)

    def xlsx(self) -> bytes:
        from revtrack import __version__
        from revtrack.report.correlatexlsx import correlation_xlsx

        return correlation_xlsx(self.view, self.table, version=__version__)

    def json(self) -> dict[str, object]:
        from revtrack.report.correlatejson import correlation_json

        return correlation_json(self.view)


def _print(session: Session, drawing: _Drawing, form: str) -> None:
    if form == "json":
        put_json(drawing.json())
    elif form == "csv":
        put_bytes(_csv(session, drawing))
    elif form == "xlsx":
        put_bytes(drawing.xlsx())
    elif form == "md":
        put(session, drawing.markdown())
    else:
        put(session, drawing.text(session.style))


def _file(session: Session, drawing: _Drawing, form: str) -> bytes:
    from revtrack.report.jsonframe import dump
    from revtrack.report.style import Style

    if form == "csv":
        return _csv(session, drawing)
    if form == "xlsx":
        return drawing.xlsx()
    if form == "json":
        return dump(drawing.json(), to_terminal=False).encode()
    if form == "md":
        return drawing.markdown().encode()
    return drawing.text(Style(width=100, plain=session.plain)).encode()


def _csv(session: Session, drawing: _Drawing) -> bytes:
    """The CSV; a note says what was guarded."""
    from revtrack.report.csvtext import guard_note

    found = drawing.csv()
    if found.guarded:
        say(session, guard_note(found.guarded))
    return found.data
