"""Checks of documents, several at a time: a store of hundreds is checked on every processor there is."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from revtrack.model.findings import Finding
from revtrack.store.contract import DocumentCheck

if TYPE_CHECKING:
    from concurrent.futures import Executor

MOST = 8
"""Processes at work at one time."""
ALONE = 60
"""Documents checked in this process before others are started: for fewer, to start them takes longer than they save."""


@contextmanager
def several(check: DocumentCheck) -> Iterator[DocumentCheck]:
    """The same check, in processes of its own where documents are many: the same findings, in the order asked for.

    `check` stands at the top of its module. What a process cannot answer because it died is checked in this one, and everything
    is where the system starts none.
    """
    workers = min(MOST, os.cpu_count() or 1)
    pools: list[Executor] = []
    asked = 0

    def checked(path: str, data: bytes) -> Iterable[Finding]:
        nonlocal asked, workers
        asked += 1
        if asked <= ALONE or workers < 2:
            return check(path, data)
        try:
            pools[:] = pools or [_pool(workers)]
        except (ImportError, NotImplementedError, OSError):  # a system without shared semaphores
            workers = 1
            return check(path, data)
        return _elsewhere(pools[0], check, path, data)

    try:
        yield checked
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Ctrl-C is for the process that asked; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _elsewhere(pool: Executor, check: DocumentCheck, path: str, data: bytes) -> Iterable[Finding]:
    from concurrent.futures import BrokenExecutor

    try:
        future = pool.submit(_findings, check, path, data)
    except (BrokenExecutor, OSError):
        return check(path, data)

    def found() -> Iterator[Finding]:
        try:
            yield from future.result()
        except BrokenExecutor:
            yield from check(path, data)

    return found()


def _findings(check: Callable[[str, bytes], Iterable[Finding]], path: str, data: bytes) -> tuple[Finding, ...]:
    return tuple(check(path, data))
