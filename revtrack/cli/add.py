"""`revtrack add`: bring documents in, with every character accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click
from msgspec.structs import replace

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import Session, put, put_json, read_input, say, session_of, telling
from revtrack.errors import ExitStatus, UsageError
from revtrack.model.addresses import pasted

if TYPE_CHECKING:
    from collections.abc import Callable

    from revtrack.model.readings import Reading
    from revtrack.workflows.collect import Added
    from revtrack.workflows.drafts import Draft
    from revtrack.workflows.intake import Wishes

QUESTIONS = {
    "number": "The text prints no number. Which document is it (a number or a name)",
    "language": "Its language is not certain. Which is it (da, nb, en …; und if nobody knows)",
    "date": "It states no date. When was it made (2014-05-19, 2014, or unknown)",
}


class How(NamedTuple):
    """How a file is brought in: as itself or as a correction with its reason, with which message, or only looked at.

    `tracked` says which text of a document with tracked changes is meant, `password` opens an encrypted PDF; `review` that a
    person is asked first.
    """

    correct: bool
    reason: str
    message: str
    tracked: str
    password: str
    dry_run: bool
    review: bool


_OF_MANIFEST = ("base", "only", "keep_going", "report", "form")
"""Options that speak of a manifest alone."""


@revtrack_command(
    "add",
    examples=(
        ("revtrack add 9956-14.da.txt --work eu-crr --label 2014", "number and date are read from the text"),
        (
            "revtrack add rules.md --work house-rules --label 2024 --lang en --date 2024-03-01",
            "a text without a number",
        ),
        ('revtrack add fixed.txt --correct --reason "word form"', "a better transcription of a text that is held"),
        ("revtrack add draft.docx --tracked accept", "a Word document with tracked changes: as if all were accepted"),
        ("revtrack add st05643.pdf --password-file pw.txt", "an encrypted PDF"),
        ("revtrack add --stub 5643/5/14", "a known document, text not held"),
        ("revtrack add --template batch.xlsx", "an empty manifest: a row for each of many documents"),
        ("revtrack add --manifest batch.xlsx --dry-run", "check and read all of them, store none"),
        ("revtrack add --manifest batch.xlsx -o intake.html", "store all by one step, and write a page on them"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--as",
    "number",
    default="",
    metavar="NUMBER",
    help="the document number, if the text prints none or another counts",
)
@click.option("--work", default="", metavar="ID", help="the work it belongs to")
@click.option("--label", default="", metavar="TEXT", help="a short name within the work, like 2014")
@click.option("--lang", "language", default="", metavar="CODE", help="its language: da, nb, en …; und if unknown")
@click.option("--date", default="", metavar="DATE", help="2014-05-19, 2014 or unknown")
@click.option("--title", default="", metavar="TEXT", help="its title, if the text states none")
@click.option("--revises", default="", metavar="V", help="the version it revises")
@click.option("--replaces", default="", metavar="V", help="the document it replaces")
@click.option("--previous", default="", metavar="V", help="its previous document")
@click.option("--source-url", default="", metavar="URL", help="where the file came from")
@click.option("--correct", is_flag=True, help="a corrected transcription: the next edition of a held text")
@click.option("--reason", default="", metavar="TEXT", help="why it is corrected")
@click.option(
    "--tracked",
    type=click.Choice(("accept", "reject")),
    default=None,
    help="which text of a DOCX with tracked changes is meant: with the changes, or without",
)
@click.option(
    "--password-file", default="", metavar="FILE", help="a file whose first line is the password of an encrypted PDF"
)
@click.option("--stub", default="", metavar="NUMBER", help="record a known document without its text")
@click.option("--manifest", metavar="TABLE", help="many documents: a CSV, TSV, XLSX or JSON with a row for each")
@click.option("--base", metavar="DIR", help="with --manifest: where its files lie (* its own folder)")
@click.option("--only", default="", metavar="GLOB", help="with --manifest: only rows whose file fits")
@click.option("--keep-going", is_flag=True, help="with --manifest: store what can be, the others to an error sheet")
@click.option("--template", metavar="FILE", help="write an empty manifest with a row of help: XLSX or CSV")
@click.option("--review", is_flag=True, help="show what was read, then ask before it is stored")
@click.option("-o", "report", metavar="FILE", help="with --manifest: a report on the intake, html, xlsx, csv or json")
@click.option(
    "-f",
    "form",
    type=click.Choice(("html", "xlsx", "csv", "json")),
    default=None,
    help="its format, if its name does not say",
)
@click.option("--force", is_flag=True, help="overwrite a report, a template or an error sheet")
@click.option("-m", "--message", default="", metavar="TEXT", help="what the log of events says of it")
@click.option("-n", "--dry-run", is_flag=True, help="show how it would be read; add nothing")
@click.pass_context
def command(context: click.Context, /, *, files: tuple[str, ...], stub: str, dry_run: bool, **said: Any) -> None:
    """Bring in PDF, DOCX, HTML, Akoma Ntoso, Formex, text, Markdown, read whole; what cannot be read without loss is refused."""
    from revtrack.workflows.intake import Wishes

    session = session_of(context)
    table, template, force = said.pop("manifest"), said.pop("template"), said.pop("force")
    of_manifest = {name: said.pop(name) for name in _OF_MANIFEST}
    password_file = said.pop("password_file")
    how = How(
        correct=said.pop("correct"),
        reason=said.pop("reason"),
        message=said.pop("message"),
        tracked=said.pop("tracked") or "",
        password=_password(password_file) if password_file else "",
        dry_run=dry_run,
        review=said.pop("review"),
    )
    wishes = replace(Wishes(), **said)
    _check_ways(files, stub, table, template, wishes, how, of_manifest)
    if template:
        from revtrack.cli.manifest import write_template

        write_template(session, template, force=force)
    elif table:
        from revtrack.cli.manifest import Asked, run_manifest

        asked = Asked(**of_manifest, dry_run=dry_run, review=how.review, message=how.message, force=force)
        run_manifest(session, table, asked)
    elif stub:
        _stub(session, stub, wishes)
    else:
        _check_words(files, wishes)
        check_correction(how, f"revtrack add {' '.join(files[:1])}")
        for file in files:
            _one(session, file, wishes, how)


def _check_ways(
    files: tuple[str, ...],
    stub: str,
    table: str | None,
    template: str | None,
    wishes: Wishes,
    how: How,
    of_manifest: dict[str, Any],
) -> None:
    """Files, a stub, a manifest or a template: one of them, with the options that belong to it."""
    ways = {"FILE": files, "--stub": stub, "--manifest": table, "--template": template}
    given = [name for name, value in ways.items() if value]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} are two ways to add", tries=(f"revtrack add {given[-1]} …   alone",))
    if table is None and any(of_manifest.values()):
        name = next(name for name, value in of_manifest.items() if value)
        words = {"report": "-o", "form": "-f"}.get(name, f"--{name.replace('_', '-')}")
        raise UsageError(f"{words} belongs to --manifest", tries=(f"revtrack add --manifest TABLE {words} …",))
    if how.review and (stub or template):
        raise UsageError(
            "--review looks at what was read, and nothing is read here", tries=("the same without --review",)
        )
    if (table or template) and (wishes != type(wishes)() or how.correct or how.reason or how.tracked or how.password):
        raise UsageError(
            "what is said of a document stands in its row of the manifest",
            tries=("revtrack help manifest  lists the columns",),
        )


def _check_words(files: tuple[str, ...], wishes: Wishes) -> None:
    if not files:
        raise UsageError("which file?", tries=("revtrack add FILE --work ID",))
    if len(files) > 1 and (wishes.number or wishes.label or wishes.date or wishes.title):
        raise UsageError(
            "a number, label, date or title belongs to one file", tries=(f"revtrack add {files[0]} …   then the next",)
        )


def check_correction(how: How, again: str) -> None:
    """Raise UsageError for a correction without a reason, and for a reason without a correction; `again` is the command."""
    if how.correct != bool(how.reason):
        raise UsageError("a correction has a reason", tries=(f'{again} --correct --reason "word form"',))


def _password(file: str) -> str:
    """The first line of a file. UsageError for one that holds no password."""
    lines = read_input(file).decode("utf-8", "surrogateescape").splitlines()
    password = lines[0] if lines else ""
    if not password or not password.isprintable():
        raise UsageError(
            f"{file} holds no password",
            facts=("its first line is the password, in UTF-8",),
            tries=(f"write it there, then  revtrack add FILE --password-file {pasted(file)}",),
        )
    return password


def _one(session: Session, file: str, wishes: Wishes, how: How) -> None:
    """Read one file, ask for what it does not say, store it, print what was done."""
    from revtrack.cli.review import refuse_unasked
    from revtrack.workflows.intake import being_read

    if how.review:
        refuse_unasked(session, f"revtrack add {file} --dry-run")
    data = read_input(file)
    name = "standard input" if file == "-" else file
    with being_read(data, name, how.tracked, how.password) as read:
        from revtrack.workflows import drafts

        reading = read()
    made = drafts.draft(session.store, reading, data, name, completed(session, reading, wishes))
    if how.review and not how.dry_run and not _wanted(session, made, how):
        return
    keep(session, made, how, report=_report)


def completed(session: Session, reading: Reading, wishes: Wishes) -> Wishes:
    """What the person said, with what they answer on a terminal where neither they nor the document said something needed."""
    from revtrack.workflows import drafts

    if session.can_ask:
        for fact in drafts.missing(reading, wishes):
            wishes = _asked(fact, wishes)
    return wishes


def keep(session: Session, made: Draft, how: How, *, report: Callable[[Session, Added], None]) -> None:
    """Store a draft, and report what was done. StoreError if that could not be printed: it says what is stored."""
    done = _stored(session, made, how)
    with telling("" if done.outcome == "would be added" else f"the text is stored, commit {done.commit[:12]}"):
        report(session, done)


def _stored(session: Session, made: Draft, how: How) -> Added:
    from revtrack.workflows import collect

    author = session.author()
    if how.correct:
        return collect.correct(session.store, made, how.reason, author=author, dry_run=how.dry_run, summary=how.message)
    return collect.add(session.store, made, author=author, dry_run=how.dry_run, summary=how.message)


def _wanted(session: Session, made: Draft, how: How) -> bool:
    """Whether the person who saw how the document was read wants it stored; what is held already needs no answer."""
    from revtrack.cli.review import ask, outline
    from revtrack.report.addtext import add_text
    from revtrack.workflows.collect import add_view

    would = _stored(session, made, how._replace(dry_run=True))
    if would.outcome != "would be added":
        return True
    shown = f"{add_text(add_view(would), session.style)}\n{outline(session, made)}"
    return ask(session, shown, f"Store {would.draft.expression.number}:{would.draft.expression.language}")


def _asked(fact: str, wishes: Wishes) -> Wishes:
    answer = click.prompt(QUESTIONS[fact], err=True).strip()
    said: dict[str, Any] = {fact: answer}
    return replace(wishes, **said)


def _report(session: Session, done: Added) -> None:
    from revtrack.report import addtext
    from revtrack.workflows.collect import add_view

    view = add_view(done)
    if session.json:
        put_json(addtext.add_json(view))
    else:
        put(session, addtext.add_text(view, session.style))
    say_notes(session, done)


def say_notes(session: Session, done: Added) -> None:
    """What came after the commit and could not be done, on stderr."""
    for note in done.notes:
        say(session, f"note: {note}")


def _stub(session: Session, stub: str, wishes: Wishes) -> None:
    from revtrack.report import addtext
    from revtrack.workflows import collect

    if wishes.number:
        raise UsageError("--stub names the number itself", tries=(f"revtrack add --stub {stub}",))
    record = collect.stub(session.store, stub, wishes)
    receipt = collect.add_record(session.store, record, author=session.author())
    added = bool(receipt.added)
    with telling(f"the record is stored, commit {receipt.commit[:12]}" if added else ""):
        if session.json:
            put_json(addtext.stub_json(record, receipt.commit, added=added))
        else:
            put(session, addtext.stub_text(record, session.style, added=added))
        for note in receipt.notes:
            say(session, f"note: {note}")
