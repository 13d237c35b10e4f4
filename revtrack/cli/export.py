"""`revtrack export`: hand on what a store holds, as files of a form or as a bag."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.outfolder import refuse_filled, write_folder
from revtrack.cli.output import format_for
from revtrack.cli.progress import progress
from revtrack.cli.session import Session, put_bytes, put_json, refuse_existing, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.export.exportwords import Written
    from revtrack.report.export.forms import ExportedFile
    from revtrack.workflows.export import Selection

FORMS = ("bagit", "akn", "xml", "docx", "md", "txt", "csv", "xlsx", "jsonl")


@revtrack_command(
    "export",
    examples=(
        ("revtrack export 9956/14 -o strategy.docx", "one text as a Word file; the extension says the form"),
        ("revtrack export eupl -f md -o eupl", "every text of a work, a file each, with a list of them"),
        ("revtrack export --all -f bagit -o bag", "all editions, originals and records, with a hash of every byte"),
        ("revtrack export --all -f jsonl -o lines", "a paragraph a line, every character as it is"),
        ("revtrack verify --bag bag", "is every byte of a bag there"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("word", default="", metavar="[VERSION|WORK]")
@click.option("--all", "everything", is_flag=True, help="everything the store holds")
@click.option(
    "-f",
    "form",
    type=click.Choice(FORMS),
    help="bagit; akn or xml (as stored); docx, md, txt, csv, xlsx, jsonl (the newest edition)",
)
@click.option(
    "-o", "output", metavar="PATH", help="the file to write; for several texts or a bag, a new or empty folder"
)
@click.option(
    "--with-originals/--no-originals",
    "originals",
    default=None,
    help="also the bytes as received; a bag has them unless told otherwise",
)
@click.option("--force", is_flag=True, help="overwrite a file; a folder is never overwritten")
@click.pass_context
def command(
    context: click.Context,
    *,
    word: str,
    everything: bool,
    form: str | None,
    output: str | None,
    originals: bool | None,
    force: bool,
) -> None:
    """Write texts to hand on: Word, Markdown, text, tables, the XML as stored, or a bag of everything (BagIt, RFC 8493)."""
    from revtrack.workflows import export

    session = session_of(context)
    target, wanted = _asked(word, output, form, everything=everything)
    with_originals = wanted == "bagit" if originals is None else originals
    selection = export.choose(session.catalogue, word)
    one = export.is_one_file(selection, wanted, originals=with_originals)
    if not one and form is None:
        raise UsageError(
            "several files go to a folder, whose name says no format",
            tries=(f"revtrack export {word or '--all'} -f {wanted} -o FOLDER",),
        )
    _refuse(session, target, one=one, force=force)
    with progress(session) as told:
        if wanted == "bagit":
            epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
            files = export.bag_files(
                session.catalogue, session.store, selection, originals=with_originals, epoch=epoch, progress=told
            )
        else:
            files = export.files(session.catalogue, selection, wanted, originals=with_originals, progress=told)
        written = _write_one(target, files, force=force) if one else _write_all(target, files)
    _tell(session, target, written, form=wanted, one=one, selection=selection)


def _asked(word: str, output: str | None, form: str | None, *, everything: bool) -> tuple[str, str]:
    """Where to write, and in which form. UsageError where that is not said, or twice."""
    from revtrack.report.export.forms import FORMS as KNOWN

    if bool(word) == everything:
        raise UsageError(
            "export takes one version, one work, or --all",
            tries=("revtrack export 9956/14 -o text.docx", "revtrack export --all -f bagit -o bag"),
        )
    if not output:
        raise UsageError("export writes to -o PATH", tries=(f"revtrack export {word or '--all'} -f bagit -o bag",))
    extensions = {name: found.extension for name, found in KNOWN.items() if found.extension and name != "akn"}
    if output == "-" and form is None:
        raise UsageError("-o - does not say which format", tries=(f"revtrack export {word} -f jsonl -o -",))
    return output, format_for(output, form, extensions, example="-f bagit -o bag")


def _refuse(session: Session, target: str, *, one: bool, force: bool) -> None:
    """What must not be written, before any work is done."""
    if target == "-":
        if not one:
            raise UsageError("several files go to a folder, not to -", tries=("-o FOLDER",))
        if session.json:
            raise UsageError("--json tells of the files written, and - has none", tries=("-o FILE --json",))
        if sys.stdout.isatty():
            raise UsageError("exact bytes go to a file or a pipe, not to a terminal", tries=("-o FILE",))
    elif one:
        refuse_existing(target, force=force)
    else:
        refuse_filled(target)


def _write_one(target: str, files: Iterable[ExportedFile], *, force: bool) -> list[Written]:
    file = next(iter(files))
    if target == "-":
        put_bytes(file.data)
    else:
        write_file(target, file.data, force=force)
    return [_written(file, path=Path(target).name)]


def _write_all(target: str, files: Iterable[ExportedFile]) -> list[Written]:
    written: list[Written] = []
    write_folder(target, files, lambda file: written.append(_written(file, path=file.path)))
    return sorted(written, key=lambda file: file.path)


def _written(file: ExportedFile, *, path: str) -> Written:
    from revtrack.report.export.exportwords import Written

    return Written(path, len(file.data), hashlib.sha256(file.data).hexdigest(), file.version, file.notes)


def _tell(session: Session, target: str, written: list[Written], *, form: str, one: bool, selection: Selection) -> None:
    """What was written, and what a form could not carry; of a folder also what is known and not held."""
    from revtrack.report.export.exportwords import export_json, export_notes, export_text
    from revtrack.report.words import count

    if session.json:
        not_held = [str(version.number) for version in selection.known]
        put_json(export_json(written, form=form, commit=selection.commit, one=one, not_held=not_held))
        return
    if target != "-":
        say(session, export_text(target, written, one=one))
    if selection.known:
        say(session, f"note: {count(len(selection.known), 'document')} known, text not held: listed, without a file")
    for note in export_notes(written, verbose=session.verbose):
        say(session, note)
