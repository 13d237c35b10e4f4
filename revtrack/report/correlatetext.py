"""Draws a correlation table for a terminal, and as plain records for grep and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.addresses import pasted
from revtrack.model.rulings import Positions
from revtrack.report.correlateacross import DIFFERENCES, PAIRED_BY, grounds_words, languages_note
from revtrack.report.correlaterows import Line, Table, TableStyle
from revtrack.report.correlatewords import (
    LOOK_BELOW,
    NONE,
    change_words,
    column_names,
    confirmed_words,
    doubtful_pairings,
    is_heading,
    names_in,
    should_look,
    similarity_words,
)
from revtrack.report.diffwords import notes_of
from revtrack.report.labels import fragments
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.tabletext import row_lines, widths_of
from revtrack.report.views import CorrelationRow, CorrelationView
from revtrack.report.wrap import width_of, wrap

TITLE = "CORRELATION TABLE"
CHANGE, SIMILARITY, LEAST_SIMILARITY, CONFIRMED = "change", "similarity", "lowest similarity", "confirmed by"
NOTHING_PRINTED = "nothing printed in both texts speaks for it"
INDENT = "  "
"""Rows stand this far in where headings span the table."""


def correlation_text(view: CorrelationView, table: Table, style: Style) -> str:
    """The table under its title: parts and headings across, a row for each line, the legend at the end."""
    lines = [*_head(view, style), ""]
    spans = any(line.heading for line in table.lines) or any(part.title for part in table.parts)
    indent = INDENT if spans else ""
    names = [*table.columns, *said_names(table)]
    rows = [[style.own(cell) for cell in _row(table, line)] for line in table.lines if not line.heading]
    widths = widths_of([names, *rows], width=style.width - len(indent) if style.width else 0)
    lines += [style.bold(line) for line in row_lines(names, widths, indent=indent)]
    drawn = iter(rows)
    for part in table.parts:
        if part.title:
            lines += ["", *map(style.bold, wrap(neutral_line(part.title), width=style.width))]
        for line in part.lines:
            lines += _span(line, style) if line.heading else row_lines(next(drawn), widths, indent=indent)
    return "\n".join([*lines, *_tail(view, table, style)]) + "\n"


def correlation_plain(view: CorrelationView, style: Style, *, table_style: TableStyle) -> str:
    """One row a line, tab-separated, never grouped: its fragments in each column; across languages then its grounds.

    In a working table change (across languages what differs), similarity, look or not, and who confirmed it stand at the end.
    """
    rows = [row for block in view.blocks for row in block.rows]
    return "".join("\t".join(_record(view, row, style, table_style)) + "\n" for row in rows)


def said_names(table: Table) -> tuple[str, ...]:
    """The names of the columns behind those of the versions."""
    grounds = (PAIRED_BY,) if table.across else ()
    if table.style is TableStyle.OFFICIAL:
        return grounds
    least = SIMILARITY if len(table.columns) == 2 else LEAST_SIMILARITY
    return (*grounds, DIFFERENCES if table.across else CHANGE, least, *([CONFIRMED] if table.confirmed else ()))


def said_cells(table: Table, line: Line) -> tuple[str, ...]:
    """What a line says in those columns."""
    marked = f"{line.similarity} ?" if line.look else line.similarity
    grounds = (grounds_words(line.grounds),) if table.across else ()
    return (*grounds, line.change, marked, line.confirmed)[: len(said_names(table))]


def heading_parts(line: Line) -> list[str]:
    """The words of a heading, once where neighbouring columns have the same; a dash where it is absent."""
    words = [cell or NONE for cell in line.cells]
    return [word for at, word in enumerate(words) if not at or word != words[at - 1]]


def heading_said(line: Line) -> str:
    """What happened to a heading, in brackets behind it: ` (modified, 0.67 ?)`; "" if nothing did.

    Across languages on what grounds it is paired: ` (paired by number, words; 0.67)`. Who confirmed it stands last.
    """
    similarity = f"{line.similarity} ?" if line.look else line.similarity
    if line.grounds:
        said = [f"paired by {grounds_words(line.grounds)}", line.change, similarity]
    else:
        change = "" if line.change == "unchanged" else line.change
        said = [f"{change}, {similarity}" if change and line.look else change]
    told = "; ".join(filter(None, [*said, _by(line)]))
    return f" ({told})" if told else ""


def _by(line: Line) -> str:
    return f"{CONFIRMED} {line.confirmed}" if line.confirmed else ""


def legend(view: CorrelationView, table: Table) -> str:
    """What the question mark says, and how to rule on the first pairing that bears one; "" where none stands."""
    if not any(line.look for line in table.lines):
        return ""
    hint = confirmation(view)
    why = NOTHING_PRINTED if table.across else f"below {LOOK_BELOW}"
    return f"? = {why}, a person should look" + (f": {hint}" if hint else "")


def confirmation(view: CorrelationView) -> str:
    """The command that confirms the first pairing a person should look at; "" where a side of it is a file."""
    rows = [row for block in view.blocks for row in block.rows if should_look(row)]
    for row in sorted(rows, key=is_heading):
        for step, old, new in doubtful_pairings(row):
            return _confirm(view, step, old, new)
    return ""


def _confirm(view: CorrelationView, step: int, olds: Positions, news: Positions) -> str:
    sides, names = view.columns[step : step + 2], column_names(view.columns)[step : step + 2]
    if any(side.path for side in sides):
        return ""
    old, new = fragments(view.units[step], olds), fragments(view.units[step + 1], news)
    across = ["--across-languages"] if view.across_languages else []
    words = (*map(pasted, names), *across, "--confirm", pasted(f"{','.join(old)}={','.join(new)}"))
    return f"revtrack correlate {' '.join(words)}"


def side_notes(view: CorrelationView) -> list[str]:
    """What must be said of the texts: languages, editions, files not in the store, markings, rulings that were not applied."""
    languages = [languages_note(*view.columns)] if view.across_languages else []
    return [*languages, *(note for side in view.columns for note in notes_of(side)), *map(neutral_line, view.notes)]


def _head(view: CorrelationView, style: Style) -> Iterator[str]:
    title = neutral_line(view.columns[-1].expression.title)
    yield from wrap(f"{style.bold(TITLE)}   {title}".rstrip(), width=style.width, rest=INDENT)
    for note in side_notes(view):
        yield from wrap(style.own(note), width=style.width, rest=INDENT)


def _row(table: Table, line: Line) -> tuple[str, ...]:
    return (*line.cells, *said_cells(table, line))


def _span(line: Line, style: Style) -> list[str]:
    words = [style.own(word) if word == NONE else word for word in heading_parts(line)]
    said = style.own(f" {'→'} ").join(map(style.bold, words)) + style.own(heading_said(line))
    return wrap(said, width=style.width, rest=INDENT)


def _tail(view: CorrelationView, table: Table, style: Style) -> Iterator[str]:
    for place in view.coarse:
        yield from wrap(style.own(f"Compared coarsely: {neutral_line(place)}"), width=style.width, rest=INDENT)
    yield from _legend_lines(style.own(legend(view, table)), style)


def _legend_lines(said: str, style: Style) -> Iterator[str]:
    """The legend; its command on a line of its own where one line is too short, so that it can be pasted whole."""
    words, colon, command = said.partition(": ")
    if not colon or not style.width or width_of(said) <= style.width:
        yield from [said] if said else []
        return
    yield from wrap(f"{words}:", width=style.width, rest=INDENT)
    yield f"{INDENT}{command}"


def _record(view: CorrelationView, row: CorrelationRow, style: Style, table_style: TableStyle) -> Iterator[str]:
    for column in range(len(view.columns)):
        yield ",".join(names_in(view, row, column)) or style.own(NONE)
    if row.link:
        yield ",".join(ground.value for ground in row.link.grounds)
    if table_style is TableStyle.WORKING:
        yield style.own(change_words(view, row))
        yield similarity_words(row)
        yield "look" if should_look(row) else ""
        yield confirmed_words(row)
