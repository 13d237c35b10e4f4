"""The references of both texts and the documents around the new one, as tables; each document also as a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.places import display
from revtrack.model.relations import Lineage, Reference, Relation, State
from revtrack.report.html.marked import reference_id
from revtrack.report.interface import Interface
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import KnownDocument, ReferenceNews


class Document(Struct, frozen=True):
    """A document that is referred to: what is known of it, and where each text speaks of it.

    `uses` are (relation, places, how it is known); `address` is where its register shows it, "" if that is not known.
    """

    id: str
    number: str
    known: KnownDocument
    status: str
    markings: tuple[str, ...]
    uses: tuple[tuple[str, str, str], ...]
    address: str


class Group(Struct, frozen=True):
    """Documents gained, lost, retargeted or kept."""

    title: str
    documents: tuple[Document, ...]


class EdgeRow(Struct, frozen=True):
    """One edge of the lineage in words."""

    source: str
    relation: str
    target: str
    where: str
    state: str


def groups(news: ReferenceNews, interface: Interface) -> tuple[Group, ...]:
    """What was gained, lost, retargeted and kept; each document stands once, in the first group it belongs to."""
    told: set[DocumentNumber] = set()
    listed = (
        ("gained", news.gained),
        ("lost", news.lost),
        ("retargeted", tuple(new for _, new in news.retargeted)),
        ("kept", news.kept),
    )
    found = []
    for name, references in listed:
        targets = [number for number in dict.fromkeys(one.target for one in references) if number not in told]
        told.update(targets)
        everywhere = (*news.gained, *news.lost, *news.kept)
        documents = tuple(_document(number, everywhere, news, interface) for number in targets)
        if documents:
            found.append(Group(interface.say(name), documents))
    return tuple(found)


def goals(news: ReferenceNews | None, interface: Interface) -> dict[str, tuple[str, str, bool]]:
    """Of each document that has an entry: the address of the entry, what a link says of it, whether its text is held."""
    if news is None:
        return {}
    there = {one.target for one in (*news.gained, *news.lost, *news.kept)}
    return {
        str(number): (reference_id(number), _said(number, news, interface), news.known[number].held)
        for number in sorted(there, key=str)
    }


def _said(number: DocumentNumber, news: ReferenceNews, interface: Interface) -> str:
    known = news.known[number]
    parts = (known.title, interface.say("held" if known.held else "not-held"), *known.markings)
    return "; ".join(neutral_line(part) for part in parts if part)


def _document(
    number: DocumentNumber, references: Iterable[Reference], news: ReferenceNews, interface: Interface
) -> Document:
    own = [one for one in references if one.target == number]
    known = news.known.get(number, KnownDocument())
    return Document(
        id=reference_id(number),
        number=neutral_line(str(number)),
        known=known,
        status=interface.say("held" if known.held else "not-held"),
        markings=tuple(dict.fromkeys((*known.markings, *(mark for one in own for mark in one.markings)))),
        uses=tuple(_uses(own, interface)),
        address=register_address(number),
    )


def _uses(references: Sequence[Reference], interface: Interface) -> Iterator[tuple[str, str, str]]:
    """(relation, places, how it is known), places of the same kind together."""
    places: dict[tuple[Relation, State], list[str]] = {}
    for one in references:
        places.setdefault((one.relation, one.state), []).append(where(one, interface))
    for (relation, state), found in places.items():
        words = ", ".join(dict.fromkeys(place for place in found if place))
        yield interface.say(f"rel-{relation.value}"), words, interface.say(f"state-{state.value}")


def where(reference: Reference, interface: Interface) -> str:
    """`header`, `¶ 2`, `¶ note.1, fn 1` for a footnote and the paragraph that bears it, `record` for what is catalogued."""
    evidence = reference.evidence
    if evidence.fragment:
        bearer = f"{display(evidence.bearer)}, " if evidence.bearer else ""
        return bearer + display(evidence.fragment)
    if reference.state is State.CATALOGUED:
        return interface.say("record-place")
    return interface.say("header-place") if evidence.slot else ""


def register_address(number: DocumentNumber) -> str:
    """Where the register of a document shows it, by its number alone; "" where the number does not lead there."""
    if number.register is Register.CELEX:
        return f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{number.serial}"
    if number.register is Register.ECLI and number.serial.startswith("ECLI:EU:"):
        return f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=ecli:{number.serial}"
    if number.register is Register.ELI:
        return f"https://data.europa.eu/eli/{number.serial.removeprefix('eli/')}"
    return ""


def edge_rows(lineage: Lineage, interface: Interface) -> tuple[EdgeRow, ...]:
    """The edges of a lineage in its order."""
    return tuple(
        EdgeRow(
            neutral_line(str(one.source)),
            interface.say(f"rel-{one.relation.value}"),
            neutral_line(str(one.target)),
            neutral_line(where(one, interface)),
            interface.say(f"state-{one.state.value}"),
        )
        for one in (edge.reference for edge in lineage.edges)
    )


def node_rows(lineage: Lineage, interface: Interface) -> tuple[tuple[str, str, str], ...]:
    """(number, title, what is known) of the documents of a lineage in its order."""
    return tuple(
        (
            neutral_line(str(node.number)),
            neutral_line(node.title),
            ", ".join(
                [
                    *([node.date] if node.date else []),
                    interface.say("held" if node.held else "not-held"),
                    *node.markings,
                ]
            ),
        )
        for node in lineage.nodes
    )


def picture(lineage: Lineage) -> Markup:
    """The lineage drawn; the tables below it say the same."""
    from revtrack.report.picture.folding import shown
    from revtrack.report.picture.svg import still_svg

    return Markup(still_svg(lineage, shown(lineage)))  # noqa: S704 - escaped where it is drawn
