"""`revtrack sync`: exchange with another store, so that both hold what either held."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, put_json, session_of
from revtrack.errors import ExitStatus


@revtrack_command(
    "sync",
    examples=(
        ("revtrack sync", "with the only other store that this one names"),
        ("revtrack sync git@example.org:archive.git", "with a store on a server"),
        ("revtrack sync /media/backup/archive.git -n", "say what would be exchanged with a folder"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.REFUSED, ExitStatus.STORE, ExitStatus.NETWORK),
)
@click.argument("remote", default="", metavar="[REMOTE]")
@click.option("--prefer", type=click.Choice(["ours", "theirs"]), help="whose decisions hold where both changed one")
@click.option("--forget", is_flag=True, help="accept a history that lost what was seen in it")
@click.option("-n", "--dry-run", is_flag=True, help="change nothing on either side")
@click.pass_context
def command(context: click.Context, *, remote: str, prefer: str | None, forget: bool, dry_run: bool) -> None:
    """Exchange with another store: what it holds is checked before any of it is taken, and nothing is ever overwritten."""
    from revtrack.report import synctext
    from revtrack.store import Asked, Prefer
    from revtrack.workflows import sharing

    session = session_of(context)
    asked = Asked(prefer=Prefer(prefer or Prefer.NOBODY), dry_run=dry_run)
    view = sharing.sync(session.store, remote, asked, author=session.author(), forget=forget)
    if session.json:
        put_json(synctext.sync_json(view))
    else:
        put(session, synctext.sync_text(view, session.style))
