"""Fixity events: each check is remembered beside the pin, outside the store, and never more than the file can bear."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revtrack.errors import StoreError
from revtrack.store import EventKind, GitStore, Settings, create, fixity, open_store, pin
from revtrack.store.contract import Check
from tests.store_samples import ANN, edition

TIP = "a" * 40
TIME = 1_700_000_000


def _check(n: int = 0, errors: int = 0) -> Check:
    return Check(TIME + n, TIP, "b" * 64, 9, "default", errors)


def _checked(store: GitStore, *, errors: int = 0) -> Check:
    return store.record_check(level="default", errors=errors, count=2, time=TIME)


def test_a_check_is_one_canonical_line_beside_the_pin(filled: GitStore) -> None:
    filled.verify()
    made = _checked(filled)
    folder = filled.git_dir.parent
    path = fixity.path_of(folder)
    assert path == pin.pin_path(folder).with_suffix(".events.jsonl")
    assert folder not in path.parents
    assert json.loads(path.read_text()) == {
        "count": 2,
        "errors": 0,
        "level": "default",
        "result": "sound",
        "root": made.root,
        "time": "2023-11-14T22:13:20Z",
        "tip": filled.tip(),
    }
    proof = filled.proof()
    assert proof is not None
    assert made.root == proof.root
    assert filled.checks() == (made,)


def test_the_root_is_told_only_where_a_sound_check_has_proved_it(filled: GitStore) -> None:
    pin.forget(filled.git_dir.parent)
    assert _checked(filled, errors=1).root == ""


def test_the_newest_check_comes_first_and_a_spoiled_line_hides_no_other(tmp_path: Path) -> None:
    for n in range(2):
        fixity.append(tmp_path, _check(n))
    with fixity.path_of(tmp_path).open("ab") as file:
        file.write(b'[1]\n{"time": 3}\n\xff\n{"cut')
    fixity.append(tmp_path, _check(2, errors=1))
    assert fixity.read(tmp_path) == (_check(2, errors=1), _check(1), _check(0))


def test_the_file_is_halved_before_it_grows_without_end(tmp_path: Path) -> None:
    fixity.append(tmp_path, _check())
    path = fixity.path_of(tmp_path)
    path.write_bytes(path.read_bytes() * (2 * fixity.KEPT))
    fixity.append(tmp_path, _check(1))
    kept = fixity.read(tmp_path)
    assert len(kept) == fixity.KEPT
    assert kept[:2] == (_check(1), _check(0))
    assert sorted(other.name for other in path.parent.glob(".events-*")) == []


def test_what_cannot_be_remembered_is_an_error_that_the_workflow_makes_a_note_of(filled: GitStore) -> None:
    path = fixity.path_of(filled.git_dir.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir()
    with pytest.raises(StoreError, match="could not be remembered"):
        _checked(filled)
    with pytest.raises(StoreError, match="cannot be read"):
        filled.checks()
    path.rmdir()


def test_a_new_store_at_the_same_path_begins_without_checks(tmp_path: Path) -> None:
    fixity.append(tmp_path / "store", _check())
    store = create(tmp_path / "store", settings=Settings(), author=ANN)
    assert store.checks() == ()
    store.add([edition()], kind=EventKind.ADD, summary="Add", author=ANN)
    _checked(store)
    assert len(open_store(tmp_path / "store").checks()) == 1
