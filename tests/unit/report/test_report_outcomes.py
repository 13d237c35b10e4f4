"""What was read and stored, what a check found, and what went wrong: each says what happened and what to do."""

from __future__ import annotations

import pytest
from report_family import add_view, check_schema, golden, reference
from report_samples import draft

from revtrack.errors import DuplicateConflict, RevtrackError, StoreDirty, TextNotHeld, UnknownVersion, error_kinds
from revtrack.model.documents import Record
from revtrack.model.findings import Finding, Severity
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Fact
from revtrack.model.relations import Relation, State
from revtrack.model.texts import WorkId
from revtrack.report.addtext import add_json, add_text, structure_words, stub_json, stub_text
from revtrack.report.errortext import error_json, error_text
from revtrack.report.style import Style
from revtrack.report.verifytext import VerifyCounts, verify_json, verify_text

WIDE = Style(width=120)
COUNTS = VerifyCounts(texts=8, editions=9, originals=8, records=12, tip="c" * 40)
NOTES = (
    Finding(Severity.NOTE, "unnumbered", "9956/14#46+1", "paragraph without number between 46 and 47"),
    Finding(
        Severity.NOTE, "footnote-apart", "9956/14#fn3", "footnote text stands after ¶ note.6, its mark is in ¶ note.5"
    ),
)
DAMAGE = Finding(Severity.ERROR, "hash-mismatch", "versions/eu-crr/9956-14/da.1.xml", "is not what its manifest says")


def test_a_reading_shows_each_fact_with_where_it_was_found() -> None:
    assert add_text(add_view(), WIDE) == golden("add.txt")


def test_verbose_lists_the_ledger_by_fate_and_rule() -> None:
    assert add_text(add_view(), Style(verbose=True)) == golden("add_verbose.txt")


@pytest.mark.parametrize(
    ("outcome", "last"),
    [
        ("added", "Added 9956/14:da to work eu-crr.     Undo: revtrack undo"),
        ("corrected", "Added 9956/14:da as edition 2, a correction, in work eu-crr.     Undo: revtrack undo"),
        ("already held", "9956/14:da is already held, nothing to do."),
        ("would be added", "Nothing was written: 9956/14:da would be added to work eu-crr."),
    ],
)
def test_the_last_line_says_what_was_done(outcome: str, last: str) -> None:
    view = add_view(outcome=outcome, edition=2 if outcome == "corrected" else 1)
    assert add_text(view, WIDE).splitlines()[-1] == last
    check_schema("add", add_json(view))


def test_json_says_null_where_nothing_was_written() -> None:
    value = add_json(add_view(outcome="already held"))
    assert (value["event"], value["added"], value["undo"]) == (None, [], None)


def test_json_counts_every_character_of_the_source() -> None:
    read = add_json(add_view())["read"]
    assert isinstance(read, dict)
    assert sum(read["ledger"].values()) == read["characters"] == 27431


def test_unknown_facts_are_null_in_json() -> None:
    view = add_view(date=Fact("unknown", "--date"), language=Fact("und", "--lang"), version="notes:und")
    version = add_json(view)["version"]
    assert isinstance(version, dict)
    assert (version["date"], version["lang"]) == (None, None)
    check_schema("add", add_json(view))


def test_a_reading_as_records() -> None:
    records = add_text(add_view(), Style(plain=True)).splitlines()
    assert records[:2] == ["read\t9956-14.da.txt\ttext", "number\t9956/14\tline 11"]
    assert records[-1] == "outcome\tadded\t9956/14:da"


def test_relations_that_a_person_stated_are_listed_with_their_state() -> None:
    said = reference("9956/14", Relation.REVISES, "15175/08", State.CONFIRMED)
    assert "  revises    15175/08           confirmed\n" in add_text(add_view(references=(said,)), WIDE)


def test_words_alone_tell_a_language() -> None:
    text = add_text(add_view(language=Fact("da", "words")), WIDE)
    assert "  language   da                 words (da 0.93, nb 0.71)\n" in text


def test_hidden_characters_of_a_file_name_are_shown() -> None:
    assert add_text(add_view(name="a\x1b[2J.txt"), WIDE).startswith("Read a<U+001B>[2J.txt   ")


def test_items_are_counted_where_no_numbered_paragraph_speaks_for_them() -> None:
    numbered = draft("1", ["# Part", "One.", "- a", "- b"]).components
    assert structure_words(numbered) == "¶ 1, 1 heading"
    assert structure_words(numbered, verbose=True) == "¶ 1, 2 items, 1 heading"


def test_a_stub_says_that_its_text_is_not_held() -> None:
    record = Record(WorkId("eu-crr"), DocumentNumber.parse("15175/08"))
    assert stub_text(record, WIDE, added=True) == (
        "○ Recorded 15175/08 in work eu-crr: known, text not held.     Undo: revtrack undo\n"
    )
    assert stub_text(record, WIDE, added=False) == "○ 15175/08 is already recorded so, nothing to do\n"
    check_schema("add", stub_json(record, "c" * 40, added=True))
    check_schema("add", stub_json(record, "c" * 40, added=False))


def test_a_sound_store_says_over_how_much_it_was_checked() -> None:
    assert verify_text(NOTES, COUNTS, WIDE) == golden("verify.txt")


def test_errors_come_first_with_their_codes() -> None:
    assert verify_text((*NOTES, DAMAGE), COUNTS, WIDE).splitlines()[:2] == [
        "Store damaged: 8 texts in 9 editions, 8 originals.  1 error, 2 notes",
        "  error versions/eu-crr/9956-14/da.1.xml   is not what its manifest says  [hash-mismatch]",
    ]


def test_a_store_that_could_not_be_counted_is_still_called_damaged() -> None:
    assert verify_text((DAMAGE,), VerifyCounts(), WIDE).startswith("Store damaged.  1 error, 0 notes\n")


@pytest.mark.parametrize(("findings", "verdict"), [(NOTES, "fit"), ((DAMAGE,), "not fit")])
def test_a_file_is_fit_to_be_added_or_not(findings: tuple[Finding, ...], verdict: str) -> None:
    text = verify_text(findings, VerifyCounts(subject="draft.xml"), WIDE)
    assert text.startswith(f"draft.xml is {verdict} to be added.  ")


def test_a_very_long_path_moves_its_own_message_only() -> None:
    long = Finding(Severity.ERROR, "hash-mismatch", "versions/" + "x" * 60, "wrong")
    lines = verify_text((long, *NOTES), COUNTS, WIDE).splitlines()
    assert lines[1].endswith("x   wrong  [hash-mismatch]")
    assert lines[2] == "  note  9956/14#46+1   paragraph without number between 46 and 47"


def test_findings_as_records_and_as_json() -> None:
    assert verify_text((DAMAGE,), COUNTS, Style(plain=True)) == (
        "error\thash-mismatch\tversions/eu-crr/9956-14/da.1.xml\tis not what its manifest says\n"
    )
    check_schema("verify", verify_json((*NOTES, DAMAGE), COUNTS))
    assert verify_json(NOTES, COUNTS)["sound"] is True
    assert verify_json((DAMAGE,), COUNTS)["sound"] is False


def test_an_error_has_its_one_shape() -> None:
    found = TextNotHeld(
        "14781/1/05 REV 1 is known here, but its text is not held",
        facts=("known from the record of eu-crr and from 9956/14 ¶ 2; a diff needs both texts",),
        tries=("revtrack add FILE --as '14781/1/05 REV 1'", "or look who cites it:  revtrack refs 14781/1/05"),
    )
    assert error_text(found, Style()) == golden("error_text_not_held.txt").rstrip("\n")


def test_an_error_has_at_most_six_lines_and_says_what_it_leaves_out() -> None:
    found = StoreDirty("5 files were edited by hand", facts=[f"file {n}" for n in range(5)], tries=("a", "b", "c"))
    assert error_text(found, Style()).splitlines() == [
        "error: 5 files were edited by hand  [store-dirty]",
        "  file 0",
        "  file 1",
        "  and 3 more (--json lists them)",
        "try:   a",
        "       b",
    ]


def test_an_error_cannot_drive_a_terminal_or_fake_a_line() -> None:
    found = UnknownVersion("no version '\x1b]0;x\x07\nerror: fake'", facts=("a\u202eb",), tries=("revtrack log",))
    assert error_text(found, Style()).splitlines() == [
        "error: no version '<U+001B>]0;x<U+0007><U+000A>error: fake'  [unknown-version]",
        "  a<U+202E>b",
        "try:   revtrack log",
    ]


def test_an_error_in_letters_alone() -> None:
    found = DuplicateConflict("¶ 3 → ¶ 4 differ", tries=("revtrack diff …",))
    assert error_text(found, Style(ascii=True)) == (
        "error: par. 3 -> par. 4 differ  [duplicate-conflict]\ntry:   revtrack diff ..."
    )


@pytest.mark.parametrize("kind", error_kinds())
def test_every_error_fits_its_schema(kind: type[RevtrackError]) -> None:
    check_schema("error", error_json(kind("it did not work", facts=("a",), tries=("revtrack help",))))
