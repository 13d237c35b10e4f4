"""Reads many sources, each in a limited child of its own, forked from a process that has the readers loaded already.

Starting a program anew for each source takes longer than reading a short one. So the parent starts this module as a program
as often as it has cores; each takes one source after the other from its standard input, forks for it, and passes on what the
child wrote. It never looks into a source or an answer: what foreign bytes can break is that one child and nothing else.

    asked     `NAME-LENGTH TRACKED DATA-LENGTH\\n`, the name, the data
    answered  `CODE LIMIT OUT-LENGTH SAID-LENGTH\\n`, what the child wrote, what it said went wrong
"""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from threading import Lock
from typing import IO, TYPE_CHECKING, NamedTuple

from revtrack.errors import RevtrackError, SourceRefused
from revtrack.ingest import child
from revtrack.ingest.forked import become
from revtrack.ingest.limits import check_file
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Reading, Tracked

if TYPE_CHECKING:
    import subprocess
    from queue import SimpleQueue

MOST = 4
"""Nurseries at one time, however many cores there are: each child may need its share of memory."""
_PIECE = 1 << 16
_NOBODY = "-"
_SAMPLE = b"NOTE\n\n1. Read 9956/14 of 19 May 2014.\n\n2. Read it again.\n"
"""Our own text, read once before any child is forked: what reading loads and keeps is then there for all of them."""
_AGAIN = ("the same command again; if it ends so again, report it with the file, if it may be shared",)


class Asked(NamedTuple):
    """A source to be read: its bytes, the name that stands in messages, which text of tracked changes is meant."""

    data: bytes
    name: str
    tracked: Tracked | None = None


def read_each(sources: Sequence[Asked]) -> Generator[Reading | RevtrackError, None, None]:
    """For each source, in order, what `child.read_in_children` would give for it alone, or the error that it would raise."""
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    many = max(1, min(MOST, len(sources), os.cpu_count() or 1))
    free: SimpleQueue[Nursery] = SimpleQueue()
    nurseries = [Nursery() for _ in range(many)]
    for nursery in nurseries:
        free.put(nursery)
    pool = ThreadPoolExecutor(many)
    try:
        yield from pool.map(lambda source: _read(source, free), sources)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for nursery in nurseries:
            nursery.end()
        pool.shutdown()


def _read(source: Asked, free: SimpleQueue[Nursery]) -> Reading | RevtrackError:
    nursery = free.get()
    try:
        check_file(len(source.data), source.name)
        return nursery.read(source)
    except RevtrackError as error:
        return error
    finally:
        free.put(nursery)


class Nursery:
    """One process that forks a child for each source, started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._ended = False
        self._lock = Lock()

    def read(self, source: Asked) -> Reading:
        """The reading of a source, or the error of its own kind."""
        try:
            code, limit, out, said = self._asked(source)
        except (OSError, ValueError) as error:
            self._stop()
            raise SourceRefused(
                f"the process that read {source.name} ended before it gave an answer; nothing was added",
                facts=(f"{type(error).__name__}",),
                tries=_AGAIN,
            ) from error
        if limit != _NOBODY:
            raise child.too_large(source.name, limit.replace("_", " "))
        return child.reading_of(child.Answer(code, out, said.decode("utf-8", "replace")), source.name)

    def end(self) -> None:
        """Leave no process behind, and start none again; from whichever thread."""
        self._ended = True
        self._stop()

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
            folder, self._folder = self._folder, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
        if folder is not None:
            folder.cleanup()

    def _asked(self, source: Asked) -> tuple[int, str, bytes, bytes]:
        into, from_ = self._pipes()
        name = source.name.encode("utf-8", "surrogateescape")
        into.write(b"%d %s %d\n" % (len(name), (source.tracked or _NOBODY).encode(), len(source.data)))
        into.write(name)
        into.write(source.data)
        into.flush()
        code, limit, length, said = from_.readline().decode("ascii").split()
        return int(code), limit, _whole(from_, int(length)), _whole(from_, int(said))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        with self._lock:
            if self._ended:
                raise OSError("it was ended")
            if self._process is None:
                self._folder = tempfile.TemporaryDirectory(prefix="revtrack-")
                self._process = _started(self._folder.name)
            into, from_ = self._process.stdin, self._process.stdout
        if into is None or from_ is None:
            raise OSError("it has no pipes")
        return into, from_


def _started(folder: str) -> subprocess.Popen[bytes]:
    # Only the parent starts processes; the child begins sooner without this.
    import subprocess

    return subprocess.Popen(
        [sys.executable, "-I", "-m", "revtrack.ingest.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={},
        start_new_session=True,
        close_fds=True,
    )


def _whole(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) != length:
        raise ValueError("cut off")
    return data


# -- in the nursery ----------------------------------------------------------------------------------------------------


def main() -> int:
    """Take one source after the other until standard input ends."""
    # The readers are loaded here alone: the parent has no use for them.
    from revtrack.ingest.reader import read_source

    into, out = sys.stdin.buffer, sys.stdout.buffer
    read_source(_SAMPLE, "sample.txt")
    DocumentNumber.read("of no register")
    gc.freeze()
    while line := into.readline():
        length, tracked, size = line.decode("ascii").split()
        name, data = into.read(int(length)), into.read(int(size))
        code, limit, answer, said = _forked(name, tracked, data)
        out.write(b"%d %s %d %d\n" % (code, limit.encode(), len(answer), len(said)))
        out.write(answer)
        out.write(said)
        out.flush()
    return 0


def _forked(name: bytes, tracked: str, data: bytes) -> tuple[int, str, bytes, bytes]:
    """How a child ended that read the source, the limit it met ("-" for none), what it wrote and what it said."""
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as said:
        pid = os.fork()
        if not pid:
            become(lambda: _read_here(name, tracked, data), out=writing, said=said.fileno())
        os.close(writing)
        try:
            answer, limit = _collected(reading)
        finally:
            os.close(reading)
        if limit != _NOBODY:
            os.kill(pid, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said.seek(0)
        return code, limit, answer, said.read(child.SAY)


def _read_here(name: bytes, tracked: str, data: bytes) -> int:
    """Read the source under limits and write the answer; what it gives is the exit status."""
    child.limit_self()
    wanted = None if tracked == _NOBODY else Tracked(tracked)
    return child.answer_to(data, name.decode("utf-8", "surrogateescape"), wanted)


def _collected(pipe: int) -> tuple[bytes, str]:
    """All that a child writes until it closes its output, and the limit that it met."""
    deadline = time.monotonic() + child.WALL_SECONDS
    pieces: list[bytes] = []
    size = 0
    while size <= child.ANSWER_BYTES:
        left = deadline - time.monotonic()
        if not select.select([pipe], [], [], max(left, 0))[0]:
            return b"", f"{child.WALL_SECONDS:.0f}_seconds"
        piece = os.read(pipe, _PIECE)
        if not piece:
            return b"".join(pieces), _NOBODY
        pieces.append(piece)
        size += len(piece)
    return b"", f"an_answer_of_{child.ANSWER_BYTES >> 20}_MiB"


if __name__ == "__main__":
    sys.exit(main())
