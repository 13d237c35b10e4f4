"""`revtrack lineage`: the family tree of a document."""

from __future__ import annotations

from collections.abc import Sequence

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.refs import relation_list
from revtrack.cli.session import put, put_json, session_of
from revtrack.errors import ExitStatus, UsageError
from revtrack.model.documents import Work


@revtrack_command(
    "lineage",
    examples=(
        ("revtrack lineage 9956/14", "both directions"),
        ("revtrack lineage 9956/14 --up", "what it revises, cites and follows"),
        ("revtrack lineage eu-crr --depth 1", "the newest version of a work, one step"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("what", default="", metavar="[VERSION|WORK]")
@click.option("--up", is_flag=True, help="only earlier documents: what it refers to")
@click.option("--down", is_flag=True, help="only later documents: what refers to it")
@click.option("--depth", type=click.IntRange(1, 1000), metavar="N", help="at most so many steps")
@click.option("--rel", "relations", default="", metavar="LIST", help="cites, revises, previous_document, …")
@click.pass_context
def command(context: click.Context, *, what: str, up: bool, down: bool, depth: int | None, relations: str) -> None:
    """Draw which document cites, revises or replaces which; every edge says how it is known."""
    from revtrack.lineage import Direction
    from revtrack.report import lineagetext
    from revtrack.workflows import connect

    session = session_of(context)
    word = what or _only_work(session.catalogue.works)
    direction = Direction.BOTH if up == down else Direction.UP if up else Direction.DOWN
    lineage = connect.trace(
        session.catalogue, word, direction=direction, depth=depth, relations=relation_list(relations)
    )
    if session.json:
        put_json(lineagetext.lineage_json(lineage, session.store.tip()))
    elif session.plain:
        put(session, lineagetext.lineage_plain(lineage))
    else:
        put(session, lineagetext.lineage_text(lineage, session.style))


def _only_work(works: Sequence[Work]) -> str:
    titled = [work.id for work in works if not work.id.startswith("doc-")]
    if len(titled) == 1:
        return titled[0]
    raise UsageError(
        "whose lineage?", facts=(f"works here: {', '.join(titled[:6]) or 'none'}",), tries=("revtrack lineage WORK",)
    )
