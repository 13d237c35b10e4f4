"""A change report as Markdown: the comparison with an id and its remarks under each change, references, provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.report import mdtext
from revtrack.report.changerows import ChangeRow, change_rows
from revtrack.report.difflayout import Row, rows
from revtrack.report.diffmd import head_blocks, row_block, tail_blocks
from revtrack.report.remarkwords import gone_kind, signed
from revtrack.report.reportfacts import NO_VALUE, REFERENCES, provenance_facts, reference_rows, report_title
from revtrack.report.reportviews import Remark, ReportView


def report_markdown(view: ReportView) -> bytes:
    """The report in UTF-8."""
    blocks = [f"# {mdtext.line(report_title(view))}", *head_blocks(view.diff)]
    told: set[str] = set()
    for row in rows(view.diff, fold=True):
        blocks.append(row_block(row))
        blocks += _beside(view, row, told)
    blocks += [*tail_blocks(view.diff), *_elsewhere(view, told), *_gone(view.gone)]
    blocks += [*_references(view), *_provenance(view)]
    return ("\n\n".join(blocks) + "\n").encode()


def _beside(view: ReportView, row: Row, told: set[str]) -> Iterator[str]:
    """The ids of a row, and the remarks on its changes; a place that a moved unit has left only leads to the other."""
    ids = [view.ids[at] for at in row.changes]
    if not ids or row.stub:
        return
    told.update(ids)
    yield f"  {', '.join(f'`{name}`' for name in ids)}"
    yield from (_remark(remark, "  ") for remark in view.remarks if remark.change_id in ids)


def _elsewhere(view: ReportView, told: set[str]) -> Iterator[str]:
    """Remarks on changes that have no row above: they follow a pattern, or a filter hides them."""
    left = {remark.change_id for remark in view.remarks} - told
    if not left:
        return
    yield "## Remarks on changes not shown above"
    for row in change_rows(view):
        if row.id in left:
            yield _named(row)
            yield from (_remark(remark, "  ") for remark in view.remarks if remark.change_id == row.id)


def _named(row: ChangeRow) -> str:
    where = row.new if row.old == row.new else f"{row.old} → {row.new}"
    words = ", ".join(filter(None, (row.kind, row.flags)))
    text = mdtext.line(row.new_text or row.old_text)
    return f"- **{mdtext.line(where)}** {mdtext.line(words)} `{row.id}`\n\n  {text}"


def _gone(gone: Sequence[Remark]) -> Iterator[str]:
    """Remarks whose change is there no more; they are kept."""
    if not gone:
        return
    yield "## Remarks whose change is no longer there"
    for remark in gone:
        name = f" `{mdtext.line(remark.change_id)}`" if remark.change_id else f" {gone_kind(remark)}"
        yield f"-{name} {mdtext.line(remark.about)}".rstrip()
        yield _remark(remark, "  ")


def _remark(remark: Remark, indent: str) -> str:
    """A remark as a quotation under its change."""
    lines = mdtext.escaped(signed(remark)).split("\n")
    return "\n".join(f"{indent}> {line}".rstrip() for line in lines)


def _references(view: ReportView) -> Iterator[str]:
    found = reference_rows(view.references)
    if found:
        yield "## References"
        yield _table(REFERENCES, found)


def _provenance(view: ReportView) -> Iterator[str]:
    yield "## Provenance"
    yield _table(("Fact", "Old", "New"), provenance_facts(view))
    yield mdtext.line(NO_VALUE)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    drawn = [f"| {' | '.join(cells)} |" for cells in (head, *(map(mdtext.line, line) for line in lines))]
    return "\n".join([drawn[0], "|" + "---|" * len(head), *drawn[1:]])
