"""`revtrack show`: read one version, or one place of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import Session, put, put_json, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.views import ShowView

FORMATS = ("text", "md", "xml", "json")


@revtrack_command(
    "show",
    examples=(
        ("revtrack show 9956/14", "the whole text"),
        ("revtrack show 9956/14#41", "paragraph 41"),
        ("revtrack show 9956/14#note.1", "paragraph 1 of the cover note, with its footnote"),
        ("revtrack show 9956/14 --outline", "headings and paragraph numbers"),
        ("revtrack show 9956/14:da@1", "the text as received, before correction"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NOT_FOUND, ExitStatus.STORE),
)
@click.argument("version", metavar="VERSION[#FRAGMENT]")
@click.option(
    "--at", "places", multiple=True, metavar="F", help="a place: 12, note.3, 14.2, 46+1, fn2, 12-18 (repeatable)"
)
@click.option("-f", "form", type=click.Choice(FORMATS), help="text (*), md, xml (the Akoma Ntoso as stored), json")
@click.option("--outline", is_flag=True, help="only headings and paragraph numbers")
@click.option("--meta", is_flag=True, help="only what is known about the version")
@click.option("--original", is_flag=True, help="the bytes as received, to -o FILE")
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
    output: str | None,
    force: bool,
) -> None:
    """Read one version, or the paragraphs, headings and footnotes asked for."""
    from revtrack.workflows import consult

    session = session_of(context)
    if original or form == "xml":
        _exact(session, version, output, original=original, force=force)
        return
    view = consult.show(session.catalogue, version, places)
    wanted = "outline" if outline else "meta" if meta else form or ("json" if session.json else "")
    if output:
        write_file(output, _text(session, view, wanted).encode(), force=force)
    elif wanted == "json":
        put_json(_json(session, view))
    else:
        put(session, _text(session, view, wanted))


def _exact(session: Session, version: str, output: str | None, *, original: bool, force: bool) -> None:
    """The original or the XML, byte for byte, to a file: exact bytes never go to a terminal."""
    from revtrack.workflows import consult

    if not output:
        form = "--original" if original else "-f xml"
        raise UsageError("exact bytes go to a file", tries=(f"revtrack show {version} {form} -o FILE",))
    read = consult.original if original else consult.stored_xml
    write_file(output, read(session.catalogue, version), force=force)
    say(session, f"Wrote {output}")


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
