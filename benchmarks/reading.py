"""Acts of the European Union written in each format that is read, by writers for this test alone, and read back.

python -m benchmarks.reading           every version of every act of the developer data
python -m benchmarks.reading --smoke   two versions

A paragraph is intact where the same number and words stand at its place in the order; of a paragraph that is cut in two, joined
or lost, none is. The second figure leaves aside whether the number stands apart from the words.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks.page import table
from revtrack.ingest import read_source
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "alignment" / "eu_consolidated"
Row = tuple[str, str]


class Node(NamedTuple):
    """A paragraph with the items under it."""

    paragraph: Paragraph
    under: list[Node]


def acts() -> Iterator[tuple[Paragraph, ...]]:
    """The paragraphs of each version of each act, once."""
    seen: set[str] = set()
    for path in sorted(DATA.glob("*.json.gz")):
        pair = json.loads(gzip.decompress(path.read_bytes()))
        for side in "ab":
            if pair["source"][side] not in seen:
                seen.add(pair["source"][side])
                yield tuple(paragraphs(pair[side]))


def paragraphs(rows: Sequence[dict[str, object]]) -> Iterator[Paragraph]:
    """The paragraphs of one version; how deep a point is, is told by its path."""
    deepest = 0
    for row in rows:
        num, text = " ".join(str(row["num"]).split()), " ".join(str(row["text"]).split())
        if row["heading"]:
            deepest = 0
            yield Paragraph(Role.HEADING, text, num, 1)
            continue
        level = min(str(row["path"]).count("/pt_") if num else 0, deepest)
        deepest = level + 1
        yield Paragraph(Role.ITEM if level else Role.PARAGRAPH, text, num, level)


def tree(act: Sequence[Paragraph]) -> list[Node]:
    """The paragraphs, items under what they belong to."""
    top: list[Node] = []
    path: list[Node] = []
    for paragraph in act:
        node = Node(paragraph, [])
        del path[paragraph.level if paragraph.role is Role.ITEM else 0 :]
        (path[-1].under if path else top).append(node)
        path.append(node)
    return top


def html(act: Sequence[Paragraph]) -> bytes:
    """As EUR-Lex sets acts: the number of an article and its subject apart, points as tables of two cells."""
    rows = []
    for one in act:
        num, text = escape(one.num), escape(one.text)
        if one.role is Role.HEADING:
            rows.append(f'<p class="oj-ti-art">{num or text}</p>')
            rows += [f'<p class="oj-sti-art">{text}</p>'] if num and text else []
        elif one.role is Role.ITEM:
            rows.append(f"<table><tr><td><p>{num}</p></td><td><p>{text}</p></td></tr></table>")
        else:
            rows.append(f'<p class="oj-normal">{num}   {text}</p>' if num else f"<p>{text}</p>")
    return f"<!DOCTYPE html><html><body><div class='eli-container'>{''.join(rows)}</div></body></html>".encode()


def docx(act: Sequence[Paragraph]) -> bytes:
    """Headings by style, numbers typed."""
    from tests.word_samples import of_expression

    component = Component("main", tuple(act))
    expression = Expression(WorkId("w"), DocumentNumber.local("x"), Language.EN, (component,))
    return of_expression(expression, styled=True, automatic=False)


def akn(act: Sequence[Paragraph]) -> bytes:
    """Articles, paragraphs and points, each in what it belongs to."""

    def unit(node: Node, name: str) -> str:
        num = f"<num>{escape(node.paragraph.num)}</num>" if node.paragraph.num else ""
        text = f"<p>{escape(node.paragraph.text)}</p>"
        if not node.under:
            return f"<{name}>{num}<content>{text}</content></{name}>"
        points = "".join(unit(each, "point") for each in node.under)
        return f"<{name}>{num}<list><intro>{text}</intro>{points}</list></{name}>"

    def article(head: Paragraph, inner: str) -> str:
        heading = f"<heading>{escape(head.text)}</heading>" if head.text else ""
        return f"<article><num>{escape(head.num)}</num>{heading}{inner}</article>"

    body = articles(act, article, lambda node: unit(node, "paragraph"))
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return f'<akomaNtoso xmlns="{space}"><act><body>{body}</body></act></akomaNtoso>'.encode()


def formex(act: Sequence[Paragraph]) -> bytes:
    """Articles, PARAG and lists of NP."""

    def points(nodes: list[Node]) -> str:
        if not nodes:
            return ""
        items = (
            f"<ITEM><NP><NO.P>{escape(node.paragraph.num)}</NO.P><TXT>{escape(node.paragraph.text)}</TXT>"
            f"{points(node.under)}</NP></ITEM>"
            for node in nodes
        )
        return f"<LIST>{''.join(items)}</LIST>"

    def unit(node: Node) -> str:
        alinea = f"<ALINEA><P>{escape(node.paragraph.text)}</P>{points(node.under)}</ALINEA>"
        number = node.paragraph.num
        return f"<PARAG><NO.PARAG>{escape(number)}</NO.PARAG>{alinea}</PARAG>" if number else alinea

    def article(head: Paragraph, inner: str) -> str:
        subject = f"<STI.ART>{escape(head.text)}</STI.ART>" if head.text else ""
        return f"<ARTICLE><TI.ART>{escape(head.num)}</TI.ART>{subject}{inner}</ARTICLE>"

    return f"<ACT><BIB.INSTANCE/><ENACTING.TERMS>{articles(act, article, unit)}</ENACTING.TERMS></ACT>".encode()


def articles(act: Sequence[Paragraph], article: Callable[[Paragraph, str], str], unit: Callable[[Node], str]) -> str:
    """Every article with what stands in it."""
    made: list[str] = []
    head: Paragraph | None = None
    inner: list[str] = []
    for node in [*tree(act), None]:
        if node is not None and node.paragraph.role is not Role.HEADING:
            inner.append(unit(node))
            continue
        made += [article(head, "".join(inner))] if head else inner
        head, inner = node.paragraph if node else None, []
    return "".join(made)


WRITERS = {"HTML": html, "DOCX": docx, "Akoma Ntoso": akn, "Formex": formex}


def intact(before: Sequence[Row], after: Sequence[Row]) -> int:
    """How many stand in both, in the same order."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def measure(act: Sequence[Paragraph], write: Callable[[Sequence[Paragraph]], bytes]) -> tuple[int, int]:
    """(paragraphs intact, paragraphs intact when the number is taken as words)."""
    reading = read_source(write(act), "act")
    before = [(one.num, one.text) for one in act]
    after = [(one.num, one.text) for part in reading.components for one in part.paragraphs]
    joined = [[("", " ".join(f"{num} {text}".split())) for num, text in side] for side in (before, after)]
    return intact(before, after), intact(joined[0], joined[1])


def main(words: Sequence[str]) -> int:
    """Print the table; 1 where a format keeps less than 99.5 % of the paragraphs."""
    if not DATA.is_dir():
        print(f"the developer data are not there: {DATA}")
        return 2
    held = list(acts())
    held = held[:2] if "--smoke" in words else held
    total = sum(map(len, held))
    rows, least = [], 100.0
    for name, write in WRITERS.items():
        found = [measure(act, write) for act in held]
        shares = [100 * sum(column) / total for column in zip(*found, strict=True)]
        least = min(least, shares[1])
        rows.append((name, f"{len(held)}", f"{total:,}", f"{shares[0]:.2f} %", f"{shares[1]:.2f} %"))
    print(table(("format", "versions", "paragraphs", "number and words", "words alone"), rows))
    return int(least < 99.5)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
