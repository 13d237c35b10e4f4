"""Which documents carry the same text in another state, by their numbers alone, and so can be compared as texts.

    REV   a new full text: comparable with every other revision of the number
    DCL   the same text with another marking: comparable, and expected to be identical
    ADD   an addendum, COR a corrigendum, EXT an extract: something beside the full text, or a part of it
    AMD   not verified in any document seen: nothing is said of it but that it is something else

The meanings are those of the Council's register (docs/references, "What a suffix means").
"""

from __future__ import annotations

from revtrack.model.numbers import DocumentNumber, Suffix

PARTS: dict[str, str] = {
    "ADD": "an addendum",
    "COR": "a corrigendum",
    "EXT": "an extract",
    "AMD": "an amendment of its own",
}
"""Suffixes whose document does not carry the full text, in words. REV and DCL are not among them."""


def comparable(one: DocumentNumber, other: DocumentNumber) -> bool:
    """Whether both carry the full text, or the same part of it; of two numbers of one base, the very same part."""
    if one.base == other.base:
        return _parts(one) == _parts(other)
    return [part.kind for part in _parts(one)] == [part.kind for part in _parts(other)]


def comparison_note(old: DocumentNumber, new: DocumentNumber) -> str:
    """A sentence for who compares the two: why a comparison of texts says little here, "" where nothing is to be said."""
    if not comparable(old, new):
        said = " and ".join(f"{number} is {_standing(number)}" for number in (old, new) if _parts(number))
        return f"{said}: what one of the two does not carry at all is shown as deleted or new"
    if old.base == new.base and old != new and _undeclassified(old) == _undeclassified(new):
        return f"{old} and {new} differ in their marking alone by their numbers: the text should be identical"
    return ""


def _parts(number: DocumentNumber) -> tuple[Suffix, ...]:
    return tuple(suffix for suffix in number.suffixes if suffix.kind in PARTS)


def _standing(number: DocumentNumber) -> str:
    """`a corrigendum, not the full text`."""
    return f"{PARTS[_parts(number)[-1].kind]}, not the full text"


def _undeclassified(number: DocumentNumber) -> tuple[int, tuple[Suffix, ...]]:
    return number.revision, tuple(suffix for suffix in number.suffixes if suffix.kind != "DCL")
