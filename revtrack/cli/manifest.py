"""`revtrack add --manifest`: many documents by one step; `--template`: an empty manifest to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from revtrack.cli.outfile import refuse_existing, write_file
from revtrack.cli.output import format_for
from revtrack.cli.session import Session, put, put_json, read_input, say, telling
from revtrack.errors import ManifestRows, UsageError

if TYPE_CHECKING:
    from revtrack.report.intakeviews import IntakeView
    from revtrack.workflows.batchcase import Case
    from revtrack.workflows.manifest import Manifest

FORMATS = {"html": ".html", "xlsx": ".xlsx", "csv": ".csv", "json": ".json"}
TEMPLATES = {"xlsx": ".xlsx", "csv": ".csv"}


class Asked(Struct, frozen=True):
    """How a manifest is to be run. `report` is the file for the report on it, in the format `form` or that of its name."""

    base: str | None
    only: str
    keep_going: bool
    dry_run: bool
    review: bool
    message: str
    report: str | None
    form: str | None
    force: bool


def run_manifest(session: Session, table: str, asked: Asked) -> None:
    """Read, check, store, report. ManifestRows if a row cannot be added and the others are not to go in without it."""
    from revtrack.cli.review import refuse_unasked
    from revtrack.workflows import batch, batchview

    if asked.review:
        refuse_unasked(session, f"revtrack add --manifest {table} --dry-run")
    form = format_for(asked.report, asked.form, FORMATS, example="-o intake.html") if asked.report else ""
    if asked.report:
        refuse_existing(asked.report, force=asked.force)
    manifest, cases = _prepared(session, table, asked)
    aside = any(case.problems for case in cases)
    refused = aside and not (asked.keep_going and any(not case.problems for case in cases))
    writing = not refused and not asked.dry_run
    view = batchview.intake_view(manifest, cases, dry_run=asked.dry_run, blocked=refused and not asked.dry_run)
    sheet = _Sheet(table, manifest, cases, force=asked.force) if aside and writing else None
    if asked.review and writing and batch.writable(cases) and not _wanted(session, view):
        return
    stored = ""
    if writing:
        name, author = manifest.table.name, session.author()
        receipt = batch.write(session.store, cases, name=name, author=author, summary=asked.message)
        view = batchview.stored(view, receipt)
        stored = f"the documents are stored, commit {receipt.commit[:12]}" if receipt and receipt.added else ""
    with telling(stored):
        view = _written(session, view, sheet, asked, form)
    if refused:
        raise _refused(table, view, asked)


def write_template(session: Session, file: str, *, force: bool) -> None:
    """An empty manifest with a row of help, as XLSX or CSV."""
    from revtrack.report.manifestsheet import template

    form = format_for(file, None, TEMPLATES, example="revtrack add --template manifest.xlsx")
    refuse_existing(file, force=force)
    write_file(file, template(form), force=force)
    say(session, f"Wrote {file}   fill in a row for each document, then:  revtrack add --manifest {file} --dry-run")


def _prepared(session: Session, table: str, asked: Asked) -> tuple[Manifest, tuple[Case, ...]]:
    from revtrack.cli.progress import progress
    from revtrack.ingest.table import read_table
    from revtrack.workflows.batch import prepare
    from revtrack.workflows.manifest import read_manifest

    name = "standard input" if table == "-" else Path(table).name
    base = Path(asked.base).expanduser() if asked.base else Path(table).expanduser().parent
    if not base.is_dir():
        raise UsageError(f"{base} is no folder", tries=("name the folder of the files with  --base DIR",))
    manifest = read_manifest(read_table(read_input(table), name), only=asked.only)
    if not manifest.entries:
        left = (
            f"{manifest.left_out} rows do not fit --only {asked.only}" if manifest.left_out else "it has no row to add"
        )
        raise UsageError(f"{name} lists no document", facts=(left,), tries=(f"revtrack add --manifest {table}",))
    with progress(session) as told:
        return manifest, prepare(session.store, manifest, base=base, progress=told)


class _Sheet:
    """The sheet of rows set aside. OutputExists at once if another stands in its place, ExtraMissing if it cannot be made."""

    def __init__(self, table: str, manifest: Manifest, cases: tuple[Case, ...], *, force: bool) -> None:
        from revtrack.report.manifestsheet import error_sheet
        from revtrack.workflows.batchview import error_rows

        self._force = force
        self.data = error_sheet(manifest.table, error_rows(manifest, cases))
        self.file = _sheet_name(table, manifest.table.form)
        if not self._stands_already():
            refuse_existing(self.file, force=force)

    def write(self) -> None:
        if not self._stands_already():
            write_file(self.file, self.data, force=self._force)

    def _stands_already(self) -> bool:
        path = Path(self.file).expanduser()
        return path.is_file() and path.stat().st_size == len(self.data) and path.read_bytes() == self.data


def _sheet_name(table: str, form: str) -> str:
    """`batch.errors.csv`; of a sheet of errors that is run again `batch.errors-2.csv`, so that none is written over."""
    path = Path("manifest" if table == "-" else table)
    stem, _, number = path.stem.rpartition(".errors")
    if stem and (not number or number[1:].isdecimal()):
        return str(path.with_name(f"{stem}.errors-{int(number[1:] or 1) + 1}.{form}"))
    return str(path.with_name(f"{path.stem}.errors.{form}"))


def _written(session: Session, view: IntakeView, sheet: _Sheet | None, asked: Asked, form: str) -> IntakeView:
    """Everything that is shown or written of what became of the batch."""
    from msgspec.structs import replace

    from revtrack.report import intaketext

    if sheet is not None:
        sheet.write()
        view = replace(view, error_sheet=sheet.file)
    if asked.report:
        write_file(asked.report, _report(session, view, form), force=asked.force)
    if session.json:
        put_json(intaketext.intake_json(view))
    else:
        put(session, intaketext.intake_text(view, session.style))
    for note in view.after:
        say(session, f"note: {note}")
    if asked.report:
        say(session, f"Wrote {asked.report}")
    return view


def _report(session: Session, view: IntakeView, form: str) -> bytes:
    from revtrack import __version__
    from revtrack.report import intaketables, intaketext
    from revtrack.report.csvtext import guard_note
    from revtrack.report.jsonframe import dump

    if form == "html":
        from revtrack.report.intakepage import intake_page

        return intake_page(view, __version__)
    if form == "json":
        return dump(intaketext.intake_json(view), to_terminal=False).encode()
    if form == "xlsx":
        return intaketables.intake_xlsx(view)
    found = intaketables.intake_csv(view)
    if found.guarded:
        say(session, guard_note(found.guarded))
    return found.data


def _wanted(session: Session, view: IntakeView) -> bool:
    """Whether the person who saw what was read wants it stored."""
    from msgspec.structs import replace

    from revtrack.cli.review import ask
    from revtrack.report.intaketext import intake_text

    shown = intake_text(replace(view, dry_run=True), session.style)
    return ask(session, shown, f"Store the documents of {view.manifest}")


def _refused(table: str, view: IntakeView, asked: Asked) -> ManifestRows:
    """The error that ends a run in which nothing was written since rows are set aside."""
    one = view.problems == 1
    rows = "a row" if one else f"{view.problems} rows"
    told = "it stands above with what is wrong" if one else "all of them stand above with what is wrong"
    again = f"mend the table, then  revtrack add --manifest {table} --dry-run"
    sound = len(view.rows) - view.problems
    going = () if asked.keep_going or not sound else ("or store the others:  the same command with --keep-going",)
    return ManifestRows(
        f"{rows} of {view.manifest} cannot be added; nothing was added",
        facts=(told, f"{sound} of {len(view.rows)} rows are sound"),
        tries=(again, *going),
    )
