"""Run a command on a terminal of its own and print what came of it as JSON; a process apart, since it forks.

Usage: python terminal.py FOLDER COMMAND_AS_JSON ENVIRONMENT_AS_JSON ANSWERS_AS_JSON
"""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import sys
import time

SECONDS = 30.0


def run(folder: str, words: list[str], environment: dict[str, str], answers: list[str]) -> tuple[int, str]:
    """The exit status and all that was written; an answer is typed when a line ends with a colon and all is quiet."""
    pid, terminal = pty.fork()
    if not pid:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests themselves run in the background
        os.chdir(folder)
        os.execve(words[0], words, environment)
    waiting, written = list(answers), b""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                written += os.read(terminal, 65536)
            except OSError:  # the other end is closed: the command has ended
                break
        elif waiting and written.rstrip(b" ").endswith(b":"):
            os.write(terminal, waiting.pop(0).encode())
            written += b"\n"
    else:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), written.decode()


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], *(json.loads(word) for word in sys.argv[2:]))))
