"""`revtrack refs`: what a document refers to, and what refers to it."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, put_json, session_of
from revtrack.errors import ExitStatus, UsageError
from revtrack.model.relations import Relation


@revtrack_command(
    "refs",
    examples=(
        ("revtrack refs 9956/14", "both directions"),
        ("revtrack refs 9956/14 --out --rel cites", "only what it cites"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("what", metavar="VERSION|NUMBER")
@click.option("--out", "only_out", is_flag=True, help="only what it refers to")
@click.option("--in", "only_in", is_flag=True, help="only what refers to it")
@click.option("--rel", "relations", default="", metavar="LIST", help="cites, revises, previous_document, …")
@click.pass_context
def command(context: click.Context, *, what: str, only_out: bool, only_in: bool, relations: str) -> None:
    """List references with their evidence: where it stands, and whether stated, extracted, inferred or catalogued."""
    from dataclasses import replace

    from revtrack.report import reftext
    from revtrack.workflows import connect

    session = session_of(context)
    view = connect.refs(session.catalogue, what, relations=relation_list(relations))
    if only_out and not only_in:
        view = replace(view, incoming=None)
    if only_in and not only_out:
        view = replace(view, out=None)
    if session.json:
        put_json(reftext.refs_json(view))
    elif session.plain:
        put(session, reftext.refs_plain(view))
    else:
        put(session, reftext.refs_text(view, session.style))


def relation_list(text: str) -> list[Relation]:
    """The relations named in a comma-separated list; UsageError for a word that is none."""
    found = []
    for word in (part.strip().replace(" ", "_") for part in text.split(",") if part.strip()):
        name = "previous_document" if word == "previous" else word
        if name not in list(Relation):
            raise UsageError(
                f"--rel does not know '{word}'",
                facts=(f"it knows {', '.join(Relation)}",),
                tries=("--rel cites,revises",),
            )
        found.append(Relation(name))
    return found
