"""References and lineage: every edge with its evidence and its state, nothing lost, nothing drawn twice."""

from __future__ import annotations

from itertools import pairwise

from report_family import (
    CITES,
    DOWNWARD,
    LATER,
    PREVIOUS,
    REVISES,
    UPWARD,
    check_schema,
    golden,
    lineage,
    reference,
    refs_view,
)

from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention, Relation, State
from revtrack.model.texts import WorkId
from revtrack.report.lineagetext import lineage_json, lineage_plain, lineage_text
from revtrack.report.refjson import refs_json
from revtrack.report.reftables import plain, refs_table
from revtrack.report.reftext import refs_text
from revtrack.report.style import Style

STYLE = Style(width=100)


def test_references_stand_with_their_evidence_and_state() -> None:
    assert refs_text(refs_view(), STYLE) == golden("refs.txt")


def test_a_direction_that_was_not_asked_for_is_not_spoken_of() -> None:
    assert "Referred to by" not in refs_text(refs_view(incoming=None), STYLE)
    assert refs_text(refs_view(out=None), STYLE) == (
        "9956/14:da is referred to by  13469/1/14 REV 1 (previous, catalogued)\n"
    )


def test_no_references_are_said_in_words() -> None:
    assert refs_text(refs_view(out=(), incoming=()), STYLE) == (
        "9956/14:da refers to nothing that revtrack could read\nReferred to by  nothing here\n"
    )


def test_a_long_quotation_is_cut_unless_asked_for() -> None:
    long = reference("9956/14", Relation.REVISES, "15175/08", State.INFERRED, fragment="2", quote="ord " * 20 + "slut")
    view = refs_view(out=(long,))
    assert '¶ 2 "ord ord ord ord ord ord ord ord ord ord…"' in refs_text(view, STYLE)
    assert 'ord slut"' in refs_text(view, Style(verbose=True))


def test_markings_of_the_document_itself_are_printed() -> None:
    restricted = Version(WorkId("eu-crr"), DocumentNumber.parse("9956/14"), markings=("LIMITE",))
    assert refs_text(refs_view(version=restricted), STYLE).startswith("9956/14 refers to   marked LIMITE\n")


def test_a_held_target_bears_the_sign_and_plain_says_the_word() -> None:
    view = refs_view(out=(PREVIOUS,), incoming=None, known={PREVIOUS.target: True})
    assert "●  stated\n" in refs_text(view, STYLE)
    assert (
        plain(refs_table(view)) == '9956/14\tprevious\t5643/5/14 REV 5\theader "Tidl. dok. nr."\tstated\theld\t\t\t\n'
    )


def test_references_as_records_hold_both_directions() -> None:
    records = plain(refs_table(refs_view())).splitlines()
    assert len(records) == 6
    assert records[4].endswith("\textracted\ttext not held\tEU RESTRICTED\t\t")
    assert records[5] == "13469/1/14 REV 1\tprevious\t9956/14\trecord\tcatalogued\ttext not held\t\t\t"
    assert refs_text(refs_view(), Style(plain=True)).splitlines() == records


def test_json_of_references_fits_its_schema() -> None:
    mention = Mention(4, 11, "9447/13", DocumentNumber.parse("9447/13"), "council", ("JAI 366",))
    value = refs_json(refs_view(mentions=(("fn1", mention),)), "c" * 40)
    check_schema("refs", value)
    check_schema("refs", refs_json(refs_view(out=None, incoming=None)))
    assert value["gained"] is None


def test_the_family_upwards() -> None:
    assert lineage_text(lineage(*UPWARD), STYLE) == golden("lineage_up.txt")


def test_the_family_in_both_directions_with_a_repeated_document_and_a_cycle() -> None:
    more = (
        reference("5451/14", Relation.CITES, "9447/13"),
        reference("6700/17", Relation.CITES, "9447/13"),
    )
    found = lineage(*UPWARD, *DOWNWARD, *more, cycles=(("9956/14", "15175/08"),))
    assert lineage_text(found, STYLE) == golden("lineage_both.txt")


def test_the_family_in_letters_alone() -> None:
    text = lineage_text(lineage(*UPWARD, *DOWNWARD), Style(ascii=True))
    assert text.isascii()
    assert "|- revises -> o 15175/08" in text
    assert "`< previous -- o 13469/1/14 REV 1" in text


def test_every_edge_is_drawn_once() -> None:
    found = lineage(*UPWARD, *DOWNWARD, reference("6700/17", Relation.CITES, "9447/13"))
    states = sum(text.endswith(("inferred", "stated", "extracted", "catalogued")) for text in _lines(found))
    assert states == len(found.edges)


def test_two_places_of_one_reference_share_a_line() -> None:
    twice = (CITES[0], reference("9956/14", Relation.CITES, "9447/13", State.CONFIRMED, fragment="12"))
    assert "└─ cites ─► ○ 9447/13  ¶ note.1, ¶ 12   extracted, confirmed" in _lines(lineage(*twice))


def test_a_cycle_does_not_draw_for_ever() -> None:
    back = reference("15175/08", Relation.CITES, "9956/14")
    text = lineage_text(lineage(REVISES, back, cycles=(("9956/14", "15175/08", "9956/14"),)), STYLE)
    assert "└◄ cites ── ○ 15175/08  (see above) " in text
    assert "cycle: 9956/14 → 15175/08 → 9956/14\n" in text


def test_a_chain_of_two_thousand_documents_can_be_drawn() -> None:
    names = ["9956/14", *(f"doc-{n}" for n in range(2000))]
    chain = [reference(a, Relation.REVISES, b) for a, b in pairwise(names)]
    assert lineage_text(lineage(*chain), Style(width=0)).count("revises") == 2000


def test_a_document_without_relations_says_so() -> None:
    assert lineage_text(lineage(), STYLE).splitlines()[1] == (
        "Nothing here refers to it, and it refers to nothing that revtrack could read."
    )


def test_the_lineage_as_records() -> None:
    assert lineage_plain(lineage(REVISES, PREVIOUS, LATER)).splitlines() == [
        "9956/14\trevises\t15175/08\t¶ 2\tinferred\t\t",
        "9956/14\tprevious\t5643/5/14 REV 5\theader\tstated\t\t",
        "13469/1/14 REV 1\tprevious\t9956/14\trecord\tcatalogued\t\t",
    ]
    assert lineage_text(lineage(REVISES), Style(plain=True)) == lineage_plain(lineage(REVISES))


def test_json_of_a_lineage_fits_its_schema() -> None:
    check_schema("lineage", lineage_json(lineage(*UPWARD, cycles=(("9956/14", "15175/08"),)), "c" * 40))
    check_schema("lineage", lineage_json(lineage()))


def _lines(found: object) -> list[str]:
    return lineage_text(found, STYLE).splitlines()  # type: ignore[arg-type]
