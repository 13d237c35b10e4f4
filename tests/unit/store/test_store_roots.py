from __future__ import annotations

import hashlib
from pathlib import Path

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


def test_the_memo_outlives_the_process_and_distrusts_a_damaged_line(tmp_path: Path):
    memo = RootMemo(tmp_path)
    memo["t1"], memo["t2"] = "r1", "r2"
    memo.save()
    memo["t3"] = "r3"
    memo.save()
    file = tmp_path / "roots"
    file.write_text(file.read_text().replace("t2 r2", "t2 rX") + "t4 r4")
    again = RootMemo(tmp_path)
    again.load()
    assert again == {"t1": "r1", "t3": "r3"}
