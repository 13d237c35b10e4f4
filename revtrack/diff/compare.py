"""Compares two expressions, or two plain lists of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.diff.align import align
from revtrack.diff.classify import classify
from revtrack.diff.mirror import invert
from revtrack.diff.order import in_reading_order
from revtrack.diff.signals import with_signals
from revtrack.diff.units import Parted, of_expression
from revtrack.errors import LanguagesDiffer
from revtrack.model.addresses import ways_to_get
from revtrack.model.changes import Changes, Comparison, TextUnit
from revtrack.model.language import Language
from revtrack.model.rulings import NO_RULINGS, Positions, Rulings
from revtrack.model.texts import Expression


def compare(old: Expression, new: Expression, *, rulings: Rulings = NO_RULINGS) -> Comparison:
    """What changed from one version to another. Positions count paragraphs, headings and footnotes in reading order, from 0.

    What people ruled on pairings wins over everything else. Raises LanguagesDiffer if both languages are known and are not
    the same.
    """
    if old.language.is_known and new.language.is_known and old.language is not new.language:
        raise _languages_differ(old, new)
    language = new.language if new.language.is_known else old.language
    return compare_units(of_expression(old), of_expression(new), lang=language, rulings=rulings)


def compare_texts(
    old: Sequence[str],
    new: Sequence[str],
    *,
    lang: Language | None = None,
) -> Comparison:
    """What changed between two plain lists of paragraphs. Positions count paragraphs, from 0.

    List markers in front ("1.", "(a)", "3°", "§ 5", "Artikel 5", "-") are no part of the likeness, but are part of the
    edits: kept and taken away make the old paragraphs, kept and added the new ones, to the last character. Signals of words
    (modality, negation) are read by language, and need it.
    """
    parted = Parted()
    return compare_units(parted.units(old), parted.units(new), lang=lang or Language.UND)


def compare_units(
    old: Sequence[TextUnit],
    new: Sequence[TextUnit],
    *,
    lang: Language = Language.UND,
    rulings: Rulings = NO_RULINGS,
) -> Comparison:
    """What changed between two lists of units. Exchanged arguments give the mirrored comparison, exactly.

    One order of the two sides is worked out, whichever way they are given, and mirrored if need be: rules for ties and
    near misses would otherwise depend on the direction. Of sides that are alike the rulings tell which comes first.
    """
    if _is_turned(old, new, rulings):
        return invert(_compare(tuple(new), tuple(old), lang, rulings.mirrored))
    return _compare(tuple(old), tuple(new), lang, rulings)


def _compare(old: tuple[TextUnit, ...], new: tuple[TextUnit, ...], lang: Language, rulings: Rulings) -> Comparison:
    pairing, thinned = align(old, new, rulings)
    classified = classify(pairing)
    parts = with_signals(classified.parts, old, new, lang)
    return Comparison(old, new, Changes(in_reading_order(parts), new), (*thinned, *classified.coarse))


def _is_turned(old: Sequence[TextUnit], new: Sequence[TextUnit], rulings: Rulings) -> bool:
    """Whether the new side comes first when both are ordered by all that the aligner looks at."""
    for one, other in zip(old, new, strict=False):
        if one is not other and (before := _looked_at(one)) != (after := _looked_at(other)):
            return before > after
    return (len(old), _told(rulings)) > (len(new), _told(rulings.mirrored))


def _looked_at(unit: TextUnit) -> tuple[str, str, str, str, str]:
    return (unit.text, unit.lead, unit.marker, unit.unit_class.value, unit.place.component if unit.place else "")


def _told(rulings: Rulings) -> tuple[list[tuple[Positions, Positions]], list[tuple[int, int]]]:
    """Rulings in a form that can be ordered."""
    return sorted(rulings.confirmed), sorted(rulings.rejected)


def _languages_differ(old: Expression, new: Expression) -> LanguagesDiffer:
    return LanguagesDiffer(
        f"{old.number} is held in {old.language.english}, {new.number} in {new.language.english}; "
        "a word diff would mean nothing",
        tries=(f"{ways_to_get(old.number, new.language.short)[0]}   brings the other language in",),
    )
