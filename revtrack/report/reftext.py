"""Lists what a document refers to and what refers to it, each with its evidence and its state."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.relations import Mention, Reference, State
from revtrack.report.evidence import state_words, where_words
from revtrack.report.jsonframe import JsonObject, frame, reference_object, version_object
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import RefsView
from revtrack.report.wrap import columns, wrap

RELATION_COLUMN = 11
TARGET_COLUMN = 19
EVIDENCE_COLUMN = 33


def refs_text(view: RefsView, style: Style) -> str:
    """References out of the document, a row each, then the documents that refer to it."""
    if style.plain:
        return refs_plain(view)
    name = neutral_line(str(view.version))
    marked = f"   marked {', '.join(map(neutral_line, view.version.markings))}" if view.version.markings else ""
    lines: list[str] = []
    if view.out:
        lines += [f"{name} refers to{marked}", *_rows(view, view.out, style)]
    elif view.out is not None:
        lines.append(f"{name} refers to nothing that revtrack could read{marked}")
    if view.incoming is not None:
        names = [f"{reference.source} ({_incoming(reference)})" for reference in view.incoming]
        said = ", ".join(dict.fromkeys(map(neutral_line, names))) or "nothing here"
        first = "Referred to by  " if view.out is not None else f"{name} is referred to by  "
        lines += wrap(style.own(said), width=style.width, first=first, rest="  ")
    return "\n".join(lines) + "\n"


def refs_plain(view: RefsView) -> str:
    """One reference a line, tab-separated: source, relation, target, where, state, held or not, markings."""
    found = (*(view.out or ()), *(view.incoming or ()))
    return "".join("\t".join(map(neutral_line, _record(view, reference))) + "\n" for reference in found)


def refs_json(view: RefsView, commit: str | None = None) -> JsonObject:
    """The schema revtrack/refs/1. `gained`, `lost` and `retargeted` are null where no pair was compared."""
    body: JsonObject = {
        "version": version_object(view.version),
        "mentions": [_mention(fragment, mention) for fragment, mention in view.mentions],
        "references": [_reference(view, reference) for reference in view.out or ()],
        "referred_to_by": [_reference(view, reference) for reference in view.incoming or ()],
        "gained": None,
        "lost": None,
        "retargeted": None,
    }
    return frame("refs/1", commit or view.commit or None, body)


def _rows(view: RefsView, found: tuple[Reference, ...], style: Style) -> Iterator[str]:
    rows = [
        (
            reference.relation.word,
            neutral_line(str(reference.target)),
            style.own(neutral_line(where_words(reference, whole=style.verbose))),
            f"{style.sign('held' if view.known.get(reference.target) else 'not held')}  {_state(reference)}",
        )
        for reference in found
    ]
    yield from columns(rows, least=(RELATION_COLUMN, TARGET_COLUMN, EVIDENCE_COLUMN), indent="  ")


def _state(reference: Reference) -> str:
    """`inferred; confirm?`, `extracted; EU RESTRICTED`."""
    words = neutral_line(state_words(reference))
    return words.replace("inferred", "inferred; confirm?", 1) if reference.state is State.INFERRED else words


def _incoming(reference: Reference) -> str:
    """The relation, and its state where that is less than what a header says."""
    certain = reference.state in (State.STATED, State.CONFIRMED)
    return reference.relation.word if certain else f"{reference.relation.word}, {reference.state.value}"


def _record(view: RefsView, reference: Reference) -> tuple[str, ...]:
    return (
        str(reference.source),
        reference.relation.word,
        str(reference.target),
        where_words(reference),
        reference.state.value,
        "held" if view.known.get(reference.target) else "text not held",
        ", ".join(reference.markings),
    )


def _reference(view: RefsView, reference: Reference) -> JsonObject:
    return {**reference_object(reference), "held": view.known.get(reference.target, False)}


def _mention(fragment: str, mention: Mention) -> JsonObject:
    return {
        "fragment": fragment or None,
        "span": list(mention.span),
        "raw": mention.raw,
        "number": str(mention.number),
        "class": mention.kind,
        "subjects": list(mention.subjects),
        "markings": list(mention.markings),
    }
