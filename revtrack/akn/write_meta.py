"""Writes `meta`: identification on the three levels of FRBR, lifecycle, references, and what only revtrack knows."""

from __future__ import annotations

from msgspec.structs import replace

from revtrack.akn.facts import date_attributes, number_text
from revtrack.akn.iri import Iri, country, manifestation_of, number_urn
from revtrack.akn.names import ALIAS_NAMES, LINKS, MEDIA_TYPE, akn, own
from revtrack.akn.tree import Element, add
from revtrack.model.dates import UNKNOWN_DATE
from revtrack.model.documents import Edition, Record
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference
from revtrack.model.texts import Component, Expression

Facts = Expression | Record
"""What an edition and a record have in common is the expression's part; both types name these fields alike."""

SOURCE = {"source": "#revtrack"}
EDITORIAL = "editorial correction, not official"
AGENTS = {
    "eu": ("/akn/ontology/organization/eu/european-union", "European Union"),
    "no": ("/akn/ontology/organization/no/norway", "Norway"),
    "un": ("/akn/ontology/organization/un/united-nations", "United Nations"),
    "zz": ("/akn/ontology/organization/zz/unknown", "author not stated"),
}
"""Who is named as author: what the register of the number vouches for, and no more than that."""
REVTRACK = ("/akn/ontology/organization/zz/revtrack", "revtrack, which wrote this transcription")


def write_main_meta(doc: Element, document: Edition | Record) -> None:
    """The `meta` of the whole document, in its first `doc`."""
    facts = _facts(document)
    manifestation = manifestation_of(document)
    meta = add(doc, akn("meta"))
    _identification(meta, document, manifestation, doc.get("name", ""), complete=True)
    _lifecycle(meta, document)
    _references(meta, document)
    proprietary = add(meta, akn("proprietary"), SOURCE)
    if isinstance(document, Edition):
        _edition(proprietary, document)
    else:
        add(proprietary, own("record"), {"knownFrom": document.known_from})
    for position, reference in enumerate(facts.relations, 1):
        _reference(proprietary, facts, position, reference)


def write_component_meta(doc: Element, edition: Edition, component: Component) -> None:
    """The `meta` of an attached component: its own identification; all else is said once, in the main `doc`."""
    meta = add(doc, akn("meta"))
    _identification(meta, edition, manifestation_of(edition), component.name, complete=False)


def is_own(facts: Facts, reference: Reference) -> bool:
    """Whether the document itself is the one that stands in relation, so that Akoma Ntoso has a link for it."""
    return reference.source == facts.number


def _facts(document: Edition | Record) -> Facts:
    return document.expression if isinstance(document, Edition) else document


def _identification(
    meta: Element, document: Edition | Record, manifestation: Iri, component: str, *, complete: bool
) -> None:
    identification = add(meta, akn("identification"), SOURCE)
    _work(identification, _facts(document), manifestation, component)
    _expression(identification, document, manifestation, component, complete=complete)
    _manifestation(identification, document, manifestation, component)


def _work(identification: Element, facts: Facts, manifestation: Iri, component: str) -> None:
    """The family: nothing here differs between its versions, so its date is unknown and its name is its id."""
    work = add(identification, akn("FRBRWork"))
    _iris(work, Iri(manifestation.country, manifestation.work), component)
    add(work, akn("FRBRdate"), date_attributes(UNKNOWN_DATE))
    add(work, akn("FRBRauthor"), {"href": f"#{_agent(facts)}"})
    add(work, akn("FRBRcountry"), {"value": manifestation.country})
    add(work, akn("FRBRname"), {"value": facts.work})


def _expression(
    identification: Element, document: Edition | Record, manifestation: Iri, component: str, *, complete: bool
) -> None:
    """One text, known by its document number, which is its first alias and its version number."""
    facts = _facts(document)
    iri = replace(manifestation, file="")
    expression = add(identification, akn("FRBRExpression"))
    _iris(expression, iri, component)
    for number in (facts.number, *facts.aliases):
        _alias(expression, ALIAS_NAMES[number.register], number_text(number))
    if facts.title:
        _alias(expression, "title", facts.title)
    if facts.label:
        _alias(expression, "label", facts.label)
    add(expression, akn("FRBRdate"), date_attributes(facts.date))
    add(expression, akn("FRBRauthor"), {"href": f"#{_agent(facts)}"})
    if complete and isinstance(document, Edition):
        _component_info(expression, document, iri)
    add(expression, akn("FRBRversionNumber"), {"value": number_text(facts.number)})
    add(expression, akn("FRBRlanguage"), {"language": (iri.language or Language.UND).long})


def _component_info(expression: Element, edition: Edition, iri: Iri) -> None:
    """Every component with its type as printed: `showAs` is what the standard has for words to show."""
    info = add(expression, akn("componentInfo"))
    for component in edition.expression.components:
        href = str(iri.of_component(component.name))
        add(info, akn("componentData"), {"name": component.name, "href": href, "showAs": component.kind})


def _manifestation(identification: Element, document: Edition | Record, iri: Iri, component: str) -> None:
    """One transcription; when it was made is the store's matter, so that equal texts give equal bytes."""
    manifestation = add(identification, akn("FRBRManifestation"))
    _iris(manifestation, iri, component)
    if isinstance(document, Edition):
        shown = f"edition {document.ordinal}: {EDITORIAL if document.ordinal > 1 else 'the text as received'}"
        attributes = {"name": "edition", "value": str(document.ordinal), "showAs": shown}
        add(manifestation, akn("FRBRalias"), attributes)
    add(manifestation, akn("FRBRdate"), date_attributes(UNKNOWN_DATE))
    add(manifestation, akn("FRBRauthor"), {"href": "#revtrack"})
    add(manifestation, akn("FRBRformat"), {"value": MEDIA_TYPE})


def _iris(level: Element, iri: Iri, component: str) -> None:
    add(level, akn("FRBRthis"), {"value": str(iri.of_component(component))})
    add(level, akn("FRBRuri"), {"value": str(iri)})


def _alias(level: Element, name: str, value: str) -> None:
    add(level, akn("FRBRalias"), {"name": name, "value": value})


def _agent(facts: Facts) -> str:
    return country(facts.number)


def _lifecycle(meta: Element, document: Edition | Record) -> None:
    """The text was made at its date; a later edition is an event of its own, no amendment of the text."""
    facts = _facts(document)
    lifecycle = add(meta, akn("lifecycle"), SOURCE)
    made = {"eId": "evt_1", "date": date_attributes(facts.date)["date"], "source": f"#{_agent(facts)}"}
    add(lifecycle, akn("eventRef"), {**made, "type": "generation"})
    if isinstance(document, Edition) and document.ordinal > 1:
        corrected = {"eId": "evt_2", "date": date_attributes(UNKNOWN_DATE)["date"], **SOURCE}
        add(lifecycle, akn("eventRef"), {**corrected, "refersTo": "#editorial-correction"})


def _references(meta: Element, document: Edition | Record) -> None:
    facts = _facts(document)
    references = add(meta, akn("references"), SOURCE)
    for position, reference in enumerate(facts.relations, 1):
        if is_own(facts, reference):
            _link(references, position, reference)
    agent = _agent(facts)
    _top_level_class(references, "TLCOrganization", agent, *AGENTS[agent])
    _top_level_class(references, "TLCOrganization", "revtrack", *REVTRACK)
    if isinstance(document, Edition) and document.ordinal > 1:
        _top_level_class(
            references, "TLCConcept", "editorial-correction", "/akn/ontology/concept/zz/editorial-correction", EDITORIAL
        )


def _top_level_class(references: Element, name: str, eid: str, href: str, shown: str) -> None:
    add(references, akn(name), {"eId": eid, "href": href, "showAs": shown})


def _link(references: Element, position: int, reference: Reference) -> None:
    link = LINKS.get(reference.relation)
    attributes = {
        "eId": f"ref_{position}",
        "href": number_urn(reference.target),
        "showAs": number_text(reference.target),
    }
    if link:
        add(references, akn(link), attributes)
    else:
        add(references, akn("TLCReference"), {**attributes, "name": reference.relation.value})


def _edition(proprietary: Element, edition: Edition) -> None:
    attributes = {"principal": edition.expression.principal}
    if edition.reason:
        attributes["reason"] = edition.reason
    element = add(proprietary, own("edition"), attributes)
    for correction in edition.corrections:
        corrected = add(element, own("correction"), {"fragment": correction.fragment})
        add(corrected, own("old"), text=correction.old)
        add(corrected, own("new"), text=correction.new)
        add(corrected, own("reason"), text=correction.reason)


def _reference(proprietary: Element, facts: Facts, position: int, reference: Reference) -> None:
    """What the link cannot say; a relation between two other documents stands here as a whole."""
    evidence = reference.evidence
    attributes = {"relation": reference.relation.value, "state": reference.state.value}
    if is_own(facts, reference):
        attributes = {"link": f"#ref_{position}", **attributes}
    for name, value in (
        ("fragment", evidence.fragment),
        ("bearer", evidence.bearer),
        ("slot", evidence.slot),
        ("assertedBy", reference.asserted_by),
    ):
        if value:
            attributes[name] = value
    element = add(proprietary, own("reference"), attributes)
    if not is_own(facts, reference):
        _number(element, "source", reference.source)
        _number(element, "target", reference.target)
    if evidence.quote:
        add(element, own("quote"), text=evidence.quote)
    for marking in reference.markings:
        add(element, own("marking"), text=marking)


def _number(element: Element, name: str, number: DocumentNumber) -> None:
    add(element, own(name), {"register": number.register.value}, number_text(number))
