"""Mutated inputs, format by format: each is stored or refused in words, within its limits; the total runs on from call to call.

python -m benchmarks.mutants              10,000 more of each format
python -m benchmarks.mutants --count N    so many more
python -m benchmarks.mutants --smoke      a few, kept nowhere

`text`, `Markdown`, `PDF`, `Akoma Ntoso` (of other tools) and `Formex` take the whole way of an `add` into the in-memory store;
`edition` and `record` are the store's own XML, as reading and `verify` meet it. A PDF that ends its process is read once more as
`add` reads it, in the limited child, and counts as refused where that refuses it. One process takes a hundred, with 1 GiB of
memory and 20 s of processor time for each; the greatest memory is that of such a process. Mutant k of a format is the same on
every machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.page import table, with_block

COMMAND = "python -m benchmarks.mutants"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
TOTALS = Path(__file__).resolve().parent / "mutants.json"
SEED = 11
BATCH = 100
CPU_SECONDS, MEMORY_BYTES = 20, 1 << 30
LIMIT_MB = 512

TEXT = """COUNCIL OF THE EUROPEAN UNION

9956/14 (OR. en)
JAI 332 ENFOPOL 138 COTER 34

Rules of the reading room¹

1. The reading room opens at 9 a.m. on 19 May 2014, see document 5643/5/14 REV 5.

2. Members may borrow:
- books, except those of Article 5(2);
- maps, "as they are".

¹ Formerly doc. 14781/1/05 REV 1.

ANNEX

A. Fees

3. A fee of EUR 1 000,50 is due – or 2 % of it.
"""
MARKDOWN = """# Rules of the *reading room*[^1]

**1.** The room opens at 9. See [the register](https://example.org/a?b=1) and `9447/13`.

## Fees

2. A fee:

   - of EUR 10;
   - or none.

| day | hours |
|-----|-------|
| Mon | 9–17  |

> Quoted: "never".

[^1]: Formerly 14781/1/05 REV 1.
"""

BILL = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill><meta><identification source="#a"><FRBRExpression>
<FRBRdate date="2018-05-03" name="x"/><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<preface><longTitle><p>Rules of the <i>reading room</i></p></longTitle></preface><body><chapter><num>CHAPTER I</num>
<heading>Rooms</heading><article><num>Article 1</num><paragraph><num>1.</num><list><intro><p>The room<authorialNote marker="1">
<p>Formerly 14781/1/05 REV 1.</p></authorialNote>:</p></intro><point><num>(a)</num><content><p>opens at 9;</p></content></point>
</list></paragraph></article></chapter></body><attachments><attachment><heading>ANNEX</heading><doc name="annex"><mainBody>
<table><tr><td><p>Mon</p></td><td><p>9–17</p></td></tr></table></mainBody></doc></attachment></attachments></bill></akomaNtoso>
"""
ACT = """<?xml version="1.0" encoding="UTF-8"?>
<ACT><BIB.INSTANCE><LG.DOC>EN</LG.DOC></BIB.INSTANCE><TITLE><TI><P>DECISION</P><P>of <DATE ISO="20140519">19 May 2014</DATE></P>
</TI></TITLE><PREAMBLE><GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Rooms are good<NOTE NOTE.ID="E1"><P>OJ C 1.</P></NOTE>.</TXT>
</NP></CONSID></GR.CONSID></PREAMBLE><ENACTING.TERMS><ARTICLE><TI.ART>Article 1</TI.ART><PARAG><NO.PARAG>1.</NO.PARAG><ALINEA>
<P>A <QUOT.START CODE="2018"/>room<QUOT.END CODE="2019"/> is:</P><LIST TYPE="DASH"><ITEM><P>open;</P></ITEM></LIST></ALINEA>
</PARAG></ARTICLE></ENACTING.TERMS><ANNEX><TITLE><TI><P>ANNEX</P></TI></TITLE><CONTENTS><TBL><CORPUS><ROW><CELL COL="1">Mon</CELL>
<CELL COL="2">9–17</CELL></ROW></CORPUS></TBL></CONTENTS></ANNEX></ACT>
"""
SOURCES = {"Akoma Ntoso": BILL, "Formex": ACT}


def printed() -> bytes:
    """A PDF with most of what a PDF can hold, its pages not deflated, so that a mutant is another page and not a broken one."""
    from tests import pdf_samples as sample

    head = sample.lines(70, 790, "COUNCIL OF", "THE EUROPEAN UNION", font="B") + sample.show(
        350, 790, "9956/14 (OR. en)"
    )
    body = "1. The reading room opens at nine on every day of the week, see docu-"
    notes = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (a remark) >>"
    pages = [
        head
        + sample.lines(70, 720, body, "ment 5643/5/14 REV 5.")
        + sample.flow(70, 690, "2. It closes at five", ("1", 7, 4), " or so.")
        + sample.flow(70, 90, ("1", 6, 4), " Doc. 9447/13.", size=9),
        "".join(sample.lines(x, 780, *sample.wrapped(f"{TEXT[200:420]}", 200)) for x in (70, 310)),
        sample.show(70, 700, "o\x01ice \x02", font="L") + sample.picture(70, 300, 100, 100) + "0 g 60 590 90 30 re f\n"
        "q /R 12 Tf 3 Tr BT 70 600 Td (hidden) Tj ET Q " + sample.shown("0.7 0.7 -0.7 0.7 200 300", "LIMITE", 60),
    ]
    codes = {1: "\ufb03", 2: "\uf0b7", **{ord(letter): letter for letter in "oice "}}
    feet = (sample.show(70, 40, "9956/14") + sample.show(300, 40, f"GB/fm   {n}") for n in (1, 2, 3))
    made = [sample.Page(page + foot, rotate=0) for page, foot in zip(pages, feet, strict=True)]
    return sample.pdf(*made[:2], sample.Page(made[2].content, more=f"/Annots [{notes}]"), codes=codes, packed=False)


def sample(form: str) -> tuple[bytes, Callable[[bytes], object]]:
    """A sound input of that format, and what takes it."""
    from revtrack import akn
    from revtrack.model.documents import Author
    from revtrack.store import MemoryStore, Settings
    from revtrack.workflows import collect, drafts, intake

    author = Author("Ada", "ada@example.invalid", 1_700_000_000)
    wishes = intake.Wishes(number="rules-1", work="rules", label="1", language="en", date="2020-01-01")

    def added(data: bytes, name: str) -> MemoryStore:
        from revtrack.ingest import read_source

        store = MemoryStore(settings=Settings(), author=author)
        collect.add(store, drafts.draft(store, read_source(data, name), data, name, wishes), author=author)
        return store

    written = {form: (text.encode(), "in.xml") for form, text in SOURCES.items()}
    written |= {
        "text": (TEXT.encode(), "in.txt"),
        "Markdown": (MARKDOWN.encode(), "in.md"),
        "PDF": (printed(), "in.pdf"),
    }
    if form in written:
        source, name = written[form]
        return source, lambda data: added(data, name)
    store = added(TEXT.encode(), "in.txt")
    if form == "edition":
        xml = store.xml(store.editions()[0])

        def take(data: bytes) -> object:
            akn.check_profile(data, "en.1.xml")
            return akn.read_edition(data, "en.1.xml")

        return xml, take
    xml = store.xml(store.records()[0])

    def take_record(data: bytes) -> object:
        akn.check_profile(data, "record.xml")
        return akn.read_record(data, "record.xml")

    return xml, take_record


Total = dict[str, Any]
"""What is kept of a format, as JSON has it."""
FORMATS = ("text", "Markdown", "PDF", "Akoma Ntoso", "Formex", "edition", "record")


def mutant(data: bytes, form: str, number: int) -> bytes:
    """The input with one place changed, cut, doubled or moved, or a few, or twelve; the same for the same number."""
    chance = random.Random(f"{SEED} {form} {number}")  # noqa: S311 - to be made again
    body = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 12))):
        at, width = chance.randrange(len(body)), chance.randint(1, 40)
        piece = bytes(body[at : at + width])
        match chance.randrange(5):
            case 0:
                body[at] = chance.randrange(256)
            case 1:
                del body[at : at + width]
            case 2:
                body[at:at] = piece * chance.choice((1, 2, 5, 300))
            case 3:
                body[at:at] = chance.choice(
                    ("\u202e", "\x00", "\r\n", "¹", "[^1]", "&x;", "<!--", "</p>", "\ufeff", "|")
                ).encode()
            case _:
                to = chance.randrange(len(body))
                body[to:to] = piece
        body = body or bytearray(b"x")
    return bytes(body)


def work(form: str, start: int, count: int) -> int:
    """Take some mutants in this process, and print what came of them; a mutant that ends the process stands named before it."""
    from revtrack.errors import RevtrackError

    data, take = sample(form)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for number in range(start, start + count):
        print(json.dumps({"begun": number}), flush=True)
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        before, said = time.process_time(), "stored"
        try:
            take(mutant(data, form, number))
        except RevtrackError as error:
            said = "crashed: internal" if error.code == "internal" else "refused"
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            said = f"crashed: {type(error).__name__}: {str(error)[:80]}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            json.dumps({"number": number, "said": said, "cpu": time.process_time() - before, "mb": memory}), flush=True
        )
    return 0


def ended(form: str, number: int) -> str:
    """ "refused" where the limited child ends on a mutant and its parent refuses the file, else ""."""
    from revtrack.errors import SourceRefused
    from revtrack.ingest import read_in_child

    try:
        read_in_child(mutant(sample(form)[0], form, number), "in.pdf")
    except SourceRefused:
        return "refused"
    return ""


def batch(form: str, start: int, count: int) -> list[dict[str, Any]]:
    """What came of some mutants, in a process of their own."""
    words = [sys.executable, "-m", "benchmarks.mutants", "--work", form, str(start), str(count)]
    done = subprocess.run(words, capture_output=True, text=True, env=os.environ, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    found = [row for row in rows if "number" in row]
    if rows and "begun" in rows[-1]:
        number = rows[-1]["begun"]
        said = ended(form, number) if form == "PDF" else ""
        found.append({"number": number, "said": said or f"crashed: exit {done.returncode}", "cpu": 0.0, "mb": 0})
    if not rows:
        raise SystemExit(done.stderr)
    return found


def run(form: str, held: Total, count: int) -> Total:
    """The totals of a format after so many more."""
    total: Total = {"done": 0, "stored": 0, "refused": 0, "cpu": 0.0, "mb": 0, "bad": []} | held
    end = total["done"] + count
    while total["done"] < end:
        for row in batch(form, total["done"], min(BATCH, end - total["done"])):
            total["done"] = row["number"] + 1
            total["cpu"], total["mb"] = max(total["cpu"], round(row["cpu"], 2)), max(total["mb"], row["mb"])
            if row["said"] in ("stored", "refused"):
                total[row["said"]] += 1
            if row["said"].startswith("crashed") or row["mb"] > LIMIT_MB:
                total["bad"].append(f"{row['number']}: {row['said']}, {row['mb']} MB")
    return total


def shown(totals: dict[str, Total]) -> str:
    """The table of the page."""
    lines = [
        (
            form,
            f"{total['done']:,}",
            f"{total['stored']:,}",
            f"{total['refused']:,}",
            str(len(total["bad"])),
            f"{total['cpu']:.2f} s",
            f"{total['mb']} MB",
        )
        for form, total in totals.items()
    ]
    return table(("format", "mutants", "stored", "refused", "neither", "most time", "most memory"), lines)


def main(words: Sequence[str]) -> int:
    """Run, keep the totals, write the page; 1 if anything was neither stored nor refused, or over its limits."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.work:
        return work(asked.work[0], int(asked.work[1]), int(asked.work[2]))
    totals = json.loads(TOTALS.read_text(encoding="utf-8")) if TOTALS.exists() and not asked.smoke else {}
    for form in FORMATS:
        totals[form] = run(form, totals.get(form, {}), 20 if asked.smoke else asked.count)
        if not asked.smoke:
            TOTALS.write_text(json.dumps(totals, indent=1) + "\n", encoding="utf-8")
            PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), COMMAND, shown(totals)), encoding="utf-8")
    print(shown(totals))
    for form, total in totals.items():
        for line in total["bad"]:
            print(f"{form} {line}")
    return int(any(total["bad"] for total in totals.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
