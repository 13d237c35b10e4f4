"""`revtrack report`: a change report to hand over, as a page, a Word file or a table."""

from __future__ import annotations

import hashlib
import importlib
import shlex
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.diff import filters_of
from revtrack.cli.output import catalogue_for, format_for
from revtrack.cli.session import Session, put_bytes, read_input, refuse_existing, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.reportviews import ReportView, TableView, WordOptions


class Form(Struct, frozen=True):
    """One form of a report: the extension of its files, and `module:function`, which gives the bytes of a ReportView.

    `table` gives those of a TableView, "" where the form has none for three versions and more. `note` gives what is said on
    stderr of a ReportView, `table_note` of a TableView; `written` what is said of the file when a ReportView is written.
    """

    extension: str
    renderer: str
    table: str = ""
    note: str = ""
    table_note: str = ""
    written: str = ""


FORMS: dict[str, Form] = {
    "html": Form(
        ".html",
        "revtrack.report.html.report:report_html",
        table="revtrack.report.html.columns:columns_html",
        written="revtrack.report.html.report:written_words",
    ),
    "docx": Form(".docx", "revtrack.report.word.report:report_docx"),
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


LOOKS = ("changes", "inline", "side", "table", "clean")
UI_LANGUAGES = ("en", "da", "nb")
STYLES = ("tracked", "redline")
SUMMARIES = ("start", "end", "none")


@revtrack_command(
    "report",
    examples=(
        ("revtrack report demo@1 demo@2 -o changes.html", "one page, readable without network and scripts"),
        ("revtrack report demo@1 demo@2 --view side --open", "side by side, and look at it"),
        ("revtrack report demo@1 demo@2 -o changes.docx", "tracked changes for Word; the extension says the form"),
        (
            "revtrack report demo@1 demo@2 -o redline.docx --style redline",
            "in colours, with nothing to accept or reject",
        ),
        ("revtrack report demo@1 demo@2 -o changes.xlsx", "a table with a column for remarks"),
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
@click.option(
    "--view", "look", type=click.Choice(LOOKS), default=LOOKS[0], help="of a page: changes (*), inline, side …"
)
@click.option(
    "--ui-lang", "ui", type=click.Choice(UI_LANGUAGES), default="en", help="fixed words of a page: en (*), da, nb"
)
@click.option("--style", type=click.Choice(STYLES), help="of a Word file: tracked (*), redline")
@click.option("--no-moves", is_flag=True, help="in a Word file, write moves as deleted and inserted")
@click.option("--comments", is_flag=True, help="in a Word file, a comment for each change, for remarks that come back")
@click.option("--summary", type=click.Choice(SUMMARIES), help="of a Word file: at its start (*), end, none")
@click.option("--title", default="", metavar="TEXT", help="title of the report")
@click.option("--author", default="", metavar="TEXT", help="who prepared it; of a Word file, whose revisions they are")
@click.option("-f", "form", type=click.Choice(list(FORMS)), help=", ".join(FORMS))
@click.option("-o", "output", metavar="FILE", help="write to a file; the format follows its extension")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.option("--open", "opened", is_flag=True, help="show the file when it is written")
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
    look: str,
    ui: str,
    style: str | None,
    no_moves: bool,
    comments: bool,
    summary: str | None,
    title: str,
    author: str,
    form: str | None,
    output: str | None,
    force: bool,
    opened: bool,
) -> None:
    """Write a change report of two versions, to hand over: a page, unless another form is asked for."""
    from revtrack.report.reportviews import ReportLook, ReportOptions
    from revtrack.workflows import pairs, reporting
    from revtrack.workflows.remarks import remarks_in

    session = session_of(context)
    wanted = _wanted(output, "json" if session.json else form)
    if output and output != "-":
        refuse_existing(output, force=force)
    catalogue = catalogue_for(session, words)
    filters = filters_of(kinds=kinds, classes=classes, signals=signals, ignore=ignore)
    remarks = remarks_in([(name, read_input(name)) for name in notes])
    word = _word_options(wanted, style=style, no_moves=no_moves, comments=comments, summary=summary)
    options = ReportOptions(title=title, author=author, look=ReportLook(look), ui=ui, word=word)
    asked = (
        *_asked(kind=kinds, signal=signals, ignore=ignore, view=look, ui_lang=ui, title=title, **{"class": classes}),
        *_asked(style=style or "", summary=summary or ""),
        *(["--no-moves"] if no_moves else []),
        *(["--comments"] if comments else []),
    )
    view: ReportView | TableView
    if len(words) > 2:
        _check_table(wanted, filtered=bool(kinds or classes or signals or ignore != "typography"))
        sides = pairs.sides_of(catalogue, words, read_input, command="report")
        view = reporting.report_table(catalogue, sides, options, remarks=remarks, asked=asked)
    else:
        pair = pairs.pair_of(catalogue, words, read_input, command="report")
        view = reporting.report(catalogue, pair, filters, options, remarks=remarks, asked=asked)
    data = render(view, wanted)
    _tell(session, view, wanted)
    target = _target(view, wanted, output, opened=opened)
    if target is None:
        put_bytes(data)
        return
    write_file(target, data, force=force)
    say(session, _wrote(session, target, view, wanted, data))
    if opened:
        _open(session, target)


def _word_options(form: str, *, style: str | None, no_moves: bool, comments: bool, summary: str | None) -> WordOptions:
    """What was asked of a Word file. UsageError where it was asked of another form, which would not heed it."""
    from revtrack.report.reportviews import SummaryPlace, WordOptions, WordStyle

    given = {"--style": style, "--no-moves": no_moves, "--comments": comments, "--summary": summary}
    asked = [name for name, value in given.items() if value]
    if asked and form != "docx":
        raise UsageError(
            f"{', '.join(asked)}: only a Word file has that, and {form} is none",
            tries=("revtrack report OLD NEW -o changes.docx",),
        )
    return WordOptions(
        WordStyle(style or WordStyle.TRACKED), not no_moves, SummaryPlace(summary or SummaryPlace.START), comments
    )


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
    from revtrack.report.reportviews import TableView

    note = FORMS[form].table_note if isinstance(view, TableView) else FORMS[form].note
    for said in (remarks_said(view.remarks, view.gone), _call(note, view) if note else ""):
        if said:
            say(session, str(said))


def _wanted(output: str | None, form: str | None) -> str:
    extensions = {name: found.extension for name, found in FORMS.items()}
    if not output or output == "-":
        return form or "html"
    return format_for(output, form, extensions, example="-o changes.html")


def _asked(**options: str) -> tuple[str, ...]:
    """The options that are not the default, as they are typed."""
    default = {"ignore": "typography", "view": LOOKS[0], "ui_lang": "en"}
    given = ((name, value) for name, value in options.items() if value != default.get(name, ""))
    return tuple(f"--{name.replace('_', '-')} {shlex.quote(value)}" for name, value in given)


def _target(view: ReportView | TableView, form: str, output: str | None, *, opened: bool) -> str | None:
    """The file to write: the one named, else for a page (and for what is to be opened) `changes_demo-1_demo-2.html`."""
    from revtrack.report.filenames import report_name

    if output:
        return None if output == "-" else output
    return report_name(view, FORMS[form].extension) if form == "html" or opened else None


def _wrote(session: Session, target: str, view: ReportView | TableView, form: str, data: bytes) -> str:
    """`Wrote changes.html   self-contained, 9 changes in 3 sections   sha256 9c0e…`; with -v the whole digest."""
    from revtrack.report.reportviews import TableView

    written = "" if isinstance(view, TableView) else FORMS[form].written
    if not written:
        return f"Wrote {target}"
    digest = hashlib.sha256(data).hexdigest()
    return f"Wrote {target}   {_call(written, view)}   sha256 {digest if session.verbose else digest[:12] + '…'}"


def _open(session: Session, target: str) -> None:
    from revtrack.cli.launch import view

    if not view(target):
        say(session, f"no program here opens {target}; open it in a browser")


def render(view: ReportView | TableView, form: str) -> bytes:
    """The report in that form; the renderer is imported now."""
    from revtrack.report.reportviews import TableView

    data: bytes = _call(FORMS[form].table if isinstance(view, TableView) else FORMS[form].renderer, view)
    return data


def _call(name: str, view: ReportView | TableView) -> Any:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)(view)
