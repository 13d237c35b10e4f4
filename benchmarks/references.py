"""How well and how fast references are found in text: precision and recall by class, and time that grows with length only.

python -m benchmarks.references            every figure
python -m benchmarks.references --smoke    a part of each; fails only if something breaks, never on time
python -m benchmarks.references --docs     also into docs/references.md
    --shared DIR    where the developer data is

Official Journal: the publisher's own mark-up. Council numbers: sentences made here, in seven languages, in which each written
form stands with its cue, series, suffix, code or marking, and sentences in which nothing is a Council number. Other registers:
sentences made in the same way. Acts by name, besides, in the publisher's texts: the first act of a note against the ELI printed
in it, and against the year of the first Official Journal it cites.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.beside import SHARED
from benchmarks.page import table, with_block
from revtrack.model.language import Language
from revtrack.references import find_mentions, find_provisions
from revtrack.references.patterns import FORMS
from revtrack.references.wording import WORDING

COMMAND = "python -m benchmarks.references --docs"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "references.md"
DATA = Path("data") / "references" / "oj.dev.jsonl.gz"
SENTENCES, MEGABYTE, HOSTILE = 7_000, 1_000_000, 32_768
SEED = 20_140_519

Span = tuple[int, int]
Sample = tuple[str, Language, frozenset[Span]]

AROUND: dict[Language, tuple[str, ...]] = {
    Language.DA: (
        "Rådet tog {} til efterretning.",
        "Som det fremgår af {}, er arbejdet afsluttet.",
        "Teksten findes i {}",
    ),
    Language.NB: ("Rådet tok {} til etterretning.", "Det følger av {} at arbeidet er ferdig.", "Teksten finnes i {}"),
    Language.NN: ("Rådet tok {} til etterretning.", "Det følgjer av {} at arbeidet er ferdig.", "Teksten finst i {}"),
    Language.SV: ("Rådet noterade {}.", "Av {} framgår att arbetet är klart.", "Texten finns i {}"),
    Language.EN: ("The Council took note of {}.", "As set out in {}, the work is done.", "The text is in {}"),
    Language.DE: (
        "Der Rat nahm {} zur Kenntnis.",
        "Wie in {} dargelegt, ist die Arbeit getan.",
        "Der Text steht in {}",
    ),
    Language.FR: (
        "Le Conseil a pris note de {}.",
        "Comme l'indique {}, le travail est fait.",
        "Le texte figure dans {}",
    ),
}
CUE = dict.fromkeys(AROUND, "dok. ") | {
    Language.EN: "doc. ",
    Language.DE: "Dok. ",
    Language.FR: "doc. ",
}
TOLD: tuple[str, ...] = (
    "{cue}[{n}/{y}]",
    "{cue}[{n}/{r}/{y}]",
    "[{n}/{y} REV {r}]",
    "[{n}/{r}/{y} REV {r}]",
    "[{n}/{y}] JAI 366 ENFOPOL 137",
)
TOLD += (
    "[{n}/{y} ADD {r}]",
    "[{n}/{y} COR {r} (de,fr)]",
    "[{n}/{y} + ADD {r}]",
    "[{n}/{y} DCL {r}]",
    "[{n}/{r}/{y} EXT {r}]",
)
TOLD += ("[ST-{n}-20{y}-INIT]", "[ST {n} 20{y} COR {r}]", "[WK {n}/{y}]", "[CM {n}/{y} REV {r}]", "[{n}/{y}] LIMITE")
TOLD += ("[{n}/{y}] (Presse {r})", "[{n}/{y}] EU RESTRICTED", "[{n}/{r}/{y} REV{r}]", "{cue}[{n}/{y}], [{m}/{y}]")
REFUSED: tuple[str, ...] = (
    "1049/2001",
    "539/2001",
    "18/2004",
    "2008/0077 (CNS)",
    "01/02/2014",
    "§ 12/13",
    "2013/34/EU",
    "2016/679",
    "24/7",
    "S/RES/2178 (2014)",
)
OTHERS: dict[str, tuple[str, ...]] = {
    "celex": (
        "[Regulation (EC) No {n}/2003]",
        "[forordning (EF) nr. {n}/2003]",
        "[Verordnung (EU) 2016/{n}]",
        "[règlement (CE) n° {n}/2003]",
        "[direktiv 2004/{m}/EF]",
        "[Directive 95/{m}/EC]",
        "[rammeafgørelse 2002/{n}/RIA]",
        "[Beschluss 2014/{m}/GASP]",
        "[Directives 2004/{m}/EC] and [2005/{m}/EC]",
        "[3{y}R{c}]",
    ),
    "act": ("[Decision 94/{e}/EC]", "[Decision No 94/{e}/EC]", "[beslutning 94/{e}/EF]", "[Regulation (EU) 2012/{n}]"),
    "ecli": ("[ECLI:EU:C:{y}:{n}]", "[ECLI:EU:T:{y}:{m}]"),
    "interinstitutional": ("[2016/0{m} (COD)]", "[2008/00{b}(CNS)]"),
    "un": (
        "[S/RES/{n} ({y})]",
        "[A/RES/60/{m}]",
        "[Security Council resolution {n} ({y})]",
        "[Resolution {n} ({y})] des Sicherheitsrates",
        "[UNSCR {n} ({y})] and [{m} ({y})]",
    ),
    "norwegian": (
        "[Ot.prp. nr. {b} (2008-2009)]",
        "[Innst. {m} L (2009–2010)]",
        "[St.meld. nr. {b} for 1994-95]",
        "[NOU 2013: {d}]",
        "[lov {d}. februar 1980 nr. {m}]",
    ),
}
"""For each other class the forms with their spans. `act` is an act by a name that reads in two ways, or in none."""
REFUSED += ("93/731/EC", "12/13", "1/2", "3.5", "31.12.2014", "2014-05-19")


def council(count: int) -> Iterator[Sample]:
    """Sentences with the spans of their Council numbers; every fifth has none."""
    chance = random.Random(SEED)  # noqa: S311 - the same sentences every time
    for number in range(count):
        language = list(AROUND)[number % len(AROUND)]
        form = chance.choice(REFUSED if number % 5 == 0 else TOLD)
        words = {"n": chance.randint(1000, 19999), "m": chance.randint(1000, 19999), "r": chance.randint(1, 9)}
        said = form.format(cue=CUE[language], y=f"{chance.randint(0, 24):02d}", **words)
        yield marked(chance.choice(AROUND[language]).format(said), language)


def of_other(kind: str, count: int) -> Iterator[Sample]:
    """Sentences with the spans of their numbers of one other class; every fifth has none."""
    chance = random.Random(SEED)  # noqa: S311 - the same sentences every time
    for number in range(count):
        language = list(AROUND)[number % len(AROUND)]
        form = chance.choice(REFUSED[-6:] if number % 5 == 0 else OTHERS[kind])
        words = {
            "n": chance.randint(1053, 1900),
            "m": chance.randint(100, 899),
            "b": chance.randint(93, 98),
            "e": chance.randint(95, 98),
            "d": chance.randint(1, 9),
            "y": chance.randint(1990, 2023),
            "c": f"{chance.randint(1, 9999):04d}",
        }
        said = form.format(**words) if number % 5 else form
        yield marked(chance.choice(AROUND[language]).format(said), language)


def acts_beside(shared: Path) -> Iterator[tuple[str, ...]]:
    """Two rows: the first act of a note against its ELI, and against the year of the first citation of the Official Journal."""
    tried = {"ELI": 0, "year": 0}
    right = dict(tried)
    for text, language, spans in official_journal(shared):
        found = find_mentions(text, lang=language)
        acts = [mention for mention in found if mention.kind == "celex" and "/" in mention.raw]
        if not acts or not spans or acts[0].end > min(spans)[0]:
            continue
        celex = str(acts[0].number)
        cited = int(text[slice(*min(spans))].split("p.")[0].rstrip(" ,")[-4:])
        tried["year"] += 1
        right["year"] += int(celex[1:5]) <= cited <= int(celex[1:5]) + 1
        for eli in [mention for mention in found if mention.kind == "eli"][:1]:
            _, year, running, *_ = str(eli.number).removeprefix("http://data.europa.eu/eli/").split("/")
            tried["ELI"] += 1
            right["ELI"] += (int(celex[1:5]), int(celex[6:])) == (int(year), int(running))
    for name, words in {"ELI": "the ELI beside it", "year": "the year of the Official Journal beside it"}.items():
        yield f"acts by name: agrees with {words}", f"{tried[name]:,}", f"{right[name]:,}"


def marked(text: str, language: Language) -> Sample:
    """A sentence without its square brackets, and the spans that stood in them."""
    spans, plain, start = set(), "", 0
    for letter in text:
        if letter == "[":
            start = len(plain)
        elif letter == "]":
            spans.add((start, len(plain)))
        else:
            plain += letter
    return plain, language, frozenset(spans)


def official_journal(shared: Path) -> Iterator[Sample]:
    """The blocks of the developer data with the spans of their citations."""
    with gzip.open(shared / DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = frozenset((int(ref["start"]), int(ref["end"])) for ref in row["refs"])
            yield row["text"], Language.parse(row["lang"]), spans


def scored(name: str, samples: Sequence[Sample], kind: str) -> tuple[str, ...]:
    """A row: how many there are, how many were found, precision and recall by exact span."""
    right = found = there = 0
    for text, language, spans in samples:
        seen = {mention.span for mention in find_mentions(text, lang=language) if mention.kind == kind}
        right, found, there = right + len(seen & spans), found + len(seen), there + len(spans)
    return name, f"{there:,}", f"{found:,}", f"{right / max(1, found):.4f}", f"{right / max(1, there):.4f}"


def seconds(search: Callable[[], object]) -> float:
    """CPU seconds of one search, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        search()
        best = min(best, time.process_time() - start)
    return best


def mentions_in(text: str, lang: Language = Language.EN) -> float:
    """CPU seconds of a search for document numbers."""
    return seconds(lambda: find_mentions(text, lang=lang))


def provisions_in(text: str, lang: Language = Language.EN) -> float:
    """CPU seconds of a search for references to provisions, document numbers being known."""
    mentions = find_mentions(text, lang=lang)
    return seconds(lambda: find_provisions(text, lang=lang, mentions=mentions))


def timed(size: int) -> Iterator[tuple[str, ...]]:
    """Rows of speed: ordinary text, text of nothing but candidates, and each pattern fed with its own beginnings."""
    prose = "The reading room closes at six, and what was lent is handed back before that, as paragraph 6 says. "
    cited = "It rests on Directive 2003/48/EC (OJ L 157, 26.6.2003, p. 38) and on doc. 9956/14. "
    cases: dict[str, Callable[[int], str]] = {
        "ordinary text": lambda length: repeated(prose * 40 + cited, length),
        "candidates without evidence": lambda length: repeated("12/14 ", length),
    }
    for name, make in cases.items():
        yield name, f"{size:,}", f"{mentions_in(make(size)):.3f}", "0.30" if name == "ordinary text" else ""
    both = seconds(lambda: find_provisions(cases["ordinary text"](size), lang=Language.EN))
    yield "ordinary text, references to provisions as well", f"{size:,}", f"{both:.3f}", "0.30"
    unknown = seconds(lambda: find_provisions(cases["ordinary text"](size)))
    yield "the same in an unknown language", f"{size:,}", f"{unknown:.3f}", ""
    for form in FORMS:
        worst = max(mentions_in(repeated(part, HOSTILE)) for part in beginnings(form.sample))
        yield f"beginnings of `{form.sample}`", f"{HOSTILE:,}", f"{worst:.3f}", "0.10"
    for lang, row in WORDING.items():
        worst = max(provisions_in(repeated(part, HOSTILE), lang) for part in hostile(row.samples))
        yield f"beginnings of references to provisions, {lang}", f"{HOSTILE:,}", f"{worst:.3f}", "0.10"


def hostile(samples: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The beginnings of samples, one behind another as they are and with what joins a list between them."""
    yield from (part + gap for sample, _ in samples for part in beginnings(sample) for gap in ("", " ", ", "))


def beginnings(sample: str) -> list[str]:
    """What a pattern may begin to match again and again and never finish."""
    return [sample[:length] for length in range(1, len(sample) + 1)]


def repeated(part: str, length: int) -> str:
    return (part * (length // len(part) + 1))[:length]


def report(shared: Path, *, smoke: bool) -> str:
    """Both tables in Markdown."""
    rows = [scored("Council numbers, seven languages", list(council(SENTENCES // (20 if smoke else 1))), "council")]
    if (shared / DATA).is_file():
        rows.append(scored("Official Journal, developer data", list(official_journal(shared)), "oj"))
    rows += [
        scored(f"made sentences: {kind}", list(of_other(kind, SENTENCES // (70 if smoke else 7))), kind)
        for kind in OTHERS
    ]
    heads = ("class", "there", "found", "precision", "recall")
    found = table(heads, rows)
    if (shared / DATA).is_file():
        found += "\n\n" + table(("check", "notes", "agree"), list(acts_beside(shared)))
    else:
        print(f"skipped: no data at {shared / DATA}", file=sys.stderr)
    speed = table(("text", "characters", "CPU s", "goal"), list(timed(MEGABYTE // (20 if smoke else 1))))
    return f"{found}\n\n{speed}"


def main(words: Sequence[str]) -> int:
    """Measure and print; with --docs write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.references", description=__doc__.split("\n")[0])
    parser.add_argument("--smoke", action="store_true", help="a part of each")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/references.md")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the developer data is")
    asked = parser.parse_args(words)
    text = report(asked.shared, smoke=asked.smoke)
    print(text)
    if asked.docs:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), COMMAND, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
