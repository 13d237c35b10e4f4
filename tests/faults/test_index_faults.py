"""Faults of the cache file: damaged anywhere, truncated, forged, foreign, a link, locked, not writable, killed while written.

Whatever stands there, the answer is "not known" or the right one; never another, never an error, never a wait.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from revtrack.index import Cache, file, open_cache
from tests.faults.index_worker import PACKAGE, body

ROOT = Path(__file__).resolve().parents[2]
BODIES = {f"{n:040x}": f"body of {n} ".encode() * (n % 97) for n in range(400)}
PATIENCE = 5.0


def opened(folder: Path) -> Cache:
    cache = open_cache(folder / "own", folder / "state", PACKAGE, ("index_worker.py",))
    assert cache is not None
    return cache


def ask(folder: Path) -> None:
    """Everything the cache knows is right; it can be asked, told and asked again, soon."""
    start = time.monotonic()
    cache = opened(folder)
    known = cache.get("facts", BODIES)
    assert known.items() <= BODIES.items()
    assert cache.only("listing") in (None, ("tip", b"listed"))
    cache.put("facts", BODIES)
    cache.keep("listing", "tip", b"listed")
    assert cache.get("facts", BODIES).items() <= BODIES.items()
    cache.close()
    assert time.monotonic() - start < PATIENCE


def works_again(folder: Path) -> None:
    """After two commands at most, the cache is whole again."""
    for _ in range(2):
        ask(folder)
    assert opened(folder).get("facts", BODIES) == BODIES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cache = opened(tmp_path)
    cache.put("facts", BODIES)
    cache.keep("listing", "tip", b"listed")
    cache.close()
    return tmp_path


@pytest.fixture
def kept(folder: Path) -> Path:
    (found,) = (folder / "own").iterdir()
    return found


def test_no_damaged_byte_changes_an_answer(folder: Path, kept: Path) -> None:
    chance = random.Random(1)
    sound = kept.read_bytes()
    places = [*range(100), *(chance.randrange(100, len(sound)) for _ in range(300))]
    for at in places:
        data = bytearray(sound)
        data[at] ^= 1 << chance.randrange(8)
        kept.write_bytes(data)
        ask(folder)


def test_no_overwritten_region_changes_an_answer(folder: Path, kept: Path) -> None:
    chance = random.Random(2)
    sound = kept.read_bytes()
    for start in range(0, len(sound), 4096):
        for filling in (bytes(512), b"\xff" * 4096, chance.randbytes(4096), sound[:4096]):
            kept.write_bytes((sound[:start] + filling + sound[start + len(filling) :])[: len(sound)])
            ask(folder)


def test_swapped_pages_change_no_answer(folder: Path, kept: Path) -> None:
    chance = random.Random(3)
    sound = kept.read_bytes()
    pages = [sound[at : at + 4096] for at in range(0, len(sound), 4096)]
    for _ in range(40):
        mixed = [pages[0], *chance.choices(pages, k=len(pages) - 1)]
        kept.write_bytes(b"".join(mixed))
        ask(folder)


@pytest.mark.parametrize("length", [0, 1, 16, 99, 100, 101, 4095, 4096, 4097, 8192, 20000])
def test_a_truncated_file_changes_no_answer_and_is_made_good(folder: Path, kept: Path, length: int) -> None:
    kept.write_bytes(kept.read_bytes()[:length])
    works_again(folder)


def _other_schema(path: Path, statements: str) -> None:
    path.unlink()
    with sqlite3.connect(path) as hand:
        hand.executescript(f"PRAGMA application_id={file.APPLICATION};PRAGMA user_version={file.FORMAT};{statements}")
    hand.close()


TRIGGER = (
    "CREATE TABLE other (x);"
    "CREATE TRIGGER t AFTER INSERT ON derived BEGIN INSERT INTO other VALUES (load_extension('/tmp/x.so')); END"
)


@pytest.mark.parametrize(
    "statements",
    [
        "",
        "CREATE TABLE derived (kind, name, body, seal)",
        f"{file.SCHEMA};{TRIGGER}",
        f"{file.SCHEMA};CREATE VIEW v AS SELECT 1",
        f"{file.SCHEMA};CREATE INDEX i ON derived (seal)",
        "CREATE VIEW derived AS SELECT 'facts' kind, 'x' name, randomblob(900000000) body, x'00' seal",
        "CREATE VIEW derived AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT 'facts' kind, i name, x'' body, x'' seal FROM n",
        f"{file.SCHEMA};PRAGMA journal_mode=WAL",
    ],
)
def test_another_schema_is_not_used_and_nothing_in_it_runs(folder: Path, kept: Path, statements: str) -> None:
    _other_schema(kept, statements)
    works_again(folder)


@pytest.mark.parametrize("pragma", ["application_id=7", "user_version=99", "user_version=0"])
def test_another_format_or_a_newer_one_is_made_anew(folder: Path, kept: Path, pragma: str) -> None:
    with sqlite3.connect(kept) as hand:
        hand.execute(f"PRAGMA {pragma}")
    hand.close()
    works_again(folder)


def _as_link(kept: Path, aside: Path) -> None:
    shutil.move(kept, aside / "precious")
    kept.symlink_to(aside / "precious")


def _as_dangling_link(kept: Path, aside: Path) -> None:
    kept.unlink()
    kept.symlink_to(aside / "would-be-made")


def _as_hard_link(kept: Path, aside: Path) -> None:
    os.link(kept, aside / "precious")


def _as_pipe(kept: Path, aside: Path) -> None:
    kept.unlink()
    os.mkfifo(kept)


def _as_socket(kept: Path, aside: Path) -> None:
    kept.unlink()
    here = Path.cwd()
    os.chdir(kept.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(kept.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [_as_link, _as_dangling_link, _as_hard_link, _as_pipe, _as_socket])
def test_what_is_no_plain_file_is_replaced_and_never_followed(
    folder: Path, kept: Path, tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    make(kept, aside)
    before = {path.name: path.read_bytes() for path in aside.iterdir()}
    works_again(folder)
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    assert kept.is_file()
    assert not kept.is_symlink()


def test_a_folder_in_its_place_is_left_and_the_work_goes_on_without(folder: Path, kept: Path) -> None:
    kept.unlink()
    kept.mkdir()
    ask(folder)
    assert opened(folder).get("facts", BODIES) == {}


def test_a_journal_that_names_a_file_does_not_have_it_deleted(folder: Path, kept: Path, tmp_path: Path) -> None:
    """A hot journal can name a further one, which SQLite deletes when it has played the first back."""
    precious = tmp_path / "precious"
    precious.write_text("not yours")
    name = os.fsencode(precious)
    magic = bytes.fromhex("d9d505f920a163d7")
    head = magic + struct.pack(">IIIII", 0, 0, kept.stat().st_size // 4096, 512, 4096)
    tail = struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">II", len(name), sum(name)) + magic
    for ending in ("-journal", "-wal", "-shm"):
        kept.with_name(kept.name + ending).write_bytes(head.ljust(512, b"\0") + tail)
    ask(folder)
    assert precious.read_text() == "not yours"
    assert opened(folder).get("facts", BODIES) == BODIES
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_a_file_of_unlikely_size_is_not_read(folder: Path, kept: Path) -> None:
    with kept.open("r+b") as grown:
        grown.truncate(file.MOST_BYTES + 1)
    works_again(folder)
    assert kept.stat().st_size < 1 << 20


def test_a_locked_file_is_left_alone_and_nobody_waits_long(folder: Path, kept: Path) -> None:
    with sqlite3.connect(kept, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        ask(folder)
        assert opened(folder).get("facts", BODIES) == {}
        other.execute("ROLLBACK")
    other.close()
    assert opened(folder).get("facts", BODIES) == BODIES


def test_a_reader_beside_a_writer_is_answered(folder: Path, kept: Path) -> None:
    with sqlite3.connect(kept, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert opened(folder).get("facts", BODIES) == BODIES
        other.execute("ROLLBACK")
    other.close()


def _worker(folder: Path, act: str, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, str(ROOT / "tests/faults/index_worker.py"), str(folder), act, str(count)]
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def test_killed_writers_leave_nothing_wrong_behind(tmp_path: Path) -> None:
    chance = random.Random(4)
    for _ in range(12):
        worker = _worker(tmp_path, "write", 5000)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(chance.uniform(0, 0.1))
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate()
        names = [str(n) for n in range(5000)]
        known = opened(tmp_path).get("facts", names)
        assert all(known[name] == body(int(name)) for name in known)


def test_writers_and_readers_at_once_get_right_answers_or_none(tmp_path: Path) -> None:
    workers = [_worker(tmp_path, act, 1000) for act in ("write", "write", "read", "write")]
    said = [worker.communicate() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0, 0], said
    assert [err for _, err in said] == [""] * 4


AS_NOBODY = (
    "import os, sys; from tests.faults.index_worker import main; import revtrack.index.cache, revtrack.index.file;"
    "os.setgroups([]); os.setgid(65534); os.setuid(65534); main(*sys.argv[1:])"
)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("leave", [0o555, 0o755, 0o700, 0o777])
def test_another_user_gets_right_answers_and_spoils_nothing(leave: int) -> None:
    """Where nothing can be written there is no cache; where it can, each user has one of his own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened(folder).put("facts", BODIES)
        (folder / "own").chmod(leave)
        (folder / "state").chmod(0o777)
        (folder / "state" / "cache.key").chmod(0o644)
        folder.chmod(0o755)
        code, out, err = _told(AS_NOBODY, str(folder), "write", "20")
        assert (code, err) == (0, "")
        assert set(out.split()) == ({"10"} if leave == 0o777 else {"0"})
        assert opened(folder).get("facts", BODIES) == BODIES


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_cache_that_cannot_be_written_is_still_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for made in (folder, folder / "own", folder / "state"):
            made.mkdir(exist_ok=True)
            made.chmod(0o777)
        assert _told(AS_NOBODY, str(folder), "write", "20")[0] == 0
        (kept,) = (folder / "own").iterdir()
        kept.chmod(0o444)
        (folder / "own").chmod(0o555)
        before = kept.read_bytes()
        assert _told(AS_NOBODY, str(folder), "write", "30") == (0, "10\n10\n0\n", "")
        assert kept.read_bytes() == before


def _told(program: str, *words: str) -> tuple[int, str, str]:
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False, cwd=ROOT, env=env
    )
    return done.returncode, done.stdout, done.stderr


FILES_LIMITED = (
    "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2);"
    "from tests.faults.index_worker import main; main(*sys.argv[2:])"
)


@pytest.mark.parametrize("most", [0, 1, 4096, 12288, 100_000])
def test_a_full_disk_is_no_error(tmp_path: Path, most: int) -> None:
    """The limit of file size stands for a disk that takes no more."""
    code, _, err = _told(FILES_LIMITED, str(most), str(tmp_path), "write", "400")
    assert (code, err) == (0, "")
