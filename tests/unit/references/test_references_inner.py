"""References of a text into itself: each leads to the one unit that fits, or stays open; and those that were forgotten."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from revtrack.diff import compare
from revtrack.model.changes import Reason
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.provisions import Inner
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.references import find_forgotten, inner_references
from revtrack.report.refinner import forgotten_said, why_open


def p(num: str, text: str, *notes: Note) -> Paragraph:
    return Paragraph(Role.PARAGRAPH, text, num, notes=notes)


def h(text: str, num: str = "", level: int = 1) -> Paragraph:
    return Paragraph(Role.HEADING, text, num, level)


def i(num: str, text: str) -> Paragraph:
    return Paragraph(Role.ITEM, text, num, 1)


def text(
    *paragraphs: Paragraph, lang: Language = Language.EN, title: str = "", annex: tuple[Paragraph, ...] = ()
) -> Expression:
    parts = (Component("main", paragraphs), *([Component("annex", annex, "ANNEX")] if annex else []))
    return Expression(WorkId("w"), DocumentNumber.parse("1/20"), lang, parts, title=title, principal="main")


def told(expression: Expression) -> list[str]:
    return [_said(inner) for inner in inner_references(expression)]


def _said(inner: Inner) -> str:
    led = inner.target + (f"-{inner.last}" if inner.last else "")
    return f"{inner.fragment} {inner.quote}: {led or why_open(inner)}"


def test_a_number_leads_to_the_paragraph_that_bears_it() -> None:
    assert told(text(p("1.", "See paragraph 2 and paragraphs 1 to 3."), p("2.", "Two."), p("3.", "See point 9."))) == [
        "1 paragraph 2: 2",
        "1 paragraphs 1 to 3: 1-3",
        "3 point 9: this text has no ¶ 9",
    ]


def test_the_component_of_the_words_comes_first_and_the_others_only_where_it_has_nothing_that_fits() -> None:
    annex = (Paragraph(Role.TITLE, "Plan"), p("1.", "See point 2."), p("2.", "Two."), p("3.", "See point 4."))
    assert told(text(p("1.", "See point 3, point 2 and the Annex."), p("2.", "Two."), annex=annex)) == [
        "1 point 3: annex.3",
        "1 point 2: 2",
        "1 Annex: annex.h:plan",
        "annex.1 point 2: annex.2",
        "annex.3 point 4: this text has no ¶ 4",
    ]


def test_a_part_of_the_annex_is_looked_for_there_alone() -> None:
    annex = (p("1.", "One."), p("2.", "Two."))
    found = told(text(p("1.", "See point 2 of the Annex and point 7 of the Annex."), p("7.", "Seven."), annex=annex))
    assert found == ["1 point 2 of the Annex: annex.2", "1 point 7 of the Annex: this text has no ¶ 7"]


def test_numbers_that_begin_anew_under_each_heading_count_under_their_own_alone() -> None:
    made = text(
        h("Aims", "Article 1"), p("1.", "See paragraph 2."), p("2.", "Two."),
        h("Means", "Article 2"), p("1.", "See paragraph 2 of Article 1."), p("3.", "See paragraph 2."),
    )  # fmt: skip
    assert told(made) == [
        "1 paragraph 2: 2",
        "1~2 paragraph 2 of Article 1: 2",
        "3 paragraph 2: this text has no ¶ 2",
    ]


def test_a_chain_leads_to_the_item_and_stays_open_as_a_whole_where_one_step_fits_nothing() -> None:
    made = text(
        h("Aims", "Article 5"), p("1.", "One."), p("2.", "Two:"), i("(a)", "a"), i("(b)", "see point (a)"),
        h("Means", "Article 6"), p("1.", "See Article 5(2)(a), Article 5(2)(c), Article 5(3) and Article 9(1)."),
    )  # fmt: skip
    assert told(made) == [
        "2.2 point (a): 2.1",
        "1~2 Article 5(2)(a): 2.1",
        "1~2 Article 5(2)(c): there is no (c) here",
        "1~2 Article 5(3): this text has no ¶ 3",
        "1~2 Article 9(1): this text has no article 9",
    ]


def test_where_two_units_fit_none_is_taken() -> None:
    twice = told(text(p("1.", "See paragraph 2."), p("2.", "Two."), p("2.", "Two again.")))
    assert twice == ["1 paragraph 2: more than one ¶ 2 fits, so none is taken"]
    both = told(text(h("Aims", "2."), p("1.", "See point 2."), p("2.", "Two.")))
    assert both == ["1 point 2: more than one ¶ 2 fits, so none is taken"]


def test_headings_are_articles_where_no_paragraph_has_a_number() -> None:
    assert told(text(h("Aims", "1."), p("", "See Article 2."), h("Means", "2."), p("", "x"))) == [
        "1+1 Article 2: h:means"
    ]
    assert told(text(h("Aims", "1."), p("5.", "See Article 2."), h("Means", "2."), p("6.", "x"))) == []


def test_parts_of_a_kind_that_a_text_has_not_are_those_of_another() -> None:
    assert told(text(p("", "See Article 7, § 4, paragraph 3, footnote 1 and Chapter II."))) == []


def test_footnotes_refer_and_are_referred_to() -> None:
    made = text(p("1.", "One", Note(3, "1", "See paragraph 2.")), p("2.", "See footnote 1 and footnote 3."))
    assert [(found.bearer, _said(found)) for found in inner_references(made)] == [
        ("1", "fn1 paragraph 2: 2"),
        ("", "2 footnote 1: fn1"),
        ("", "2 footnote 3: this text has no fn 3"),
    ]


def test_chapters_named_by_their_heading_are_found_and_what_begins_a_heading_is_its_name() -> None:
    made = text(h("Chapter II – Means"), p("1.", "See Chapter II and Chapter III."))
    assert told(made) == [
        "1 Chapter II: h:chapter-ii-means",
        "1 Chapter III: this text has no chapter III",
    ]


def test_an_act_that_amends_others_speaks_of_their_provisions() -> None:
    made = text(
        p("1.", "Paragraph 2 is replaced."), p("2.", "Two."), title="Regulation amending Regulation (EU) 2016/679"
    )
    assert told(made) == []
    danish = text(p("1.", "Se punkt 2."), p("2.", "To."), lang=Language.DA, title="Lov om ændring af straffeloven")
    assert told(danish) == []


def test_a_danish_note_points_into_its_annex() -> None:
    made = text(
        p("1.", "Se bilaget og punkt 2 i bilaget, jf. artikel 29 i traktaten."),
        lang=Language.DA,
        annex=(p("2.", "To."),),
    )
    assert told(made) == ["1 bilaget: annex.2", "1 punkt 2 i bilaget: annex.2"]


def _forgotten(old: Expression, new: Expression) -> list[str]:
    return [forgotten_said(one) for one in find_forgotten(old, new, compare(old, new))]


ROOMS = (
    "The room is open to every reader from nine to five.",
    "Boxes are carried by two members of staff at a time.",
    "Maps lie flat on the long table by the window.",
    "Photographs may be taken without flash of any kind.",
)


def test_words_that_stayed_while_their_paragraph_was_renumbered_are_told() -> None:
    old = text(*(p(f"{n}.", words) for n, words in enumerate(ROOMS, 1)), p("5.", "This applies as paragraph 4 says."))
    new = text(
        p("1.", ROOMS[0]), p("2.", ROOMS[2]), p("3.", ROOMS[3]), p("4.", "This applies as paragraph 4 says.")
    )  # fmt: skip
    assert _forgotten(old, new) == ["¶ 4 still says “paragraph 4”; that paragraph is now ¶ 3"]


def test_words_that_followed_and_words_whose_paragraph_kept_its_number_are_not() -> None:
    old = text(
        *(p(f"{n}.", words) for n, words in enumerate(ROOMS, 1)), p("5.", "As paragraph 4 says, and paragraph 1.")
    )
    new = text(
        p("1.", ROOMS[0]), p("2.", ROOMS[2]), p("3.", ROOMS[3]), p("4.", "As paragraph 3 says, and paragraph 1.")
    )
    assert _forgotten(old, new) == []


def test_a_deleted_paragraph_is_told_unless_a_new_one_took_its_number() -> None:
    last = p("5.", "This applies as paragraph 4 says.")
    old = text(*(p(f"{n}.", words) for n, words in enumerate(ROOMS, 1)), last)
    assert _forgotten(old, text(*(p(f"{n}.", words) for n, words in enumerate(ROOMS[:3], 1)), last)) == [
        "¶ 5 still says “paragraph 4”; that paragraph is deleted"
    ]
    other = p("4.", "Fees for copies, sent by post or handed out, are due on the first day of March.")
    assert _forgotten(old, text(*(p(f"{n}.", words) for n, words in enumerate(ROOMS[:3], 1)), other, last)) == []


def test_a_paragraph_that_was_split_is_not_said_to_be_anywhere() -> None:
    long = f"{ROOMS[1]} {ROOMS[2]}"
    old = text(
        p("1.", ROOMS[0]), p("2.", long), p("3.", "This applies as paragraph 2 says, in every room of the house.")
    )
    new = text(
        p("1.", ROOMS[0]), p("2.", ROOMS[1]), p("3.", ROOMS[2]),
        p("4.", "This applies as paragraph 2 says, in every room of the house."),
    )  # fmt: skip
    assert _forgotten(old, new) == []


def test_a_pairing_that_is_not_sure_is_not_built_upon_unless_a_person_confirmed_it() -> None:
    old = text(*(p(f"{n}.", words) for n, words in enumerate(ROOMS, 1)), p("5.", "This applies as paragraph 4 says."))
    new = text(p("1.", ROOMS[0]), p("2.", ROOMS[2]), p("3.", ROOMS[3]), p("4.", "This applies as paragraph 4 says."))
    found = compare(old, new)
    weak = [replace(change, similarity=0.3) for change in found.changes]
    assert find_forgotten(old, new, replace(found, changes=weak)) == ()
    confirmed = [replace(change, reason=Reason.CONFIRMED) for change in weak]
    assert len(find_forgotten(old, new, replace(found, changes=confirmed))) == 1


def test_an_article_that_was_renumbered_is_named_by_its_heading() -> None:
    old = text(h("Aims", "1."), p("", ROOMS[0]), h("Means", "2."), p("", ROOMS[1]), p("", "As in Article 2."))
    new = text(
        h("Aims", "1."), p("", ROOMS[0]), h("Words", "2."), p("", ROOMS[3]), h("Means", "3."), p("", ROOMS[1]),
        p("", "As in Article 2."),
    )  # fmt: skip
    assert _forgotten(old, new) == ['¶ 3+2 still says “Article 2”; that heading is now "3. Means"']


@pytest.mark.parametrize("lang", [Language.FI, Language.UND])
def test_texts_in_any_language_are_read_without_harm(lang: Language) -> None:
    assert told(text(p("1.", "\u202e\u202d"), p("2.", "x" * 200_000), lang=lang)) == []
