"""A report as PDF: its page, printed by a browser or an office program that this machine has."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from revtrack.cli.launch import convert, found
from revtrack.errors import ExtraMissing
from revtrack.report.reportviews import ReportView

SECONDS = 120.0
_DATES = re.compile(rb"/(CreationDate|ModDate) ?\(D:[0-9]{14}")
_FIRST_DAY = b"19800101000000"
_IDS = re.compile(rb"/(?:ID\s?\[\s?<[0-9A-Fa-f]{32}>\s?<[0-9A-Fa-f]{32}>|DocChecksum\s?/[0-9A-Fa-f]{32})")


def _browser(program: str, page: Path, folder: Path) -> list[str]:
    """Its own profile, no network, the page as it prints."""
    import os

    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        program,
        "--headless",
        *alone,
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={folder / 'page.pdf'}",
        page.as_uri(),
    ]


def _office(program: str, page: Path, folder: Path) -> list[str]:
    profile = (folder / "profile").as_uri()
    return [
        program,
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "pdf:writer_web_pdf_Export",
        "--outdir",
        str(folder),
        str(page),
    ]


Call = Callable[[str, Path, Path], Sequence[str]]
CONVERTERS: tuple[tuple[str, Call], ...] = (
    ("chromium", _browser),
    ("chromium-browser", _browser),
    ("google-chrome", _browser),
    ("soffice", _office),
)
"""Programs that print a page, best first: a browser keeps the page as it looks, an office program its text and marks."""


def report_pdf(view: ReportView) -> bytes:
    """The report's page as PDF. ExtraMissing where no program is there that prints it, or none that does so."""
    from revtrack.cli.report import render

    return pdf_of(render(view, "html"))


def pdf_of(page: bytes) -> bytes:
    """A page as PDF, without the time it was made. ExtraMissing where no program is there that prints it."""
    failed: list[str] = []
    for name, call in CONVERTERS:
        program = found(name)
        if program is None:
            continue
        with tempfile.TemporaryDirectory(prefix="revtrack-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            source, target = folder / "page.html", folder / "page.pdf"
            source.write_bytes(page)
            if convert(call(program, source, folder), home=folder, seconds=SECONDS) and target.is_file():
                return _timeless(target.read_bytes())
        failed.append(name)
    raise ExtraMissing(
        "no program here prints a report as PDF",
        facts=(
            f"{', '.join(failed)} did not" if failed else f"looked for {', '.join(name for name, _ in CONVERTERS)}",
        ),
        tries=("revtrack report OLD NEW -o changes.html   then open it and print it to PDF",),
    )


def _timeless(data: bytes) -> bytes:
    """The file with the first day of 1980 for its times and no random id; every byte stays where it was."""
    data = _DATES.sub(lambda match: match[0][:-14] + _FIRST_DAY, data)
    return _IDS.sub(lambda match: re.sub(rb"[0-9A-Fa-f]{32}", b"0" * 32, match[0]), data)
