"""On a terminal: progress that leaves no trace, a pager for long text, questions for missing facts."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.cli import progress

SCRIPT = Path(sys.executable).with_name("revtrack")


def on_terminal(words: list[str], folder: Path, *, answers: tuple[str, ...] = (), **settings: str) -> tuple[int, str]:
    """Run a command on a terminal of its own, answer its questions one by one; its exit status and all it wrote."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        **settings,
    }
    helper = [sys.executable, str(Path(__file__).with_name("terminal.py")), str(folder)]
    told = [json.dumps(value) for value in ([str(SCRIPT), *words], environment, answers)]
    done = subprocess.run([*helper, *told], capture_output=True, text=True, check=True, timeout=60)
    code, written = json.loads(done.stdout)
    return code, written


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "rules.txt"
    path.write_text("1. The house opens at nine.\n\n2. It closes at five.\n", encoding="utf-8")
    return path


def test_a_missing_fact_is_asked_for_and_the_answer_used(example_store: Path, text: Path) -> None:
    words = ["add", str(text), "--work", "house", "--label", "1", "--lang", "en"]
    code, written = on_terminal(words, example_store, answers=("2020-01-01\n",))
    assert code == 0, written
    assert "When was it made" in written
    assert "2020-01-01" in written


def test_interrupting_a_question_changes_nothing(example_store: Path, text: Path) -> None:
    words = ["add", str(text), "--work", "house", "--label", "1", "--lang", "en"]
    code, written = on_terminal(words, example_store, answers=("\x03",))
    assert code == 130
    assert "nothing was changed" in written
    assert not (example_store / "versions" / "house").exists()


def test_no_input_asks_nothing(example_store: Path, text: Path) -> None:
    words = ["add", str(text), "--work", "house", "--label", "1", "--lang", "en", "--no-input"]
    assert on_terminal(words, example_store)[0] == 2


def test_progress_is_drawn_over_itself_and_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no wait before the first line, each step erases the one before, and the last is erased at the end."""
    monkeypatch.setattr(progress, "FIRST", 0.0)
    stream = io.StringIO()
    drawn = progress._Drawn(stream, moving=True)
    drawn(3, 9, "Reading \x1b[2Jrules.txt")
    assert stream.getvalue() == "\r\x1b[KReading <U+001B>[2Jrules.txt  3 of 9"
    drawn.erase()
    assert stream.getvalue().endswith("3 of 9\r\x1b[K")


def test_progress_without_redrawing_is_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)
    stream = io.StringIO()
    drawn = progress._Drawn(stream, moving=False)
    drawn(3, 9, "Reading")
    drawn.erase()
    assert stream.getvalue() == "Reading  3 of 9\n"


def test_a_command_that_shows_progress_leaves_only_its_answer(tmp_path: Path) -> None:
    code, written = on_terminal(["init", "--example", "crr", "--no-pager"], tmp_path, COLUMNS="80")
    assert code == 0, written
    assert written.split("\x1b[K")[-1].startswith("Made a store in ./crr")


def test_quiet_draws_nothing(tmp_path: Path) -> None:
    assert "\x1b[K" not in on_terminal(["init", "--example", "crr", "-q", "--no-pager"], tmp_path)[1]


def test_long_text_goes_through_the_pager_and_short_text_does_not(example_store: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    long = on_terminal(["show", "9956/14"], example_store, PAGER=str(pager), LINES="24", COLUMNS="80")[1]
    short = on_terminal(["show", "9956/14#41"], example_store, PAGER=str(pager), LINES="24", COLUMNS="80")[1]
    off = on_terminal(["show", "9956/14", "--no-pager"], example_store, PAGER=str(pager), LINES="24", COLUMNS="80")[1]
    assert ("PAGED" in long, "PAGED" in short, "PAGED" in off) == (True, False, False)


def test_colour_is_beside_a_line_style_and_brackets_stay_where_no_strike_is_drawn(example_store: Path) -> None:
    words = ["diff", "demo@1", "demo@2", "--no-pager"]
    modern = on_terminal(words, example_store)[1]
    console = on_terminal(words, example_store, TERM="linux")[1]
    assert "\x1b[31;9m3\x1b[0m" in modern
    assert "\x1b[34;4m5\x1b[0m" in modern
    assert "[-3-]" not in modern
    assert re.search(r"\[-(?:\x1b\[[0-9;]*m)?3|\x1b\[[0-9;]*m\[-3-\]", console)


@pytest.mark.parametrize(("answer", "stored"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_review_shows_the_outline_and_stores_only_on_a_yes(
    example_store: Path, text: Path, answer: str, stored: bool
) -> None:
    words = ["add", str(text), "--work", "house", "--label", "1", "--lang", "en", "--date", "2020", "--review"]
    code, written = on_terminal([*words, "--no-pager"], example_store, answers=(answer,))
    assert code == 0, written
    assert "¶¶ 1–2" in written
    assert "Store house-1:en" in written
    assert (example_store / "versions" / "house").exists() is stored
    assert ("Nothing was added." in written) is not stored


@pytest.mark.parametrize(("answer", "stored"), [("y\n", True), ("n\n", False)])
def test_a_batch_is_reviewed_as_one(example_store: Path, text: Path, answer: str, stored: bool) -> None:
    table = text.with_name("batch.csv")
    table.write_text("file,work,label,lang,date\nrules.txt,house,1,en,2020\n", encoding="utf-8")
    words = ["add", "--manifest", str(table), "--review", "--no-pager"]
    code, written = on_terminal(words, example_store, answers=(answer,))
    assert code == 0, written
    assert "would be added" in written
    assert (example_store / "versions" / "house").exists() is stored
