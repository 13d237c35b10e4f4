"""Processes that use a cache, for tests that kill them or run several: `python index_worker.py FOLDER write|read COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from revtrack.index import open_cache

PACKAGE = Path(__file__).resolve().parent


def body(n: int) -> bytes:
    """The only right body of the n-th name."""
    return f"body of {n} ".encode() * (n % 500)


def main(folder: str, act: str, count: str) -> None:
    cache = open_cache(Path(folder, "own"), Path(folder, "state"), PACKAGE, ("index_worker.py",))
    if cache is None:
        print("none", flush=True)
        return
    for n in range(0, int(count), 10):
        names = {str(i): body(i) for i in range(n, n + 10)}
        if act == "write":
            cache.put("facts", names)
        known = cache.get("facts", names)
        if any(known[name] != names[name] for name in known):
            raise SystemExit("another answer")
        print(len(known), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
