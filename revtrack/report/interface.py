"""The fixed words of reports, in the language of whoever reads them: a table a language, the same keys in each.

A value may hold places to fill (`{n}`), and two forms parted by `|`: for one and for any other number. There is no
fallback: a key that a table lacks is an error, and a test compares the tables. Document text never passes through here
but as a value that fills a place.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from msgspec import Struct

from revtrack.errors import BadValue

LANGUAGES = ("en", "da", "nb")
"""Interface languages. English was written by us; Danish and Norwegian Bokmål wait for a native reader."""


class Interface(Struct, frozen=True):
    """One language of fixed words: `say("deleted")`, `count("changes", 3)`."""

    language: str
    words: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The words of a key, its places filled. KeyError if there is no such key."""
        return self.words[key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The form of a key that fits the number, which fills `{n}`."""
        one, _, many = self.words[key].partition("|")
        return (one if n == 1 else many or one).format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """`27 991`, with a no-break space."""
        return f"{n:,}".replace(",", "\u00a0")

    def small(self, n: int) -> str:
        """`two`; figures from ten on."""
        names = self.words["small"].split(" ")
        return names[n] if n < len(names) else str(n)


def interface(language: str) -> Interface:
    """The words of that language. BadValue for one that has no table."""
    if language not in LANGUAGES:
        raise BadValue(
            f"there are no interface words in '{language[:20]}'",
            facts=(f"languages: {', '.join(LANGUAGES)}",),
            tries=("--ui-lang en",),
        )
    words: Mapping[str, str] = importlib.import_module(f"revtrack.report.interface_{language}").WORDS
    return Interface(language, words)
