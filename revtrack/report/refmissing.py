"""Shows what is missing and what is stale: documents wanted with who refers to them, references to cite anew."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.citations import Stale
from revtrack.model.relations import Reference
from revtrack.report.neutral import neutral_line
from revtrack.report.refinner import open_said as inner_said
from revtrack.report.refviews import StaleView, UnresolvedView, Wanted
from revtrack.report.refwords import (
    Markings,
    confirm_lines,
    get_command,
    marked,
    named,
    open_groups,
    open_said,
    state_said,
    where_said,
)
from revtrack.report.style import Style
from revtrack.report.words import count
from revtrack.report.wrap import wrap

IN_FORCE = "the newest version of each work that no other document here revises, replaces or repeals"


def unresolved_text(view: UnresolvedView, style: Style) -> str:
    """Each document wanted with who refers to it, and how to bring it in; then words that stay open, and that lead nowhere."""
    by = f" by {view.scope}" if view.scope else ""
    if not view.wanted:
        lines = [f"Every document that is referred to{by} is held"]
    else:
        are = "is" if len(view.wanted) == 1 else "are"
        lines = [f"{count(len(view.wanted), 'document')} {are} referred to{by}, text not held"]
    for wanted in view.wanted:
        lines += _wanted(view, wanted, style)
    if view.opened:
        lines += ["", "Spoken of without a number, and not resolved"]
        for one, places in open_groups(view.opened):
            said = f"{named(view.markings, one.source)}  {open_said(one, places, view.markings)}"
            lines += wrap(style.own(said), width=style.width, first="  ", rest="      ")
    if view.inner:
        lines += ["", "Lead nowhere in their own text"]
        for version, inner in view.inner:
            said = f"{named(view.markings, version.number)}:{version.language}  {inner_said(inner)}"
            lines += wrap(style.own(said), width=style.width, first="  ", rest="      ")
    return "\n".join(lines) + "\n"


def stale_text(view: StaleView, style: Style) -> str:
    """Each stale reference, what has taken the place of its target and on what evidence, and what to cite now."""
    of = f" of {view.scope}" if view.scope else ""
    lines = [f"{count(len(view.found), 'stale reference') if view.found else 'No stale references'}{of}"]
    for one in view.found:
        lines += _stale(view.markings, one, style)
    force = f"Looked at: {count(view.in_force, 'document')} in force, {IN_FORCE}"
    steps = [ref for one in view.found for ref in (one.reference, *one.since)]
    return "\n".join([*lines, *wrap(force, width=style.width, rest="  "), *confirm_lines(steps)]) + "\n"


def _wanted(view: UnresolvedView, wanted: Wanted, style: Style) -> Iterator[str]:
    marks = marked(view.markings, wanted.number, *wanted.references)
    head = [str(wanted.number), wanted.date, f"marked {', '.join(marks)}" if marks else "", wanted.title]
    first = f"  {style.sign('not held')} "
    yield from wrap(neutral_line("   ".join(filter(None, head))), width=style.width, first=first)
    if wanted.claimants:
        claims = " and ".join(named(view.markings, number) for number in wanted.claimants)
        yield from wrap(f"claimed by {claims}, so neither is taken", width=style.width, first="      ")
    for ref in wanted.references:
        said = f"{named(view.markings, ref.source)}  {ref.relation.word}  {where_said(ref)}  {state_said(ref)}"
        yield from wrap(style.own(said), width=style.width, first="      ", rest="        ")
    yield f"      get it: {neutral_line(get_command(wanted.number))}"


def _stale(markings: Markings, one: Stale, style: Style) -> Iterator[str]:
    ref = one.reference
    head = f"{named(markings, ref.source)} {ref.relation.word} {named(markings, ref.target, ref)}   {_basis(ref)}"
    yield from wrap(style.own(head), width=style.width, first="  ", rest="      ")
    for step in one.since:
        said = f"{named(markings, step.source)} {step.relation.word} {named(markings, step.target)}   {_basis(step)}"
        yield from wrap(style.own(said), width=style.width, first="      ", rest="        ")
    yield from wrap(_now(markings, one), width=style.width, first="      ", rest="        ")


def _basis(reference: Reference) -> str:
    return f"{where_said(reference)}   {state_said(reference)}"


def _now(markings: Markings, one: Stale) -> str:
    if not one.current:
        return "nothing to cite in its place: it was repealed, or the documents that follow lead in a circle"
    if len(one.current) > 1:
        return f"cite now: {' or '.join(named(markings, number) for number in one.current)}; a person has to say which"
    both = ", which it cites as well" if one.cites_current else ""
    return f"cite now: {named(markings, one.current[0])}{both}"
