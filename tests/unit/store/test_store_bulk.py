"""Many deposits at once: one pack, made aside, read back, given whole."""

from __future__ import annotations

import pytest

from revtrack.errors import StoreDamaged, StoreError
from revtrack.model.findings import Severity
from revtrack.store import EventKind, GitStore, Receipt, bulk, open_store
from revtrack.store.objects import ObjectDamaged, Objects, loose_path, object_id
from revtrack.store.process import Git, GitFailed
from tests.store_samples import ANN, edition, plain_git

ADD = EventKind.ADD
MANY = [edition(f"{n}/14", f"text {n}", work=f"w-{n % 3}", original=f"original {n}") for n in range(1, 30)]


def _add(store: GitStore) -> Receipt:
    return store.add_many(MANY, kind=ADD, summary="Add many", author=ANN)


def _packs(store: GitStore) -> list[str]:
    return sorted(path.suffix for path in (store.git_dir / "objects" / "pack").iterdir())


def _sound(store: GitStore) -> None:
    folder = store.git_dir.parent
    assert plain_git(folder, "fsck", "--full", "--strict", "--no-dangling", "--no-progress") == ""
    assert plain_git(folder, "status", "--porcelain") == ""
    assert [found for found in open_store(folder).verify() if found.severity is Severity.ERROR] == []
    assert list((store.git_dir / "revtrack").glob("bulk.*")) == []


def test_they_lie_in_one_pack_and_nothing_is_left_aside(filled: GitStore) -> None:
    assert len(_add(filled).added) == len(MANY)
    assert _packs(filled) == [".idx", ".pack"]
    assert not any(loose_path(filled.git_dir, object_id("blob", one.xml)).exists() for one in MANY)
    assert plain_git(filled.git_dir.parent, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
    _sound(filled)


def test_much_is_written_as_several_packs_at_once(filled: GitStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_AT_ONCE", 3)
    monkeypatch.setattr(bulk, "_WORTH", 1)
    assert len(_add(filled).added) == len(MANY)
    assert _packs(filled) == [".idx"] * 4 + [".pack"] * 4  # three of blobs, and one of what the commit makes of them
    _sound(filled)


@pytest.mark.parametrize("spoiled", [b"", b"rubbish"])
def test_objects_that_a_power_cut_emptied_are_set_aside_first(filled: GitStore, spoiled: bytes) -> None:
    for one in MANY[:3]:
        path = loose_path(filled.git_dir, object_id("blob", one.xml))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(spoiled)
    _add(filled)
    assert len(list((filled.git_dir / "revtrack" / "quarantine").iterdir())) == 3
    _sound(filled)


def test_what_is_damaged_in_a_pack_is_refused_and_nothing_is_added(filled: GitStore) -> None:
    tip = filled.tip()
    _add(filled)
    plain_git(filled.git_dir.parent, "update-ref", "refs/heads/main", tip)
    (pack,) = (filled.git_dir / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    data = bytearray(pack.read_bytes())
    data[200:400] = bytes(200)
    pack.write_bytes(data)
    with pytest.raises(StoreDamaged):
        _add(open_store(filled.git_dir.parent))
    assert plain_git(filled.git_dir.parent, "rev-parse", "HEAD").strip() == tip


def test_a_pack_that_cannot_be_read_back_is_never_given(filled: GitStore, monkeypatch: pytest.MonkeyPatch) -> None:
    tip, read_many = filled.tip(), Objects.read_many

    def spoiled(self: Objects, names: list[str]):
        if "bulk." in str(self._git.git_dir):
            yield ObjectDamaged(names[0], "cannot be read")
        else:
            yield from read_many(self, names)

    monkeypatch.setattr(Objects, "read_many", spoiled)
    with pytest.raises(StoreDamaged):
        _add(filled)
    monkeypatch.undo()
    assert _packs(filled) == []
    assert filled.tip() == tip
    _add(filled)
    _sound(filled)


def test_an_import_that_fails_adds_nothing(filled: GitStore, monkeypatch: pytest.MonkeyPatch) -> None:
    complete, tip = Git.complete, filled.tip()

    def failing(self: Git, verb: str, *words: str, **more: object):
        if verb == "fast-import":
            raise GitFailed(verb, "fatal: no")
        return complete(self, verb, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Git, "complete", failing)
    with pytest.raises(StoreError, match="nothing was changed"):
        _add(filled)
    monkeypatch.undo()
    assert (filled.tip(), _packs(filled)) == (tip, [])
    _sound(filled)


def test_a_pack_given_half_is_cleared_away_by_the_next_writer(filled: GitStore) -> None:
    _add(filled)
    aside = filled.git_dir / "revtrack" / "bulk.dead"
    packed = filled.git_dir / "objects" / "pack"
    (aside / "objects" / "pack").mkdir(parents=True)
    name = f"pack-{'a' * 40}.pack"
    (aside / "objects" / "pack" / name).write_bytes(b"half")
    (packed / name).hardlink_to(aside / "objects" / "pack" / name)
    filled.add([edition("100/14")], kind=ADD, summary="Add", author=ANN)
    assert _packs(filled) == [".idx", ".pack"]
    _sound(filled)


def test_a_foreign_pack_without_its_index_stays(filled: GitStore) -> None:
    packed = filled.git_dir / "objects" / "pack"
    packed.mkdir(exist_ok=True)
    (packed / "pack-foreign.pack").write_bytes(b"x")
    bulk.clear(filled.git_dir)
    assert (packed / "pack-foreign.pack").exists()
