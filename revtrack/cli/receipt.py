"""`revtrack receipt`: what stands for a store, to be kept elsewhere, and checked later."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, put_json, read_input, say, session_of, write_file
from revtrack.errors import ExitStatus


@revtrack_command(
    "receipt",
    examples=(
        ("revtrack receipt", "the newest event and the root of all that was ever added"),
        ("revtrack receipt -o receipt-2026.txt", "to a file, to print or to mail"),
        ("revtrack receipt --check receipt-2026.txt", "does the store still hold all of it"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NO, ExitStatus.USAGE, ExitStatus.STORE),
)
@click.option("--check", "old", metavar="FILE", help="a receipt made before; - is standard input")
@click.option("-o", "output", metavar="FILE", help="write to a file")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.pass_context
def command(context: click.Context, *, old: str | None, output: str | None, force: bool) -> None:
    """Print what stands for the whole store in two numbers, or check what was printed before."""
    from revtrack.report import synctext, verifytext
    from revtrack.report.style import Style
    from revtrack.report.views import VerifyCounts
    from revtrack.workflows import sharing

    session = session_of(context)
    if old is not None:
        findings = sharing.check_receipt(session.store, read_input(old).decode("utf-8", "replace"))
        counts = VerifyCounts(level="receipt", subject=old, tip=session.store.tip())
        if session.json:
            put_json(verifytext.verify_json(findings, counts))
        else:
            put(session, verifytext.receipt_text(findings, old, session.style))
        if findings:
            context.exit(int(ExitStatus.NO))
        return
    view = sharing.receipt(session.store)
    if output:
        write_file(output, synctext.receipt_text(view, Style(width=100)).encode(), force=force)
        say(session, f"Wrote {output}")
    elif session.json:
        put_json(synctext.receipt_json(view))
    else:
        put(session, synctext.receipt_text(view, session.style))
