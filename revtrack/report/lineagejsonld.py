"""A lineage as JSON-LD: documents and relations in the terms of ELI and PROV-O, with the evidence of each.

A relation stands twice: as plain triples for whoever follows links, and as a statement of its own that says on what it rests
and how it is known. The context is in the file; nothing is fetched. The terms are those of docs/references, "Terms outside".
"""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.relations import Edge, Lineage, Node, Relation
from revtrack.model.slugs import slug
from revtrack.report.evidence import markings_of, place_words
from revtrack.report.jsonframe import JsonObject
from revtrack.report.lineagewords import notes

TERMS: dict[Relation, tuple[str, str]] = {
    Relation.PREVIOUS_DOCUMENT: ("eli:related_to", "prov:wasDerivedFrom"),
    Relation.REVISES: ("eli:changes", "prov:wasRevisionOf"),
    Relation.REPLACES: ("eli:changes", "prov:wasRevisionOf"),
    Relation.AMENDS: ("eli:amends", "prov:wasInfluencedBy"),
    Relation.REPEALS: ("eli:repeals", "prov:wasInfluencedBy"),
    Relation.BASED_ON: ("eli:based_on", "prov:wasDerivedFrom"),
    Relation.CITES: ("eli:cites", "prov:wasInfluencedBy"),
    Relation.CORRECTS: ("eli:corrects", "prov:wasRevisionOf"),
    Relation.ADDS_TO: ("eli:is_annex_of", "prov:wasDerivedFrom"),
    Relation.CONSOLIDATES: ("eli:consolidates", "prov:wasDerivedFrom"),
    Relation.LANGUAGE_VERSION: ("eli:is_translation_of", "prov:alternateOf"),
    Relation.EXTRACT_OF: ("eli:is_part_of", "prov:wasDerivedFrom"),
    Relation.DECLASSIFIES: ("eli:changes", "prov:wasDerivedFrom"),
    Relation.SAME_AS: ("eli:is_another_publication_of", "prov:alternateOf"),
}
"""From the document that says so to the one it says it of."""

ENDED = (Relation.REPEALS, Relation.REPLACES)
"""What these point to is invalidated by the activity that made the document which says so (prov:wasInvalidatedBy)."""

CONTEXT: JsonObject = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rt": "urn:revtrack:terms:",
}


def lineage_jsonld(lineage: Lineage, commit: str = "") -> JsonObject:
    """The graph: the lineage itself, its documents, and its relations as statements."""
    return {
        "@context": CONTEXT,
        "@graph": [_whole(lineage, commit), *_documents(lineage), *_statements(lineage)],
    }


def _whole(lineage: Lineage, commit: str) -> JsonObject:
    found: JsonObject = {
        "@id": f"urn:revtrack:lineage:{slug(lineage.root)}",
        "@type": "rt:Lineage",
        "rt:root": {"@id": _id(lineage.root)},
        "rt:note": list(notes(lineage)),
        "rt:circle": [{"@list": [{"@id": _id(number)} for number in cycle]} for cycle in lineage.cycles],
    }
    return {**found, "rt:commit": commit} if commit else found


def _documents(lineage: Lineage) -> Iterator[JsonObject]:
    markings = markings_of(lineage)
    said: dict[DocumentNumber, list[Edge]] = {}
    ended: dict[DocumentNumber, list[JsonObject]] = {}
    for place, edge in enumerate(lineage.edges, 1):
        said.setdefault(edge.reference.source, []).append(edge)
        if edge.reference.relation in ENDED:
            ended.setdefault(edge.reference.target, []).append(_activity(lineage, place, edge.reference.source))
    for node in lineage.nodes:
        yield {
            **_facts(node, markings[node.number]),
            **_triples(said.get(node.number, [])),
            **({"prov:wasInvalidatedBy": ended[node.number]} if node.number in ended else {}),
        }


def _activity(lineage: Lineage, place: int, source: DocumentNumber) -> JsonObject:
    """What made the document that ends another: PROV-O knows entities to be invalidated by activities alone."""
    name = f"{_statement(lineage, place)}:activity"
    return {"@id": name, "@type": "prov:Activity", "prov:generated": _ref(source)}


def _facts(node: Node, markings: tuple[str, ...]) -> JsonObject:
    facts: dict[str, object] = {
        "eli:id_local": str(node.number),
        "eli:date_document": _date(node.date) if node.date else None,
        "eli:title": node.title or None,
        "rt:work": node.work or None,
        "rt:textHeld": node.held,
        "rt:language": list(node.languages) or None,
        "rt:marking": list(markings) or None,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return {"@id": _id(node.number), "@type": ["eli:LegalResource", "prov:Entity"], **known}


def _triples(edges: list[Edge]) -> JsonObject:
    found: dict[str, list[object]] = {}
    for edge in edges:
        for term in TERMS[edge.reference.relation]:
            found.setdefault(term, []).append(_ref(edge.reference.target))
    return dict(found)


def _statements(lineage: Lineage) -> Iterator[JsonObject]:
    for place, edge in enumerate(lineage.edges, 1):
        said = edge.reference
        evidence = {
            "rt:where": place_words(said) or None,
            "rt:fragment": said.evidence.fragment or None,
            "rt:slot": said.evidence.slot or None,
            "rt:quote": said.evidence.quote or None,
        }
        known = {name: value for name, value in evidence.items() if value is not None}
        yield {
            "@id": _statement(lineage, place),
            "@type": "rdf:Statement",
            "rdf:subject": _ref(said.source),
            "rdf:predicate": {"@id": TERMS[said.relation][0]},
            "rdf:object": _ref(said.target),
            "rt:relation": said.relation.value,
            "rt:state": said.state.value,
            "rt:steps": edge.depth,
            **({"rt:assertedBy": said.asserted_by} if said.asserted_by else {}),
            **({"rt:evidence": known} if known else {}),
        }


def _statement(lineage: Lineage, place: int) -> str:
    return f"urn:revtrack:lineage:{slug(lineage.root)}:e{place}"


def _ref(number: DocumentNumber) -> JsonObject:
    return {"@id": _id(number)}


def _id(number: DocumentNumber) -> str:
    """An ELI is its own address; every other number is a name of ours, by its slug."""
    return str(number) if number.register is Register.ELI else f"urn:revtrack:document:{slug(number)}"


def _date(date: str) -> JsonObject:
    return {"@value": date, "@type": "xsd:date" if "-" in date else "xsd:gYear"}
