"""Laws of the cache: what is packed comes back, and no answer depends on whether there is a cache."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from revtrack import akn
from revtrack.errors import RevtrackError
from revtrack.index import Cache, codec, open_cache
from revtrack.lineage import Direction, Surroundings, surroundings
from revtrack.model import slugs
from revtrack.model.addresses import parse
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Author, Edition, Record
from revtrack.model.relations import Relation
from revtrack.model.texts import WorkId
from revtrack.model.updates import SaidUpdate, SpokenDate
from revtrack.store import EditionDeposit, EventKind, MemoryStore, RecordDeposit, Settings
from revtrack.workflows import citing, connect, consult, surrounded
from revtrack.workflows.catalogue import WORKS_FILE, Catalogue, Membership
from revtrack.workflows.facts import Facts, Links, Places, Remarks
from revtrack.workflows.known import PROGRAM, Known
from tests import strategies as some
from tests.store_samples import source

ADA = Author("Ada", "ada@example.invalid", 1_700_000_000)
ROOT = Path(__file__).resolve().parents[2]
quick = settings(deadline=None, max_examples=60)
slow = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

counts = st.integers(0, 10**6)
spoken = st.builds(SpokenDate, counts, counts, counts, st.none() | counts, st.none() | counts)
facts = st.builds(
    Facts,
    some.numbers,
    some.dates,
    some.labels,
    some.texts,
    some.few(some.numbers),
    some.few(some.words),
    st.none() | some.languages,
    st.text("0123456789abcdef"),
    counts,
    counts,
)
links = st.builds(
    Links,
    some.few(some.numbers.flatmap(some.references_of)),
    some.few(st.builds(SaidUpdate, spoken, some.evidence)),
)
sentences = st.lists(some.texts, max_size=4).map(tuple)
values = st.one_of(facts, links, st.builds(Remarks, sentences), st.builds(Places, sentences))


@quick
@given(st.lists(values, max_size=4))
def test_every_value_is_unpacked_as_it_was_packed(packed: list):
    """Requirement: a cached fact is the fact, for every register, relation, language and date."""
    for value in packed:
        kind = codec(type(value))
        assert kind.unpack(kind.pack(value)) == value
        assert kind.unpack_all([kind.pack(value)] * 2) == [value] * 2


@quick
@given(st.lists(some.numbers.flatmap(some.references_of), max_size=4))
def test_what_stands_around_a_document_is_unpacked_as_it_was_packed(references: list):
    """Requirement: a lineage from the cache is the lineage."""
    kind = codec(Surroundings)
    for around in surroundings(references, ()).values():
        assert kind.unpack(kind.pack(around)) == around


@quick
@given(some.numbers)
def test_every_number_is_unpacked_as_it_was_packed(number):
    """Requirement: a number reads back equal over all registers, with its type and all its fields."""
    kind = codec(type(number))
    back = kind.unpack(kind.pack(number))
    assert (back, hash(back), back.register, back.suffixes) == (number, hash(number), number.register, number.suffixes)


WORKS = st.sampled_from(["eu-crr", "eu", "doc-x", "rules"]).map(WorkId)


@st.composite
def deposits(draw: st.DrawFn) -> EditionDeposit | RecordDeposit:
    """A text or record with the number and work it was filed under."""
    document = draw(st.one_of(some.editions(), some.records()))
    work = draw(WORKS)
    if isinstance(document, Record):
        document = replace(document, work=work)
        return RecordDeposit(work, document.number, akn.write_record(document))
    document = Edition(replace(document.expression, work=work))
    text = document.expression
    return EditionDeposit(work, text.number, text.language, 1, akn.write_edition(document), source())


def _one_each(all_of_them: list) -> list:
    """Deposits of which no two lie at one path, and each number is filed in one folder."""
    filed: dict[str, str] = {}
    met: dict[object, EditionDeposit | RecordDeposit] = {}
    for deposit in all_of_them:
        slug = slugs.slug(deposit.number)
        if filed.setdefault(slug, deposit.work) == deposit.work:
            met.setdefault((slug, getattr(deposit, "language", None)), deposit)
    return list(met.values())


steps = st.lists(st.lists(deposits(), min_size=1, max_size=3), min_size=1, max_size=3)


def _answers(catalogue: Catalogue) -> Iterator[object]:
    """Everything that commands ask of a catalogue; an error counts as its message."""
    yield catalogue.works
    yield catalogue.linked
    yield catalogue.recorded
    yield connect.all_references(catalogue)
    yield catalogue.remarks(catalogue.works)
    yield catalogue.groups
    for work in ("eu-crr", "eu", "doc-x", "rules", "moved", "absent"):
        yield catalogue.works_of(work)
        yield _or_error(consult.log, catalogue, work)
    for version in catalogue.versions:
        yield _or_error(catalogue.resolve, parse(str(version)))
        yield _or_error(consult.log, catalogue, str(version.number))
        yield _or_error(connect.trace, catalogue, str(version.number))
        yield _or_error(_traced, catalogue, str(version.number))
        yield _or_error(citing.refs, catalogue, str(version.number), lambda path: b"")


def _traced(catalogue: Catalogue, word: str) -> list[object]:
    """A lineage with each option, and that of every document it leads to, held or only named."""
    whole = connect.trace(catalogue, word)
    cut = {"depth": 1, "relations": {Relation.CITES, Relation.REVISES}, "as_of": DocumentDate(2010)}
    ways = [connect.trace(catalogue, word, direction=way, **{key: cut[key]}) for way in Direction for key in cut]
    return [*ways, *(_or_error(connect.trace, catalogue, str(node.number)) for node in whole.nodes)]


def _or_error(ask, *words) -> object:
    try:
        return ask(*words)
    except RevtrackError as error:
        return (type(error), error.message, error.facts, error.tries)


@slow
@given(steps, st.booleans(), st.integers(0, 3))
def test_with_and_without_a_cache_every_answer_is_equal(added: list, moving: bool, undone: int):
    """Requirement: the cache never changes an output, cold, warm, or after the store went on."""
    with tempfile.TemporaryDirectory() as folder:
        store = MemoryStore(settings=Settings(), author=ADA)
        for deposit in (_one_each([d for step in added for d in step])[n::3] for n in range(3)):
            if deposit:
                store.add(deposit, kind=EventKind.ADD, summary="Add", author=ADA)
            _agree(store, Path(folder))
        if moving and store.editions():
            moved = Membership({"moved": "Moved"}, {store.editions()[0].slug: "moved"}).write()
            store.decide({WORKS_FILE: moved}, kind=EventKind.DECIDE, summary="Move", author=ADA)
            _agree(store, Path(folder))
        for _ in range(min(undone, len(store.events()) - 1)):
            store.undo(author=ADA)
            _agree(store, Path(folder))


def _agree(store: MemoryStore, folder: Path) -> None:
    told = list(_answers(Catalogue(store)))
    for _ in ("cold or behind", "warm"):
        cache = _cache(folder)
        with patch.object(surrounded, "WORTH", 1):  # so few documents would not be kept otherwise
            assert list(_answers(Catalogue(store, Known(store, cache)))) == told
        cache.close()


def _cache(folder: Path) -> Cache:
    cache = open_cache(folder / "own", folder / "state", ROOT / "revtrack", PROGRAM)
    assert cache is not None
    return cache
