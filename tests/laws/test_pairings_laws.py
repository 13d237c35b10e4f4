"""Laws of kept rulings: what is written is read, in any order, and a place is found again in the edition it was named in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model.changes import UnitClass
from revtrack.model.documents import Author, Edition
from revtrack.model.pairings import Half, RuledPlace, Ruling, Verdict
from revtrack.model.places import units
from revtrack.model.slugs import slug
from revtrack.model.texts import Expression
from revtrack.store import EventKind, MemoryStore, Settings, TextKey
from revtrack.workflows import rulingfile
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.deposits import edition_deposit
from revtrack.workflows.ruledtexts import RuledText
from tests.store_samples import source
from tests.strategies import expressions, texts

ADA = Author("Ada", "ada@example.invalid", 1_700_000_000)

places = st.builds(RuledPlace, texts, texts, st.from_regex(r"\A[0-9a-f]{64}\Z"), texts)


def halves(most: int) -> st.SearchStrategy[Half]:
    listed = st.lists(places, min_size=1, max_size=most, unique_by=lambda place: place.eid).map(tuple)
    return st.builds(Half, st.integers(1, 99), listed)


def _ruling(one: Half, other: Half, verdict: Verdict, unit_class: UnitClass, mirrored: bool) -> Ruling:
    made = Ruling(one, other, verdict, unit_class)
    return made.mirrored if mirrored else made


confirmed = st.builds(
    _ruling, halves(1), halves(3), st.just(Verdict.CONFIRMED), st.sampled_from(UnitClass), st.booleans()
)
rejected = st.builds(
    _ruling, halves(1), halves(1), st.just(Verdict.REJECTED), st.sampled_from(UnitClass), st.booleans()
)
rulings = st.lists(st.one_of(confirmed, rejected), max_size=5)


@settings(deadline=None)
@given(rulings, st.randoms(use_true_random=False))
def test_rulings_are_read_as_they_were_written_whatever_their_order(told: list[Ruling], chance) -> None:
    """Equal rulings in equal bytes; reading them gives each once."""
    data = rulingfile.write(told)
    assert set(rulingfile.read(data, "pairings/x.json")) == set(told)
    assert rulingfile.write(rulingfile.read(data, "x")) == data
    chance.shuffle(told)
    assert rulingfile.write([*told, *told]) == data


@settings(deadline=None, max_examples=40)
@given(expressions())
def test_every_unit_is_found_again_in_its_own_edition(expression: Expression) -> None:
    """Whatever a text looks like, a ruling on any of its places finds that place and no other."""
    store = MemoryStore(settings=Settings(), author=ADA)
    deposit = edition_deposit(Edition(expression), expression.work, source(), None)
    store.add([deposit], kind=EventKind.ADD, summary="Add", author=ADA)
    key = TextKey(slug(expression.number), expression.language.short)
    text = RuledText(Catalogue(store), key, 1)
    for at, (unit, whole) in enumerate(zip(text.units, units(expression), strict=True)):
        assert unit.at == at
        assert unit.place.eid == whole.place.eid
        assert text.find(text.half([unit]), unit.unit_class) == (at,)
