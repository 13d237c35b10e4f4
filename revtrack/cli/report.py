"""`revtrack report`: a change report to hand over, as a page, a Word file or a table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.diff import filters_of
from revtrack.cli.output import catalogue_for, format_for
from revtrack.cli.session import Session, put_bytes, read_input, refuse_existing, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.views import ReportView, TableView


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a report: the extension of its files, and `module:function`, which gives the bytes of a ReportView.

    `table` gives those of a TableView, "" where the form has none for three versions and more. `note` gives what is said on
    stderr of a ReportView, `table_note` of a TableView.
    """

    extension: str
    renderer: str
    table: str = ""
    note: str = ""
    table_note: str = ""


FORMS: dict[str, Form] = {
    "html": Form(".html", "revtrack.report.html.report:report_html"),
    "xlsx": Form(".xlsx", "revtrack.report.reportxlsx:report_xlsx", table="revtrack.report.versionforms:versions_xlsx"),
    "csv": Form(
        ".csv",
        "revtrack.report.reportcsv:report_csv",
        table="revtrack.report.versionforms:versions_csv",
        note="revtrack.report.reportcsv:csv_note",
        table_note="revtrack.report.versionforms:versions_csv_note",
    ),
    "md": Form(
        ".md", "revtrack.report.reportmd:report_markdown", table="revtrack.report.versionforms:versions_markdown"
    ),
    "json": Form(".json", "revtrack.report.reportjson:report_json"),
    "pdf": Form(".pdf", "revtrack.cli.topdf:report_pdf"),
    "akn": Form(".xml", "revtrack.workflows.changesxml:report_akn"),
}


@revtrack_command(
    "report",
    examples=(
        ("revtrack report demo@1 demo@2 -o changes.xlsx", "to a file; its extension says the form"),
        ("revtrack report demo@1 demo@2 demo@3 -o table.xlsx", "side by side, with a column for remarks"),
        ("revtrack report demo@1 demo@2 --notes reviewed.xlsx -o next.xlsx", "with the remarks that came back"),
        ("revtrack report demo@1 demo@2 -f akn -o changes.xml", "Akoma Ntoso with ins and del"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("words", nargs=-1, metavar="[OLD] [NEW]|[V1 V2 V3...]")
@click.option("--kind", "kinds", default="", metavar="LIST", help="as in diff")
@click.option("--class", "classes", default="", metavar="LIST", help="paragraph, heading, footnote")
@click.option("--signal", "signals", default="", metavar="LIST", help="as in diff")
@click.option("--ignore", default="typography", metavar="LIST", help="typography (*), renumbering, none")
@click.option("--notes", "notes", multiple=True, metavar="FILE", help="remarks in a report that came back (repeatable)")
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
    notes: tuple[str, ...],
    title: str,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Write a change report of two versions, to hand over."""
    from revtrack.report.views import ReportOptions
    from revtrack.workflows import pairs, reporting
    from revtrack.workflows.remarks import remarks_in

    session = session_of(context)
    wanted = _wanted(output, "json" if session.json else form)
    if output:
        refuse_existing(output, force=force)
    catalogue = catalogue_for(session, words)
    filters = filters_of(kinds=kinds, classes=classes, signals=signals, ignore=ignore)
    remarks = remarks_in([(name, read_input(name)) for name in notes])
    options = ReportOptions(title=title)
    view: ReportView | TableView
    if len(words) > 2:
        _check_table(wanted, filtered=bool(kinds or classes or signals or ignore != "typography"))
        sides = pairs.sides_of(catalogue, words, read_input, command="report")
        view = reporting.report_table(catalogue, sides, options, remarks=remarks)
    else:
        pair = pairs.pair_of(catalogue, words, read_input, command="report")
        view = reporting.report(catalogue, pair, filters, options, remarks=remarks)
    data = render(view, wanted)
    _tell(session, view, wanted)
    if output:
        write_file(output, data, force=force)
        say(session, f"Wrote {output}")
    else:
        put_bytes(data)


def _check_table(form: str, *, filtered: bool) -> None:
    """UsageError where three versions and more are asked for in a form, or with a filter, that is made for two."""
    tables = ", ".join(name for name, found in FORMS.items() if found.table)
    if not FORMS[form].table:
        raise UsageError(
            f"a report of three versions and more is a table, and {form} has none",
            facts=(f"forms of a table: {tables}",),
            tries=(
                "revtrack correlate V1 V2 V3 --json" if form == "json" else "revtrack report V1 V2 V3 -o table.xlsx",
            ),
        )
    if filtered:
        raise UsageError(
            "kinds, classes and signals choose among the changes of two versions; a table of three has all rows",
            tries=("revtrack report V1 V2 V3 -o table.xlsx   and filter its columns",),
        )


def _tell(session: Session, view: ReportView | TableView, form: str) -> None:
    """On stderr what became of remarks, and what the form has no room to say."""
    from revtrack.report.remarkwords import remarks_said
    from revtrack.report.views import TableView

    note = FORMS[form].table_note if isinstance(view, TableView) else FORMS[form].note
    for said in (remarks_said(view.remarks, view.gone), _call(note, view) if note else ""):
        if said:
            say(session, str(said))


def _wanted(output: str | None, form: str | None) -> str:
    extensions = {name: found.extension for name, found in FORMS.items()}
    return format_for(output, form, extensions, example="-o changes.md") if output else form or "md"


def render(view: ReportView | TableView, form: str) -> bytes:
    """The report in that form; the renderer is imported now."""
    from revtrack.report.views import TableView

    data: bytes = _call(FORMS[form].table if isinstance(view, TableView) else FORMS[form].renderer, view)
    return data


def _call(name: str, view: ReportView | TableView) -> Any:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)(view)
