"""Two stores and a third between them: sync ends with all of them holding what any of them held, or says why not.

Real repositories: bare folders, and git's own daemon on loopback.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from revtrack.errors import HistoryRewritten, Offline, StoreDamaged, SyncConflict, UsageError
from revtrack.model.findings import Severity
from revtrack.store import EventKind, GitStore, Settings, create, open_store
from revtrack.store.joining import Prefer
from revtrack.store.remotes import PROTOCOLS
from revtrack.store.sync import Asked
from tests.store_samples import ANN, BOB, edition, plain_git, record


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A bare repository with nothing in it."""
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=main", str(tmp_path / "hub.git")], check=True)
    return tmp_path / "hub.git"


@pytest.fixture
def ann(tmp_path: Path, hub: Path) -> GitStore:
    store = create(tmp_path / "ann", settings=Settings(title="Shared"), author=ANN)
    store.add([edition()], kind=EventKind.ADD, summary="Add 9956/14:da", author=ANN)
    store.sync(str(hub), author=ANN)
    return store


@pytest.fixture
def bob(tmp_path: Path, hub: Path, ann: GitStore) -> GitStore:
    subprocess.run(["git", "clone", "-q", str(hub), str(tmp_path / "bob")], check=True)
    return open_store(tmp_path / "bob")


def add(store: GitStore, number: str, text: str = "one", work: str = "eu-crr") -> None:
    store.add([edition(number, text, work=work)], kind=EventKind.ADD, summary=f"Add {number}:da", author=ANN)


def numbers(store: GitStore) -> set[str]:
    return {key.slug for key in open_store(store.git_dir.parent).editions()}


def is_sound(store: GitStore) -> bool:
    found = open_store(store.git_dir.parent).verify()
    return [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_an_empty_folder_gets_everything(ann: GitStore, hub: Path) -> None:
    assert plain_git(hub, "rev-parse", "main").strip() == ann.tip()


def test_what_one_added_reaches_the_other(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08")
    sent = ann.sync(str(hub), author=ANN)
    taken = bob.sync(str(hub), author=BOB)
    assert (len(sent.sent), len(taken.taken), taken.joined) == (1, 1, False)
    assert numbers(bob) == {"9956-14", "15175-08"}
    assert bob.tip() == ann.tip()
    assert (bob.git_dir.parent / "versions/eu-crr/15175-08/da.1.xml").is_file()


def test_two_who_added_offline_end_with_both(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08")
    add(bob, "5643/14", work="other")
    ann.sync(str(hub), author=ANN)
    joined = bob.sync(str(hub), author=BOB)
    ann.sync(str(hub), author=ANN)
    assert joined.joined
    assert numbers(ann) == numbers(bob) == {"9956-14", "15175-08", "5643-14"}
    assert ann.tip() == bob.tip()
    assert is_sound(ann)
    assert is_sound(bob)
    assert plain_git(bob.git_dir.parent, "status", "--porcelain") == ""
    assert {event.summary for event in bob.events()} >= {"Add 15175/08:da", "Add 5643/14:da"}


def test_a_join_can_be_gone_on_from_and_its_parts_undone(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08")
    add(bob, "5643/14")
    ann.sync(str(hub), author=ANN)
    bob.sync(str(hub), author=BOB)
    add(bob, "5451/14")
    bob.undo(author=BOB)
    bob.sync(str(hub), author=BOB)
    ann.sync(str(hub), author=ANN)
    assert numbers(ann) == numbers(bob) == {"9956-14", "15175-08", "5643-14"}
    assert is_sound(ann)


def test_other_text_under_one_number_is_a_conflict_and_nothing_changes(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08", "one reading")
    add(bob, "15175/08", "another reading")
    ann.sync(str(hub), author=ANN)
    before = bob.tip()
    with pytest.raises(SyncConflict) as met:
        bob.sync(str(hub), author=BOB)
    assert any("15175-08:da edition 1" in fact for fact in met.value.facts)
    assert bob.tip() == before
    assert is_sound(bob)


def test_one_number_filed_under_two_works_is_a_conflict(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08", work="one")
    add(bob, "15175/08", work="two")
    ann.sync(str(hub), author=ANN)
    with pytest.raises(SyncConflict, match="cannot be joined"):
        bob.sync(str(hub), author=BOB)


def test_the_same_added_by_both_is_no_conflict(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08")
    add(bob, "15175/08")
    ann.sync(str(hub), author=ANN)
    bob.sync(str(hub), author=BOB)
    assert numbers(bob) == {"9956-14", "15175-08"}
    assert is_sound(bob)


def test_decisions_on_different_things_are_joined(ann: GitStore, bob: GitStore, hub: Path) -> None:
    ann.decide({"works.json": b'{"a":"1"}\n'}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
    bob.decide({"works.json": b'{"b":"2"}\n'}, kind=EventKind.DECIDE, summary="Decide", author=BOB)
    ann.sync(str(hub), author=ANN)
    bob.sync(str(hub), author=BOB)
    assert bob.decision("works.json") == b'{"a":"1","b":"2"}\n'


@pytest.mark.parametrize(("prefer", "kept"), [(Prefer.OURS, b'{"a":"2"}\n'), (Prefer.THEIRS, b'{"a":"1"}\n')])
def test_a_person_says_whose_decision_holds(
    ann: GitStore, bob: GitStore, hub: Path, prefer: Prefer, kept: bytes
) -> None:
    ann.decide({"works.json": b'{"a":"1"}\n'}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
    bob.decide({"works.json": b'{"a":"2"}\n'}, kind=EventKind.DECIDE, summary="Decide", author=BOB)
    ann.sync(str(hub), author=ANN)
    with pytest.raises(SyncConflict) as met:
        bob.sync(str(hub), author=BOB)
    assert "--prefer ours" in met.value.tries[0]
    bob.sync(str(hub), author=BOB, asked=Asked(prefer=prefer))
    assert bob.decision("works.json") == kept


def test_withdrawals_of_both_sides_hold(ann: GitStore, bob: GitStore, hub: Path) -> None:
    for store, number in ((ann, "15175/08"), (bob, "5643/14")):
        add(store, number)
        store.undo(author=ANN)
    ann.sync(str(hub), author=ANN)
    bob.sync(str(hub), author=BOB)
    assert numbers(bob) == {"9956-14"}
    assert len(open_store(bob.git_dir.parent).editions(withdrawn=True)) == 3


def test_a_dry_run_says_what_would_be_done_and_does_nothing(ann: GitStore, bob: GitStore, hub: Path) -> None:
    add(ann, "15175/08")
    add(bob, "5643/14")
    ann.sync(str(hub), author=ANN)
    before, there = bob.tip(), plain_git(hub, "rev-parse", "main")
    told = bob.sync(str(hub), author=BOB, asked=Asked(dry_run=True))
    assert (len(told.taken), len(told.sent)) == (1, 1)
    assert (bob.tip(), plain_git(hub, "rev-parse", "main")) == (before, there)
    assert list((bob.git_dir / "revtrack").glob("incoming.*")) == []


def test_another_store_is_refused(tmp_path: Path, ann: GitStore) -> None:
    other = create(tmp_path / "other", settings=Settings(title="Other"), author=BOB)
    with pytest.raises(HistoryRewritten, match="no history in common"):
        ann.sync(str(other.git_dir), author=ANN)


def test_a_rolled_back_hub_is_noticed_until_it_is_forgotten(ann: GitStore, bob: GitStore, hub: Path) -> None:
    first = ann.tip()
    add(ann, "15175/08")
    ann.sync(str(hub), author=ANN)
    plain_git(hub, "update-ref", "refs/heads/main", first)
    with pytest.raises(HistoryRewritten, match="no longer holds commit"):
        ann.sync(str(hub), author=ANN)
    ann.forget(str(hub))
    ann.sync(str(hub), author=ANN)
    assert plain_git(hub, "rev-parse", "main").strip() == ann.tip()


def test_a_history_that_removes_a_version_is_refused_whole(
    tmp_path: Path, ann: GitStore, bob: GitStore, hub: Path
) -> None:
    folder = tmp_path / "mallory"
    subprocess.run(["git", "clone", "-q", str(hub), str(folder)], check=True)
    plain_git(folder, "rm", "-q", "-r", "versions/eu-crr/9956-14")
    plain_git(folder, "-c", "user.name=m", "-c", "user.email=m@x", "commit", "-q", "-m", "Tidy")
    plain_git(folder, "push", "-q", "origin", "main")
    before = bob.tip()
    with pytest.raises(StoreDamaged, match="not sound") as met:
        bob.sync(str(hub), author=BOB)
    assert any("only ever grows" in fact for fact in met.value.facts)
    assert bob.tip() == before
    loose = plain_git(bob.git_dir.parent, "cat-file", "--batch-all-objects", "--batch-check")
    assert plain_git(hub, "rev-parse", "main").strip() not in loose


def test_hooks_of_the_folder_do_not_run(ann: GitStore, hub: Path, tmp_path: Path) -> None:
    for name in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction"):
        hook = hub / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'ran'}'\n")
        hook.chmod(0o755)
    add(ann, "15175/08")
    ann.sync(str(hub), author=ANN)
    assert not (tmp_path / "ran").exists()


def test_a_folder_in_the_stores_own_settings_has_to_be_typed(bob: GitStore) -> None:
    with pytest.raises(UsageError, match="only reached if you type it"):
        bob.sync("", author=BOB)


@pytest.mark.parametrize("word", ["ext::sh -c touch% x", "--upload-pack=x", "http://example.invalid/x", "nowhere"])
def test_addresses_that_could_run_something_or_are_none_are_refused(ann: GitStore, word: str) -> None:
    with pytest.raises(UsageError):
        ann.sync(word, author=ANN)


@contextmanager
def daemon(folder: Path) -> Iterator[str]:
    """git's own server on loopback, that also takes pushes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["git", "daemon", "--reuseaddr", "--export-all", "--enable=receive-pack", "--listen=127.0.0.1"]
    process = subprocess.Popen([*words, f"--port={port}", f"--base-path={folder}", str(folder)])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"git://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="git daemon is tried on Linux")
def test_through_a_real_server(ann: GitStore, bob: GitStore, hub: Path) -> None:
    with daemon(hub.parent) as address:
        add(ann, "15175/08")
        add(bob, "5643/14")
        ann.sync(f"{address}/hub.git", author=ANN, protocols=(*PROTOCOLS, "git"))
        bob.sync(f"{address}/hub.git", author=BOB, protocols=(*PROTOCOLS, "git"))
    assert numbers(bob) == {"9956-14", "15175-08", "5643-14"}
    assert plain_git(hub, "rev-parse", "main").strip() == bob.tip()
    assert is_sound(bob)


def test_a_server_that_is_not_there_is_offline(ann: GitStore) -> None:
    with pytest.raises(Offline, match="could not be reached"):
        ann.sync("git://127.0.0.1:9/hub.git", author=ANN, protocols=(*PROTOCOLS, "git"))


def test_records_travel_too(ann: GitStore, bob: GitStore, hub: Path) -> None:
    ann.add([record()], kind=EventKind.RECORD, summary="Record 15175/08", author=ANN)
    ann.sync(str(hub), author=ANN)
    bob.sync(str(hub), author=BOB)
    assert [key.slug for key in bob.records()] == ["15175-08"]
