"""`revtrack undo`: take back the last step by a new one; history is never rewritten."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, put_json, session_of, telling
from revtrack.errors import ExitStatus


@revtrack_command(
    "undo",
    examples=(
        ("revtrack undo", "take back the last add, correction or decision"),
        ("revtrack undo --dry-run", "say what would be taken back"),
        ("revtrack undo --redo", "bring back what the last undo took"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.option("--to", default="", metavar="EVENT", help="take back everything after this event (see log --events)")
@click.option("--redo", is_flag=True, help="bring back what the last undo took")
@click.option("-n", "--dry-run", is_flag=True, help="change nothing")
@click.pass_context
def command(context: click.Context, *, to: str, redo: bool, dry_run: bool) -> None:
    """Take back the last step; what was added is withdrawn, its bytes stay, and adding it again brings it back."""
    from revtrack.report import logtext
    from revtrack.workflows import collect, consult

    session = session_of(context)
    author = session.author()
    met = collect.undo(session.store, author=author, to=to, redo=redo, dry_run=dry_run)
    lines = tuple(consult.event_line(event) for event in met)
    with telling("" if dry_run else f"the {'redo' if redo else 'undo'} is stored"):
        if session.json:
            put_json(logtext.undo_json(lines, session.store.tip(), redo=redo, dry_run=dry_run))
        else:
            put(session, logtext.undo_text(lines, session.style, redo=redo, dry_run=dry_run))
