"""Is a report what it says: untouched, both texts in it those it names, and its changes those that a fresh comparison gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from revtrack.errors import BadValue, RevtrackError
from revtrack.model.findings import Finding, Severity
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.slugs import slug
from revtrack.report import mark, officezip
from revtrack.report.diffjson import change_ids
from revtrack.report.html.facts import text_sha256
from revtrack.report.html.readback import ReadPage, read_page
from revtrack.report.reportviews import PageVerdict
from revtrack.report.views import Side
from revtrack.store.contract import EditionKey
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import Filters, compare_pair
from revtrack.workflows.pairs import Pair

SIDES = ("old", "new")


def check_report(data: bytes, name: str, catalogue: Catalogue | None) -> PageVerdict:
    """What a check of the page found. BadValue if it is no report of revtrack at all.

    Against itself: the mark at its end, the digests of both texts, the changes it lists. Against a store that holds both
    editions: their digests, the commits that brought them, and the changes of a fresh comparison.
    """
    if officezip.is_sealed(data):
        return _check_container(data, name, catalogue)
    if not mark.is_marked(data) and b"revtrack/page/" not in data:
        raise BadValue(
            f"{name} is no report that revtrack wrote",
            facts=("verify checks a store, or a report as a page, a Word file or a workbook",),
            tries=("revtrack verify", "revtrack report OLD NEW -o changes.html"),
        )
    told = _Told(name)
    told.says(mark.is_untouched(data), "untouched", "nobody has touched the file since it was written", TOUCHED)
    if b"revtrack/page/" not in data:
        told.note("mark-alone", "a page of this kind has no texts in it to check; its mark alone was looked at")
        return PageVerdict(name, tuple(told.findings), tuple(told.done))
    try:
        page = read_page(data)
        _check_itself(told, page)
        if catalogue is None:
            told.note("no-store", "there is no store here; the page was checked against itself alone")
        else:
            _check_store(told, page, catalogue)
    except BadValue as error:
        told.error("unreadable", "; ".join((error.message, *error.facts)))
        page = ReadPage({}, ())
    tip = catalogue.store.tip() if catalogue else ""
    return PageVerdict(name, tuple(told.findings), tuple(told.done), len(page.changes), tip)


def _check_container(data: bytes, name: str, catalogue: Catalogue | None) -> PageVerdict:
    """A workbook or a Word file: its seal alone, since people type into it."""
    told = _Told(name)
    touched = "somebody saved the file after it was written: its seal does not fit"
    told.says(officezip.is_untouched(data), "untouched", "nobody has touched the file since it was written", touched)
    told.note(
        "seal-alone", "of a workbook or a Word file the seal alone is looked at; a page has its texts checked too"
    )
    return PageVerdict(name, tuple(told.findings), tuple(told.done), commit=catalogue.store.tip() if catalogue else "")


TOUCHED = "the file was changed after it was written: its mark does not fit (a mail program may have done it)"


class _Told(Struct):
    """What has been found so far."""

    subject: str
    findings: list[Finding] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def says(self, holds: bool, code: str, held: str, broken: str) -> bool:
        """One check: what is said if it holds, and what if not."""
        if holds:
            self.done.append(held)
        else:
            self.error(code, broken)
        return holds

    def error(self, code: str, message: str) -> None:
        self.findings.append(Finding(Severity.ERROR, code, self.subject, message))

    def note(self, code: str, message: str) -> None:
        self.findings.append(Finding(Severity.NOTE, code, self.subject, message))


def _check_itself(told: _Told, page: ReadPage) -> None:
    """The texts read from the markup have the digests that the page states, and its changes are those it lists."""
    for side, taken in zip(SIDES, ("insertions", "deletions"), strict=True):
        texts = page.texts(side)
        holds = texts is not None and text_sha256(texts) == _fact(page, side, "text_sha256")
        told.says(
            holds,
            "text",
            f"the {side} text, read from the page without its {taken}, has the digest the page states",
            f"the {side} text, read from the page without its {taken}, is not the one whose digest the page states",
        )
    listed = page.facts.get("changes")
    there = {change.id for change in page.changes}
    told.says(
        isinstance(listed, list) and set(listed) == there and len(listed) == len(page.changes),
        "changes",
        f"all {len(page.changes)} changes and unchanged units that the page lists stand in it once",
        "the changes in the page are not those it lists",
    )


def _fact(page: ReadPage, side: str, name: str) -> str:
    facts = page.facts.get(side)
    return str(facts.get(name) or "") if isinstance(facts, Mapping) else ""


def _check_store(told: _Told, page: ReadPage, catalogue: Catalogue) -> None:
    """The editions in the store, and the comparison made anew; a note where the store does not hold both."""
    sides = [_side(told, page, side, catalogue) for side in SIDES]
    old, new = sides
    if old is None or new is None:
        return
    try:
        view = compare_pair(catalogue, Pair(old, new), Filters())
    except RevtrackError as error:
        told.error(error.code, error.message)
        return
    ids = list(change_ids(view.comparison))
    for side, units in zip(SIDES, (view.comparison.old, view.comparison.new), strict=True):
        told.says(
            page.texts(side) == tuple(unit.text for unit in units),
            "text",
            f"the {side} text in the page is the one in this store, to the last character",
            f"the {side} text in the page is not the one in this store",
        )
    told.says(
        ids == page.facts.get("changes"),
        "comparison",
        "a fresh comparison of the two editions in this store gives the same changes",
        "a fresh comparison of the two editions in this store gives other changes than the page lists "
        "(another revtrack, or a ruling on a pairing since)",
    )


def _side(told: _Told, page: ReadPage, side: str, catalogue: Catalogue) -> Side | None:
    """One edition that the page names, as this store has it; None, and a note, if it does not."""
    key = _key(page, side, catalogue)
    name = _fact(page, side, "source") or side
    if key is None:
        told.note(
            "not-in-store", f"this store does not hold {name}; the {side} text was checked against the page alone"
        )
        return None
    sha256, commit = catalogue.sha256(key), catalogue.store.brought_by(key)
    told.says(
        sha256 == _fact(page, side, "sha256"),
        "edition",
        f"the XML of {name} in this store has the digest the page states",
        f"the XML of {name} in this store has another digest than the page states",
    )
    told.says(
        commit == _fact(page, side, "commit"),
        "commit",
        f"{name} was brought to this store by the commit the page names",
        f"{name} was brought to this store by another commit ({commit[:12]}) than the page names",
    )
    edition = catalogue.edition(key)
    return Side(edition.expression, key.ordinal, key.ordinal, name, sha256, commit)


def _key(page: ReadPage, side: str, catalogue: Catalogue) -> EditionKey | None:
    try:
        number = DocumentNumber.read(_fact(page, side, "number"))
        language = Language.parse(_fact(page, side, "lang")) if _fact(page, side, "lang") else Language.UND
    except BadValue:
        return None
    return next(iter(_keys(page, side, number, language, catalogue)), None)


def _keys(
    page: ReadPage, side: str, number: DocumentNumber, language: Language, catalogue: Catalogue
) -> Iterator[EditionKey]:
    for key in catalogue.groups.get((slug(number), language.short), ()):
        if str(key.ordinal) == _fact(page, side, "edition"):
            yield key
