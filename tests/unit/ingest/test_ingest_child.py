"""The limited child: the same reading, the same errors, and every limit named."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from revtrack.errors import EmptySource, InputTooLarge, RevtrackError, SourceRefused, UnknownEncoding
from revtrack.ingest import child, read_in_child, read_in_children, read_source
from revtrack.ingest.forked import can_fork

OPEN = Path("/proc/self/fd")
"""The files that a process holds open, on Linux."""


def test_the_child_reads_what_the_parent_would(council: bytes) -> None:
    assert read_in_child(council, "9956-14.da.txt") == read_source(council, "9956-14.da.txt")


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", EmptySource), (b"1. \xff\xfe\xfa\n", UnknownEncoding), (b"1. a\x00b\n", SourceRefused)]
)
def test_errors_come_back_as_themselves(data: bytes, kind: type[RevtrackError]) -> None:
    with pytest.raises(kind) as here:
        read_source(data, "a.txt")
    with pytest.raises(kind) as there:
        read_in_child(data, "a.txt")
    assert type(there.value) is type(here.value)
    assert (there.value.message, there.value.facts, there.value.tries) == (
        *(here.value.message, here.value.facts, here.value.tries),
    )


def test_a_name_of_any_letters_reaches_the_child() -> None:
    for name in ("små ord.md", "odd\udcff.md"):
        assert read_in_child(b"1. One.\n", name).extension == "md"


def test_several_sources_are_read_at_one_time_and_given_in_order() -> None:
    sources = [(f"# Text {n}\n\n1. One.\n".encode(), f"{n}.md") for n in range(child.AT_ONCE + 2)]
    assert read_in_children(sources) == tuple(read_source(*source) for source in sources)
    assert read_in_children(()) == ()


def test_the_first_of_several_sources_that_is_refused_ends_all() -> None:
    with pytest.raises(RevtrackError, match=r"bad\.txt"):
        read_in_children([(b"1. One.\n", "good.txt"), (b"\x00\x01", "bad.txt"), (b"\x00", "worse.txt")])


@pytest.mark.parametrize("forks", [True, False])
def test_the_child_reads_the_same_either_way_it_is_made(
    forks: bool, council: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "can_fork", lambda: forks)
    assert read_in_child(council, "små \udcff.txt") == read_source(council, "små \udcff.txt")


def test_a_forked_child_holds_no_file_of_its_parent_and_is_gone_when_it_has_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "can_fork", lambda: True)
    with (tmp_path / "held").open("wb") as held:
        before = len(list(OPEN.iterdir()))

        def answer(*_: object) -> int:
            message = "held" if (OPEN / str(held.fileno())).exists() else "closed"
            told = {"error": {"code": "no-structure", "message": message, "facts": [str(os.getpid())], "tries": ["x"]}}
            os.write(1, json.dumps(told).encode())
            return 0

        monkeypatch.setattr(child, "answer_to", answer)
        with pytest.raises(SourceRefused, match="closed") as said, child.being_read(b"1. One.\n", "a.txt") as read:
            read()
        assert len(list(OPEN.iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(int(said.value.facts[0]), os.WNOHANG)


def test_a_fork_is_made_only_where_no_thread_runs() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        done.set()
        thread.join()


def test_a_file_over_the_limit_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(os, "fork", None)
    with pytest.raises(InputTooLarge):
        read_in_child(b"x" * ((32 << 20) + 1), "a.txt")


Program = Callable[[str], None]


@pytest.fixture(params=["forked", "started"])
def program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Let the child run another program instead, in the same setting and under the same limits, either way it is made."""
    forks = request.param == "forked"
    monkeypatch.setattr(child, "can_fork", lambda: forks)
    start = subprocess.Popen

    def instead(code: str) -> None:
        def run(*_: object) -> int:
            sys.stdout = os.fdopen(1, "w")
            try:
                exec(code, {"limit_self": child.limit_self})
                sys.stdout.flush()
            except SystemExit as end:
                return int(end.code or 0)
            return 0

        limited = f"from revtrack.ingest.child import limit_self; limit_self()\n{code}"
        command = [sys.executable, "-I", "-c", limited]
        monkeypatch.setattr(child, "answer_to", run)
        monkeypatch.setattr(subprocess, "Popen", lambda _, **settings: start(command, **settings))

    return instead


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "20 seconds of processor time"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXFSZ)", "a file of 64 MiB"),
        ("import sys; sys.exit(75)", "1 GiB of memory"),
    ],
)
def test_a_child_that_met_a_limit_is_a_refusal_that_names_it(program: Program, code: str, limit: str) -> None:
    # Python ignores SIGXFSZ; the default is what a reader written in C would meet.
    program(f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n{code}")
    with pytest.raises(InputTooLarge, match=limit) as caught:
        read_in_child(b"1. One.\n", "a.txt")
    assert caught.value.facts == ("a limit reached is never a shorter text",)


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "ended by signal 11"),
        ("raise ValueError('odd')", "exit 1"),
    ],
)
def test_a_child_that_breaks_off_is_a_refusal(program: Program, code: str, fact: str) -> None:
    program(code)
    with pytest.raises(SourceRefused, match="broke off") as caught:
        read_in_child(b"1. One.\n", "a.txt")
    assert caught.value.facts[0] == fact


@pytest.mark.parametrize("code", ["", "print('no json')", "print('[]')", "print('{}')"])
def test_a_child_without_a_sound_answer_is_a_refusal(program: Program, code: str) -> None:
    program(code)
    with pytest.raises(SourceRefused, match="answer"):
        read_in_child(b"1. One.\n", "a.txt")


def test_an_answer_over_the_limit_is_a_refusal_and_ends_the_child(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "ANSWER_BYTES", 1 << 20)
    program("import sys\nwhile True: sys.stdout.write('x' * 65536)")
    with pytest.raises(InputTooLarge, match="an answer of 1 MiB"):
        read_in_child(b"1. One.\n", "a.txt")


def test_a_child_that_takes_too_long_is_ended(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "WALL_SECONDS", 0.2)
    program("import time; time.sleep(30)")
    start = time.monotonic()
    with pytest.raises(InputTooLarge, match="seconds"):
        read_in_child(b"1. One.\n", "a.txt")
    assert time.monotonic() - start < 5


def test_the_child_has_its_limits_an_empty_environment_and_a_session_of_its_own(program: Program) -> None:
    program(
        "import json, os, resource as r\n"
        "got = [r.getrlimit(k)[0] for k in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_CORE)]\n"
        "assert got == [1 << 30, 20, 64 << 20, 64, 0], got\n"
        "assert set(os.environ) <= {'LC_CTYPE'}, dict(os.environ)\n"
        "assert os.getsid(0) == os.getpid()\n"
        "assert 'revtrack-' in os.getcwd()\n"
        "print(json.dumps({'error': {'code': 'no-structure', 'message': 'as it should be', 'facts': [], 'tries': ['x']}}))"
    )
    with pytest.raises(SourceRefused, match="as it should be"):
        read_in_child(b"1. One.\n", "a.txt")


def test_a_lower_limit_that_is_already_set_is_kept(program: Program) -> None:
    program(
        "import json, resource as r\n"
        "r.setrlimit(r.RLIMIT_NOFILE, (32, 32)); limit_self()\n"
        "assert r.getrlimit(r.RLIMIT_NOFILE) == (32, 32)\n"
        "print(json.dumps({'error': {'code': 'no-structure', 'message': 'kept', 'facts': [], 'tries': ['x']}}))"
    )
    with pytest.raises(SourceRefused, match="kept"):
        read_in_child(b"1. One.\n", "a.txt")


def test_this_process_is_not_limited() -> None:
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] != child.CPU_SECONDS
    assert signal.getsignal(signal.SIGXCPU) is signal.SIG_DFL


def test_ctrl_c_at_the_fork_ends_the_child_and_runs_nothing_of_the_parent_in_it() -> None:
    program = (
        "import atexit, os, signal\n"
        "from revtrack.ingest.child import read_in_children\n"
        "atexit.register(lambda: print('at exit', flush=True))\n"
        "usual = os.fork\n"
        "def fork():\n    pid = usual()\n    if not pid: os.kill(os.getpid(), signal.SIGINT)\n    return pid\n"
        "os.fork = fork\n"
        "try:\n    read_in_children([(b'Rules', 'a.txt')])\n"
        "except BaseException as error:\n    print(type(error).__name__, *error.facts, flush=True)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.stdout, ran.stderr) == ("SourceRefused ended by signal 2\nat exit\n", "")
