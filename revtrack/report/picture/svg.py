"""A picture as SVG: by itself, or inside a page whose table its parts link to.

Colours are variables of the style sheet; the light ones also stand as attributes, for programs that know no variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from revtrack.model.relations import Lineage
from revtrack.report.lineagewords import edge_words, notes
from revtrack.report.mark import with_mark
from revtrack.report.neutral import neutral_line
from revtrack.report.picture import tokens
from revtrack.report.picture.drawing import LABEL_SIZE, TICK_SIZE, draw
from revtrack.report.picture.planning import CORNER, NUMBER_SIZE, PAD, ROW, SAID_SIZE
from revtrack.report.picture.values import Box, Curve, Head, Label, Picture, Shown, Stroke, Tick

STYLE = """\
.lin-page{fill:var(--page)}
.lin-box{fill:var(--surface);stroke:var(--border)}
.lin-root{stroke:var(--text)}
.lin-line,.lin-axis{stroke:var(--muted)}
.lin-inner{stroke:var(--page)}
.lin-head{fill:var(--muted)}
.lin-hatch{stroke:var(--text)}
.lin-text{fill:var(--text)}
.lin-word,.lin-tick,.lin-legend{fill:var(--muted)}
a .lin-word{fill:var(--link);text-decoration:underline}
a .lin-number{fill:var(--link);text-decoration:underline}
a:focus{outline:none}
a:focus .lin-target{stroke:var(--focus);stroke-width:3}
"""
"""The part of the style sheet that speaks of the picture; the colours are those of `tokens`."""
FONT = "system-ui, 'Segoe UI', 'Liberation Sans', sans-serif"
DASHES = {Stroke.DASHED: "7 4", Stroke.DOTTED: "1.5 4", Stroke.DASHDOT: "8 3 1.5 3"}


def lineage_svg(lineage: Lineage, shown: Shown) -> bytes:
    """A file of its own, with revtrack's mark: no script, nothing from elsewhere, a title and all it shows in words."""
    picture = draw(shown)
    body = "\n".join(_body(picture, linked=False))
    size = f'width="{_n(picture.width)}" height="{_n(picture.height)}"'
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" '
        'role="img" aria-labelledby="lin-title" aria-describedby="lin-desc" lang="en">\n'
        f'<title id="lin-title">{_text(title_words(lineage))}</title>\n'
        f'<desc id="lin-desc">{_text(" ".join(_sentences(lineage, shown)))}</desc>\n'
        f"<style>{tokens.variables()}{STYLE}</style>\n"
        f'<rect class="lin-page" width="100%" height="100%" fill="{tokens.light("page")}"/>\n'
        f"{body}\n</svg>\n"
    )
    return with_mark(text.encode())


def inline_svg(lineage: Lineage, shown: Shown) -> str:
    """The same inside a page: boxes link to #d1, #d2 …, relations to #e1, #e2 …, by their places in the lineage, from 1."""
    return _inside(lineage, shown, linked=True)


def still_svg(lineage: Lineage, shown: Shown) -> str:
    """The same inside a page, one picture without links: the tables below it must say all of it."""
    return _inside(lineage, shown, linked=False)


def _inside(lineage: Lineage, shown: Shown, *, linked: bool) -> str:
    picture = draw(shown)
    size = f'width="{_n(picture.width)}" height="{_n(picture.height)}"'
    return (
        f'<svg {size} viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" role="{"group" if linked else "img"}" '
        'aria-labelledby="lin-title" aria-describedby="lin-desc">\n'
        f'<title id="lin-title">{_text(title_words(lineage))}</title>\n'
        f'<desc id="lin-desc">{_counts(lineage)} The tables below say the same in words.</desc>\n'
        + "\n".join(_body(picture, linked=linked))
        + "\n</svg>"
    )


def title_words(lineage: Lineage) -> str:
    """`Lineage of 9956/14`."""
    return f"Lineage of {lineage.root}"


def _counts(lineage: Lineage) -> str:
    documents, relations = len(lineage.nodes), len(lineage.edges)
    return (
        f"{documents} document{'s' if documents != 1 else ''}, {relations} relation{'s' if relations != 1 else ''}, "
        "by document date from left to right."
    )


def _sentences(lineage: Lineage, shown: Shown) -> Iterator[str]:
    """All that the picture says, as sentences."""
    yield _counts(lineage)
    yield from (f"{edge_words(edge.reference)}." for edge in shown.lineage.edges)
    yield from (f"Note: {note}." for note in (*notes(lineage), shown.note) if note)


def _body(picture: Picture, *, linked: bool) -> Iterator[str]:
    line, page = tokens.light("muted"), tokens.light("page")
    yield (
        f'<defs><pattern id="lin-hatching" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="lin-hatch" d="M1 0V5" stroke="{tokens.light("text")}" '
        'stroke-width="2"/></pattern></defs>'
    )
    yield f'<g font-family="{FONT}" font-size="{_n(SAID_SIZE)}">'
    yield f'<g class="lin-ticks" font-size="{_n(TICK_SIZE)}">{"".join(_axis(picture))}</g>'
    yield f'<g fill="none" stroke="{line}" stroke-width="1.5">{"".join(_line(each, page) for each in picture.lanes)}</g>'
    yield from (_label(each, linked=linked) for each in picture.labels)
    yield f'<g fill="{line}">{"".join(map(_head, picture.heads))}</g>'
    yield from (_box(each, linked=linked) for each in picture.boxes)
    yield from (
        f'<text class="lin-legend" x="{_n(x)}" y="{_n(y)}" fill="{line}">{_text(text)}</text>'
        for (x, y), text in picture.legend
    )
    yield "</g>"


def _axis(picture: Picture) -> Iterator[str]:
    colour = tokens.light("muted")
    yield (
        f'<path class="lin-axis" d="M16 40H{_n(picture.width - 16)}M{_n(picture.width - 22)} 36L{_n(picture.width - 16)} 40'
        f'L{_n(picture.width - 22)} 44" fill="none" stroke="{colour}"/>'
    )
    yield from (_tick(each, colour) for each in picture.ticks)


def _tick(tick: Tick, colour: str) -> str:
    middle = _n(tick.area.x + tick.area.width / 2)
    return (
        f'<path class="lin-axis" d="M{middle} 36V44" stroke="{colour}"/>'
        f'<text class="lin-tick" x="{middle}" y="{_n(tick.area.bottom - 3)}" text-anchor="middle" fill="{colour}">'
        f"{_text(tick.text)}</text>"
    )


def _line(curve: Curve, page: str) -> str:
    path = _path(curve)
    if curve.stroke is Stroke.DOUBLE:
        return (
            f'<path class="lin-line" d="{path}" stroke-width="4.5"/>'
            f'<path class="lin-inner" d="{path}" stroke="{page}" stroke-width="1.5"/>'
        )
    dashes = f' stroke-dasharray="{DASHES[curve.stroke]}"' if curve.stroke in DASHES else ""
    return f'<path class="lin-line" d="{path}"{dashes}/>'


def _path(curve: Curve) -> str:
    """Straight to the first bend, then curve and straight by turns. A curve that comes back to its side bulges out."""
    (x, y), *bends = curve.bends
    parts = [f"M{_n(x)} {_n(y)}"]
    for at, (to_x, to_y) in enumerate(bends):
        if at % 2:
            middle = (x + to_x) / 2 if x != to_x else x - 36
            parts.append(f"C{_n(middle)} {_n(y)} {_n(middle)} {_n(to_y)} {_n(to_x)} {_n(to_y)}")
        elif to_x != x:
            parts.append(f"H{_n(to_x)}")
        x, y = to_x, to_y
    return "".join(parts)


def _head(head: Head) -> str:
    x, y = head.tip
    back = x + 9 if head.leftward else x - 9
    return f'<path class="lin-head" d="M{_n(x)} {_n(y)}L{_n(back)} {_n(y - 4.5)}V{_n(y + 4.5)}Z"/>'


def _label(label: Label, *, linked: bool) -> str:
    area, colour = label.area, tokens.light("link" if linked else "muted")
    lines = (
        f'<g fill="none" stroke="{tokens.light("muted")}" stroke-width="1.5">'
        f"{_line(label.curve, tokens.light('page'))}</g>"
    )
    target = (
        f'<rect class="lin-target" x="{_n(area.x - 3)}" y="{_n(area.y - 3)}" width="{_n(max(area.width + 6, 24))}" '
        'height="24" fill="none" pointer-events="all"/>'
    )
    word = (
        f'<text class="lin-word" x="{_n(area.x + area.width / 2)}" y="{_n(area.bottom - 3)}" text-anchor="middle" '
        f'font-size="{_n(LABEL_SIZE)}" fill="{colour}">{_text(label.text)}</text>'
    )
    inside = f"<title>{_text(label.full)}</title>{lines}{target if linked else ''}{word}"
    return _part(f"e{label.index + 1}", inside, linked=linked)


def _box(box: Box, *, linked: bool) -> str:
    area = box.area
    dashes = "" if box.held else ' stroke-dasharray="6 4"'
    outline = (
        f'<rect class="lin-box lin-target{" lin-root" if box.root else ""}" x="{_n(area.x)}" y="{_n(area.y)}" '
        f'width="{_n(area.width)}" height="{_n(area.height)}" rx="8" fill="{tokens.light("surface")}" '
        f'stroke="{tokens.light("text" if box.root else "border")}" stroke-width="{"2.5" if box.root else "1.5"}"{dashes}/>'
    )
    corner = (
        f'<path d="M{_n(area.right - 2 - CORNER * 1.4)} {_n(area.bottom - 2)}H{_n(area.right - 8)}'
        f"Q{_n(area.right - 2)} {_n(area.bottom - 2)} {_n(area.right - 2)} {_n(area.bottom - 8)}"
        f'V{_n(area.bottom - 2 - CORNER * 1.4)}Z" fill="url(#lin-hatching)"/>'
    )
    inside = f"<title>{_text(box.full)}</title>{outline}{corner if box.restricted else ''}{''.join(_words(box, linked=linked))}"
    return _part(f"d{box.index + 1}", inside, linked=linked)


def _words(box: Box, *, linked: bool) -> Iterator[str]:
    top = box.area.middle - len(box.words) * ROW / 2
    for at, words in enumerate(box.words):
        bold = ' font-weight="bold"' if words.look in ("number", "marking") else ""
        size = f' font-size="{_n(NUMBER_SIZE)}"' if words.look == "number" else ""
        slant = ' font-style="italic"' if words.look == "title" else ""
        colour = tokens.light("link" if linked and words.look == "number" else "text")
        number = " lin-number" if words.look == "number" else ""
        yield (
            f'<text class="lin-text{number}" x="{_n(box.area.x + PAD)}" y="{_n(top + (at + 1) * ROW - 5)}" '
            f'fill="{colour}"{size}{bold}{slant}>{_text(words.text)}</text>'
        )


def _part(target: str, inside: str, *, linked: bool) -> str:
    """A document or a relation: a group with its title, or a link to its row."""
    if linked:
        return f'<a href="#{target}">{inside}</a>'
    return f'<g id="{target}">{inside}</g>'


def _text(text: str) -> str:
    return escape(neutral_line(text))


def _n(value: float) -> str:
    """A coordinate: one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
