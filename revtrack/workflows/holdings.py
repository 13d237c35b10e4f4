"""Holdings: which editions and records a store holds, each with the id of its bytes, as one sorted text.

    \neu-crr/9956-14/da.2 3f2a…          an edition
    \neu-crr/15175-08/record 91bc…       a record

A text of a hundred thousand lines is read from a cache, and searched for one work, in a few milliseconds; as many values are not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from revtrack.store.contract import EditionKey, RecordKey

Key = EditionKey | RecordKey
_RECORD = "record"
_SEARCHED = 20
"""For more numbers than this every line is looked at once, instead of the whole text for each number."""


class Holding(Struct, frozen=True):
    """One edition or record, and the id of its XML's bytes."""

    key: Key
    blob: str


class Holdings(Struct, frozen=True):
    """Every line of a store, each begun by a newline, sorted; what is `withdrawn` is never given out.

    Before the first newline stand the slugs of `twofold`.
    """

    text: str
    withdrawn: frozenset[Key] = frozenset()

    @classmethod
    def of(cls, listed: Iterable[tuple[Key, str | None]]) -> Holdings:
        """The holdings from a store's listing."""
        return cls(_text(f"{_line(key)} {blob}" for key, blob in listed if blob))

    def changed(self, differing: Iterable[tuple[Key, str | None]]) -> Holdings:
        """These holdings as they are after some keys came, went or have other bytes."""
        lines = dict(line.split(" ") for line in self.text.split("\n")[1:])
        for key, blob in differing:
            lines.pop(_line(key), None)
            if blob:
                lines[_line(key)] = blob
        return Holdings(_text(f"{line} {blob}" for line, blob in lines.items()), self.withdrawn)

    def all(self) -> Iterator[Holding]:
        """Everything held."""
        return self._read(self.text.split("\n")[1:])

    def of_work(self, folder: str) -> Iterator[Holding]:
        """What is filed in the folder of a work. Its lines stand together, since all begin alike."""
        first = self.text.find(f"\n{folder}/")
        if first < 0:
            return iter(())
        last = self.text.rfind(f"\n{folder}/")
        end = self.text.find("\n", last + 1)
        return self._read(self.text[first + 1 : end if end >= 0 else None].split("\n"))

    def of_numbers(self, slugs: Collection[str]) -> Iterator[Holding]:
        """What is held of the numbers with these slugs, wherever it is filed."""
        if len(slugs) > _SEARCHED:
            return (holding for holding in self.all() if holding.key.slug in slugs)
        return self._read(line for slug in sorted(slugs) for line in self._lines_with(f"/{slug}/"))

    @property
    def twofold(self) -> frozenset[str]:
        """The slugs of numbers that are filed under more than one work, as a merge of two stores can have it."""
        return frozenset(self.text.partition("\n")[0].split())

    def _lines_with(self, words: str) -> Iterator[str]:
        at = self.text.find(words)
        while at >= 0:
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            yield self.text[self.text.rfind("\n", 0, at) + 1 : end]
            at = self.text.find(words, end)

    def _read(self, lines: Iterable[str]) -> Iterator[Holding]:
        for line in lines:
            path, _, blob = line.partition(" ")
            key = _key(path)
            if key not in self.withdrawn:
                yield Holding(key, blob)


def _text(lines: Iterable[str]) -> str:
    """The sorted lines, each begun by a newline; before the first newline the slugs that stand under two works."""
    ordered = sorted(lines)
    filed: dict[str, str] = {}
    twofold: set[str] = set()
    for work, slug, _ in (line.split("/", 2) for line in ordered):
        if filed.setdefault(slug, work) != work:
            twofold.add(slug)
    return " ".join(sorted(twofold)) + "".join(f"\n{line}" for line in ordered)


def _line(key: Key) -> str:
    name = _RECORD if isinstance(key, RecordKey) else f"{key.language}.{key.ordinal}"
    return f"{key.work}/{key.slug}/{name}"


def _key(path: str) -> Key:
    work, slug, name = path.split("/")
    if name == _RECORD:
        return RecordKey(work, slug)
    language, _, ordinal = name.partition(".")
    return EditionKey(work, slug, language, int(ordinal))
