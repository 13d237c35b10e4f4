"""Which tools run, which rows are kept, and what counts as broken."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from benchmarks.alignment import broken, chosen, kept, main, options, together
from tests.yardstick_samples import failed, row, yardstick


def asked(*words: str) -> argparse.Namespace:
    return options(words)


def with_peers(*names: str) -> Any:
    return yardstick(peers=names, installed=lambda wanted, say: [name for name in wanted if name != "gone"])


def test_without_options_all_installed_peers_run_beside_revtrack() -> None:
    assert chosen(asked(), with_peers("git_word", "gone", "difflib")) == ["revtrack", "git_word", "difflib"]


@pytest.mark.parametrize(
    ("words", "tools"),
    [
        (("--peers", "none"), ["revtrack"]),
        (("--peers", "difflib"), ["revtrack", "difflib"]),
        (("--smoke",), ["revtrack", "git_word"]),
        (("--only", "revtrack"), ["revtrack"]),
        (("--only", "difflib"), ["difflib"]),
        (("--only", "none"), []),
    ],
)
def test_tools_are_chosen_by_name(words: tuple[str, ...], tools: list[str]) -> None:
    assert chosen(asked(*words), with_peers("git_word", "difflib")) == tools


def test_an_unknown_peer_is_named_with_those_there_are() -> None:
    with pytest.raises(SystemExit, match=r"no such peer: nope; there are git_word"):
        chosen(asked("--peers", "nope"), with_peers("git_word"))


def test_a_fresh_row_takes_the_place_of_the_one_before() -> None:
    before = [row("revtrack", 1), row("git_word", 2), row("revtrack", 3, pair="q")]
    assert together(before, [row("revtrack", 9)]) == [before[1], before[2], row("revtrack", 9)]


def test_no_rows_are_kept_where_there_is_no_file(tmp_path: Path) -> None:
    assert kept(tmp_path / "none.json") == []


def test_only_a_failure_of_revtrack_other_than_time_is_a_broken_run() -> None:
    bug = {**failed("revtrack"), "fail": "KeyError: 3"}
    assert broken([row("revtrack", 1), failed("revtrack"), {**bug, "tool": "xmldiff"}, bug]) == [bug]


def test_without_the_yardstick_one_line_says_so_and_nothing_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--shared", str(tmp_path)]) == 0
    assert capsys.readouterr().out == (
        f"skipped: no yardstick with its data at {tmp_path} (--shared DIR says where else)\n"
    )
