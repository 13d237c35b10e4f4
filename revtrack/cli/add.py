"""`revtrack add`: bring documents in, with every character accounted for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import Session, put, put_json, read_input, say, session_of
from revtrack.errors import ExitStatus, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revtrack.model.documents import Author
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

    `tracked` says which text of a document with tracked changes is meant.
    """

    correct: bool
    reason: str
    message: str
    tracked: str
    dry_run: bool


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
        ("revtrack add --stub 5643/5/14", "a known document, text not held"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("files", nargs=-1, metavar="FILE...")
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
@click.option("--stub", default="", metavar="NUMBER", help="record a known document without its text")
@click.option("-m", "--message", default="", metavar="TEXT", help="what the log of events says of it")
@click.option("-n", "--dry-run", is_flag=True, help="show how it would be read; add nothing")
@click.pass_context
def command(context: click.Context, /, *, files: tuple[str, ...], stub: str, dry_run: bool, **said: Any) -> None:
    """Bring documents in: DOCX, HTML, text or Markdown, read whole; what cannot be read without loss is refused."""
    from revtrack.workflows.intake import Wishes

    session = session_of(context)
    how = How(said.pop("correct"), said.pop("reason"), said.pop("message"), said.pop("tracked") or "", dry_run)
    wishes = replace(Wishes(), **said)
    if stub:
        _stub(session, stub, wishes)
        return
    _check_words(files, wishes)
    check_correction(how, f"revtrack add {' '.join(files[:1])}")
    for file in files:
        _one(session, file, wishes, how)


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


def _one(session: Session, file: str, wishes: Wishes, how: How) -> None:
    """Read one file, ask for what it does not say, store it, print what was done."""
    from revtrack.workflows.intake import being_read

    data = read_input(file)
    name = "standard input" if file == "-" else file
    with being_read(data, name, how.tracked) as read:
        from revtrack.workflows import drafts

        reading = read()
    made = drafts.draft(session.store, reading, data, name, completed(session, reading, wishes))
    keep(session, made, how, author=session.author(), report=_report)


def completed(session: Session, reading: Reading, wishes: Wishes) -> Wishes:
    """What the person said, with what they answer on a terminal where neither they nor the document said something needed."""
    from revtrack.workflows import drafts

    if session.can_ask:
        for fact in drafts.missing(reading, wishes):
            wishes = _asked(fact, wishes)
    return wishes


def keep(session: Session, made: Draft, how: How, *, author: Author, report: Callable[[Session, Added], None]) -> None:
    """Store a draft, and report what was done. StoreError if that could not be printed: it says what is stored."""
    from revtrack.workflows import collect

    if how.correct:
        done = collect.correct(session.store, made, how.reason, author=author, dry_run=how.dry_run, summary=how.message)
    else:
        done = collect.add(session.store, made, author=author, dry_run=how.dry_run, summary=how.message)
    try:
        report(session, done)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unsaid(done, error) from error


def _unsaid(done: Added, error: OSError) -> StoreError:
    """The error for a report that could not be printed: it says whether the text is stored."""
    stored = (
        "nothing was added" if done.outcome == "would be added" else f"the text is stored, commit {done.commit[:12]}"
    )
    return StoreError(
        f"{stored}; what was done could not be printed: {error.strerror}", tries=("revtrack log --events",)
    )


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
    added = collect.add_record(session.store, record, author=session.author())
    if session.json:
        put_json(addtext.stub_json(record, session.store.tip(), added=added))
    else:
        put(session, addtext.stub_text(record, session.style, added=added))
