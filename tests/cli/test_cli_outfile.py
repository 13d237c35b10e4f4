"""Files written with -o: whole or not at all, and never over what somebody else wrote or touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revtrack.cli.outfile import refuse_existing, write_file
from revtrack.errors import OutputExists, OutputNotWritable
from revtrack.report.mark import is_untouched, with_mark

PAGE = with_mark("<p>ø</p>\n".encode())


def test_a_file_is_written_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    write_file(str(tmp_path / "a.svg"), b"data", force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]
    assert (tmp_path / "a.svg").read_bytes() == b"data"


def test_what_somebody_else_wrote_is_not_overwritten_without_force(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputExists):
        write_file(str(target), PAGE, force=False)
    assert target.read_text(encoding="utf-8") == "mine"
    write_file(str(target), PAGE, force=True)
    assert target.read_bytes() == PAGE


def test_a_page_of_revtrack_that_nobody_touched_may_be_written_anew(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(PAGE)
    write_file(str(target), with_mark(b"new\n"), force=False)
    assert b"new" in target.read_bytes()


@pytest.mark.parametrize(
    "touched",
    [
        PAGE + b"\n",
        PAGE.replace("ø".encode(), b"o"),
        PAGE.replace(b"line: ", b"line: 0", 1),
        b"",
        b"<!-- revtrack wrote this file; sha256 of all before this line: " + b"f" * 64 + b" -->\n",
    ],
)
def test_a_page_that_was_touched_is_somebodys_own(tmp_path: Path, touched: bytes) -> None:
    assert not is_untouched(touched)
    target = tmp_path / "a.html"
    target.write_bytes(touched)
    with pytest.raises(OutputExists):
        refuse_existing(str(target), force=False)


def test_a_mark_inside_a_document_does_not_make_the_file_ours() -> None:
    both = with_mark(PAGE + b"<p>more</p>\n")
    assert is_untouched(both)
    assert not is_untouched(both.replace(b"<p>more", b"<b>more"))
    assert not is_untouched(PAGE + b"<p>more</p>\n")


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["folder", "file/a.svg", "none/a.svg", "a" * 300, "pipe"])
def test_what_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path, name: str, force: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(OutputNotWritable) as caught:
        write_file(str(tmp_path / name), b"data", force=force)
    assert caught.value.facts
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "real.svg").write_bytes(PAGE)
    (tmp_path / "link.svg").symlink_to("real.svg")
    write_file(str(tmp_path / "link.svg"), b"new", force=False)
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_bytes() == b"new"
