"""A bag: files with the hash of each, so that whoever receives them can tell that every byte is there (RFC 8493).

    bagit.txt  bag-info.txt  manifest-sha256.txt  manifest-sha512.txt  tagmanifest-sha256.txt  tagmanifest-sha512.txt
    data/...

Nothing of it depends on the clock, the machine or the person: the same store gives the same bag.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from revtrack.report.export.forms import ExportedFile

ALGORITHMS = ("sha256", "sha512")
PAYLOAD = "data"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""Section 2.1.1: these two lines and nothing else."""


class BagFacts(Struct, frozen=True):
    """What `bag-info.txt` says. `day` is an ISO date; `commit` and `root` stand for the store as it was exported."""

    description: str
    day: str
    commit: str
    root: str
    agent: str


def bag(payload: Iterable[ExportedFile], facts: BagFacts) -> Iterator[ExportedFile]:
    """The files of the bag: those of the payload as they come, then what says that they are complete."""
    sums: dict[str, list[str]] = {name: [] for name in ALGORITHMS}
    octets = streams = 0
    for file in payload:
        inside = replace(file, path=f"{PAYLOAD}/{file.path}")
        yield inside
        _sum(sums, inside)
        octets, streams = octets + len(file.data), streams + 1
    tags = [
        ExportedFile("bagit.txt", DECLARATION),
        ExportedFile("bag-info.txt", _info(facts, octets, streams)),
        *(ExportedFile(f"manifest-{name}.txt", _manifest(lines)) for name, lines in sums.items()),
    ]
    yield from tags
    of_tags: dict[str, list[str]] = {name: [] for name in ALGORITHMS}
    for tag in tags:
        _sum(of_tags, tag)
    yield from (ExportedFile(f"tagmanifest-{name}.txt", _manifest(lines)) for name, lines in of_tags.items())


def written(path: str) -> str:
    """A path as a manifest has it: per cent signs and line ends by their codes (section 2.1.3)."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def read(path: str) -> str:
    """The path that a manifest means."""
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%0a", "\n").replace("%0d", "\r").replace("%25", "%")


def _sum(sums: dict[str, list[str]], file: ExportedFile) -> None:
    for name, lines in sums.items():
        lines.append(f"{hashlib.new(name, file.data).hexdigest()}  {written(file.path)}\n")


def _manifest(lines: Iterable[str]) -> bytes:
    """In the order of paths, which stand behind hashes of one length."""
    return "".join(sorted(lines, key=lambda line: line.partition("  ")[2])).encode()


def _info(facts: BagFacts, octets: int, streams: int) -> bytes:
    """Section 2.2.2; a value is one line here, so none has to be folded."""
    rows = (
        ("Bag-Software-Agent", facts.agent),
        ("Bagging-Date", facts.day),
        ("External-Description", facts.description),
        ("Payload-Oxum", f"{octets}.{streams}"),
        ("Internal-Sender-Identifier", facts.commit),
        ("Revtrack-Root", facts.root),
    )
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in rows if value.strip()).encode()
