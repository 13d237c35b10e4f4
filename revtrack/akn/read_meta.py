"""Reads `meta`: the facts of an edition or a record that do not stand in its text.

Only what makes the value is read here. What the profile says twice (IRIs, agents, the lifecycle) is compared afterwards
with what the value would write, so nothing that differs is ever passed over.
"""

from __future__ import annotations

from msgspec import Struct

from revtrack.akn.facts import read_date, read_number
from revtrack.akn.iri import Iri
from revtrack.akn.names import ALIAS_NAMES, akn, own
from revtrack.akn.tree import Element, Misfit, attribute, child, made, optional, text_of
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Correction
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import WorkId

_REGISTERS = {name: register for register, name in ALIAS_NAMES.items()}


class Meta(Struct, frozen=True):
    """What `meta` of a main `doc` says of an edition or a record."""

    work: WorkId
    number: DocumentNumber
    aliases: tuple[DocumentNumber, ...]
    title: str
    label: str
    date: DocumentDate
    language: Language
    relations: tuple[Reference, ...]


def read_meta(doc: Element) -> Meta:
    """The facts. Misfit where one is missing or cannot be what it claims to be."""
    meta = child(doc, akn("meta"))
    identification = child(meta, akn("identification"))
    expression = child(identification, akn("FRBRExpression"))
    numbers = _numbers(expression)
    date = child(expression, akn("FRBRdate"))
    language = child(expression, akn("FRBRlanguage"))
    return Meta(
        work=_work(child(identification, akn("FRBRWork"))),
        number=numbers[0],
        aliases=tuple(numbers[1:]),
        title=_named(expression, "title"),
        label=_named(expression, "label"),
        date=made(date, read_date, attribute(date, "date"), attribute(date, "name")),
        language=made(language, Language.parse, attribute(language, "language")),
        relations=_relations(meta, numbers[0]),
    )


def read_ordinal(doc: Element) -> int:
    """Which edition the Manifestation is."""
    identification = child(child(doc, akn("meta")), akn("identification"))
    manifestation = child(identification, akn("FRBRManifestation"))
    alias = child(manifestation, akn("FRBRalias"))
    return made(alias, int, attribute(alias, "value"))


def read_kinds(doc: Element) -> dict[str, str]:
    """The type as printed of each component, by the component's name."""
    identification = child(child(doc, akn("meta")), akn("identification"))
    info = child(child(identification, akn("FRBRExpression")), akn("componentInfo"))
    return {attribute(data, "name"): attribute(data, "showAs") for data in info}


def own_facts(doc: Element, name: str) -> Element:
    """The element `rt:edition` or `rt:record`. Misfit if the document is the other of the two, or neither."""
    proprietary = child(child(doc, akn("meta")), akn("proprietary"))
    found = optional(proprietary, own(name))
    if found is None:
        raise Misfit(proprietary, f"the document is no {name}: it has no <rt:{name}> among what revtrack wrote")
    return found


def read_corrections(edition: Element) -> tuple[Correction, ...]:
    """The corrections listed in `rt:edition`, in their order."""
    return tuple(
        Correction(
            attribute(listed, "fragment"), *(text_of(child(listed, own(tag))) for tag in ("old", "new", "reason"))
        )
        for listed in edition
    )


def _work(level: Element) -> WorkId:
    uri = child(level, akn("FRBRuri"))
    return made(uri, Iri.parse, attribute(uri, "value")).work


def _numbers(expression: Element) -> list[DocumentNumber]:
    """The numbers of the expression: its own first, then its aliases."""
    numbers = [
        made(alias, read_number, _REGISTERS[name], attribute(alias, "value"))
        for alias in expression.iterfind(akn("FRBRalias"))
        if (name := attribute(alias, "name")) in _REGISTERS
    ]
    if not numbers:
        raise Misfit(expression, "<FRBRExpression> names no document number")
    return numbers


def _named(expression: Element, name: str) -> str:
    found = [alias for alias in expression.iterfind(akn("FRBRalias")) if alias.get("name") == name]
    return attribute(found[0], "value") if found else ""


def _relations(meta: Element, number: DocumentNumber) -> tuple[Reference, ...]:
    links = {f"#{link.get('eId')}": link for link in child(meta, akn("references"))}
    proprietary = child(meta, akn("proprietary"))
    return tuple(_reference(element, links, number) for element in proprietary.iterfind(own("reference")))


def _reference(element: Element, links: dict[str, Element], number: DocumentNumber) -> Reference:
    """A link of this document with what revtrack knows of it, or a relation between two others."""
    link = element.get("link")
    quote = optional(element, own("quote"))
    source = _number(child(element, own("source"))) if link is None else number
    target = _number(child(element, own("target"))) if link is None else _linked(element, links, link)
    return Reference(
        source=source,
        relation=made(element, Relation, attribute(element, "relation")),
        target=target,
        state=made(element, State, attribute(element, "state")),
        evidence=Evidence(
            fragment=element.get("fragment", ""),
            slot=element.get("slot", ""),
            quote="" if quote is None else text_of(quote),
            bearer=element.get("bearer", ""),
        ),
        asserted_by=element.get("assertedBy", ""),
        markings=tuple(text_of(marking) for marking in element.iterfind(own("marking"))),
    )


def _linked(element: Element, links: dict[str, Element], link: str) -> DocumentNumber:
    """The number that a document link shows; its address says of which register it is."""
    found = links.get(link)
    if found is None:
        raise Misfit(element, f"<rt:reference> points at '{link[:40]}', and <references> has no such link")
    register = attribute(found, "href").removeprefix("urn:revtrack:1:number:").partition(":")[0]
    return made(found, read_number, made(found, Register, register), attribute(found, "showAs"))


def _number(element: Element) -> DocumentNumber:
    return made(element, read_number, made(element, Register, attribute(element, "register")), text_of(element))
