"""One side of a comparison as the aligner sees it: keys, words and sections of its units, each worked out once and late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from revtrack.diff.fold import fold
from revtrack.diff.numbering import Path, number_paths
from revtrack.diff.tokens import bare_words
from revtrack.diff.units import is_headline
from revtrack.model.changes import TextUnit, UnitClass

_SURROGATES = 0xD800
_LAST = 0x10FFFF - 0x800


class Vocabulary:
    """Gives each word one code point, the same on both sides, so that a likeness of words is one of short strings."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def spell(self, words: Sequence[str]) -> str:
        """One character a word. Beyond a million different words all further ones share the last character."""
        codes = self._codes
        spelt = []
        for word in words:
            code = codes.get(word)
            if code is None:
                number = min(len(codes) + 1, _LAST)
                code = codes[word] = chr(number if number < _SURROGATES else number + 0x800)
            spelt.append(code)
        return "".join(spelt)


@dataclass(frozen=True, slots=True)
class Section:
    """A headline and what stands under it, or what stands before the first. `members` are positions, the headline's not."""

    headline: int | None
    members: tuple[int, ...]


class Side:
    """The units of one side in reading order. Folding and cutting into words happens only when asked for, and once."""

    def __init__(self, units: Sequence[TextUnit], vocabulary: Vocabulary) -> None:
        self.units = units
        self._vocabulary = vocabulary
        self._keys: dict[int, str] = {}
        self._words: dict[int, str] = {}
        self.sections = tuple(_sections(units))
        self.section_of = [0] * len(units)
        for number, section in enumerate(self.sections):
            for at in section.members if section.headline is None else (section.headline, *section.members):
                self.section_of[at] = number

    @cached_property
    def paths(self) -> list[Path]:
        """The printed number of each unit in full."""
        return number_paths(self.units, self.section_of)

    def __len__(self) -> int:
        return len(self.units)

    def key(self, at: int) -> str:
        """The folded text, or the printed number where there is no text: equal keys are equal but for typography."""
        found = self._keys.get(at)
        if found is None:
            found = self._keys[at] = fold(self.units[at].text or self.units[at].marker)
        return found

    def is_bare(self, at: int) -> bool:
        """Whether the unit is nothing but its printed number: what stands under it says what it is."""
        unit = self.units[at]
        return not unit.text and any(character.isalnum() for character in unit.marker)

    def words(self, at: int) -> str:
        """The words, one character each."""
        found = self._words.get(at)
        if found is None:
            found = self._words[at] = self._vocabulary.spell(bare_words(self.key(at)))
        return found

    def weight(self, at: int) -> int:
        """How much there is to read: characters of the text, at least 1."""
        return len(self.units[at].text) + 1

    def class_of(self, at: int) -> UnitClass:
        return self.units[at].unit_class


def _sections(units: Sequence[TextUnit]) -> list[Section]:
    """A new section at each headline and at each new component."""
    found: list[Section] = []
    headline: int | None = None
    members: list[int] = []
    component = _component(units[0]) if units else ""
    for at, unit in enumerate(units):
        opens = is_headline(unit)
        if opens or _component(unit) != component:
            found.append(Section(headline, tuple(members)))
            headline, members, component = (at if opens else None), [], _component(unit)
            if opens:
                continue
        members.append(at)
    found.append(Section(headline, tuple(members)))
    return [section for section in found if section.members or section.headline is not None] or [Section(None, ())]


def _component(unit: TextUnit) -> str:
    return unit.place.component if unit.place else ""
