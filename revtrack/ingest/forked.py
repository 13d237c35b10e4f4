"""A process forked from this one, which works at one function and ends: nothing else of this process runs on in it.

It begins at once, with all that is loaded here; starting Python anew and loading the readers takes longer than reading a
short source. Standard input is empty in it, standard output and error lead to the parent, and every other file is closed.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

_FILES = 1 << 16
"""No open file of ours has a higher number."""


def can_fork() -> bool:
    """Whether a fork is sound here: threads do not go on in a child, and what they held would stay held."""
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


class Forked:
    """A child at work in a session, a folder and an empty environment of its own; to its parent it is like a Popen."""

    def __init__(self, work: Callable[[], int], *, said: int, folder: str) -> None:
        """Start it. `said` is the file its standard error leads to; `work` gives its exit status."""
        reading, writing = os.pipe()
        # Ctrl-C goes to both until the child has a session of its own; raised in it, it would run on what is the parent's.
        usual = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.pid = os.fork()
            if not self.pid:
                become(lambda: _alone(work, folder, usual), out=writing, said=said)
        except OSError:
            os.close(reading)
            raise
        finally:
            os.close(writing)
            signal.pthread_sigmask(signal.SIG_SETMASK, usual)
        self.stdout = os.fdopen(reading, "rb", 0)
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit status if it has ended: negative for a signal."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int:
        """The same, once it has ended."""
        code = self._ended(0)
        if code is None:
            raise ChildProcessError(self.pid)
        return code

    def _ended(self, how: int) -> int | None:
        if self._code is None:
            pid, status = os.waitpid(self.pid, how)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code


def become(work: Callable[[], int], *, out: int, said: int) -> NoReturn:
    """In a child that was just forked: work with these two files for standard output and error, and end."""
    code = 1
    try:
        out, said = (fcntl.fcntl(file, fcntl.F_DUPFD, 3) for file in (out, said))
        for file, number in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (said, 2)):
            os.dup2(file, number)
        os.closerange(3, _FILES)
        code = work()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent hears of it by the exit and the words
        os.write(2, f"{type(error).__name__}: {error}\n".encode("utf-8", "replace"))
    finally:
        os._exit(code)


def _alone(work: Callable[[], int], folder: str, usual: set[signal.Signals | int]) -> int:
    os.setsid()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, usual)
    os.chdir(folder)
    os.environ.clear()
    return work()
