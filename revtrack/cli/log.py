"""`revtrack log`: the versions of every work, or everything that happened to the store."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, put_json, session_of
from revtrack.errors import ExitStatus


@revtrack_command(
    "log",
    examples=(
        ("revtrack log", "every work, newest version first"),
        ("revtrack log eu-crr", "one work"),
        ("revtrack log --events", "what was done to the store, by whom and when"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("what", default="", metavar="[WORK|VERSION]")
@click.option("--lang", "language", default="", metavar="CODE", help="only texts in this language")
@click.option("--editions", is_flag=True, help="each edition on a line of its own")
@click.option(
    "--events", "by_event", is_flag=True, help="intake, corrections, decisions, undo: who and when; and past checks"
)
@click.pass_context
def command(context: click.Context, *, what: str, language: str, editions: bool, by_event: bool) -> None:
    """List versions by document date, newest first; what is known without its text is listed too."""
    from revtrack.report import logtext
    from revtrack.workflows import consult

    session = session_of(context)
    if by_event:
        lines, checks = consult.events(session.store), consult.checks(session.store)
        if session.json:
            put_json(logtext.events_json(lines, session.store.tip(), checks=checks))
        else:
            put(session, logtext.events_text(lines, session.style, checks=checks))
        return
    works = consult.log(session.catalogue, what, language=language)
    if session.json:
        put_json(logtext.log_json(works, session.store.tip()))
    elif session.plain:
        put(session, logtext.log_plain(works))
    else:
        put(session, logtext.log_text(works, session.style, editions=editions))
