"""Commits as revtrack writes them: a summary, then one paragraph of trailers that say what the commit did.

Add 9956/14:da

Revtrack-Event: add
Revtrack-Root: 6d1f…          where something was added under versions/
Revtrack-Undoes: 2f0c…        one line for each event taken back
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.documents import Author
from revtrack.store.contract import EventKind
from revtrack.store.objects import Object, ObjectDamaged

EVENT = "Revtrack-Event"
ROOT = "Revtrack-Root"
UNDOES = "Revtrack-Undoes"
REDOES = "Revtrack-Redoes"

_TRAILER = re.compile(r"(Revtrack-[A-Z][a-z]{1,20}): ([0-9a-z]{1,64})")
_PERSON = re.compile(rb"(?:author|committer) ([^<>\n]{0,1000}) ?<([^<>\n]{0,1000})> (-?[0-9]{1,12}) [+-][0-9]{4}")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_NAME_ENDS = " .,:;\"'\\"
"""What git cuts off the ends of a name or address."""

Trailer = tuple[str, str]


class Commit(Struct, frozen=True):
    """One commit, read. `kind` is None where no trailer of ours says what it did."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Author
    summary: str
    trailers: tuple[Trailer, ...]

    @property
    def kind(self) -> EventKind | None:
        words = self.told(EVENT)
        return EventKind(words[0]) if len(words) == 1 and words[0] in frozenset(EventKind) else None

    def told(self, name: str) -> tuple[str, ...]:
        """The values of the trailers of that name."""
        return tuple(value for key, value in self.trailers if key == name)


def message(summary: str, trailers: Iterable[Trailer]) -> bytes:
    """The message of a commit. BadValue for a summary that is empty or holds control characters."""
    text = checked_summary(summary)
    return (text + "\n\n" + "".join(f"{name}: {value}\n" for name, value in trailers)).encode("utf-8")


def checked_summary(summary: str) -> str:
    """The summary without white space at its ends. BadValue if nothing is left, or it cannot stand in a commit."""
    text = summary.strip()
    if not text or _UNWRITABLE.search(text):
        raise BadValue("a summary is text without control characters", tries=('revtrack add FILE -m "why"',))
    return text


def checked_author(author: Author) -> Author:
    """The author as git will keep it. BadValue for one that cannot stand in a commit."""
    name, address = (word.strip(_NAME_ENDS) for word in (author.name, author.email))
    for word in (name, address):
        if not word or any(c in word for c in "<>\n\t") or _UNWRITABLE.search(word):
            raise BadValue(
                f"{word[:60]!a} cannot be the name or address of an author",
                tries=("REVTRACK_AUTHOR='Name <name@example.org>'",),
            )
    if not 0 <= author.time < 1 << 33:
        raise BadValue("the time of archiving lies outside 1970–2242", tries=("set the clock of this computer",))
    return Author(name, address, author.time)


def read(found: Object) -> Commit:
    """A commit from its object; ObjectDamaged if it is no commit."""
    head, gap, body = found.data.partition(b"\n\n")
    lines = head.split(b"\n")
    words = [line.partition(b" ")[::2] for line in lines]
    trees = [value for key, value in words if key == b"tree"]
    people = [_PERSON.fullmatch(line) for line in lines if line.startswith(b"author ")]
    person = people[0] if people else None
    if found.kind != "commit" or not gap or len(trees) != 1 or person is None:
        raise ObjectDamaged(found.id, "is no commit that can be read")
    parents = tuple(value.decode("ascii", "replace") for key, value in words if key == b"parent")
    name, address = (person[n].decode("utf-8", "replace").strip() for n in (1, 2))
    summary, trailers = split_message(body.decode("utf-8", "replace"))
    author = Author(name, address, int(person[3]))
    return Commit(found.id, trees[0].decode("ascii", "replace"), parents, author, summary, trailers)


def split_message(text: str) -> tuple[str, tuple[Trailer, ...]]:
    """(summary, trailers): only a last paragraph made of nothing but our trailers is read as such."""
    summary, gap, last = text.strip().rpartition("\n\n")
    found = [_TRAILER.fullmatch(line) for line in last.split("\n")]
    trailers = tuple((match[1], match[2]) for match in found if match)
    if not gap or len(trailers) != len(found):
        return text.strip(), ()
    return summary.strip(), trailers
