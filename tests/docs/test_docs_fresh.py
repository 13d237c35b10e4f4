"""Pages that are made from the program, and links between pages, are not stale."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "versions" / "README.md", *(ROOT / "docs").rglob("*.md")])


def test_the_pages_made_from_the_program_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "fresh.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_page_leads_to_one(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_room_is_named_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "revtrack").iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.name for path in (ROOT / "revtrack").glob("*.py")} - {"__init__.py"}
    missing = [room for room in sorted(rooms) if not re.search(rf"^  {re.escape(room)}/?\s", text, re.MULTILINE)]
    assert missing == []


def test_every_file_the_architecture_names_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([a-z]+/[a-z_]+\.py)`", text):
        assert (ROOT / "revtrack" / name).exists(), name


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\((\d{4}[^)]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}
