"""A lineage as a page, as Mermaid, CSV and JSON-LD: the same facts, escaped, with the words every relation rests on."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
import rdflib
from report_family import CITES, DOWNWARD, PREVIOUS, REVISES, UPWARD, lineage, reference

from revtrack.lineage import trace
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Reference, Relation, State
from revtrack.model.texts import WorkId
from revtrack.report.jsonframe import dump
from revtrack.report.lineagecsv import HEAD, lineage_csv
from revtrack.report.lineagejsonld import TERMS, lineage_jsonld
from revtrack.report.lineagemermaid import lineage_mermaid
from revtrack.report.lineagepage import lineage_page
from revtrack.report.lineagetext import lineage_text
from revtrack.report.lineageview import LineageView, Passage, Words
from revtrack.report.mark import is_untouched
from revtrack.report.style import Style

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
HOSTILE = '"]; --> </script><b onclick=x>& `{%'
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def page(found: Lineage, *passages: Passage) -> str:
    filled = (*passages, *(Passage(()) for _ in found.edges))[: len(found.edges)]
    data = lineage_page(LineageView(found, filled, "c" * 40, ("lineage", "9956/14")), "0.1.0")
    assert is_untouched(data)
    return data.decode()


class Ids(HTMLParser):
    """Every id and every inner link of a page, and its open tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")


def test_every_relation_leads_from_the_picture_to_its_row_and_on_to_its_words() -> None:
    found = lineage(*UPWARD, *DOWNWARD)
    seen = Ids(page(found))
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    count = len(found.edges)
    for at in range(1, count + 1):
        assert seen.links.count(f"#e{at}") == 2  # in the picture, and back from the words
        assert seen.links.count(f"#q{at}") == 1


def test_the_words_stand_in_the_page_with_the_quotation_marked() -> None:
    passage = Passage(
        (Words("¶ 2", "Teksten blev ajourført i november 2008.", "Vores <mål>"),),
        "ajourført i november 2008",
        "9956/14:da#2",
        "da",
    )
    text = page(lineage(REVISES), passage)
    assert '<blockquote lang="da" dir="auto">Teksten blev <mark>ajourført i november 2008</mark>.</blockquote>' in text
    assert "revtrack show 9956/14:da#2" in text
    assert "“Vores &lt;mål&gt;”" in text
    assert "inferred; a person should look" in text


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    seen = Ids(page(lineage(*UPWARD)))
    assert not seen.tags & {"script", "img", "link", "iframe", "object"}
    assert "style" not in seen.attributes
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in seen.links)


def test_hostile_words_are_text_in_every_form() -> None:
    number = DocumentNumber.local(HOSTILE)
    versions = [Version(WorkId("w"), number, title=HOSTILE, markings=(HOSTILE,))]
    found = trace(number, [Reference(number, Relation.CITES, DocumentNumber.local("=b"), State.STATED)], versions)
    text = page(found, Passage((Words(HOSTILE, HOSTILE, HOSTILE),), "b onclick", HOSTILE))
    assert "<b onclick" not in text
    assert "</script" not in text
    [label] = re.findall(r'd1\["(.*)"\]', lineage_mermaid(found))
    assert not set(label.replace("<br/>", "")) & set('"`{}[]<>&%|')
    table = lineage_csv(found)
    rows = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"), newline="")))
    assert (rows[1][0], rows[1][4], table.guarded) == (HOSTILE, "'=b", 1)
    graph = rdflib.Graph().parse(data=json.dumps(lineage_jsonld(found)), format="json-ld")
    assert rdflib.Literal(HOSTILE) in set(graph.objects(None, ELI.title))


def test_a_page_without_relations_says_so() -> None:
    text = page(lineage())
    assert "it refers to nothing that revtrack could read" in text
    assert "1 document, 0 relations." in text


def test_circles_claims_and_days_are_told_in_every_form() -> None:
    a, b, c, x = (DocumentNumber.local(name) for name in ("a", "b", "c", "x"))
    versions = [
        Version(WorkId("w"), a, date=DocumentDate(2001)),
        Version(WorkId("w"), b, date=DocumentDate(2002), aliases=(x,)),
        Version(WorkId("w"), c, date=DocumentDate(2009), aliases=(x,)),
    ]
    said = [(a, b), (b, a), (a, x), (a, a), (c, a)]
    references = [Reference(one, Relation.CITES, other, State.STATED) for one, other in said]
    found = trace(a, references, versions, as_of=DocumentDate(2005))
    sentences = [
        "x is claimed by b and c: which of them a reference means is for a person to say",
        "a names itself, which is no relation",
        "as of 2005: only what documents dated up to that day say",
        "left out, dated later: what c says",
    ]
    text, mermaid = lineage_text(found, Style(width=0)), lineage_mermaid(found)
    html, linked = page(found), json.dumps(lineage_jsonld(found))
    for sentence in sentences:
        assert f"note: {sentence}" in text
        assert f"%% {sentence}" in mermaid
        assert sentence[1:] in html
        assert sentence in linked
    assert "cycle: a → b → a" in text
    assert "%% circle: a → b → a" in mermaid
    assert "<li>a → b → a</li>" in html


def test_csv_has_a_row_for_every_relation_with_markings_of_both_ends() -> None:
    found = lineage(*UPWARD)
    rows = list(csv.reader(io.StringIO(lineage_csv(found).text.removeprefix("\ufeff"), newline="")))
    assert tuple(rows[0]) == HEAD
    assert len(rows) == len(found.edges) + 1
    assert rows[5] == [
        *("9956/14", "2014-05-19", "held", "cites", "5469/3/07 REV 3", "", "not held"),
        *("¶ note.5, fn 3", "Dok. 5469/3/07 REV 3", "extracted", "", "5469/3/07 REV 3: EU RESTRICTED", "1"),
    ]


def test_mermaid_is_a_flowchart_with_the_relation_and_its_state_on_every_arrow() -> None:
    assert lineage_mermaid(lineage(REVISES, PREVIOUS, CITES[2])) == (
        "flowchart RL\n"
        '  d1["9956/14<br/>2014-05-19<br/>text held (da)"]\n'
        '  d2["15175/08<br/>2008-11-14<br/>text not held"]\n'
        '  d3["5643/5/14 REV 5<br/>date unknown<br/>text not held"]\n'
        '  d4["5469/3/07 REV 3<br/>date unknown<br/>text not held<br/>EU RESTRICTED"]\n'
        '  d1 -- "revises (inferred, look)" --> d2\n'
        '  d1 -. "previous (stated)" .-> d3\n'
        '  d1 -. "cites (extracted)" .-> d4\n'
        "  classDef away stroke-dasharray:5 4\n"
        "  classDef restricted stroke-width:3px\n"
        "  class d2,d3,d4 away\n"
        "  class d4 restricted\n"
    )


@pytest.mark.parametrize("relation", Relation)
def test_another_program_reads_every_relation_from_json_ld(relation: Relation) -> None:
    found = lineage(reference("9956/14", relation, "32017D0863", quote="words"))
    graph = rdflib.Graph().parse(data=dump(lineage_jsonld(found), to_terminal=False), format="json-ld")
    here, there = (rdflib.URIRef(f"urn:revtrack:document:{slug}") for slug in ("9956-14", "32017d0863"))
    for term in TERMS[relation]:
        prefix, _, name = term.partition(":")
        assert (here, {"eli": ELI, "prov": PROV}[prefix][name], there) in graph
    [statement] = graph.subjects(rdflib.RDF.subject, here)
    assert graph.value(statement, rdflib.RDF.object) == there
    assert str(graph.value(statement, rdflib.URIRef("urn:revtrack:terms:state"))) == "catalogued"
    ended = list(graph.objects(there, PROV.wasInvalidatedBy))
    assert len(ended) == (relation in (Relation.REPEALS, Relation.REPLACES))
    assert all(graph.value(activity, PROV.generated) == here for activity in ended)


def test_every_relation_has_its_terms() -> None:
    assert set(TERMS) == set(Relation)
