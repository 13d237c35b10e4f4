"""What numbers and allusions mean, among the documents known: never a guess between two."""

from __future__ import annotations

import itertools

import pytest

from revtrack.model.allusions import Allusion, DocumentKind
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import WorkId
from revtrack.references import Directory, resolve_allusions

TITLES = {
    "eu-crr": "EU Strategy for Combating Radicalisation and Recruitment to Terrorism",
    "guide": "Draft guidelines",
}
PLACE = Evidence(fragment="2", quote="the strategy of 2005")


def number(text: str) -> DocumentNumber:
    return DocumentNumber.read(text)


def version(text: str, work: str, date: str = "unknown", *aliases: str, title: str = "") -> Version:
    day = DocumentDate.parse(date)
    return Version(WorkId(work), number(text), date=day, aliases=tuple(map(number, aliases)), title=title)


V2005 = version("14781/1/05", "eu-crr", "2005-11-24")
V2008 = version("15175/08", "eu-crr", "2008-11-14")
V2014 = version("9956/14", "eu-crr", "2014-05-19")
GUIDE = version("13469/1/14", "guide", "2014-11-27")
FAMILY = (V2005, V2008, V2014, GUIDE)
SAID = Allusion(DocumentKind.STRATEGY, PLACE, 2005)


def resolved(document: Version, allusion: Allusion, *known: Version, cited: tuple[str, ...] = ()) -> list[str] | str:
    """The document an allusion means, or the candidates among which nobody can tell."""
    directory = Directory(known or FAMILY, TITLES)
    found, opened = resolve_allusions(document, (allusion,), map(number, cited), directory)
    return str(found[0].target) if found else [str(n) for one in opened for n in one.candidates]


def test_a_dated_strategy_is_the_version_of_its_own_work_at_that_date_and_inferred() -> None:
    found, opened = resolve_allusions(V2014, (SAID,), (), Directory(FAMILY, TITLES))
    assert found == (Reference(V2014.number, Relation.CITES, V2005.number, State.INFERRED, PLACE),)
    assert opened == ()


def test_another_work_is_looked_into_only_if_the_document_cites_it() -> None:
    assert resolved(GUIDE, SAID) == []
    assert resolved(GUIDE, SAID, cited=("9956/14",)) == "14781/1/05 REV 1"


@pytest.mark.parametrize(
    "allusion",
    [
        Allusion(DocumentKind.ACTION_PLAN, PLACE, 2005),
        Allusion(DocumentKind.STRATEGY, PLACE, 2006),
        Allusion(DocumentKind.STRATEGY, PLACE, 2005, 1),
        Allusion(DocumentKind.STRATEGY, PLACE, 2005, words=("counter-terrorism",)),
        Allusion(DocumentKind.STRATEGY, PLACE, 2005, words=("combating", "terrorism")),
        Allusion(DocumentKind.STRATEGY, PLACE, 2005, words=("combating", "radicalisation")),
    ],
    ids=["another kind", "another year", "another month", "told apart", "some words of the title", "its first words"],
)
def test_what_does_not_fit_in_everything_resolves_to_nothing(allusion: Allusion) -> None:
    assert resolved(V2014, allusion) == []


def test_a_title_in_full_names_its_work_from_anywhere() -> None:
    words = ("combating", "radicalisation", "recruitment", "terrorism")
    named = Allusion(DocumentKind.STRATEGY, PLACE, 2005, words=words)
    assert resolved(version("1/20", "other", "2020-01-01"), named) == "14781/1/05 REV 1"


def test_two_versions_of_that_year_are_both_shown_and_neither_is_taken() -> None:
    earlier = version("14347/05", "eu-crr", "2005-11-10")
    assert resolved(V2014, SAID, *FAMILY, earlier) == ["14347/05", "14781/1/05 REV 1"]
    exact = Allusion(DocumentKind.STRATEGY, PLACE, 2005, 11, 24)
    assert resolved(V2014, exact, *FAMILY, earlier) == "14781/1/05 REV 1"


def test_a_later_document_or_the_document_itself_is_never_meant() -> None:
    assert resolved(V2005, Allusion(DocumentKind.STRATEGY, PLACE, 2008)) == []
    assert resolved(V2005, SAID) == []


def test_a_date_that_says_less_than_the_words_does_not_fit() -> None:
    vague = version("14781/1/05", "eu-crr", "2005")
    assert resolved(V2014, SAID, vague, V2014) == "14781/1/05 REV 1"
    assert resolved(V2014, Allusion(DocumentKind.STRATEGY, PLACE, 2005, 11), vague, V2014) == []
    assert Allusion(DocumentKind.STRATEGY).fits(UNKNOWN_DATE) is False


def test_a_term_means_the_one_document_the_text_names_held_or_not() -> None:
    assert resolved(GUIDE, Allusion(DocumentKind.STRATEGY, PLACE, numbers=(number("7/15"),))) == "7/15"
    two = Allusion(DocumentKind.STRATEGY, PLACE, numbers=(number("7/15"), number("9956/14")))
    assert resolved(GUIDE, two) == ["7/15", "9956/14"]


def test_a_term_for_the_document_itself_is_no_reference() -> None:
    assert resolved(GUIDE, Allusion(DocumentKind.GUIDELINES, PLACE, numbers=(GUIDE.number,))) == []


def test_a_number_is_the_document_of_that_number_else_its_only_claimant() -> None:
    directory = Directory(
        (version("1/20", "a", "2020", "7/20", "8/20"), version("2/20", "b", "2020", "8/20"), version("7/20", "c"))
    )
    assert directory.resolve(number("7/20")) == number("7/20")
    assert directory.resolve(number("8/20")) == number("8/20")
    assert directory.claimants(number("8/20")) == (number("1/20"), number("2/20"))
    assert directory.claimants(number("7/20")) == (number("1/20"), number("7/20"))
    assert directory.resolve(number("9/20")) == number("9/20")


def test_two_names_of_one_document_in_a_term_are_one() -> None:
    known = version("1/20", "a", "2020", "7/20")
    allusion = Allusion(DocumentKind.STRATEGY, PLACE, numbers=(number("1/20"), number("7/20")))
    assert resolved(GUIDE, allusion, known, GUIDE) == "1/20"


def test_a_reference_by_an_alias_leads_to_the_document_and_keeps_its_words() -> None:
    evidence = Evidence(fragment="1", quote="doc. 7/20")
    said = Reference(number("3/20"), Relation.CITES, number("7/20"), State.EXTRACTED, evidence)
    [found] = Directory((version("1/20", "a", "2020", "7/20"),)).resolved((said,))
    assert (str(found.target), found.evidence) == ("1/20", evidence)
    assert list(Directory((version("3/20", "a", "2020", "7/20"),)).resolved((said,))) == []


@pytest.mark.parametrize("order", list(itertools.permutations(FAMILY))[::5])
def test_the_order_in_which_documents_are_known_makes_no_difference(order: tuple[Version, ...]) -> None:
    allusions = (SAID, Allusion(DocumentKind.STRATEGY, PLACE, 2008, 11), Allusion(DocumentKind.REPORT, PLACE, 2008))
    expected = resolve_allusions(V2014, allusions, (), Directory(FAMILY, TITLES))
    assert resolve_allusions(V2014, allusions, (), Directory(order, TITLES)) == expected
