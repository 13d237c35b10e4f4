"""A lineage as one self-contained page: the picture, under it the same facts as tables, and the words every relation rests on.

Nothing is fetched and nothing runs: no script, no image, no font, one style sheet whose hash the page's own policy names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from revtrack.model.relations import Node, State
from revtrack.report.evidence import markings_of, place_words, state_words
from revtrack.report.jsonframe import JsonObject
from revtrack.report.lineageview import LineageView, Passage
from revtrack.report.lineagewords import circle_words, held_words, notes
from revtrack.report.mark import with_mark
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.picture import tokens
from revtrack.report.picture.folding import shown
from revtrack.report.picture.svg import STYLE as PICTURE
from revtrack.report.picture.svg import inline_svg, title_words
from revtrack.report.words import count

LONGEST_QUOTE = 160
"""A longer quotation is not repeated in the table: it stands below, whole."""

STYLE = """\
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:1rem/1.5 system-ui,'Segoe UI','Liberation Sans',sans-serif}
body{margin:0 auto;padding:1rem clamp(1rem,3vw,2.5rem) 3rem;max-width:100rem;overflow-wrap:break-word}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.25rem;margin:2.25rem 0 .5rem}
h3{font-size:1rem;margin:0 0 .25rem}
p{max-width:75ch;margin:.5rem 0}
.title{font-family:Georgia,'Liberation Serif',serif;font-size:1.125rem}
.small{color:var(--muted);font-size:.875rem}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
:target{outline:3px solid var(--focus);outline-offset:2px}
[id]{scroll-margin-block-start:1rem}
.skip a{position:absolute;inset-inline-start:-999rem;background:var(--page);padding:.5rem 1rem}
.skip a:focus{inset-inline-start:1rem;inset-block-start:1rem;z-index:1}
.scroll{overflow-x:auto;border:1px solid var(--border);border-radius:.5rem;background:var(--page)}
.scroll svg{display:block}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:start;color:var(--muted);font-size:.875rem;padding-block-end:.5rem}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-block-end:1px solid var(--border)}
tbody th{font-weight:600}
bdi,q,td>span,blockquote,.place,.title,code,h1,h3{overflow-wrap:anywhere}
tbody bdi{display:inline-block;min-width:5.5rem}
.short{white-space:nowrap}
td a,th a{display:inline-block;min-height:1.5rem;min-width:1.5rem}
.lab{display:none}
q{font-style:italic}
code{font-size:.875em}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,36rem),1fr));gap:.75rem;align-items:start}
article{background:var(--surface);border:1px solid var(--border);border-radius:.5rem;padding:1rem;min-width:0}
article p{margin:.25rem 0}
.place{font-size:.875rem;margin-block-start:.75rem}
blockquote{margin:.25rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--border);white-space:pre-line;
font-family:Georgia,'Liberation Serif',serif;max-width:75ch}
mark{background:var(--quote);color:var(--quoted);text-decoration:underline;text-underline-offset:.15em}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;user-select:none}
@media (max-width:48rem){
table,caption,tbody,tr,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody tr{border:1px solid var(--border);border-radius:.5rem;padding:.5rem .75rem;margin-block-end:.75rem}
tbody th,td{border:0;padding:.125rem 0;display:grid;grid-template-columns:7.5rem 1fr;align-items:baseline;white-space:normal}
td>*,tbody th>*{grid-column:2}
.lab{display:block;grid-column:1;color:var(--muted);font-size:.8125rem;font-weight:400}
}
@media print{
html{font-size:10pt}
body{padding:0;max-width:none}
.skip{display:none}
.scroll{overflow:visible;border:0}
.scroll svg{max-width:100%;height:auto}
tr,article{break-inside:avoid}
.cards{display:block}
article{margin-block-end:.75rem}
article{background:none}
}
@page{size:A4 landscape;margin:15mm}
"""


def lineage_page(view: LineageView, version: str) -> bytes:
    """The page in UTF-8, with revtrack's mark."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = (files("revtrack.report") / "lineage.html.j2").read_text(encoding="utf-8")
    return with_mark(environment.from_string(source).render(_values(view, version)).encode())


def _values(view: LineageView, version: str) -> JsonObject:
    from markupsafe import Markup

    lineage = view.lineage
    drawn = shown(lineage)
    style = "\n" + tokens.variables() + PICTURE + STYLE
    nodes = list(_nodes(view))
    return {
        "style": Markup(style),  # noqa: S704 - our own style sheet: nothing of a document is in it
        "style_hash": "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "title": neutral_line(title_words(lineage)),
        "root": nodes[0],
        "counts": f"{count(len(lineage.nodes), 'document')}, {count(len(lineage.edges), 'relation')}.",
        "asked": neutral_line(" ".join(view.asked)),
        "notes": [neutral_line(note[:1].upper() + note[1:]) for note in (*notes(lineage), drawn.note) if note],
        "picture": Markup(inline_svg(lineage, drawn)),  # noqa: S704 - escaped where it is made
        "edges": list(_edges(view)),
        "nodes": nodes,
        "cycles": [neutral_line(circle_words(cycle)) for cycle in lineage.cycles],
        "commit": view.commit,
        "version": version,
    }


def _edges(view: LineageView) -> Iterator[JsonObject]:
    place = {node.number: at for at, node in enumerate(view.lineage.nodes, 1)}
    markings = markings_of(view.lineage)
    for edge, passage in zip(view.lineage.edges, view.passages, strict=True):
        reference = edge.reference
        quote = passage.quote if len(passage.quote) <= LONGEST_QUOTE else ""
        doubt = "; a person should look" if reference.state is State.INFERRED else ""
        yield {
            "source": place[reference.source],
            "target": place[reference.target],
            "source_number": neutral_line(str(reference.source)),
            "target_number": neutral_line(str(reference.target)),
            "relation": reference.relation.word,
            "where": place_words(reference) or "as recorded",
            "quote": neutral_line(quote),
            "state": neutral_line(state_words(reference).split(";")[0]) + doubt,
            "markings": neutral_line(", ".join(markings.get(reference.target, ()))),
            "address": neutral_line(passage.address),
            "lang": _lang(passage.language),
            "words": [
                {
                    "place": words.place,
                    "heading": neutral_line(words.heading),
                    "pieces": list(_pieces(words.text, passage)),
                }
                for words in passage.words
            ],
        }


def _pieces(text: str, passage: Passage) -> Iterator[tuple[str, bool]]:
    """The text in pieces, the quotation marked where it first stands."""
    before, quote, after = text.partition(passage.quote) if passage.quote else (text, "", "")
    for piece, marked in ((before, False), (quote, True), (after, False)):
        if piece:
            yield neutral(piece), marked


def _nodes(view: LineageView) -> Iterator[JsonObject]:
    markings = markings_of(view.lineage)
    for node in view.lineage.nodes:
        yield {
            "number": neutral_line(str(node.number)),
            "date": node.date or "unknown",
            "held": held_words(node),
            "title": neutral_line(node.title),
            "work": neutral_line(node.work),
            "markings": neutral_line(", ".join(markings.get(node.number, ()))),
            "lang": _node_lang(node),
        }


def _node_lang(node: Node) -> object:
    """A title is in the language of the only text held; where there are several, or none, that is not known."""
    return _lang(node.languages[0] if len(node.languages) == 1 else "")


def _lang(language: str) -> object:
    """The attribute that says the language; an unknown one is said too, so that no voice reads Danish as English."""
    from markupsafe import Markup

    return Markup(' lang="{}"').format(language)
