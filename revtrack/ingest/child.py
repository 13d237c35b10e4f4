"""Reads a source in a limited child process: what foreign bytes can use up or break is the child and nothing else.

The parent forks, or where that is not sound starts this module as a program with the name and the bytes on standard input,
and reads one JSON object from the child's standard output: `{"reading": …}` or `{"error": …}`. The child limits itself before
it reads a byte. A child that dies is a refusal that names the limit; a limit reached is never a shorter text.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING, NamedTuple

from revtrack.errors import InputTooLarge, RevtrackError, SourceRefused, error_kinds
from revtrack.ingest import codec
from revtrack.ingest.forked import Forked, can_fork
from revtrack.ingest.limits import check_file
from revtrack.model.readings import Reading, Tracked

if TYPE_CHECKING:
    import subprocess

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
FILE_BYTES = 64 << 20
OPEN_FILES = 64
WALL_SECONDS = 60.0
AT_ONCE = 4
"""Children at work at one time: each may use a core and its share of memory."""
ANSWER_BYTES = 128 << 20
_OUT_OF_MEMORY = 75
_PIECE = 1 << 16
SAY = 2000
_SMALLER = ("split the document into its parts, then add them one by one",)
_REPORT = ("report this with the file, if it may be shared",)


class Answer(NamedTuple):
    """How the child ended: its exit (negative for a signal), and what it wrote."""

    code: int
    out: bytes
    said: str


def read_in_children(
    sources: Sequence[tuple[bytes, str]], tracked: Tracked | None = None, password: str = ""
) -> tuple[Reading, ...]:
    """What `reader.read_source` gives for each (data, name), or raises, read under limits, several at a time.

    InputTooLarge names the limit the child met; SourceRefused says how it ended otherwise. The first error ends all.
    """
    readings: list[Reading] = []
    for first in range(0, len(sources), AT_ONCE):
        portion = sources[first : first + AT_ONCE]
        for data, name in portion:
            check_file(len(data), name)
        with ExitStack() as running:
            started = [running.enter_context(_started(*source, tracked, password)) for source in portion]
            readings += [_reading(child, name) for child, (_, name) in zip(started, portion, strict=True)]
    return tuple(readings)


@contextmanager
def being_read(
    data: bytes, name: str, tracked: Tracked | None = None, password: str = ""
) -> Iterator[Callable[[], Reading]]:
    """One source, read from now on while the caller does something else; what is given waits for the reading.

    It raises as `read_in_children` does. InputTooLarge at once for a file that is too large.
    """
    check_file(len(data), name)
    with _started(data, name, tracked, password) as child:
        yield lambda: _reading(child, name)


def _reading(child: _Child, name: str) -> Reading:
    return reading_of(child.answer(name), name)


def reading_of(answer: Answer, name: str) -> Reading:
    """What an answer says, or the error of its own kind."""
    if answer.code:
        raise _death(answer, name)
    found = _parsed(answer.out, name)
    if "error" in found:
        raise _error(found["error"], name)
    return codec.decode_value(found.get("reading"))


class _Child(NamedTuple):
    """A child at work, and where it says what went wrong."""

    process: subprocess.Popen[bytes] | Forked
    said: IO[bytes]

    def answer(self, name: str) -> Answer:
        """What it wrote, when it has ended."""
        out = _collect(self.process, name)
        code = self.process.wait()
        self.said.seek(0)
        return Answer(code, out, self.said.read(SAY).decode("utf-8", "replace"))


@contextmanager
def _started(data: bytes, name: str, tracked: Tracked | None, password: str) -> Iterator[_Child]:
    """A child at work on a source."""
    # Only the parent needs this; the child begins sooner without it.
    import tempfile

    with tempfile.TemporaryDirectory(prefix="revtrack-") as folder, tempfile.TemporaryFile(dir=folder) as said:
        if can_fork():
            process: subprocess.Popen[bytes] | Forked = Forked(
                lambda: _limited(lambda: answer_to(data, name, tracked, password)), said=said.fileno(), folder=folder
            )
        else:
            process = _program((name, tracked or "", password), data, said, folder)
        try:
            yield _Child(process, said)
        finally:
            _end(process)


def _program(words: Sequence[str], data: bytes, said: IO[bytes], folder: str) -> subprocess.Popen[bytes]:
    """A child that is a program of its own. Its input is a file, so that neither side can wait for the other."""
    import subprocess
    import tempfile

    with tempfile.TemporaryFile(dir=folder) as source:
        source.write(b"\0".join((*(word.encode("utf-8", "surrogateescape") for word in words), data)))
        source.seek(0)
        return subprocess.Popen(
            [sys.executable, "-I", "-m", "revtrack.ingest.child"],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=folder,
            env={},
            start_new_session=True,
            close_fds=True,
        )


def _collect(child: subprocess.Popen[bytes] | Forked, name: str) -> bytes:
    """All that the child writes until it closes its output, within the time and size there is."""
    deadline = time.monotonic() + WALL_SECONDS
    pieces: list[bytes] = []
    size = 0
    pipe: IO[bytes] | None = child.stdout
    while pipe is not None:
        left = deadline - time.monotonic()
        ready = select.select([pipe], [], [], max(left, 0))[0]
        if not ready:
            raise too_large(name, f"{WALL_SECONDS:.0f} seconds")
        piece = os.read(pipe.fileno(), _PIECE)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
        if size > ANSWER_BYTES:
            raise too_large(name, f"an answer of {ANSWER_BYTES >> 20} MiB")
    return b"".join(pieces)


def _end(child: subprocess.Popen[bytes] | Forked) -> None:
    """Leave no process of the child's session behind, nor the child itself where it has none yet."""
    if child.poll() is None:
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                kill(child.pid, signal.SIGKILL)
        child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _death(answer: Answer, name: str) -> RevtrackError:
    limits = {
        -signal.SIGXCPU: f"{CPU_SECONDS} seconds of processor time",
        -signal.SIGXFSZ: f"a file of {FILE_BYTES >> 20} MiB",
        _OUT_OF_MEMORY: f"{MEMORY_BYTES >> 30} GiB of memory",
    }
    if answer.code in limits:
        return too_large(name, limits[answer.code])
    ended = f"ended by signal {-answer.code}" if answer.code < 0 else f"exit {answer.code}"
    if answer.code == -signal.SIGABRT:
        ended += f", as where {MEMORY_BYTES >> 30} GiB of memory does not suffice"
    last = answer.said.strip().rpartition("\n")[2]
    return SourceRefused(
        f"the process that read {name} broke off; nothing was added",
        facts=(ended, *([last[:200]] if last else [])),
        tries=_REPORT,
    )


def too_large(name: str, limit: str) -> InputTooLarge:
    """The error for a source whose reading met that limit."""
    return InputTooLarge(
        f"reading {name} took more than {limit}; nothing was added",
        facts=("a limit reached is never a shorter text",),
        tries=_SMALLER,
    )


def _parsed(out: bytes, name: str) -> dict[str, object]:
    try:
        found: object = json.loads(out)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise SourceRefused(f"the process that read {name} gave no answer; nothing was added", tries=_REPORT)
    return found


def _error(found: object, name: str) -> RevtrackError:
    """The error of the child, of its own kind."""
    fields = found if isinstance(found, dict) else {}
    kind = next((kind for kind in error_kinds() if kind.code == fields.get("code")), SourceRefused)
    message = str(fields.get("message", f"{name} was refused"))
    return kind(message, facts=_texts(fields.get("facts")), tries=_texts(fields.get("tries")) or _REPORT)


def _texts(found: object) -> tuple[str, ...]:
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


# -- in the child ------------------------------------------------------------------------------------------------------


def main() -> int:
    """Limit this process, read standard input, write the answer; the exit status tells only of a lack of memory."""
    return _limited(_from_standard_input)


def _limited(work: Callable[[], int]) -> int:
    limit_self()
    try:
        return work()
    except MemoryError:
        return _OUT_OF_MEMORY


def _from_standard_input() -> int:
    *words, data = sys.stdin.buffer.read().split(b"\0", 3)
    name, tracked, password = (word.decode("utf-8", "surrogateescape") for word in words)
    return answer_to(data, name, Tracked(tracked) if tracked else None, password)


def answer_to(data: bytes, name: str, tracked: Tracked | None, password: str = "") -> int:
    """Write the answer to standard output; the exit status tells only of a lack of memory."""
    # A child reads one source and ends: looking for what could be let go of costs a fifth of the time, and lets go of nothing.
    gc.disable()
    try:
        left = memoryview(_answer(data, name, tracked, password))
        while left:
            left = left[os.write(1, left) :]
    except MemoryError:
        return _OUT_OF_MEMORY
    return 0


def _answer(data: bytes, name: str, tracked: Tracked | None, password: str) -> bytes:
    # The readers are loaded here alone: the parent has no use for them, and they begin under the limits.
    from revtrack.ingest.reader import read_source

    try:
        found: dict[str, object] = {"reading": codec.value(read_source(data, name, tracked, password))}
    except RevtrackError as error:
        facts, tries = list(error.facts), list(error.tries)
        found = {"error": {"code": error.code, "message": error.message, "facts": facts, "tries": tries}}
    return json.dumps(found).encode()


def limit_self() -> None:
    """Set the limits of this process: memory, processor time, file size, open files, no core, no further process."""
    limits = [
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ]
    if os.geteuid() != 0:
        limits.append((resource.RLIMIT_NPROC, 0))
    for kind, most in limits:
        hard = resource.getrlimit(kind)[1]
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # The hard limit of processor time lies a second higher: at the soft one the signal names the reason.
        resource.setrlimit(kind, (wanted, wanted + (kind == resource.RLIMIT_CPU and wanted != hard)))


if __name__ == "__main__":
    sys.exit(main())
