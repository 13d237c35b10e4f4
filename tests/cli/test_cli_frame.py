"""The frame every command keeps: help, hints, global options, exit statuses, the shape of errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack import __version__
from revtrack.cli.main import overview
from revtrack.cli.table import COMMANDS, FOREIGN, NOT_BUILT
from revtrack.errors import error_kinds


def test_help_names_every_command_and_fits_a_screen(run) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert shown.out.strip() == overview().strip()
    assert all(f"{name} " in shown.out for name in COMMANDS)
    assert shown.out.count("\n") <= 30


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_examples_and_exit_codes(run, name: str) -> None:
    shown = run(name, "-h")
    assert shown.code == 0
    assert f"revtrack {name}" in shown.out
    assert "Exit codes" in shown.out


def test_help_loads_neither_git_nor_lxml() -> None:
    """`--help` must stay near a bare interpreter: heavy libraries are imported where they are used."""
    code = (
        "import sys; from revtrack.cli.main import main; main(['--help']);"
        "print(sorted({'git', 'lxml', 'rapidfuzz', 'diff_match_patch', 'cobalt'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_printed(run) -> None:
    assert run("--version").out == f"revtrack {__version__}\n"


@pytest.mark.parametrize(("verb", "command"), FOREIGN.items())
def test_a_verb_of_another_tool_gets_a_hint(run, verb: str, command: str) -> None:
    ran = run(verb)
    assert ran.code == 2
    assert f"no command '{verb}'" in ran.err
    assert ran.err.rstrip().endswith(f"try:   revtrack {command}")


@pytest.mark.parametrize("name", NOT_BUILT)
def test_a_command_that_does_not_work_yet_says_so(run, name: str) -> None:
    ran = run(name)
    assert ran.code == 2
    assert "is not built yet" in ran.err


def test_a_slip_of_the_finger_gets_the_nearest_command(run) -> None:
    assert "closest: diff" in run("dif").err


def test_global_options_stand_before_or_after_the_command(run, example_store: Path) -> None:
    before = run("-C", str(example_store), "--json", "log", "demo")
    after = run("log", "demo", "--json", "--store", str(example_store))
    assert before == after
    assert json.loads(before.out)["schema"] == "revtrack/log/1"


def test_errors_are_json_when_json_was_asked_for(run) -> None:
    ran = run("log", "--json")
    assert ran.code == 5
    assert ran.out == ""
    assert json.loads(ran.err)["code"] == "no-store"


def test_bare_revtrack_shows_the_status_inside_a_store_and_examples_outside(run, example_store: Path) -> None:
    inside, outside = run(at=example_store), run()
    assert (inside.code, outside.code) == (0, 0)
    assert "eu-crr" in inside.out
    assert "$ revtrack init --example" in outside.out


def test_an_unknown_option_is_an_error_in_our_shape(run) -> None:
    ran = run("log", "--frobnicate")
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert "[usage]" in ran.err


@pytest.mark.parametrize("kind", error_kinds(), ids=lambda kind: kind.code)
def test_every_error_code_is_explained(run, kind: type) -> None:
    ran = run("help", kind.code)
    assert ran.code == 0
    assert kind.meaning in ran.out


@pytest.mark.parametrize("topic", ["addresses", "manifest", "formats", "exit-codes", "diff"])
def test_topics_are_explained(run, topic: str) -> None:
    assert run("help", topic).code == 0


def test_no_output_holds_colour_in_a_pipe(run, example_store: Path) -> None:
    assert "\x1b" not in run("diff", "demo@1", "demo@2", at=example_store).out


def test_no_color_wins_over_a_wish_for_colour(run, example_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = run("diff", "demo@1", "demo@2", "--color", "always", at=example_store)
    assert "\x1b[" not in coloured.out  # TERM=dumb
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in run("diff", "demo@1", "demo@2", "--color", "always", at=example_store).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("diff", "demo@1", "demo@2", "--color", "always", at=example_store).out


def test_a_closed_pipe_ends_a_command_quietly(example_store: Path) -> None:
    script = Path(sys.executable).with_name("revtrack")
    words = f"{script} show 9956/14 --no-pager | head -1"
    done = subprocess.run(["sh", "-c", words], cwd=example_store, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
