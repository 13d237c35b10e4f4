"""A document with tracked changes holds two texts: neither is taken for the other, and no word of either is lost."""

from __future__ import annotations

import pytest

from revtrack.errors import TrackedChanges
from revtrack.ingest import read_in_child, read_source
from revtrack.model.ledger import Fate
from revtrack.model.readings import Reading, Tracked
from tests.unit.ingest.conftest import line
from tests.word_samples import docx, level, note, numbering, p, ref, t, table


def by(kind: str, inner: str, author: str = "Ann") -> str:
    return f'<w:{kind} w:id="1" w:author="{author}">{inner}</w:{kind}>'


def deleted(text: str) -> str:
    return by("del", t(text).replace("w:t", "w:delText"))


MARK_GONE = '<w:rPr><w:del w:id="2" w:author="Ann"/></w:rPr>'
MARK_NEW = '<w:rPr><w:ins w:id="2" w:author="Bo"/></w:rPr>'


def rows(data: bytes, tracked: Tracked) -> list[str]:
    reading = read_source(data, "a.docx", tracked)
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def both(data: bytes) -> tuple[list[str], list[str]]:
    return rows(data, Tracked.ACCEPT), rows(data, Tracked.REJECT)


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (
            (p("States ", deleted("should"), by("ins", t("shall")), " act."),),
            ["P States shall act."],
            ["P States should act."],
        ),
        (
            (p("One ", more=MARK_GONE), p("two.")),
            ["P One two."],
            ["P One", "P two."],
        ),
        (
            (p("One ", more=MARK_NEW), p("two.")),
            ["P One", "P two."],
            ["P One two."],
        ),
        ((p(deleted("All of it."), more=MARK_GONE), p("Stays.")), ["P Stays."], ["P All of it.", "P Stays."]),
        ((p(by("ins", t("All of it.")), more=MARK_NEW), p("Stays.")), ["P All of it.", "P Stays."], ["P Stays."]),
        (
            (p("A ", by("moveFrom", t("moved")), "."), p("B ", by("moveTo", t("moved")), ".")),
            ["P A .", "P B moved."],
            ["P A moved.", "P B ."],
        ),
        (("Text.", by("ins", p("A block."))), ["P Text.", "P A block."], ["P Text."]),
    ],
)
def test_each_side_of_a_change_is_one_text(body: tuple[str, ...], accepted: list[str], rejected: list[str]) -> None:
    assert both(docx(*body)) == (accepted, rejected)


def test_a_new_row_is_in_one_text_only() -> None:
    rows_ = table(("a", "b"), ("c", "d")).replace(
        "<w:tr><w:tc><w:tcPr/>" + p("c"), "<w:tr><w:trPr>" + by("ins", "") + "</w:trPr><w:tc><w:tcPr/>" + p("c")
    )
    assert both(docx(rows_)) == (["P a", "P b", "P c", "P d"], ["P a", "P b"])


def test_numbers_count_what_is_there() -> None:
    lists = numbering((level(0, "decimal", "%1."),))
    body = (p("x", num=(1, 0)), p(deleted("y"), num=(1, 0), more=MARK_GONE), p("z", num=(1, 0)))
    assert both(docx(*body, numbering=lists)) == (["P 1.|x", "P 2.|z"], ["P 1.|x", "P 2.|y", "P 3.|z"])


def test_a_note_whose_mark_is_deleted_is_set_apart() -> None:
    data = docx(
        p("A", by("del", ref(1)), "b", ref(2)),
        footnotes=note(1, f"<w:p>{t('Gone.')}</w:p>") + note(2, f"<w:p>{t('Here.')}</w:p>"),
    )
    reading = read_source(data, "a.docx", Tracked.ACCEPT)
    (paragraph,) = reading.components[0].paragraphs
    assert [(each.mark, each.text) for each in paragraph.notes] == [("¹", "Here.")]
    assert [(matter.rule, matter.text) for matter in reading.page_matter] == [("note apart", "Gone.")]


def test_what_the_choice_takes_out_is_set_apart_and_the_choice_is_kept() -> None:
    data = docx(p("States ", deleted("should"), by("ins", t("shall")), " act."))
    accepted, rejected = (read_source(data, "a.docx", tracked) for tracked in Tracked)
    assert (accepted.tracked, rejected.tracked) == (Tracked.ACCEPT, Tracked.REJECT)
    assert accepted.ledger.rules(Fate.APART) == {"deleted text": 6}
    assert rejected.ledger.rules(Fate.APART) == {"inserted text": 5}


def test_without_changes_there_is_no_choice_to_keep() -> None:
    assert read_source(docx("Text."), "a.docx", Tracked.ACCEPT) == read_source(docx("Text."), "a.docx")


def test_nobody_chose_is_a_refusal_with_the_counts() -> None:
    body = (
        p("a", by("ins", t("b")), deleted("c"), by("ins", t("d"), "Bo")),
        p(by("moveFrom", t("e")), by("moveTo", t("e"))),
    )
    with pytest.raises(TrackedChanges) as caught:
        read_source(docx(*body), "draft.docx")
    assert caught.value.message == (
        "draft.docx holds tracked changes (2 insertions, 1 deletion, 1 move by 2 authors), nothing was added"
    )
    assert caught.value.tries == ("revtrack add draft.docx --tracked accept      or  --tracked reject",)


@pytest.mark.parametrize("part", ["footnotes", "header", "comments"])
def test_changes_anywhere_in_the_document_are_counted(part: str) -> None:
    inner = {
        "footnotes": note(1, p(deleted("x"))),
        "header": p(deleted("x")),
        "comments": f"<w:comment>{p(deleted('x'))}</w:comment>",
    }
    with pytest.raises(TrackedChanges, match=r"\(1 deletion\)"):
        read_source(docx("Text.", **{part: inner[part]}), "a.docx")


def test_changes_of_formatting_alone_change_no_word() -> None:
    change = (
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="Ann"><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>'
    )
    reading: Reading = read_source(docx(f"<w:p>{change}</w:p>"), "a.docx")
    assert reading.components[0].paragraphs[0].text == "bold"


@pytest.mark.parametrize("tracked", list(Tracked))
def test_the_child_reads_the_same_side(tracked: Tracked) -> None:
    data = docx(p("States ", deleted("should"), by("ins", t("shall")), " act."))
    assert read_in_child(data, "a.docx", tracked) == read_source(data, "a.docx", tracked)
