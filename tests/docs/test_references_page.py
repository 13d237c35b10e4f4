"""The page on references names every form, relation, state and language that the code knows, and its samples are read."""

import re
from pathlib import Path

import pytest

from revtrack.lineage.order import RELATIONS, STATES
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.references import find_doubts, find_mentions
from revtrack.references.patterns import FORMS
from revtrack.references.phrasing import PHRASING
from revtrack.references.updates import VERBS, updates
from revtrack.references.wording import WORDING

PAGE = (Path(__file__).parents[2] / "docs" / "references.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under that header row, cell by cell."""
    table = PAGE.split(heading, 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def samples(cell: str) -> list[str]:
    return re.findall(r"`([^`]{1,80})`", cell)


def test_the_table_of_forms_is_that_of_the_code() -> None:
    assert [row[:2] for row in rows("| form | sample | counts |")] == [
        [form.name, f"`{form.sample}`"] for form in FORMS
    ]
    assert [row[2] for row in rows("| form | sample | counts |")] == [
        "always" if form.telling else "with evidence" for form in FORMS
    ]


@pytest.mark.parametrize(
    "word", [word for row in rows("| part | samples | how it is read |") for word in samples(row[1])]
)
def test_every_written_form_on_the_page_is_read(word: str) -> None:
    assert DocumentNumber.read(word)
    if word != "house-rules-2024":
        assert DocumentNumber.parse(word)


@pytest.mark.parametrize("text", [text for row in rows("| evidence | sample |")[:-1] for text in samples(row[1])])
def test_every_sample_of_evidence_gives_a_mention(text: str) -> None:
    assert find_mentions(text)


def test_every_refusal_on_the_page_is_refused() -> None:
    refused = PAGE.split("Without evidence these", 1)[1].split("A number that contradicts", 1)[0]
    assert len(samples(refused)) == 13
    assert [text for text in samples(refused) if find_mentions(text)] == []


def test_acts_that_can_be_read_in_one_way_are_those_of_the_table() -> None:
    for row in rows("| kind | the number first | the year first |"):
        assert all(DocumentNumber.parse(word).register is Register.CELEX for cell in row for word in samples(cell))
    kept = PAGE.split("two or none is left (", 1)[1].split("and for acts", 1)[0]
    assert [DocumentNumber.parse(word).register for word in samples(kept)] == [Register.ACT, Register.ACT]


def test_every_number_that_the_page_calls_unread_is_shown_and_not_read() -> None:
    for text in [text for row in rows("| sample | why |") for text in samples(row[0])]:
        assert find_mentions(text) == ()
        assert len(find_doubts(text)) == 1


def test_every_list_on_the_page_is_read() -> None:
    told = PAGE.split("**Lists.**", 1)[1].split("Its span", 1)[0].replace("\n", " ")
    assert [text for text in samples(told) if len(find_mentions(f"Dok. 9956/15 {text}")) < 2] == []


def test_relations_and_states_stand_in_their_order() -> None:
    assert [samples(row[0]) for row in rows("| relation | A … B |")] == [[relation.value] for relation in RELATIONS]
    assert [samples(row[0]) for row in rows("| state | means |")] == [[state.value] for state in STATES]


def test_every_language_with_verbs_has_a_sample_that_is_an_update() -> None:
    table = rows("| language | verbs, in their past forms | sample |")
    assert [row[0] for row in table] == [lang.short for lang in VERBS]
    assert all(list(updates(row[2], lang=lang)) for row, lang in zip(table, VERBS, strict=True))


def test_every_language_with_allusions_has_its_samples_on_the_page() -> None:
    table = rows("| language | by a date | by a date | a defined term |")
    assert [row[0] for row in table] == [lang.short for lang in PHRASING]
    assert [tuple(row[1:]) for row in table] == [row.samples for row in PHRASING.values()]


def test_every_language_with_references_to_provisions_has_samples_of_the_code_on_the_page() -> None:
    table = rows("| language | a number | a chain or a list | elsewhere, so not looked for here |")
    assert [row[0] for row in table] == [lang.short for lang in WORDING]
    for row, wording in zip(table, WORDING.values(), strict=True):
        assert set(row[1:]) <= {sample for sample, _ in wording.samples}
        assert dict(wording.samples)[row[3]].startswith("external")
