"""`revtrack lineage`: the family tree of a document, on the terminal or as a picture, a page or data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.outfile import refuse_existing, write_file
from revtrack.cli.output import format_for
from revtrack.cli.refs import relation_list
from revtrack.cli.session import Session, put, put_bytes, put_json, say, session_of
from revtrack.errors import ExitStatus, UsageError
from revtrack.model.documents import Work

if TYPE_CHECKING:
    from revtrack.model.relations import Lineage

FORMATS = {
    "tree": ".txt",
    "svg": ".svg",
    "html": ".html",
    "mermaid": ".mmd",
    "json": ".json",
    "jsonld": ".jsonld",
    "csv": ".csv",
}


@revtrack_command(
    "lineage",
    examples=(
        ("revtrack lineage 9956/14", "both directions"),
        ("revtrack lineage 9956/14 --up", "what it revises, cites and follows"),
        ("revtrack lineage eu-crr --depth 1", "the newest version of a work, one step"),
        ("revtrack lineage 9956/14 -o family.html", "a picture, with the words every line rests on"),
        ("revtrack lineage 9956/14 --as-of 2014-06-30", "what documents said up to that day"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("what", default="", metavar="[VERSION|WORK]")
@click.option("--up", is_flag=True, help="only earlier documents: what it refers to")
@click.option("--down", is_flag=True, help="only later documents: what refers to it")
@click.option("--depth", type=click.IntRange(1, 1000), metavar="N", help="at most so many steps")
@click.option("--rel", "relations", default="", metavar="LIST", help="cites, revises, previous_document, …")
@click.option("--as-of", "day", metavar="DATE", help="only what documents dated up to that day say")
@click.option(
    "-f",
    "form",
    type=click.Choice(list(FORMATS)),
    metavar="FORMAT",
    help="tree (*), svg, html, mermaid, json, jsonld, csv",
)
@click.option("-o", "output", metavar="FILE", help="write to a file; the format follows its extension")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.pass_context
def command(
    context: click.Context,
    *,
    what: str,
    up: bool,
    down: bool,
    depth: int | None,
    relations: str,
    day: str | None,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Draw which document cites, revises or replaces which; every edge says how it is known."""
    from revtrack.lineage import Direction
    from revtrack.model.dates import DocumentDate
    from revtrack.workflows import connect

    session = session_of(context)
    output = None if output == "-" else output
    wanted = format_for(output, form, FORMATS, example="-o family.html") if output else form or "tree"
    if output:
        refuse_existing(output, force=force)
    word = what or _only_work(session.catalogue.works)
    lineage = connect.trace(
        session.catalogue,
        word,
        direction=Direction.BOTH if up == down else Direction.UP if up else Direction.DOWN,
        depth=depth,
        relations=relation_list(relations),
        as_of=DocumentDate.parse(day) if day is not None else None,
    )
    asked = {"--up": up and not down, "--down": down and not up, "--depth": depth, "--rel": relations, "--as-of": day}
    drawing = _Drawing(session, lineage, _typed(word, asked))
    if output:
        write_file(output, drawing.file(wanted), force=force)
        say(session, f"Wrote {output}")
    else:
        drawing.put("json" if session.json and form is None else wanted)
    drawing.note(wanted)


class _Drawing:
    """A lineage in the form asked for; each form is imported when it is drawn."""

    def __init__(self, session: Session, lineage: Lineage, asked: tuple[str, ...]) -> None:
        self.session, self.lineage, self.asked = session, lineage, asked
        self.made: dict[str, Callable[[], bytes]] = {
            "svg": self._svg,
            "html": self._html,
            "mermaid": self._mermaid,
            "json": self._json,
            "jsonld": self._jsonld,
            "csv": self._csv,
        }

    def put(self, form: str) -> None:
        """To stdout: text through the pager, data as it is."""
        from revtrack.report import lineagetext

        if form == "tree":
            put(self.session, lineagetext.lineage_text(self.lineage, self.session.style))
        elif form == "json":
            put_json(lineagetext.lineage_json(self.lineage, self.session.store.tip()))
        else:
            put_bytes(self.made[form]())

    def file(self, form: str) -> bytes:
        """The bytes of a file."""
        from revtrack.report import lineagetext
        from revtrack.report.style import Style

        if form == "tree":
            return lineagetext.lineage_text(self.lineage, Style(width=100, plain=self.session.plain)).encode()
        return self.made[form]()

    def note(self, form: str) -> None:
        """On stderr, what the form has no room for, or what is not in the picture."""
        from revtrack.report.lineagewords import notes
        from revtrack.report.picture.folding import shown

        found = (
            [] if (form == "tree" and not self.session.plain) or form in ("json", "html") else list(notes(self.lineage))
        )
        if form in ("svg", "html"):
            found += filter(None, [shown(self.lineage).note])
        for note in found:
            say(self.session, f"note: {note}")

    def _svg(self) -> bytes:
        from revtrack.report.picture.folding import shown
        from revtrack.report.picture.svg import lineage_svg

        return lineage_svg(self.lineage, shown(self.lineage))

    def _html(self) -> bytes:
        from revtrack import __version__
        from revtrack.report.lineagepage import lineage_page
        from revtrack.workflows.grounds import with_grounds

        return lineage_page(with_grounds(self.session.catalogue, self.lineage, asked=self.asked), __version__)

    def _mermaid(self) -> bytes:
        from revtrack.report.lineagemermaid import lineage_mermaid

        return lineage_mermaid(self.lineage).encode()

    def _json(self) -> bytes:
        from revtrack.report.jsonframe import dump
        from revtrack.report.lineagetext import lineage_json

        return dump(lineage_json(self.lineage, self.session.store.tip()), to_terminal=False).encode()

    def _jsonld(self) -> bytes:
        from revtrack.report.jsonframe import dump
        from revtrack.report.lineagejsonld import lineage_jsonld

        return dump(lineage_jsonld(self.lineage, self.session.store.tip() or ""), to_terminal=False).encode()

    def _csv(self) -> bytes:
        from revtrack.report.csvtext import guard_note
        from revtrack.report.lineagecsv import lineage_csv

        found = lineage_csv(self.lineage)
        if found.guarded:
            say(self.session, guard_note(found.guarded))
        return found.data


def _typed(word: str, asked: Mapping[str, object]) -> tuple[str, ...]:
    """The words and options that made this lineage: for its provenance."""
    options = ((name, "" if value is True else str(value)) for name, value in asked.items() if value)
    return ("lineage", word, *(f"{name} {value}".strip() for name, value in options))


def _only_work(works: Sequence[Work]) -> str:
    titled = [work.id for work in works if not work.id.startswith("doc-")]
    if len(titled) == 1:
        return titled[0]
    raise UsageError(
        "whose lineage?", facts=(f"works here: {', '.join(titled[:6]) or 'none'}",), tries=("revtrack lineage WORK",)
    )
