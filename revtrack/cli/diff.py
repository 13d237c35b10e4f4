"""`revtrack diff`: what changed between two versions, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from revtrack.cli.across import show_across
from revtrack.cli.command import command as revtrack_command
from revtrack.cli.output import catalogue_for, format_for
from revtrack.cli.session import Session, put, put_json, read_input, say, session_of, write_file
from revtrack.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from revtrack.report.views import DiffView
    from revtrack.workflows.contrast import Filters

FORMATS = {"text": ".txt", "md": ".md", "json": ".json"}


@revtrack_command(
    "diff",
    examples=(
        ("revtrack diff demo@1 demo@2", "two versions of a work"),
        ("revtrack diff 9956/14:da@1 9956/14:da@2", "what a correction changed"),
        ("revtrack diff demo@1 demo@2 '#7'", "one paragraph"),
        ("revtrack diff 9956/14 ./draft.md", "against a file not in the store"),
        ("revtrack diff demo@1 demo@2 --signal modality,number", "where duties or numbers changed"),
        ("revtrack diff demo@1 demo@2 --kind moved,split --json", "for programs"),
        ("revtrack diff 9956/14 demo@1 --across-languages", "two languages: structure, numbers, dates"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.NO, ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("words", nargs=-1, metavar="[OLD] [NEW] [PLACE]...")
@click.option("--at", "places", multiple=True, metavar="F", help="a place: 12, note.3, fn2, 12-18 (repeatable)")
@click.option(
    "--kind", "kinds", default="", metavar="LIST", help="modified, inserted, deleted, split, merged, moved, renumbered"
)
@click.option("--class", "classes", default="", metavar="LIST", help="paragraph, heading, footnote")
@click.option(
    "--signal",
    "signals",
    default="",
    metavar="LIST",
    help="modality, number, date, reference, negation, follows-renumbering",
)
@click.option("--ignore", default="typography", metavar="LIST", help="typography (*), renumbering, none")
@click.option(
    "-U", "--context", "around", default=0, type=click.IntRange(0, 50), metavar="N", help="unchanged paragraphs around"
)
@click.option("-f", "form", type=click.Choice(list(FORMATS)), help="text (*), md, json")
@click.option("-o", "output", metavar="FILE", help="write to a file; the format follows its extension")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.option("--across-languages", "across", is_flag=True, help="pair two languages; words are not compared")
@click.option("--exit-code", is_flag=True, help="exit 1 if there are differences")
@click.pass_context
def command(
    context: click.Context,
    *,
    words: tuple[str, ...],
    places: tuple[str, ...],
    kinds: str,
    classes: str,
    signals: str,
    ignore: str,
    around: int,
    form: str | None,
    output: str | None,
    force: bool,
    across: bool,
    exit_code: bool,
) -> None:
    """Show what changed between two versions, paragraph by paragraph."""
    from revtrack.workflows import contrast, pairs

    session = session_of(context)
    names = tuple(word for word in words if not word.startswith("#"))
    if len(names) > 2:
        raise UsageError(
            "a comparison is of two", facts=("places begin with #",), tries=("revtrack diff OLD NEW '#7'",)
        )
    filters = replace(
        filters_of(kinds=kinds, classes=classes, signals=signals, ignore=ignore),
        places=(*(word for word in words if word.startswith("#")), *places),
        context=around,
    )
    catalogue = catalogue_for(session, names)
    pair = pairs.pair_of(catalogue, names, read_input)
    if across:
        asked = {"--kind": kinds, "--class": classes, "--signal": signals, "--ignore": ignore != "typography"}
        differs = show_across(
            session, catalogue, pair, {**asked, "a place": filters.places, "-U": around}, form, output, force=force
        )
    else:
        view = contrast.compare_pair(catalogue, pair, filters)
        if output:
            _write(session, view, output, form, force=force)
        else:
            _print(session, view, form)
        differs = contrast.differs(view)
    if exit_code and differs:
        context.exit(int(ExitStatus.NO))


def filters_of(*, kinds: str, classes: str, signals: str, ignore: str) -> Filters:
    """The filters that comma-separated lists ask for; UsageError for a word that is none."""
    from revtrack.workflows import contrast

    return contrast.Filters(
        kinds=_list(kinds, contrast.KINDS, "--kind"),
        classes=_list(classes, contrast.CLASSES, "--class"),
        signals=_list(signals, contrast.SIGNALS, "--signal"),
        ignore=[word for word in _list(ignore, (*contrast.IGNORABLE, "none"), "--ignore") if word != "none"],
    )


def _list(text: str, allowed: Collection[str], option: str) -> list[str]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in allowed:
            raise UsageError(
                f"{option} does not know '{word}'",
                facts=(f"it knows {', '.join(allowed)}",),
                tries=("revtrack diff -h",),
            )
    return words


def _print(session: Session, view: DiffView, form: str | None) -> None:
    from revtrack.report import diffjson, diffmd, difftext

    if session.json or form == "json":
        put_json(diffjson.diff_json(view))
    elif form == "md":
        put(session, diffmd.diff_markdown(view))
    elif session.plain:
        for note in view.notes:
            say(session, f"note: {note}")
        put(session, difftext.diff_plain(view))
    else:
        put(session, difftext.diff_text(view, session.style))


def _write(session: Session, view: DiffView, output: str, form: str | None, *, force: bool) -> None:
    from revtrack.report import diffjson, diffmd, difftext
    from revtrack.report.jsonframe import dump
    from revtrack.report.style import Style

    wanted = format_for(output, form, FORMATS, example="-o changes.md")
    if wanted == "json":
        text = dump(diffjson.diff_json(view), to_terminal=False)
    elif wanted == "md":
        text = diffmd.diff_markdown(view)
    else:
        text = difftext.diff_text(view, Style(width=100, verbose=session.verbose))
    write_file(output, text.encode(), force=force)
    say(session, f"Wrote {output}")
