"""`revtrack show`: read one version, or one place of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import Session, put, put_bytes, put_json, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.views import ShowView

FORMATS = ("text", "txt", "md", "html", "xml", "akn", "json")
STORED = ("xml", "akn")
"""Both names mean the Akoma Ntoso as stored."""


@revtrack_command(
    "show",
    examples=(
        ("revtrack show 9956/14", "the whole text"),
        ("revtrack show 9956/14#41", "paragraph 41"),
        ("revtrack show 9956/14#note.1", "paragraph 1 of the cover note, with its footnote"),
        ("revtrack show 9956/14 --outline", "headings and paragraph numbers"),
        ("revtrack show 9956/14:da@1", "the text as received, before correction"),
        ("revtrack show 9956/14 --original -o source.txt", "the very bytes that were added"),
        ("revtrack show 9956/14 -f html -o text.html", "a page to read"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("version", metavar="VERSION[#FRAGMENT]")
@click.option(
    "--at", "places", multiple=True, metavar="F", help="a place: 12, note.3, 14.2, 46+1, fn2, 12-18 (repeatable)"
)
@click.option(
    "-f", "form", type=click.Choice(FORMATS), help="text (*; also txt), md, html, xml or akn (as stored), json"
)
@click.option("--outline", is_flag=True, help="only headings and paragraph numbers")
@click.option("--meta", is_flag=True, help="only what is known about the version and its original")
@click.option("--original", is_flag=True, help="the bytes as received")
@click.option("--open", "opened", is_flag=True, help="with --original: show it in the program of this desktop")
@click.option("-o", "output", metavar="FILE", help="write to a file")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.pass_context
def command(
    context: click.Context,
    *,
    version: str,
    places: tuple[str, ...],
    form: str | None,
    outline: bool,
    meta: bool,
    original: bool,
    opened: bool,
    output: str | None,
    force: bool,
) -> None:
    """Read one version, or the paragraphs, headings and footnotes asked for."""
    from revtrack.workflows import consult

    session = session_of(context)
    _check(version, original=original, opened=opened, form=form, partial=bool(places or outline or meta))
    if original or form in STORED:
        _exact(session, version, output, original=original, opened=opened, force=force)
        return
    view = consult.show(session.catalogue, version, places, meta=meta)
    wanted = "outline" if outline else "meta" if meta else form or ("json" if session.json else "")
    if output and output != "-":
        write_file(output, _bytes(session, view, wanted), force=force)
    elif wanted == "json":
        put_json(_json(session, view))
    elif wanted == "html":
        put_bytes(_bytes(session, view, wanted))
    else:
        put(session, _text(session, view, wanted))


def _check(version: str, *, original: bool, opened: bool, form: str | None, partial: bool) -> None:
    """UsageError where exact bytes are asked for together with what would be a part of them, or another form."""
    if opened and not original:
        raise UsageError("--open opens the original", tries=(f"revtrack show {version} --original --open",))
    if original and form:
        raise UsageError("the original has its own form", tries=(f"revtrack show {version} --original -o FILE",))
    if (original or form in STORED) and (partial or "#" in version):
        name = "--original" if original else f"-f {form}"
        raise UsageError(
            "the original and the XML are given whole",
            tries=(f"revtrack show {version.partition('#')[0]} {name} -o FILE",),
        )


def _exact(session: Session, version: str, output: str | None, *, original: bool, opened: bool, force: bool) -> None:
    """The original or the XML, byte for byte: to a file or a pipe, and only where it is plain text to a terminal."""
    from revtrack.workflows import consult

    if original:
        found = consult.original(session.catalogue, version)
        data, name = found.data, found.name
    else:
        data, name = consult.stored_xml(session.catalogue, version), "text.xml"
    target = output or (name if opened else "")
    if target and target != "-":
        write_file(target, data, force=force)
        say(session, f"Wrote {target}")
        if opened:
            _open(session, target)
    elif not sys.stdout.isatty():
        put_bytes(data)
    else:
        _to_terminal(session, version, data, "--original" if original else "-f xml")


def _to_terminal(session: Session, version: str, data: bytes, asked: str) -> None:
    """Plain text, with what could drive a terminal shown by its code; anything else is refused."""
    from revtrack.report.neutral import neutral

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or data.startswith(b"%PDF"):
        raise UsageError(
            "what was received is no plain text, and exact bytes go to a file or a pipe, not to a terminal",
            tries=(f"revtrack show {version} {asked} -o FILE", f"revtrack show {version} {asked} --open"),
        )
    put(session, neutral(text))


def _open(session: Session, target: str) -> None:
    from revtrack.cli.launch import view

    if not view(target):
        say(session, f"no program here opens {target}")


def _bytes(session: Session, view: ShowView, wanted: str) -> bytes:
    """The view in the form asked for, as a file has it."""
    if wanted == "html":
        from revtrack import __version__
        from revtrack.report.textpage import show_page

        return show_page(view, __version__)
    return _text(session, view, wanted).encode()


def _json(session: Session, view: ShowView) -> dict[str, object]:
    from revtrack.report.showtext import show_json

    return show_json(view, session.store.tip())


def _text(session: Session, view: ShowView, wanted: str) -> str:
    """The view as text in the form asked for."""
    from revtrack.report import showtext
    from revtrack.report.jsonframe import dump

    if wanted == "json":
        return dump(_json(session, view), to_terminal=False)
    if wanted == "outline":
        return showtext.show_outline(view, session.style)
    if wanted == "meta":
        return showtext.show_meta(view, session.style)
    if wanted == "md":
        return showtext.show_markdown(view)
    return showtext.show_plain(view) if session.plain else showtext.show_text(view, session.style)
