"""`revtrack verify`: is everything as it was stored."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.progress import progress
from revtrack.cli.session import put, put_json, session_of
from revtrack.errors import ExitStatus, UsageError


@revtrack_command(
    "verify",
    examples=(
        ("revtrack verify", "hashes, manifests, append-only history, profile"),
        ("revtrack verify --quick", "only what came since the last look"),
        ("revtrack verify --deep", "also the official Akoma Ntoso schema"),
        ("revtrack verify --against git@example.org:a.git", "also what another store holds"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NO, ExitStatus.STORE, ExitStatus.NETWORK),
)
@click.option("--quick", is_flag=True, help="only the commits since the tip seen last")
@click.option("--deep", is_flag=True, help="also the official Akoma Ntoso schema")
@click.option("--against", "remote", metavar="REMOTE", help="also compare with another store, over the network")
@click.pass_context
def command(context: click.Context, *, quick: bool, deep: bool, remote: str | None) -> None:
    """Check the whole store and name every damage in words; notes never change the exit code."""
    from revtrack.report import verifytext
    from revtrack.workflows import keep

    if quick and deep:
        raise UsageError("--quick and --deep exclude each other", tries=("revtrack verify --deep",))
    session = session_of(context)
    level = "quick" if quick else "deep" if deep else "default"
    with progress(session) as told:
        verdict = keep.verify(session.store, level=level, progress=told)
        if remote is not None:
            verdict = keep.with_findings(verdict, session.store.against(remote, check=keep.check_document))
    if session.json:
        put_json(verifytext.verify_json(verdict.findings, verdict.counts))
    else:
        put(session, verifytext.verify_text(verdict.findings, verdict.counts, session.style))
    if not verdict.sound:
        context.exit(int(ExitStatus.NO))
