from __future__ import annotations

import hashlib
from pathlib import Path

from revtrack.store.drawers import Drawers
from revtrack.store.roots import EMPTY_ROOT, GrowingRoot, RootMemo, fold, is_counted


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_root_is_folded_number_by_number_work_by_work():
    number = _sha(f"{'a' * 64}  da.1.json\n{'b' * 64}  record.xml\n")
    work = _sha(f"{number}  9956-14\n")
    growing = GrowingRoot()
    growing.add("eu-crr/9956-14/record.xml", "b" * 64)
    growing.add("eu-crr/9956-14/da.1.json", "a" * 64)
    assert growing.root() == _sha(f"{work}  eu-crr\n")


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert GrowingRoot().root() == EMPTY_ROOT == fold([]) == _sha("")


def test_a_root_asked_for_early_does_not_stand_in_the_way_of_what_comes_later():
    early, late = GrowingRoot(), GrowingRoot()
    early.add("w/n/da.1.json", "a" * 64)
    early.root()
    early.add("w/n/sv.1.json", "b" * 64)
    late.add("w/n/sv.1.json", "b" * 64)
    late.add("w/n/da.1.json", "a" * 64)
    assert early.root() == late.root()


def test_manifests_and_records_are_counted_and_what_they_vouch_for_is_not():
    assert [is_counted(name) for name in ("da.1.json", "record.xml", "da.1.xml", "da.1.source.txt")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_memo_outlives_the_process_and_knows_a_root_only_for_the_tree_it_was_folded_from(tmp_path: Path):
    memo = RootMemo(Drawers(tmp_path / "kept"))
    memo["ab", "t1"], memo["ab/cd/w", "t2"] = "r1", "r2"
    memo.save()
    memo["ab", "t3"] = "r3"
    memo.save()
    again = RootMemo(Drawers(tmp_path / "kept"))
    again.look()
    asked = [("ab", "t3"), ("ab/cd/w", "t2"), ("ab", "t1"), ("ab/cd", "t2")]
    assert [again.get(folder) for folder in asked] == ["r3", "r2", None, None]


def test_a_damaged_memo_is_no_memo_and_is_made_again(tmp_path: Path):
    memo = RootMemo(Drawers(tmp_path / "kept"))
    memo["ab", "t1"], memo["ab/cd/w", "t2"] = "r1", "r2"
    memo.save()
    top = tmp_path / "kept" / "top"
    top.write_bytes(top.read_bytes().replace(b"r1", b"rX"))
    again = RootMemo(Drawers(tmp_path / "kept"))
    again.look()
    assert [again.get(folder) for folder in [("ab", "t1"), ("ab/cd/w", "t2")]] == [None, None]
    again["ab", "t1"] = "r1"
    again.save()
    third = RootMemo(Drawers(tmp_path / "kept"))
    third.look()
    assert third.get(("ab", "t1")) == "r1"
