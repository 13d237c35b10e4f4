"""Laws of the store: what is written is read, and the twin does what a plain dict and list would do."""

from __future__ import annotations

import json
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.errors import BadValue, DuplicateConflict, NothingToUndo
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.slugs import slug
from revtrack.store import EditionKey, EventKind, MemoryStore, RecordKey, Settings, layout
from revtrack.store import settings as toml
from revtrack.store.commits import message, split_message
from revtrack.store.layout import Part, Place
from revtrack.store.manifest import canonical, sha256
from revtrack.store.objects import Object, object_id
from revtrack.store.roots import EMPTY_ROOT, GrowingRoot, is_counted, store_root
from revtrack.store.trees import EMPTY_TREE, PLAIN, Trees, build, parse, serialise
from tests.store_samples import ANN, edition

quick = settings(deadline=None, max_examples=60)

works = st.from_regex(r"[a-z0-9][a-z0-9-]{0,59}", fullmatch=True).filter(lambda text: text not in layout.DEVICE_NAMES)
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True)
languages = st.sampled_from([language.short for language in Language])
editions = st.builds(EditionKey, works, slugs, languages, st.integers(1, 9999))
records = st.builds(RecordKey, works, slugs)
unicode = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 60), 1 << 60) | unicode,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(unicode, inner, max_size=4),
    max_leaves=12,
)
names = st.text(string.ascii_lowercase + ".-", min_size=1, max_size=4)


@quick
@given(st.sampled_from(layout.FANOUTS), editions, st.text(max_size=12))
def test_every_path_of_an_edition_is_read_back(fanout: int, key: EditionKey, extension: str):
    """Requirement: one rule for where things lie, both directions."""
    assert layout.read_path(fanout, layout.xml_path(fanout, key)) == Place(key, Part.XML)
    assert layout.read_path(fanout, layout.manifest_path(fanout, key)) == Place(key, Part.MANIFEST)
    assert layout.read_path(fanout, layout.source_path(fanout, key, extension)) == Place(key, Part.SOURCE)


@quick
@given(st.sampled_from(layout.FANOUTS), records)
def test_every_path_of_a_record_is_read_back(fanout: int, key: RecordKey):
    """Requirement: one rule for where things lie, both directions."""
    assert layout.read_path(fanout, layout.xml_path(fanout, key)) == Place(key, Part.XML)


@quick
@given(st.text(max_size=40))
def test_whatever_a_document_is_called_its_path_stays_in_its_folder(name: str):
    """Requirement S4: a number never becomes an option or a path."""
    try:
        number = DocumentNumber.read(name)
    except BadValue:
        return
    path = layout.xml_path(0, RecordKey("w", slug(number)))
    assert path.startswith("versions/w/")
    assert path.count("/") == 3
    assert layout.read_path(0, path) == Place(RecordKey("w", slug(number)), Part.XML)


@quick
@given(st.text(max_size=60))
def test_any_text_is_a_path_of_the_rule_or_none(text: str):
    """Requirement: reading a path never fails and never gives a key that leads elsewhere."""
    place = layout.read_path(0, f"versions/{text}")
    if place is not None and place.part is Part.XML:
        assert layout.xml_path(0, place.key) == f"versions/{text}"


@quick
@given(json_values)
def test_canonical_json_is_read_back_and_is_one_line(value: object):
    """Requirement: equal input gives equal bytes, and nothing is lost."""
    data = canonical(value)
    assert json.loads(data) == value
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 1
    assert canonical(json.loads(data)) == data


@quick
@given(unicode, st.sampled_from(layout.FANOUTS), unicode)
def test_settings_are_read_back(title: str, fanout: int, language: str):
    """Requirement: revtrack.toml says what was said."""
    told = Settings(title=title, fanout=fanout, ui_lang=language)
    assert toml.read(toml.write(told)) == told


@quick
@given(unicode)
def test_a_summary_is_read_back_whatever_it_says(summary: str):
    """Requirement: a person's words are never taken for trailers."""
    trailers = (("Revtrack-Event", "add"),)
    try:
        text = message(summary, trailers).decode()
    except BadValue:
        return
    assert split_message(text) == (summary.strip(), trailers)


class Shelf(dict[str, bytes]):
    """Objects in a dict."""

    def read(self, name: str) -> Object:
        return Object(name, "?" if name not in self else "tree", self[name])


def _shelf(blobs: list[bytes]) -> Shelf:
    return Shelf({EMPTY_TREE: b""} | {object_id("blob", data): data for data in blobs})


paths = st.lists(names, min_size=1, max_size=3).map("/".join)
contents = st.sampled_from([b"", b"a", b"b"])


def _compatible(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without files that stand where another one needs a folder."""
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


@quick
@given(st.dictionaries(paths, contents, max_size=8), st.dictionaries(paths, contents, max_size=8))
def test_a_tree_holds_what_was_put_into_it_and_differs_where_it_should(one: dict[str, bytes], two: dict[str, bytes]):
    """Requirement: a commit holds exactly the files it was given, in git's own order."""
    before, after = _compatible(one), _compatible({**one, **two})
    shelf = _shelf([b"", b"a", b"b"])
    trees = Trees(shelf)
    first = build(trees, EMPTY_TREE, {path: object_id("blob", data) for path, data in before.items()}, shelf)
    gone: dict[str, str | None] = {path: None for path in before if path not in after}
    middle = build(trees, first, gone, shelf)
    second = build(trees, middle, {path: object_id("blob", data) for path, data in after.items()}, shelf)
    assert {path: shelf[entry.id] for path, entry in trees.walk(second)} == after
    assert second == build(trees, EMPTY_TREE, {path: object_id("blob", data) for path, data in after.items()}, shelf)
    assert {path for path, _, _ in trees.differences(first, second)} == {
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    assert serialise(parse(second, shelf[second])) == shelf[second]
    assert all(entry.mode == PLAIN for _, entry in trees.walk(second))


leaves = st.tuples(works, slugs, st.sampled_from(["da.1.json", "record.xml", "da.1.xml"])).map("/".join)


@quick
@given(st.dictionaries(leaves, contents, max_size=8))
def test_a_root_that_grew_is_the_root_of_the_folder(files: dict[str, bytes]):
    """Requirement: the trailer of a commit can be checked from its tree alone, and does not depend on the order of additions."""
    shelf = _shelf([b"", b"a", b"b"])
    trees = Trees(shelf)
    changes = {f"versions/{path}": object_id("blob", data) for path, data in files.items()}
    tree = build(trees, EMPTY_TREE, changes, shelf)
    growing = GrowingRoot()
    for path, data in files.items():
        if is_counted(path.rpartition("/")[2]):
            growing.add(path, sha256(data))
    assert store_root(shelf, trees, tree, {}) == growing.root()
    assert (growing.root() == EMPTY_ROOT) == (not any(is_counted(path.rpartition("/")[2]) for path in files))


operations = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 3), st.sampled_from("xy")),
        st.tuples(st.just("decide"), st.sampled_from("ab"), st.sampled_from("12")),
        st.tuples(st.just("undo"), st.none(), st.none()),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=40)
@given(operations)
def test_undo_is_the_way_back_step_by_step(steps: list[tuple[str, object, object]]):
    """Requirement: undos go back step by step; each restores exactly what was visible before the step it takes back."""
    store = MemoryStore(settings=Settings(), author=ANN)
    before: list[tuple[object, ...]] = []
    for verb, what, value in steps:
        seen = _visible(store)
        tip = store.tip()
        try:
            if verb == "add":
                store.add([edition(f"{what}/14", str(value))], kind=EventKind.ADD, summary="Add", author=ANN)
            elif verb == "decide":
                data = str(value).encode()
                store.decide({f"{what}.json": data}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
            else:
                store.undo(author=ANN)
                assert _visible(store) == before.pop()
                continue
        except (DuplicateConflict, NothingToUndo):
            assert verb == "add" or not before
            assert (_visible(store), store.tip()) == (seen, tip)
            continue
        if store.tip() != tip:
            before.append(seen)
    while before:
        store.undo(author=ANN)
        assert _visible(store) == before.pop()


def _visible(store: MemoryStore) -> tuple[object, ...]:
    texts = tuple((key, store.xml(key)) for key in store.editions())
    return texts, store.decision("a.json"), store.decision("b.json")
