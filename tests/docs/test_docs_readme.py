"""What README.md shows is what the program prints: its console blocks are run, and the demo prints them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import revtrack

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CUT = "…"


def console_blocks() -> list[tuple[str, list[str]]]:
    """(command, lines shown) of each console block."""
    blocks = re.findall(r"```console\n\$ revtrack (.+)\n([\s\S]*?)```", README)
    return [(command, shown.rstrip("\n").split("\n")) for command, shown in blocks]


def demo_steps(text: str) -> dict[str, list[str]]:
    """What the demo printed, by command."""
    parts = re.split(r"^\$ revtrack (.+)$", text, flags=re.MULTILINE)
    return {command: lines.strip("\n").split("\n") for command, lines in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """The demo, run as `make demo` runs it."""
    folder = tmp_path_factory.mktemp("demo")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
    words = ["sh", str(ROOT / "docs" / "demo.sh"), str(folder / "demo")]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "demo", demo_steps(done.stdout)


def test_readme_shows_what_the_demo_prints(demo: tuple[Path, dict[str, list[str]]]) -> None:
    """A block may stop early with a line of its own, `…`; what stands before it is printed to the letter."""
    blocks = console_blocks()
    assert len(blocks) >= 2
    for command, shown in blocks:
        printed = demo[1][command]
        if shown[-1] == CUT:
            assert printed[: len(shown) - 1] == shown[:-1]
            assert len(printed) > len(shown) - 1
        else:
            assert printed == shown


def test_the_demo_shows_the_whole_walk_and_names_the_file_it_wrote(demo: tuple[Path, dict[str, list[str]]]) -> None:
    folder, steps = demo
    assert [command.split()[0] for command in steps] == ["init", "status", "lineage", "diff", "diff", "diff", "diff"]
    assert list(steps.values())[-1][-1].endswith(f"the comparison to hand over in {folder}/changes.md")
    assert (folder / "changes.md").read_text(encoding="utf-8").startswith("# eupl@1.1 → eupl@1.2")


def test_the_five_minutes_run_as_they_stand(tmp_path: Path) -> None:
    """Both shell blocks of "The first five minutes", line by line, as a newcomer would type them."""
    section = README.split("## The first five minutes")[1].split("\n## ")[0]
    lines = [line for block in re.findall(r"```\n([\s\S]*?)```", section) for line in block.strip().split("\n")]
    commands = [line for line in lines if not line.startswith("export ")]
    for year, hour in (("2019", "nine"), ("2024", "ten")):
        (tmp_path / f"rules_{year}.md").write_text(
            f"# House rules\n\n1. The house opens at {hour}.\n\n2. It closes at five.\n", encoding="utf-8"
        )
    script = "set -e\n" + "\n".join(commands).replace("rules_20", f"{shlex.quote(str(tmp_path))}/rules_20")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "[-nine-]{+ten+}" in done.stdout


def test_the_library_example_runs_as_it_stands(example_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.findall(r"```python\n([\s\S]*?)```", README)[0]
    monkeypatch.chdir(example_once.parent)
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["changed"]
    assert [change.kind.value for change in names["plain"].changes] == ["unchanged", "inserted", "unchanged"]  # type: ignore[attr-defined]


def test_readme_lists_what_is_public() -> None:
    for name in revtrack.__all__:
        if not name.startswith("_"):
            assert f"`{name}`" in README
