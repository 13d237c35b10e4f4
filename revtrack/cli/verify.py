"""`revtrack verify`: is everything as it was stored; is a report or a bag what it says."""

from __future__ import annotations

import time
from pathlib import Path

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.output import catalogue_for
from revtrack.cli.progress import progress
from revtrack.cli.session import Session, put, put_json, read_input, session_of
from revtrack.errors import ExitStatus, UsageError


@revtrack_command(
    "verify",
    examples=(
        ("revtrack verify", "hashes, manifests, append-only history, profile"),
        ("revtrack verify --quick", "only what came since the last look"),
        ("revtrack verify --deep", "also the official schema, every original, and every signature"),
        ("revtrack verify --signatures", "nothing but who signed each commit"),
        ("revtrack verify changes.html", "a report: untouched, its texts, its changes made anew"),
        ("revtrack verify --bag bag", "a bag: every file there, with the hash it should have"),
        ("revtrack verify --against git@example.org:a.git", "also what another store holds"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NO, ExitStatus.USAGE, ExitStatus.STORE, ExitStatus.NETWORK),
)
@click.argument("path", required=False, metavar="[REPORT.html|DIR]")
@click.option("--bag", is_flag=True, help="DIR is a bag (BagIt, RFC 8493): is every file in it there, with its hash")
@click.option("--quick", is_flag=True, help="only the commits since the tip seen last")
@click.option(
    "--deep",
    is_flag=True,
    help="also the official schema, every original read again, and every signature",
)
@click.option("--signatures", is_flag=True, help="only the signatures of the whole history")
@click.option("--against", "remote", metavar="REMOTE", help="also compare with another store, over the network")
@click.pass_context
def command(
    context: click.Context,
    *,
    path: str | None,
    bag: bool,
    quick: bool,
    deep: bool,
    signatures: bool,
    remote: str | None,
) -> None:
    """Check the whole store, a report or a bag, and name every damage in words; notes never change the exit code.

    Each check of a store is remembered beside it: `revtrack log --events` lists them.
    """
    from revtrack.report import verifytext
    from revtrack.workflows import keep

    levels = [name for name, asked in (("quick", quick), ("deep", deep), ("signatures", signatures)) if asked]
    if len(levels) > 1:
        raise UsageError("--quick, --deep and --signatures exclude each other", tries=("revtrack verify --deep",))
    session = session_of(context)
    if path is not None or bag:
        _check_file(context, session, path or "", bag=bag, leveled=bool(levels) or remote is not None)
        return
    level = levels[0] if levels else "default"
    with progress(session) as told:
        verdict = keep.verify(session.store, level=level, progress=told)
        verdict = keep.remember(session.store, verdict, time=int(time.time()))
        if remote is not None:
            verdict = keep.with_findings(verdict, session.store.against(remote, check=keep.check_document))
    if session.json:
        put_json(verifytext.verify_json(verdict.findings, verdict.counts))
    else:
        put(session, verifytext.verify_text(verdict.findings, verdict.counts, session.style))
    if not verdict.sound:
        context.exit(int(ExitStatus.NO))


def _check_file(context: click.Context, session: Session, path: str, *, bag: bool, leveled: bool) -> None:
    """A report or a bag against itself, and against the store here if there is one."""
    flag = "--bag " if bag else ""
    if not path:
        raise UsageError("--bag needs the folder of a bag", tries=("revtrack verify --bag DIR",))
    if leveled:
        raise UsageError(
            "--quick, --deep, --signatures and --against are for a store", tries=(f"revtrack verify {flag}{path}",)
        )
    sound = _check_bag(session, path) if bag else _check_report(session, path)
    if not sound:
        context.exit(int(ExitStatus.NO))


def _check_report(session: Session, path: str) -> bool:
    from revtrack.report import verifypage
    from revtrack.workflows.checkreport import check_report

    if (Path(path).expanduser() / "bagit.txt").is_file():
        raise UsageError(f"{path} is a bag", tries=(f"revtrack verify --bag {path}",))
    verdict = check_report(read_input(path), path, catalogue_for(session, ("./old", "./new")))
    if session.json:
        put_json(verifypage.page_verdict_json(verdict))
    else:
        put(session, verifypage.page_verdict_text(verdict, session.style))
    return verdict.sound


def _check_bag(session: Session, path: str) -> bool:
    from revtrack.report import verifybag
    from revtrack.workflows.checkbag import check_bag

    with progress(session) as told:
        catalogue = catalogue_for(session, ("./old", "./new"))
        verdict = check_bag(Path(path).expanduser(), path, catalogue, progress=told)
    if session.json:
        put_json(verifybag.bag_verdict_json(verdict))
    else:
        put(session, verifybag.bag_verdict_text(verdict, session.style))
    return verdict.sound
