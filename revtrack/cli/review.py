"""`add --review`: show what was read, ask whether to store it, and store nothing unless a person says yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from revtrack.cli.session import Session, put, say
from revtrack.errors import UsageError

if TYPE_CHECKING:
    from revtrack.workflows.drafts import Draft


def refuse_unasked(session: Session, instead: str) -> None:
    """UsageError where nobody can be asked; `instead` is the command that shows the same and stores nothing."""
    if not session.can_ask:
        raise UsageError(
            "--review asks a person, and nobody can be asked here; nothing was added",
            facts=("it needs a terminal, and neither --no-input nor --json",),
            tries=(f"look first:  {instead}", "then store it:  the same command without --review"),
        )


def ask(session: Session, shown: str, question: str) -> bool:
    """Show, and ask; whether the answer is yes. Anything else stores nothing."""
    put(session, shown)
    if click.confirm(question, default=False, err=True):
        return True
    say(session, "Nothing was added.")
    return False


def outline(session: Session, made: Draft) -> str:
    """The outline of a document as read: headings, and the paragraphs under each."""
    from revtrack.model.documents import Edition
    from revtrack.model.places import units
    from revtrack.report.showmeta import show_outline
    from revtrack.report.views import ShowView

    expression = made.expression
    view = ShowView(Edition(expression), (1,), units(expression), whole=True)
    return show_outline(view, session.style)
