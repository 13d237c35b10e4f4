"""What a person sees is the same with a cache, without one, and beside one that somebody spoiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from revtrack.cli.session import Session

COMMANDS = (
    ("log",),
    ("log", "eu-crr", "--json"),
    ("log", "9956/14", "--plain"),
    ("status",),
    ("refs", "9956/14"),
    ("lineage", "9956/14", "--json"),
    ("diff", "eupl@1.1", "eupl@1.2"),
    ("log", "9965/14"),
)


def _cache(store: Path) -> Path:
    (found,) = (store / ".git" / "revtrack").glob("cache-*")
    return found


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_cold_warm_and_beside_a_spoiled_cache(run, example_store: Path, words) -> None:
    told = run(*words, at=example_store)
    assert run(*words, at=example_store) == told
    _cache(example_store).write_bytes(b"SQLite format 3\0" + b"junk" * 5000)
    assert run(*words, at=example_store) == told
    _cache(example_store).unlink()
    assert run(*words, at=example_store) == told


def test_rulings_are_decided_without_a_cache(run, example_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Session) -> None:
        raise AssertionError("what is written was decided by a cached fact")

    monkeypatch.setattr(Session, "catalogue", property(refuse))
    assert run("correlate", "demo@1", "demo@2", "--confirm", "4=4", at=example_store).code == 0


def test_verify_makes_and_reads_no_cache(run, example_store: Path) -> None:
    assert run("verify", at=example_store).code == 0
    assert list((example_store / ".git" / "revtrack").glob("cache-*")) == []
    run("log", at=example_store)
    [made] = (example_store / ".git" / "revtrack").glob("cache-*.sqlite")
    made.write_bytes(b"whoever reads this makes it anew")
    assert run("verify", at=example_store).code == 0
    assert made.read_bytes() == b"whoever reads this makes it anew"
