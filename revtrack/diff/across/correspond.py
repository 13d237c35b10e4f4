"""Says which units of two texts in different languages belong together, on what grounds, and what differs between them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from revtrack.diff.across.beads import Bead
from revtrack.diff.across.differing import differences
from revtrack.diff.across.half import Half, component_of, halves
from revtrack.diff.across.proof import grounds, similarity
from revtrack.diff.across.rounds import Pairs, pair
from revtrack.diff.units import of_expression
from revtrack.model.changes import TextUnit
from revtrack.model.correspondence import Correspondence, Ground, Link, in_reading_order
from revtrack.model.language import Language
from revtrack.model.rulings import NO_RULINGS, Rulings
from revtrack.model.texts import Expression

Languages = tuple[Language, Language]
UNKNOWN: Languages = (Language.UND, Language.UND)


def correspond(old: Expression, new: Expression, *, rulings: Rulings = NO_RULINGS) -> Correspondence:
    """What belongs together in two versions, whatever their languages. Positions count units in reading order, from 0.

    What people ruled on pairings wins over everything else.
    """
    languages = (old.language, new.language)
    return correspond_units(of_expression(old), of_expression(new), languages=languages, rulings=rulings)


def correspond_units(
    old: Sequence[TextUnit],
    new: Sequence[TextUnit],
    *,
    languages: Languages = UNKNOWN,
    rulings: Rulings = NO_RULINGS,
) -> Correspondence:
    """What belongs together in two lists of units. Exchanged arguments give the mirrored correspondence, exactly.

    `languages` are those of the old and the new units; they tell words for numbers, and matter for nothing else.
    """
    if _told(old, languages[0], rulings) > _told(new, languages[1], rulings.mirrored):
        turned = (languages[1], languages[0])
        return _correspond(tuple(new), tuple(old), turned, rulings.mirrored).mirrored
    return _correspond(tuple(old), tuple(new), languages, rulings)


def _told(units: Sequence[TextUnit], language: Language, rulings: Rulings) -> tuple[object, ...]:
    """All that is looked at, in a form that can be ordered: one order of the sides is worked out, whichever is given."""
    told = [(unit.text, unit.marker, unit.unit_class.value, component_of(unit)) for unit in units]
    return told, language.short, sorted(rulings.confirmed), sorted(rulings.rejected)


def _correspond(
    old: tuple[TextUnit, ...], new: tuple[TextUnit, ...], languages: Languages, rulings: Rulings
) -> Correspondence:
    confirmed = rulings.confirmed
    done = ({at for olds, _ in confirmed for at in olds}, {at for _, news in confirmed for at in news})
    before, after = halves(old, new, done)
    found = pair(before, after, _rows(rulings, before, after))
    links = [_link(found, before, after, bead) for bead in found.beads]
    links += [Link(olds, news, (Ground.CONFIRMED,), 1.0) for olds, news in confirmed]
    told = (_with_differences(link, old, new, languages) for link in links)
    return Correspondence(old, new, in_reading_order(told), _coarse(found, before, after))


def _rows(rulings: Rulings, old: Half, new: Half) -> frozenset[tuple[int, int]]:
    """The rejected pairings by their rows in the halves."""
    olds = {at: row for row, at in enumerate(old.at)}
    news = {at: row for row, at in enumerate(new.at)}
    return frozenset((olds[i], news[j]) for i, j in rulings.rejected if i in olds and j in news)


def _link(found: Pairs, old: Half, new: Half, bead: Bead) -> Link:
    olds, news = tuple(old.at[row] for row in bead.old), tuple(new.at[row] for row in bead.new)
    if not olds or not news:
        return Link(olds, news)
    return Link(olds, news, grounds(found.weighing, old, new, bead), similarity(found.weighing, old, new, bead))


def _with_differences(link: Link, old: Sequence[TextUnit], new: Sequence[TextUnit], languages: Languages) -> Link:
    if not link.is_paired:
        return link
    before, after = "\n".join(old[at].text for at in link.old), "\n".join(new[at].text for at in link.new)
    return replace(link, differences=differences(before, after, languages))


def _coarse(found: Pairs, old: Half, new: Half) -> tuple[str, ...]:
    """The bound of work that was met, in words that hold when the sides change places."""
    if not found.coarse:
        return ()
    fewer, more = sorted((len(old), len(new)))
    return (f"{fewer} against {more} units: long stretches without a sure pairing were weighed near the diagonal only",)
