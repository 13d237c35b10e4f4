"""The cache on a disk: what was put there is known again, by whom it was sealed, and by nobody else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from revtrack.index import Cache, open_cache
from revtrack.index.file import MOST_BODY
from revtrack.index.stamp import stamp_of

PARTS = ("rules.py", "folder")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "folder").mkdir(parents=True)
    (folder / "rules.py").write_text("RULE = 1\n")
    (folder / "folder" / "inner.py").write_text("INNER = 1\n")
    return folder


def opened(tmp_path: Path, *, user: str = "state") -> Cache:
    """The cache of a user, opened as if by a new process."""
    cache = open_cache(tmp_path / "own", tmp_path / user, tmp_path / "package", PARTS)
    assert cache is not None
    return cache


def kept_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "own").iterdir()
    return found


def test_what_is_put_is_got_by_the_next_process(tmp_path: Path, package: Path) -> None:
    opened(tmp_path).put("facts", {"a": b"one", "b": b"two"})
    assert opened(tmp_path).get("facts", ["a", "b", "c"]) == {"a": b"one", "b": b"two"}


def test_kinds_have_names_of_their_own(tmp_path: Path, package: Path) -> None:
    cache = opened(tmp_path)
    cache.put("facts", {"a": b"one"})
    cache.put("links", {"a": b"other"})
    assert (cache.get("facts", ["a"]), cache.get("links", ["a"])) == ({"a": b"one"}, {"a": b"other"})


def test_thousands_of_names_are_asked_for_at_once(tmp_path: Path, package: Path) -> None:
    bodies = {f"{n:040x}": b"%d" % n for n in range(3000)}
    opened(tmp_path).put("facts", bodies)
    assert opened(tmp_path).get("facts", [*bodies, "absent"]) == bodies


def test_of_a_kind_that_is_kept_alone_the_last_is_known(tmp_path: Path, package: Path) -> None:
    cache = opened(tmp_path)
    assert cache.only("listing") is None
    cache.keep("listing", "first", b"1")
    cache.keep("listing", "second", b"2")
    cache.put("facts", {"a": b"one"})
    assert opened(tmp_path).only("listing") == ("second", b"2")
    assert opened(tmp_path).get("facts", ["a"]) == {"a": b"one"}


def test_of_a_kind_that_is_kept_together_the_last_bodies_are_known_all_or_none(tmp_path: Path, package: Path) -> None:
    one = opened(tmp_path)
    one.keep_all("around", {"a": b"1", "b": b"2"})
    one.keep_all("around", {"b": b"3", "c": b"4"})
    assert opened(tmp_path).get("around", ["a", "b", "c"]) == {"b": b"3", "c": b"4"}
    one.keep_all("around", {"d": b"5", "e": b"x" * (MOST_BODY + 1)})
    assert opened(tmp_path).get("around", ["b", "c", "d", "e"]) == {}


def test_a_body_beyond_the_limit_is_not_kept(tmp_path: Path, package: Path) -> None:
    cache = opened(tmp_path)
    cache.put("facts", {"big": b"x" * (MOST_BODY + 1), "small": b"x"})
    assert cache.get("facts", ["big", "small"]) == {"small": b"x"}


def test_a_file_without_leave_to_others_and_no_file_beside_it(tmp_path: Path, package: Path) -> None:
    opened(tmp_path).put("facts", {"a": b"one"})
    assert kept_file(tmp_path).stat().st_mode & 0o077 == 0


def test_nothing_is_touched_before_something_is_asked(tmp_path: Path, package: Path) -> None:
    opened(tmp_path)
    assert not (tmp_path / "own").exists()


def test_a_changed_line_of_program_text_forgets_everything(tmp_path: Path, package: Path) -> None:
    opened(tmp_path).put("facts", {"a": b"one"})
    (package / "folder" / "inner.py").write_text("INNER = 2\n")
    assert opened(tmp_path).get("facts", ["a"]) == {}


def test_a_new_file_of_program_text_forgets_everything(tmp_path: Path, package: Path) -> None:
    before = stamp_of(package, PARTS)
    (package / "folder" / "more.py").write_text("")
    assert stamp_of(package, PARTS) != before


def test_program_text_of_other_parts_changes_nothing(tmp_path: Path, package: Path) -> None:
    before = stamp_of(package, PARTS)
    (package / "other.py").write_text("x = 1\n")
    assert stamp_of(package, reversed(PARTS)) == before


def test_what_another_user_sealed_is_not_believed(tmp_path: Path, package: Path) -> None:
    opened(tmp_path, user="mallory").put("facts", {"a": b"a lie"})
    assert opened(tmp_path).get("facts", ["a"]) == {}


def test_a_row_written_into_the_file_is_not_believed(tmp_path: Path, package: Path) -> None:
    opened(tmp_path).put("facts", {"a": b"one", "b": b"two"})
    with sqlite3.connect(kept_file(tmp_path)) as hand:
        hand.execute("UPDATE derived SET body = ? WHERE name = 'a'", (b"a lie",))
    hand.close()
    assert opened(tmp_path).get("facts", ["a"]) == {}


def test_a_row_moved_to_another_name_is_not_believed(tmp_path: Path, package: Path) -> None:
    opened(tmp_path).put("facts", {"a": b"one"})
    with sqlite3.connect(kept_file(tmp_path)) as hand:
        hand.execute("UPDATE derived SET name = 'b'")
    hand.close()
    assert opened(tmp_path).get("facts", ["b"]) == {}


def test_after_a_forged_row_the_file_is_made_anew_and_used_again(tmp_path: Path, package: Path) -> None:
    opened(tmp_path, user="mallory").put("facts", {"a": b"a lie"})
    cache = opened(tmp_path)
    assert cache.get("facts", ["a"]) == {}
    cache.put("facts", {"a": b"one"})
    assert opened(tmp_path).get("facts", ["a"]) == {"a": b"one"}


def test_without_a_place_for_the_key_there_is_no_cache(tmp_path: Path, package: Path) -> None:
    (tmp_path / "file").write_text("")
    assert open_cache(tmp_path / "own", tmp_path / "file" / "state", package, PARTS) is None


def test_without_program_text_to_read_there_is_no_cache(tmp_path: Path, package: Path) -> None:
    assert open_cache(tmp_path / "own", tmp_path / "state", package, ("absent.py",)) is None


def test_a_key_of_another_length_is_made_anew(tmp_path: Path, package: Path) -> None:
    opened(tmp_path)
    key = tmp_path / "state" / "cache.key"
    key.write_bytes(b"short")
    opened(tmp_path).put("facts", {"a": b"one"})
    assert len(key.read_bytes()) == 32
    assert opened(tmp_path).get("facts", ["a"]) == {"a": b"one"}


def test_the_key_is_for_its_user_alone(tmp_path: Path, package: Path) -> None:
    opened(tmp_path)
    assert (tmp_path / "state" / "cache.key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["cache.key"]
