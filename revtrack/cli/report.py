"""`revtrack report`: a change report to hand over, as a page, a Word file or a table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.diff import filters_of
from revtrack.cli.output import catalogue_for, format_for
from revtrack.cli.session import put_bytes, read_input, refuse_existing, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.views import ReportView


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a report: the extension of its files, and `module:function`, which gives the bytes of a ReportView."""

    extension: str
    renderer: str


FORMS: dict[str, Form] = {
    "md": Form(".md", "revtrack.report.reportmd:report_markdown"),
    "json": Form(".json", "revtrack.report.reportjson:report_json"),
}


@revtrack_command(
    "report",
    examples=(("revtrack report demo@1 demo@2 -o changes.md", "to a file; its extension says the form"),),
    exits=(ExitStatus.DONE, ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("words", nargs=-1, metavar="[OLD] [NEW]")
@click.option("--kind", "kinds", default="", metavar="LIST", help="as in diff")
@click.option("--class", "classes", default="", metavar="LIST", help="paragraph, heading, footnote")
@click.option("--signal", "signals", default="", metavar="LIST", help="as in diff")
@click.option("--ignore", default="typography", metavar="LIST", help="typography (*), renumbering, none")
@click.option("--title", default="", metavar="TEXT", help="title of the report")
@click.option("-f", "form", type=click.Choice(list(FORMS)), help=", ".join(FORMS))
@click.option("-o", "output", metavar="FILE", help="write to a file; the format follows its extension")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.pass_context
def command(
    context: click.Context,
    *,
    words: tuple[str, ...],
    kinds: str,
    classes: str,
    signals: str,
    ignore: str,
    title: str,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Write a change report of two versions, to hand over."""
    from revtrack.report.views import ReportOptions
    from revtrack.workflows import pairs, reporting

    session = session_of(context)
    if len(words) > 2:
        raise UsageError("a report is of two versions", tries=("revtrack correlate V1 V2 V3",))
    wanted = _wanted(output, "json" if session.json else form)
    if output:
        refuse_existing(output, force=force)
    catalogue = catalogue_for(session, words)
    pair = pairs.pair_of(catalogue, words, read_input, command="report")
    filters = filters_of(kinds=kinds, classes=classes, signals=signals, ignore=ignore)
    view = reporting.report(catalogue, pair, filters, ReportOptions(title=title))
    data = render(view, wanted)
    if output:
        write_file(output, data, force=force)
        say(session, f"Wrote {output}")
    else:
        put_bytes(data)


def _wanted(output: str | None, form: str | None) -> str:
    extensions = {name: found.extension for name, found in FORMS.items()}
    return format_for(output, form, extensions, example="-o changes.md") if output else form or "md"


def render(view: ReportView, form: str) -> bytes:
    """The report in that form; the renderer is imported now."""
    module, _, name = FORMS[form].renderer.partition(":")
    data: bytes = getattr(importlib.import_module(module), name)(view)
    return data
