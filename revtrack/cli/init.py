"""`revtrack init`: make a store, if wanted with the worked example."""

from __future__ import annotations

import os
from pathlib import Path

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.progress import progress
from revtrack.cli.session import put, put_json, session_of
from revtrack.errors import ExitStatus


@revtrack_command(
    "init",
    examples=(
        ("revtrack init papers", "an empty store in ./papers"),
        ("revtrack init --example crr", "a store with the EU strategy, the EUPL and a demo"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.STORE),
)
@click.argument("where", default=".", metavar="[DIR]")
@click.option("--title", default="", metavar="TEXT", help="what the store is for")
@click.option("--ui-lang", default="en", metavar="CODE", help="language of fixed words in reports (en)")
@click.option("--example", is_flag=True, help="put the worked example in")
@click.option("--bare", is_flag=True, help="a store without a view of its files")
@click.option("--large", is_flag=True, help="folders in two levels, for more than 10,000 works")
@click.option("--force", is_flag=True, help="also in a folder that holds other files")
@click.pass_context
def command(
    context: click.Context, *, where: str, title: str, ui_lang: str, example: bool, bare: bool, large: bool, force: bool
) -> None:
    """Make a store in DIR: an ordinary git repository that keeps versions for ever."""
    from revtrack.report.statustext import init_json, init_text
    from revtrack.store import identify
    from revtrack.workflows import example as worked
    from revtrack.workflows.catalogue import Catalogue
    from revtrack.workflows.consult import status
    from revtrack.workflows.found import make

    session = session_of(context)
    path = Path(where)
    if example:
        with progress(session) as told:
            store = worked.make(path, bare=bare, force=force, progress=told)
    else:
        store = make(
            path,
            title=title,
            ui_lang=ui_lang,
            author=identify(dict(os.environ), None),
            bare=bare,
            large=large,
            force=force,
        )
    view = status(Catalogue(store), path, remarks=worked.missing_extras() if example else {})
    if session.json:
        put_json(init_json(view, example=example))
        return
    put(session, init_text(view, session.style, example=example))
