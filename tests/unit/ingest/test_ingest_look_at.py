"""What the person is told to look at, and what is not worth a sentence."""

from __future__ import annotations

from revtrack.ingest import read_source
from revtrack.ingest.lookat import odd_forms
from revtrack.model.language import Language


def look_at(text: str) -> tuple[str, ...]:
    return read_source(text.encode(), "a.txt").look_at


def test_a_paragraph_without_number_between_numbered_ones() -> None:
    assert look_at("1. One.\n\nUnnumbered.\n\n2. Two.\n") == ("¶ 1+1 has no number",)


def test_an_unnumbered_paragraph_at_either_end_or_among_others_is_nothing_odd() -> None:
    assert look_at("Before it.\n\n1. One.\n\n2. Two.\n\nAfter it.\n") == ()
    assert look_at("One.\n\n1. Two.\n\nThree.\n\nFour.\n\n2. Five.\n") == ()


def test_a_number_left_out() -> None:
    assert look_at("1. One.\n\n2. Two.\n\n5. Five.\n\n7. Seven.\n") == (
        "no paragraph has the number 3–4",
        "no paragraph has the number 6",
    )


def test_a_number_that_stands_twice() -> None:
    assert look_at("6. Six.\n\n7. Seven.\n\n7. Seven again.\n\n8. Eight.\n") == ("the number 7 stands twice",)


def test_numbers_that_begin_again_are_nothing_odd() -> None:
    assert look_at("1. One.\n\n2. Two.\n\nNext part\n\n1. One.\n\n2. Two.\n") == ()


def test_sentences_of_one_kind_are_limited() -> None:
    text = "".join(f"{2 * n + 1}. X.\n\n" for n in range(10))
    assert len(look_at(text)) == 6
    assert look_at(text)[-1] == "and 4 more of this kind"


def test_a_footnote_whose_text_stands_at_the_seam_of_two_components() -> None:
    header = "9956/14\nJAI 332\nNOTE\n\n"
    seam = look_at(header + "1. One¹.\n\n2. Two.\n\n¹ A note.\n\nANNEX\n\n1. One.\n")
    assert seam == ("fn 1 stands apart from ¶ note.1",)
    assert look_at(header + "1. One.\n\n2. Two¹.\n\n¹ A note.\n\nANNEX\n\n1. One.\n") == ()


def test_footnotes_at_the_end_of_the_whole_text_are_nothing_odd() -> None:
    assert look_at("1. One¹.\n\n2. Two.\n\n¹ A note.\n") == ()


ODD = "radikaliserings " * 10 + "radikalisering radikaliseringsprocessen "


def test_a_form_that_the_language_joins_and_the_text_does_not() -> None:
    assert list(odd_forms(ODD, Language.DA)) == ['"radikaliserings" alone 10 times']


def test_a_form_is_not_odd_without_each_of_its_conditions() -> None:
    assert list(odd_forms("radikaliserings " * 9 + "radikalisering radikaliseringsprocessen", Language.DA)) == []
    assert list(odd_forms(ODD + "radikalisering " * 4, Language.DA)) == []
    assert list(odd_forms("radikaliserings " * 10 + "radikalisering", Language.DA)) == []
    assert list(odd_forms("radikaliserings- " * 10 + "radikalisering radikaliseringsprocessen", Language.DA)) == []
    assert list(odd_forms(ODD, Language.EN)) == []
    assert list(odd_forms(ODD, None)) == []
