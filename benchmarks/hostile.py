"""Speed of reading, on real and on hostile text: every row has the budget it is held to.

python -m benchmarks.hostile            CPU seconds, best of three; the worst line of each set
python -m benchmarks.hostile --smoke    once each: fails only if something breaks, never on time
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from revtrack import resources
from revtrack.diff.tokens import tokens
from revtrack.diff.units import of_texts
from revtrack.errors import SourceRefused
from revtrack.ingest import read_in_child, read_source
from revtrack.lineage import trace
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Tracked
from revtrack.model.relations import Reference, Relation, State
from revtrack.model.texts import WorkId
from revtrack.references import find_mentions
from revtrack.report.picture.folding import shown
from revtrack.report.picture.svg import lineage_svg

READING = (
    " " * 32_000 + "x",
    "1. a" + " " * 32_000 + "b",
    "1/" * 16_000,
    "1." * 16_000,
    "1.1" * 10_000,
    "*a " * 10_000,
    "`" * 32_000,
    "`a``b" * 6_000,
    "[^" * 16_000,
    "[^a]" * 8_000,
    "¹²³" * 10_000,
    "a¹" * 16_000,
    "From:" * 6_000,
    "(OR. " * 6_000,
    "JAI 332 " * 4_000,
    "|" * 32_000,
    "|-" * 16_000,
    "|" + "-" * 32_000 + '"',
    "- " * 16_000,
    "(" * 32_000,
    "Dette innholdet er mer enn " * 1_200,
    "Se " * 10_000 + "(pdf",
    "9956/14 " * 4_000,
    "19. maj " * 4_000,
    "é" * 32_000,
    "§" * 32_000,
    "\u00ad" * 32_000,
    "=" * 32_000,
    "#" * 32_000,
    "<" * 32_000,
    "radikaliserings " * 2_000,
)
"""Lines of some 32 KB that a careless pattern would read in the square of their length."""

MENTIONS = (
    "1" * 32_000,
    "1/" * 16_000,
    "12/14 " * 5_300,
    "9956/14" + " JAI 1" * 5_300,
    "9956/14" + " REV 1" * 5_300,
    "9956/14" + " " * 32_000,
    "AB " * 10_600,
    "ST 1 " * 6_400,
    "C(20" * 8_000,
    "doc. " * 6_400,
    "COR 1 (" + "de," * 10_000,
    "eli/dec/2014/" + ")" * 32_000,
    "E2014AB" * 4_500,
    "9956/14 COR 1 (aa" + ",aa" * 10_000,
)

TOKENS = ("1." * 16_000, "1 000 " * 5_000, "9/" * 16_000, "\u0301" * 32_000, "EUR " * 8_000)

MARKERS = ("(" * 32_000, "1." * 16_000, " " * 32_000, "§ " * 16_000, "#" * 32_000, "ivx" * 10_000)

GROWING = (
    "a\n",
    "Word\n\n",
    "1. Word\n",
    "- x\n",
    "¹ note\n\n",
    "ANNEX\n\nText\n\n",
    "(a) x\n",
    "`` ` \n",
    "x[^1]\n\n[^1]: n\n\n",
    "Page 3\n\n",
    "**a* _b_\n",
    "\\\\\n",
    "> ",
)
"""Pieces of text of which nearly every character is an entry of the ledger: four times the text, four times the time."""

WORD_XML = (
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "<w:r><w:t>x</w:t></w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>x</w:t></w:r>',
    '<w:r><w:footnoteReference w:id="1"/></w:r>',
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
    "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>(a)</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "<w:r><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r>",
    '<w:p><w:pPr><w:rPr><w:del w:author="a"/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
    "<w:r><w:br/><w:t>x</w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r>",
    "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:r><w:t>x</w:t></w:r></mc:Fallback></mc:AlternateContent>",
)
"""Pieces of a Word document, each many times over: four times the pieces, four times the time."""

WEB = (
    "<p>x",
    "<div>x</div>",
    "<a ",
    "<!--",
    "<b>x</b>",
    "<a href='#fn1' id=fn1>1</a>",
    "<table><tr><td>(a)<td>x</table>",
    "<ol><li>x</ol>",
    "<span hidden>x</span>y",
    "<script>x</script>",
    "<p class=oj-doc-ti>x</p>",
    "<br>x",
    "&amp;",
    "<a b='",
)
"""Pieces of a web page, each many times over."""

Row = tuple[str, float, float]
"""What was measured, the seconds it took, the seconds it may take."""


def best(run: Callable[[], object], repeats: int, clock: Callable[[], float]) -> float:
    """The least time of `repeats` runs, in seconds of `clock`."""
    times = []
    for _ in range(repeats):
        start = clock()
        run()
        times.append(clock() - start)
    return min(times)


def worst(name: str, lines: Sequence[str], run: Callable[[str], object], repeats: int) -> Row:
    """The slowest of the lines."""
    seconds, line = max((best(lambda line=line: run(line), repeats, time.process_time), line) for line in lines)  # type: ignore[misc]
    return (f"{name}: {line[:12]!r} …", seconds, 0.1)


def read(line: str) -> None:
    """One hostile line in a short text, as plain text and as Markdown."""
    for name in ("a.txt", "a.md"):
        with suppress(SourceRefused):
            read_source(f"Title\n\n{line}\n\n1. Text.\n".encode(), name)


def growth(piece: str, repeats: int) -> float:
    """How many times longer 1,200 pieces take than 300: 4 where reading is linear, 16 where it is not."""
    small, large = (best(lambda n=n: read(piece * n), repeats, time.process_time) for n in (300, 1_200))  # type: ignore[misc]
    return large / max(small, 1e-4)


def word(inner: str) -> bytes:
    """A Word document with that body."""
    office = "http://schemas.openxmlformats.org"
    links = f"{office}/officeDocument/2006/relationships"
    names = f'xmlns:w="{office}/wordprocessingml/2006/main" xmlns:mc="{office}/markup-compatibility/2006"'
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{office}/package/2006/relationships">'
            f'<Relationship Id="a" Type="{links}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {names}><w:body>{inner}</w:body></w:document>")
    return buffer.getvalue()


def read_word(data: bytes) -> None:
    """A Word document, read in this process."""
    with suppress(SourceRefused):
        read_source(data, "a.docx", Tracked.ACCEPT)


def word_growth(piece: str, repeats: int) -> float:
    """How many times longer 8,000 pieces of a Word document take than 2,000."""
    frame = "<w:p>{}</w:p>" if piece.startswith("<w:r") else "{}"
    small, large = (word(frame.format(piece * count)) for count in (2_000, 8_000))
    few, many = (best(lambda data=data: read_word(data), repeats, time.process_time) for data in (small, large))  # type: ignore[misc]
    return many / max(few, 1e-4)


def read_page(inner: str) -> None:
    """A web page, read in this process."""
    with suppress(SourceRefused):
        read_source(f"<!doctype html><html><body>{inner}".encode(), "a.html")


def web_growth(piece: str, repeats: int) -> float:
    """How many times longer 8,000 pieces of a web page take than 2,000."""
    few, many = (best(lambda n=n: read_page(piece * n), repeats, time.process_time) for n in (2_000, 8_000))  # type: ignore[misc]
    return many / max(few, 1e-3)


def chain() -> None:
    """10,000 documents, each revising the next."""
    numbers = [DocumentNumber.parse(f"{serial}/14") for serial in range(1, 10_001)]
    references = [Reference(old, Relation.REVISES, new, State.STATED) for old, new in pairwise(numbers)]
    trace(numbers[0], references, [Version(WorkId("w"), number) for number in numbers])


def web() -> tuple[DocumentNumber, list[Reference], list[Version]]:
    """10,000 dated documents, half of them with suffixes, each citing three earlier ones and revising one: 40,000 references."""
    chance = random.Random(4)  # noqa: S311 - the same web every time
    tails = ("", "", " REV 1", " ADD 1", " COR 1")
    numbers = [DocumentNumber.parse(f"{serial // 5 + 1}/14{tails[serial % 5]}") for serial in range(1, 10_001)]
    numbers = list(dict.fromkeys(numbers))
    numbers += [DocumentNumber.parse(f"{serial}/15") for serial in range(1, 10_001 - len(numbers))]
    references = [
        Reference(number, relation, numbers[chance.randrange(at)], State.EXTRACTED)
        for at, number in enumerate(numbers[1:], 1)
        for relation in (Relation.CITES, Relation.CITES, Relation.CITES, Relation.REVISES)
    ]
    versions = [Version(WorkId("w"), number, date=DocumentDate(2000 + at % 20)) for at, number in enumerate(numbers)]
    return numbers[-1], references, versions


def rows(repeats: int) -> Iterator[Row]:
    """Every measurement."""
    danish = (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes()
    running = danish.decode() * 37
    yield ("the Danish text, in this process", best(lambda: read_source(danish, "a"), repeats, time.process_time), 0.03)
    yield (
        "the Danish text, in the limited child",
        best(lambda: read_in_child(danish, "a"), repeats, time.monotonic),
        0.15,
    )
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{number}. </w:t></w:r>"
        + "<w:r><w:rPr><w:b/></w:rPr><w:t>Some words of it. </w:t></w:r>" * 8
        + "</w:p>"
        for number in range(1, 1_001)
    )
    data = word(paragraphs)
    yield ("a Word document of 1,000 paragraphs", best(lambda: read_word(data), repeats, time.process_time), 0.5)
    yield ("mentions in 1 MB of running text", best(lambda: find_mentions(running), repeats, time.process_time), 0.5)
    yield ("lineage of 10,000 documents in a row", best(chain, repeats, time.process_time), 1.0)
    root, references, versions = web()
    yield (
        "lineage of 10,000 documents, 40,000 references",
        best(lambda: trace(root, references, versions), repeats, time.process_time),
        1.0,
    )
    found = trace(root, references, versions)
    yield (
        "its picture, cut to what can be read",
        best(lambda: lineage_svg(found, shown(found)), repeats, time.process_time),
        1.0,
    )
    yield worst("reading 2 x 32 KB", READING, read, repeats)
    yield worst("mentions in 32 KB", MENTIONS, find_mentions, repeats)
    yield worst("tokens of 32 KB", TOKENS, tokens, repeats)
    yield worst("markers before 32 KB", MARKERS, lambda line: of_texts([line]), repeats)


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    repeats = 1 if "--smoke" in words else 3
    for name, seconds, budget in rows(repeats):
        print(f"{name:<52}{seconds:>8.3f} s{budget:>8.2f}  {'within' if seconds <= budget else 'OVER'}")
    slowest = max((growth(piece, repeats), piece) for piece in GROWING)
    print(f"{f'growth from 300 to 1,200 pieces, worst: {slowest[1]!r}':<52}{slowest[0]:>8.1f} x{4:>8.0f}")
    slowest = max((word_growth(piece, repeats), piece) for piece in WORD_XML)
    print(f"{f'Word, from 2,000 to 8,000, worst: {slowest[1][:14]!r} …':<52}{slowest[0]:>8.1f} x{4:>8.0f}")
    slowest = max((web_growth(piece, repeats), piece) for piece in WEB)
    print(f"{f'web page, from 2,000 to 8,000, worst: {slowest[1][:12]!r}':<52}{slowest[0]:>8.1f} x{4:>8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
