"""Small texts and comparisons made by hand, for the tests of reports."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from revtrack.model.changes import Change, Comparison, Edit, Kind, Pattern, Reason, Signal, TextUnit, UnitClass
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version, Work
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, Slot, SlotKind, WorkId
from revtrack.report.views import DiffView, Side

TITLE = "Rules for the reading room (made up)"
LOCKERS = "Bags and coats are left in the lockers by the door, and the key is handed back at the end of the visit."

DEMO_1 = (
    "# Access",
    "Readers may use the reading room on weekdays.",
    "Every reader must sign the register before entering the reading room.",
    "Members of staff should consider keeping a list of the boxes that leave the store.",
    LOCKERS,
    "# Handling",
    "Only pencils may be used at the desks.",
    "Originals are handled with clean, dry hands.",
    "A reader may see at most 3 boxes a day.",
    "Photographs are allowed without flash, as set out in paragraph 6.",
    "Damage is reported to the desk at once; the desk writes a report, and the report is kept with the box.",
    "Fees are due on 1 March.",
)
DEMO_2 = (
    "# Access",
    "Readers may use the reading room on weekdays.",
    "Every reader must sign the register before entering the reading room.",
    "Members of staff shall keep a list of the boxes that leave the store.",
    "# Handling",
    "Only pencils may be used at the desks.",
    "Originals are handled with clean, dry hands.",
    "A reader may see at most 5 boxes a day.",
    LOCKERS,
    "Photographs are allowed without flash, as set out in paragraph 5.",
    "Damage is reported to the desk at once.",
    "The desk writes a report, and the report is kept with the box.",
    "# Records",
    "The register is kept for ten years.",
)

_CLASSES = {"title": UnitClass.HEADING, "heading": UnitClass.HEADING, "footnote": UnitClass.FOOTNOTE}


def draft(label: str, lines: Iterable[str], *, title: str = TITLE, work: str = "demo") -> Expression:
    """A draft of one component: `# ` begins a heading, `- ` an item, other lines are numbered; ` ^note` adds a footnote."""
    paragraphs: list[Paragraph] = []
    number = marks = 0
    for line in lines:
        text, *footnotes = line.split(" ^")
        notes = tuple(Note(len(text.removeprefix("- ")), str(marks + n), body) for n, body in enumerate(footnotes, 1))
        marks += len(notes)
        if text.startswith("# "):
            paragraphs.append(Paragraph(Role.HEADING, text[2:], level=1))
        elif text.startswith("- "):
            paragraphs.append(Paragraph(Role.ITEM, text[2:], "-", level=1, notes=notes))
        else:
            number += 1
            paragraphs.append(Paragraph(Role.PARAGRAPH, text, f"{number}.", notes=notes))
    return Expression(
        WorkId(work),
        DocumentNumber.local(f"{work}-{label}"),
        Language.EN,
        (Component("main", tuple(paragraphs)),),
        title=title,
        label=label,
    )


def text_units(expression: Expression) -> tuple[TextUnit, ...]:
    return tuple(
        TextUnit(unit.text, unit.num, _CLASSES.get(unit.role, UnitClass.PARAGRAPH), unit.place)
        for unit in units(expression)
    )


def at(side: Sequence[TextUnit], fragment: str) -> int:
    """The position of a fragment on one side."""
    return [unit.place.fragment for unit in side if unit.place].index(fragment)


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Edits by words: enough for tests, and not the comparer's."""
    a, b = (re.findall(r"\w+|\s|[^\w\s]", text) for text in (old, new))
    found: list[Edit] = []
    for op, i, j, k, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Edit("=", "".join(a[i:j])))
            continue
        found += [Edit(sign, text) for sign, text in (("-", "".join(a[i:j])), ("+", "".join(b[k:n]))) if text]
    return tuple(found)


class Compared:
    """Collects changes between two drafts; what is not named is paired in order as unchanged by `whole`."""

    def __init__(self, old: Expression, new: Expression) -> None:
        self.texts = (old, new)
        self.old, self.new = text_units(old), text_units(new)
        self.changes: list[Change] = []

    def add(
        self,
        kind: Kind,
        old: str = "",
        new: str = "",
        *signals: Signal,
        moved: bool = False,
        edits: Sequence[tuple[str, str]] | None = None,
    ) -> Compared:
        """One change; `old` and `new` are fragments with blanks between. Edits are made by words if none are given."""
        before = tuple(at(self.old, fragment) for fragment in old.split())
        after = tuple(at(self.new, fragment) for fragment in new.split())
        side = self.new if after else self.old
        texts = ["\n".join(s[n].text for n in p) for s, p in ((self.old, before), (self.new, after))]
        made = () if kind is Kind.UNCHANGED else word_edits(texts[0], texts[1])
        if edits is not None:
            made = tuple(Edit(op, text) for op, text in edits)
        markers = [[s[n].marker for n in p] for s, p in ((self.old, before), (self.new, after))]
        self.changes.append(
            Change(
                kind,
                before,
                after,
                moved=moved,
                renumbered=bool(before and after) and markers[0][0] != markers[1][0],
                similarity=0.0 if not (before and after) else 1.0 if not made else 0.89,
                reason=Reason.SECTION if before and after else Reason.ALONE,
                signals=signals,
                edits=made,
                unit_class=side[(after or before)[0]].unit_class,
            )
        )
        return self

    def same(self, *pairs: str) -> Compared:
        """Unchanged units: `1` or `5=4`."""
        for pair in pairs:
            old, _, new = pair.partition("=")
            self.add(Kind.UNCHANGED, old, new or old)
        return self

    @property
    def comparison(self) -> Comparison:
        return Comparison(self.old, self.new, tuple(self.changes))

    def view(self, *, sources: tuple[str, str] = ("demo@1", "demo@2"), **more: object) -> DiffView:
        old, new = (
            Side(text, 1, 1, source, str(n) * 64, str(n) * 40)
            for n, (text, source) in enumerate(zip(self.texts, sources, strict=True), 1)
        )
        values: dict[str, object] = {
            "title": self.texts[1].title,
            "comparison": self.comparison,
            "patterns": (),
            "summary": summary(self.comparison),
            "shown": tuple(range(len(self.changes))),
            **more,
        }
        return DiffView(old, new, **values)  # type: ignore[arg-type]


def summary(comparison: Comparison) -> dict[str, int]:
    """Counts of paragraphs by kind and flag, as the comparer gives them."""
    changes = [change for change in comparison.changes if change.unit_class is UnitClass.PARAGRAPH]
    found = {kind.value: sum(c.kind is kind and not c.is_typography for c in changes) for kind in Kind}
    found["moved"] = sum(c.moved for c in changes)
    found["renumbered"] = sum(c.renumbered for c in changes)
    found["renumbered_only"] = sum(c.renumbered and not c.moved and c.kind is Kind.UNCHANGED for c in changes)
    found["typography"] = sum(c.is_typography for c in changes)
    return found


def demo() -> Compared:
    """demo@1 against demo@2, as the command-line page has it."""
    found = Compared(draft("1", DEMO_1), draft("2", DEMO_2))
    found.same("h:access", "1", "2")
    found.add(
        Kind.MODIFIED,
        "3",
        "3",
        Signal.MODALITY,
        edits=(
            ("=", "Members of staff "),
            ("-", "should consider keeping"),
            ("+", "shall keep"),
            ("=", " a list of the boxes that leave the store."),
        ),
    )
    found.same("h:handling", "5=4", "6=5")
    found.add(Kind.MODIFIED, "7", "6", Signal.NUMBER)
    found.add(Kind.UNCHANGED, "4", "7", moved=True)
    found.add(Kind.MODIFIED, "8", "8", Signal.FOLLOWS_RENUMBERING)
    found.add(
        Kind.SPLIT,
        "9",
        "9 10",
        edits=(
            ("=", "Damage is reported to the desk at once"),
            ("-", "; the"),
            ("+", ".\nThe"),
            ("=", " desk writes a report, and the report is kept with the box."),
        ),
    )
    found.add(Kind.DELETED, "10")
    found.add(Kind.INSERTED, "", "h:records")
    found.add(Kind.INSERTED, "", "11")
    return found


def council(language: Language = Language.DA, *, date: str = "2014-05-19") -> Expression:
    """A Council document in small: a note that transmits an annex, with header, footnotes and items."""
    note = Component(
        "note",
        (
            Paragraph(
                Role.PARAGRAPH,
                "Rådet nåede til enighed om konklusioner.",
                "1.",
                notes=(Note(39, "¹", "Dok. 9447/13."),),
            ),
            Paragraph(Role.PARAGRAPH, "Coreper opfordres til at tilslutte sig udkastet.", "2."),
        ),
        "NOTE",
    )
    annex = Component(
        "annex",
        (
            Paragraph(Role.TITLE, "Udkast til revideret EU-strategi"),
            Paragraph(Role.PARAGRAPH, "Terrorisme udgør en trussel mod alle lande og alle mennesker.", "1."),
            Paragraph(Role.HEADING, "Udfordringen", level=1),
            Paragraph(Role.PARAGRAPH, "Vi har besluttet at", "2."),
            Paragraph(Role.ITEM, "fremme sikkerhed og retfærdighed", "-", level=1),
            Paragraph(Role.ITEM, "styrke myndighedskommunikationen", "-", level=1),
            Paragraph(Role.PARAGRAPH, "Dette er uden nummer.", ""),
        ),
        "BILAG",
    )
    return Expression(
        WorkId("eu-crr"),
        DocumentNumber.parse("9956/14"),
        language,
        (note, annex),
        date=DocumentDate.parse(date),
        title="Revideret EU-strategi for bekæmpelse af radikalisering",
        label="2014",
        header=(
            Slot(SlotKind.INSTITUTION, "RÅDET FOR DEN EUROPÆISKE UNION"),
            Slot(SlotKind.FROM, "formandskabet", "fra:"),
            Slot(SlotKind.TO, "Coreper/Rådet", "til:"),
            Slot(SlotKind.PREVIOUS, "5643/5/14", "Tidl. dok. nr.:"),
            Slot(SlotKind.MARKING, "LIMITE"),
        ),
    )


def version(number: str, **more: object) -> Version:
    """A version of eu-crr, text not held unless `editions` says so."""
    values: dict[str, object] = {"work": WorkId("eu-crr"), "number": DocumentNumber.read(number), **more}
    if "date" in more:
        values["date"] = DocumentDate.parse(str(more["date"]))
    return Version(**values)  # type: ignore[arg-type]


def drafts(work: str, labels: Iterable[str]) -> tuple[Version, ...]:
    """Held versions that are called by their labels: demo@2, demo@1."""
    return tuple(
        Version(
            WorkId(work), DocumentNumber.local(f"{work}-{label}"), Language.EN, (1,), UNKNOWN_DATE, label, paragraphs=10
        )
        for label in labels
    )


def example_works() -> tuple[Work, ...]:
    """The works of the worked example, in small."""
    strategy = Work(
        WorkId("eu-crr"),
        "EU Strategy for Combating Radicalisation and Recruitment to Terrorism",
        (
            version(
                "9956/14",
                language=Language.DA,
                editions=(1, 2),
                date="2014-05-19",
                label="2014",
                sha256="9" * 64,
                paragraphs=64,
                footnotes=3,
            ),
            version("15175/08", date="2008-11-14", label="2008", markings=("LIMITE",)),
            version("14781/1/05 REV 1", date="2005-11-24", label="2005"),
        ),
    )
    page = Work(
        WorkId("no-handlingsplan"),
        "Status page, Norwegian action plan against radicalisation",
        (
            Version(
                WorkId("no-handlingsplan"),
                DocumentNumber.local("no-handlingsplan-status"),
                Language.NB,
                (1,),
                paragraphs=9,
            ),
        ),
    )
    licence = Work(WorkId("eupl"), "European Union Public Licence", drafts("eupl", ("1.2", "1.1", "1.0")))
    made_up = Work(
        WorkId("demo"), "Rules for the reading room: MADE UP, to show every kind of change", drafts("demo", "321")
    )
    loose = tuple(
        Work(WorkId(f"doc-{n}-14"), "", (Version(WorkId(f"doc-{n}-14"), DocumentNumber.parse(f"{n}/14")),))
        for n in range(101, 111)
    )
    return (strategy, page, licence, made_up, *loose)


HOUSE_1 = (
    "# Reading room",
    "Readers may use the reading room on weekdays.",
    "Every reader must sign the register. ^The register lies by the door.",
    "The reading room has 12 seats.",
    "The reading room is heated. ^From October to April.",
    "# Copies",
    'The word "copy" means a photograph.',
    "A copy costs 2 crowns.",
    "Copies are made by the desk on the day on which they are asked for.",
    "Films are copied elsewhere.",
    "# Fees",
    "Fees are due at once.",
    "Fees are not paid back.",
)
HOUSE_2 = (
    "# Search room",
    "Readers may use the search room on weekdays, and every reader must sign the register. "
    "^Sundays are closed. ^The register lies by the door.",
    "The search room has 12 seats.",
    "The search room is heated. ^From October to April.",
    "A copy costs 3 crowns, paid in advance.",
    "# Copies",
    "The word “copy” means a photograph.",
    "Whoever wants a picture may take it with a camera of their own.",
    "Films are copied elsewhere.",
)


def house() -> Compared:
    """Two made-up house rules: merged, pattern, typography, moved and edited, rewritten, reworded heading, footnotes."""
    found = Compared(draft("1", HOUSE_1, work="house"), draft("2", HOUSE_2, work="house"))
    found.add(
        Kind.MODIFIED, "h:reading-room", "h:search-room", edits=(("-", "Reading"), ("+", "Search"), ("=", " room"))
    )
    found.add(
        Kind.MERGED,
        "1 2",
        "1",
        edits=(
            ("=", "Readers may use the "),
            ("-", "reading"),
            ("+", "search"),
            ("=", " room on weekdays"),
            ("-", ".\nEvery"),
            ("+", ", and every"),
            ("=", " reader must sign the register."),
        ),
    )
    found.add(Kind.INSERTED, "", "fn1")
    found.same("fn1=fn2")
    found.add(Kind.MODIFIED, "3", "2").add(Kind.MODIFIED, "4", "3")
    found.same("fn2=fn3")
    found.add(Kind.MODIFIED, "6", "4", Signal.NUMBER, moved=True)
    found.same("h:copies").add(Kind.MODIFIED, "5", "5", Signal.TYPOGRAPHY)
    found.add(
        Kind.MODIFIED,
        "7",
        "6",
        edits=(
            ("-", "Copies are made by the desk on the day on which they are asked for."),
            ("+", "Whoever wants a picture may take it with a camera of their own."),
        ),
    )
    found.same("8=7").add(Kind.DELETED, "h:fees").add(Kind.DELETED, "9").add(Kind.DELETED, "10")
    return found


def house_view(**more: object) -> DiffView:
    """The house rules as a person sees them: typography hidden, the new room's name as a pattern."""
    found = house()
    changes = found.comparison.changes
    renamed = tuple(n for n, c in enumerate(changes) if any(edit.text.lower() == "search" for edit in c.edits))
    typography = [n for n, change in enumerate(changes) if change.is_typography]
    values: dict[str, object] = {
        "patterns": (Pattern("reading", "search", len(renamed), renamed),),
        "shown": tuple(n for n in range(len(changes)) if n not in typography),
        "hidden": {"unchanged": 1, "typography": len(typography)},
        **more,
    }
    return found.view(sources=("house@1", "house@2"), **values)
