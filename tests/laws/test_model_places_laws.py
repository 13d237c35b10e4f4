"""Laws of places: whatever a text looks like, everything in it has an address of its own that leads back to it."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from revtrack.errors import AmbiguousPlace, UnknownPlace
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Unit, find, units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId

WORDS = st.sampled_from(["Access", "Handling", "Access", "adgang", "Ø", "***", "1", "x~2", "h", "fn1", "2-3"])
NUMBERS = st.sampled_from(["", "", "1.", "2.", "3.", "3.", "(3)", "§ 4", "4a.", "-", "(a)", "10", "5.1"])


@st.composite
def components(draw: st.DrawFn, name: str) -> Component:
    """A component with headings, numbered, doubled and unnumbered paragraphs, nested items and footnotes, in any order."""
    paragraphs = [Paragraph(Role.TITLE, draw(WORDS))] if draw(st.booleans()) else []
    deepest = 0
    for _ in range(draw(st.integers(1, 8))):
        text = draw(WORDS)
        notes = tuple(Note(len(text), "*", note) for note in draw(st.lists(WORDS, max_size=2)))
        possible = [(Role.PARAGRAPH, 0), (Role.HEADING, 1), (Role.HEADING, 2)]
        role, level = draw(st.sampled_from(possible + [(Role.ITEM, depth) for depth in range(1, deepest + 1)]))
        deepest = {Role.PARAGRAPH: 1, Role.ITEM: level + 1}.get(role, 0)
        paragraphs.append(Paragraph(role, text, draw(NUMBERS), level, notes))
    return Component(name, tuple(paragraphs))


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    names = draw(st.sampled_from([("main",), ("note", "annex"), ("h", "fn1"), ("a", "annex", "annex2")]))
    parts = tuple(draw(components(name)) for name in names)
    number = DocumentNumber.local("made-up")
    return Expression(WorkId("demo"), number, Language.EN, parts, principal=draw(st.sampled_from(names)))


def alone(expression: Expression, unit: Unit) -> str:
    """The fragment by which a person names this unit: its own, or with ~1 where another of its name follows."""
    fragment = unit.place.fragment
    try:
        find(expression, fragment)
    except AmbiguousPlace:
        return f"{fragment}~1"
    return fragment


@given(expressions())
@settings(deadline=None)
def test_every_fragment_leads_back_to_its_unit(expression: Expression) -> None:
    """path∘address is the identity: what is printed beside a unit can be typed to find it."""
    for unit in units(expression):
        assert find(expression, alone(expression, unit))[0] == unit


@given(expressions())
@settings(deadline=None)
def test_no_two_units_share_a_fragment_or_an_eid(expression: Expression) -> None:
    """An eId is unique in its document (Akoma Ntoso 3.0), and so is what people type for it."""
    places = [unit.place for unit in units(expression)]
    assert len({place.eid for place in places}) == len(places)
    assert len({place.fragment for place in places}) == len(places)


@given(expressions())
@settings(deadline=None)
def test_every_paragraph_and_footnote_is_a_unit_once_and_in_order(expression: Expression) -> None:
    """Nothing of a text is left out when it is shown, compared or searched."""
    expected = [
        item
        for part in expression.components
        for paragraph in part.paragraphs
        for item in (paragraph, *paragraph.notes)
    ]
    assert [unit.item for unit in units(expression)] == expected


@given(expressions())
@settings(deadline=None)
def test_an_eid_can_stand_in_xml_and_in_a_web_address(expression: Expression) -> None:
    """An eId has no white space (the schema's noWhiteSpace) and begins with a letter."""
    for unit in units(expression):
        assert re.fullmatch(r"[a-z][a-z0-9_+~]*", unit.place.eid)


@given(expressions(), st.data())
@settings(deadline=None)
def test_a_range_is_everything_from_its_first_to_its_last(expression: Expression, data: st.DataObject) -> None:
    """A range gives the units between its ends, in reading order, without a gap."""
    everything = units(expression)
    named = [unit for unit in everything if re.fullmatch(r"[0-9]+a?", unit.place.fragment)]
    assume(named)
    first, last = (data.draw(st.sampled_from(named)) for _ in range(2))
    try:
        found = find(expression, f"{first.place.fragment}-{last.place.fragment}")
    except AmbiguousPlace:
        assert any("~2" in unit.place.fragment for unit in everything)
    except UnknownPlace:
        assert everything.index(first) > everything.index(last)
    else:
        start = everything.index(first)
        assert found == everything[start : start + len(found)]
        assert last in found


@given(expressions(), st.text(alphabet="0123+.-~:hfnote annex", max_size=12))
@settings(deadline=None)
def test_a_word_finds_its_place_or_says_that_it_does_not(expression: Expression, word: str) -> None:
    """An address never ends in anything but a place or an error that a person can act on."""
    outcome: tuple[object, ...]
    try:
        outcome = find(expression, word)
    except (UnknownPlace, AmbiguousPlace) as error:
        outcome = error.tries
    assert outcome
