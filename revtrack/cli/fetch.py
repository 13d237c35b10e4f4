"""`revtrack fetch`: get one document from the register that hands it out, or from an address."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from msgspec.structs import replace

from revtrack.cli import add
from revtrack.cli.command import Command
from revtrack.cli.command import command as revtrack_command
from revtrack.cli.progress import progress
from revtrack.cli.session import Session, put, put_json, refuse_existing, session_of, write_file
from revtrack.errors import ExitStatus

if TYPE_CHECKING:
    from revtrack.report.views import FetchView
    from revtrack.workflows.collect import Added
    from revtrack.workflows.fetching import Got
    from revtrack.workflows.fetchplan import Plan
    from revtrack.workflows.intake import Wishes

LIKE_ADD = frozenset(
    (
        *("number", "work", "label", "language", "date", "title", "revises", "replaces", "previous"),
        *("correct", "reason", "tracked", "message"),
    )
)
"""The options that mean here what they mean for a file."""


class Where(NamedTuple):
    """Where what came goes: to a file, if one is named, and over what stands there only with `force`; in how many seconds."""

    output: str
    force: bool
    seconds: float


def _with_options_of_add(command: Command) -> Command:
    shared = [parameter for parameter in add.command.params if parameter.name in LIKE_ADD]
    command.params[1:1] = shared
    return command


@_with_options_of_add
@revtrack_command(
    "fetch",
    examples=(
        ("revtrack fetch 15175/08 --lang da", "a Council document, from the Council's register"),
        ("revtrack fetch 32016R0679 --lang da", "an act, by CELEX, from EUR-Lex (through Cellar)"),
        ("revtrack fetch 32016R0679 --lang da --format pdf -n", "say what would be asked, and ask nothing"),
        ("revtrack fetch https://example.org/a.html --allow-host example.org", "any other address, by https"),
        ("revtrack fetch 15175/08 --lang da -o ST-15175.pdf", "only into a file"),
    ),
    exits=(
        *(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.REFUSED),
        *(ExitStatus.STORE, ExitStatus.NETWORK),
    ),
)
@click.argument("word", metavar="NUMBER|URL")
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "pdf", "docx", "xml")),
    default=None,
    help="the format asked for; without it EUR-Lex is asked for them in this order",
)
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="a host beside the registers (repeatable)")
@click.option("-o", "--out", "output", default="", metavar="FILE", help="write what comes to a file; add nothing")
@click.option("--force", is_flag=True, help="ask for a restricted document too; write over a file")
@click.option(
    "--timeout",
    type=click.FloatRange(1, 600),
    default=None,
    metavar="S",
    help="seconds for everything (30)",
)
@click.option("-n", "--dry-run", is_flag=True, help="show what would be asked; ask and add nothing")
@click.pass_context
def command(context: click.Context, /, *, word: str, form: str | None, hosts: tuple[str, ...], **said: Any) -> None:
    """Get one document from a register or an address. Built by their rules, and not yet tried against the live registers."""
    from revtrack.workflows import fetching, fetchplan
    from revtrack.workflows.intake import Wishes

    session = session_of(context)
    where = Where(said.pop("output"), said.pop("force"), said.pop("timeout") or fetching.SECONDS)
    dry_run = said.pop("dry_run")
    how = add.How(
        correct=said.pop("correct"),
        reason=said.pop("reason"),
        message=said.pop("message"),
        tracked=said.pop("tracked") or "",
        password="",
        dry_run=False,
        review=False,
    )
    wishes = replace(Wishes(), **said)
    planned = partial(fetchplan.plan, word, form=form or "", hosts=hosts)
    made = planned(language=wishes.language)
    if session.can_ask and fetching.lacks_language(made):
        made = planned(language=click.prompt("In which language (da, en, fr …)", err=True).strip())
    if dry_run:
        _show(session, made)
    elif where.output:
        _to_file(session, made, where)
    else:
        _to_store(session, made, where, wishes, how)


def _show(session: Session, made: Plan) -> None:
    from revtrack.report import fetchtext
    from revtrack.workflows.fetching import questions

    asked = questions(made)
    if session.json:
        put_json(fetchtext.plan_json(asked))
    else:
        put(session, fetchtext.plan_text(asked, session.style))


def _to_file(session: Session, made: Plan, where: Where) -> None:
    from revtrack.report import fetchtext

    refuse_existing(where.output, force=where.force)
    got = _got(session, made, where)
    write_file(where.output, got.data, force=where.force)
    came = _view(got)
    if session.json:
        put_json(fetchtext.file_json(came, where.output))
    else:
        put(session, fetchtext.file_text(came, where.output, session.style))


def _to_store(session: Session, made: Plan, where: Where, wishes: Wishes, how: add.How) -> None:
    """Fetch, read, ask for what the document does not say, store it, print what was done."""
    from revtrack.workflows import fetching, fetchplan

    add.check_correction(how, made.again)
    store, author = session.store, session.author()
    if not where.force:
        fetchplan.refuse_restricted(session.catalogue, made)
    got = _got(session, made, where, time=author.time)
    reading = fetching.read(got, how.tracked)
    wishes = add.completed(session, reading, fetching.wishes_of(got, wishes))
    draft = fetching.draft(store, got, reading, wishes)
    add.keep(session, draft, how, report=partial(_report, _view(got)))


def _got(session: Session, made: Plan, where: Where, *, time: int = 0) -> Got:
    from revtrack.workflows import fetching

    with progress(session) as told:
        client = fetching.client_of(made, where.seconds, lambda done, total, what: told(done, max(done, total), what))
        return fetching.obtain(made, client, time=time)


def _view(got: Got) -> FetchView:
    from revtrack.workflows.fetching import fetch_view

    return fetch_view(got)


def _report(came: FetchView, session: Session, done: Added) -> None:
    from revtrack.report import fetchtext
    from revtrack.workflows.collect import add_view

    view = add_view(done)
    if session.json:
        put_json(fetchtext.fetch_json(came, view))
    else:
        put(session, fetchtext.fetch_text(came, view, session.style))
    add.say_notes(session, done)
