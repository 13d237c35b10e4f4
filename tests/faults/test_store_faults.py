"""Faults: killed writers, many writers, damaged and full disks. Plain git is the judge; acknowledged means printed."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revtrack.errors import DiskFull
from revtrack.model.findings import Severity
from revtrack.store import EventKind, GitStore, Settings, create, open_store
from revtrack.store.objects import loose_path, object_id
from tests.store_samples import ANN, edition, plain_git

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("store_worker.py")
KILLS = 20


@pytest.fixture
def store(tmp_path: Path) -> GitStore:
    return create(tmp_path / "store", settings=Settings(), author=ANN)


def _start(store: GitStore, name: str, count: int, *more: str) -> subprocess.Popen[str]:
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, str(WORKER), str(store.git_dir.parent), name, str(count), *more]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env, start_new_session=True)


def _held(store: GitStore) -> set[str]:
    """The numbers whose text plain git finds in the newest tree."""
    listed = plain_git(store.git_dir.parent, "ls-tree", "-r", "--name-only", "HEAD").split()
    return {path.split("/")[2] for path in listed if path.endswith(".xml")}


def _judge(store: GitStore, acknowledged: set[str]) -> None:
    folder = store.git_dir.parent
    assert acknowledged <= _held(store)
    assert plain_git(folder, "fsck", "--full", "--strict", "--no-dangling", "--no-progress") == ""
    assert plain_git(folder, "status", "--porcelain") == ""
    assert not list(store.git_dir.rglob("*.lock"))
    assert [f for f in open_store(folder).verify() if f.severity is Severity.ERROR] == []


def test_killed_writers_lose_nothing_and_stop_nobody(store: GitStore):
    chance = random.Random(1)
    acknowledged: set[str] = set()
    for n in range(KILLS):
        worker = _start(store, f"killed{n}", 1000)
        assert worker.stdout is not None
        acknowledged.add(worker.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.06))
        whole_group = chance.random() < 0.5
        (os.killpg if whole_group else os.kill)(worker.pid, signal.SIGKILL)
        acknowledged |= set(worker.communicate()[0].split())
        after = open_store(store.git_dir.parent, wait=10)
        receipt = after.add([edition(f"after-{n}")], kind=EventKind.ADD, summary="Add", author=ANN)
        assert receipt.added
        assert receipt.notes == ()
        acknowledged.add(f"after-{n}")
    _judge(store, acknowledged)


def test_a_killed_writer_of_many_leaves_all_of_them_or_none(store: GitStore):
    chance = random.Random(2)
    acknowledged: set[str] = set()
    for n in range(KILLS):
        worker = _start(store, f"bulk{n}", 1000, "12")
        assert worker.stdout is not None
        acknowledged |= set(worker.stdout.readline().split())
        time.sleep(chance.uniform(0, 0.15))
        (os.killpg if chance.random() < 0.5 else os.kill)(worker.pid, signal.SIGKILL)
        acknowledged |= set(worker.communicate()[0].split())
        after = open_store(store.git_dir.parent, wait=10)
        assert after.add_many([edition(f"after-{n}")], kind=EventKind.ADD, summary="Add", author=ANN).notes == ()
    held = [number.rpartition("-")[0] for number in _held(store) if number.startswith("bulk")]
    assert {held.count(step) for step in held} == {12}
    assert not list((store.git_dir / "revtrack").glob("bulk.*"))
    _judge(store, acknowledged)


def test_two_writers_at_once_lose_nothing(store: GitStore):
    workers = [_start(store, name, 10) for name in ("left", "right")]
    acknowledged = {number for worker in workers for number in worker.communicate()[0].split()}
    assert [worker.returncode for worker in workers] == [0, 0]
    assert acknowledged == {f"{name}-{n}" for name in ("left", "right") for n in range(10)} == _held(store)
    assert len(store.events()) == 21
    _judge(store, acknowledged)


def test_ctrl_c_ends_a_writer_with_all_or_nothing(store: GitStore):
    worker = _start(store, "stopped", 1000)
    assert worker.stdout is not None
    acknowledged = {worker.stdout.readline().strip() for _ in range(3)}
    os.killpg(worker.pid, signal.SIGINT)
    try:
        acknowledged |= set(worker.communicate(timeout=2)[0].split())
    except subprocess.TimeoutExpired:  # it came in the short time in which it is held back; a person presses again
        os.killpg(worker.pid, signal.SIGINT)
        acknowledged |= set(worker.communicate(timeout=10)[0].split())
    assert worker.returncode != 0
    open_store(store.git_dir.parent).add([edition("after")], kind=EventKind.ADD, summary="Add", author=ANN)
    _judge(store, acknowledged | {"after"})


def test_a_disk_that_takes_no_more_is_said_and_nothing_is_added(store: GitStore):
    big = edition("big", "x" * 300_000)
    tip = store.tip()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(DiskFull, match="nothing was added"):
            store.add([big], kind=EventKind.ADD, summary="Add", author=ANN)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert store.tip() == tip
    assert store.add([big], kind=EventKind.ADD, summary="Add", author=ANN).added
    _judge(store, {"big"})


@pytest.mark.parametrize("spoiled", [b"", b"rubbish"])
def test_objects_that_a_power_cut_emptied_are_written_again(store: GitStore, spoiled: bytes):
    deposit = edition("again", "text")
    assert deposit.source is not None
    for data in (deposit.xml, deposit.source.data):
        path = loose_path(store.git_dir, object_id("blob", data))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(spoiled)
    assert store.add([deposit], kind=EventKind.ADD, summary="Add", author=ANN).added
    _judge(store, {"again"})


def test_git_gc_by_hand_between_additions_changes_nothing(store: GitStore):
    for n in range(3):
        store.add([edition(f"before-{n}")], kind=EventKind.ADD, summary="Add", author=ANN)
        plain_git(store.git_dir.parent, "gc", "-q", "--prune=now")
    assert store.xml(store.editions()[0]) == edition("before-0").xml
    store.add([edition("after")], kind=EventKind.ADD, summary="Add", author=ANN)
    _judge(store, {"before-0", "before-1", "before-2", "after"})


def test_git_gc_in_a_loop_loses_nothing_that_was_acknowledged(store: GitStore) -> None:
    """It clears away at once what is on no branch, which is what a writer has just written."""
    folder = store.git_dir.parent
    stop = folder.parent / "stop"
    loop = [
        "sh",
        "-c",
        'while [ ! -e "$1" ]; do git -C "$0" gc -q --prune=now 2>/dev/null; done',
        str(folder),
        str(stop),
    ]
    acknowledged = set()
    with subprocess.Popen(loop):
        try:
            for n in range(1, 41):
                deposit = edition(f"{n}/14", f"text {n}", original=f"original {n}")
                if store.add([deposit], kind=EventKind.ADD, summary="Add", author=ANN).added:
                    acknowledged.add(f"{n}-14")
        finally:
            stop.touch()
    assert len(acknowledged) == 40
    _judge(store, acknowledged)
