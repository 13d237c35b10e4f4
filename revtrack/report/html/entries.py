"""What the page shows of each change: its name, what is said of it, its text as markup. Values for the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from revtrack.model.changes import Change, Comparison, UnitClass
from revtrack.report.diffwords import is_plain
from revtrack.report.html.inlays import inlays_of
from revtrack.report.html.marked import Writer
from revtrack.report.html.pieces import Cell, Inlays, cells
from revtrack.report.html.plan import Fold, Item, Section
from revtrack.report.html.sayings import Badge, badges, name_of, place_words, stub_words
from revtrack.report.labels import fragments, renumbering, spans
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import Remark, ReportView

ITEM_DEPTHS = 3
"""Deeper items are set as far in as those of this depth."""


class Unit(Struct, frozen=True):
    """One unit as it stands on the page; `id` is its fragment, `at` its position, `depth` that of a list item."""

    id: str
    at: int
    is_new: bool
    marker: str
    markup: Markup
    depth: int = 0
    note: str = ""
    """Where the mark of a footnote stands, "" for all else."""


class Entry(Struct, frozen=True):
    """A change with all that is said of it; `label` is its name with the anchors of its old places."""

    id: str
    change: Change
    name: str
    label: Markup
    badges: tuple[Badge, ...]
    units: tuple[Unit, ...]
    came_from: tuple[str, str, str] | None
    """(address, place, arrow) of the old place of a moved unit."""
    remarks: tuple[Remark, ...]
    old_names: str
    new_names: str
    old_marks: str
    """The numbers printed before the old units, parted by bars, where they are not those of the new ones."""


class Stub(Struct, frozen=True):
    """What stands at the place that a unit has left; `goal` is where it went."""

    id: str
    place: str
    goal: str
    words: str
    arrow: str


class Row(Struct, frozen=True):
    """One thing on the page: an entry, a stub, a kept footnote, or a fold with what is said of it and its entries."""

    kind: str
    entry: Entry | None = None
    stub: Stub | None = None
    entries: tuple[Entry, ...] = ()
    words: str = ""
    fold: str = ""
    counts: bool = False
    n: int = 0
    """Of how many units of a fold the fold speaks."""


class Maker:
    """Makes the values of one page."""

    def __init__(self, view: ReportView, writers: tuple[Writer, Writer]) -> None:
        self._view = view
        self._old, self._new = writers
        self._inlays: tuple[Inlays, Inlays] = inlays_of(view)
        self._remarks: dict[str, list[Remark]] = {}
        for remark in view.remarks:
            self._remarks.setdefault(remark.change_id, []).append(remark)
        self._stubs_above: set[int] = set()
        self._targets_above: set[int] = set()

    @property
    def comparison(self) -> Comparison:
        return self._view.diff.comparison

    def cells(self, position: int) -> tuple[Cell, ...]:
        """The text of a change in cells."""
        return cells(self.comparison, self.comparison.changes[position], *self._inlays)

    def heading(self, section: Section) -> Entry | None:
        """The heading of a section, as an entry."""
        return None if section.heading is None else self.entry(section.heading)

    def rows(self, section: Section) -> Iterator[Row]:
        """What stands under a heading, in order."""
        for item in section.items:
            if item.stub:
                yield Row("stub", stub=self._stub(item.changes[0]))
            elif item.fold:
                entries = tuple(map(self.entry, item.changes))
                words = self._fold_words(item)
                n = sum(not is_plain(entry.change) for entry in entries)
                yield Row("fold", entries=entries, words=words, fold=item.fold.value, counts=item.is_entry, n=n)
            else:
                yield Row("kept" if item.kept else "entry", self.entry(item.changes[0]), counts=item.is_entry)

    def entry(self, position: int) -> Entry:
        """One change."""
        change = self.comparison.changes[position]
        interface = self._new.interface
        name = self._view.ids[position]
        old, new = fragments(self.comparison.old, change.old), fragments(self.comparison.new, change.new)
        entry = Entry(
            id=name,
            change=change,
            name=name_of(self.comparison, change, interface),
            label=_label(change, old, new, anchor=self._new.anchor),
            badges=badges(self.comparison, change, interface),
            units=tuple(self._unit(change, cell) for cell in self.cells(position)),
            came_from=self._came_from(position, change),
            remarks=tuple(self._remarks.get(name, ())),
            old_names=" ".join(old),
            new_names=" ".join(new),
            old_marks=self._old_marks(change),
        )
        self._targets_above.add(position)
        return entry

    def _old_marks(self, change: Change) -> str:
        old, new = (
            [neutral_line(side[at].marker) for at in positions]
            for side, positions in ((self.comparison.old, change.old), (self.comparison.new, change.new))
        )
        return "" if old == new else "|".join(old)

    def _unit(self, change: Change, cell: Cell) -> Unit:
        side = self.comparison.new if cell.is_new else self.comparison.old
        writer = self._new if cell.is_new else self._old
        unit = side[cell.at]
        fragment = fragments(side, (cell.at,))[0]
        name = fragment if cell.is_new else f"old-{fragment}"
        is_heading = change.unit_class is UnitClass.HEADING
        return Unit(
            id=name,
            at=cell.at,
            is_new=cell.is_new,
            marker=neutral_line(unit.marker),
            markup=writer.heading(cell) if is_heading and cell.is_new else writer.paragraphs(cell),
            depth=_depth(fragment),
            note=f"r-{name}" if change.unit_class is UnitClass.FOOTNOTE else "",
        )

    def _came_from(self, position: int, change: Change) -> tuple[str, str, str] | None:
        if not change.moved:
            return None
        place = place_words(self.comparison, change, self._new.interface, new=False)
        first = fragments(self.comparison.old, change.old)[0]
        return f"old-{first}", place, "↑" if position in self._stubs_above else "↓"

    def _stub(self, position: int) -> Stub:
        change = self.comparison.changes[position]
        self._stubs_above.add(position)
        interface = self._new.interface
        return Stub(
            id=f"old-{fragments(self.comparison.old, change.old)[0]}",
            place=place_words(self.comparison, change, interface, new=False),
            goal=fragments(self.comparison.new, change.new)[0],
            words=stub_words(self.comparison, change, interface),
            arrow="↑" if position in self._targets_above else "↓",
        )

    def _fold_words(self, item: Item) -> str:
        """`2 unchanged paragraphs (¶¶ 1–2)`, `¶¶ 5–6 → 4–5 renumbered only (2)`."""
        changes = [self.comparison.changes[position] for position in item.changes]
        if item.fold is not Fold.SAME:
            changes = [change for change in changes if not is_plain(change)]
        interface = self._new.interface
        n = len(changes)
        names = [name for change in changes for name in fragments(self.comparison.new, change.new)]
        if item.fold is Fold.RENUMBERED:
            old = [name for change in changes for name in fragments(self.comparison.old, change.old)]
            return renumbering(old, names) if names else ""
        where = _places(names)
        if item.fold is Fold.SAME:
            paragraphs = all(change.unit_class is UnitClass.PARAGRAPH for change in changes)
            return f"{interface.count('same-run' if paragraphs else 'same-other', n)}{where}"
        words = {Fold.TYPOGRAPHY: "typography-run", Fold.PATTERN: "pattern-run", Fold.FILTERED: "filtered-run"}
        return interface.say(words[item.fold or Fold.FILTERED], n=n) + where


def _places(names: Sequence[str]) -> str:
    """` (¶¶ 1–2, 4)`; nothing where there are headings alone."""
    numbered = [name for name in names if not name.startswith("fn") and "h:" not in name]
    if not numbered:
        return ""
    found = spans(numbered)
    return f" ({'¶' if len(numbered) == 1 else '¶¶'} {', '.join(found[:6])}{' …' if len(found) > 6 else ''})"


def _depth(fragment: str) -> int:
    """How deep a list item stands: 0 for a paragraph, 1 for `14.2`, 1 for `note.3.1` in a component called note."""
    parts = fragment.split(".")
    within = len(parts) - 1 - (not parts[0][:1].isdigit())
    return max(0, min(within, ITEM_DEPTHS)) if "h:" not in fragment else 0


def _label(change: Change, old: Sequence[str], new: Sequence[str], *, anchor: str) -> Markup:
    """`¶ 7 → ¶ 6`, each old place an anchor of its own; of a moved or deleted unit the old place is elsewhere."""
    here = bool(change.new) and not change.moved
    before, after = _names(old, anchor=anchor if here else ""), _names(new)
    if not old or not new:
        return after or before
    if tuple(old) == tuple(new):
        return before
    return Markup("{} → {}").format(before, after)


def _names(names: Sequence[str], *, anchor: str = "") -> Markup:
    """`¶ 9`, `¶¶ 9, 10`, `fn 2`; `anchor` is the attribute in which each number bears the id of the old place."""
    if not names:
        return Markup()
    sign = "fn" if names[0].startswith("fn") else "¶" if len(names) == 1 else "¶¶"
    parts = Markup(", ").join(_ANCHORS[anchor].format(name, name.removeprefix("fn")) for name in names)
    return Markup("{}\u00a0{}").format(sign, parts)


_ANCHORS = {
    "id": Markup('<span id="old-{}">{}</span>'),
    "data-id": Markup('<span data-id="old-{}">{}</span>'),
    "": Markup("<span>{1}</span>"),
}
