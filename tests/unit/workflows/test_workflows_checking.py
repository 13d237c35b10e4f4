"""Documents checked several at a time: the same findings in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process

import pytest

from revtrack.model.findings import Finding, Severity
from revtrack.workflows import checking
from revtrack.workflows.checking import several


def lengths(path: str, data: bytes) -> list[Finding]:
    """One finding for each even length, so that some documents have none."""
    return [Finding(Severity.NOTE, "length", path, str(len(data)))] if len(data) % 2 == 0 else []


def deadly(path: str, data: bytes) -> list[Finding]:
    """Kills any process but the one that asked."""
    if parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return lengths(path, data)


def telling(path: str, _data: bytes) -> list[Finding]:
    """Where it was checked."""
    return [Finding(Severity.NOTE, "here" if parent_process() is None else "elsewhere", path, "")]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "ALONE", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def _asked(check: checking.DocumentCheck, count: int) -> list[Finding]:
    with several(check) as checked:
        under_way = [checked(f"{n}.xml", b"x" * n) for n in range(count)]
        return [finding for findings in under_way for finding in findings]


def test_what_is_found_comes_in_the_order_asked_for() -> None:
    assert _asked(lengths, 40) == [found for n in range(40) for found in lengths(f"{n}.xml", b"x" * n)]


def test_only_many_are_checked_elsewhere() -> None:
    assert [found.code for found in _asked(telling, 3)] == ["here"] * 3
    assert [found.code for found in _asked(telling, 6)] == ["here"] * 3 + ["elsewhere"] * 3


def test_where_no_process_can_be_started_all_are_checked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_workers: int) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(checking, "_pool", none)
    assert [found.code for found in _asked(telling, 6)] == ["here"] * 6


def test_what_a_dead_process_does_not_answer_is_checked_here() -> None:
    assert _asked(deadly, 20) == [found for n in range(20) for found in lengths(f"{n}.xml", b"x" * n)]
