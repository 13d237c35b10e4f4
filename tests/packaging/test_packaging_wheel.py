"""The wheel carries all it needs: installed into an empty environment, it makes and checks the worked example."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and the libraries it depends on, and no checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env" / "bin" / "python"
    site = folder / "env" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    # Libraries are borrowed by path: what a .pth file in that folder adds, the checkout among it, is not followed.
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return python


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    command = [str(python), "-m", "revtrack.cli", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    code = "import revtrack; print(revtrack.__file__)"
    done = subprocess.run([str(installed), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(installed.parents[1]))


def test_the_worked_example_comes_with_the_wheel(installed: Path, tmp_path: Path) -> None:
    made = run(installed, tmp_path, "init", "--example", "crr")
    assert made.returncode == 0, made.stderr
    checked = run(installed, tmp_path, "-C", "crr", "verify", "--deep")
    assert checked.returncode == 0, checked.stdout
    added = tmp_path / "rules.txt"
    added.write_text("1. The house opens at nine.\n\n2. It closes at five.\n", encoding="utf-8")
    words = ("add", "rules.txt", "--work", "house", "--label", "1", "--lang", "en", "--date", "2020")
    assert run(installed, tmp_path, "-C", "crr", *words).returncode == 0
