"""Draws a correspondence between two languages for a terminal, and as plain records: what has no partner, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from revtrack.model.changes import TextUnit, UnitClass
from revtrack.model.correspondence import Correspondence, Difference, Link, Only
from revtrack.report.correlateacross import language_of, one_language, same_language
from revtrack.report.diffwords import side_notes
from revtrack.report.labels import fragments, heading_words, several
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import AcrossView
from revtrack.report.words import count, small, thousands
from revtrack.report.wrap import clip, pad, wrap

LABEL = 16
"""Columns for the name of a unit; a longer name moves what is said of it to the right."""
GIST = 100
"""Columns shown of a text without a partner; all of it with --verbose."""


def across_text(view: AcrossView, style: Style) -> str:
    """What has no partner and what differs, under the headings it stands under; with --verbose every pairing."""
    if style.plain:
        return across_plain(view)
    found = view.correspondence
    lines = list(_head(view, style))
    headings = _headings(found)
    above: str | None = None
    for link in found.links:
        if style.verbose or _tells(link):
            if above != (above := _heading_above(found, link, headings)):
                lines += ["", *wrap(style.bold(above), width=style.width, rest="  ")] if above else [""]
            lines += _row(view, link, style)
    for place in found.coarse:
        lines += ["", *wrap(style.own(f"Paired coarsely: {place}"), width=style.width, rest="  ")]
    return "\n".join(lines) + "\n"


def across_plain(view: AcrossView) -> str:
    """One link a line, tab-separated: new, what, old, grounds, differences. Nothing is left out."""
    return "".join("\t".join(_record(view.correspondence, link)) + "\n" for link in view.correspondence.links)


def _headings(found: Correspondence) -> dict[str, str]:
    """For each heading of the old text the one that its paragraphs stand under in the new."""
    headings: dict[str, str] = {}
    for link in found.links:
        if link.is_paired and (old := found.old[link.old[0]].place) and (new := found.new[link.new[0]].place):
            headings.setdefault(old.heading, new.heading)
    return headings


def _heading_above(found: Correspondence, link: Link, headings: Mapping[str, str]) -> str:
    """The heading of the new text that a link stands under; its own where the new text has none for it."""
    place = _first(found, link).place
    heading = place.heading if place else ""
    return neutral_line(heading if link.new else headings.get(heading, heading))


def _head(view: AcrossView, style: Style) -> Iterator[str]:
    old, new = _names(view)
    yield from wrap(f"{old} {style.own('→')} {new}   {neutral_line(view.title)}".rstrip(), width=style.width, rest="  ")
    yield from wrap(style.own(f"{_languages(view)}{_totals(view)}"), width=style.width, rest="  ")
    yield from wrap(style.own(_not_compared(view)), width=style.width, rest="  ")
    for note in side_notes(view):
        yield from wrap(style.own(note), width=style.width, rest="  ")


def _not_compared(view: AcrossView) -> str:
    if same_language(view.old, view.new):
        return f"B{one_language(view.old)[1:]}."
    return "Words are not compared across languages."


def _languages(view: AcrossView) -> str:
    return f"{language_of(view.old)} → {language_of(view.new)}, "


def _totals(view: AcrossView) -> str:
    """`12 → 14 units: 11 paired, 3 only in demo@da; 2 pairs differ in numbers, dates or references`."""
    found, (old, new) = view.correspondence, _names(view)
    summary = view.summary
    parts = [f"{thousands(summary['paired'])} paired"]
    parts += [f"{summary['grouped']} of them in two parts"] if summary["grouped"] else []
    parts += [f"{thousands(summary['old_only'])} only in {old}"] if summary["old_only"] else []
    parts += [f"{thousands(summary['new_only'])} only in {new}"] if summary["new_only"] else []
    differing = summary["differing"]
    verb = "differs" if differing == 1 else "differ"
    said = f"{count(differing, 'pair')} {verb} in numbers, dates or references" if differing else "no other figures"
    return f"{thousands(len(found.old))} → {count(len(found.new), 'unit')}: {', '.join(parts)}; {said}"


def _names(view: AcrossView) -> tuple[str, str]:
    return neutral_line(view.old.source), neutral_line(view.new.source)


def _tells(link: Link) -> bool:
    """Whether there is something to look at: no partner, two parts, or a figure on one side only."""
    return len(link.old) != len(link.new) or bool(link.differences)


def _row(view: AcrossView, link: Link, style: Style) -> Iterator[str]:
    sign = pad(style.sign(_sign(link)), style.sign_width)
    label = style.own(_label(view.correspondence, link))
    words = style.own(_words(view, link))
    yield from wrap(words, width=style.width, first=f"  {sign} {pad(label, LABEL)}  ")
    if not link.is_paired:
        for text in _texts(view.correspondence, link):
            yield from wrap(text if style.verbose else clip(text, GIST), width=style.width, first="      ")


def _sign(link: Link) -> str:
    if not link.is_paired:
        return "inserted" if link.new else "deleted"
    if len(link.old) != len(link.new):
        return "split" if len(link.new) > 1 else "merged"
    return "modified" if link.differences else "unchanged"


def _words(view: AcrossView, link: Link) -> str:
    """What is said of a link: where it stands alone, its parts, what differs; else on what grounds it was paired."""
    old, new = _names(view)
    if not link.is_paired:
        return f"only in {new if link.new else old}"
    said = []
    if len(link.old) != len(link.new):
        parts, where = (link.new, new) if len(link.new) > 1 else (link.old, old)
        said.append(f"in {small(len(parts))} parts in {where}")
    said += [
        f"{_told(difference)} only in {old if difference.only is Only.OLD else new}" for difference in link.differences
    ]
    grounds = ", ".join(ground.value for ground in link.grounds)
    return "; ".join(said) or f"paired by {grounds} ({link.similarity:.2f})"


def _told(difference: Difference) -> str:
    return f'{difference.signal.value} "{neutral_line(difference.text)}"'


def _label(found: Correspondence, link: Link) -> str:
    """`¶ 3`, `¶ 7 → ¶ 6`; a heading by its words in the newer text."""
    if _first(found, link).unit_class is UnitClass.HEADING:
        side, positions = (found.new, link.new) if link.new else (found.old, link.old)
        return " / ".join(heading_words(side[at]) for at in positions)
    old, new = fragments(found.old, link.old), fragments(found.new, link.new)
    if not old or not new or old == new:
        return several(new or old)
    return f"{several(old)} → {several(new)}"


def _first(found: Correspondence, link: Link) -> TextUnit:
    return found.new[link.new[0]] if link.new else found.old[link.old[0]]


def _texts(found: Correspondence, link: Link) -> Iterator[str]:
    units = [found.new[at] for at in link.new] or [found.old[at] for at in link.old]
    return (neutral_line(unit.text) for unit in units if unit.unit_class is not UnitClass.HEADING)


def _record(found: Correspondence, link: Link) -> Iterable[str]:
    yield ",".join(fragments(found.new, link.new))
    yield _kind(link)
    yield ",".join(fragments(found.old, link.old))
    yield ",".join(ground.value for ground in link.grounds)
    yield "; ".join(f"{difference.only.value} {_told(difference)}" for difference in link.differences)


def _kind(link: Link) -> str:
    if not link.is_paired:
        return "only new" if link.new else "only old"
    return "differs" if link.differences else "paired"
