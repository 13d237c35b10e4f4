"""What a command pays before it works: classes of values made ready, and the child that reads a source.

    python -m benchmarks.startup

Figures are ratios of medians in one run; the times beside them are of this machine.
"""

from __future__ import annotations

import statistics
import sys
import time
import types
from collections.abc import Callable, Iterator
from unittest import mock

from benchmarks.store_speed import danish
from revtrack.ingest import child, read_in_child

CLASSES = 200
FIELDS = "    a: str\n    b: int = 0\n    c: tuple[str, ...] = ()\n    d: str = ''\n    e: str = ''\n"
KINDS = {
    "dataclass": (
        "from dataclasses import dataclass",
        "@dataclass(frozen=True, slots=True)\nclass Value{}:\n    'A value.'\n",
    ),
    "Struct": ("from msgspec import Struct", "class Value{}(Struct, frozen=True):\n    'A value.'\n"),
}
REPEATS = 9


def median(work: Callable[[], object]) -> float:
    """Seconds of the middle one of some runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def module(kind: str) -> types.CodeType:
    """A module of that many classes with five fields."""
    head, form = KINDS[kind]
    text = "\n".join(form.format(n) + FIELDS for n in range(CLASSES))
    return compile(f"from __future__ import annotations\n{head}\n{text}", kind, "exec")


def values(kind: str) -> dict[str, float]:
    """Seconds a class takes to be made ready, and a value to be filled, compared and hashed."""
    code = module(kind)
    names: dict[str, object] = {"__name__": kind}
    sys.modules[kind] = types.ModuleType(kind)
    ready = median(lambda: exec(code, dict(names))) / CLASSES  # noqa: S102 - the source above
    exec(code, names)  # noqa: S102 - the source above
    made: Callable[..., object] = names["Value1"]  # type: ignore[assignment]
    one, other = made("x", 3, ("a",)), made("x", 3, ("a",))
    many = range(100_000)
    return {
        "ready": ready,
        "filled": median(lambda: [made("x", 3, ("a",)) for _ in many]) / len(many),
        "compared": median(lambda: [one == other for _ in many]) / len(many),
        "hashed": median(lambda: [hash(one) for _ in many]) / len(many),
    }


def reading(forks: bool) -> float:
    """Seconds for the Danish text of the example, read in a child that is forked, or a program of its own."""
    data = danish().encode()
    with mock.patch.object(child, "can_fork", return_value=forks):
        return median(lambda: read_in_child(data, "a.txt"))


def lines() -> Iterator[str]:
    """What was measured, a line each."""
    slow, fast = values("dataclass"), values("Struct")
    for what, took in slow.items():
        yield line(f"a class or value {what}", ("dataclass", took), ("Struct", fast[what]))
    yield line("a short source read", ("program", reading(False)), ("forked", reading(True)))


def line(what: str, one: tuple[str, float], other: tuple[str, float]) -> str:
    """Two times of the same thing, and how many times longer the first took."""
    times = "   ".join(f"{name} {took * 1e6:12,.2f} µs" for name, took in (one, other))
    return f"{what:<26} {times}   {one[1] / other[1]:5.1f} times"


if __name__ == "__main__":
    for row in lines():
        print(row)
