"""The answers of `refs` in every form: text, records, CSV, Markdown, JSON; each is drawn when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from revtrack.report import reftables
from revtrack.report.csvtext import Csv
from revtrack.report.jsonframe import JsonObject
from revtrack.report.reftables import RefTable
from revtrack.report.refviews import RefDiffView, RejectedView, RuledRelationView, StaleView, UnresolvedView
from revtrack.report.style import Style
from revtrack.report.views import RefsView


class Forms(Struct, frozen=True):
    """One answer: how it is drawn as text, as JSON and as a table. `notes` are sentences for stderr."""

    json: Callable[[], JsonObject]
    drawn: Callable[[Style], str]
    table: Callable[[], RefTable]
    notes: tuple[str, ...] = ()

    def text(self, style: Style) -> str:
        """The text for a terminal, or one record a line."""
        return reftables.plain(self.table()) if style.plain else self.drawn(style)

    def markdown(self) -> str:
        """The table as Markdown."""
        return reftables.markdown(self.table())

    def csv(self) -> Csv:
        """The table for a spreadsheet."""
        return reftables.csv(self.table())


def of_refs(view: RefsView, out: bool, incoming: bool) -> Forms:
    """References of one version; one direction alone if only that is asked for."""
    from revtrack.report import refjson, reftext

    if out != incoming:
        view = replace(view, incoming=None) if out else replace(view, out=None, opened=(), inner=())
    return Forms(
        lambda: refjson.refs_json(view),
        lambda style: reftext.refs_text(view, style),
        lambda: reftables.refs_table(view),
    )


def of_unresolved(view: UnresolvedView) -> Forms:
    """What is referred to and not held."""
    from revtrack.report import refjson, refmissing

    return Forms(
        lambda: refjson.unresolved_json(view),
        lambda style: refmissing.unresolved_text(view, style),
        lambda: reftables.unresolved_table(view),
    )


def of_stale(view: StaleView) -> Forms:
    """Stale references."""
    from revtrack.report import refjson, refmissing

    return Forms(
        lambda: refjson.stale_json(view),
        lambda style: refmissing.stale_text(view, style),
        lambda: reftables.stale_table(view),
    )


def of_diff(view: RefDiffView) -> Forms:
    """What became of references."""
    from revtrack.report import refdiff, refjson

    return Forms(
        lambda: refjson.refdiff_json(view),
        lambda style: refdiff.refdiff_text(view, style),
        lambda: reftables.refdiff_table(view),
    )


def of_rejected(view: RejectedView) -> Forms:
    """What a person rejected."""
    from revtrack.report import refdiff, refjson

    return Forms(
        lambda: refjson.rejected_json(view),
        lambda style: refdiff.rejected_text(view, style),
        lambda: reftables.rejected_table(view),
    )


def of_ruling(view: RuledRelationView) -> Forms:
    """One ruling."""
    from revtrack.report import refdiff, refjson

    return Forms(
        lambda: refjson.ruled_json(view),
        lambda _: refdiff.ruled_text(view),
        lambda: reftables.ruling_table(view),
        notes=view.notes,
    )
