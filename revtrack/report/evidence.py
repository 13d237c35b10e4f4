"""Where a reference stands, in words: a header slot, a paragraph, a footnote, a record; and how it came to be known."""

from __future__ import annotations

from collections.abc import Mapping

from revtrack.model.places import display
from revtrack.model.relations import Reference, State
from revtrack.report.wrap import clip

LONGEST_QUOTE = 40


def place_words(reference: Reference, *, bearers: Mapping[str, str] | None = None) -> str:
    """`header`, `¶ 2`, `fn 1`, or `¶ note.1, fn 1` where the paragraph that bears the footnote is known; `record`."""
    evidence = reference.evidence
    if evidence.fragment:
        bearer = (bearers or {}).get(evidence.fragment, "")
        place = display(evidence.fragment)
        return f"{display(bearer)}, {place}" if bearer else place
    if reference.state is State.CATALOGUED:
        return "record"
    return "header" if evidence.slot or evidence.quote else ""


def where_words(reference: Reference, *, bearers: Mapping[str, str] | None = None, whole: bool = False) -> str:
    """The place with the words that tell: the label of a header slot, the sentence behind an inference.

    Long quotes are cut unless `whole`.
    """
    place = place_words(reference, bearers=bearers)
    quote = _quote(reference)
    if not quote:
        return place
    return f'{place} "{quote if whole else clip(quote, LONGEST_QUOTE)}"'.lstrip()


def state_words(reference: Reference) -> str:
    """`stated`, `extracted; EU RESTRICTED`, `confirmed by Ada`."""
    state = reference.state.value
    by = f" by {reference.asserted_by}" if reference.asserted_by and reference.state is State.CONFIRMED else ""
    return "; ".join([state + by, *reference.markings])


def _quote(reference: Reference) -> str:
    """What is quoted: a reference extracted from a paragraph would only repeat its number."""
    evidence = reference.evidence
    if evidence.fragment and reference.state is State.EXTRACTED:
        return ""
    if not evidence.fragment and evidence.slot:
        return evidence.quote.partition(":")[0].strip() if ":" in evidence.quote else evidence.quote
    return evidence.quote
