"""The traps every release keeps passing: each is one thing that happened, and the comparison says it once and rightly."""

from __future__ import annotations

import unicodedata

import pytest

from revtrack.diff import checked, compare_texts, invert, summary
from revtrack.model.changes import Change, Comparison, Kind

SENTENCES = [
    "The register is kept at the desk and is open to every reader during opening hours.",
    "Boxes are brought from the store twice a day, at ten and at two.",
    "Maps and plans are laid flat on the large table beside the window.",
    "A reader who finds a torn page tells the desk before turning it.",
    "Copies are made by the staff on written request and against payment.",
    "Photographs for publication need the consent of the owner of the papers.",
    "Loans to exhibitions are decided by the archivist after hearing the keeper.",
    "Records younger than thirty years are shown only with leave of the office.",
    "The catalogue is printed every second year and is sold at the door.",
    "Food and drink are kept outside, and wet umbrellas stay in the stand.",
]


def compared(old: list[str], new: list[str]) -> Comparison:
    """The comparison, once both laws and the mirror have been found to hold for it."""
    comparison = checked(compare_texts(old, new))
    assert compare_texts(new, old) == invert(comparison)
    return comparison


def links(comparison: Comparison) -> dict[tuple[int, ...], tuple[int, ...]]:
    return {change.old: change.new for change in comparison.changes if change.old and change.new}


def only(comparison: Comparison) -> Change:
    """The one change that is not an unchanged unit."""
    (change,) = [change for change in comparison.changes if change.kind is not Kind.UNCHANGED]
    return change


def numbered(texts: list[str], start: int = 1) -> list[str]:
    return [f"{at}. {text}" for at, text in enumerate(texts, start)]


def test_a_text_compared_with_itself_is_unchanged_throughout() -> None:
    counts = summary(compared(SENTENCES, SENTENCES))
    assert counts["unchanged"] == len(SENTENCES)
    assert sum(counts.values()) == len(SENTENCES)


def test_boilerplate_repeated_under_headings_stays_under_its_heading() -> None:
    old = [
        line for at in range(6) for line in (f"## Part {at} on matter {at}", SENTENCES[at], "This article is repealed.")
    ]
    new = old[:6] + old[9:]
    comparison = compared(old, new)
    assert [change.old for change in comparison.changes if change.kind is Kind.DELETED] == [(6,), (7,), (8,)]
    assert summary(comparison)["unchanged"] == len(new)
    assert summary(comparison)["moved"] == 0


def test_boilerplate_does_not_tie_two_sections_that_share_nothing_else() -> None:
    old = ["## Fees", SENTENCES[0], "Repealed.", "## Loans", SENTENCES[1], "Repealed."]
    new = ["## Loans", SENTENCES[1], "Repealed."]
    assert links(compared(old, new)) == {(3,): (0,), (4,): (1,), (5,): (2,)}


def test_list_letters_that_shift_change_no_text() -> None:
    old = [f"({'abcdefgh'[at]}) {text}" for at, text in enumerate(SENTENCES[:6])]
    new = [f"({'abcdefgh'[at]}) {text}" for at, text in enumerate([SENTENCES[8], *SENTENCES[:6]])]
    counts = summary(compared(old, new))
    assert (counts["unchanged"], counts["renumbered_only"], counts["inserted"]) == (6, 6, 1)


def test_a_changed_marker_stands_in_the_edits_of_an_unchanged_paragraph() -> None:
    comparison = compared([f"(a) {SENTENCES[0]}"], [f"(b) {SENTENCES[0]}"])
    (change,) = comparison.changes
    assert (change.kind, change.renumbered) == (Kind.UNCHANGED, True)
    assert [(edit.op, edit.text) for edit in change.edits] == [
        ("=", "("),
        ("-", "a"),
        ("+", "b"),
        ("=", f") {SENTENCES[0]}"),
    ]


def test_rows_that_differ_by_one_number_keep_their_order() -> None:
    old = [f"Box {at} holds {at * 7} letters and is kept on shelf {at % 5}." for at in range(30)]
    new = list(old)
    new[11] = new[11].replace("77", "78")
    new[12] = new[12].replace("84", "85")
    comparison = compared(old, new)
    assert [(c.old, c.new) for c in comparison.changes if c.kind is Kind.MODIFIED] == [((11,), (11,)), ((12,), (12,))]


def test_renumbering_everything_is_no_change_of_text() -> None:
    counts = summary(compared(numbered(SENTENCES), numbered(SENTENCES, start=8)))
    assert (counts["renumbered_only"], counts["modified"]) == (len(SENTENCES), 0)


def test_one_inserted_paragraph_is_one_inserted_paragraph() -> None:
    new = [*SENTENCES[:4], "A bell is rung ten minutes before closing.", *SENTENCES[4:]]
    counts = summary(compared(numbered(SENTENCES), numbered(new)))
    assert (counts["inserted"], counts["renumbered_only"], counts["modified"]) == (1, 6, 0)


def test_an_unrelated_replacement_is_a_deletion_and_an_insertion() -> None:
    new = [*SENTENCES[:3], "Dogs, bicycles, loud music.", *SENTENCES[4:]]
    kinds = [change.kind for change in compared(SENTENCES, new).changes if change.kind is not Kind.UNCHANGED]
    assert kinds == [Kind.DELETED, Kind.INSERTED]


def test_a_block_that_moved_is_moved_and_its_neighbours_are_not() -> None:
    new = [*SENTENCES[:1], *SENTENCES[3:8], *SENTENCES[1:3], *SENTENCES[8:]]
    moved = [change.old for change in compared(SENTENCES, new).changes if change.moved]
    assert moved == [(1,), (2,)]


def test_a_paragraph_moved_and_edited_is_both() -> None:
    edited = SENTENCES[1].replace("twice a day, at ten and at two", "twice a day, at ten and at three")
    comparison = compared(SENTENCES, [SENTENCES[0], *SENTENCES[2:9], edited, SENTENCES[9]])
    change = only(comparison)
    assert (change.kind, change.moved, change.old, change.new) == (Kind.MODIFIED, True, (1,), (8,))


def test_the_short_side_of_two_swapped_sections_is_the_one_that_moved() -> None:
    long = ["## Reading", *SENTENCES[:6]]
    short = ["## Loans", *SENTENCES[6:8]]
    comparison = compared([*long, *short], [*short, *long])
    assert [change.old for change in comparison.changes if change.moved] == [(7,), (8,), (9,)]
    assert summary(comparison)["unchanged"] == 10


def test_a_merge_is_one_change_of_two_paragraphs() -> None:
    merged = f"{SENTENCES[2][:-1]}, and a{SENTENCES[3][1:]}"
    change = only(compared(SENTENCES, [*SENTENCES[:2], merged, *SENTENCES[4:]]))
    assert (change.kind, change.old, change.new) == (Kind.MERGED, (2, 3), (2,))


def test_a_split_is_one_change_into_two_paragraphs() -> None:
    whole = f"{SENTENCES[2][:-1]}; {SENTENCES[3][0].lower()}{SENTENCES[3][1:]}"
    change = only(compared([*SENTENCES[:2], whole, *SENTENCES[4:]], SENTENCES))
    assert (change.kind, change.old, change.new) == (Kind.SPLIT, (2,), (2, 3))


def test_a_split_into_three_with_a_short_end_is_one_change() -> None:
    whole = " ".join([*SENTENCES[4:6], "Nothing else."])
    change = only(
        compared([SENTENCES[0], whole, SENTENCES[9]], [SENTENCES[0], *SENTENCES[4:6], "Nothing else.", SENTENCES[9]])
    )
    assert (change.kind, change.new) == (Kind.SPLIT, (1, 2, 3))


def test_composed_and_decomposed_letters_are_typography() -> None:
    composed = "Læsere får årligt udleveret café-kort på åben dag."
    change = only(compared([composed, SENTENCES[0]], [unicodedata.normalize("NFD", composed), SENTENCES[0]]))
    assert change.is_typography


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('the "store" is locked', "the “store” is locked"),
        ("it's open", "it’s open"),
        ("ten - twelve", "ten – twelve"),
        ("at 5 %", "at 5\u00a0%"),
        ("at 5 %", "at 5%"),
        ("the  wide   gap", "the wide gap"),
        ("read\u00adable text", "readable text"),
        ("« oui »", '"oui"'),
    ],
)
def test_typography_alone_is_no_change_in_words(old: str, new: str) -> None:
    comparison = compared([old], [new])
    assert only(comparison).is_typography
    counts = summary(comparison)
    assert (counts["typography"], counts["modified"]) == (1, 0)


@pytest.mark.parametrize(
    ("old", "new"), [("in to the room", "into the room"), ("10 000", "10.000"), ("Polish", "polish")]
)
def test_what_a_reader_would_call_a_change_is_no_typography(old: str, new: str) -> None:
    change = only(compared(["A " + old + " and so on.", SENTENCES[0]], ["A " + new + " and so on.", SENTENCES[0]]))
    assert not change.is_typography


def test_chinese_without_spaces_is_compared_sign_by_sign() -> None:
    old = ["阅览室在工作日向读者开放。", "每位读者进入阅览室前必须签名。"]
    new = ["阅览室在周末向读者开放。", "每位读者进入阅览室前必须签名。"]
    change = only(compared(old, new))
    assert [(edit.op, edit.text) for edit in change.edits] == [
        ("=", "阅览室在"),
        ("-", "工作日"),
        ("+", "周末"),
        ("=", "向读者开放。"),
    ]


def test_one_word_paragraphs_are_paired_only_where_they_are_alike() -> None:
    comparison = compared(["Yes", "Fees", SENTENCES[0]], ["No", "Fee", SENTENCES[0]])
    assert links(comparison) == {(1,): (1,), (2,): (2,)}


def test_astral_characters_are_never_cut() -> None:
    old, new = "The sign 𝔘 stands for 😀 in the margin.", "The sign 𝔙 stands for 😀 in the margin."
    change = only(compared([old], [new]))
    assert [(edit.op, edit.text) for edit in change.edits if edit.op != "="] == [("-", "𝔘"), ("+", "𝔙")]


def test_right_to_left_text_keeps_its_letters_and_points_together() -> None:
    old, new = "הקוראים רשאים להיכנס לאולם בימי חול", "הקוראים רשאים להיכנס לאולם בימי שישי"
    change = only(compared([old], [new]))
    assert [(edit.op, edit.text) for edit in change.edits if edit.op != "="] == [("-", "חול"), ("+", "שישי")]


def test_a_negation_is_one_inserted_word() -> None:
    change = only(compared([SENTENCES[4]], [SENTENCES[4].replace("are made", "are not made")]))
    assert [(edit.op, edit.text) for edit in change.edits if edit.op != "="] == [("+", "not ")]


@pytest.mark.parametrize(("old", "new", "kind"), [([], SENTENCES, Kind.INSERTED), (SENTENCES, [], Kind.DELETED)])
def test_an_empty_side_leaves_every_paragraph_alone(old: list[str], new: list[str], kind: Kind) -> None:
    assert {change.kind for change in compared(old, new).changes} == {kind}


def test_two_empty_sides_have_no_changes() -> None:
    assert compared([], []).changes == ()


def test_empty_paragraphs_are_rebuilt_like_all_others() -> None:
    comparison = compared(["", SENTENCES[0], ""], [SENTENCES[0], "", "  "])
    assert [unit.written for unit in comparison.new] == [SENTENCES[0], "", "  "]
    assert links(comparison)[1,] == (0,)


def test_a_repeated_heading_without_text_is_known_by_what_stands_under_it() -> None:
    old = [line for at in range(5) for line in (f"Article {at + 1}", SENTENCES[at])]
    new = [line for at in range(5) if at != 1 for line in (f"Article {at + 1 - (at > 1)}", SENTENCES[at])]
    comparison = compared(old, new)
    assert [change.old for change in comparison.changes if change.kind is Kind.DELETED] == [(2,), (3,)]
    assert summary(comparison)["renumbered_only"] == 3


def test_a_cell_that_was_empty_is_filled_and_not_replaced() -> None:
    old = [SENTENCES[0], "* *", SENTENCES[1]]
    change = only(compared(old, [SENTENCES[0], "* 450", SENTENCES[1]]))
    assert (change.kind, change.old, change.new) == (Kind.MODIFIED, (1,), (1,))


def test_a_paragraph_of_two_hundred_thousand_characters_is_compared_word_by_word() -> None:
    words = [f"word{at % 4001}" for at in range(24_000)]
    changed = list(words)
    changed[12_000] = "another"
    old, new = " ".join(words), " ".join(changed)
    assert len(old) > 200_000
    change = only(compared([old], [new]))
    assert [(edit.op, edit.text) for edit in change.edits if edit.op != "="] == [("-", words[12_000]), ("+", "another")]


def test_five_thousand_paragraphs_are_compared_without_losing_one() -> None:
    old = [f"{at % 7}. {SENTENCES[at % 10]} It is entry {at} of the list." for at in range(5_000)]
    new = [text + " It is new." if at % 500 == 3 else text for at, text in enumerate(old) if at % 1_000 != 17]
    counts = summary(compared(old, new))
    assert (counts["modified"], counts["deleted"], counts["unchanged"]) == (10, 5, 4_985)


def test_too_many_leftovers_are_thinned_and_the_comparison_says_so() -> None:
    old = [f"alpha{at} beta{at} gamma{at} delta{at} rest" for at in range(600)]
    new = [f"alpha{at} beta{at} gamma{at} delta{at} other" for at in range(600)]
    comparison = compared(old, new)
    assert comparison.coarse == (
        "600 against 600 paragraphs are left without an equal: only the likeliest pairs of them were weighed",
    )
    assert summary(comparison)["modified"] == 600
