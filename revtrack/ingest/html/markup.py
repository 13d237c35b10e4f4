"""Turns a web page into a flat row of starts, ends and texts. No tree is built, nothing is loaded, nothing is run.

libxml2 (2.14 and later) cuts a page into tags as HTML5 has it, in linear time, and closes what is left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from revtrack.errors import InputTooLarge

MOST = 2_000_000
"""Starts, ends and texts of one page."""


class Start(NamedTuple):
    """The beginning of an element."""

    tag: str
    attributes: Mapping[str, str]


class End(NamedTuple):
    """The end of an element."""

    tag: str


Event = Start | End | str


class _Target:
    """What the parser speaks to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._events: list[Event] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._add(Start(tag.lower(), dict(attributes)))

    def end(self, tag: str) -> None:
        self._add(End(tag.lower()))

    def data(self, text: str) -> None:
        self._add(text)

    def comment(self, text: str) -> None:
        """A comment is no text of the page."""

    def pi(self, target: str, text: str | None = None) -> None:
        """An instruction is no text of the page."""

    def close(self) -> list[Event]:
        return self._events

    def _add(self, event: Event) -> None:
        self._events.append(event)
        if len(self._events) > MOST:
            raise InputTooLarge(
                f"{self._name} has more than {MOST:,} tags and texts",
                tries=("split the document into its parts, then add them one by one",),
            )


def events(text: str, name: str) -> list[Event]:
    """The events of a page; `name` stands in messages."""
    target: Any = _Target(name)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(text.encode("utf-8"))
    found: list[Event] = parser.close()
    return found
