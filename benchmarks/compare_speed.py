"""Speed of a comparison by size, beside git's word diff and difflib on the same made-up paragraphs in the same run.

python -m benchmarks.compare_speed            64 to 50,000 paragraphs, CPU seconds and the ratio to git
python -m benchmarks.compare_speed --smoke    the smallest size only; fails only if something breaks
"""

from __future__ import annotations

import difflib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from revtrack.diff import checked, compare_texts

SIZES = (64, 1_000, 12_000, 50_000)
DIFFLIB_LIMIT = 1_000
"""Above that size difflib takes minutes."""

_STEMS = [
    "archive",
    "box",
    "desk",
    "reader",
    "register",
    "room",
    "shelf",
    "store",
    "table",
    "key",
    "map",
    "paper",
    "page",
]
_JOINS = ["of", "the", "in", "a", "with", "for", "under", "before", "after", "and", "or", "shall", "may", "not", "is"]

Texts = Sequence[str]


def paragraphs(count: int) -> list[str]:
    """That many made-up paragraphs of law-like length, numbered; the same on every run."""
    chance = random.Random(7)  # noqa: S311 - made-up text, no secret
    texts = []
    for at in range(count):
        words = [chance.choice(_STEMS if place % 2 else _JOINS) for place in range(chance.randrange(8, 60))]
        texts.append(f"{at % 40 + 1}. {' '.join(words).capitalize()} {at % 977}.")
    return texts


def revised(texts: Texts, *, share: float) -> list[str]:
    """The texts with that share of paragraphs edited, and a tenth of it dropped, added and moved."""
    chance = random.Random(8)  # noqa: S311 - made-up text, no secret
    new = [text.replace(" the ", " each ", 1) + " So it is." if chance.random() < share else text for text in texts]
    for _ in range(max(1, int(len(texts) * share / 10))):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
        del new[chance.randrange(len(new))]
        new.insert(chance.randrange(len(new)), f"New words stand here in number {chance.random():.6f}.")
    return new


def by_revtrack(old: Texts, new: Texts) -> None:
    checked(compare_texts(old, new))


def by_git(old: Texts, new: Texts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder) / name) for name in ("old", "new")]
        for name, texts in zip(names, (old, new), strict=True):
            Path(name).write_text("\n".join(texts) + "\n", encoding="utf-8")
        subprocess.run(["git", "diff", "--no-index", "--word-diff", *names], stdout=subprocess.DEVNULL, check=False)


def by_difflib(old: Texts, new: Texts) -> None:
    if len(old) <= DIFFLIB_LIMIT:
        list(difflib.ndiff(old, new))


def cpu(task: Callable[[Texts, Texts], None], old: Texts, new: Texts) -> float:
    """CPU seconds of the task, commands it runs included."""
    started = _used()
    task(old, new)
    return _used() - started


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main(arguments: Sequence[str]) -> int:
    by_revtrack(["a word"], ["a verb"])  # the libraries are loaded before the clock runs
    print(f"{'paragraphs':>10}  {'edited':>6}  {'revtrack':>9}  {'git':>7}  {'difflib':>8}  {'x git':>6}")
    for size in SIZES[:1] if "--smoke" in arguments else SIZES:
        for share in (0.005, 0.4):
            old = paragraphs(size)
            new = revised(old, share=share)
            ours, git, other = (cpu(task, old, new) for task in (by_revtrack, by_git, by_difflib))
            shown = f"{other:8.3f}" if size <= DIFFLIB_LIMIT else f"{'-':>8}"
            print(f"{size:10,}  {share:6.1%}  {ours:9.3f}  {git:7.3f}  {shown}  {ours / max(git, 1e-3):6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
