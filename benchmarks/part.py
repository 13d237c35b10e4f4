"""One test of the torture kit for so long, or so many times over, with the kit's own aims: `part.py TEST SECONDS TIMES`.

The kit does a short slice or everything; this counts as far as the time goes, and says "partly" where that is short of the aim.
A test that goes through all there are, and ends before its time is up, has gone through all.
Run by `benchmarks.reliability`, with the kit on the path.
"""

from __future__ import annotations

import importlib
import sys
import time
from typing import Any


def main(test: str, seconds: str, times: str) -> int:
    """Run, add up, and print lines as the kit prints them."""
    kit, core = (importlib.import_module(f"torture.{name}") for name in ("__main__", "core"))

    plan = next(plan for plan in kit.PLANS if plan.name == test)
    counts: dict[str, Any] = {}
    start = time.monotonic()
    try:
        for _ in range(int(times)):
            for count in plan.test(
                core.load_target("revtrack"), core.Slice(plan.full, float(seconds), plan.floor, full=True)
            ):
                held = counts.setdefault(count.promise, count)
                if held is not count:
                    held.trials += count.trials
                    held.bad += count.bad
                    held.notes += count.notes
    finally:
        core.clear_scratch()
    whole = plan.full >= kit.MANY and time.monotonic() - start < float(seconds)
    for promise, count in counts.items():
        verdict, figures = kit._line(promise, [(plan, count)], False)
        if verdict == "held" and whole:
            figures = f"{figures}; all there are"
        elif verdict == "held" and count.trials < plan.full:
            verdict = "partly"
            aim = f"{plan.full} are aimed at" if plan.full < kit.MANY else "all there are, is the aim"
            figures = f"{figures}; {aim}"
        print(f"{promise:4} {verdict:8} {kit.PROMISES[promise]}: {figures}")
        for note in dict.fromkeys(count.notes):
            print(f"              {note}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
