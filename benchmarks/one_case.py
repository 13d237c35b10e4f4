"""One comparison in a process of its own, so that its peak of memory is true; prints JSON.

python -m benchmarks.one_case compare KEY DIVISOR SHARED         revtrack on that case, or on one smaller by the divisor
python -m benchmarks.one_case write KEY DIVISOR SHARED FOLDER    its two sides as files, one paragraph a line
python -m benchmarks.one_case git FOLDER                         git's word diff of two such files
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Comparer = Callable[[Sequence[Any], Sequence[Any]], Any]

ENOUGH = 0.5
"""CPU seconds after which a comparison is not repeated."""
REPEATS = 3


def compare(key: str, divisor: str, shared: str) -> Answer:
    """CPU seconds of the comparison and of its self-check, memory in MB, and what was answered; a bug is raised."""
    from revtrack.diff import checked, compare_texts
    from revtrack.errors import Internal, RevtrackError

    compare_texts(["a word"], ["a verb"])  # the libraries are loaded before the clock runs
    old, new, comparer = sides(key, int(divisor), Path(shared))
    held, started = held_now(), time.process_time()
    try:
        seconds, comparison = least(lambda: comparer(old, new))
        peak, started = peak_so_far(), time.process_time()
        checked(comparison)
    except Internal:
        raise
    except RevtrackError as error:
        return {"outcome": f"refused [{error.code}]", "cpu": time.process_time() - started, "mb": peak_so_far()}
    return {
        "outcome": "answered",
        "cpu": seconds,
        "check": time.process_time() - started,
        "mb": peak,
        "own_mb": peak - held,
        "coarse": len(comparison.coarse),
    }


def write(key: str, divisor: str, shared: str, folder: str) -> Answer:
    """Both sides as files, numbers and texts on one line."""
    old, new, _ = sides(key, int(divisor), Path(shared))
    for name, paragraphs in (("old", old), ("new", new)):
        lines = (paragraph if isinstance(paragraph, str) else paragraph.line for paragraph in paragraphs)
        Path(folder, name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return {}


def git(folder: str) -> Answer:
    """CPU seconds and memory of git's word diff; memory is never below that of this small process."""
    command = ["git", "diff", "--no-index", "--word-diff", "old", "new"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode > 1:
        raise RuntimeError(f"git: exit {done.returncode}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}


def sides(key: str, divisor: int, shared: Path) -> tuple[Sequence[Any], Sequence[Any], Comparer]:
    """The two sides of a case, and the function that compares such sides."""
    from benchmarks.beside import absent, yardstick
    from benchmarks.cases import case
    from benchmarks.yardstick import compared
    from revtrack.diff import compare_texts

    wanted = case(key)
    if wanted.make:
        old, new = wanted.make(max(1, wanted.size // divisor))
        return old, new, compare_texts
    found = yardstick(shared)
    if found is None:
        raise SystemExit(absent(shared))
    pair = found.read(next(path for path in found.find(found.data / "alignment") if wanted.pair in path.name))
    return pair.old, pair.new, compared


def least(task: Callable[[], Any]) -> tuple[float, Any]:
    """The least CPU seconds of a few runs, fewer if they are long, and what the last one gave."""
    times: list[float] = []
    while not times or (len(times) < REPEATS and sum(times) < ENOUGH):
        started = time.process_time()
        given = task()
        times.append(time.process_time() - started)
    return min(times), given


def held_now() -> float:
    """The memory this process holds, in MB; what it held before and gave back is forgotten, so that later peaks are true."""
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5", encoding="ascii")
    return _memory("VmRSS")


def peak_so_far() -> float:
    """The most memory this process has held, in MB; what the process that started it held does not count."""
    return _memory("VmHWM")


def _memory(field: str) -> float:
    """One field of /proc/self/status; where there is none, the largest resident size for either."""
    status = Path("/proc/self/status")
    found = re.search(rf"{field}:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


TASKS: dict[str, Callable[..., Answer]] = {"compare": compare, "write": write, "git": git}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
