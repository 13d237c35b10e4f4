"""The nursery reads what a child of its own would read for each source; one that breaks or hangs takes nobody with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from revtrack.errors import InputTooLarge, RevtrackError, SourceRefused, TrackedChanges, UnsupportedFormat
from revtrack.ingest import read_each, read_in_child
from revtrack.model.readings import Reading, Tracked
from tests.word_samples import docx, p

TEXT = b"NOTE\n\n1. One.\n\n2. Two.\n"
DRAFT = docx(p("One ", '<w:ins w:id="1" w:author="A"><w:r><w:t>more</w:t></w:r></w:ins>', "."))

Program = Callable[[str], None]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """Let nurseries run with code of ours before they begin."""
    start = subprocess.Popen

    def instead(code: str) -> None:
        words = f"import sys\nfrom revtrack.ingest import child, nursery\n{code}\nsys.exit(nursery.main())"
        monkeypatch.setattr(
            subprocess, "Popen", lambda _, **settings: start([sys.executable, "-I", "-c", words], **settings)
        )

    return instead


def alone(source: tuple[bytes, str, Tracked | None]) -> Reading | RevtrackError:
    """What a child of its own makes of a source."""
    try:
        return read_in_child(*source)
    except RevtrackError as error:
        return error


def told(found: Reading | RevtrackError) -> object:
    return found if isinstance(found, Reading) else (type(found), found.message, found.facts, found.tries)


def kinds(found: list[Reading | RevtrackError]) -> list[str]:
    return [type(each).__name__ for each in found]


def test_each_source_is_read_as_by_a_child_of_its_own_and_in_order() -> None:
    sources = [
        (TEXT, "a.txt", None),
        (b"%PDF-1.7 nothing more", "b.pdf", None),
        (DRAFT, "c.docx", None),
        (DRAFT, "c.docx", Tracked.ACCEPT),
        (b"", "d.txt", None),
        (b"# One\n\nTwo \xc3\xa6.\n", "h\udce5ndbog.md", None),
        *((b"1. Number %d.\n" % n, f"{n}.txt", None) for n in range(20)),
    ]
    found = list(read_each(sources))
    assert [told(got) for got in found] == [told(alone(source)) for source in sources]
    assert isinstance(found[2], TrackedChanges)
    assert isinstance(found[1], SourceRefused | UnsupportedFormat)


def test_no_source_starts_nothing() -> None:
    assert list(read_each([])) == []


def test_a_file_over_the_limit_is_refused_and_the_others_are_read() -> None:
    found = list(read_each([(b"x" * ((32 << 20) + 1), "big.txt", None), (TEXT, "a.txt", None)]))
    assert kinds(found) == ["InputTooLarge", "Reading"]


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("import os, signal\n    if bad: os.kill(os.getpid(), signal.SIGSEGV)", SourceRefused, "broke off"),
        (
            "import os, signal\n    if bad: os.kill(os.getpid(), signal.SIGXCPU)",
            InputTooLarge,
            "20 seconds of processor",
        ),
        ("if bad: raise ValueError('odd')", SourceRefused, "broke off"),
        ("if bad: raise MemoryError", InputTooLarge, "1 GiB of memory"),
        ("import time\n    if bad: time.sleep(30)", InputTooLarge, "1 seconds"),
        ("import os\n    while bad: os.write(1, b'x' * 65536)", InputTooLarge, "an answer of 1 MiB"),
        ("if bad: return b'[]'", SourceRefused, "no answer"),
    ],
)
def test_a_child_that_meets_a_limit_or_breaks_is_one_refusal(
    program: Program, code: str, kind: type, words: str
) -> None:
    program(
        "child.WALL_SECONDS, child.ANSWER_BYTES = 1.0, 1 << 20\n"
        "usual = child._answer\n"
        f"def answer(data, name, *more):\n    bad = name == 'bad.txt'\n    {code}\n    return usual(data, name, *more)\n"
        "child._answer = answer\n"
    )
    found = list(
        read_each([(TEXT, "a.txt", None), (TEXT, "bad.txt", None), (TEXT, "b.txt", None), (TEXT, "c.txt", None)])
    )
    assert kinds(found) == ["Reading", kind.__name__, "Reading", "Reading"]
    assert words in str(found[1])
    assert "bad.txt" in str(found[1])


def test_what_a_child_says_before_it_breaks_off_is_told(program: Program) -> None:
    program("def answer(*_): raise ValueError('odd words')\nchild._answer = answer")
    (found,) = read_each([(TEXT, "a.txt", None)])
    assert isinstance(found, SourceRefused)
    assert found.facts == ("exit 1", "ValueError: odd words")


def test_each_child_has_its_limits_and_no_environment(program: Program) -> None:
    program(
        "import json, os, resource as r\n"
        "def answer(*_):\n"
        "    got = [r.getrlimit(k)[0] for k in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_CORE)]\n"
        "    assert got == [1 << 30, 20, 64 << 20, 64, 0], got\n"
        "    assert set(os.environ) <= {'LC_CTYPE'}, dict(os.environ)\n"
        "    assert os.getsid(0) == os.getppid()\n"
        "    assert 'revtrack-' in os.getcwd()\n"
        "    assert sorted(os.listdir('/proc/self/fd'))[:3] == ['0', '1', '2'] and len(os.listdir('/proc/self/fd')) == 4\n"
        "    return json.dumps({'error': {'code': 'no-structure', 'message': 'as it should be', 'tries': ['x']}}).encode()\n"
        "child._answer = answer"
    )
    found = list(read_each([(TEXT, "a.txt", None)] * 3))
    assert [str(each) for each in found] == ["as it should be"] * 3


def test_a_nursery_that_ends_is_a_refusal_and_the_next_source_starts_another(program: Program) -> None:
    program(
        "import os\nusual = nursery._forked\n"
        "def forked(name, tracked, data):\n    if name == b'bad.txt': os._exit(3)\n    return usual(name, tracked, data)\n"
        "nursery._forked = forked"
    )
    found = list(read_each([(TEXT, "bad.txt", None), (TEXT, "a.txt", None), (TEXT, "b.txt", None)]))
    assert kinds(found) == ["SourceRefused", "Reading", "Reading"]


def test_nobody_is_left_behind_when_the_reading_is_broken_off() -> None:
    running = read_each([(b"1. Number %d.\n" % n, f"{n}.txt", None) for n in range(200)])
    next(running)
    assert children()
    start = time.monotonic()
    running.close()
    assert time.monotonic() - start < 2
    time.sleep(0.3)
    assert children() == set()


def children() -> set[str]:
    """The processes of ours that run a nursery."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words, parent = (
                (folder / "cmdline").read_bytes(),
                (folder / "stat").read_text().rpartition(")")[2].split()[1],
            )
        except OSError:
            continue
        if b"revtrack.ingest.nursery" in words and parent == str(os.getpid()):
            found.add(folder.name)
    return found
