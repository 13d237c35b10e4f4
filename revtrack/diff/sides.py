"""One side of a comparison as the aligner sees it: keys, words and sections of its units, each worked out once and late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from revtrack.diff.fold import fold, loosen
from revtrack.diff.numbering import Path, number_paths
from revtrack.diff.tokens import bare_words
from revtrack.diff.units import is_headline
from revtrack.model.changes import TextUnit, UnitClass

LONGEST_SECTION = 2_000

_SURROGATES = 0xD800
_LAST = 0x10FFFF - 0x800


class Vocabulary:
    """Gives each word one code point, the same on both sides, so that a likeness of words is one of short strings."""

    def __init__(self) -> None:
        self._codes = _Codes()

    def spell(self, words: Sequence[str]) -> str:
        """One character a word. Beyond a million different words all further ones share the last character."""
        codes = self._codes
        return "".join([codes[word] for word in words])


class _Codes(dict[str, str]):
    """Each word's character, given when it is first asked for."""

    def __missing__(self, word: str) -> str:
        number = min(len(self) + 1, _LAST)
        code = self[word] = chr(number if number < _SURROGATES else number + 0x800)
        return code


class Section(Struct, frozen=True):
    """A headline and what stands under it, or what stands before the first. `members` are positions, the headline's not."""

    headline: int | None
    members: range


class Side:
    """The units of one side in reading order. Folding and cutting into words happens only when asked for, and once."""

    def __init__(self, units: Sequence[TextUnit], vocabulary: Vocabulary) -> None:
        self.units = units
        self._vocabulary = vocabulary
        self._keys: dict[int, str] = {}
        self._loose_keys: dict[int, str] = {}
        self._words: dict[int, str] = {}
        self._paths: dict[int, list[Path]] = {}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every headline with what stands under it, in order."""
        return tuple(_sections(self.units))

    @cached_property
    def section_of(self) -> list[int]:
        """The number of the section each unit stands in."""
        found: list[int] = []
        for number, section in enumerate(self.sections):
            found += [number] * (len(section.members) + (section.headline is not None))
        return found

    @cached_property
    def weights(self) -> list[int]:
        """How much there is to read of each unit: characters of the text, at least 1."""
        return [len(unit.text) + 1 for unit in self.units]

    @cached_property
    def weight_before(self) -> list[int]:
        """The weight of all units before each, and last that of all."""
        return list(accumulate(self.weights, initial=0))

    def path(self, at: int) -> Path:
        """The printed number of a unit in full, as far as its section goes; empty for one without number, or with a bullet.

        Empty throughout a section of more than LONGEST_SECTION units: a list without headlines, where numbers recur.
        """
        number = self.section_of[at]
        found = self._paths.get(number)
        section = self.sections[number]
        if len(section.members) > LONGEST_SECTION:
            return ()
        start = section.members.start if section.headline is None else section.headline
        if found is None:
            found = self._paths[number] = number_paths(self.units[start : section.members.stop])
        return found[at - start]

    def __len__(self) -> int:
        return len(self.units)

    def key(self, at: int) -> str:
        """The folded text, or the printed number where there is no text: equal keys are equal but for typography."""
        found = self._keys.get(at)
        if found is None:
            found = self._keys[at] = fold(self.units[at].text or self.units[at].marker)
        return found

    def loose_key(self, at: int) -> str:
        """The text without white space and the kinds of marks, or the number: equal for what is surely the same text."""
        found = self._loose_keys.get(at)
        if found is None:
            unit = self.units[at]
            found = self._loose_keys[at] = loosen(unit.text or unit.marker)
        return found

    def is_bare(self, at: int) -> bool:
        """Whether the unit is nothing but its printed number: what stands under it says what it is."""
        unit = self.units[at]
        return not unit.text and any(character.isalnum() for character in unit.marker)

    def words(self, at: int) -> str:
        """The words, one character each."""
        found = self._words.get(at)
        if found is None:
            text = self.units[at].text
            plain = text if text.isascii() and text else self.key(at)  # folding ASCII parts and joins no words
            found = self._words[at] = self._vocabulary.spell(bare_words(plain))
        return found

    def weight(self, at: int) -> int:
        return self.weights[at]

    def class_of(self, at: int) -> UnitClass:
        return self.units[at].unit_class


def _sections(units: Sequence[TextUnit]) -> Iterator[Section]:
    """A new section at each headline and at each new component."""
    if not units:
        yield Section(None, range(0))
        return
    headline: int | None = None
    start = 0
    component = _component(units[0])
    for at, unit in enumerate(units):
        opens = is_headline(unit)
        if opens or _component(unit) != component:
            if headline is not None or at > start:
                yield Section(headline, range(start, at))
            headline, start, component = (at if opens else None), (at + 1 if opens else at), _component(unit)
    yield Section(headline, range(start, len(units)))


def _component(unit: TextUnit) -> str:
    return unit.place.component if unit.place else ""
