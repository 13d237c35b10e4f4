from __future__ import annotations

import pytest

from revtrack.errors import BadValue
from revtrack.model.documents import Author
from revtrack.store import commits
from revtrack.store.contract import EventKind
from revtrack.store.objects import Object, ObjectDamaged

RAW = (
    b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
    b"parent 1111111111111111111111111111111111111111\n"
    b"author Ann <ann@example.invalid> 1700000000 +0000\n"
    b"committer Ann <ann@example.invalid> 1700000000 +0000\n\n"
)


def _commit(message: bytes, head: bytes = RAW) -> commits.Commit:
    return commits.read(Object("a" * 40, "commit", head + message))


def test_a_commit_is_read_with_its_trailers():
    read = _commit(b"Add 9956/14:da\n\nRevtrack-Event: add\nRevtrack-Root: 00ff\n")
    assert (read.kind, read.summary) == (EventKind.ADD, "Add 9956/14:da")
    assert read.told(commits.ROOT) == ("00ff",)
    assert read.parents == ("1" * 40,)
    assert read.author == Author("Ann", "ann@example.invalid", 1_700_000_000)


@pytest.mark.parametrize(
    "message",
    [
        b"plain words",
        b"Revtrack-Event: add\n",
        b"words\n\nRevtrack-Event: add\nand more words\n",
        b"words\n\nRevtrack-Event: nonsense\n",
        b"words\n\nRevtrack-Event: add\nRevtrack-Event: undo\n",
        b"words\n\nRevtrack-Event: add\n\nmore words",
    ],
)
def test_a_commit_that_does_not_say_what_it_did_has_no_kind(message: bytes):
    assert _commit(message).kind is None


@pytest.mark.parametrize(
    "raw", [b"", b"tree x\n\n", RAW.replace(b"author", b"writer"), RAW.replace(b"tree ", b"wood ")]
)
def test_a_commit_that_cannot_be_read_is_damage(raw: bytes):
    with pytest.raises(ObjectDamaged):
        _commit(b"words", raw)


def test_a_message_and_its_parts_are_each_other():
    trailers = (("Revtrack-Event", "add"), ("Revtrack-Root", "ab12"))
    text = commits.message("  Add it\n\nwith a body ", trailers).decode()
    assert commits.split_message(text) == ("Add it\n\nwith a body", trailers)


def test_an_author_is_kept_as_git_keeps_it():
    assert commits.checked_author(Author(" Sammy Davis Jr. ", "s@example.invalid", 5)).name == "Sammy Davis Jr"


@pytest.mark.parametrize("time", [-1, 1 << 33])
def test_a_time_of_archiving_that_git_cannot_hold_is_refused(time: int):
    with pytest.raises(BadValue):
        commits.checked_author(Author("Ann", "a@example.invalid", time))
