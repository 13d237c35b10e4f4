"""`revtrack status`: what is here, what is missing, what to look at."""

from __future__ import annotations

import os
from pathlib import Path

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import Session, put, put_json, session_of
from revtrack.errors import ExitStatus


@revtrack_command(
    "status",
    examples=(("revtrack status", "the store"), ("revtrack status eu-crr", "one work")),
    exits=(ExitStatus.DONE, ExitStatus.NO, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("work", default="", metavar="[WORK]")
@click.option("--check", is_flag=True, help="exit 1 if files in the store were edited by hand")
@click.pass_context
def command(context: click.Context, *, work: str, check: bool) -> None:
    """Say what is held, which texts are missing, and what a person should look at."""
    clean = print_status(session_of(context), work)
    if check and not clean:
        context.exit(int(ExitStatus.NO))


def print_status(session: Session, work: str) -> bool:
    """Print the status; whether the store's files are as stored."""
    from revtrack.report import statustext
    from revtrack.workflows.consult import status

    folder = session.folder or os.environ.get("REVTRACK_STORE") or "."
    view = status(session.catalogue, Path(folder), work)
    if session.json:
        put_json(statustext.status_json(view))
    elif session.plain:
        put(session, statustext.status_plain(view))
    else:
        put(session, statustext.status_text(view, session.style))
    return not view.hand_edits
