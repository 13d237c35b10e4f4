"""A writer in a process of its own, for tests that kill it: `python store_worker.py STORE NAME COUNT`.

Adds numbers `NAME-0`, `NAME-1` …, and prints each number once it was told that it is stored. With a fourth word, BULK, it adds
that many at a time: `NAME-0-0`, `NAME-0-1` …
"""

from __future__ import annotations

import sys
from pathlib import Path

from revtrack.store import EventKind, open_store
from tests.store_samples import ANN, edition


def main(folder: str, name: str, count: str, bulk: str = "") -> None:
    store = open_store(Path(folder))
    for n in range(int(count)):
        if bulk:
            numbers = [f"{name}-{n}-{k}" for k in range(int(bulk))]
            many = [edition(number, f"text of {number}") for number in numbers]
            store.add_many(many, kind=EventKind.ADD, summary=f"Add {name}", author=ANN)
            print(*numbers, flush=True)
            continue
        number = f"{name}-{n}"
        store.add([edition(number, f"text of {number}")], kind=EventKind.ADD, summary=f"Add {number}", author=ANN)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
