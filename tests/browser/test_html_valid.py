"""Every page that `report`, `show` and `add` write is valid HTML, as the checker of the W3C has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from revtrack.cli.main import main

CHECKER = Path(__file__).parents[2] / ".ci" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
REPORTS = [
    *(("demo@2", "demo@3", "--view", view) for view in ("changes", "inline", "side", "table", "clean")),
    ("demo@1", "demo@2", "--ui-lang", "da", "--title", "<b>Title & more"),
    ("demo@1", "demo@1"),
    ("demo@1", "demo@2", "demo@3"),
    ("9956/14:da@1", "9956/14:da@2"),
    ("eupl@1.1", "eupl@1.2", "--ui-lang", "nb", "--view", "side"),
]
TEXTS = [("9956/14",), ("9956/14#note.1",), ("eupl@1.2",), ("demo@3",), ("no-handlingsplan-status",)]


def test_every_page_is_valid_html(example_once: Path, tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.skip(
            "no checker of HTML here: apt-get install default-jre-headless; npm install --prefix .ci/tools vnu-jar"
        )
    for number, words in enumerate(REPORTS):
        assert main(["-C", str(example_once), "-q", "report", *words, "-o", str(tmp_path / f"{number}.html")]) == 0
    (tmp_path / "one.txt").write_text("1. One <b>.\n\n2. Two.\n", encoding="utf-8")
    batch = "file,number,lang,date\none.txt,1/14,en,2014\nnone.txt,2/14,en,05/06/2014\n,3/14,,\n"
    (tmp_path / "batch.csv").write_text(batch, encoding="utf-8")
    words = (
        "add",
        "--manifest",
        str(tmp_path / "batch.csv"),
        "-n",
        "--keep-going",
        "-o",
        str(tmp_path / "intake.html"),
    )
    assert main(["-C", str(example_once), "-q", *words]) == 0
    for number, words in enumerate(TEXTS):
        assert (
            main(["-C", str(example_once), "-q", "show", *words, "-f", "html", "-o", str(tmp_path / f"t{number}.html")])
            == 0
        )
    pages = sorted(map(str, tmp_path.glob("*.html")))
    done = subprocess.run(
        [java, "-jar", str(CHECKER), "--errors-only", *pages], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
    assert done.returncode == 0
